"""The published edition made again in a scratch place, and every byte of it held to what is stored.

The scratch place is a checkout of its own: nothing of it can reach the real one, and a byte that
depends on where the checkout lies shows.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from fnmatch import fnmatch
from pathlib import Path

from helpers import paths
from helpers.check.differences import compare_folders
from helpers.check.pages import check_pages
from helpers.check.verdict import NOT_RUN, RED, Check, judge
from helpers.edition.layout import BATCH_RECORD, BESIDE_VERSIONS, RECORD
from helpers.edition.notebooks import AREAS_NOTEBOOK, all_notebooks
from helpers.edition.run_record import read_record
from helpers.edition.sheets import default_run

COPIED = ("src", "data", "notebooks", "pyproject.toml", "requirements.lock", "environment.yml",
          "CITATION.cff", "CHANGELOG.md")  # fmt: skip
NAMES = ("tables", "notebooks", "pages", "published edition")
# How long runs took, and hashes of code: a change of code that changes no byte is none here.
VOLATILE = ("index", "tables", "notebooks")
RENEW = "if sources changed since, 'mic2025 build' renews it"
Files = dict[str, bytes]


def make_scratch(folder: Path, root: Path = paths.ROOT) -> Path:
    """Copy what an edition is made from into an empty folder; return the folder."""
    for name in COPIED:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.is_file():
            shutil.copy2(source, folder / name)
    # Only the rebuilt tables may lie there afterwards.
    shutil.rmtree(folder / "data" / "processed")
    for fonts in (root / ".cache" / "matplotlib").glob("fontlist-*.json"):
        target = folder / ".cache" / "matplotlib" / fonts.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(fonts, target)
    return folder


def build_in(scratch: Path, address: str = "") -> str:
    """Build the published edition in the scratch checkout; return what went wrong, or "".

    `address` is where the stored one says that it lies on the web, "" for nowhere.
    """
    environment = os.environ | {"PYTHONPATH": str(scratch / "src")}
    run = subprocess.run(
        [sys.executable, "-m", "helpers", "build", "--site-address", address],
        cwd=scratch, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if run.returncode == 0:
        return ""
    told = (run.stderr or run.stdout).strip().replace(f"{scratch}/", "")
    if "Traceback (most recent call last)" in told:
        told = told.splitlines()[-1]
    return told or f"the build ended with code {run.returncode}"


def check_rebuild(scratch: Path, root: Path = paths.ROOT) -> list[Check]:
    """Rebuild in the scratch place and compare tables, notebooks and pages with what is stored."""
    address = read_record(root / "reports").get("site_address", "")
    failure = build_in(make_scratch(scratch, root), address)
    if failure:
        first, *rest = failure.splitlines()
        return [
            Check(NAMES[0], RED, "the edition cannot be made", tuple([first, *rest][:12])),
            *(Check(name, NOT_RUN, "nothing was made to compare") for name in NAMES[1:]),
        ]
    return compare_rebuilt(scratch, root)


def compare_rebuilt(scratch: Path, root: Path) -> list[Check]:
    """Compare a finished scratch edition with the checkout, byte by byte."""
    made = read_folder(scratch / "reports")
    return [
        _tables(scratch, root),
        _notebooks(scratch, root),
        check_pages(made, ", made anew"),
        _published(made, root / "reports"),
    ]


def differing(
    scratch: Path, root: Path = paths.ROOT
) -> dict[str, tuple[bytes | None, bytes | None]]:
    """Return stored and made content of every file that differs, by its path in the checkout.

    None stands for a file that is not there. Nothing differs where nothing was made.
    """
    found: dict[str, tuple[bytes | None, bytes | None]] = {}
    if not (scratch / "reports" / RECORD).is_file():
        return found
    sides = {
        "data/processed": table_files(scratch, root),
        "notebooks": notebook_files(scratch, root),
        "reports": published_files(read_folder(scratch / "reports"), root / "reports"),
    }
    for folder, (stored, made) in sides.items():
        # Nothing published is no difference: there is one name for that, not a list of files.
        for name in sorted(stored.keys() | made.keys()) if stored else ():
            if stored.get(name) != made.get(name):
                found[f"{folder}/{name}"] = stored.get(name), made.get(name)
    return found


def table_files(scratch: Path, root: Path) -> tuple[Files, Files]:
    """Return the committed tables and those made anew."""
    stored, made = (read_folder(place / "data" / "processed") for place in (root, scratch))
    return stored, made


def _tables(scratch: Path, root: Path) -> Check:
    """The committed tables are the ones the code makes."""
    stored, made = table_files(scratch, root)
    found = compare_folders(stored, made, "data/processed/")
    return judge(NAMES[0], found, f"{len(stored)} files of data/processed, byte for byte")


def notebook_files(scratch: Path, root: Path) -> tuple[Files, Files]:
    """Return the committed notebooks and those executed anew."""
    stored, made = {}, {}
    for notebook in all_notebooks(root / "notebooks"):
        # The published version has no areas; nbval alone holds what is stored of them.
        if notebook.name.endswith(AREAS_NOTEBOOK):
            continue
        name = notebook.path.name
        path = default_run(notebook, scratch / "reports")
        stored[name] = notebook.path.read_bytes()
        if path.is_file():
            made[name] = path.read_bytes()
    return stored, made


def _notebooks(scratch: Path, root: Path) -> Check:
    """The committed notebooks carry the outputs that a run gives."""
    stored, made = notebook_files(scratch, root)
    found = compare_folders(stored, made, "notebooks/")
    return judge(NAMES[1], found, f"{len(stored)} executed again, byte for byte, pictures too")


def published_files(made: Files, folder: Path) -> tuple[Files, Files]:
    """Return the files of the published version and those made anew, without what is volatile."""
    new = [RECORD, *json.loads(made[RECORD])["files"]]
    old = {*new, *read_record(folder).get("files", {})}
    stored = {name: (folder / name).read_bytes() for name in old if (folder / name).is_file()}
    return steady(stored), steady({name: made[name] for name in new})


def _published(made: Files, folder: Path) -> Check:
    """Pages, figures, tables and record in reports/ are the ones the code makes."""
    record = read_record(folder)
    if not record:
        told = "nothing published here to compare; 'mic2025 build' makes it"
        return Check(NAMES[3], NOT_RUN, told)
    stored, anew = published_files(made, folder)
    old = {*anew, *record.get("files", {})}
    found = compare_folders(stored, anew, "reports/")
    told = f"{len(anew)} files of reports/ with index.html and the workbook, byte for byte"
    findings = [f"{one}; {RENEW}" for one in found]
    links = sorted(name for name in old if (folder / name).is_symlink())
    findings += [f"reports/{name}: is a link; a version has files of its own" for name in links]
    findings += [f"reports/{name}: belongs to no version" for name in foreign(folder, old)]
    return judge(NAMES[3], findings, told)


def foreign(folder: Path, own: Collection[str]) -> list[str]:
    """Return what lies in a folder of versions and belongs to none: a version has its own files.

    Parameters
    ----------
    folder
        Where the published version lies, with a folder of its own for every other one.
    own
        Files of the published version, below `folder`.
    """
    found = []
    for path in sorted(folder.iterdir()):
        below = [path] if path.is_symlink() or not path.is_dir() else sorted(path.rglob("*"))
        names = [one.relative_to(folder).as_posix() for one in below
                 if one.is_symlink() or not one.is_dir()]  # fmt: skip
        if not _is_version(path) and not any(fnmatch(path.name, name) for name in BESIDE_VERSIONS):
            found += [name for name in names if name not in own]
    return found


def _is_version(path: Path) -> bool:
    """Tell whether a folder is that of another version, or of a batch of them."""
    return path.is_dir() and (bool(read_record(path)) or (path / BATCH_RECORD).is_file())


def steady(files: Files) -> Files:
    """Return the files with the run record reduced to what equal runs have in common."""
    if RECORD not in files:
        return files
    record = {name: one for name, one in json.loads(files[RECORD]).items() if name not in VOLATILE}
    return files | {RECORD: json.dumps(record).encode("utf-8")}


def read_folder(folder: Path) -> Files:
    """Return the content of every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
