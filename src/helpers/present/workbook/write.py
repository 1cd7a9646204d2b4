"""One Excel workbook of all tables: cover, contents, dictionary, charts, a sheet for each table."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from helpers.data.areas import of_whole
from helpers.data.schema import Table
from helpers.data.write import prepared
from helpers.data.zipped import FIXED_TIME, zipped
from helpers.present.texts.blocks import plain_labels
from helpers.present.workbook.charts import CHARTS, draw_charts
from helpers.present.workbook.cover import COVER, Cover, fill_cover
from helpers.present.workbook.sheets import (
    LINE_HEIGHT,
    TEXT,
    explain,
    fill,
    headings,
    number_formats,
)

# Member that says when the workbook was saved.
CORE = "docProps/core.xml"
# A sheet of fifty thousand rows takes a minute to write, and half a gigabyte.
MOST_ROWS = 10_000
CONTENTS, DICTIONARY = "contents", "dictionary"
OF_CONTENTS = ("sheet", "title", "row", "rows")
OF_DICTIONARY = ("table", "column", "type", "unit", "blank", "choices", "description")


def write_workbook(
    tables: Mapping[str, pd.DataFrame],
    declared: tuple[Table, ...],
    path: Path,
    title: str,
    cover: Cover | None = None,
    charted: Sequence[str] = (),
) -> Path:
    """Write all tables into one workbook with the same bytes for the same tables.

    A table of more than ``MOST_ROWS`` rows has no sheet; the contents say that it is a CSV alone.

    Parameters
    ----------
    tables, declared
        The tables by name, and their declarations in the order of the sheets.
    title
        Who made it, as stored in the file's properties.
    cover
        What the first sheet says; no cover without.
    charted
        Indicators whose milestones and reported values are drawn; needs the tables indicators,
        milestones and observations.
    """
    shown = [table for table in declared if len(tables[table.name]) <= MOST_ROWS]
    book = Workbook()
    book.properties.creator = book.properties.title = title
    book.properties.created = book.properties.modified = FIXED_TIME
    contents = book.active
    contents.title = CONTENTS
    words = plain_labels("workbook", "contents")
    rows = [
        (DICTIONARY, words["dictionary_title"], words["dictionary_row"], None),
        *([(CHARTS, words["charts_title"], words["charts_row"], None)] if charted else []),
        *(
            (
                table.name,
                table.title if table in shown else f"{table.title}, {words['only_csv']}",
                table.row,
                len(tables[table.name]),
            )
            for table in declared
        ),
    ]
    fill(contents, [words[name] for name in OF_CONTENTS], rows)
    left_out = {table.name for table in declared if table not in shown}
    for number, (name, *_) in enumerate(rows, 2):
        if name not in left_out:
            _link(contents, number, 1, f"'{name}'!A1")
    _add_dictionary(book.create_sheet(DICTIONARY), declared)
    if charted:
        whole = {name: of_whole(rows) for name, rows in tables.items()}
        draw_charts(book.create_sheet(CHARTS), whole, charted)
    for table in shown:
        _add_table(book.create_sheet(table.name), table, tables)
    if cover:
        fill_cover(book.create_sheet(COVER, 0), cover)
        book.active = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is book.worksheets[0]
    _save_with_fixed_times(book, path)
    return path


def _add_table(sheet: Worksheet, table: Table, tables: Mapping[str, pd.DataFrame]) -> None:
    """Fill the sheet of one table."""
    ready = prepared(tables[table.name], table)
    records = [
        tuple(None if pd.isna(cell) else cell for cell in row)
        for row in ready.itertuples(index=False, name=None)
    ]
    fill(sheet, headings(table), records, number_formats(table, ready, tables))
    sheet.row_dimensions[1].height = 2 * LINE_HEIGHT + 2
    explain(sheet, table)
    if table.name != "sources" and "source_id" in table.names and "sources" in tables:
        _link_sources(sheet, table, list(tables["sources"]["source_id"]))


def _add_dictionary(sheet: Worksheet, declared: tuple[Table, ...]) -> None:
    """Fill the sheet that describes each column of each table."""
    words = plain_labels("workbook", "dictionary")
    rows = [
        (
            table.name,
            column.name,
            column.kind,
            column.unit,
            words["no" if column.required else "yes"],
            ", ".join(column.choices),
            column.description,
        )
        for table in declared
        for column in table.columns
    ]
    fill(sheet, [words[name] for name in OF_DICTIONARY], rows)


def _link_sources(sheet: Worksheet, table: Table, sources: list[str]) -> None:
    """Link each source id to its row of the sheet ``sources``."""
    column = table.names.index("source_id") + 1
    rows = {name: row for row, name in enumerate(sources, 2)}
    for (cell,) in sheet.iter_rows(min_row=2, min_col=column, max_col=column):
        if cell.value in rows:
            _link(sheet, cell.row, column, f"'sources'!A{rows[cell.value]}")


def _link(sheet: Worksheet, row: int, column: int, place: str) -> None:
    """Make a cell a link to a place of the workbook."""
    cell = sheet.cell(row, column)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=place)
    cell.style = "Hyperlink"
    cell.alignment = TEXT


def _save_with_fixed_times(book: Workbook, path: Path) -> None:
    """Save the workbook, then store every member under one fixed time."""
    buffer = BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as saved:
        members = {name: saved.read(name) for name in saved.namelist()}
    members[CORE] = _fix_modified(members[CORE])
    path.write_bytes(zipped(members))


def _fix_modified(core: bytes) -> bytes:
    """Put the fixed time in place of the one openpyxl stamps on saving."""
    stamp = FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
