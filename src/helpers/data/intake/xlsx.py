"""Cells of an .xlsx sheet as text. Values as stored: no formula is evaluated, no macro run.

The sheet is read row by row; what stays in memory are the texts of its cells.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from helpers.data.intake.archive import check_archive, damaged
from helpers.data.intake.cells import Cell, SheetCells, checked_width, is_filled
from helpers.data.intake.limits import MOST_PROBLEMS, and_further
from helpers.errors import MOST_QUOTED, DataRefused, Problem, quoted

DATA_SHEET = "observations"
# Sheets of our own template that hold no data.
OTHER_SHEETS = ("about", "lists")
# What a spreadsheet shows of a number; the sixteenth digit of a double is noise.
SHOWN_DIGITS = 15


def read_xlsx(path: Path) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """Return name and rows, each with its number, of the data sheet.

    The sheet called ``observations`` is read, else the only sheet with content. A cell shown in
    percent gives the percentage it shows.

    Raises
    ------
    DataRefused
        If the file is damaged or larger than ``archive`` allows; once the rows have been read, for
        every merged range, hidden row with content, formula without a stored value and further
        sheet with content.
    """
    import openpyxl

    check_archive(path)
    try:
        with warnings.catch_warnings(action="ignore"):
            book = openpyxl.load_workbook(path, read_only=True, keep_links=False)
            sheets = {sheet.title: sheet for sheet in book.worksheets}
            filled = [name for name, sheet in sheets.items() if _has_content(sheet)]
            chosen = DATA_SHEET if DATA_SHEET in sheets else (filled or list(sheets))[0]
    except Exception as error:  # openpyxl raises a dozen kinds on damaged files
        raise damaged(path, error) from None
    further = [
        Problem(
            f"a further sheet {quoted(name)} with content",
            f"one sheet of data, called '{DATA_SHEET}'",
            f"Call the sheet to be read '{DATA_SHEET}', or remove the other.",
            path.name,
        )
        for name in filled
        if chosen != DATA_SHEET and name not in (chosen, *OTHER_SHEETS)
    ]
    return chosen, _rows(path, sheets[chosen], further)


def _has_content(sheet: Any) -> bool:
    """Tell whether any cell of a sheet is filled."""
    return any(is_filled(cell) for _, row in SheetCells(sheet).rows() for cell in row)


def _rows(path: Path, sheet: Any, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a sheet as text; after the last one, refuse what hides what a row says."""
    cells = SheetCells(sheet)
    hidden: list[Problem] = []
    formulas: list[Problem] = []
    untold = 0
    header: list[str] = []
    try:
        for number, row in cells.rows():
            texts = _texts(row, cells)
            header = texts if number == 1 else header
            is_hidden, found = _hides(row, cells, number), _formulas(row, number, header)
            if len(hidden) + len(formulas) < MOST_PROBLEMS:
                hidden += [_hidden(number)] if is_hidden else []
                formulas += found
            else:
                untold += is_hidden or bool(found)
            yield number, texts
    except Exception as error:
        raise damaged(path, error) from None
    finally:
        sheet.parent.close()
    problems += [
        replace(problem, file=path.name, sheet=sheet.title)
        for problem in (*_merged(cells), *hidden, *formulas)
    ]
    if problems:
        raise DataRefused(f"cannot read {path.name}{and_further(untold)}", problems)


def _merged(cells: SheetCells) -> list[Problem]:
    """Name merged ranges: they hide what the rows below the first say."""
    ranges = cells.merged_cells.mergeCell if cells.merged_cells else ()
    return [
        Problem(
            f"the merged cells {area.ref}",
            "one value in each cell",
            "Unmerge them and fill every cell.",
            row=area.min_row,
        )
        for area in list(ranges)[:MOST_PROBLEMS]
    ]


def _hides(row: list[Cell], cells: SheetCells, number: int) -> bool:
    return cells.is_hidden(number) and any(map(is_filled, row))


def _hidden(number: int) -> Problem:
    return Problem(
        "a hidden row with content", "visible rows only", "Show the row or delete it.", row=number
    )


def _formulas(row: list[Cell], number: int, header: list[str]) -> list[Problem]:
    """Name formulas whose result was never stored."""
    return [
        Problem(
            f"the formula {cell['formula'][:MOST_QUOTED]} without a stored value",
            "a value",
            "Open and save the file in a spreadsheet program, or write the number.",
            row=number,
            column=header[cell["column"] - 1] if cell["column"] <= len(header) else "",
        )
        for cell in row
        if "formula" in cell
    ]


def _texts(row: list[Cell], cells: SheetCells) -> list[str]:
    """Return the cells of a row as the texts a reader of the sheet sees."""
    texts = [""] * checked_width(row)
    for cell in row:
        if cell["value"] is not None:
            texts[cell["column"] - 1] = _as_text(cell["value"], cells.is_percent(cell))
    return texts


def _as_text(value: Any, percent: bool) -> str:
    """Return a stored value as text."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    exact = Decimal(format(value, f".{SHOWN_DIGITS}g") if isinstance(value, float) else value)
    if percent:
        return f"{(exact * 100).normalize():f}%"
    return f"{exact.normalize():f}"
