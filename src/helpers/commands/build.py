"""``mic2025 build``: run what is stale, write tables and pages, put them in place at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from helpers import __version__, paths
from helpers.run.environment import use_kernel_environment
from helpers.run.notebooks import Notebook, all_notebooks
from helpers.run.parameters import FILE_PARAMETERS, check_values, declared_parameters
from helpers.run.plan import Task, damaged_files, plan_tasks, site_fingerprint
from helpers.run.publish import finish, write_atomically
from helpers.run.record import RECORD, read_record

PUBLISHED = "published"
TABLES = "tables"


def build(
    values: dict[str, Any] | None = None,
    edition: str = PUBLISHED,
    command: str = "mic2025 build",
    notebooks_folder: Path = paths.NOTEBOOKS,
    reports: Path = paths.REPORTS,
) -> int:
    """Bring an edition up to date; return how many notebooks ran.

    Raises
    ------
    CompendiumError
        If a parameter is refused, an input cannot be taken, or a cell fails. The last good edition
        then stays as it is.
    """
    use_kernel_environment()
    notebooks = all_notebooks(notebooks_folder)
    checked = check_values(values or {}, declared_parameters(notebooks))
    folder = reports if edition == PUBLISHED else reports / edition
    staging = paths.CACHE / "staging" / edition
    if finish(staging):
        print("finished what an interrupted run had begun to put in place")
    record = read_record(folder)
    tasks = plan_tasks(notebooks, checked, record, folder)
    site = site_fingerprint(tasks)
    stale = [task for task in tasks if task.reasons]
    if not stale and record.get("site") == site and not damaged_files(folder, record):
        print(f"{paths.relative(folder / 'index.html')} is up to date; no notebook ran")
        return 0
    _make(tasks, checked, edition, command, folder, staging, site, record)
    ran = f"{len(stale)} of {len(tasks)} notebooks ran"
    print(f"{paths.relative(folder / 'index.html')} is ready; {ran}")
    return len(stale)


def _make(
    tasks: list[Task],
    values: dict[str, Any],
    edition: str,
    command: str,
    folder: Path,
    staging: Path,
    site: str,
    before: dict[str, Any],
) -> None:
    """Compute tables, run what is stale, render, and put everything in place."""
    from helpers.data.tables.register import tables_of
    from helpers.report.site import Executed, render_site
    from helpers.run.fingerprint import hash_bytes
    from helpers.run.publish import publish, stage
    from helpers.run.record import input_hashes, record_text, versions
    from helpers.run.tables import edition_tables, write_tables

    defaults = {
        name: entry.default
        for name, entry in declared_parameters([task.notebook for task in tasks]).items()
    }
    parameters = defaults | values
    tables = edition_tables(parameters)
    work = paths.CACHE / "work" / edition
    seconds = _run(tasks, work, folder)
    executed = {task.output: _read(work / task.output, task.notebook) for task in tasks}
    table_files = {
        path.name: path.read_bytes()
        for path in write_tables(tables, tables_of(parameters["targets"]), work / TABLES)
    }
    record = {
        "edition": edition,
        "version": __version__,
        "command": command,
        "report_year": parameters["report_year"],
        "parameters": {name: _named(name, value) for name, value in parameters.items()},
        "inputs": input_hashes(parameters[name] for name in FILE_PARAMETERS),
        "versions": versions(),
    }
    files = render_site(
        [Executed(task.page, executed[task.output]) for task in tasks],
        tables,
        record,
        [f"{TABLES}/{name}" for name in sorted(table_files, key=_workbook_first)],
    )
    files |= {f"{TABLES}/{name}": content for name, content in table_files.items()}
    files |= {name: _dump(notebook) for name, notebook in executed.items()}
    record["site"] = site
    record["notebooks"] = {
        task.page: {
            "fingerprint": task.fingerprint,
            "seconds": seconds.get(task.page)
            or before.get("notebooks", {}).get(task.page, {}).get("seconds"),
        }
        for task in tasks
    }
    record["files"] = {name: hash_bytes(content) for name, content in sorted(files.items())}
    stage(files | {RECORD: record_text(record).encode("utf-8")}, staging)
    publish(staging, folder, [name for name in before.get("files", {}) if name not in files])
    if edition == PUBLISHED:
        for name, content in table_files.items():
            write_atomically(paths.PROCESSED / name, content)


def _run(tasks: list[Task], work: Path, folder: Path) -> dict[str, float]:
    """Execute what is stale into the work folder, fetch the rest; return seconds by page."""
    from tqdm import tqdm

    from helpers.run.workers import execute_all

    for task in tasks:
        if not task.reasons:
            write_atomically(work / task.output, (folder / task.output).read_bytes())
    stale = [task for task in tasks if task.reasons]
    jobs = [(task.notebook.path, work / task.output, task.parameters) for task in stale]
    seconds = {}
    with tqdm(total=len(stale), disable=not sys.stderr.isatty(), unit="notebook") as bar:
        for task, taken in zip(stale, execute_all(jobs), strict=True):
            seconds[task.page] = round(taken, 2)
            bar.set_description(task.page)
            bar.update()
    return seconds


def _read(path: Path, notebook: Notebook) -> Any:
    """Return the executed notebook with the prose as it stands now.

    Code and outputs come from the run; a prose edit renders without running anything.
    """
    import nbformat

    executed = nbformat.read(str(path), as_version=4)
    current = nbformat.read(str(notebook.path), as_version=4)
    ran = iter([cell for cell in executed.cells if cell.cell_type == "code"])
    injected = [c for c in executed.cells if "injected-parameters" in c.metadata.get("tags", [])]
    cells = []
    for cell in current.cells:
        if cell.cell_type != "code":
            cells.append(cell)
            continue
        done = next(ran)
        while done in injected:
            done = next(ran)
        cells.append(done)
        if "parameters" in cell.metadata.get("tags", []):
            cells += injected
    executed.cells = cells
    return executed


def _dump(notebook: Any) -> bytes:
    """Return a notebook as bytes."""
    import nbformat

    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8")


def _named(name: str, value: Any) -> Any:
    """Return a parameter as the record prints it: files by name, never by machine path."""
    return Path(value).name if name in FILE_PARAMETERS and value else value


def _workbook_first(name: str) -> tuple[bool, bool, str]:
    """Order the downloads: workbook, data package, tables."""
    return (not name.endswith(".xlsx"), not name.endswith(".json"), name)
