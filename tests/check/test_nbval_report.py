"""What nbval says, as a place and a reason."""

import os
import subprocess
import sys

from helpers.check.nbval import OPTIONS, pays_warm, read_report
from helpers.edition.notebooks import all_notebooks
from helpers.edition.sheets import default_run

NOTEBOOKS = [one for one in all_notebooks() if one.name[:2] == "03"]
DIFFERS = """Notebook cell execution failed
Cell 1: Cell outputs differ

Input:
progress.answer(verdicts)

Traceback:
 mismatch 'text/html'

 assert reference_output == test_output failed:
"""
RAISED = """Cell 1: Cell execution caused an exception
Traceback:
---------------------------------------------------------------------------
ZeroDivisionError                         Traceback (most recent call last)
Cell In[2], line 1
ZeroDivisionError: division by zero
"""


def report(tmp_path, *failures):
    cases = "".join(
        f'<testcase classname="notebooks.03_progress_2016.ipynb" name="Cell {number}">'
        f'<failure message="x">{text}</failure></testcase>'
        for number, text in failures
    )
    path = tmp_path / "report.xml"
    path.write_text(
        f'<testsuites><testsuite><testcase classname="notebooks.03_progress_2016.ipynb" '
        f'name="Cell 0"/>{cases}</testsuite></testsuites>'
    )
    return read_report(path, NOTEBOOKS)


def test_a_green_report_counts_its_cells(tmp_path):
    assert report(tmp_path).cells == 1
    assert report(tmp_path).failures == ()


def test_a_difference_is_named_by_notebook_cell_and_kind(tmp_path):
    (failure,) = report(tmp_path, (1, DIFFERS)).failures
    assert failure == "notebooks/03_progress_2016.ipynb, cell 3 'answer': mismatch 'text/html'"


def test_an_error_is_named_by_its_last_line(tmp_path):
    (failure,) = report(tmp_path, (1, RAISED)).failures
    assert failure.endswith("'answer': ZeroDivisionError: division by zero")


def test_names_that_an_error_left_undefined_are_counted_with_it_and_not_listed(tmp_path):
    follows = RAISED.replace("ZeroDivisionError: division by zero", "NameError: name 'x' is gone")
    (failure,) = report(tmp_path, (1, RAISED), (2, follows), (3, follows)).failures
    assert failure.endswith("ZeroDivisionError: division by zero (and 2 cells that follow from it)")


def test_a_name_that_is_undefined_by_itself_is_told(tmp_path):
    follows = RAISED.replace("ZeroDivisionError: division by zero", "NameError: name 'x' is gone")
    (failure,) = report(tmp_path, (1, follows)).failures
    assert failure.endswith("NameError: name 'x' is gone")


def test_nbval_starts_without_what_takes_a_second_to_load(tmp_path):
    asked = f"import pytest, sys; pytest.main({[*OPTIONS, str(tmp_path)]!r}); "
    code = asked + "print(sys.modules['rfc3987_syntax'], 'nbval.plugin' in sys.modules)"
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_ADDOPTS": ""}
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, check=True,
                         capture_output=True, text=True)  # fmt: skip
    assert run.stdout.splitlines()[-1] == "None True"


def test_a_warm_process_is_started_for_more_than_one_notebook(tmp_path):
    three = all_notebooks()[:3]
    assert pays_warm(three, None)
    assert pays_warm(three, tmp_path)
    for notebook in three[:2]:
        run = default_run(notebook, tmp_path)
        run.parent.mkdir(parents=True, exist_ok=True)
        run.touch()
    assert not pays_warm(three, tmp_path)
    assert not pays_warm(three[:2], tmp_path)
