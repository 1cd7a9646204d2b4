"""One notebook run: what goes wrong ends in a sentence, and what ran is kept."""

import nbformat
import pytest

from helpers.edition.notebooks import read_notebook
from helpers.errors import RunFailed
from helpers.run import execute as execute_module
from helpers.run.execute import execute

pytestmark = pytest.mark.slow


def write(path, *sources):
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return read_notebook(path)


def test_a_cell_that_never_ends_meets_the_time_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(execute_module, "CELL_SECONDS", 1)
    notebook = write(tmp_path / "00_endless.ipynb", "import time", "time.sleep(600)")
    with pytest.raises(RunFailed, match="a cell took longer than 1 s and was stopped") as failed:
        execute(notebook, tmp_path / "out.ipynb", {})
    assert str(failed.value).startswith("00_endless did not finish")


def test_a_notebook_that_could_not_be_stored_whole_says_where_the_rest_lies(monkeypatch, tmp_path):
    output = tmp_path / "out.ipynb"

    def full(*_):
        output.write_text("{}")
        raise OSError(27, "File too large")

    monkeypatch.setattr("helpers.run.execute._run", full)
    with pytest.raises(RunFailed, match=r"too large\. The notebook as far as it ran is in out"):
        execute(write(tmp_path / "00_large.ipynb", "1"), output, {})


def test_a_cell_that_fails_leaves_the_notebook_as_far_as_it_ran(tmp_path):
    notebook = write(tmp_path / "00_failing.ipynb", "1 + 1", "1 / 0")
    with pytest.raises(RunFailed, match=r"The notebook as far as it ran is in out\.ipynb"):
        execute(notebook, tmp_path / "out.ipynb", {})
    assert "ZeroDivisionError" in (tmp_path / "out.ipynb").read_text("utf-8")
