"""Cells of an .xls or .ods sheet as text, by python-calamine in a process of its own.

The library gives values without number formats, hidden rows and formulas. That is why .xlsx files
are read by ``xlsx_cells`` instead, which takes some thirty times as long and loses none of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from helpers.data.intake.cell_texts import stored_text
from helpers.data.intake.limits import MOST_COLUMNS, MOST_PROBLEMS, MOST_ROWS
from helpers.data.intake.sheet_choice import choose_sheet
from helpers.data.intake.table_shape import MOST_TITLE_ROWS, Shape
from helpers.data.intake.whole_numbers import doubt_whole_numbers
from helpers.errors import DataRefused, Problem

# What the reading of such a file cannot know, in words.
# Run by itself, as it may be killed; imported here it would bring python-calamine.
CHILD = Path(__file__).with_name("calamine_child.py")
WITHOUT_FORMATS = (
    "read without number formats: a cell shown as 61.8% counts as 0.618, and hidden rows count"
)


class OtherSheet:
    """The sheet of an .xls or .ods workbook that holds the data; as ``xlsx_cells.DataSheet``."""

    readings = (WITHOUT_FORMATS,)

    def __init__(self, path: Path, sheet: dict[str, Any]) -> None:
        self.name: str = sheet["name"]
        self.rows = _texts(sheet)
        self._cells, self._merged = sheet["rows"], sheet["merged"]
        self._in_sheet = partial(Problem, file=path.name, sheet=self.name)
        self._shape: Shape | None = None

    def take_shape(self, shape: Shape) -> None:
        """Learn where the table begins and what its columns mean."""
        self._shape = shape

    def doubts(self) -> Iterator[Problem]:
        """Yield what is probably wrong, once the rows have been read."""
        header = self._shape.header_row if self._shape else 0
        whole: dict[int, list[int]] = {}
        for number, row in enumerate(self._cells[header:], header + 1):
            for place, value in enumerate(row):
                if isinstance(value, int | float) and value == int(value):
                    whole.setdefault(place, []).append(number)
        names = self._shape.names if self._shape else []
        yield from doubt_whole_numbers(
            self._in_sheet, names, whole, "whole numbers, whose number formats are not read"
        )

    def refuse_hidden(self) -> None:
        """Refuse merged cells of the table.

        Raises
        ------
        DataRefused
            For every merged range of more than a title or a note.
        """
        problems = [
            self._in_sheet(
                f"merged cells in rows {first} to {last}" if last > first else "merged cells",
                "one value in each cell",
                "Unmerge them and fill every cell.",
                row=first,
            )
            for first, last in self._merged[:MOST_PROBLEMS]
            if self._shape and not self._shape.is_outside(first, last)
        ]
        if problems:
            raise DataRefused(f"cannot read {self._in_sheet.keywords['file']}", problems)


def read_other(
    path: Path, known: Collection[str] = (), required: Collection[str] = (), chosen: str = ""
) -> OtherSheet:
    """Return the data sheet of an .xls or .ods workbook, chosen by `choose_sheet`.

    Raises
    ------
    DataRefused
        If the file is encrypted, damaged or too large, or no sheet of several fits.
    """
    sheets = {sheet["name"]: sheet for sheet in _sheets(path)}
    heads = {name: _head(sheet) for name, sheet in sheets.items()}
    return OtherSheet(path, sheets[choose_sheet(path, heads, known, required, chosen)])


def other_sheets(path: Path) -> dict[str, list[list[str]]]:
    """Return the rows of every sheet of an .xls or .ods workbook as texts, by its name.

    Raises
    ------
    DataRefused
        If the file is encrypted, damaged or too large.
    """
    return {sheet["name"]: [row for _, row in _texts(sheet)] for sheet in _sheets(path)}


def _sheets(path: Path) -> list[dict[str, Any]]:
    """Return the sheets of a workbook, read in a process that cannot harm this one."""
    limits = (str(MOST_ROWS + 1), str(MOST_COLUMNS + 1))
    command = [sys.executable, "-I", str(CHILD), str(path.resolve()), *limits]
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    if child.returncode:
        raise _refuse(path, "a workbook that could not be read within 2 GiB of memory")
    told = json.loads(child.stdout)
    if isinstance(told, str):
        raise _refuse(path, told[:200])
    if not told:
        raise _refuse(path, "a workbook without a sheet")
    return list(told)


def _refuse(path: Path, found: str) -> DataRefused:
    """Return the refusal of a whole workbook."""
    expected = f"an {path.suffix.lower()} workbook of moderate size that opens without a password"
    problem = Problem(found, expected, "Save the figures as .xlsx or .csv.", path.name)
    return DataRefused(f"cannot read {path.name}", [problem])


def _head(sheet: dict[str, Any]) -> list[tuple[int, list[str]]]:
    """Return the first filled rows of a sheet as texts."""
    head = []
    for number, row in _texts(sheet):
        if any(map(str.strip, row)):
            head.append((number, row))
        if len(head) == MOST_TITLE_ROWS:
            break
    return head


def _texts(sheet: dict[str, Any]) -> Iterator[tuple[int, list[str]]]:
    """Yield number and texts of each row."""
    for number, row in enumerate(sheet["rows"], 1):
        yield number, [stored_text(value, percent=False, decimals=0) for value in row]
