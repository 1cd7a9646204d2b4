"""pyproject.toml, the two locks, environment.yml and what is installed say the same."""

import re
import tomllib
from importlib.metadata import packages_distributions, version

import pytest

from helpers import paths
from tests.faults.pythons import PYTHONS

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


def locked(name):
    """Return the packages that a lock names, with their versions."""
    return dict(re.findall(r"^([a-z0-9._-]+)==([^\s;\\]+)", read(name), re.M))


def test_each_lock_holds_its_pins():
    extras = PROJECT["optional-dependencies"]
    parts = {
        "requirements.lock": [*PROJECT["dependencies"], *extras["build"]],
        "requirements-test.lock": extras["test"],
    }
    for name, pins in parts.items():
        assert {f"{package}=={version}" for package, version in locked(name).items()} >= set(pins)


def test_what_tests_add_is_not_what_running_needs():
    assert locked("requirements.lock").keys() & locked("requirements-test.lock").keys() == set()


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-test.lock"])
def test_every_locked_package_has_a_hash(name):
    blocks = re.split(r"^(?=[a-z])", read(name), flags=re.M)
    assert all("--hash=sha256:" in block for block in blocks if "==" in block)


def test_nothing_that_running_imports_is_for_tests_alone():
    source = "\n".join(path.read_text("utf-8") for path in paths.ROOT.glob("src/**/*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", source, re.M))
    of_tests = {
        module
        for module, found in packages_distributions().items()
        if {name.lower().replace("_", "-") for name in found}
        & locked("requirements-test.lock").keys()
    }
    assert "hypothesis" in of_tests
    assert imported & of_tests == set()


def test_environment_yml_holds_the_pins():
    listed = dict(re.findall(r"^ +- ([a-z0-9_-]+)==?([^=\s]+)$", read("environment.yml"), re.M))
    assert listed == PINS


def test_no_file_names_an_index():
    for name in (
        "requirements.lock",
        "requirements-test.lock",
        "environment.yml",
        "pyproject.toml",
        ".ci/Dockerfile",
    ):
        assert not re.search(r"index-url|find-links|https?://", read(name)), name


def lines_of(name):
    return [line for line in read(name).splitlines() if line and not line.startswith("#")]


def test_the_container_is_made_from_the_lock_by_a_python_that_was_tried():
    container = lines_of(".ci/Dockerfile")
    (base,) = [line.removeprefix("FROM ") for line in container if line.startswith("FROM ")]
    version = re.fullmatch(r"python:(\d+\.\d+)-slim", base)[1]
    assert f"python{version}" in PYTHONS
    assert tuple(map(int, version.split("."))) >= (3, 11)
    assert PROJECT["requires-python"] == ">=3.11"
    # The Makefile's own rule installs, and that from the lock alone.
    assert "RUN make -s .venv/run" in container
    assert "$(RUN): requirements.lock pyproject.toml" in read("Makefile")
    assert not [line for line in container if re.search(r"\b(pip|uv|conda) ", line)]
    installs = [
        line
        for line in read(".ci/setup.sh").splitlines()
        if re.search(r"pip (install|sync) ", line)
    ]
    assert installs
    assert all("--require-hashes" in line or "--no-deps" in line for line in installs)


def test_the_container_leaves_out_what_is_made_and_keeps_what_is_committed():
    ignored = lines_of(".ci/Dockerfile.dockerignore")
    assert {".venv", ".cache", "reports/*"} <= set(ignored)
    listed = [line.rstrip("/") for line in lines_of(".gitignore")]
    assert [line for line in ignored if line not in listed] == []


def test_conda_and_binder_get_a_python_that_the_lock_is_for():
    assert f"  - python{PROJECT['requires-python']}\n" in read("environment.yml")
