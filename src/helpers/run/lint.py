"""Notebook lint: what makes a committed notebook worth comparing, and worth reading."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from helpers.edition.notebooks import INJECTED_TAG, PARAMETERS_TAG, Notebook, source_of
from helpers.errors import Problem, RunFailed

LONGEST_CELL = 14
MOST_CELLS = 30
MACHINE_PATH = re.compile(r"(?:^|[\s\"'(=])(/(?:home|root|Users|tmp|work|opt|var)/|[A-Za-z]:\\\\)")
STRIPPED = "Run 'mic2025 refresh' and commit the notebook with its outputs."


def lint_notebook(notebook: Notebook) -> list[Problem]:
    """Return every breach of the rules of committed notebooks, cell by cell."""
    problems = [*_whole(notebook)]
    for number, cell in enumerate(notebook.cells, 1):
        if cell["cell_type"] == "code":
            for found, expected, remedy in (*_source(source_of(cell)), *_outputs(cell)):
                problems.append(
                    Problem(found, expected, remedy, f"{notebook.path.name}, cell {number}")
                )
    return problems


def _whole(notebook: Notebook) -> Iterator[Problem]:
    """Yield what concerns the notebook as a whole."""
    file = notebook.path.name
    counts = [c.get("execution_count") for c in notebook.cells if c["cell_type"] == "code"]
    numbered = [count for count in counts if count is not None]
    if numbered != list(range(1, len(numbered) + 1)):
        yield Problem(f"cells run in the order {numbered}", "1, 2, 3 and on", STRIPPED, file)
    if not any(cell.get("outputs") for cell in notebook.cells):
        yield Problem("no output at all", "outputs to compare", STRIPPED, file)
    tagged = [c for c in notebook.cells if PARAMETERS_TAG in c["metadata"].get("tags", [])]
    if len(tagged) != 1:
        yield Problem(
            f"{len(tagged)} cells tagged '{PARAMETERS_TAG}'",
            "one",
            "Tag the parameters cell.",
            file,
        )
    if any(INJECTED_TAG in c["metadata"].get("tags", []) for c in notebook.cells):
        yield Problem("an injected parameters cell", "the defaults", STRIPPED, file)
    if len(notebook.cells) > MOST_CELLS:
        yield Problem(f"{len(notebook.cells)} cells", f"{MOST_CELLS} at most", "Split it.", file)
    first = notebook.cells[0]["cell_type"] if notebook.cells else ""
    if first != "markdown" or not notebook.title:
        yield Problem("no title", "a first cell with a heading", "Add the question.", file)
    identifiers = [cell.get("id") for cell in notebook.cells]
    if None in identifiers or len(set(identifiers)) < len(identifiers):
        yield Problem("cells without an id of their own", "one id a cell", "Name them.", file)


def _source(source: str) -> Iterator[tuple[str, str, str]]:
    """Yield found, expected and remedy for the code of a cell."""
    logic = "Move the logic to src/helpers."
    if source.rstrip().endswith(";"):
        yield "a cell that ends in ';'", "a cell without", "nbval fails on it; remove it."
    try:
        tree = ast.parse(source)
    except SyntaxError:
        yield "code that is not plain Python", "no magics, no shell lines", logic
        return
    if any(
        isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(tree)
    ):
        yield "a definition in a notebook", "calls only", logic
    if MACHINE_PATH.search(source):
        yield "a path of one machine", "no path", "Use a parameter or helpers.paths."
    lines = len(source.strip().splitlines())
    if lines > LONGEST_CELL:
        yield f"a cell of {lines} lines", f"{LONGEST_CELL} at most", logic


def _outputs(cell: dict) -> Iterator[tuple[str, str, str]]:
    """Yield found, expected and remedy for the outputs of a code cell."""
    if cell.get("execution_count") is None:
        yield "a code cell that was never run", "an execution count", STRIPPED
    if not cell.get("outputs") and _shows_something(source_of(cell)):
        yield "no output under a cell that shows something", "its output", STRIPPED
    for output in cell.get("outputs", []):
        if output["output_type"] == "error":
            yield (
                f"an error output ({output.get('ename', '')})",
                "none",
                "Mend the cell, then refresh.",
            )
        if output.get("name") == "stderr":
            yield "a warning on stderr", "none", "Mend its cause, then refresh."
        if MACHINE_PATH.search(str(output.get("text", "")) + str(output.get("data", ""))):
            yield "a path of one machine in an output", "none", "Print names, not paths."


def _shows_something(source: str) -> bool:
    """Tell whether the last statement of a cell is an expression, whose value is displayed."""
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return False
    return bool(body) and isinstance(body[-1], ast.Expr)


def check_notebooks(notebooks: list[Notebook]) -> None:
    """Raise RunFailed with every breach in the notebooks."""
    problems = [problem for notebook in notebooks for problem in lint_notebook(notebook)]
    if problems:
        raise RunFailed("notebooks break the rules of the house", problems)
