"""Cells of an .xlsx sheet as text. Values as stored: no formula is evaluated, no macro run."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from helpers.errors import DataRefused, Problem

DATA_SHEET = "observations"
# Sheets of our own template that hold no data.
OTHER_SHEETS = ("about", "lists")
# A sheet of a hundred thousand rows unpacks to about 20 MB; a zip bomb to far more.
MOST_UNPACKED = 64 * 1024 * 1024
MOST_MEMBERS = 2_000


def read_xlsx(path: Path) -> tuple[str, list[list[str]]]:
    """Return name and rows of the data sheet.

    The sheet called ``observations`` is read, else the only sheet with content. A cell shown in
    percent gives the percentage it shows.

    Raises
    ------
    DataRefused
        If the file is damaged or unpacks to more than 64 MiB; for every merged range, hidden row
        with content, formula without a stored value and further sheet with content.
    """
    import openpyxl

    _check_archive(path)
    try:
        book = openpyxl.load_workbook(path)
        stored = openpyxl.load_workbook(path, data_only=True)
    except Exception as error:  # openpyxl raises a dozen kinds on damaged files
        raise _refuse(path, f"a damaged workbook ({error})", "Save it again as .xlsx.") from None
    filled = [sheet.title for sheet in book.worksheets if _has_content(sheet)]
    chosen = DATA_SHEET if DATA_SHEET in book.sheetnames else (filled or book.sheetnames)[0]
    problems = [
        Problem(
            f"a further sheet '{name}' with content",
            f"one sheet of data, called '{DATA_SHEET}'",
            f"Call the sheet to be read '{DATA_SHEET}', or remove the other.",
            path.name,
        )
        for name in filled
        if chosen != DATA_SHEET and name not in (chosen, *OTHER_SHEETS)
    ]
    sheet, values = book[chosen], stored[chosen]
    problems += _layout_problems(sheet, path.name)
    problems += _empty_formulas(sheet, values, path.name)
    if problems:
        raise DataRefused(f"cannot read {path.name}", problems)
    return chosen, [[_as_text(cell) for cell in row] for row in values.iter_rows()]


def _refuse(path: Path, found: str, remedy: str) -> DataRefused:
    problem = Problem(found, "an .xlsx workbook of moderate size", remedy, path.name)
    return DataRefused(f"cannot read {path.name}", [problem])


def _check_archive(path: Path) -> None:
    """Refuse what is no archive, or unpacks to more than a workbook of figures ever would."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise _refuse(path, f"a damaged workbook ({error})", "Save it again as .xlsx.") from None
    size = sum(member.file_size for member in members)
    if size > MOST_UNPACKED or len(members) > MOST_MEMBERS:
        raise _refuse(
            path,
            f"{len(members)} parts that unpack to {size // 2**20} MiB",
            "Save the figures alone, as .csv if they are many.",
        )


def _has_content(sheet: Any) -> bool:
    """Tell whether any cell of a sheet is filled."""
    return any(cell is not None for row in sheet.iter_rows(values_only=True) for cell in row)


def _layout_problems(sheet: Any, file: str) -> list[Problem]:
    """Name merged ranges and hidden rows with content: both hide what a row says."""
    merged = [
        Problem(
            f"the merged cells {area.coord}",
            "one value in each cell",
            "Unmerge them and fill every cell.",
            file,
            sheet.title,
            area.min_row,
        )
        for area in sheet.merged_cells.ranges
    ]
    hidden = [
        Problem(
            "a hidden row with content",
            "visible rows only",
            "Show the row or delete it.",
            file,
            sheet.title,
            number,
        )
        for number, shape in sorted(sheet.row_dimensions.items())
        if shape.hidden and any(cell.value is not None for cell in sheet[number])
    ]
    return merged + hidden


def _empty_formulas(sheet: Any, values: Any, file: str) -> list[Problem]:
    """Name formulas whose result was never stored."""
    return [
        Problem(
            f"the formula {cell.value} without a stored value",
            "a value",
            "Open and save the file in a spreadsheet program, or write the number.",
            file,
            sheet.title,
            cell.row,
            str(sheet.cell(1, cell.column).value or ""),
        )
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and values.cell(cell.row, cell.column).value is None
    ]


def _as_text(cell: Any) -> str:
    """Return a stored value as the text a reader of the sheet sees."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    exact = Decimal(repr(value))
    if "%" in (cell.number_format or ""):
        return f"{(exact * 100).normalize():f}%"
    return f"{exact.normalize():f}"
