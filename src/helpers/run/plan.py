"""What would run and why, decided from hashes alone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.data.intake.nearest_names import listed, nearest
from helpers.edition.fingerprint import (
    HELPERS,
    SHOWN,
    hash_file,
    hash_files,
    hash_values,
    notebook_fingerprint,
    notebook_states,
    reached_modules,
)
from helpers.edition.layout import EXECUTED
from helpers.edition.notebooks import Notebook, is_of_own_plan
from helpers.edition.parameters import for_notebook
from helpers.edition.sheets import kind_of, page_of
from helpers.errors import WrongCall

TABLES_MODULE = "helpers.run.write_tables"
REPORT_MODULES = tuple(
    f"helpers.report.{name}"
    for name in ("site", "beside", "search_page", "compendium", "other_plan")
)
REASONS = {
    "code": "its code changed",
    "parameters": "its parameters changed",
    "inputs": "an input file changed",
    "helpers": "a helper module it imports changed",
    "versions": "the locked versions changed",
}


@dataclass(frozen=True)
class Task:
    """One notebook to bring up to date, with its parameters.

    ``reasons`` is empty where the stored outputs still hold.
    """

    page: str
    notebook: Notebook
    parameters: dict[str, Any]
    fingerprint: dict[str, str]
    reasons: tuple[str, ...]

    @property
    def output(self) -> str:
        """Path of the executed notebook below the edition's folder."""
        return f"{EXECUTED}/{self.page}.ipynb"


@dataclass(frozen=True)
class Keys:
    """Hashes of all that the parts of an edition depend on, beside the notebooks' own runs."""

    tables: dict[str, str]
    pages: dict[str, str]
    beside: str
    share: str
    index: str


def plan_tasks(
    notebooks: list[Notebook], values: dict[str, Any], record: dict[str, Any], folder: Path
) -> list[Task]:
    """Return a task for each page, with the reasons why its notebook must run.

    A sheet makes a page for each subject of the edition, or for the one that is set.

    Raises
    ------
    WrongCall
        If the edition has no such subject; the message lists those it has.
    """
    if values.get("targets"):
        # A subject that is set is refused below, since another plan has none.
        notebooks = [n for n in notebooks if not is_of_own_plan(n) or kind_of(n) in values]
    tasks = []
    for notebook, state in zip(notebooks, notebook_states(notebooks), strict=True):
        for page, own in _pages(notebook, values):
            parameters = for_notebook(values | own, notebook)
            fingerprint = notebook_fingerprint(state, parameters)
            reasons = _reasons(page, fingerprint, record, folder)
            tasks.append(Task(page, notebook, parameters, fingerprint, reasons))
    return tasks


def _pages(notebook: Notebook, values: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the pages a notebook makes, each with what is set for it alone."""
    kind = kind_of(notebook)
    if not kind:
        yield notebook.name, {}
        return
    known = SUBJECTS[kind](values)
    if kind not in values:
        kept = values.get(f"{kind}s") or known
        yield from ((page_of(kind, one), {kind: one}) for one in known if one in kept)
    elif values[kind] in known:
        yield notebook.name, {}
    else:
        names = [str(one) for one in known]
        hint = "" if isinstance(values[kind], int) else nearest(values[kind], names)
        there = f"There are {listed(names)}" if names else "This edition has none"
        raise WrongCall(f"no {kind} '{values[kind]}'. {hint}{there}")


def indicator_ids(values: dict[str, Any]) -> list[str]:
    """Return the indicators of an edition, without importing anything heavy for the plan's own."""
    if values.get("targets"):
        from helpers.data.intake.targets import read_targets

        return list(read_targets(values["targets"])[0]["indicator_id"])
    return [row["indicator_id"] for row in _raw_rows("indicator_register.csv")]


def sector_numbers(values: dict[str, Any]) -> list[int]:
    """Return the sectors of the roadmap; none under another plan's targets."""
    if values.get("targets"):
        return []
    return sorted({int(row["sector_no"]) for row in _raw_rows("roadmap_targets.csv")})


SUBJECTS: dict[str, Callable[[dict[str, Any]], list[Any]]] = {
    "indicator": indicator_ids,
    "sector": sector_numbers,
}


def _raw_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a raw table."""
    with (paths.RAW / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _reasons(
    page: str, fingerprint: dict[str, str], record: dict[str, Any], folder: Path
) -> tuple[str, ...]:
    """Return why the notebook of a page must run; nothing where its outputs hold."""
    before = record.get("notebooks", {}).get(page, {}).get("fingerprint")
    if before is None:
        return ("it has not run for this edition",)
    reasons = tuple(text for part, text in REASONS.items() if before.get(part) != fingerprint[part])
    if not reasons and not intact(folder, record, f"{EXECUTED}/{page}.ipynb"):
        return ("its stored outputs are gone or were changed by hand",)
    return reasons


def intact(folder: Path, record: dict[str, Any], name: str) -> bool:
    """Tell whether a file of the edition is still as the run wrote it."""
    path = folder / name
    return path.is_file() and record.get("files", {}).get(name) == hash_file(path)


def damaged_files(folder: Path, record: dict[str, Any]) -> list[str]:
    """Return the files of the edition that are gone or were changed by hand."""
    return [name for name in record.get("files", {}) if not intact(folder, record, name)]


def plan_keys(tasks: list[Task], core: dict[str, Any]) -> Keys:
    """Return what tables, pages and index depend on.

    Parameters
    ----------
    tasks
        The notebooks of the edition.
    core
        The part of the run record that pages print.
    """
    lock = hash_file(paths.ROOT / "requirements.lock")
    announced = [(task.page, task.notebook.prose[:1]) for task in tasks]
    modules = _report_files()
    report = [core, announced, lock, modules]
    tables = {
        "parameters": hash_values(core["parameters"]),
        "inputs": hash_values(core["inputs"]),
        "helpers": hash_files(reached_modules([f"import {TABLES_MODULE}"]), HELPERS),
        "versions": lock,
    }
    pages = {
        task.page: hash_values([task.fingerprint, task.notebook.prose, report]) for task in tasks
    }
    shown = [hash_file(paths.ROOT / name) for name in SHOWN]
    # Of prose what it announces alone; the one picture and the sources come from runs.
    beside = hash_values([tables, [task.fingerprint for task in tasks], report, shown])
    share = hash_values([tables, modules])
    return Keys(tables, pages, beside, share, hash_values([tables, pages, shown]))


def _report_files() -> str:
    """Return a hash of the modules and templates that make pages."""
    modules = reached_modules([f"import {name}" for name in REPORT_MODULES])
    templates = (HELPERS / "report" / "templates").rglob("*")
    return hash_files([*modules, *sorted(p for p in templates if p.is_file())], HELPERS)
