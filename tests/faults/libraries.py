"""What moves with a library: ``python -m tests.faults.libraries [NAME ...] [--write]``.

In a fresh clone of what is committed, with an environment of its own from the lock: numpy, pandas
and matplotlib, each alone, one minor version up (where the index has none for this Python, one
down), the published version made, and each table and notebook held to the committed one. With
``--write`` the findings replace those of the same libraries in ``libraries.csv`` beside this file,
and the table of ``REPRODUCING.md`` is made from it. Needs git, make and the package index. Exit
code 0: that something moves is a finding, no fault.
"""

import argparse
import csv
import datetime
import os
import platform
import subprocess
import sys
import tempfile
from itertools import groupby
from pathlib import Path

from helpers import paths
from helpers.check.environment import read_pins
from helpers.check.rebuild import differing
from helpers.check.side_by_side import changed_files

NAMES = ("numpy", "pandas", "matplotlib")
FOUND = Path(__file__).with_suffix(".csv")
COLUMNS = ("library", "locked", "tried", "python", "date", "file", "cells", "texts", "pictures")
FAILED = "nothing was made"
PAGE = paths.ROOT / "REPRODUCING.md"
HEAD = "| library | locked | tried | Python | on | what moves in tables and notebooks |"
RULE = "|---|---|---|---|---|---|"


def run(*command, cwd):
    """Run a command apart from the environment that runs this; return its end and its output."""
    apart = ("VIRTUAL_ENV", "PYTHONPATH", "MAKEFLAGS", "MFLAGS", "MAKELEVEL")
    env = {name: value for name, value in os.environ.items() if name not in apart}
    return subprocess.run(
        [str(word) for word in command], cwd=cwd, env=env, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def prepared(folder):
    """Return a clone with its environment."""
    place = Path(folder) / "compendium"
    for command in (
        ["git", "clone", "--quiet", paths.ROOT, place],
        ["make", "-s", "-C", place, ".venv/ready", f"PYTHON={sys.executable}"],
    ):
        done = run(*command, cwd=folder)
        if done.returncode:
            raise SystemExit(f"{command[0]} failed:\n{done.stderr[-2000:]}")
    return place


def neighbours(version):
    """Yield the minor version above and the one below, as a requirement writes them."""
    major, minor, *_ = version.split(".")
    yield f"{major}.{int(minor) + 1}.*"
    if int(minor):
        yield f"{major}.{int(minor) - 1}.*"


def moved(place, name, wanted):
    """Install another version of one library; return which one, "" where the index has none."""
    uv = place / ".venv/bin/uv"
    done = run(uv, "pip", "install", "--quiet", "--no-deps", "--python", place / ".venv",
               f"{name}=={wanted}", cwd=place)  # fmt: skip
    if done.returncode:
        return ""
    asked = f"from importlib.metadata import version; print(version('{name}'))"
    return run(place / ".venv/bin/python", "-c", asked, cwd=place).stdout.strip()


def findings(place):
    """Make the version anew; yield (file, cells, texts, pictures) of each that is another."""
    run("git", "clean", "-fdxq", "reports", ".cache", cwd=place)
    done = run(place / ".venv/bin/mic2025", "build", cwd=place)
    if done.returncode:
        told = (done.stderr or done.stdout).strip().splitlines()
        yield f"{FAILED}: {told[-1] if told else done.returncode}", 0, 0, 0
        return
    pairs = differing(place, paths.ROOT)
    own = {name: pair for name, pair in pairs.items() if not name.startswith("reports/")}
    for one in changed_files(own):
        yield one.name, len(one.cells), len(one.texts), len(one.pictures)


def tried(place, name, locked):
    """Return the rows of one library; the environment is as it was afterwards."""
    version = next(filter(None, (moved(place, name, one) for one in neighbours(locked))), "")
    if not version:
        print(f"{name}: the index has no version beside {locked}", flush=True)
        return []
    found = list(findings(place)) or [("", 0, 0, 0)]
    moved(place, name, locked)
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    known = (name, locked, version, platform.python_version(), today)
    return [dict(zip(COLUMNS, (*known, *map(str, one)), strict=True)) for one in found]


def read_found(file=FOUND):
    """Return the rows found so far."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def write_found(rows, file=FOUND):
    """Keep the rows, those of a library together."""
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def lines(rows):
    """Yield the lines of the table for people, a library each."""
    yield HEAD
    yield RULE
    for _, group in groupby(rows, lambda row: row["library"]):
        own = list(group)
        cells = [own[0][name] for name in COLUMNS[:5]]
        yield f"| {' | '.join(cells)} | {summary(own)} |"


def summary(rows):
    """Return in a few words what moved with one library, and in which file where it is one."""
    failed = [row["file"] for row in rows if row["file"].startswith(FAILED)]
    told = []
    for kind in COLUMNS[6:]:
        files = [Path(row["file"]).name for row in rows if row[kind] != "0"]
        count = sum(int(row[kind]) for row in rows)
        where = f"`{files[0]}`" if len(files) == 1 else f"{len(files)} files"
        told += [f"{count} {kind if count > 1 else kind[:-1]} in {where}"] if files else []
    return "; ".join(failed + told) or "nothing"


def with_table(page, rows):
    """Return a page with the table that it has of this kind made anew."""
    before, _, rest = page.partition(HEAD)
    after = rest.lstrip().split("\n\n", 1)[1]
    return f"{before}{chr(10).join(lines(rows))}\n\n{after}"


def main():
    """Move each library; print the table; keep it if asked."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("names", nargs="*", metavar="NAME", default=NAMES, help="libraries")
    options.add_argument("--write", action="store_true", help="keep it for REPRODUCING.md")
    given = options.parse_args()
    pins, rows = read_pins(paths.ROOT), []
    with tempfile.TemporaryDirectory() as folder:
        place = prepared(folder)
        for name in given.names:
            rows += tried(place, name, pins[name])
    print("\n".join(lines(rows)))
    if given.write:
        kept = [row for row in read_found() if row["library"] not in given.names]
        every = sorted(kept + rows, key=lambda row: NAMES.index(row["library"]))
        write_found(every)
        PAGE.write_text(with_table(PAGE.read_text("utf-8"), every), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
