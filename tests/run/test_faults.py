"""What goes wrong around a run: each fault ends in a sentence, a right exit code, nothing lost."""

import errno
from pathlib import Path

import matplotlib
import nbformat
import pytest
from matplotlib import font_manager

from helpers import cli
from helpers.edition.notebooks import all_notebooks, read_notebook
from helpers.errors import RunFailed
from helpers.present import theme
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


def test_a_cell_that_fails_leaves_the_notebook_as_far_as_it_ran(tmp_path):
    notebook = write(tmp_path / "00_failing.ipynb", "1 + 1", "1 / 0")
    with pytest.raises(RunFailed, match=r"The notebook as far as it ran is in out\.ipynb"):
        execute(notebook, tmp_path / "out.ipynb", {})
    assert "ZeroDivisionError" in (tmp_path / "out.ipynb").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "told"),
    {
        "": "Expecting value",
        '{"cells": [': "Expecting value",
        "[]": "has no attribute",
        '{"cells": 3}': "it has no cells",
        '{"cells": [{"cell_type": "code"}]}': "'source'",
    }.items(),
    ids=["empty", "cut off", "a list", "no cells", "a cell without source"],
)
def test_a_damaged_notebook_is_named_and_restored_by_hand(tmp_path, text, told):
    (tmp_path / "01_damaged.ipynb").write_text(text, encoding="utf-8")
    with pytest.raises(RunFailed, match=r"01_damaged\.ipynb is not a notebook") as failed:
        all_notebooks(tmp_path)
    assert told in str(failed.value)
    assert "restore it from the repository" in str(failed.value)


FAULTS = {
    "disk full": OSError(errno.ENOSPC, "No space left on device", "reports/index.html"),
    "read-only folder": PermissionError(errno.EACCES, "Permission denied", "data/processed"),
    "read-only disk": OSError(errno.EROFS, "Read-only file system", ".cache/lock"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_the_system_refuses_is_a_sentence_and_exit_code_1(fault, monkeypatch, capsys):
    def refuse(*_, **__):
        raise FAULTS[fault]

    monkeypatch.setattr("helpers.commands.build.build", refuse)
    assert cli.main(["build"]) == 1
    told = capsys.readouterr().err
    assert told == f"mic2025: {FAULTS[fault].strerror}: {FAULTS[fault].filename}\n"


def test_no_figure_needs_a_font_of_the_system():
    """The fonts of the theme come with matplotlib; none can be missing."""
    own = Path(matplotlib.get_data_path())
    with theme.themed():
        properties = font_manager.FontProperties()
        for weight in ("normal", "bold"):
            properties.set_weight(weight)
            found = font_manager.findfont(properties, fallback_to_default=False)
            assert Path(found).is_relative_to(own)
