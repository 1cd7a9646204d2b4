"""A finished edition put in place in one step: complete beside the old one, then exchanged.

The new folder is complete before it takes the old one's place, so that a run that is killed at
any moment leaves either the old edition or the new one, never a mixture.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

AT_FDCWD = -100
EXCHANGE = 2  # RENAME_EXCHANGE of renameat2, Linux 3.15 and later
OLD = ".replaced"


def write_atomically(path: Path, content: bytes) -> bool:
    """Write a file beside its place, then rename it; return False where it was the same already."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(content)
    beside.replace(path)
    return True


def publish(
    files: Mapping[str, bytes], destination: Path, obsolete: Iterable[str], staging: Path
) -> None:
    """Replace the files of an edition in one step; everything else in its folder stays.

    Parameters
    ----------
    files
        Content by path below `destination`.
    destination
        Folder of the edition.
    obsolete
        Paths below `destination` that an earlier run wrote and this one does not.
    staging
        A folder to build in, on the same file system; whatever an interrupted run left there goes.

    Raises
    ------
    OSError
        If a file cannot be written; `destination` is then as it was.
    """
    restore(destination)
    shutil.rmtree(staging, ignore_errors=True)
    for name, content in files.items():
        path, present = staging / name, destination / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if present.is_file() and present.read_bytes() == content:
            _link(present, path)
        else:
            path.write_bytes(content)
    _keep_others(destination, staging, {*files, *obsolete})
    destination.parent.mkdir(parents=True, exist_ok=True)
    if destination.exists():
        exchange(staging, destination)
        shutil.rmtree(staging)
    else:
        staging.rename(destination)


def _keep_others(destination: Path, staging: Path, ours: set[str]) -> None:
    """Link into the new folder what lies in the old one and is not this edition's."""
    for folder, _, names in os.walk(destination):
        for name in names:
            path = Path(folder, name)
            below = path.relative_to(destination)
            if below.as_posix() not in ours:
                (staging / below).parent.mkdir(parents=True, exist_ok=True)
                _link(path, staging / below)


def _link(source: Path, target: Path) -> None:
    """Give a file a second name; copy it where the file system has no links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def exchange(new: Path, old: Path) -> None:
    """Let two folders change places at once; where the system cannot, in two renames."""
    if sys.platform == "linux":
        call = ctypes.CDLL(None, use_errno=True).renameat2
        if call(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old), EXCHANGE) == 0:
            return
        if ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL, errno.EXDEV, errno.EPERM):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(old))
    beside = old.with_name(old.name + OLD)
    old.rename(beside)
    new.rename(old)
    beside.rename(new)


def restore(folder: Path) -> None:
    """Bring back a folder that an interrupted exchange by two renames had set aside."""
    beside = folder.with_name(folder.name + OLD)
    if beside.is_dir() and not folder.exists():
        beside.rename(folder)
    shutil.rmtree(beside, ignore_errors=True)
