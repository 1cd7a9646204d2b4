"""The page of all files to take away, and of the commands that make a version of one's own."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.data.tables.areas import AREAS
from helpers.data.tables.catalogue import tables_of
from helpers.edition.layout import COMPENDIUM
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.texts.language import language
from helpers.report.footer import TEMPLATE, citation
from helpers.report.pages import Page, filled, finish
from helpers.report.reference_managers import bibtex, csl_json
from helpers.report.roads import Road

# The year after the one the published version compares.
EXAMPLE_YEAR = 2017


class TableFileFacts(Facts, template=TEMPLATE, block="table_file"):
    """What a table holds, and its rows, None where they are not known."""

    title: str
    rows: int | None


def downloads_page(
    page: Page,
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    downloads: Sequence[str],
) -> str:
    """Return the page; its frame is given, the rest as in ``site.Site``."""
    targets = record["parameters"].get("targets", "")
    html = filled(
        "downloads",
        page,
        bundles=bundles(downloads),
        tables=table_files(downloads, tables, targets),
        compendium=COMPENDIUM,
        targets=f" --targets {shlex.quote(targets)}" if targets else "",
        year=EXAMPLE_YEAR if not targets else record["report_year"],
        citation=citation(record),
        formats={"BibTeX": bibtex(record), "CSL-JSON": csl_json(record)},
    )
    return finish(html)


def bundles(downloads: Sequence[str]) -> list[Road]:
    """Return workbook and data package."""
    known = language().words["downloads"]
    return [
        Road(path, path.rpartition("/")[2], known[ending])
        for path in downloads
        if (ending := path.rpartition(".")[2]) in known
    ]


def table_files(
    downloads: Sequence[str], tables: Mapping[str, pd.DataFrame], targets: str
) -> list[Road]:
    """Return the tables as CSV, with what a row is and how many there are."""
    names = {path.rpartition("/")[2] for path in downloads}
    known = tables_of(targets, has_areas=f"{AREAS.name}.csv" in names)
    declared = {f"{table.name}.csv": table for table in known}
    found = []
    for path in downloads:
        table = declared.get(path.rpartition("/")[2])
        if table:
            is_known = table.name in tables and "area" not in table.names
            rows = len(tables[table.name]) if is_known else None
            told = phrase(TableFileFacts(table.title, rows))
            found.append(Road(path, f"{table.name}.csv", told))
    return found
