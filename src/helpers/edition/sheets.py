"""Sheets: a notebook that makes a page for each subject of a kind, such as each indicator."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers.edition.layout import EXECUTED
from helpers.edition.notebooks import Notebook

# Parameter that names the subject, which is also what the subject is, and the folder of its pages.
# Areas are the subject of no notebook: their sheets are made from tables.
AREA = "area"
FOLDERS = {"indicator": "indicators", "sector": "sectors", AREA: "areas"}


def kind_of(notebook: Notebook) -> str:
    """Return what the pages of a notebook are each about; "" for a notebook of one page."""
    declared = {entry.name for entry in notebook.parameters}
    return next((kind for kind in FOLDERS if kind in declared), "")


def subject_of(notebook: Notebook, parameters: Mapping[str, Any]) -> str:
    """Return the subject of a run, as set or by default; "" for a notebook of one page."""
    kind = kind_of(notebook)
    defaults = {entry.name: entry.default for entry in notebook.parameters}
    return str(parameters.get(kind, defaults[kind])) if kind else ""


def page_of(kind: str, subject: Any) -> str:
    """Return the page of a subject, below the edition's folder and without ending."""
    return f"{FOLDERS[kind]}/{subject}"


def default_run(notebook: Notebook, edition: Path) -> Path:
    """Return where the published edition keeps a notebook as run with its defaults.

    Parameters
    ----------
    notebook
        A committed notebook; of sheets, the one of the default subject is meant.
    edition
        The folder of the edition.
    """
    kind = kind_of(notebook)
    page = page_of(kind, subject_of(notebook, {})) if kind else notebook.name
    return edition / EXECUTED / f"{page}.ipynb"
