"""The files of an edition, put together from what its steps made and from what still holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.commands.edition_plan import EditionPlan
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.layout import (
    BESIDE,
    COMPENDIUM,
    INPUTS,
    OVERVIEW,
    RECORD,
    REFERENCE,
    SEARCH,
    SHARE,
    TABLES,
)
from helpers.edition.notebooks import Notebook, read_notebook
from helpers.edition.parameters import added_files
from helpers.edition.run_record import record_text
from helpers.edition.sheets import subject_of
from helpers.run.plan import Task

if TYPE_CHECKING:
    from helpers.data.areas import AreaTables
    from helpers.report.site import Executed, Site

# What an edition has beside its pages is read and made by these.
WHOLE = (
    "helpers.data.table_files",
    "helpers.data.write",
    "helpers.run.normalise",
    "helpers.report.compendium",
    "helpers.report.search_page",
    "helpers.report.share",
    "helpers.run.crate",
    "rocrate.rocrate",
)


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
        from helpers.report.pages import notebook_exporter

        notebook_exporter()
        for name in self._makers():
            import_module(name)
        for task in self.plan.tasks:
            self._committed(task.notebook)

    def _makers(self) -> Iterator[str]:
        """Yield the modules that make what is to be made, by name."""
        yield "helpers.report.site"
        if not self.plan.whole:
            return
        yield from WHOLE
        if self.plan.held_share is None:
            yield "helpers.present.figures.share"
        if self.plan.held_beside.keys() < {*BESIDE}:
            yield "helpers.report.beside"

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
            if waits and self._site.shared:
                self._pages[task.page] = self._page(task)

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
    def _site(self) -> Site:
        """The site as its committed notebooks announce it, whether they have run or not."""
        from helpers.report.site import Site

        plan = self.plan
        tables, by_area = _read(plan, self._tables)
        tasks = {task.page: task for task in plan.tasks}
        return Site(
            [_as_executed(task, self._announced(task.notebook)) for task in plan.tasks],
            tables, plan.core, by_area, plan.held_share,
            outputs_of=lambda one: self._executed(tasks[one.name]),
        )  # fmt: skip

    def _all_pages(self) -> dict[str, dict[str, bytes]]:
        """Return the files of each page and of the index, made now or as they lie there."""
        plan = self.plan
        # In their order, whichever were kept or made before: the search follows it.
        pages = {task.page: self._files_of(task) for task in plan.tasks}
        if plan.whole:
            beside = self._beside()
            pages |= beside | {SHARE: dict(self._site.shared)}
            pages |= self._joined(pages, beside)
        return pages

    def _beside(self) -> dict[str, dict[str, bytes]]:
        """Return the files of what is no notebook's page, by group."""
        held = {name: _lying(self.plan, files) for name, files in self.plan.held_beside.items()}
        if held.keys() < {*BESIDE}:
            from helpers.report.beside import beside

            held |= beside(self._site, sorted(self._tables, key=_workbook_first), held)
        return {name: held[name] for name in BESIDE}

    def _joined(
        self, pages: Mapping[str, Mapping[str, bytes]], beside: Mapping[str, Mapping[str, bytes]]
    ) -> dict[str, dict[str, bytes]]:
        """Return the page that searches all others, and the one that holds them."""
        from helpers.report.compendium import compendium_page
        from helpers.report.search_page import search_page

        plan = self.plan
        files = {name: content for own in pages.values() for name, content in own.items()}
        of_tasks = {name: files[name] for name in (f"{task.page}.html" for task in plan.tasks)}
        ordered = {**beside[OVERVIEW], **of_tasks, **beside[REFERENCE]}
        return {
            SEARCH: {SEARCH: search_page(files, plan.core).encode("utf-8")},
            COMPENDIUM: {COMPENDIUM: compendium_page(ordered, plan.core)},
        }

    def _files_of(self, task: Task) -> dict[str, bytes]:
        """Return the files of a page: as they lie there, as made before, or made now."""
        if task.page in self.plan.held_pages:
            return _lying(self.plan, self.plan.before["notebooks"][task.page]["files"])
        return self._pages.get(task.page) or self._page(task)

    def _page(self, task: Task) -> dict[str, bytes]:
        """Return the files of a page made now, its notebook among them."""
        executed = self._executed(task)
        files = self._site.page(_as_executed(task, executed))
        return files | {task.output: _bytes_of(executed)}

    def _executed(self, task: Task) -> Any:
        """Return an executed notebook, run now or before, with the prose of today; read once."""
        if task.page not in self._ran:
            self._ran[task.page] = self._read_executed(task)
        return self._ran[task.page]

    def _read_executed(self, task: Task) -> Any:
        if task.page in self.plan.held_pages:
            return read_notebook(self.plan.folder / task.output).content
        # In the format that it was written in, after it was validated.
        from nbformat.v4 import reads

        from helpers.run.normalise import with_prose

        path = (self.work if task.reasons else self.plan.folder) / task.output
        executed = reads(path.read_text(encoding="utf-8"))
        return with_prose(executed, self._committed(task.notebook))

    def _committed(self, notebook: Notebook) -> Any:
        """Return a committed notebook as nbformat has it and as this edition's plan does."""
        import nbformat

        return nbformat.from_dict(self._announced(notebook))

    def _announced(self, notebook: Notebook) -> dict[str, Any]:
        """Return the same as JSON has it; another plan's is made once for all sheets."""
        if not self.plan.parameters.get("targets"):
            return notebook.content
        if notebook.name not in self._known:
            from helpers.report.other_plan import for_other_plan

            self._known[notebook.name] = for_other_plan(deepcopy(notebook.content), notebook.name)
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


def _lying(plan: EditionPlan, names: Iterable[str]) -> dict[str, bytes]:
    """Return files of the edition as they lie in its folder."""
    return {name: (plan.folder / name).read_bytes() for name in names}


def _read(
    plan: EditionPlan, tables: Mapping[str, bytes]
) -> tuple[Mapping[str, Any], AreaTables | None]:
    """Return the tables as they were written; for pages alone, those that name their sources.

    Of areas their own pages speak and their own tables, the others of the whole; what is said of
    areas comes second.
    """
    if plan.whole:
        from helpers.data.table_files import TableFiles

        files = {name.removeprefix(f"{TABLES}/"): text for name, text in tables.items()}
        written = TableFiles(files, plan.parameters["targets"])
        return written, written.by_area
    from helpers.run.read_inputs import inputs_of

    return dict(inputs_of(plan.parameters).tables), None


def _bytes_of(notebook: Any) -> bytes:
    """Return a notebook as bytes."""
    from nbformat.v4 import writes

    return (writes(notebook).rstrip("\n") + "\n").encode("utf-8")


def _record(
    plan: EditionPlan, seconds: Mapping[str, float], pages: Mapping[str, Mapping[str, bytes]]
) -> dict[str, Any]:
    """Return the run record without its list of files."""
    record = plan.core | {"index": plan.keys.index, "share": plan.keys.share}
    if plan.whole:
        record[TABLES] = plan.keys.tables
        record["beside"] = {
            "key": plan.keys.beside, "files": {name: list(pages[name]) for name in BESIDE}
        }  # fmt: skip
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
