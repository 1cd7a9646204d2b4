"""A rerunner's file as strings with their place: .csv in its many dialects, or .xlsx."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.data.intake.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, CappedProblems
from helpers.data.intake.xlsx_cells import read_xlsx
from helpers.errors import DataRefused, Problem, quoted

ENCODINGS = ("utf-8-sig", "gb18030")
SURE = ("utf-8-sig",)
DELIMITERS = ",;\t"
# Characters decoded, rows stacked and distinct texts remembered at a time.
BLOCK, STACK, REMEMBERED = 2**20, 50_000, 100_000


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet: strings under their header, indexed by the row the file shows.

    Attributes
    ----------
    doubts
        What can be taken and is probably wrong.
    """

    file: str
    name: str
    cells: pd.DataFrame
    doubts: tuple[Problem, ...] = ()


def read_sheet(path: str | Path) -> Sheet:
    """Read a .csv file or the data sheet of an .xlsx file as strings.

    Rows without any content are left out; the index keeps the file's own row numbers.

    Raises
    ------
    DataRefused
        If the file is missing, of another type, empty, damaged, larger than ``limits`` allows, or
        in no known encoding.
    """
    path = Path(path)
    if not path.is_file():
        raise _refuse(path, "no such file", "a .csv or .xlsx file", "Check the path.")
    if path.stat().st_size > MOST_BYTES:
        raise _refuse(
            path,
            f"{path.stat().st_size // 2**20} MiB",
            f"a file of at most {MOST_BYTES // 2**20} MiB",
            "Split it, or leave columns out that are not read.",
        )
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        encoding = _encoding(path)
        doubts = () if encoding in SURE else (_guessed(path, encoding),)
        return Sheet(path.name, "", _table(path, _read_csv(path, encoding)), doubts)
    if path.suffix.lower() == ".xlsx":
        found = read_xlsx(path)
        cells = _table(path, found.rows)
        return Sheet(path.name, found.name, cells, tuple(found.doubts()))
    raise _refuse(
        path,
        f"a file of type '{path.suffix}'",
        ".csv or .xlsx",
        "Save the table as one of these.",
    )


def _refuse(path: Path, found: str, expected: str, remedy: str) -> DataRefused:
    return DataRefused(f"cannot read {path.name}", [Problem(found, expected, remedy, path.name)])


def _read_csv(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of the rows of a comma, semicolon or tab separated file."""
    with path.open(encoding=encoding, newline="\n") as stream:
        header = stream.readline()
    delimiter = max(DELIMITERS, key=header.count)
    with path.open(encoding=encoding, newline="") as stream:
        try:
            yield from enumerate(csv.reader(stream, delimiter=delimiter, strict=True), 1)
        except csv.Error as error:
            raise _refuse(path, str(error), "a well-formed CSV file", "Save it again.") from None


def _encoding(path: Path) -> str:
    """Return the first encoding that reads the whole file, block by block."""
    for encoding in ENCODINGS:
        with suppress(UnicodeDecodeError), path.open(encoding=encoding, newline="") as stream:
            if not any("\0" in block for block in iter(partial(stream.read, BLOCK), "")):
                return encoding
    raise _refuse(path, "bytes in another encoding", "UTF-8 or GB18030 text", "Save it as UTF-8.")


def _guessed(path: Path, encoding: str) -> Problem:
    """Say which encoding was guessed, with the first words that it gives."""
    with path.open(encoding=encoding) as stream:
        foreign = re.search(r"[^\x00-\x7f]{1,12}", stream.read(BLOCK))
    words = quoted(foreign[0] if foreign else "")
    return Problem(
        f"text that is not UTF-8, read as {encoding.upper()}: {words}",
        "UTF-8",
        "Look whether these are your characters; if not, save the file as UTF-8.",
        path.name,
    )


def _table(path: Path, records: Iterator[tuple[int, list[str]]]) -> pd.DataFrame:
    """Return the rows under their header; refuse an empty file and a ragged or doubled header."""
    filled = ((number, row) for number, row in records if any(map(str.strip, row)))
    header_row, header = next(filled, (0, []))
    if not header_row:
        raise _refuse(path, "no rows", "a header and at least one row", "Fill the table in.")
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise _refuse(
            path, f"{len(names)} columns", f"at most {MOST_COLUMNS}", "Leave out what is not read."
        )
    of_file = [
        Problem(
            f"the column {quoted(name)} twice" if name else "a column without a name",
            "a name of its own for each column",
            "Rename or remove it.",
            path.name,
            row=header_row,
        )
        for position, name in enumerate(names)
        if not name or name in names[:position]
    ]
    ragged = CappedProblems()
    stacks = list(_stacked(path, filled, len(names), ragged))
    if not stacks:
        of_file.append(
            Problem("a header only", "at least one row", "Fill the table in.", path.name)
        )
    ragged.refuse(f"cannot read {path.name}", of_file)
    index, *columns = map(np.concatenate, zip(*stacks, strict=True))
    return pd.DataFrame(dict(zip(names, columns, strict=True)), index=index, dtype=object)


def _stacked(
    path: Path, rows: Iterator[tuple[int, list[str]]], width: int, ragged: CappedProblems
) -> Iterator[list[np.ndarray]]:
    """Yield row numbers and columns of so many rows at a time; equal texts are kept once."""
    known: dict[str, str] = {}
    remember = known.setdefault
    count = 0
    while stack := list(islice(rows, STACK)):
        count += len(stack)
        if count > MOST_ROWS:
            raise _refuse(path, f"more than {MOST_ROWS:,} rows", "fewer", "Split the file.")
        if len(known) > REMEMBERED:
            known.clear()
        fitted = [
            row if len(row) == width else _fitted(path, number, row, width, ragged)
            for number, row in stack
        ]
        yield [
            np.array([number for number, _ in stack], dtype=np.int64),
            *(
                np.array([remember(cell, cell) for cell in cells], dtype=object)
                for cells in zip(*fitted, strict=True)
            ),
        ]


def _fitted(
    path: Path, number: int, row: list[str], width: int, ragged: CappedProblems
) -> list[str]:
    """Return a row as wide as the header; note cells with content beyond it."""
    if any(cell.strip() for cell in row[width:]):
        remedy = "Quote cells that contain the separator."
        expected = f"{width}, as in the header"
        ragged.add_row([Problem(f"{len(row)} cells", expected, remedy, path.name, row=number)])
    return (row + [""] * width)[:width]
