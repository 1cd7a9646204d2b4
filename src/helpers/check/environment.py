"""The environment against its lock: pins, lock, conda file and what is installed say the same.

What running needs must be installed; what tests add, the other part of the lock, may be.
"""

from __future__ import annotations

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from helpers import paths
from helpers.check.verdict import Check, judge
from helpers.edition.installed import changed_files

# A block of the lock: name==version, an environment marker, then its hashes.
LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?: ; ([^\\\n]+?))? ?\\?$", re.MULTILINE)
# Any package of the conda file, pinned or not; what is not pinned has the version "".
LISTED = re.compile(r"^ +- ([a-zA-Z0-9][a-zA-Z0-9._-]*)(?:[=<>~! ]*([^=<>~!\s]*))$", re.MULTILINE)
RUN_LOCK, TEST_LOCK = "requirements.lock", "requirements-test.lock"
# The extra whose packages only tests need.
TESTS = "test"
# What the file lists that is no dependency of ours: channel, interpreter and installer.
OURS_OR_PYTHON = ("conda-forge", "python", "pip")


def check_environment(root: Path = paths.ROOT) -> Check:
    """Compare pyproject.toml, both locks, environment.yml and the installed versions."""
    pins, added = read_pins(root), read_test_pins(root)
    found = listed_departures(root)
    needed, of_tests = (_locked(root, lock) for lock in (RUN_LOCK, TEST_LOCK))
    running = {name: pin for name, pin in pins.items() if name not in added}
    found += _departures(running, needed, RUN_LOCK)
    found += _departures(added, of_tests, TEST_LOCK)
    # What tests add is not there after 'make reports', and no fault.
    needed |= {name: wanted for name, wanted in of_tests.items() if installed(name)}
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
    project = _project(root)
    return _pins(project["dependencies"], *project["optional-dependencies"].values())


def read_test_pins(root: Path) -> dict[str, str]:
    """Return the pinned version of each package that only tests ask for."""
    return _pins(_project(root)["optional-dependencies"][TESTS])


class Locked(NamedTuple):
    """One entry of the lock; a package may have several, for different interpreters."""

    name: str
    version: str
    marker: str


def read_lock(root: Path, name: str = RUN_LOCK) -> list[Locked]:
    """Return the entries of a part of the lock."""
    text = (root / name).read_text(encoding="utf-8")
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


def _project(root: Path) -> dict[str, Any]:
    """Return what the project says of itself."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    project: dict[str, Any] = tomllib.loads(text)["project"]
    return project


def _pins(*groups: list[str]) -> dict[str, str]:
    """Return the versions of pins by name."""
    return dict(pin.split("==") for group in groups for pin in group)


def _locked(root: Path, lock: str) -> dict[str, str]:
    """Return the versions that a part of the lock asks for on this machine."""
    return {one.name: one.version for one in read_lock(root, lock) if _applies(one.marker)}


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
