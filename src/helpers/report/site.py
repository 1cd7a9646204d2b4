"""The site of an edition: how its pages name and link one another, and the page of a notebook."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.data.table_files import texts_of
from helpers.edition.layout import FIGURES, INDEX, OVERVIEW
from helpers.edition.notebooks import Notebook, source_of
from helpers.edition.sheets import FOLDERS, kind_of
from helpers.present.figures import FRONT
from helpers.present.texts.passage import Passage
from helpers.present.words import mid_sentence, sentence_case
from helpers.report.citations import Citations, citations_of
from helpers.report.footer import frame_words
from helpers.report.menu import Step, crumbs, menu
from helpers.report.outputs import figure_files, figure_stem, find_bundle
from helpers.report.pages import Page, headings, render_notebook
from helpers.report.reference_frame import reference_names
from helpers.report.roads import Road

if TYPE_CHECKING:
    import pandas as pd
    from markupsafe import Markup

    from helpers.data.areas import AreaTables
    from helpers.report.area_sheets import AreaSheet
    from helpers.report.home import Picture

# Where the name of a subject stands: table, column of its id, column of its name.
NAMES = {
    "indicator": ("indicators", "indicator_id", "name_en"),
    "sector": ("roadmap_targets", "sector_no", "sector"),
}


@dataclass(frozen=True)
class Executed:
    """An executed notebook with the name of its page, and the id of its subject, if it has one.

    ``source`` is the notebook's own name, which the page of a sheet does not tell.
    """

    name: str
    notebook: Any
    subject: str = ""
    source: str = ""

    @property
    def _read(self) -> Notebook:
        return Notebook(Path(f"{self.name}.ipynb"), self.notebook)

    def title(self, year: str) -> str:
        """Return the first heading, asking about `year` where it asks about the default one."""
        defaults = {entry.name: str(entry.default) for entry in self._read.parameters}
        return self._read.title.replace(defaults.get("report_year", year), year)

    @property
    def description(self) -> str:
        """First paragraph under the heading, as plain text."""
        paragraphs = re.split(r"\n\s*\n", source_of(self.notebook["cells"][0]).strip())
        if len(paragraphs) < 2:
            return self._read.title
        return " ".join(Passage(paragraphs[1]).text().split())

    @property
    def href(self) -> str:
        """Its page, below the edition's folder."""
        return f"{self.name}.html"

    @cached_property
    def kind(self) -> str:
        """What a sheet is about, such as an indicator; "" for other pages."""
        return kind_of(self._read) if self.subject else ""


@dataclass(frozen=True)
class Site:
    """The pages of an edition: each can be made as soon as its notebook has run.

    Parameters
    ----------
    executed
        All notebooks in their order. A page names the others by their prose alone, so that they
        need not have run.
    tables
        Tables of the edition, for the verdicts on the index and for the sources; without tables of
        results there is no index.
    record
        The run record; its inputs and versions stand in the footer.
    by_area
        What the edition says of areas; the tables speak of the whole.
    kept
        The picture to share by its path, where the one that is there still holds.
    outputs_of
        Returns one of the notebooks with its outputs, where `executed` has them without.
    """

    executed: Sequence[Executed]
    tables: Mapping[str, pd.DataFrame]
    record: Mapping[str, Any]
    by_area: AreaTables | None = None
    kept: Mapping[str, bytes] | None = None
    outputs_of: Callable[[Executed], Any] = attrgetter("notebook")

    @property
    def has_index(self) -> bool:
        """Whether there is an index, with what lies beside it."""
        return "comparison" in self.tables

    @cached_property
    def shared(self) -> Mapping[str, bytes]:
        """The picture to share, by its path; none without outcomes."""
        if self.kept is not None or not self.has_index:
            return self.kept or {}
        from helpers.report.share import share_files

        return share_files(self.tables)

    @cached_property
    def citations(self) -> Citations:
        """The sources of the edition."""
        return citations_of(self.tables)

    @cached_property
    def roads(self) -> dict[str, Road]:
        """The way to each notebook's page, by its name."""
        year = str(self.record["report_year"])
        return {one.name: _road(one, self._names, year) for one in self.executed}

    @cached_property
    def area_sheets(self) -> list[AreaSheet]:
        """The sheets of areas, in their order; few editions have any."""
        if not self.by_area:
            return []
        from helpers.report.area_sheets import area_sheets

        return area_sheets(self.tables, self.record)

    @cached_property
    def there(self) -> list[str]:
        """Names of all pages, for the menu."""
        there = [one.name for one in self.executed]
        if not self.has_index:
            return there
        of_areas = [one.page for one in self.area_sheets]
        return [OVERVIEW, *there, *of_areas, *reference_names(self.record)]

    @cached_property
    def front(self) -> Picture | None:
        """The one picture with the name of the page that draws it."""
        for one in self.executed:
            if bundle := find_bundle(self.outputs_of(one), FRONT):
                return one.name, bundle
        return None

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        return _names(self.tables)

    def page(self, one: Executed) -> dict[str, bytes]:
        """Return the files of the page of a notebook that has run, by their paths."""
        group = self.group(one.kind)
        above = self.menu(one.name)
        page = replace(
            _frame(one, group, self.roads, self.record), citations=self.citations,
            index=INDEX if self.has_index else f"../{INDEX}",
            pages=self.addresses("../" * one.name.count("/")),
            menu=above, crumbs=crumbs(one.name, above, self._short(one).title),
            below=self._below(one),
        )  # fmt: skip
        shown = find_bundle(one.notebook, "")
        page.path = one.href
        page.image = self.image((one.name, shown) if shown else None)
        html = render_notebook(one.notebook, one.name, page)
        return {one.href: html.encode("utf-8")} | figure_files(one.notebook, one.name)

    def _below(self, one: Executed) -> dict[str, Markup]:
        """Return what stands below a table on a page that no notebook says, by the table's cell."""
        if not self.by_area:
            return {}
        from helpers.report.area_sheets import sheets_below

        return sheets_below(one.source or one.name, self.by_area, self.area_sheets)

    def group(self, kind: str) -> list[Road]:
        """Return the ways to all pages of a kind, sheets by the names of their subjects alone."""
        return [self._short(one) for one in self.executed if one.kind == kind]

    def _short(self, one: Executed) -> Road:
        road = self.roads[one.name]
        return replace(road, title=_name(one, self._names)) if one.kind else road

    def menu(self, page: str) -> list[Step]:
        """Return the menu at the head of a page."""
        return menu(page, self.there, str(self.record["report_year"]))

    def addresses(self, root: str) -> dict[str, str]:
        """Return the address of each page by the name that texts link it by."""
        own = {one.link: f"{root}{one.road.href}" for one in self.area_sheets}
        return _addresses(self.executed, root) | own

    def image(self, own: Picture | None = None) -> str:
        """Return the picture that previews show: the one to share, else the page's own, or one."""
        if self.shared:
            return next(iter(self.shared))
        picture = own or self.front
        return f"{FIGURES}/{figure_stem(*picture)}.png" if picture else ""


def _names(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], str]:
    """Return the English names of the subjects of sheets by kind and id."""
    return {
        (kind, row[key]): row[column]
        for kind, (table, key, column) in NAMES.items()
        if table in tables
        for row in texts_of(tables, table, (key, column))
    }


def _name(one: Executed, names: Mapping[tuple[str, str], str]) -> str:
    """Return the name of the subject of a sheet; without tables its id in words."""
    known = one.subject.replace("_", " ")
    return names.get(
        (one.kind, one.subject), sentence_case(f"{one.kind} {known}") if known.isdigit() else known
    )


def _road(one: Executed, names: Mapping[tuple[str, str], str], year: str) -> Road:
    """Return the way to a page; a sheet is named for its subject, a question for its year."""
    if not one.kind:
        return Road(one.href, one.title(year), one.description)
    name = _name(one, names)
    # The heading asks about one of a kind; on its page the name stands before it.
    title = f"{name}: {mid_sentence(one.title(year).replace(f' of one {one.kind}', ''))}"
    return Road(one.href, title, f"{name}. {one.description}")


def _frame(
    one: Executed, group: Sequence[Road], roads: Mapping[str, Road], record: Mapping[str, Any]
) -> Page:
    """Return the frame of a page among the pages of its group."""
    root = "../" * one.name.count("/")
    at = [road.href for road in group].index(one.href)
    before = group[at - 1] if at else None
    after = group[at + 1] if at + 1 < len(group) else None
    return Page(
        title=roads[one.name].title,
        # A sheet is headed by its subject alone, so that a phone's first screen has its status too.
        heading=group[at].title,
        root=root,
        contents=headings(one.notebook),
        description=roads[one.name].description,
        **frame_words(record, roads[one.name].title),
        previous=before.seen_from(root) if before else None,
        next=after.seen_from(root) if after else None,
    )


def _addresses(executed: Sequence[Executed], root: str) -> dict[str, str]:
    """Return the address of each notebook's page by its name; the sheets of a kind share a list."""
    return {
        one.source or one.name: root
        + (f"{INDEX}#{FOLDERS[one.kind]}" if one.kind and "/" in one.name else one.href)
        for one in executed
    }
