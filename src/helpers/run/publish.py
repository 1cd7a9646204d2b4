"""A finished edition put in place: complete beside the old one first, then moved file by file.

Until a staging folder is sealed, nothing of the edition changes. Once sealed, an interrupted move
is finished by the next run, so that no edition stays half old and half new.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

SEAL = ".sealed.json"


def write_atomically(path: Path, content: bytes) -> bool:
    """Write a file beside its place, then rename it; return False where it was the same already."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)
    return True


def stage(files: Mapping[str, bytes], staging: Path) -> None:
    """Write all files of an edition into an empty staging folder."""
    shutil.rmtree(staging, ignore_errors=True)
    for name, content in files.items():
        path = staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def publish(staging: Path, destination: Path, obsolete: list[str]) -> None:
    """Seal the staging folder and move its files into place.

    Parameters
    ----------
    staging, destination
        Folders on one file system.
    obsolete
        Paths below `destination` that an earlier run wrote and this one does not.
    """
    names = sorted(p.relative_to(staging).as_posix() for p in staging.rglob("*") if p.is_file())
    seal = {"destination": str(destination), "files": names, "obsolete": obsolete}
    write_atomically(staging / SEAL, json.dumps(seal).encode("utf-8"))
    finish(staging)


def finish(staging: Path) -> bool:
    """Finish the move out of a sealed staging folder, or drop an unsealed one.

    Returns whether there was something to finish.
    """
    if not (staging / SEAL).is_file():
        shutil.rmtree(staging, ignore_errors=True)
        return False
    seal = json.loads((staging / SEAL).read_text(encoding="utf-8"))
    destination = Path(seal["destination"])
    for name in seal["files"]:
        source, target = staging / name, destination / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_file():
            source.replace(target)
    for name in seal["obsolete"]:
        (destination / name).unlink(missing_ok=True)
    shutil.rmtree(staging)
    return True
