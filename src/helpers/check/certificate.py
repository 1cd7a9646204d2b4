"""What a verification saw, as one JSON document that others can check, compare and sign.

An in-toto statement: its subjects are the files with their hashes, its predicate the result of the
tests by in-toto's own type, with what the type does not know in fields of ours. The last of them is
the hash of all the others, so that no byte of the document can change unnoticed.
"""

from __future__ import annotations

import hashlib
import json
import locale
import platform
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from helpers import __version__, paths
from helpers.check.planted import Planted
from helpers.check.rebuild import VOLATILE
from helpers.check.verdict import GREEN, Check, judge
from helpers.edition.fingerprint import hash_bytes, hash_file
from helpers.edition.installed import installed_hash
from helpers.edition.layout import PICTURE, RECORD
from helpers.edition.run_record import read_record, versions
from helpers.present.plan_words import compendium_title

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://in-toto.io/attestation/test-result/v0.1"
# Named file by file; a file more in one of them is a fault.
CLOSED = ("data/raw", "data/processed", "notebooks")
# Held by one hash each, over the list of their files.
FOLDERS = ("src/helpers", "tests", "data/seals", ".ci")
BESIDE = ("README.md", "REPRODUCING.md", "CONTRIBUTING.md", "CHANGELOG.md", "CITATION.cff",
          "LICENSE", "Makefile", "conftest.py", "pyproject.toml", "requirements.lock",
          "requirements-test.lock", "environment.yml", "reports/README.md",
          f"reports/{PICTURE}")  # fmt: skip
SKIPPED = ("__pycache__", ".ipynb_checkpoints")
MAY_DIFFER = (
    ("where", "another machine, interpreter or place; the files are to be the same there"),
    ("made", "the moment it was made"),
    ("planted", "each run draws a sample of its own; all of it is to be caught"),
)
DIGEST = "sha256"
# Of a page: its hash with the interpreter's version taken out.
APART = "sha256WithoutPythonVersion"


def certificate(root: Path, checks: Sequence[Check], planted: Planted) -> str:
    """Return the certificate of a verification as text.

    Parameters
    ----------
    root
        The checkout that was verified.
    checks
        What every check found.
    planted
        What became of the faults that the verification planted.
    """
    green = all(check.state == GREEN for check in checks)
    moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    predicate: dict[str, Any] = {
        "result": "PASSED" if green else "FAILED",
        "configuration": _configuration(root),
        "passedTests": [check.name for check in checks if check.state == GREEN],
        "failedTests": [check.name for check in checks if check.state != GREEN],
        "checks": [
            {"name": one.name, "state": one.state, "told": one.told, "findings": one.findings}
            for one in checks
        ],
        "planted": {
            "seed": planted.seed,
            "count": planted.count,
            "missed": planted.missed,
            "lookedAtAlone": planted.one_by_one,
            "namedWithoutSeals": planted.by_print,
        },
        "where": where(root),
        "made": moment,
        "differed": [
            {"file": f"reports/{RECORD}", "parts": list(VOLATILE),
             "why": "how long runs took, and hashes of code that changed no byte"}
        ],
        "mayDiffer": [{"part": part, "why": why} for part, why in MAY_DIFFER],
        "closed": list(CLOSED),
        "folders": list(FOLDERS),
        "codecheck": _codecheck(checks, moment),
    }  # fmt: skip
    statement = {
        "_type": STATEMENT,
        "subject": subjects(root),
        "predicateType": PREDICATE,
        "predicate": predicate,
    }
    predicate[DIGEST] = hash_bytes(as_text(statement).encode("utf-8"))
    return as_text(statement)


def as_text(statement: Mapping[str, Any]) -> str:
    """Return a statement in the one form that its own hash is taken of."""
    return json.dumps(statement, ensure_ascii=False, indent=1) + "\n"


def subjects(root: Path) -> list[dict[str, Any]]:
    """Return every file with its hash, and the folders of code with one hash each."""
    published = read_record(root / "reports").get("files", {})
    own = [f"reports/{name}" for name in published] + [f"reports/{RECORD}"] * bool(published)
    names = [*BESIDE, *own]
    for folder in CLOSED:
        names += files_below(root, folder)
    files = {name: hash_file(root / name) for name in names if (root / name).is_file()}
    folders = {f"{name}/": listing_hash(root, files_below(root, name)) for name in FOLDERS}
    every = sorted((files | folders).items())
    return [{"name": name, "digest": {"sha256": one}} | _apart(root, name) for name, one in every]


def _apart(root: Path, name: str) -> dict[str, Any]:
    """Return the hash of a page without the interpreter's version that it prints, if it does."""
    version = platform.python_version().encode("ascii")
    content = (root / name).read_bytes() if name.startswith("reports/") else b""
    if version not in content:
        return {}
    return {"annotations": {APART: hash_bytes(content.replace(version, b"version"))}}


def files_below(root: Path, folder: str) -> list[str]:
    """Return the files below a folder of the checkout, without what interpreters leave there."""
    return sorted(
        path.relative_to(root).as_posix()
        for path in (root / folder).rglob("*")
        if path.is_file() and not set(SKIPPED) & set(path.parts)
    )


def listing_hash(root: Path, names: Iterable[str]) -> str:
    """Return the hash of what ``sha256sum`` prints for some files."""
    lines = [f"{hash_file(root / name)}  {name}\n" for name in names]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def where(root: Path) -> dict[str, Any]:
    """Return where a verification ran: interpreter, libraries, processor, locale, kind of path."""
    text = root.as_posix()
    return {
        "python": sys.version.split()[0],
        "implementation": platform.python_implementation(),
        "libraries": versions(),
        "librariesSha256": installed_hash(),
        "system": platform.system(),
        "processor": platform.machine(),
        "locale": locale.setlocale(locale.LC_CTYPE),
        "path": "with blanks" if " " in text else "plain" if text.isascii() else "beyond ASCII",
    }


def _configuration(root: Path) -> list[dict[str, Any]]:
    """Return commit and tree as resources that the tests ran on."""
    found = {"gitCommit": _git(root, "rev-parse", "HEAD"),
             "gitTree": _git(root, "rev-parse", "HEAD^{tree}")}  # fmt: skip
    known = {name: digest for name, digest in found.items() if digest}
    return [{"name": compendium_title(), "annotations": {"version": __version__}, "digest": known}]


def _codecheck(checks: Sequence[Check], moment: str) -> dict[str, Any]:
    """Return the fields of CODECHECK's manifest that fit: what was checked, when, with what end."""
    red = ", ".join(check.name for check in checks if check.state != GREEN)
    return {
        "manifest": [
            {"file": "data/processed", "comment": "all tables, byte for byte"},
            {"file": "notebooks", "comment": "all outputs, on warm and cold kernels"},
            {"file": "reports", "comment": "all pages, figures and the workbook, byte for byte"},
        ],
        "summary": f"red: {red}" if red else "everything was made again with equal bytes",
        "check_time": moment,
    }


def check_committed(root: Path = paths.ROOT) -> Check:
    """Hold the checkout to its commit: a certificate names a commit and must mean it."""
    told = _git(root, "status", "--porcelain", "--untracked-files=all", "--", *CLOSED, *FOLDERS,
                *BESIDE)  # fmt: skip
    commit = _git(root, "rev-parse", "HEAD")
    if not commit:
        return judge("commit", ["no commit: this is no clone, or git is missing"], "")
    found = [f"{line[3:]}: is not as committed" for line in told.splitlines()]
    return judge("commit", found, f"every file is as in commit {commit[:12]}")


def _git(root: Path, *words: str) -> str:
    """Return what git prints, "" where it cannot."""
    try:
        run = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True,
                             check=False)  # fmt: skip
    except OSError:
        return ""
    return run.stdout.rstrip("\n") if run.returncode == 0 else ""
