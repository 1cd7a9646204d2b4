"""What makes a notebook stale, and what does not."""

import copy
import json

import pytest

from helpers.edition.fingerprint import notebook_fingerprint, reached_modules
from helpers.edition.notebooks import Notebook, all_notebooks
from helpers.run.plan import damaged_files, plan_tasks


@pytest.fixture
def notebook():
    return next(n for n in all_notebooks() if n.name == "03_progress_2016")


def changed(notebook, kind, text):
    content = copy.deepcopy(notebook.content)
    cell = next(c for c in reversed(content["cells"]) if c["cell_type"] == kind)
    cell["source"] = text
    return Notebook(notebook.path, content)


def parts_that_differ(one, other, parameters=({}, {})):
    first, second = (
        notebook_fingerprint(n, p) for n, p in zip((one, other), parameters, strict=True)
    )
    return {part for part in first if first[part] != second[part]}


def test_prose_makes_nothing_stale(notebook):
    assert parts_that_differ(notebook, changed(notebook, "markdown", "New words")) == set()


def test_code_does(notebook):
    assert parts_that_differ(notebook, changed(notebook, "code", "1 + 1")) == {"code"}


def test_a_parameter_does(notebook):
    assert parts_that_differ(notebook, notebook, ({}, {"report_year": 2017})) == {"parameters"}


def test_the_content_of_an_added_file_counts_and_its_folder_does_not(notebook, tmp_path):
    (tmp_path / "a").mkdir()
    one, same, other = (tmp_path / name for name in ("x.csv", "a/x.csv", "y.csv"))
    one.write_text("1")
    same.write_text("1")
    other.write_text("2")
    pairs = ({"observations": str(one)}, {"observations": str(same)})
    assert parts_that_differ(notebook, notebook, pairs) == set()
    pairs = ({"observations": str(one)}, {"observations": str(other)})
    assert "inputs" in parts_that_differ(notebook, notebook, pairs)


def test_reached_modules_are_found_through_other_modules():
    names = {path.name for path in reached_modules(["from helpers.data import input_tables"])}
    assert {"input_tables.py", "milestones.py", "parsing.py", "errors.py"} <= names
    assert "fan.py" not in names


def test_a_notebook_reaches_only_its_own_figures():
    reached = {n.name: {path.name for path in reached_modules(n.code)} for n in all_notebooks()}
    assert "fan.py" in reached["03_progress_2016"]
    assert "fan.py" not in reached["02_target_trajectories"]


def test_a_first_run_and_a_damaged_file_are_reasons(tmp_path, notebook):
    (first,) = plan_tasks([notebook], {}, {}, tmp_path)
    assert first.reasons == ("it has not run for this edition",)
    record = {
        "notebooks": {notebook.name: {"fingerprint": first.fingerprint}},
        "files": {first.output: "0" * 64},
    }
    (gone,) = plan_tasks([notebook], {}, record, tmp_path)
    assert gone.reasons == ("its stored outputs are gone or were changed by hand",)
    assert damaged_files(tmp_path, record) == [first.output]


def test_planning_imports_nothing_heavy():
    import subprocess
    import sys

    code = (
        "import sys; from helpers.cli import main; main(['plan', '--json']);"
        "print(sorted({'pandas', 'numpy', 'matplotlib', 'nbformat', 'papermill', 'nbconvert'}"
        " & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    *plan, heavy = run.stdout.strip().splitlines()
    assert heavy == "[]"
    assert "03_progress_2016" in json.loads("\n".join(plan))
