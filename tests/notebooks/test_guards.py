"""nbval bites: planted faults in a committed notebook turn it red."""

import shutil
import subprocess
import sys

import nbformat
import pytest

from helpers import paths
from helpers.present.bundle import MIME

NAME = "03_progress_2016.ipynb"


def bundle_of(notebook):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                return output["data"]
    raise AssertionError("no figure")


def change_figure(notebook):
    data = bundle_of(notebook)
    data[MIME]["svg"] = data[MIME]["svg"].replace("33.3 reported", "33.4 reported")


def change_figure_data(notebook):
    rows = bundle_of(notebook)[MIME]["rows"]
    rows[0][5] = 61.9


def change_sentence(notebook):
    answer = next(cell for cell in notebook.cells if cell.id == "answer")
    data = answer.outputs[0]["data"]
    data["text/html"] = data["text/html"].replace("33.3", "33.4")


def change_table_cell(notebook):
    table = next(cell for cell in notebook.cells if cell.id == "pace-table")
    data = table.outputs[0]["data"]
    data["text/html"] = data["text/html"].replace("13.9 times", "13.8 times")


def nbval(folder):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q",
         "-p", "no:cacheprovider", "--rootdir", str(folder), str(folder / NAME)],
        capture_output=True, text=True, cwd=folder, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "plant", [change_figure, change_figure_data, change_sentence, change_table_cell]
)
def test_planted_change_turns_nbval_red(tmp_path, plant):
    shutil.copy(paths.NOTEBOOKS / NAME, tmp_path)
    notebook = nbformat.read(tmp_path / NAME, as_version=4)
    before = nbformat.writes(notebook)
    plant(notebook)
    assert nbformat.writes(notebook) != before, "nothing was planted"
    nbformat.write(notebook, tmp_path / NAME)
    run = nbval(tmp_path)
    assert run.returncode == 1
    assert "1 failed" in run.stdout
