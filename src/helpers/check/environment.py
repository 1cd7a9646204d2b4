"""The environment against its lock: pins, lock, conda file and what is installed say the same."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from helpers import paths
from helpers.check.verdict import Check, judge
from helpers.edition.installed import changed_files

# A block of the lock: name==version, an environment marker, then its hashes.
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?: ; ([^\\\n]+?))? ?\\?$", re.MULTILINE)
# Any package of the conda file, pinned or not; what is not pinned has the version "".
LISTED = re.compile(r"^ +- ([a-zA-Z0-9][a-zA-Z0-9._-]*)(?:[=<>~! ]*([^=<>~!\s]*))$", re.MULTILINE)
# What the file lists that is no dependency of ours: channel, interpreter and installer.
OURS_OR_PYTHON = ("conda-forge", "python", "pip")


def check_environment(root: Path = paths.ROOT) -> Check:
    """Compare pyproject.toml, requirements.lock, environment.yml and the installed versions."""
    pins = read_pins(root)
    found = listed_departures(root)
    locked = [entry for entry in read_lock(root) if _applies(entry.marker)]
    needed = {entry.name: entry.version for entry in locked}
    found += _departures(pins, needed, "requirements.lock")
    found += [
        f"{name}: installed is {installed(name) or 'nothing'}, the lock says {wanted}; run 'make'"
        for name, wanted in needed.items()
        if installed(name) != wanted
    ]
    found += [
        f"{name}: {told}; run 'make clean reports'"
        for name, wanted in needed.items()
        if installed(name) == wanted
        for told in first_changed(name)
    ]
    python = ".".join(map(str, sys.version_info[:3]))
    told = (
        f"{len(needed)} packages are the locked ones, every file as it was installed, "
        f"{len(pins)} pins agree, Python {python}"
    )
    return judge("environment", found, told)


def listed_departures(root: Path) -> list[str]:
    """Name what the conda file lacks, holds in another version, or lists beyond the pins."""
    pins = read_pins(root)
    listed = dict(LISTED.findall((root / "environment.yml").read_text(encoding="utf-8")))
    extra = sorted(listed.keys() - pins.keys() - set(OURS_OR_PYTHON))
    told = "is listed, pyproject.toml does not ask for it"
    return [
        *_departures(pins, listed, "environment.yml"),
        *(f"environment.yml: {name} {told}" for name in extra),
    ]


def read_pins(root: Path) -> dict[str, str]:
    """Return the pinned version of each direct dependency, extras included."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    return dict(pin.split("==") for group in groups for pin in group)


class Locked(NamedTuple):
    """One entry of the lock; a package may have several, for different interpreters."""

    name: str
    version: str
    marker: str


def read_lock(root: Path) -> list[Locked]:
    """Return the entries of the lock."""
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    return [Locked(*entry) for entry in LOCKED.findall(text)]


def installed(name: str) -> str:
    """Return the installed version of a package, "" where it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def first_changed(name: str) -> list[str]:
    """Return the first file of an installed package that is not as recorded, and how many more."""
    first, *others = [*changed_files(name)] or [""]
    return [f"{first} (and {len(others)} more)" if others else first] if first else []


def _departures(pins: dict[str, str], other: dict[str, str], file: str) -> list[str]:
    """Name the pins another file lacks or holds in another version."""
    return [
        f"{file}: {name} is {other.get(name, 'missing')}, pyproject.toml says {pin}"
        for name, pin in pins.items()
        if other.get(name) != pin
    ]


def _applies(marker: str) -> bool:
    """Tell whether a marker of the lock holds on this machine."""
    from packaging.markers import Marker

    return not marker or Marker(marker).evaluate()
