"""A page for each area that is asked for, made from the tables of a version: no notebook runs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.data.areas import AREA_SHEETS, AreaTables, chosen_areas
from helpers.data.tables.areas import AREA_VERDICTS, AREAS, WHOLE
from helpers.edition.sheets import AREA, page_of
from helpers.present.facts import area_sheet
from helpers.present.facts.areas import link_name, sheet_links
from helpers.report.footer import frame_words
from helpers.report.menu import crumbs, menu
from helpers.report.pages import Page, filled, finish
from helpers.report.roads import Road

# Characters of an area's name in the name of its page.
MOST_NAMED = 40
# The notebook of all areas, and its cell that shows them in one table.
NOTEBOOK, TABLE = "12_areas", "matrix-table"


@dataclass(frozen=True)
class AreaSheet:
    """An area with a page.

    Attributes
    ----------
    page
        Path of the page below the edition's folder, without ending.
    link
        The name by which texts link it.
    row
        Its row of the table of areas.
    """

    page: str
    link: str
    row: dict[Any, Any]

    @property
    def road(self) -> Road:
        """The way to the page, by the name of the area."""
        return Road(f"{self.page}.html", self.row["name"], "")


def area_sheets(tables: Mapping[str, pd.DataFrame], record: Mapping[str, Any]) -> list[AreaSheet]:
    """Return the sheets that a version is asked for, in the order of its areas.

    Parameters
    ----------
    tables
        Tables of the version; without `areas` and `area_verdicts` it has no sheet.
    record
        The run record; its parameters name the areas.
    """
    asked = record["parameters"].get(AREA_SHEETS)
    if not asked or AREAS.name not in tables or AREA_VERDICTS.name not in tables:
        return []
    areas = tables[AREAS.name]
    rows = chosen_areas(areas[areas["area"] != WHOLE], asked).to_dict("records")
    return [AreaSheet(page_of(AREA, _stem(row)), link_name(row["order"]), row) for row in rows]


def sheets_below(
    notebook: str, by_area: AreaTables | None, sheets: Sequence[AreaSheet]
) -> dict[str, Markup]:
    """Return what stands below the table of areas on their page: its sheets, or how to ask for one.

    No notebook says it, as papermill alone makes no sheet.

    Parameters
    ----------
    notebook
        Name of the notebook of the page.
    by_area, sheets
        As in `area_pages`.
    """
    if notebook != NOTEBOOK or by_area is None or by_area.areas.empty:
        return {}
    rows = pd.DataFrame([sheet.row for sheet in sheets], columns=["name", "order"])
    return {TABLE: Markup(sheet_links(rows).html())}


def _stem(row: Mapping[Any, Any]) -> str:
    """Return the name of an area's page: its place, which is its own, then what a file can hold.

    Examples
    --------
    >>> _stem({"order": 5, "name": "Inner Mongolia"}), _stem({"order": 18, "name": "湖南"})
    ('5-inner-mongolia', '18')
    """
    plain = re.sub("[^a-z0-9]+", "-", str(row["name"]).lower()).strip("-")[:MOST_NAMED]
    return f"{row['order']}-{plain}".rstrip("-")


def area_pages(
    sheets: Sequence[AreaSheet],
    tables: Mapping[str, pd.DataFrame],
    by_area: AreaTables,
    record: Mapping[str, Any],
    there: Sequence[str],
    image: str = "",
) -> dict[str, bytes]:
    """Return the pages by the names of their files.

    Parameters
    ----------
    sheets
        Result of `area_sheets`.
    tables, record
        As in ``site.Site``.
    by_area
        What the version says of areas.
    there
        Names of all its pages, for the menu.
    image
        The picture that a preview shows, "" for none.
    """
    year = int(record["report_year"])
    chosen = pd.DataFrame([sheet.row for sheet in sheets])
    found = area_sheet.standings(tables, by_area, chosen, year)
    pages = {}
    for place, (sheet, one) in enumerate(zip(sheets, found, strict=True)):
        words = area_sheet.head(one)
        root = "../" * sheet.page.count("/")
        above = menu(sheet.page, there, str(year))
        before = sheets[place - 1].road.seen_from(root) if place else None
        after = sheets[place + 1].road.seen_from(root) if place + 1 < len(sheets) else None
        page = Page(
            title=words["title"],
            heading=words["title"],
            description=words["lead"],
            root=root,
            path=f"{sheet.page}.html",
            image=image,
            menu=above,
            crumbs=crumbs(sheet.page, above, sheet.row["name"]),
            previous=before,
            next=after,
            **frame_words(record, words["title"]),
        )
        parts = {
            "answer": area_sheet.answer(one).html(),
            "table": area_sheet.table(one).html(),
            "rounding": area_sheet.rounding(one).html(),
            "missing": area_sheet.missing(one).html(),
            "limits": area_sheet.limits().html(),
        }
        html = finish(
            filled("area", page, **{name: Markup(part) for name, part in parts.items()}),
            None,
            page.glossary,
            page.terms,
        )
        pages[page.path] = html.encode("utf-8")
    return pages
