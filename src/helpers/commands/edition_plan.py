"""An edition planned from hashes: which of its steps are stale, and which files still hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.commands.made_notebooks import made_notebooks
from helpers.commands.steps import RunStep, Step, TablesStep
from helpers.edition.layout import SHARE, TABLES
from helpers.edition.notebooks import Notebook
from helpers.edition.parameters import (
    FILE_PARAMETERS,
    added_files,
    check_values,
    declared_parameters,
)
from helpers.edition.publish import within
from helpers.edition.run_record import input_hashes, read_record, versions
from helpers.run.plan import Keys, Task, intact, plan_keys, plan_tasks


@dataclass(frozen=True)
class EditionPlan:
    """What an edition is made from, and how it stands against what lies in its folder.

    Parameters
    ----------
    core
        The part of the run record known before anything runs; pages print it.
    parameters
        Every parameter with its value, files with their paths.
    folder, before
        Where the edition lies and its run record there, empty where it is new.
    tasks, keys
        Its notebooks, and what its parts depend on.
    whole
        Whether it has tables and an index; without, it is pages alone.
    """

    core: dict[str, Any]
    parameters: dict[str, Any]
    folder: Path
    before: dict[str, Any]
    tasks: Sequence[Task]
    keys: Keys
    whole: bool = True

    @property
    def name(self) -> str:
        """Name of the edition."""
        return str(self.core["edition"])

    @property
    def stale_tasks(self) -> list[Task]:
        """The notebooks that must run."""
        return [task for task in self.tasks if task.reasons]

    @cached_property
    def intact_files(self) -> set[str]:
        """The files of the edition that are still as the run wrote them."""
        return {n for n in self.before.get("files", {}) if intact(self.folder, self.before, n)}

    @property
    def is_current(self) -> bool:
        """Whether nothing is stale, gone or changed by hand."""
        return self.before.get("index") == self.keys.index and len(self.intact_files) == len(
            self.before["files"]
        )

    @property
    def tables_hold(self) -> bool:
        """Whether the tables in the folder are those this plan would make."""
        names = {name for name in self.before.get("files", {}) if name.startswith(f"{TABLES}/")}
        return self.before.get(TABLES) == self.keys.tables and names <= self.intact_files

    def steps(self, work: Path) -> list[Step]:
        """Return the steps to make; `work` is a folder for what lies between."""
        steps: list[Step] = [
            RunStep(task.page, task.notebook.path, within(work, task.output), task.parameters)
            for task in self.stale_tasks
        ]
        if self.whole and not self.tables_hold:
            steps.insert(0, TablesStep(self.parameters, work / TABLES))
        return steps

    @property
    def held_share(self) -> dict[str, bytes] | None:
        """The picture to share, by its path, where it would be drawn the same; else nothing."""
        holds = self.before.get("share") == self.keys.share and self.tables_hold
        if not holds or SHARE not in self.intact_files:
            return None
        return {SHARE: (self.folder / SHARE).read_bytes()}

    @property
    def held_beside(self) -> dict[str, list[str]]:
        """The files that are no notebook's page and need no rendering, by group."""
        entry = self.before.get("beside", {})
        if entry.get("key") != self.keys.beside:
            return {}
        return {
            name: files
            for name, files in entry["files"].items()
            if self.intact_files.issuperset(files)
        }

    @cached_property
    def held_pages(self) -> set[str]:
        """The pages that need neither a run nor a rendering."""
        entries = self.before.get("notebooks", {})
        return {
            task.page
            for task in self.tasks
            if not task.reasons
            and entries[task.page].get("page") == self.keys.pages[task.page]
            and self.intact_files.issuperset(entries[task.page]["files"])
        }


def plan_edition(
    name: str,
    command: str,
    values: dict[str, Any],
    notebooks: list[Notebook],
    folder: Path,
    whole: bool = True,
    address: str = "",
) -> EditionPlan:
    """Plan an edition: decided from hashes, without importing anything heavy.

    Raises
    ------
    CompendiumError
        If a parameter or a target table is refused.
    """
    declared = declared_parameters(notebooks)
    checked = check_values(values, declared)
    parameters = {name: entry.default for name, entry in declared.items()} | checked
    core = {
        "edition": name,
        "version": __version__,
        "command": command,
        "report_year": parameters.get("report_year"),
        "parameters": {name: _named(name, value) for name, value in parameters.items()},
        "inputs": input_hashes(
            (path for _, path in added_files(parameters)), not parameters.get("targets")
        ),
        "versions": versions(),
    }
    core |= _plan(parameters) | _readings(parameters)
    if address:
        core["site_address"] = address
    before = read_record(folder)
    tasks = plan_tasks(made_notebooks(notebooks, parameters), checked, before, folder)
    return EditionPlan(core, parameters, folder, before, tasks, plan_keys(tasks, core), whole)


def _plan(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return what is said of another plan, for the record; nothing of the published one's."""
    if not parameters.get("targets"):
        return {}
    from helpers.data.intake.plan_sheet import plan_of_targets

    return {"plan": plan_of_targets(parameters["targets"]).stated}


def _readings(parameters: dict[str, Any]) -> dict[str, Any]:
    """Return what was guessed of the added files, for the record; nothing where nothing was."""
    if not any(parameters.get(name) for name in FILE_PARAMETERS):
        return {}
    from helpers.commands.parameter_checks import known_to

    readings = known_to(parameters).findings.readings
    return {"readings": readings} if readings else {}


def _named(name: str, value: Any) -> Any:
    """Return a parameter as the record prints it: files by name, never by machine path."""
    return Path(value).name if name in FILE_PARAMETERS and value else value
