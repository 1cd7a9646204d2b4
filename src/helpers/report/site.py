"""The site of an edition: pages, index, figures, tables, as files by path."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.edition.layout import FIGURES, INDEX
from helpers.edition.notebooks import Notebook, source_of
from helpers.present.words import mid_sentence
from helpers.report.citations import citations_of
from helpers.report.footer import frame_words
from helpers.report.home import PICTURE, Picture, Road, home_page
from helpers.report.outputs import figure_files, figure_stem, find_bundle
from helpers.report.pages import Page, headings, render_notebook

# What a sheet's question asks about; on its page the name of the indicator stands before it.
ONE_INDICATOR = " of one indicator"
INDEX_PAGE = "index"


@dataclass(frozen=True)
class Executed:
    """An executed notebook with the name of its page, and the indicator it is about, if one.

    ``source`` is the notebook's own name, which the page of a sheet does not tell.
    """

    name: str
    notebook: Any
    indicator: str = ""
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
        """First paragraph under the heading."""
        paragraphs = re.split(r"\n\s*\n", source_of(self.notebook["cells"][0]).strip())
        if len(paragraphs) < 2:
            return self._read.title
        return re.sub(r"[*`]", "", paragraphs[1].replace("\n", " "))  # plain text, no Markdown

    @property
    def href(self) -> str:
        """Its page, below the edition's folder."""
        return f"{self.name}.html"

    @property
    def subject(self) -> str:
        """Id of the indicator a sheet is about, "" for other pages."""
        folder, _, subject = self.name.rpartition("/")
        return subject if folder else self.indicator


def render_pages(
    executed: Sequence[Executed],
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    downloads: Sequence[str],
    held: Collection[str] = (),
) -> dict[str, dict[str, bytes]]:
    """Return the files of each page by its name, each by its path below the edition's folder.

    Parameters
    ----------
    executed
        Executed notebooks in their order.
    tables
        Tables of the edition, for the verdicts on the index and for the sources.
    record
        The run record; its inputs and versions stand in the footer.
    downloads
        Paths of the table files, below the edition's folder.
    held
        Names of pages that need not be rendered again.

    Returns
    -------
    dict
        Files by page, ``index`` last; without tables of results there is no index.
    """
    files: dict[str, dict[str, bytes]] = {}
    citations = citations_of(tables)
    names = _names(tables)
    year = str(record["report_year"])
    roads = {one.name: _road(one, names, year) for one in executed}
    index = INDEX if "comparison" in tables else f"../{INDEX}"
    for one in (one for one in executed if one.name not in held):
        group = [other.name for other in executed if bool(other.subject) == bool(one.subject)]
        page = replace(
            _frame(one, group, roads, record), citations=citations, index=index,
            pages=_addresses(executed, "../" * one.name.count("/")),
        )  # fmt: skip
        shown = find_bundle(one.notebook, "")
        picture = (one.name, shown) if shown else _picture(executed)
        page.image = f"{page.root}{FIGURES}/{figure_stem(*picture)}.png" if picture else ""
        html = render_notebook(one.notebook, one.name, page)
        figures = figure_files(one.notebook, one.name)
        files[one.name] = {one.href: html.encode("utf-8")} | figures
    if "comparison" in tables:
        main = [roads[one.name] for one in executed if not one.subject]
        sheets = [
            replace(roads[one.name], title=names.get(one.subject, one.subject))
            for one in executed
            if one.subject
        ]
        home = home_page(main, sheets, _picture(executed), tables, record, downloads)
        files[INDEX_PAGE] = {INDEX: home.encode("utf-8")}
    return files


def _names(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Return the English names of the indicators by id."""
    if "indicators" not in tables:
        return {}
    return dict(tables["indicators"][["indicator_id", "name_en"]].itertuples(index=False))


def _road(one: Executed, names: Mapping[str, str], year: str) -> Road:
    """Return the way to a page; a sheet is named for its indicator, a question for its year."""
    if not one.subject:
        return Road(one.href, one.title(year), one.description)
    name = names.get(one.subject, one.subject.replace("_", " "))
    title = f"{name}: {mid_sentence(one.title(year).replace(ONE_INDICATOR, ''))}"
    return Road(one.href, title, f"{name}. {one.description}")


def _frame(
    one: Executed, group: Sequence[str], roads: Mapping[str, Road], record: Mapping[str, Any]
) -> Page:
    """Return the frame of a page among the pages of its group."""
    root = "../" * one.name.count("/")
    at = group.index(one.name)
    before = roads[group[at - 1]] if at else None
    after = roads[group[at + 1]] if at + 1 < len(group) else None
    return Page(
        title=roads[one.name].title,
        heading=roads[one.name].title,
        root=root,
        contents=headings(one.notebook),
        description=roads[one.name].description,
        **frame_words(record, roads[one.name].title),
        previous=before.seen_from(root) if before else None,
        next=after.seen_from(root) if after else None,
    )


def _addresses(executed: Sequence[Executed], root: str) -> dict[str, str]:
    """Return the address of each notebook's page by its name; the sheets share a list."""
    return {
        one.source or one.name: root + (f"{INDEX}#sheets" if "/" in one.name else one.href)
        for one in executed
    }


def _picture(executed: Sequence[Executed]) -> Picture | None:
    """Return the one picture with the name of the page that draws it."""
    for one in executed:
        if bundle := find_bundle(one.notebook, PICTURE):
            return one.name, bundle
    return None
