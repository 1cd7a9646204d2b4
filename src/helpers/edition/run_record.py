"""The run record: what an edition was made from, by which command, with which result."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.edition.fingerprint import hash_file, raw_files
from helpers.edition.layout import RECORD

RECORDED = ("numpy", "pandas", "matplotlib", "seaborn", "statsmodels", "papermill", "nbconvert")


def read_record(folder: Path, name: str = RECORD) -> dict[str, Any]:
    """Return the record in a folder, of an edition or by its name of a batch.

    Where there is none that can be read, it is an empty one.
    """
    try:
        record = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def record_text(record: dict[str, Any]) -> str:
    """Return a record as JSON."""
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def input_hashes(added: Iterable[Path] = (), with_raw: bool = True) -> dict[str, str]:
    """Return the SHA-256 of every input: raw tables by path, added files by bare name."""
    raw = {paths.relative(path): hash_file(path) for path in raw_files() if with_raw}
    return raw | {path.name: hash_file(path) for path in added}


def versions() -> dict[str, str]:
    """Return the versions of the interpreter and of the packages that shape outputs."""
    # Here, since a plan asks for no versions, and the reading of metadata brings that of mail.
    import platform
    from importlib.metadata import version

    return {"python": platform.python_version()} | {name: version(name) for name in RECORDED}
