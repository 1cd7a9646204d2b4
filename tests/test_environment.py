"""pyproject.toml, requirements.lock, environment.yml and what is installed say the same."""

import re
import tomllib
from importlib.metadata import version

import pytest

from helpers import paths

FIXED = {"jupyterlab", "pandas", "seaborn", "statsmodels", "papermill", "nbval", "openpyxl"}


def read(name):
    return (paths.ROOT / name).read_text("utf-8")


PROJECT = tomllib.loads(read("pyproject.toml"))["project"]
PINS = dict(
    pin.split("==")
    for pin in [
        *PROJECT["dependencies"],
        *(pin for group in PROJECT["optional-dependencies"].values() for pin in group),
    ]
)


def test_the_fixed_packages_are_direct_dependencies():
    direct = {pin.partition("==")[0] for pin in PROJECT["dependencies"]}
    assert direct >= FIXED


@pytest.mark.parametrize("name", sorted(PINS))
def test_installed_version_is_the_pinned_one(name):
    assert version(name) == PINS[name]


def test_the_lock_holds_the_pins_with_hashes():
    locked = dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", read("requirements.lock"), re.M))
    assert {name: locked.get(name) for name in PINS} == PINS
    blocks = re.split(r"^(?=[a-z])", read("requirements.lock"), flags=re.M)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)


def test_environment_yml_holds_the_pins():
    listed = dict(re.findall(r"^ +- ([a-z0-9_-]+)==?([^=\s]+)$", read("environment.yml"), re.M))
    assert listed == PINS


def test_no_file_names_an_index():
    for name in ("requirements.lock", "environment.yml", "pyproject.toml"):
        assert not re.search(r"index-url|find-links|https?://", read(name)), name
