"""What stands in front: the README's answers and picture are those of the committed notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.check.differences import Sides, about, difference
from helpers.check.verdict import Check, judge
from helpers.edition.layout import PICTURE
from helpers.edition.notebooks import (
    ANSWER_CELL,
    OUTCOME_NOTEBOOK,
    PATH_NOTEBOOK,
    Notebook,
    sound_notebooks,
)
from helpers.present.figure_output import MIME
from helpers.present.figures import FRONT
from helpers.present.texts.passage import Passage

OUTCOME = re.compile(r"<!-- outcome -->\n\n(.*?)\n\n", re.DOTALL)
ANSWER = re.compile(r"<!-- answer -->\n(.*?)\n\n<!--", re.DOTALL)
ROUNDING = re.compile(r"<!-- rounding -->\n\n(.*?)\n\n", re.DOTALL)
# The cell that says what rounding could reverse.
ROUNDING_CELL = "robust-prose"
PLACE = f"reports/{PICTURE}"
POINT = "- "
RENEW = "run 'mic2025 refresh', which stores its outputs"
# What a notebook shows comes first, then what the README says.
TOLD = Sides("lacks {}", "has {}, which the notebook does not show")


def check_front(root: Path = paths.ROOT) -> Check:
    """Hold the answers and the picture of the README to what the notebooks show.

    A notebook that cannot be read shows nothing; to name it is the business of another check.
    """
    notebooks, _ = sound_notebooks(root / "notebooks")
    readme = _text(root / "README.md")
    outcome, answer, rounding = (box.search(readme) for box in (OUTCOME, ANSWER, ROUNDING))
    points = [line for line in _said(notebooks, PATH_NOTEBOOK) if line.startswith(POINT)]
    found = [
        *_departure(Passage(outcome[1]).paragraphs if outcome else [],
                    _said(notebooks, OUTCOME_NOTEBOOK)[:1], OUTCOME_NOTEBOOK),
        *_departure(Passage(answer[1]).points if answer else [],
                    [line.removeprefix(POINT) for line in points], PATH_NOTEBOOK),
        *_departure(Passage(rounding[1]).paragraphs if rounding else [],
                    _said(notebooks, PATH_NOTEBOOK, ROUNDING_CELL)[:1], PATH_NOTEBOOK),
        *_picture(root, notebooks),
    ]  # fmt: skip
    return judge(
        "README",
        list(dict.fromkeys(found)),
        "its answers and its picture are those of the notebooks",
    )


def _said(notebooks: Sequence[Notebook], prefix: str, said_by: str = ANSWER_CELL) -> list[str]:
    """Return the lines that a cell of a notebook makes, by the beginning of its name."""
    data = _outputs(notebooks, lambda name, cell: name.startswith(prefix) and cell == said_by)
    return "\n".join("".join(one.get("text/plain", "")) for one in data).splitlines()


def _departure(told: Sequence[str], made: Sequence[str], notebook: str) -> Iterator[str]:
    """Yield where the README tells something else than a notebook makes."""
    if not made:
        yield (
            f"README.md: notebooks/{notebook}* shows no answer to hold it to; restore it or {RENEW}"
        )
    elif list(told) != list(made):
        yield about("README.md", difference("\n".join(made), "\n".join(told), TOLD))


def _picture(root: Path, notebooks: Sequence[Notebook]) -> Iterator[str]:
    """Yield a picture that no committed notebook shows."""
    bundles = [data[MIME] for data in _outputs(notebooks) if MIME in data]
    drawn = next((one["svg"] for one in bundles if one["name"] == FRONT), "")
    if not drawn:
        yield f"{PLACE}: no notebook shows the figure '{FRONT}'; restore it or {RENEW}"
    elif _text(root / PLACE) != drawn:
        yield f"{PLACE}: is not the figure of the notebooks; 'mic2025 refresh' renews it"


def _text(path: Path) -> str:
    """Return what a file says, "" where there is none; what is no UTF-8 says nothing."""
    return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""


def _outputs(notebooks: Sequence[Notebook], wanted: Any = None) -> list[dict[str, Any]]:
    """Return the data of the outputs of all cells, or of those wanted by notebook and id."""
    return [
        output.get("data", {})
        for notebook in notebooks
        for cell in notebook.cells
        if wanted is None or wanted(notebook.name, cell.get("id"))
        for output in cell.get("outputs", [])
    ]
