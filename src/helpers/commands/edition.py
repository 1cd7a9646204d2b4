"""An edition planned from hashes: which steps are stale, and its files once they are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from helpers import __version__
from helpers.commands.steps import TABLES, RunStep, Step, TablesStep
from helpers.run.fingerprint import hash_bytes, hash_file
from helpers.run.notebooks import Notebook
from helpers.run.parameters import FILE_PARAMETERS, check_values, declared_parameters
from helpers.run.plan import Keys, Task, intact, plan_keys, plan_tasks
from helpers.run.record import RECORD, input_hashes, read_record, record_text, versions

# Added files lie in the edition, so that it can be made again from itself.
INPUTS = "inputs"


@dataclass(frozen=True)
class Edition:
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
            RunStep(task.page, task.notebook.path, work / task.output, task.parameters)
            for task in self.stale_tasks
        ]
        if self.whole and not self.tables_hold:
            steps.insert(0, TablesStep(self.parameters, work / TABLES))
        return steps

    def finished(self, work: Path, seconds: Mapping[str, float]) -> dict[str, bytes]:
        """Return every file of the edition, the run record included.

        Parameters
        ----------
        work
            The folder the steps wrote to.
        seconds
            What each step that was made took, by its name.
        """
        files = self._table_files(work) if self.whole else {}
        executed = [self._executed(task, work) for task in self.tasks]
        files |= self._site(executed, files)
        for task, notebook in zip(self.tasks, executed, strict=True):
            files[task.output] = notebook_bytes(notebook)
        for name in FILE_PARAMETERS:
            if self.parameters.get(name):
                path = Path(self.parameters[name])
                files[f"{INPUTS}/{name}/{path.name}"] = path.read_bytes()
        record = self._record(seconds)
        record["files"] = {name: hash_bytes(content) for name, content in sorted(files.items())}
        return files | {RECORD: record_text(record).encode("utf-8")}

    def _table_files(self, work: Path) -> dict[str, bytes]:
        """Return the files of the tables, from the work folder or, where they hold, as they are."""
        folder = self.folder / TABLES if self.tables_hold else work / TABLES
        return {f"{TABLES}/{path.name}": path.read_bytes() for path in sorted(folder.iterdir())}

    def _executed(self, task: Task, work: Path) -> Any:
        """Return an executed notebook, run now or before, with the prose of today."""
        import nbformat

        from helpers.run.normalise import with_prose

        path = (work if task.reasons else self.folder) / task.output
        committed = nbformat.read(str(task.notebook.path), as_version=4)
        return with_prose(nbformat.read(str(path), as_version=4), committed)

    def _site(self, executed: Sequence[Any], tables: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return pages and figures; with tables also the index, from the tables as written."""
        from helpers.data.tables.register import tables_of
        from helpers.data.write import read_csv
        from helpers.report.site import Executed, render_site
        from helpers.run.tables import printed_tables

        read: Mapping[str, Any]
        if self.whole:
            read = {
                table.name: read_csv(tables[f"{TABLES}/{table.name}.csv"].decode("utf-8"), table)
                for table in tables_of(self.parameters["targets"])
            }
        else:
            added = [self.parameters.get(name, "") for name in FILE_PARAMETERS]
            read = printed_tables(*added, *(hash_file(Path(path)) for path in added if path))
        pages = [Executed(task.page, one) for task, one in zip(self.tasks, executed, strict=True)]
        return render_site(pages, read, self.core, sorted(tables, key=_workbook_first))

    def _record(self, seconds: Mapping[str, float]) -> dict[str, Any]:
        """Return the run record without its list of files."""
        before = self.before.get("notebooks", {})
        record = self.core | {"index": self.keys.index}
        if self.whole:
            record[TABLES] = self.keys.tables
        record["notebooks"] = {
            task.page: {
                "fingerprint": task.fingerprint,
                "seconds": round(seconds[task.page], 2)
                if task.page in seconds
                else before.get(task.page, {}).get("seconds"),
            }
            for task in self.tasks
        }
        return record


def plan_edition(
    name: str,
    command: str,
    values: dict[str, Any],
    notebooks: list[Notebook],
    folder: Path,
    whole: bool = True,
) -> Edition:
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
        "inputs": input_hashes(parameters.get(name, "") for name in FILE_PARAMETERS),
        "versions": versions(),
    }
    before = read_record(folder)
    tasks = plan_tasks(notebooks, checked, before, folder)
    return Edition(core, parameters, folder, before, tasks, plan_keys(tasks, core), whole)


def notebook_bytes(notebook: Any) -> bytes:
    """Return a notebook as bytes."""
    import nbformat

    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8")


def _named(name: str, value: Any) -> Any:
    """Return a parameter as the record prints it: files by name, never by machine path."""
    return Path(value).name if name in FILE_PARAMETERS and value else value


def _workbook_first(name: str) -> tuple[bool, bool, str]:
    """Order the downloads: workbook, data package, tables."""
    return (not name.endswith(".xlsx"), not name.endswith(".json"), name)
