"""Raw files against their register of hashes; a changed cell is named by the committed version."""

from __future__ import annotations

import hashlib
import subprocess
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

from helpers import paths
from helpers.check.differences import smallest_difference
from helpers.check.hash_register import REGISTER, read_register
from helpers.check.verdict import Check, judge

# What lies beside the tables and is no table.
BESIDE = (REGISTER, "README.md")


def check_raw_files(folder: Path = paths.RAW) -> Check:
    """Hold every raw table against the register, and every entry against its table."""
    registered = read_register(folder)
    lying = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    present = {
        name: path
        for name, path in lying.items()
        if path.is_symlink() or not (path.is_dir() or name in BESIDE)
    }
    found = [f"data/raw/{name}: is registered but missing" for name in registered.keys() - present]
    found += [f"data/raw/{name}: stands in no register" for name in present.keys() - registered]
    for name in sorted(registered.keys() & present.keys()):
        if present[name].is_symlink():
            found.append(f"data/raw/{name}: is a link; a raw table is a file of its own")
            continue
        content = present[name].read_bytes()
        found += [f"data/raw/{name}: {told}" for told in _odd_bytes(content)]
        if hashlib.sha256(content).hexdigest() != registered[name]:
            found.append(f"data/raw/{name}: {_changed(present[name], content, registered[name])}")
    told = f"{len(registered)} files hold their registered SHA-256"
    return judge("raw files", sorted(found), told)


def _odd_bytes(content: bytes) -> Iterator[str]:
    """Yield what makes the bytes of a table other than plain UTF-8 with line feeds."""
    if content.startswith(BOM_UTF8):
        yield "begins with a byte order mark; save it as UTF-8 without one"
    if b"\r" in content:
        yield "has carriage returns; end its lines with line feeds"
    if not content.endswith(b"\n"):
        yield "does not end with a line feed"


def _changed(path: Path, content: bytes, registered: str) -> str:
    """Return what changed since the version that was registered, as far as git can tell."""
    committed = committed_version(path)
    if committed is None:
        return "is not the registered file; no committed version is at hand to say where it differs"
    if committed == content:
        return f"is as committed, but {REGISTER} holds another hash; register it anew"
    exact = hashlib.sha256(committed).hexdigest() == registered
    against = "against the registered version" if exact else "against the committed version"
    return f"{smallest_difference(path.name, committed, content)}, {against}"


def committed_version(path: Path) -> bytes | None:
    """Return a file as the last commit holds it; None without git or without such a file."""
    command = ["git", "-C", str(path.parent), "show", f"HEAD:./{path.name}"]
    try:
        run = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return None
    return run.stdout if run.returncode == 0 else None
