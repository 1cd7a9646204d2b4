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


def edit(path, change):
    content = json.loads(path.read_text("utf-8"))
    change(content["cells"])
    path.write_text(json.dumps(content), "utf-8")


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


def another_code(cells):
    cells[3].update(source="8")


def not_run(cells):
    cells.pop()


CHANGES = [stream, value, deep, one_less, one_more, unrun]
RUN_CHANGES = [another_code, not_run]
EQUAL, WITHOUT_A_RUN = "equal", "without_a_run"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A place of notebooks with their outputs stored, one a change, and the edition that ran them.

    Starting nbval takes longest by far, so it judges many notebooks at a time.
    """
    folder = tmp_path_factory.mktemp("replay")
    (folder / "notebooks").mkdir()
    stored = executed(folder)
    names = [EQUAL, WITHOUT_A_RUN, *(one.__name__ for one in (*CHANGES, *RUN_CHANGES))]
    for name in names:
        path = notebook_path(folder, name)
        path.write_bytes(stored)
        run = run_path(folder, name)
        run.parent.mkdir(parents=True, exist_ok=True)
        run.write_bytes(stored)
    for change in CHANGES:
        edit(notebook_path(folder, change.__name__), change)
    for change in RUN_CHANGES:
        edit(run_path(folder, change.__name__), change)
    run_path(folder, WITHOUT_A_RUN).unlink()
    edit(notebook_path(folder, WITHOUT_A_RUN), value)
    return folder


def executed(folder):
    """Return a small notebook as it is stored after a run."""
    path = notebook_path(folder, EQUAL)
    cells = [
        nbformat.v4.new_code_cell(source, id=f"cell-{at}") for at, source in enumerate(SOURCES)
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    execute(read_notebook(path), run_path(folder, EQUAL), {})
    return run_path(folder, EQUAL).read_bytes()


def notebook_path(folder, name):
    return folder / "notebooks" / f"01_{name}.ipynb"


def run_path(folder, name):
    return default_run(read_notebook(notebook_path(folder, name)), folder / "edition")


def judged(folder, names, edition):
    """Return what nbval says of some notebooks, by the runs of an edition or by its own."""
    notebooks = [read_notebook(notebook_path(folder, name)) for name in names]
    return run_nbval(notebooks, warm=True, edition=edition)


@pytest.fixture(scope="module")
def of_changes(folder):
    """What nbval says of the changed notebooks: by the runs, and by its own."""
    names = [change.__name__ for change in CHANGES]
    return judged(folder, names, folder / "edition"), judged(folder, names, None)


@pytest.fixture(scope="module")
def of_others(folder):
    names = [EQUAL, WITHOUT_A_RUN, *(change.__name__ for change in RUN_CHANGES)]
    return judged(folder, names, folder / "edition")


def failures_of(report, name):
    return [one for one in report.failures if one.startswith(f"notebooks/01_{name}.ipynb, ")]


def test_equal_outputs_are_green(of_others):
    assert of_others.cells == 4 * len(SOURCES)
    assert failures_of(of_others, EQUAL) == []


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_changed_output_is_named_as_by_a_run_of_nbval_itself(of_changes, change):
    by_run, by_nbval = of_changes
    assert by_run.cells == by_nbval.cells == len(CHANGES) * len(SOURCES)
    (failure,) = failures_of(by_run, change.__name__)
    assert failures_of(by_nbval, change.__name__) == [failure]


def test_no_other_failure_is_told(of_changes, of_others):
    by_run, by_nbval = of_changes
    assert by_run == by_nbval
    assert (len(by_run.failures), len(of_others.failures)) == (len(CHANGES), 3)


def test_a_cell_that_was_run_with_another_code_is_named(of_others):
    (failure,) = failures_of(of_others, another_code.__name__)
    assert failure.startswith("notebooks/01_another_code.ipynb, cell 4 'cell-3'")
    assert "not the one that was run" in failure


def test_a_cell_that_was_not_run_is_named(of_others):
    (failure,) = failures_of(of_others, not_run.__name__)
    assert "not the one that was run" in failure


def test_a_notebook_without_a_run_is_run(of_others):
    assert failures_of(of_others, WITHOUT_A_RUN) == [
        "notebooks/01_without_a_run.ipynb, cell 1 'cell-0': mismatch 'text/plain'",
    ]
