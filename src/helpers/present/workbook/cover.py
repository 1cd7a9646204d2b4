"""The first sheet: what the workbook answers, from which edition, and where to read on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from helpers.present.texts.blocks import plain_phrase
from helpers.present.workbook.sheets import (
    A4,
    FONT,
    HEADER_FILL,
    HEADER_FONT,
    lines_of,
    print_across,
    write_value,
)

COVER = "cover"
WIDTHS = (32, 8, 11, 19, 20, 25, 34, 25)
TITLE_FONT, QUESTION_FONT = Font(FONT, bold=True, size=18), Font(FONT, bold=True, size=13)
NOTE_FONT = Font(FONT, size=11)
LINE = Border(bottom=Side(style="thin", color="BFC7D1"))
WRAP = Alignment(wrap_text=True, vertical="top")
INDENTED = Alignment(horizontal="left", wrap_text=True, vertical="top", indent=1)
CENTRED = Alignment(horizontal="center", wrap_text=True, vertical="top")
# Points of height of a line of text; a merged line is as long as the table is wide.
LINE_HEIGHT = 15.5
LINKS = (
    "contents",
    "dictionary",
    "scoreboard",
    "indicator_evidence",
    "target_evidence",
    "comparison",
    "sources",
)


@dataclass(frozen=True)
class CoverTable:
    """A table of the cover; `formats` are the number formats of its columns, "" for texts."""

    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    formats: Sequence[str]


@dataclass(frozen=True)
class Cover:
    """What the cover says; every word and number is the caller's.

    Parameters
    ----------
    title, edition, question
        Lines at the top.
    verdicts
        The table below the question.
    notes
        Sentences below the table.
    outcome_question, outcomes
        A further line and its table, where targets have an outcome.
    """

    title: str
    edition: str
    question: str
    verdicts: CoverTable
    notes: Sequence[str] = ()
    outcome_question: str = ""
    outcomes: CoverTable | None = None


def fill_cover(sheet: Worksheet, cover: Cover) -> None:
    """Write the cover."""
    for position, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(position)].width = width
    sheet.sheet_view.showGridLines = False
    tops = ((cover.title, TITLE_FONT), (cover.edition, NOTE_FONT), (cover.question, QUESTION_FONT))
    for row, (text, font) in enumerate(tops, 1):
        _line(sheet, row, text, font)
    after = _table(sheet, len(tops) + 2, cover.verdicts)
    if cover.outcomes:
        _line(sheet, after, cover.outcome_question, QUESTION_FONT)
        after = _table(sheet, after + 2, cover.outcomes)
    for row, text in enumerate(cover.notes, after):
        _line(sheet, row, text, NOTE_FONT)
    last = _links(sheet, after + len(cover.notes) + 1)
    sheet.print_area = f"A1:{get_column_letter(len(WIDTHS))}{last}"
    sheet.page_setup.paperSize = A4
    print_across(sheet)


def _table(sheet: Worksheet, start: int, table: CoverTable) -> int:
    """Write a table from a row on; return the row after the blank one below it."""
    for position, name in enumerate(table.header, 1):
        cell = sheet.cell(start, position)
        write_value(cell, name)
        cell.font, cell.fill = HEADER_FONT, HEADER_FILL
        cell.alignment = CENTRED if table.formats[position - 1] else INDENTED
    for row, values in enumerate(table.rows, start + 1):
        for position, (value, form) in enumerate(zip(values, table.formats, strict=True), 1):
            cell = sheet.cell(row, position)
            write_value(cell, value)
            cell.font, cell.border = NOTE_FONT, LINE
            cell.number_format, cell.alignment = (form, CENTRED) if form else ("General", INDENTED)
        lines = max(lines_of(value, width) for value, width in zip(values, WIDTHS, strict=False))
        sheet.row_dimensions[row].height = lines * LINE_HEIGHT + 2
    return start + len(table.rows) + 2


def _line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    """Write a text across the width of the table, as high as it needs."""
    cell = sheet.cell(row, 1)
    write_value(cell, text)
    cell.font, cell.alignment = font, WRAP
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(WIDTHS))
    size = float(font.sz) / 11
    height = lines_of(text, sum(WIDTHS) / size) * LINE_HEIGHT * size
    sheet.row_dimensions[row].height = height + 2


def _links(sheet: Worksheet, row: int) -> int:
    """Link the sheets to read next, as far as the workbook has them; return the last row."""
    for name in LINKS:
        if name in sheet.parent.sheetnames:
            cell = sheet.cell(row, 1)
            write_value(cell, plain_phrase("workbook", "link", sheet=name))
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
            cell.style = "Hyperlink"
            row += 1
    return row - 1
