"""What is installed, by the record that each distribution carries of its own files."""

from __future__ import annotations

import csv
import hashlib
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from helpers.edition.fingerprint import hash_values

OURS = "mic2025-compendium"


class Recorded(NamedTuple):
    """One file of a distribution: its path from the folder of packages, its hash as recorded."""

    path: str
    digest: str


def recorded_files(found: Distribution) -> Iterator[Recorded]:
    """Yield the files that a distribution recorded with a hash when it was installed."""
    for row in csv.reader((found.read_text("RECORD") or "").splitlines()):
        if len(row) > 1 and row[1].startswith("sha256="):
            yield Recorded(row[0], row[1].removeprefix("sha256="))


def changed_files(name: str) -> Iterator[str]:
    """Yield the files of an installed distribution that are not as recorded, with what is wrong."""
    found = distribution(name)
    for path, digest in recorded_files(found):
        present = _digest(found, path)
        if not present:
            yield f"{path} is missing"
        elif present != digest:
            yield f"{path} is not the file that was installed"


@cache
def installed_hash() -> str:
    """Return one hash over the interpreter and all libraries that an edition is made with.

    Files are read, not their records believed. Scripts and what an installer notes are left out:
    they differ by place and by installer.
    """
    files = {}
    for name in sorted(_needed(OURS)):
        found = distribution(name)
        paths = (one.path for one in recorded_files(found))
        own = (path for path in paths if path[:2] != ".." and ".dist-info/" not in path)
        files[name] = sorted((path, _digest(found, path)) for path in own)
    return hash_values([sys.version, files])


def _digest(found: Distribution, path: str) -> str:
    """Return the hash of an installed file as records write it, "" where the file is missing."""
    try:
        content = Path(str(found.locate_file(path))).read_bytes()
    except OSError:
        return ""
    return urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def _needed(name: str) -> set[str]:
    """Return the distributions that one needs to run, without itself."""
    found: set[str] = set()
    waiting = _requirements(name)
    while waiting:
        found |= waiting
        waiting = {other for one in waiting for other in _requirements(one)} - found
    return found


def _requirements(name: str) -> set[str]:
    """Return the installed distributions that one asks for here, extras aside."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    asked = map(Requirement, distribution(name).requires or ())
    names = {canonicalize_name(a.name) for a in asked if not a.marker or a.marker.evaluate()}
    return set(_installed(names))


def _installed(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        try:
            distribution(name)
        except PackageNotFoundError:
            continue
        yield name
