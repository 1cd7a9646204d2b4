"""What stands in front: the README's answer and picture are those of the committed notebooks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.check.differences import difference
from helpers.check.verdict import Check, judge
from helpers.edition.notebooks import Notebook, all_notebooks
from helpers.present.bundle import MIME
from helpers.present.texts.passage import Passage

ANSWER = re.compile(r"<!-- answer -->\n(.*?)\n\n!\[", re.DOTALL)
ANSWERING, ANSWER_CELL = "03_", "answer"
PICTURE, DRAWN_AS = "reports/picture.svg", "fan"
POINT = "- "


def check_front(root: Path = paths.ROOT) -> Check:
    """Hold the answer box and the picture of the README to what the notebooks show."""
    notebooks = all_notebooks(root / "notebooks")
    found = [*_answer(root, notebooks), *_picture(root, notebooks)]
    return judge("README", found, "its answer and its picture are those of the notebooks")


def _answer(root: Path, notebooks: Sequence[Notebook]) -> Iterator[str]:
    """Yield the points of the answer box that the answering notebook does not make."""
    box = ANSWER.search(_text(root / "README.md"))
    told = Passage(box[1]).points if box else []
    data = _outputs(notebooks, lambda name, cell: name[:3] == ANSWERING and cell == ANSWER_CELL)
    lines = "\n".join("".join(one.get("text/plain", "")) for one in data).splitlines()
    made = [line.removeprefix(POINT) for line in lines if line.startswith(POINT)]
    if told != made:
        yield f"README.md: {difference(chr(10).join(made), chr(10).join(told))}"


def _picture(root: Path, notebooks: Sequence[Notebook]) -> Iterator[str]:
    """Yield a picture that no committed notebook shows."""
    bundles = [data[MIME] for data in _outputs(notebooks) if MIME in data]
    drawn = next((one["svg"] for one in bundles if one["name"] == DRAWN_AS), "")
    if _text(root / PICTURE) != drawn:
        yield f"{PICTURE}: is not the figure of the notebooks; 'mic2025 refresh' renews it"


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
