"""nbval judging a run that was made already says what it says when it runs the notebook itself."""

import json

import nbformat
import pytest

from helpers.check.nbval import run_nbval
from helpers.edition.notebooks import read_notebook
from helpers.edition.sheets import default_run
from helpers.run.execute import execute

pytestmark = pytest.mark.slow

SOURCES = [
    # Flushed one by one: a kernel sends its streams now and then, on a busy machine in pieces.
    "import sys\nfrom functools import partial\ntell = partial(print, flush=True)\n"
    "tell('out')\ntell('err', file=sys.stderr)\ntell('more')\n2 + 2",
    "from IPython.display import display\n"
    "display({'text/plain': 'a', 'application/json': {'b': [1.5]}}, raw=True)\n'shown'",
    "import os\nos.getcwd() == 'elsewhere'",
    "number = 7",
]


@pytest.fixture
def small(tmp_path):
    """A notebook with its outputs stored, and the folder of an edition that ran it."""
    path = tmp_path / "notebooks" / "01_small.ipynb"
    path.parent.mkdir()
    cells = [
        nbformat.v4.new_code_cell(source, id=f"cell-{at}") for at, source in enumerate(SOURCES)
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    notebook = read_notebook(path)
    run = default_run(notebook, tmp_path / "edition")
    execute(notebook, run, {})
    path.write_bytes(run.read_bytes())
    return path, tmp_path / "edition"


def edit(path, change):
    content = json.loads(path.read_text("utf-8"))
    change(content["cells"])
    path.write_text(json.dumps(content), "utf-8")


def judged(path, edition):
    return run_nbval([read_notebook(path)], warm=True, edition=edition)


def test_equal_outputs_are_green(small):
    path, edition = small
    report = judged(path, edition)
    assert (report.cells, report.failures) == (len(SOURCES), ())


def stream(cells):
    next(one for one in cells[0]["outputs"] if one.get("name") == "stdout")["text"] = ["other\n"]


def value(cells):
    cells[0]["outputs"][-1]["data"]["text/plain"] = ["5"]


def deep(cells):
    cells[1]["outputs"][0]["data"]["application/json"]["b"] = [1.6]


def one_less(cells):
    cells[2]["outputs"] = []


def one_more(cells):
    cells[3]["outputs"] = cells[2]["outputs"]


def unrun(cells):
    cells[2]["execution_count"] = None


@pytest.mark.parametrize("change", [stream, value, deep, one_less, one_more, unrun])
def test_a_changed_output_is_named_as_by_a_run_of_nbval_itself(small, change):
    path, edition = small
    edit(path, change)
    by_run = judged(path, edition)
    assert len(by_run.failures) == 1
    assert by_run == run_nbval([read_notebook(path)], warm=True)


def test_a_cell_that_was_run_with_another_code_is_named(small):
    path, edition = small
    edit(default_run(read_notebook(path), edition), lambda cells: cells[3].update(source="8"))
    (failure,) = judged(path, edition).failures
    assert failure.startswith("notebooks/01_small.ipynb, cell 4 'cell-3'")
    assert "not the one that was run" in failure


def test_a_cell_that_was_not_run_is_named(small):
    path, edition = small
    edit(default_run(read_notebook(path), edition), lambda cells: cells.pop())
    (failure,) = judged(path, edition).failures
    assert "not the one that was run" in failure


def test_a_notebook_without_a_run_is_run(small):
    path, edition = small
    default_run(read_notebook(path), edition).unlink()
    edit(path, value)
    assert judged(path, edition).failures == (
        "notebooks/01_small.ipynb, cell 1 'cell-0': mismatch 'text/plain'",
    )
