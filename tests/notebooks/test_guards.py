"""nbval bites: planted faults in a committed notebook turn it red."""

import os
import shutil
import subprocess
import sys

import nbformat
import pytest

from helpers import paths
from helpers.check.nbval import ORDINARY, PROVISIONER
from helpers.present.figure_output import MIME

pytestmark = pytest.mark.slow

NAME = "03_progress_2016.ipynb"


def bundle_of(notebook, identifier):
    cell = next(cell for cell in notebook.cells if cell.id == identifier)
    return cell.outputs[0]["data"]


def change_figure(notebook):
    data = bundle_of(notebook, "fan-figure")
    data[MIME]["svg"] = data[MIME]["svg"].replace("33.3 reported", "33.4 reported")


def change_figure_data(notebook):
    rows = bundle_of(notebook, "gaps-figure")[MIME]["rows"]
    rows[0][4] += 0.1


def change_sentence(notebook):
    answer = next(cell for cell in notebook.cells if cell.id == "answer")
    data = answer.outputs[0]["data"]
    data["text/html"] = data["text/html"].replace("33.3", "33.4")


def change_table_cell(notebook):
    table = next(cell for cell in notebook.cells if cell.id == "pace-table")
    data = table.outputs[0]["data"]
    data["text/html"] = data["text/html"].replace("13.9 times", "13.8 times")


PLANTS = {
    "fan-figure": change_figure,
    "gaps-figure": change_figure_data,
    "answer": change_sentence,
    "pace-table": change_table_cell,
}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """What nbval says of a notebook with one change planted in each of four cells."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(paths.NOTEBOOKS / NAME, folder)
    notebook = nbformat.read(folder / NAME, as_version=4)
    for plant in PLANTS.values():
        before = nbformat.writes(notebook)
        plant(notebook)
        assert nbformat.writes(notebook) != before, "nothing was planted"
    nbformat.write(notebook, folder / NAME)
    # A warm process takes longer to start than the one kernel that is needed.
    ordinary = os.environ | {PROVISIONER: ORDINARY}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-rf",
         "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder / NAME)],
        capture_output=True, text=True, cwd=folder, env=ordinary, check=False,
    )  # fmt: skip
    return notebook, run


@pytest.mark.parametrize("cell", PLANTS)
def test_planted_change_turns_its_cell_red(report, cell):
    notebook, run = report
    code = [one.id for one in notebook.cells if one.cell_type == "code"]
    assert f"::Cell {code.index(cell)}" in run.stdout.partition("short test summary")[2]


def test_nothing_else_turns_red(report):
    _, run = report
    assert run.returncode == 1
    assert f"{len(PLANTS)} failed" in run.stdout
