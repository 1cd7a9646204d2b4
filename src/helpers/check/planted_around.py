"""Faults around the raw tables, planted in a copy one after the other: is each of them named?"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from helpers.check.differences import compare_folders
from helpers.check.environment import listed_departures
from helpers.check.front import check_front
from helpers.check.hash_sums import check_raw_files
from helpers.check.processed import package_problems
from helpers.check.rebuild import foreign, read_folder, steady
from helpers.check.seals import broken_files
from helpers.edition.layout import INDEX, PICTURE

COPIED = ("data/raw", "data/processed", "data/seals", "notebooks")
BESIDE = ("README.md", "CITATION.cff", "LICENSE", "pyproject.toml", "requirements.lock",
          "requirements-test.lock", "environment.yml", "reports/README.md",
          f"reports/{PICTURE}")  # fmt: skip
# Where a page lies as it was made, beside the one that is changed.
MADE = "made"
Plant = Callable[[Path, random.Random], None]
Look = Callable[[Path], Sequence[object]]


def missed_around(root: Path, scratch: Path, seed: int) -> Iterator[str]:
    """Yield the faults that nothing names.

    Parameters
    ----------
    root
        The checkout; a version published there is copied too.
    scratch
        An empty folder; the copy in it is mended after each fault.
    seed
        Which table, page or line is changed.
    """
    draw = random.Random(seed)
    _copy(root, scratch)
    for name, (plant, look) in AROUND.items():
        before = read_folder(scratch)
        plant(scratch, draw)
        if not look(scratch):
            yield name
        _mend(scratch, before)


def _copy(root: Path, scratch: Path) -> None:
    """Copy what the faults are planted in."""
    for name in COPIED:
        shutil.copytree(root / name, scratch / name)
    for folder in ("reports", MADE):
        (scratch / folder).mkdir()
    for name in BESIDE:
        shutil.copy(root / name, scratch / name)
    page = root / "reports" / INDEX
    content = page.read_bytes() if page.is_file() else b"<p>nothing is published here</p>"
    for folder in ("reports", MADE):
        (scratch / folder / INDEX).write_bytes(content)


def _mend(scratch: Path, before: dict[str, bytes]) -> None:
    """Bring a copy back to what it held."""
    for path in sorted(scratch.rglob("*")):
        name = path.relative_to(scratch).as_posix()
        if not path.is_dir() and name not in before:
            path.unlink()
    for name, content in before.items():
        if (scratch / name).read_bytes() != content:
            (scratch / name).write_bytes(content)


def _flip(path: Path, draw: random.Random) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[draw.randrange(len(content))] ^= 1
    path.write_bytes(bytes(content))


def _flip_one_of(pattern: str) -> Plant:
    return lambda root, draw: _flip(draw.choice(sorted(root.glob(pattern))), draw)


def _add(name: str) -> Plant:
    """Return a fault that puts a file more somewhere."""

    def plant(root: Path, _: random.Random) -> None:
        (root / name).write_bytes(b"<p>1</p>")

    return plant


def _replace(name: str, before: str, after: str) -> Plant:
    def plant(root: Path, _: random.Random) -> None:
        text = (root / name).read_text(encoding="utf-8")
        (root / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    return plant


def _digit_after(name: str, mark: str) -> Plant:
    """Return a fault that changes the first digit after a mark."""

    def plant(root: Path, _: random.Random) -> None:
        head, found, tail = (root / name).read_text(encoding="utf-8").partition(mark)
        tail = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), tail, count=1)
        (root / name).write_text(head + found + tail, encoding="utf-8")

    return plant


def _front(root: Path) -> Sequence[object]:
    return check_front(root).findings


def _files(root: Path) -> Sequence[object]:
    return [*broken_files(root)]


def _page(root: Path) -> Sequence[object]:
    """Compare a page with the one that was made, as the rebuild compares pages."""
    both = [{INDEX: (root / folder / INDEX).read_bytes()} for folder in (MADE, "reports")]
    return compare_folders(steady(both[0]), steady(both[1]))


def _foreign(root: Path) -> Sequence[object]:
    return foreign(root / "reports", {INDEX})


AROUND: dict[str, tuple[Plant, Look]] = {
    "a byte of a published table": (
        _flip_one_of("data/processed/*.csv"),
        lambda root: package_problems(root / "data" / "processed"),
    ),
    "a workbook among the raw tables": (
        _add("data/raw/figures.xlsx"),
        lambda root: check_raw_files(root / "data" / "raw").findings,
    ),
    "a byte of a raw table": (
        _flip_one_of("data/raw/*.csv"),
        lambda root: check_raw_files(root / "data" / "raw").findings,
    ),
    "a word of the raw tables' README": (
        _replace("data/raw/README.md", "as printed", "as wanted"), _files,
    ),
    "a number of the README's answer": (_digit_after("README.md", "<!-- answer -->"), _front),
    "a byte of the README's picture": (_flip_one_of(f"reports/{PICTURE}"), _front),
    "an author": (_replace("CITATION.cff", "authors:\n", "authors:\n  - name: Nobody\n"), _files),
    "a hash of the lock": (_replace("requirements.lock", "sha256:0", "sha256:1"), _files),
    "a hash of the lock of tests": (
        _replace("requirements-test.lock", "sha256:0", "sha256:1"), _files,
    ),
    "a package that only conda gets": (
        _replace("environment.yml", "  - pip\n", "  - pip\n  - leftpad\n"), listed_departures,
    ),
    "a byte of a page": (_flip_one_of(f"reports/{INDEX}"), _page),
    "a page that belongs to no version": (_add("reports/extra.html"), _foreign),
}  # fmt: skip
