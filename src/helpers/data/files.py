"""A rerunner's file as strings with their place: .csv in its many dialects, or .xlsx."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers.data.xlsx import read_xlsx
from helpers.errors import DataRefused, Problem

ENCODINGS = ("utf-8-sig", "gb18030")
DELIMITERS = ",;\t"


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
        If the file is missing, of another type, empty, damaged, or in no known encoding.
    """
    path = Path(path)
    if not path.is_file():
        raise _refuse(path, "no such file", "a .csv or .xlsx file", "Check the path.")
    if path.suffix.lower() in (".csv", ".tsv", ".txt"):
        return Sheet(path.name, "", _table(path, _read_csv(path)))
    if path.suffix.lower() == ".xlsx":
        name, rows = read_xlsx(path)
        return Sheet(path.name, name, _table(path, rows))
    raise _refuse(
        path, f"a file of type '{path.suffix}'", ".csv or .xlsx", "Save the table as one of these."
    )


def _refuse(path: Path, found: str, expected: str, remedy: str) -> DataRefused:
    return DataRefused(f"cannot read {path.name}", [Problem(found, expected, remedy, path.name)])


def _read_csv(path: Path) -> list[list[str]]:
    """Return the rows of a comma, semicolon or tab separated file in UTF-8 or GB18030."""
    content = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        header = text.partition("\n")[0]
        delimiter = max(DELIMITERS, key=header.count)
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
        except csv.Error as error:
            raise _refuse(path, str(error), "a well-formed CSV file", "Save it again.") from None
    raise _refuse(path, "bytes in another encoding", "UTF-8 or GB18030 text", "Save it as UTF-8.")


def _table(path: Path, rows: list[list[str]]) -> pd.DataFrame:
    """Return the rows under their header; refuse an empty file and a ragged or doubled header."""
    filled = [(number, row) for number, row in enumerate(rows, 1) if any(map(str.strip, row))]
    if not filled:
        raise _refuse(path, "no rows", "a header and at least one row", "Fill the table in.")
    (header_row, header), body = filled[0], filled[1:]
    names = [name.strip() for name in header]
    while names and not names[-1]:
        names.pop()
    problems = [
        Problem(
            f"the column '{name}' twice" if name else "a column without a name",
            "a name of its own for each column",
            "Rename or remove it.",
            path.name,
            row=header_row,
        )
        for position, name in enumerate(names)
        if not name or name in names[:position]
    ]
    problems += [
        Problem(
            f"{len(row)} cells",
            f"{len(names)}, as in the header",
            "Quote cells that contain the separator.",
            path.name,
            row=number,
        )
        for number, row in body
        if any(cell.strip() for cell in row[len(names) :])
    ]
    if not body:
        problems.append(
            Problem("a header only", "at least one row", "Fill the table in.", path.name)
        )
    if problems:
        raise DataRefused(f"cannot read {path.name}", problems)
    padded = [(row + [""] * len(names))[: len(names)] for _, row in body]
    return pd.DataFrame(padded, columns=names, index=[number for number, _ in body], dtype=object)
