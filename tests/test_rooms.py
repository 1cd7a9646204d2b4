"""The house: imports run one way, raw files are registered, code is clean."""

import ast
import hashlib
import re
import subprocess
import sys

import pytest

from helpers import paths

SOURCE = paths.ROOT / "src" / "helpers"
ORDER = ("data", "analysis", "present")
MAY_IMPORT = {
    "warm_kernels": {"warm_kernels"},
    "edition": {"edition"},
    "data": {"data"},
    "analysis": {"data", "analysis"},
    "present": {"data", "analysis", "present"},
    "run": {"warm_kernels", "edition", "data", "analysis", "present", "run"},
    "report": {"edition", "data", "analysis", "present", "report"},
    "check": {"edition", "data", "present", "run", "check"},
    "commands": {"edition", "data", "analysis", "present", "run", "report", "check", "commands"},
}
HEAVY_ROOTS = {"errors", "parameter_values", "paths"}


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers"):
            if node.module == "helpers":
                yield from (alias.name for alias in node.names)
            else:
                yield node.module.split(".")[1]


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_imports_run_one_way(room):
    for path in (SOURCE / room).rglob("*.py"):
        foreign = set(imports_of(path)) - MAY_IMPORT[room] - HEAVY_ROOTS - {"__version__"}
        assert not foreign, f"{path.name} imports {foreign}"


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "warm_kernels").glob("*.py")), ids=lambda p: p.stem
)
def test_warm_kernels_could_be_a_package_of_their_own(path):
    found = re.findall(r"helpers|mic2025|compendium|pandas|seaborn", path.read_text("utf-8"))
    assert found == []


def test_no_two_classes_of_the_house_share_a_name():
    names = [
        node.name
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_analysis_opens_no_file():
    for path in (SOURCE / "analysis").rglob("*.py"):
        assert not re.search(r"\bopen\(|read_csv|to_csv|read_text|Path\(", path.read_text("utf-8"))


def test_present_draws_through_the_theme_without_pyplot():
    for path in (SOURCE / "present").rglob("*.py"):
        assert "pyplot" not in path.read_text("utf-8"), path.name


def test_raw_files_are_the_registered_ones():
    lines = (paths.RAW / "SHA256SUMS").read_text("utf-8").splitlines()
    registered = {name: digest for digest, name in (line.split("  ") for line in lines)}
    found = {
        p.relative_to(paths.RAW).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in paths.RAW.rglob("*.csv")
    }
    assert found == registered


def test_every_raw_file_is_described():
    text = (paths.RAW / "README.md").read_text("utf-8")
    for path in paths.RAW.glob("*.csv"):
        assert f"`{path.name}`" in text, path.name


@pytest.mark.lint
@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=lambda command: " ".join(command),
)
def test_code_is_clean(command):
    run = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_no_tracked_text_names_a_machine():
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=paths.ROOT, capture_output=True, text=True, check=False
    )
    if tracked.returncode:
        pytest.skip("not a git checkout")
    words = re.compile(r"/(?:home|root|Users)/[a-z]|pypi\.org|files\.pythonhosted")
    for name in filter(None, tracked.stdout.split("\0")):
        path = paths.ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yml", ".ipynb", ".csv", ".lock", ".json", ""}:
            text = path.read_text("utf-8") if path.is_file() else ""
            hits = [line for line in text.splitlines() if words.search(line)]
            allowed = path.parent.name in ("run",) and path.name.startswith("test_")
            assert not hits or allowed or path.name == "test_rooms.py", (name, hits[:1])


def test_a_checkout_never_changes_line_ends():
    names = ["data/raw/sources.csv", "notebooks/03_progress_2016.ipynb", "README.md"]
    run = subprocess.run(
        ["git", "-c", "core.autocrlf=true", "check-attr", "text", "--", *names],
        cwd=paths.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        pytest.skip("not a git checkout")
    assert run.stdout.splitlines() == [f"{name}: text: unset" for name in names]
