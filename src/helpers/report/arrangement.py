"""What stands where on the page of a notebook: folded code after its output, words explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from helpers.edition.notebooks import INJECTED_TAG, PARAMETERS_TAG
from helpers.present.glossary import beside_html
from helpers.present.texts.blocks import plain_labels
from helpers.present.texts.passage import is_answer
from helpers.report.footer import TEMPLATE

TAG = re.compile(r"<[^>]+>")


@dataclass
class Fold:
    """A folded piece of code: its heading and its blocks, each with a title or none."""

    heading: str
    blocks: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Place:
    """What follows the outputs of a cell."""

    folds: list[Fold] = field(default_factory=list)
    words: Markup = field(default_factory=Markup)


def arrange(notebook: Any) -> dict[str, Place]:
    """Return what follows each cell, by its id.

    Code without output is folded with the next code that has one, so that the answer comes right
    after the question; injected parameters stand beside the defaults they replace.
    """
    places = {cell["id"]: Place() for cell in notebook["cells"]}
    for cell in notebook["cells"]:
        answer = " ".join(_answers(cell))
        places[cell["id"]].words = Markup(beside_html(TAG.sub(" ", answer)))
    for cell, folds in _folds(notebook):
        places[cell["id"]].folds = folds
    return places


def _folds(notebook: Any) -> Iterator[tuple[Any, list[Fold]]]:
    """Yield code cells with the folds that follow them."""
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    words = plain_labels(TEMPLATE, "code")
    parameters, sources = Fold(words["parameters"]), Fold(words["code"])
    for cell in code:
        tags = cell["metadata"].get("tags", [])
        if PARAMETERS_TAG in tags:
            parameters.blocks.append((words["defaults"], cell["source"]))
        elif INJECTED_TAG in tags:
            parameters.blocks.append((words["set"], cell["source"]))
        elif cell["source"]:
            sources.blocks.append(("", cell["source"]))
        if cell.get("outputs") or cell is code[-1]:
            yield cell, [fold for fold in (parameters, sources) if fold.blocks]
            parameters, sources = Fold(words["parameters"]), Fold(words["code"])


def _answers(cell: Any) -> Iterator[str]:
    """Yield the answers among the outputs of a cell."""
    for output in cell.get("outputs", []):
        html = output.get("data", {}).get("text/html", "")
        if is_answer(html):
            yield html
