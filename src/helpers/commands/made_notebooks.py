"""Which notebooks make pages of an edition, decided by its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.edition.notebooks import AREAS_NOTEBOOK, Notebook


def made_notebooks(notebooks: list[Notebook], parameters: Mapping[str, Any]) -> list[Notebook]:
    """Return the notebooks without the one on areas, where there are no areas."""
    if parameters.get("observations"):
        # Here, since only a file of figures may have areas, and reading it brings pandas.
        from helpers.commands.parameter_checks import known_to

        if known_to(parameters).has_areas:
            return notebooks
    return [one for one in notebooks if not one.name.endswith(AREAS_NOTEBOOK)]
