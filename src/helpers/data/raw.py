"""Raw tables: cells as printed, every one a string."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import paths
from helpers.errors import DataRefused, Problem

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
COMPARE = "Compare with the source; mark the row as suspect where print and reading must differ."


def read_raw(name: str, folder: Path = paths.RAW) -> pd.DataFrame:
    """Return a raw table with every cell a string and "" for an empty one.

    Raises
    ------
    DataRefused
        If the file is missing, is not UTF-8, or a row has more or fewer cells than the header.
    """
    path = folder / name
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8").astype(object)
    except FileNotFoundError:
        problem = Problem("no such file", "a raw table", "Restore it from the repository.", name)
    except UnicodeDecodeError as error:
        problem = Problem(
            f"bytes that are not UTF-8 at position {error.start}",
            "UTF-8 text",
            "Save the file as UTF-8.",
            name,
        )
    except pd.errors.ParserError as error:
        problem = Problem(
            str(error), "as many cells in each row as in the header", "Mend it.", name
        )
    raise DataRefused(f"cannot read the raw table {name}", [problem])


def check_numbers(table: pd.DataFrame, file: str, *columns: str, blanks: bool = False) -> None:
    """Refuse cells of columns of numbers that hold anything else, blanks too unless they may.

    Raises
    ------
    DataRefused
        With every such cell.
    """
    problems = [
        cell_problem(file, position, column, cell, "a number in plain digits", COMPARE)
        for column in columns
        for position, cell in enumerate(table[column])
        if not (NUMBER.fullmatch(cell) or (blanks and cell == ""))
    ]
    if problems:
        raise DataRefused(f"cannot read the numbers of {file}", problems)


def row_in_file(position: int) -> int:
    """Return the row number a spreadsheet shows for the data row at `position` (header is 1)."""
    return position + 2


def rows_of(table: pd.DataFrame) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield each row as a dictionary, with its position in the file; quicker than ``iterrows``."""
    names = list(table.columns)
    cells = table.to_numpy(dtype=object).tolist()
    records = (dict(zip(names, row, strict=True)) for row in cells)
    return zip(table.index.astype(int), records, strict=True)


def references(cell: str) -> list[str]:
    """Return the row names of a cell that lists them, separated by semicolons.

    Examples
    --------
    >>> references("cnc-2020; cnc-2021")
    ['cnc-2020', 'cnc-2021']
    """
    return [name.strip() for name in cell.split(";") if name.strip()]


def cell_problem(
    file: str, position: int, column: str, found: str, expected: str, remedy: str
) -> Problem:
    """Return what is wrong with one cell of a raw table, named by its row in the file."""
    row = row_in_file(position)
    return Problem(repr(found), expected, remedy, file, row=row, column=column)


@dataclass(frozen=True)
class RawRow:
    """One row of a raw table: its cells by column, and where it stands."""

    file: str
    position: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def problem(
        self, column: str, expected: str, remedy: str = COMPARE, found: str = ""
    ) -> Problem:
        """Return what is wrong with a cell, or with what is `found` in it."""
        told = found or self.cells[column]
        return cell_problem(self.file, self.position, column, told, expected, remedy)


def read_rows(file: str, folder: Path = paths.RAW) -> Iterator[RawRow]:
    """Yield the rows of a raw table."""
    for position, cells in rows_of(read_raw(file, folder)):
        yield RawRow(file, position, cells)
