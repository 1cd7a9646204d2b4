"""A sheet of a table: frozen heading, filter, fitting columns, numbers as their unit is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from typing import Any

import pandas as pd
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from helpers.data.intake.cell_texts import without_hidden
from helpers.data.schema import Column, Table
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.texts.language import language
from helpers.present.words import sentence_case

FONT = "Calibri"
HEADER_FONT = Font(FONT, bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="1F3A5F")
NUMBER = Alignment(vertical="top")
TEXT = Alignment(horizontal="left", vertical="top", indent=1)
WRAPPED = Alignment(horizontal="left", vertical="top", indent=1, wrap_text=True)
# Room for words that a line has no room for any more.
BROKEN = 1.1
# Points of height of a line of text, and the most a row may have.
LINE_HEIGHT, HIGHEST = 15.0, 400.0
WIDEST, NARROWEST = 60, 9
# A sheet wider than this, in characters, is printed on the larger paper.
WIDE_SHEET, A4, A3 = 200, 9, 8
# Room for the arrow of the filter beside a heading.
ARROW = 4
NOTE_AUTHOR = "compendium"
# Units of a column that say: the number is in the unit of its row.
OF_ROW = ("unit column", "unit of the indicator", "unit of the row", "scale column",
          "value_unit column")  # fmt: skip
PERCENT = ("percent", "percent_per_year", "percent_on_previous_year")
# Computed numbers show two decimals, enough to read; the cell has all. So do numbers with more
# decimals than a source prints.
COMPUTED, MOST_PRINTED = 2, 4
COMPUTED_UNITS = ("ratio", "scale a year", "scale of the observation")
COMPUTED_NAMES = ("gap", "expected")
Formats = Mapping[int, Sequence[str]]


def fill(
    sheet: Worksheet, header: Sequence[str], rows: Sequence[tuple], formats: Formats | None = None
) -> None:
    """Write header and rows; freeze and filter the header; fit the columns.

    Parameters
    ----------
    formats
        Number formats of the rows, by the position of their column, counted from 0.
    """
    for position, name in enumerate(header, 1):
        cell = sheet.cell(1, position, name)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
        cell.alignment = _as_below([row[position - 1] for row in rows])
    longest = [0] * len(header)
    for number, row in enumerate(rows, 2):
        longest = [*map(max, longest, _fill_row(sheet, number, row))]
    for position, own in (formats or {}).items():
        for number, name in enumerate(own, 2):
            if rows[number - 2][position] is not None:
                sheet.cell(number, position + 1).number_format = name
    for position, name in enumerate(header, 1):
        heading = max(map(len, name.split("\n")))
        width = min(max(longest[position - 1] + 3, heading + ARROW, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    sheet.print_area = sheet.auto_filter.ref
    sheet.print_title_rows = "1:1"
    is_wide = sum(shape.width for shape in sheet.column_dimensions.values()) > WIDE_SHEET
    sheet.page_setup.paperSize = A3 if is_wide else A4
    print_across(sheet)


def _fill_row(sheet: Worksheet, number: int, row: Sequence[Any]) -> list[int]:
    """Write a row, high enough for its longest text; return the room each value takes.

    A blank has no cell, and numbers of a row of one line no style of their own: most of a workbook.
    """
    room = [_length(value) for value in row]
    long = [value for value, own in zip(row, room, strict=True) if own > WIDEST]
    if lines := max(map(lines_of, long, repeat(WIDEST - 3)), default=0):
        sheet.row_dimensions[number].height = min(lines * LINE_HEIGHT, HIGHEST)
    one_line = not any(map(_wraps, row))
    for position, value in enumerate(row, 1):
        if value is not None:
            write_value(sheet.cell(number, position), value, one_line=one_line)
    return room


def print_across(sheet: Worksheet) -> None:
    """Have a sheet printed as wide as the paper, on as many pages as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _as_below(values: Sequence[Any]) -> Alignment:
    """Return the alignment of a heading: that of the values below it."""
    known = [value for value in values if value is not None]
    is_number = bool(known) and not any(isinstance(value, str) for value in known)
    return Alignment(
        horizontal="right" if is_number else "left",
        vertical="top",
        indent=0 if is_number else 1,
        wrap_text=True,
    )


def headings(table: Table) -> list[str]:
    """Return the heading of each column: its name in words, and its id on a line beneath."""
    spoken = language()
    return [f"{sentence_case(spoken.word(name, 'columns'))}\n{name}" for name in table.names]


def write_value(cell: Cell, value: Any, *, one_line: bool = False) -> None:
    """Write a value; a text is a text even where it begins with "=", and hides nothing.

    A number stands at the top of its row, which is where it stands in a row of `one_line`.
    """
    if isinstance(value, str):
        cell.value = without_hidden(value)
        cell.data_type = "s"
        cell.alignment = WRAPPED if _wraps(value) else TEXT
    else:
        cell.value = value
        if not one_line:
            cell.alignment = NUMBER


def _wraps(value: Any) -> bool:
    """Tell whether a value is broken into lines within its cell."""
    return isinstance(value, str) and ("\n" in value or _length(value) > WIDEST)


def _length(value: Any) -> int:
    """Return the room a value takes, in characters; a Chinese one takes two."""
    if isinstance(value, float):
        value = f"{value:.10g}"
    text = "" if value is None else str(value)
    return len(text) + (0 if text.isascii() else sum(mark >= "\u2e80" for mark in text))


def lines_of(value: Any, width: float) -> int:
    """Return how many lines a value takes in a column of that width."""
    return max(1, -(-int(_length(value) * BROKEN) // int(width)))


class NoteFacts(Facts, template="workbook", block="column_note"):
    """What a column holds, and its unit, "" for none."""

    description: str
    unit: str


def explain(sheet: Worksheet, table: Table) -> None:
    """Put the meaning of each column into a note on its heading."""
    for position, column in enumerate(table.columns, 1):
        text = phrase(NoteFacts(column.description, column.unit))
        note = Comment(text, NOTE_AUTHOR, height=110, width=260)
        sheet.cell(1, position).comment = note


def number_formats(
    table: Table, rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> dict[int, list[str]]:
    """Return the number formats of a table's numbers, row by row, by position of the column."""
    units = {kind: _units(kind, table, rows, tables) for kind in {c.unit for c in table.columns}}
    decimals = list(rows["decimals"]) if "decimals" in rows else [pd.NA] * len(rows)
    return {
        position: [
            _number_format(column, value, unit, digits)
            for value, unit, digits in zip(
                rows[column.name], units[column.unit], decimals, strict=True
            )
        ]
        for position, column in enumerate(table.columns)
        if column.kind in ("integer", "number", "year")
    }


def _units(
    kind: str, table: Table, rows: pd.DataFrame, tables: Mapping[str, pd.DataFrame]
) -> list[str]:
    """Return the unit of each row: of the column named, its scale, its own, its indicator's."""
    for name in (kind.removesuffix(" column"), "scale", "unit"):
        if name in table.names:
            return list(rows[name])
    if "indicator_id" in table.names and "indicators" in tables:
        known = tables["indicators"].set_index("indicator_id")["unit"]
        return list(rows["indicator_id"].map(known).fillna(""))
    return [""] * len(rows)


def _number_format(column: Column, value: Any, unit: str, decimals: Any) -> str:
    """Return the format of one number: years bare, percent with its sign, decimals as printed."""
    if column.kind != "number":
        return "0"
    if pd.isna(value):
        return "General"
    if column.unit == "year":
        return "0.0"
    as_printed = column.name == "value" and not pd.isna(decimals)
    digits = int(decimals) if as_printed else _digits(column, float(value))
    whole = "#,##0" if abs(value) >= 10_000 else "0"
    sign = '" %"' if unit in PERCENT and _is_level(column) else ""
    return f"{whole}{'.' if digits else ''}{'0' * digits}{sign}"


def _is_level(column: Column) -> bool:
    """Tell whether a column is in the unit of its row; a gap between percentages is in points."""
    return column.unit in OF_ROW and not column.name.startswith("gap")


def _digits(column: Column, value: float) -> int:
    """Return how many decimals to show of a number whose print is not known."""
    if column.unit in COMPUTED_UNITS or column.name.startswith(COMPUTED_NAMES):
        return COMPUTED
    digits = len(f"{value:.10f}".rstrip("0").partition(".")[2])
    return digits if digits <= MOST_PRINTED else COMPUTED
