"""The files of an edition, put together from what its steps made and from what still holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.commands.edition_plan import EditionPlan
from helpers.data.tables.areas import AREA_VERDICTS, AREAS
from helpers.data.tables.assessment import MILESTONES, OBSERVATIONS
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.layout import COMPENDIUM, INDEX, INPUTS, RECORD, SEARCH, TABLES
from helpers.edition.notebooks import Notebook, read_notebook
from helpers.edition.parameters import added_files
from helpers.edition.run_record import record_text
from helpers.edition.sheets import subject_of
from helpers.run.plan import Task

if TYPE_CHECKING:
    from helpers.data.areas import AreaTables
    from helpers.report.site import Executed, Site


def assemble(plan: EditionPlan, work: Path, seconds: Mapping[str, float]) -> dict[str, bytes]:
    """Return every file of an edition by its path, all its steps having been made.

    Parameters
    ----------
    plan
        The edition as planned.
    work
        The folder its steps wrote to.
    seconds
        What each step that was made took, by its name.
    """
    return Assembly(plan, work, dict(seconds)).files()


@dataclass
class Assembly:
    """An edition put together while its steps are made: each page once its notebook has run.

    Parameters
    ----------
    plan
        The edition as planned.
    work
        The folder its steps write to.
    seconds
        What each step that was made took, by its name.
    """

    plan: EditionPlan
    work: Path
    seconds: dict[str, float] = field(default_factory=dict)
    _pages: dict[str, dict[str, bytes]] = field(default_factory=dict)
    _ran: dict[str, Any] = field(default_factory=dict)
    _known: dict[str, Any] = field(default_factory=dict)

    def prepare(self) -> None:
        """Import what makes pages and read the committed notebooks, before the first step ends."""
        import_module("helpers.report.site")
        for task in self.plan.tasks:
            self._committed(task.notebook)

    def take(self, step: str, seconds: float) -> None:
        """Take what a step has made, and make the pages that need nothing else.

        A page has the picture to share; without one it may show a figure of another page, and has
        to wait for all of them.
        """
        self.seconds[step] = seconds
        if not self.plan.whole or not (self.plan.tables_hold or TABLES in self.seconds):
            return
        for task in self.plan.stale_tasks:
            waits = task.page in self.seconds and task.page not in self._pages
            if waits and self._announced.shared:
                self._pages[task.page] = self._page(self._announced, task)

    def files(self) -> dict[str, bytes]:
        """Return every file of the edition by its path, the run record included."""
        plan, pages = self.plan, self._all_pages()
        files = self._tables | dict(_inputs(plan))
        for content in pages.values():
            files |= content
        record = _record(plan, self.seconds, pages)
        if plan.whole:
            from helpers.run.crate import CRATE, crate_text

            files[CRATE] = crate_text(record, files).encode("utf-8")
        record["files"] = {name: hash_bytes(content) for name, content in sorted(files.items())}
        return files | {RECORD: record_text(record).encode("utf-8")}

    @cached_property
    def _tables(self) -> dict[str, bytes]:
        return _table_files(self.plan, self.work) if self.plan.whole else {}

    @cached_property
    def _announced(self) -> Site:
        """The site as its committed notebooks announce it, whether they have run or not."""
        from helpers.report.site import Site

        read, by_area = _read(self.plan, self._tables)
        committed = [_as_executed(task, self._committed(task.notebook)) for task in self.plan.tasks]
        return Site(committed, read, self.plan.core, by_area, self.plan.held_share)

    def _all_pages(self) -> dict[str, dict[str, bytes]]:
        """Return the files of each page and of the index, made now or as they lie there."""
        from helpers.report.compendium import compendium_page
        from helpers.report.menu import OVERVIEW
        from helpers.report.search_page import search_page

        plan = self.plan
        executed = [_as_executed(task, self._executed(task)) for task in plan.tasks]
        site = replace(self._announced, executed=executed, kept=self._announced.shared)
        # In their order, whichever were kept or made before: the search follows it.
        pages = {task.page: self._files_of(site, task) for task in plan.tasks}
        pages |= site.beside(sorted(self._tables, key=_workbook_first))
        if plan.whole:
            files = {name: content for files in pages.values() for name, content in files.items()}
            pages[SEARCH] = {SEARCH: search_page(files, plan.core).encode("utf-8")}
            beside = pages[OVERVIEW]
            ordered = {INDEX: beside[INDEX]}
            for task in plan.tasks:
                ordered[f"{task.page}.html"] = pages[task.page][f"{task.page}.html"]
            pages[COMPENDIUM] = {COMPENDIUM: compendium_page(ordered | beside, plan.core)}
        return pages

    def _files_of(self, site: Site, task: Task) -> dict[str, bytes]:
        """Return the files of a page: as they lie there, as made before, or made now."""
        if task.page in self.plan.held_pages:
            names = self.plan.before["notebooks"][task.page]["files"]
            return {name: (self.plan.folder / name).read_bytes() for name in names}
        return self._pages.get(task.page) or self._page(site, task)

    def _page(self, site: Site, task: Task) -> dict[str, bytes]:
        """Return the files of a page made now, its notebook among them."""
        executed = self._executed(task)
        files = site.page(_as_executed(task, executed))
        return files | {task.output: _bytes_of(executed)}

    def _executed(self, task: Task) -> Any:
        """Return an executed notebook, run now or before, with the prose of today; read once."""
        if task.page not in self._ran:
            self._ran[task.page] = self._read_executed(task)
        return self._ran[task.page]

    def _read_executed(self, task: Task) -> Any:
        import nbformat

        from helpers.run.normalise import with_prose

        if task.page in self.plan.held_pages:
            return read_notebook(self.plan.folder / task.output).content
        path = (self.work if task.reasons else self.plan.folder) / task.output
        return with_prose(nbformat.read(str(path), as_version=4), self._committed(task.notebook))

    def _committed(self, notebook: Notebook) -> Any:
        """Return a committed notebook as this edition's plan has it; read once for all sheets."""
        if notebook.name not in self._known:
            import nbformat

            from helpers.report.other_plan import for_other_plan

            committed = nbformat.read(str(notebook.path), as_version=4)
            if self.plan.parameters.get("targets"):
                committed = for_other_plan(committed, notebook.name)
            self._known[notebook.name] = committed
        return self._known[notebook.name]


def _as_executed(task: Task, notebook: Any) -> Executed:
    """Return a notebook as the site takes it."""
    from helpers.report.site import Executed

    return Executed(
        task.page, notebook, subject_of(task.notebook, task.parameters), task.notebook.name
    )


def _table_files(plan: EditionPlan, work: Path) -> dict[str, bytes]:
    """Return the files of the tables, as made now or, where they hold, as they lie there."""
    folder = plan.folder / TABLES if plan.tables_hold else work / TABLES
    return {f"{TABLES}/{path.name}": path.read_bytes() for path in sorted(folder.iterdir())}


def _inputs(plan: EditionPlan) -> Iterator[tuple[str, bytes]]:
    """Yield the added files: they lie in the edition, so that it can be made from itself."""
    for name, path in added_files(plan.parameters):
        yield f"{INPUTS}/{name}/{path.name}", path.read_bytes()


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
