"""The environment against its lock."""

import shutil
from functools import cache

import pytest

from helpers import paths
from helpers.check import environment
from helpers.check.environment import check_environment
from helpers.edition.installed import changed_files

FILES = ("pyproject.toml", "requirements.lock", "requirements-test.lock", "environment.yml")


@pytest.fixture(scope="module", autouse=True)
def libraries_hashed_once():
    """Hash the files of a library once: no test here changes an installed one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(environment, "first_changed", cache(environment.first_changed))
        yield


@pytest.fixture
def root(tmp_path):
    for name in FILES:
        shutil.copy(paths.ROOT / name, tmp_path)
    return tmp_path


def test_this_environment_is_the_locked_one():
    check = check_environment()
    assert (check.state, check.findings) == ("green", ())


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("requirements.lock", "pandas"),
        ("requirements-test.lock", "ruff"),
        ("environment.yml", "pandas"),
    ],
)
def test_a_file_with_another_pin_is_named(root, file, name):
    text = (root / file).read_text("utf-8")
    sign = "==" if file.endswith("lock") else "="
    pin = environment.read_pins(root)[name]
    assert f"{name}{sign}{pin}" in text
    (root / file).write_text(text.replace(f"{name}{sign}{pin}", f"{name}{sign}1.0"), "utf-8")
    assert f"{file}: {name} is 1.0, pyproject.toml says {pin}" in check_environment(root).findings


def without(monkeypatch, *missing):
    """Let some packages be as if they were not installed."""
    original = environment.installed
    monkeypatch.setattr(
        environment, "installed", lambda name: "" if name in missing else original(name)
    )


def test_what_tests_add_may_be_missing(monkeypatch):
    without(monkeypatch, *environment.read_test_pins(paths.ROOT))
    assert check_environment().state == "green"


def test_what_verify_needs_may_not_be_missing(monkeypatch):
    without(monkeypatch, "pytest")
    pin = environment.read_pins(paths.ROOT)["pytest"]
    assert check_environment().findings == (
        f"pytest: installed is nothing, the lock says {pin}; run 'make'",
    )


def test_another_version_of_what_tests_add_is_named(monkeypatch):
    original = environment.installed
    monkeypatch.setattr(
        environment, "installed", lambda name: "9.9" if name == "ruff" else original(name)
    )
    pin = environment.read_pins(paths.ROOT)["ruff"]
    assert check_environment().findings == (
        f"ruff: installed is 9.9, the lock says {pin}; run 'make'",
    )


def test_an_installed_version_beside_the_lock_is_named(root, monkeypatch):
    versions = {"pandas": "9.9", "numpy": ""}
    original = environment.installed
    monkeypatch.setattr(environment, "installed", lambda name: versions.get(name, original(name)))
    pins = environment.read_pins(root)
    assert set(check_environment(root).findings) == {
        f"pandas: installed is 9.9, the lock says {pins['pandas']}; run 'make'",
        f"numpy: installed is nothing, the lock says {pins['numpy']}; run 'make'",
    }


def test_entries_for_other_machines_are_passed_over():
    markers = {entry.name: entry.marker for entry in environment.read_lock(paths.ROOT)}
    assert markers["appnope"] == "sys_platform == 'darwin'"
    assert markers["pandas"] == ""


def test_a_file_of_a_library_that_was_edited_or_is_gone_is_named(tmp_path, monkeypatch):
    package = tmp_path / "tinylib-1.0.dist-info"
    package.mkdir()
    (tmp_path / "tiny.py").write_bytes(b"X = 2\n")
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: tinylib\nVersion: 1.0\n")
    digest = "8WdvmFm4ZLEIHPaXMmPqfEbHVMkl38EFMbKqg1D_QZI"
    (package / "RECORD").write_text(
        f"tiny.py,sha256={digest},6\ngone.py,sha256={digest},6\ntiny.pyc,,\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    assert [*changed_files("tinylib")] == [
        "tiny.py is not the file that was installed", "gone.py is missing",
    ]  # fmt: skip
    assert environment.first_changed("tinylib") == [
        "tiny.py is not the file that was installed (and 1 more)"
    ]


def test_an_edited_library_turns_the_check_red(monkeypatch):
    monkeypatch.setattr(
        environment, "first_changed", lambda name: ["x.py is missing"] if name == "numpy" else []
    )
    assert check_environment().findings == ("numpy: x.py is missing; run 'make clean reports'",)


def test_a_package_that_only_the_conda_file_lists_is_named(root):
    path = root / "environment.yml"
    path.write_text(path.read_text("utf-8").replace("  - pip\n", "  - pip\n  - leftpad\n"), "utf-8")
    assert check_environment(root).findings == (
        "environment.yml: leftpad is listed, pyproject.toml does not ask for it",
    )
