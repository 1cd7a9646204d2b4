"""``mic2025 list`` and ``mic2025 plan``: what there is, and what would run."""

from __future__ import annotations

import json
from pathlib import Path

from helpers import paths
from helpers.edition.notebooks import all_notebooks
from helpers.edition.run_record import read_record
from helpers.run.plan import damaged_files, plan_tasks


def list_notebooks(as_json: bool, folder: Path = paths.NOTEBOOKS) -> None:
    """Print the notebooks with their questions and parameters."""
    notebooks = all_notebooks(folder)
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


def print_plan(as_json: bool, folder: Path = paths.REPORTS) -> None:
    """Print which notebooks would run for the published edition, and why."""
    record = read_record(folder)
    tasks = plan_tasks(all_notebooks(), {}, record, folder)
    if as_json:
        entries = {task.page: list(task.reasons) for task in tasks}
        print(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for task in tasks:
        state = f"would run: {', '.join(task.reasons)}" if task.reasons else "up to date"
        print(f"{task.page}  {state}")
    for name in damaged_files(folder, record):
        print(f"{paths.relative(folder / name)}  would be written anew: gone or changed by hand")
