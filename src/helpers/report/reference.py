"""The pages that belong to no single question: methods, sources, glossary, downloads, changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from helpers.analysis.edition_tables import results_of
from helpers.edition.layout import CHANGES, DOWNLOADS, GLOSSARY, METHODS, SOURCES
from helpers.present.facts.documents import Places
from helpers.report.changes import changes_page
from helpers.report.citations import citations_of
from helpers.report.downloads import downloads_page
from helpers.report.menu import crumbs, menu
from helpers.report.methods import methods_page
from helpers.report.pages import Page
from helpers.report.reference_frame import (
    REFERENCE,
    glossary_page,
    reference_frame,
    reference_names,
)
from helpers.report.roads import Road
from helpers.report.sources import sources_page

# The notebook whose page shows the evidence behind outcomes, by the end of its name.
BOARD = "_scoreboard"


@dataclass(frozen=True)
class Around:
    """The other pages of an edition, as seen from its folder.

    Parameters
    ----------
    there
        Names of all pages of the version, for the menu.
    pages
        Address of each notebook's page by its name.
    sheets
        Address of the page of each single indicator and sector by its id.
    cited
        The pages that cite a source by its id.
    image
        The picture that a preview shows, "" for none.
    """

    there: Sequence[str] = REFERENCE
    pages: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, Sequence[Road]] = field(default_factory=dict)
    image: str = ""


def reference_pages(
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    downloads: Sequence[str],
    around: Around,
) -> dict[str, bytes]:
    """Return the pages by the names of their files.

    Parameters
    ----------
    tables, record, downloads
        As in ``site.Site``.
    around
        The other pages.
    """

    def frame(name: str) -> Page:
        page = reference_frame(name, record, image=around.image)
        page.menu = menu(name, around.there, str(record["report_year"]))
        page.crumbs = crumbs(name, page.menu, page.title)
        return page

    results = results_of(tables, int(record["report_year"]))
    targets = record["parameters"].get("targets", "")
    board = next((href for name, href in around.pages.items() if name.endswith(BOARD)), "")
    places = Places(board, around.sheets)
    pages = {
        METHODS: methods_page(frame("methods"), results, tables, around.pages),
        SOURCES: sources_page(
            frame("sources"), tables, citations_of(tables), around.cited, places, targets
        ),
        GLOSSARY: glossary_page(frame("glossary")),
        DOWNLOADS: downloads_page(frame("downloads"), tables, record, downloads),
    }
    if "changes" in reference_names(record):
        pages[CHANGES] = changes_page(frame("changes"))
    return {name: html.encode("utf-8") for name, html in pages.items()}
