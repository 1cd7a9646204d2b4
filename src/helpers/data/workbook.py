"""One Excel workbook of all tables: contents, data dictionary, a sheet for each table."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from helpers.data.schema import Table
from helpers.data.write import prepared

# The archive stores times; fixed ones keep the bytes the same.
FIXED_TIME = datetime(2015, 5, 8)
HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="1F3A5F")
WIDEST, NARROWEST = 60, 9
NOTE_AUTHOR = "compendium"
DICTIONARY = ("table", "column", "type", "unit", "blank allowed", "choices", "description")


def write_workbook(
    tables: Mapping[str, pd.DataFrame], declared: tuple[Table, ...], path: Path, title: str
) -> Path:
    """Write all tables into one workbook with the same bytes for the same tables."""
    book = Workbook()
    book.properties.creator = title
    book.properties.created = book.properties.modified = FIXED_TIME
    contents = book.active
    contents.title = "contents"
    rows = [
        (table.name, table.title, f"A row is {table.row}.", len(tables[table.name]))
        for table in declared
    ]
    _fill(contents, ("sheet", "title", "what a row is", "rows"), rows)
    for number in range(len(rows)):
        cell = contents.cell(number + 2, 1)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{declared[number].name}'!A1")
        cell.style = "Hyperlink"
    _fill(book.create_sheet("dictionary"), DICTIONARY, _dictionary(declared))
    for table in declared:
        ready = prepared(tables[table.name], table)
        records = [
            tuple(None if pd.isna(cell) else cell for cell in row)
            for row in ready.itertuples(index=False, name=None)
        ]
        sheet = book.create_sheet(table.name)
        _fill(sheet, tuple(table.names), records)
        _explain(sheet, table)
        if table.name != "sources":
            _link_sources(sheet, table, list(tables["sources"]["source_id"]))
    _save_with_fixed_times(book, path)
    return path


def _dictionary(declared: tuple[Table, ...]) -> list[tuple[str, ...]]:
    """Return a row for each column of each table."""
    return [
        (
            table.name,
            column.name,
            column.kind,
            column.unit,
            "no" if column.required else "yes",
            ", ".join(column.choices),
            column.description,
        )
        for table in declared
        for column in table.columns
    ]


def _fill(sheet: Worksheet, header: tuple[str, ...], rows: list[tuple]) -> None:
    """Write header and rows; freeze and filter the header; fit the columns."""
    for position, name in enumerate(header, 1):
        cell = sheet.cell(1, position, name)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
    for number, row in enumerate(rows, 2):
        for position, value in enumerate(row, 1):
            cell = sheet.cell(number, position, value)
            if isinstance(value, str):
                # A text is a text even where it begins with "=": never a formula.
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=len(value) > WIDEST, vertical="top")
    for position, name in enumerate(header, 1):
        longest = max((len(str(row[position - 1] or "")) for row in rows), default=0)
        width = min(max(longest, len(name), NARROWEST) + 2, WIDEST)
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"


def _explain(sheet: Worksheet, table: Table) -> None:
    """Put the meaning of each column into a note on its heading."""
    for position, column in enumerate(table.columns, 1):
        unit = f" Unit: {column.unit}." if column.unit else ""
        note = Comment(f"{column.description}.{unit}", NOTE_AUTHOR, height=110, width=260)
        sheet.cell(1, position).comment = note


def _link_sources(sheet: Worksheet, table: Table, sources: list[str]) -> None:
    """Link each source id to its row of the sheet ``sources``."""
    if "source_id" not in table.names:
        return
    column = table.names.index("source_id") + 1
    for row in range(2, sheet.max_row + 1):
        cell = sheet.cell(row, column)
        if cell.value in sources:
            cell.hyperlink = Hyperlink(
                ref=cell.coordinate, location=f"'sources'!A{sources.index(cell.value) + 2}"
            )
            cell.style = "Hyperlink"


def _save_with_fixed_times(book: Workbook, path: Path) -> None:
    """Save the workbook, then store every member under one fixed time."""
    buffer = BytesIO()
    book.save(buffer)
    with (
        zipfile.ZipFile(buffer) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _fix_modified(content)
            info = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)


def _fix_modified(core: bytes) -> bytes:
    """Put the fixed time in place of the one openpyxl stamps on saving."""
    stamp = FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)
