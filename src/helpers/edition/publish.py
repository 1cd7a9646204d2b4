"""A finished edition put in place in one step: complete beside the old one, then exchanged.

The new folder is complete before it takes the old one's place, so that a run that is killed at
any moment leaves either the old edition or the new one, never a mixture.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from helpers.errors import WrongCall, shown

AT_FDCWD = -100
EXCHANGE = 2  # RENAME_EXCHANGE of renameat2, Linux 3.15 and later
OLD = ".replaced"


def write_atomically(path: Path, content: bytes) -> bool:
    """Write a file beside its place, then rename it; return False where it was the same already."""
    beside = path.with_name(f".{path.name}.part")
    if path.is_file() and path.read_bytes() == content:
        beside.unlink(missing_ok=True)  # of a run that was killed before the renaming
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(beside, content)
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
    WrongCall
        If a path leads out of `destination`.
    OSError
        If a file cannot be written; `destination` is then as it was.
    """
    refuse_outsiders([*files, *obsolete])
    # A link stays a link: what changes is the folder it leads to.
    destination = destination.resolve()
    restore(destination)
    destination.parent.mkdir(parents=True, exist_ok=True)
    staging = _near(destination, staging)
    clear(staging)
    for name, content in files.items():
        path, present = staging / name, destination / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if present.is_file() and not present.is_symlink() and present.read_bytes() == content:
            _link(present, path)
        else:
            _write(path, content)
    _keep_others(destination, staging, {*files, *obsolete})
    if destination.exists():
        exchange(staging, destination)
        clear(staging)
    else:
        staging.rename(destination)


def _write(path: Path, content: bytes) -> None:
    """Write a file; where that fails, the error names it, as a full disk's does not."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def refuse_outsiders(names: Iterable[str]) -> None:
    """Refuse paths that lead out of the folder they are meant for.

    Raises
    ------
    WrongCall
        With the first of them.
    """
    for name in names:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name:
            raise WrongCall(f"{shown(name)} leads out of its folder, so nothing was written")


def within(folder: Path, name: str) -> Path:
    """Return the place of a file below a folder.

    Raises
    ------
    WrongCall
        If its name leads out of the folder.
    """
    refuse_outsiders([name])
    return folder / name


def remove(files: Iterable[str], folder: Path) -> list[str]:
    """Remove files of a folder, and the folders that this leaves empty, its own included.

    Parameters
    ----------
    files
        Paths below `folder`; what a link leads to elsewhere is left alone.
    folder
        The folder they lie in.

    Returns
    -------
    list of str
        What else lies in the folder and stays there.

    Raises
    ------
    WrongCall
        If a path leads out of the folder; nothing is removed then.
    """
    paths = [within(folder, name) for name in files]
    home = folder.resolve()
    for path in paths:
        if path.parent.resolve().is_relative_to(home):
            path.unlink(missing_ok=True)
    for below, _, _ in os.walk(folder, topdown=False):
        with contextlib.suppress(OSError):
            Path(below).rmdir()
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_symlink() or not path.is_dir()
    )


def _near(destination: Path, staging: Path) -> Path:
    """Return a folder to build in on the file system of the destination, beside it if need be."""
    staging.parent.mkdir(parents=True, exist_ok=True)
    if staging.parent.stat().st_dev == destination.parent.stat().st_dev:
        return staging
    return destination.with_name(f".{destination.name}.staging")


def clear(folder: Path) -> None:
    """Remove a folder with what is in it; of a link the link alone."""
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


def _keep_others(destination: Path, staging: Path, ours: set[str]) -> None:
    """Link into the new folder what lies in the old one and is not this edition's."""
    for folder, folders, names in os.walk(destination):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in (*names, *links):
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
    try:
        new.rename(old)
    except OSError:
        beside.rename(old)
        raise
    beside.rename(new)


def restore(folder: Path) -> None:
    """Bring back a folder that an interrupted exchange by two renames had set aside."""
    beside = folder.with_name(folder.name + OLD)
    if beside.is_dir() and not folder.exists():
        beside.rename(folder)
    clear(beside)
