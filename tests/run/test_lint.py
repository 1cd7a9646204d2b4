"""Notebook lint: the committed ones pass, each planted fault is named."""

import copy

import pytest

from helpers.edition.notebooks import Notebook, all_notebooks
from helpers.run.lint import check_notebooks, lint_notebook


@pytest.fixture
def notebook():
    chosen = all_notebooks()[0]
    return Notebook(chosen.path, copy.deepcopy(chosen.content))


def last_code(notebook):
    return next(c for c in reversed(notebook.cells) if c["cell_type"] == "code")


def test_a_notebook_without_cells_is_told(tmp_path):
    found = [one.found for one in lint_notebook(Notebook(tmp_path / "01_x.ipynb", {"cells": []}))]
    assert found == ["no output at all", "0 cells tagged 'parameters'", "no title"]


def test_the_committed_notebooks_pass():
    check_notebooks(all_notebooks())


def strip(notebook):
    for cell in notebook.cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


def set_source(text):
    def change(notebook):
        last_code(notebook)["source"] = text

    return change


def set_output(output):
    def change(notebook):
        last_code(notebook)["outputs"] = [output]

    return change


def reorder(notebook):
    notebook.cells[2], notebook.cells[-2] = notebook.cells[-2], notebook.cells[2]


def untag(notebook):
    next(c for c in notebook.cells if c["metadata"].get("tags"))["metadata"] = {}


def inject(notebook):
    last_code(notebook)["metadata"] = {"tags": ["injected-parameters"]}


def drop_output(notebook):
    last_code(notebook)["outputs"] = []


def same_ids(notebook):
    notebook.cells[0]["id"] = notebook.cells[1]["id"]


def many_cells(notebook):
    notebook.cells.extend(
        {"cell_type": "markdown", "id": f"more-{number}", "metadata": {}, "source": "x"}
        for number in range(30)
    )


FAULTS = {
    "stripped": (strip, "a code cell that was never run"),
    "no-outputs": (strip, "no output at all"),
    "one-output-gone": (drop_output, "no output under a cell that shows something"),
    "semicolon": (set_source("1 + 1;"), "a cell that ends in ';'"),
    "function": (set_source("def f():\n    return 1"), "a definition in a notebook"),
    "lambda": (set_source("f = lambda: 1"), "a definition in a notebook"),
    "class": (set_source("class A:\n    pass"), "a definition in a notebook"),
    "home-path": (set_source("open('/home/me/x.csv')"), "a path of one machine"),
    "windows-path": (set_source(r"open('C:\\\\data\\\\x.csv')"), "a path of one machine"),
    "magic": (set_source("%matplotlib inline"), "not plain Python"),
    "long-cell": (set_source("\n".join(["x = 1"] * 15)), "a cell of 15 lines"),
    "error": (
        set_output({"output_type": "error", "ename": "ValueError", "evalue": "", "traceback": []}),
        "an error output (ValueError)",
    ),
    "warning": (
        set_output({"output_type": "stream", "name": "stderr", "text": "Warning"}),
        "a warning on stderr",
    ),
    "path-in-output": (
        set_output({"output_type": "stream", "name": "stdout", "text": "read /home/me/x.csv"}),
        "a path of one machine in an output",
    ),
    "reordered": (reorder, "cells run in the order"),
    "untagged": (untag, "0 cells tagged 'parameters'"),
    "injected": (inject, "an injected parameters cell"),
    "same-ids": (same_ids, "cells without an id of their own"),
    "many-cells": (many_cells, "30 at most"),
}


@pytest.mark.parametrize(("plant", "words"), FAULTS.values(), ids=FAULTS)
def test_planted_fault_is_named(notebook, plant, words):
    plant(notebook)
    found = "\n".join(str(problem) for problem in lint_notebook(notebook))
    assert words in found
    assert "01_clean_indicators.ipynb" in found
