"""The files of an edition, put together from what its steps made and from what still holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.commands.edition_plan import EditionPlan
from helpers.data.tables.areas import AREA_VERDICTS, AREAS
from helpers.data.tables.assessment import MILESTONES, OBSERVATIONS
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.layout import COMPENDIUM, INDEX, INPUTS, RECORD, SEARCH, TABLES
from helpers.edition.notebooks import read_notebook
from helpers.edition.parameters import added_files
from helpers.edition.run_record import record_text
from helpers.edition.sheets import subject_of
from helpers.run.plan import Task

if TYPE_CHECKING:
    from helpers.data.areas import AreaTables


def assemble(plan: EditionPlan, work: Path, seconds: Mapping[str, float]) -> dict[str, bytes]:
    """Return every file of an edition by its path, the run record included.

    Parameters
    ----------
    plan
        The edition as planned.
    work
        The folder its steps wrote to.
    seconds
        What each step that was made took, by its name.
    """
    tables = _table_files(plan, work) if plan.whole else {}
    pages = _pages(plan, work, tables)
    files = tables | dict(_inputs(plan))
    for content in pages.values():
        files |= content
    record = _record(plan, seconds, pages)
    if plan.whole:
        from helpers.run.crate import CRATE, crate_text

        files[CRATE] = crate_text(record, files).encode("utf-8")
    record["files"] = {name: hash_bytes(content) for name, content in sorted(files.items())}
    return files | {RECORD: record_text(record).encode("utf-8")}


def _table_files(plan: EditionPlan, work: Path) -> dict[str, bytes]:
    """Return the files of the tables, as made now or, where they hold, as they lie there."""
    folder = plan.folder / TABLES if plan.tables_hold else work / TABLES
    return {f"{TABLES}/{path.name}": path.read_bytes() for path in sorted(folder.iterdir())}


def _inputs(plan: EditionPlan) -> Iterator[tuple[str, bytes]]:
    """Yield the added files: they lie in the edition, so that it can be made from itself."""
    for name, path in added_files(plan.parameters):
        yield f"{INPUTS}/{name}/{path.name}", path.read_bytes()


def _pages(
    plan: EditionPlan, work: Path, tables: Mapping[str, bytes]
) -> dict[str, dict[str, bytes]]:
    """Return the files of each page and of the index, rendered now or as they lie there."""
    from helpers.report.compendium import compendium_page
    from helpers.report.menu import OVERVIEW
    from helpers.report.search_page import search_page
    from helpers.report.site import Executed, render_pages

    executed = {
        task.page: read_notebook(plan.folder / task.output).content
        if task.page in plan.held_pages
        else _with_prose(plan, task, work)
        for task in plan.tasks
    }
    shown = [
        Executed(
            task.page,
            executed[task.page],
            subject_of(task.notebook, task.parameters),
            task.notebook.name,
        )
        for task in plan.tasks
    ]
    downloads = sorted(tables, key=_workbook_first)
    read, by_area = _read(plan, tables)
    pages = render_pages(
        shown, read, plan.core, downloads, plan.held_pages, by_area, plan.held_share
    )
    for task in plan.tasks:
        if task.page in plan.held_pages:
            names = plan.before["notebooks"][task.page]["files"]
            pages[task.page] = {name: (plan.folder / name).read_bytes() for name in names}
        else:
            pages[task.page][task.output] = _bytes_of(executed[task.page])
    # A page that was kept stands where it would stand anew: the search follows this order.
    pages = {name: pages[name] for name in [*(task.page for task in plan.tasks), *pages]}
    if plan.whole:
        files = {name: content for files in pages.values() for name, content in files.items()}
        pages[SEARCH] = {SEARCH: search_page(files, plan.core).encode("utf-8")}
        beside = pages[OVERVIEW]
        ordered = {INDEX: beside[INDEX]}
        for task in plan.tasks:
            ordered[f"{task.page}.html"] = pages[task.page][f"{task.page}.html"]
        pages[COMPENDIUM] = {COMPENDIUM: compendium_page(ordered | beside, plan.core)}
    return pages


def _with_prose(plan: EditionPlan, task: Task, work: Path) -> Any:
    """Return an executed notebook, run now or before, with the prose of today."""
    import nbformat

    from helpers.report.other_plan import for_other_plan
    from helpers.run.normalise import with_prose

    path = (work if task.reasons else plan.folder) / task.output
    committed = nbformat.read(str(task.notebook.path), as_version=4)
    if plan.parameters.get("targets"):
        committed = for_other_plan(committed, task.notebook.name)
    return with_prose(nbformat.read(str(path), as_version=4), committed)


def _read(
    plan: EditionPlan, tables: Mapping[str, bytes]
) -> tuple[Mapping[str, Any], AreaTables | None]:
    """Return the tables as they were written; for pages alone, those that name their sources.

    Of areas their own pages speak and their own tables, the others of the whole; what is said of
    areas comes second.
    """
    from helpers.data.areas import AreaTables, of_areas, of_whole
    from helpers.data.tables.catalogue import tables_in
    from helpers.data.write import read_csv
    from helpers.run.read_inputs import inputs_of

    if plan.whole:
        written = {name.removeprefix(f"{TABLES}/").removesuffix(".csv") for name in tables}
        read = {
            table: read_csv(tables[f"{TABLES}/{table.name}.csv"].decode("utf-8"), table)
            for table in tables_in(written, plan.parameters["targets"])
        }
        whole = {
            table.name: rows if table in (AREAS, AREA_VERDICTS) else of_whole(rows)
            for table, rows in read.items()
        }
        if AREAS not in read:
            return whole, None
        own = {table.name: rows for table, rows in read.items()}
        said = (of_areas(own[name]) for name in (OBSERVATIONS.name, MILESTONES.name))
        return whole, AreaTables(of_areas(own[AREAS.name]), *said)
    return dict(inputs_of(plan.parameters).tables), None


def _bytes_of(notebook: Any) -> bytes:
    """Return a notebook as bytes."""
    import nbformat

    return (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8")


def _record(
    plan: EditionPlan, seconds: Mapping[str, float], pages: Mapping[str, Mapping[str, bytes]]
) -> dict[str, Any]:
    """Return the run record without its list of files."""
    record = plan.core | {"index": plan.keys.index, "share": plan.keys.share}
    if plan.whole:
        record[TABLES] = plan.keys.tables
    before = plan.before.get("notebooks", {})
    record["notebooks"] = {
        task.page: {
            "fingerprint": task.fingerprint,
            "page": plan.keys.pages[task.page],
            "seconds": round(seconds[task.page], 2)
            if task.page in seconds
            else before.get(task.page, {}).get("seconds"),
            "files": sorted(pages[task.page]),
        }
        for task in plan.tasks
    }
    return record


def _workbook_first(name: str) -> tuple[bool, bool, str]:
    """Order the downloads: workbook, data package, tables."""
    return (not name.endswith(".xlsx"), not name.endswith(".json"), name)
