"""``mic2025 export FILE``: a whole version in one file, packed as .zip or printed as .pdf."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from helpers import paths
from helpers.data.zipped import FIXED_TIME, READABLE, zipped
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.layout import COMPENDIUM, RECORD
from helpers.edition.occupants import folder_of
from helpers.edition.publish import within, write_atomically
from helpers.edition.run_record import read_record
from helpers.errors import Problem, RunFailed, WrongCall, shown

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking")
# A document that takes longer to print will not end.
SECONDS = 300
PRINTED = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)\d{14}")


def export(file: str, edition: str = "", reports: Path = paths.REPORTS) -> None:
    """Write a version to one file outside `reports`; the same version gives the same bytes.

    Parameters
    ----------
    file
        A path that ends in .zip (every file of the version) or .pdf (all its pages, printed by
        Chromium).
    edition
        Its name; "" for the published one.

    Raises
    ------
    WrongCall
        For another ending, a place among the versions, or a version that there is not.
    RunFailed
        If its files are not as it was made, or no browser can print it.
    """
    target, is_published = Path(file), edition in ("", paths.PUBLISHED)
    make = KINDS.get(target.suffix.lower())
    if make is None:
        raise WrongCall(
            f"{shown(target.name)} ends in none of {', '.join(KINDS)}; name such a file"
        )
    if target.resolve().is_relative_to(reports.resolve()):
        raise WrongCall(
            f"{shown(target.name)} would lie among the versions in {reports.name}/, where every "
            "file belongs to one of them. Name a place outside"
        )
    folder = reports if is_published else folder_of(edition, reports)
    files = files_of(folder)
    content = make(files, f"mic2025-{paths.PUBLISHED if is_published else edition}")
    write_atomically(target, content)
    print(f"{target.name}: {len(content) / 1e6:.1f} MB")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a version, its record included, as its record has them.

    Raises
    ------
    WrongCall
        If there is no version.
    RunFailed
        With every file that is missing or another.
    """
    listed = read_record(folder).get("files", {})
    if not listed:
        raise WrongCall(f"there is no version in {folder.name}/; 'mic2025 build' makes one")
    found, problems = {}, []
    for name, expected in {**listed, RECORD: ""}.items():
        path = within(folder, name)
        found[name] = path.read_bytes() if path.is_file() else b""
        if expected and hash_bytes(found[name]) != expected:
            what = "another file" if path.is_file() else "no file"
            problems.append(
                Problem(what, "the file that was made", "Make the version anew.", file=name)
            )
    if problems:
        raise RunFailed(f"the version in {folder.name}/ is not as it was made", problems)
    return found


def pack(files: Mapping[str, bytes], name: str) -> bytes:
    """Return all files of a version as one archive that unpacks into a folder of that name."""
    return zipped({f"{name}/{path}": content for path, content in files.items()}, READABLE)


def print_out(files: Mapping[str, bytes], name: str) -> bytes:
    """Return the version's pages as one PDF, the time of its printing left out."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        raise RunFailed(
            f"nothing was printed: none of {', '.join(BROWSERS)} is on the path. Install Chromium, "
            f"or print {COMPENDIUM} from the browser you have"
        )
    if COMPENDIUM not in files:
        raise RunFailed(f"nothing was printed: the version has no {COMPENDIUM}")
    with tempfile.TemporaryDirectory() as scratch:
        page, printed = Path(scratch) / COMPENDIUM, Path(scratch) / f"{name}.pdf"
        page.write_bytes(files[COMPENDIUM])
        # Chromium refuses to start its sandbox for the superuser; the page is our own.
        rooted = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = [program, *QUIET, *rooted, "--no-pdf-header-footer", page.as_uri()]
        command[-1:-1] = [f"--user-data-dir={scratch}/profile", f"--print-to-pdf={printed}"]
        try:
            ended = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RunFailed(
                f"nothing was printed: {type(error).__name__} of the browser"
            ) from error
        if ended.returncode or not printed.is_file():
            raise RunFailed(f"nothing was printed: the browser ended with {ended.returncode}")
        stamp = FIXED_TIME.strftime("%Y%m%d%H%M%S").encode()
        return PRINTED.sub(rb"\g<1>" + stamp, printed.read_bytes())


KINDS: dict[str, Callable[[Mapping[str, bytes], str], bytes]] = {".zip": pack, ".pdf": print_out}
