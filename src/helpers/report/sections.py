"""Sections of a notebook's page: a heading under which nothing is shown is no section."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from helpers.edition.notebooks import source_of

HEADING = "## "


def without_empty_sections(notebook: Any) -> Any:
    """Return a notebook without the headings of sections whose code shows nothing.

    Their code stays, folded under what follows. A section without code is text, and stays.
    """
    kept = [cell for section in _sections(notebook["cells"]) for cell in _shown(section)]
    return type(notebook)({**notebook, "cells": kept})


def _sections(cells: list[Any]) -> Iterator[list[Any]]:
    """Yield the cells before the first heading, then those of each heading."""
    section: list[Any] = []
    for cell in cells:
        if cell["cell_type"] == "markdown" and source_of(cell).startswith(HEADING):
            yield section
            section = []
        section.append(cell)
    yield section


def _shown(section: list[Any]) -> list[Any]:
    """Return the cells of a section, less its heading where no code of it shows anything."""
    code = [cell for cell in section if cell["cell_type"] == "code"]
    others = [cell for cell in section[1:] if cell["cell_type"] == "markdown"]
    is_empty = bool(code) and not others and not any(cell.get("outputs") for cell in code)
    is_headed = bool(code) and source_of(section[0]).startswith(HEADING)
    return code if is_empty and is_headed else section
