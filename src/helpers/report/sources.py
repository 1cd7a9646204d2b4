"""The page of sources: the texts behind the tables, and every document behind a later value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.data.tables.catalogue import tables_of
from helpers.edition.layout import METHODS, TABLES
from helpers.present.facts.documents import TEMPLATE, Places, documents_table
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.texts.language import language
from helpers.report.citations import Citations, Footnote
from helpers.report.pages import Page, filled, finish
from helpers.report.roads import Road

Tables = Mapping[str, pd.DataFrame]


class RowsOfFacts(Facts, template=TEMPLATE, block="rows_of"):
    """How many rows of a table a source bears."""

    table: str
    rows: int


@dataclass(frozen=True)
class Registered:
    """A source of the register with what it bears: rows of tables, and the pages that cite it."""

    note: Footnote
    language: str
    tables: list[Road]
    pages: Sequence[Road]


def sources_page(
    page: Page,
    tables: Tables,
    citations: Citations,
    cited: Mapping[str, Sequence[Road]],
    places: Places,
    targets: str,
) -> str:
    """Return the page.

    Parameters
    ----------
    page
        Its frame.
    tables
        Tables of the edition; documents are listed where it has evidence.
    citations
        The sources.
    cited
        Pages that cite a source by its id.
    places
        Where the pages lie that show what documents bear.
    targets
        The target table of the edition, "" for the plan's own.
    """
    documents = documents_table(tables, places).html() if "scoreboard" in tables else ""
    shown = {"sources": registered(tables, citations, cited, targets), "methods": METHODS}
    return finish(filled("sources", page, documents=Markup(documents), **shown))


def registered(
    tables: Tables, citations: Citations, cited: Mapping[str, Sequence[Road]], targets: str
) -> list[Registered]:
    """Return the sources of the register in its order."""
    spoken = tables["sources"].set_index("source_id")["language"].fillna("")
    return [
        Registered(
            note=note,
            language=language().word(spoken[name], "languages"),
            tables=_tables(tables, name, targets),
            pages=cited.get(name, ()),
        )
        for name, note in citations.sources.items()
    ]


def _tables(tables: Tables, source: str, targets: str) -> list[Road]:
    """Return the tables with rows of a source."""
    found = []
    for table in tables_of(targets):
        if table.name in tables and table.name != "sources" and "source_id" in table.names:
            rows = int((tables[table.name]["source_id"] == source).sum())
            if rows:
                told = phrase(RowsOfFacts(table.name, rows))
                found.append(Road(f"{TABLES}/{table.name}.csv", told, table.title))
    return found
