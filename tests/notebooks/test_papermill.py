"""Each notebook runs by plain papermill, from any directory, with other figures."""

import os
import subprocess
import sys

import nbformat
import papermill
import pytest

from helpers import paths
from helpers.edition.notebooks import (
    OWN_PLAN_TAG,
    all_notebooks,
    find_notebook,
    is_of_own_plan,
)
from helpers.run.environment import PROVISIONER

pytestmark = pytest.mark.slow

NEW = """indicator_id,year,value,area
digital_rd_tool_penetration,2017,63.2,
cnc_key_process_ratio,2017,34.1,
cnc_key_process_ratio,2017,41.5,Jiangsu
"""
# What shows that the parameters arrived: 02 shows the paths of the report year, 04 names the added
# observations, 12 the areas; 05 to 08 and 10 show the record of the sources, which added figures do
# not enter.
SHOWN = {
    "02": "2017",
    "04": "2017-added",
    "05": "roadmap",
    "06": "policies",
    "07": "grade",
    "08": "oc-001",
    "10": "Next Generation Information Technology",
    "12": "Jiangsu",
}
PLAN = paths.ROOT / "tests" / "plans" / "fourteenth_plan.csv"
CHANGES = {"observations": "new figures.csv", "report_year": 2017}


def parameters_of(notebook):
    declared = {entry.name for entry in notebook.parameters}
    return {name: value for name, value in CHANGES.items() if name in declared}


def outputs_of(path):
    return str([cell.get("outputs") for cell in nbformat.read(path, as_version=4).cells])


@pytest.mark.parametrize("notebook", all_notebooks(), ids=lambda notebook: notebook.name)
def test_papermill_runs_it_from_another_directory_with_other_figures(notebook, tmp_path):
    (tmp_path / "new figures.csv").write_text(NEW)
    papermill.execute_notebook(
        notebook.path,
        tmp_path / "out.ipynb",
        parameters_of(notebook),
        cwd=tmp_path,
        progress_bar=False,
        request_save_on_cell_execute=False,
    )
    assert SHOWN.get(notebook.name[:2], "34.1") in outputs_of(tmp_path / "out.ipynb")


def test_a_sheet_takes_rules_and_years_that_give_its_indicator_no_path(tmp_path):
    papermill.execute_notebook(
        find_notebook("09", all_notebooks()).path,
        tmp_path / "out.ipynb",
        {"indicator": "value_added_rate", "rules": ["geometric"], "base_years": [2013]},
        progress_bar=False,
        request_save_on_cell_execute=False,
    )
    assert "No band: the rules and years chosen" in outputs_of(tmp_path / "out.ipynb")


def test_the_command_line_of_papermill_will_do(tmp_path):
    (tmp_path / "new figures.csv").write_text(NEW)
    notebook = all_notebooks()[0]
    # As in a shell that knows nothing of warm kernels.
    plain = {name: value for name, value in os.environ.items() if name != PROVISIONER}
    command = [sys.executable, "-m", "papermill", str(notebook.path), "out.ipynb",
               "-p", "observations", "new figures.csv", "--no-progress-bar"]  # fmt: skip
    run = subprocess.run(
        command, cwd=tmp_path, env=plain, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert "34.1" in outputs_of(tmp_path / "out.ipynb")


@pytest.mark.parametrize(
    "notebook",
    [one for one in all_notebooks() if not is_of_own_plan(one)],
    ids=lambda notebook: notebook.name,
)
def test_cells_of_the_published_plan_claim_nothing_of_another(notebook, tmp_path):
    declared = {entry.name for entry in notebook.parameters}
    given = {"targets": str(PLAN), "report_year": 2023, "indicator": "forest_coverage"}
    out = tmp_path / "out.ipynb"
    papermill.execute_notebook(
        notebook.path,
        out,
        {name: value for name, value in given.items() if name in declared},
        progress_bar=False,
        request_save_on_cell_execute=False,
    )
    for cell in nbformat.read(out, as_version=4).cells:
        if OWN_PLAN_TAG in cell.metadata.get("tags", []) and cell.cell_type == "code":
            shown = [output["data"]["text/plain"] for output in cell.outputs]
            assert shown == [
                "This section speaks of Made in China 2025 alone, the plan of the published "
                f"version; nothing in it is of {PLAN.name}."
            ]
