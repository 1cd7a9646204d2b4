"""A notebook as another plan's version has it: without what is said of the published one alone."""

from __future__ import annotations

from typing import Any

from helpers.edition.notebooks import without_own_plan
from helpers.present.texts.blocks import fixed_texts

TEMPLATE = "other_plan"


def for_other_plan(notebook: Any, name: str) -> Any:
    """Return a committed notebook with the text cells that another plan's version has.

    Parameters
    ----------
    notebook
        As nbformat or JSON has it; it is changed.
    name
        Its file name without ending, ``03_progress_2016``.
    """
    texts = fixed_texts(TEMPLATE)
    stem = name.partition("_")[2]
    notebook["cells"] = without_own_plan(notebook["cells"])
    for cell in notebook["cells"]:
        block = f"{stem}_{cell['id']}".replace("-", "_")
        if cell["cell_type"] == "markdown" and block in texts:
            heading, _, _ = cell["source"].partition("\n")
            cell["source"] = f"{heading}\n\n{texts[block]}"
    return notebook
