"""The site of an edition: pages, index, figures, tables, as files by path."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.data.areas import AreaTables
from helpers.data.plan import OWN, recorded_plan
from helpers.edition.layout import FIGURES, GLOSSARY, INDEX, SHARE
from helpers.edition.notebooks import Notebook, source_of
from helpers.edition.sheets import AREA, FOLDERS, kind_of
from helpers.present.figures import FRONT
from helpers.present.glossary import glossary_of
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.texts.passage import Passage
from helpers.present.words import mid_sentence, sentence_case
from helpers.report.area_sheets import AreaSheet, area_pages, area_sheets
from helpers.report.citations import Citations, citations_of
from helpers.report.footer import frame_words
from helpers.report.home import Picture, home_page
from helpers.report.menu import OVERVIEW, Step, crumbs, menu
from helpers.report.outputs import figure_files, figure_stem, find_bundle
from helpers.report.pages import Page, cited_texts, finish, headings, render_notebook
from helpers.report.reference import Around, reference_names, reference_pages
from helpers.report.roads import Road
from helpers.report.share import share_files

# Where the name of a subject stands: table, column of its id, column of its name.
NAMES = {
    "indicator": ("indicators", "indicator_id", "name_en"),
    "sector": ("roadmap_targets", "sector_no", "sector"),
}


class SheetsCitingFacts(Facts, template="documents", block="sheets_citing"):
    """How many sheets of a kind cite a source."""

    kind: str
    pages: int


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
    """

    executed: Sequence[Executed]
    tables: Mapping[str, pd.DataFrame]
    record: Mapping[str, Any]
    by_area: AreaTables | None = None
    kept: Mapping[str, bytes] | None = None

    @property
    def has_index(self) -> bool:
        """Whether there is an index, with what lies beside it."""
        return "comparison" in self.tables

    @cached_property
    def shared(self) -> Mapping[str, bytes]:
        """The picture to share, by its path; none without outcomes."""
        if self.kept is not None:
            return self.kept
        return share_files(self.tables) if self.has_index else {}

    @cached_property
    def _citations(self) -> Citations:
        return citations_of(self.tables)

    @cached_property
    def _names(self) -> dict[tuple[str, str], str]:
        return _names(self.tables)

    @cached_property
    def _roads(self) -> dict[str, Road]:
        year = str(self.record["report_year"])
        return {one.name: _road(one, self._names, year) for one in self.executed}

    @cached_property
    def _area_sheets(self) -> list[AreaSheet]:
        return area_sheets(self.tables, self.record) if self.by_area else []

    @cached_property
    def _there(self) -> list[str]:
        there = [one.name for one in self.executed]
        if not self.has_index:
            return there
        of_areas = [one.page for one in self._area_sheets]
        return [OVERVIEW, *there, *of_areas, *reference_names(self.record)]

    def page(self, one: Executed) -> dict[str, bytes]:
        """Return the files of the page of a notebook that has run, by their paths."""
        roads, names = self._roads, self._names
        group = [_short(other, roads, names) for other in self.executed if other.kind == one.kind]
        above = self._menu(one.name)
        page = replace(
            _frame(one, group, roads, self.record), citations=self._citations,
            index=INDEX if self.has_index else f"../{INDEX}",
            pages=self._addresses("../" * one.name.count("/")),
            menu=above, crumbs=crumbs(one.name, above, _short(one, roads, names).title),
        )  # fmt: skip
        shown = find_bundle(one.notebook, "")
        page.path = one.href
        page.image = self._image((one.name, shown) if shown else _picture(self.executed))
        html = render_notebook(one.notebook, one.name, page)
        return {one.href: html.encode("utf-8")} | figure_files(one.notebook, one.name)

    def beside(self, downloads: Sequence[str]) -> dict[str, dict[str, bytes]]:
        """Return the files of what is no notebook's page, by page; all notebooks have run.

        They are the sheets of all areas together, ``index`` with what lies beside it, and the
        picture to share. `downloads` are the paths of the table files, below the edition's folder.
        """
        if not self.has_index:
            return {}
        files: dict[str, dict[str, bytes]] = {}
        executed, roads, front = self.executed, self._roads, _picture(self.executed)
        main = [roads[one.name] for one in executed if not one.kind]
        sheets = {
            kind: [_short(one, roads, self._names) for one in executed if one.kind == kind]
            for kind in dict.fromkeys(one.kind for one in executed if one.kind)
        }
        if self.by_area and self._area_sheets:
            sheets[AREA] = [one.road for one in self._area_sheets]
            files[FOLDERS[AREA]] = area_pages(
                self._area_sheets, self.tables, self.by_area, self.record, self._there,
                self._image(front),
            )  # fmt: skip
        terms, pages = glossary_of(recorded_plan(self.record) == OWN), self._addresses("")
        home = home_page(
            main, sheets, front, self.tables, self.record, self._menu(OVERVIEW), self._image(front)
        )
        home = finish(home, pages, GLOSSARY, terms)
        around = Around(
            there=self._there,
            pages=pages,
            sheets={one.subject: one.href for one in executed if one.kind},
            cited=_cited(executed, roads, self._citations),
            image=self._image(front),
        )
        files[OVERVIEW] = {
            INDEX: home.encode("utf-8"),
            **reference_pages(self.tables, self.record, downloads, around),
        }
        files[SHARE] = dict(self.shared)
        return files

    def _menu(self, page: str) -> list[Step]:
        return menu(page, self._there, str(self.record["report_year"]))

    def _addresses(self, root: str) -> dict[str, str]:
        own = {one.link: f"{root}{one.road.href}" for one in self._area_sheets}
        return _addresses(self.executed, root) | own

    def _image(self, picture: Picture | None) -> str:
        own = f"{FIGURES}/{figure_stem(*picture)}.png" if picture else ""
        return next(iter(self.shared), own)


def _names(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], str]:
    """Return the English names of the subjects of sheets by kind and id."""
    return {
        (kind, str(one)): name
        for kind, (table, key, column) in NAMES.items()
        if table in tables
        for one, name in tables[table][[key, column]].itertuples(index=False)
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


def _short(one: Executed, roads: Mapping[str, Road], names: Mapping[tuple[str, str], str]) -> Road:
    """Return the way to a page among its like: a sheet by the name of its subject alone."""
    road = roads[one.name]
    return replace(road, title=_name(one, names)) if one.kind else road


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


def _cited(
    executed: Sequence[Executed], roads: Mapping[str, Road], citations: Citations
) -> dict[str, list[Road]]:
    """Return the pages that cite each source; the sheets of a kind are counted."""
    found: dict[str, list[Road]] = {}
    counted: dict[tuple[str, str], int] = {}
    for one in executed:
        for note in citations.used(cited_texts(one.notebook)):
            if one.kind:
                key = (note.source_id, one.kind)
                counted[key] = counted.get(key, 0) + 1
            else:
                found.setdefault(note.source_id, []).append(roads[one.name])
    for (source, kind), pages in counted.items():
        told = phrase(SheetsCitingFacts(kind, pages))
        found.setdefault(source, []).append(Road(f"{INDEX}#{FOLDERS[kind]}", told, ""))
    return found


def _addresses(executed: Sequence[Executed], root: str) -> dict[str, str]:
    """Return the address of each notebook's page by its name; the sheets of a kind share a list."""
    return {
        one.source or one.name: root
        + (f"{INDEX}#{FOLDERS[one.kind]}" if one.kind and "/" in one.name else one.href)
        for one in executed
    }


def _picture(executed: Sequence[Executed]) -> Picture | None:
    """Return the one picture with the name of the page that draws it."""
    for one in executed:
        if bundle := find_bundle(one.notebook, FRONT):
            return one.name, bundle
    return None
