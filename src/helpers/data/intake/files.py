"""A rerunner's file as strings with their place: .csv in its many dialects, or .xlsx."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.data.intake.limits import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_PROBLEMS,
    MOST_ROWS,
    and_further,
)
from helpers.data.intake.xlsx import read_xlsx
from helpers.errors import DataRefused, Problem, quoted

ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t"
# Bytes decoded, rows stacked and distinct texts remembered at a time.
BLOCK, STACK, REMEMBERED = 2**20, 50_000, 100_000


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet: strings under their header, indexed by the row the file shows."""

    file: str
    name: str
    cells: pd.DataFrame


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
        return Sheet(path.name, "", _table(path, _read_csv(path)))
    if path.suffix.lower() == ".xlsx":
        name, rows = read_xlsx(path)
        return Sheet(path.name, name, _table(path, rows))
    raise _refuse(
        path,
        f"a file of type '{path.suffix}'",
        ".csv or .xlsx",
        "Save the table as one of these.",
    )


def _refuse(path: Path, found: str, expected: str, remedy: str) -> DataRefused:
    return DataRefused(f"cannot read {path.name}", [Problem(found, expected, remedy, path.name)])


def _read_csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield number and cells of the rows of a comma, semicolon or tab separated file."""
    encoding = _encoding(path)
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
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as stream:
                while block := stream.read(BLOCK):
                    if b"\0" in block:
                        break
                    decoder.decode(block)
                else:
                    decoder.decode(b"", final=True)
                    return encoding
        except UnicodeDecodeError:
            continue
    raise _refuse(path, "bytes in another encoding", "UTF-8 or GB18030 text", "Save it as UTF-8.")


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
    problems = [
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
    body = _Body(path, len(names))
    for number, row in filled:
        body.add(number, row)
    problems += body.problems
    if not body.count:
        problems.append(
            Problem("a header only", "at least one row", "Fill the table in.", path.name)
        )
    if problems:
        raise DataRefused(f"cannot read {path.name}{and_further(body.untold)}", problems)
    return body.table(names)


class _Body:
    """The rows below a header, stacked column by column; equal texts are kept once."""

    def __init__(self, path: Path, width: int) -> None:
        self.path, self.width, self.count = path, width, 0
        self.problems: list[Problem] = []
        self.untold = 0
        self.numbers: list[np.ndarray] = []
        self.columns: list[list[np.ndarray]] = [[] for _ in range(width)]
        self.known: dict[str, str] = {}
        self.stack: list[tuple[int, list[str]]] = []

    def add(self, number: int, row: list[str]) -> None:
        """Add a row, or note that it has more cells than the header."""
        self.count += 1
        if self.count > MOST_ROWS:
            raise _refuse(self.path, f"more than {MOST_ROWS:,} rows", "fewer", "Split the file.")
        if len(row) != self.width:
            if any(cell.strip() for cell in row[self.width :]):
                self._note_ragged(number, len(row))
            row = (row + [""] * self.width)[: self.width]
        self.stack.append((number, row))
        if len(self.stack) == STACK:
            self._move()

    def _note_ragged(self, number: int, cells: int) -> None:
        if len(self.problems) == MOST_PROBLEMS:
            self.untold += 1
            return
        self.problems.append(
            Problem(
                f"{cells} cells",
                f"{self.width}, as in the header",
                "Quote cells that contain the separator.",
                self.path.name,
                row=number,
            )
        )

    def _move(self) -> None:
        """Move the stack into the columns."""
        if len(self.known) > REMEMBERED:
            self.known.clear()
        remember = self.known.setdefault
        numbers, rows = zip(*self.stack, strict=True)
        self.numbers.append(np.array(numbers, dtype=np.int64))
        for column, cells in zip(self.columns, zip(*rows, strict=True), strict=True):
            column.append(np.array([remember(cell, cell) for cell in cells], dtype=object))
        self.stack.clear()

    def table(self, names: list[str]) -> pd.DataFrame:
        """Return the columns under their names, indexed by row number."""
        if self.stack:
            self._move()
        index = pd.Index(np.concatenate(self.numbers))
        cells = {}
        for name in names:
            cells[name] = np.concatenate(self.columns.pop(0))
        return pd.DataFrame(cells, index=index, dtype=object)
