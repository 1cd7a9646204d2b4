"""``mic2025 list`` and ``mic2025 plan``: what there is, and what would run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.commands.made_notebooks import made_notebooks
from helpers.edition.layout import INPUTS
from helpers.edition.notebooks import all_notebooks
from helpers.edition.occupants import folder_of
from helpers.edition.parameters import FILE_PARAMETERS
from helpers.edition.run_record import read_record
from helpers.edition.sheets import FOLDERS as SHEETS
from helpers.run.plan import damaged_files, plan_tasks


def list_notebooks(as_json: bool) -> None:
    """Print the notebooks with their questions and parameters."""
    notebooks = all_notebooks(paths.NOTEBOOKS)
    if as_json:
        entries = [
            {
                "name": notebook.name,
                "title": notebook.title,
                "parameters": [vars(parameter) for parameter in notebook.parameters],
            }
            for notebook in notebooks
        ]
        print(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for notebook in notebooks:
        print(f"{notebook.name}  {notebook.title}")
    print("\nParameters (-p name=value):")
    seen = {entry.name: entry for notebook in notebooks for entry in notebook.parameters}
    for entry in seen.values():
        print(f"  {entry.name}: {entry.type} = {entry.default!r}  {entry.help}")


def print_plan(as_json: bool, edition: str = "", reports: Path = paths.REPORTS) -> None:
    """Print which notebooks would run for an edition, and why.

    Parameters
    ----------
    as_json
        Print JSON.
    edition
        Its name; "" for the published one.
    reports
        The folder that the editions lie in.

    Raises
    ------
    WrongCall
        If there is no such edition.
    """
    folder = reports if edition in ("", paths.PUBLISHED) else folder_of(edition, reports)
    record = read_record(folder)
    values = values_of(record, folder)
    tasks = plan_tasks(made_notebooks(all_notebooks(), values), values, record, folder)
    if as_json:
        entries = {task.page: list(task.reasons) for task in tasks}
        print(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for task in tasks:
        state = f"would run: {', '.join(task.reasons)}" if task.reasons else "up to date"
        print(f"{task.page}  {state}")
    for name in damaged_files(folder, record):
        print(f"{paths.relative(folder / name)}  would be written anew: gone or changed by hand")


def values_of(record: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return the parameters that an edition was made with, its added files as they lie in it."""
    values = dict(record.get("parameters", {}))
    for name in FILE_PARAMETERS:
        if values.get(name):
            values[name] = str(folder / INPUTS / name / values[name])
    # One indicator or sector is set where it makes a page of its own; a build makes them all.
    return {name: value for name, value in values.items() if name not in SHEETS}
