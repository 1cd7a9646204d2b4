"""A rerunner's file as strings with their place: .csv in its many dialects, or a workbook."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.intake.limits import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, CappedProblems
from helpers.data.intake.other_workbooks import OtherSheet, other_sheets, read_other
from helpers.data.intake.reading_choice import (
    GUESSED,
    Choice,
    check_columns,
    check_header_row,
    check_sheet,
)
from helpers.data.intake.separated_rows import SeparatedRows
from helpers.data.intake.table_shape import Row, Shape, find_shape
from helpers.errors import DataRefused, Problem, quoted

if TYPE_CHECKING:
    from helpers.data.intake.xlsx_cells import DataSheet

TEXTS = (".csv", ".tsv", ".txt")
EXCEL = ".xlsx"
WORKBOOKS = (EXCEL, ".xls", ".ods")
TAKEN = ".csv, .tsv, .txt, .xlsx, .xls or .ods"
ENCODINGS = ("utf-8-sig", "gb18030")
SURE = ("utf-8-sig", "utf-16")
DELIMITERS = ",;\t"
# Where these separate the cells, a comma may be a decimal one.
DECIMAL_COMMAS = ";\t"
# Lines by which the delimiter is found, and rows by which the header is.
LOOKED_AT = 30
# Characters decoded, and distinct texts remembered at a time.
BLOCK, REMEMBERED = 2**20, 100_000
# Rows stacked at a time: few where each is a list, which the garbage collector walks through again
# and again while it lives.
STACK, EVEN_STACK = 5_000, 50_000


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet: strings under their header, indexed by the row the file shows.

    Attributes
    ----------
    doubts
        What can be taken and is probably wrong.
    readings
        What was guessed of the table, in words.
    is_wide
        Whether years are columns in the file.
    has_decimal_commas
        Whether a comma may stand for the decimal point.
    """

    file: str
    name: str
    cells: pd.DataFrame
    doubts: tuple[Problem, ...] = ()
    readings: tuple[str, ...] = ()
    is_wide: bool = False
    has_decimal_commas: bool = False


def read_sheet(
    path: str | Path,
    known: Collection[str] = (),
    required: Collection[str] = (),
    choice: Choice = GUESSED,
) -> Sheet:
    """Read a table of a .csv file or a workbook as strings.

    Rows without any content are left out; the index keeps the file's own row numbers.

    Parameters
    ----------
    path
        The file.
    known, required
        Columns that the table may have, and must have: by them its header is found.
    choice
        What was said of the table instead.

    Raises
    ------
    WrongCall
        If the choice names a sheet, row or column that is not there.
    DataRefused
        If the file is missing, of another type, empty, damaged, larger than ``limits`` allows, or
        in no known encoding.
    """
    path = Path(path)
    _check_size(path)
    kind = path.suffix.lower()
    if kind in TEXTS:
        return _read_text(path, known, required, choice)
    if kind in WORKBOOKS:
        found = _read_workbook(path, known, required, choice.sheet)
        cells, shape = _table(path, found.rows, known, required, choice)
        found.take_shape(shape)
        found.refuse_hidden()
        return _sheet(path, found.name, cells, shape, tuple(found.doubts()), found.readings)
    raise _refuse(path, f"a file of type '{path.suffix}'", TAKEN, "Save the table as one of these.")


def find_sheet(path: str | Path, names: Collection[str]) -> str:
    """Return the sheet of a workbook that has one of some names, in small letters; "" for none."""
    path = Path(path)
    if not path.is_file() or path.suffix.lower() not in WORKBOOKS:
        return ""
    _check_size(path)
    return next((sheet for sheet in _sheets(path) if sheet.casefold() in names), "")


def columns_of(path: Path, known: Collection[str]) -> list[str]:
    """Return what the columns of a table mean, from its first rows alone.

    Raises
    ------
    DataRefused
        If the file cannot be read.
    """
    _check_size(path)
    kind = path.suffix.lower()
    if kind in TEXTS:
        encoding = _encoding(path)
        with path.open(encoding=encoding, newline="") as stream:
            head = _filled(_csv_rows(path, stream, _delimiter(path, encoding, 0)), LOOKED_AT)
    elif kind in WORKBOOKS:
        head = _filled(_read_workbook(path, known).rows, LOOKED_AT)
    else:
        return []
    return find_shape(head, known, ()).names if head else []


def _read_workbook(
    path: Path, known: Collection[str], required: Collection[str] = (), sheet: str = ""
) -> DataSheet | OtherSheet:
    """Read a sheet of a workbook; see ``xlsx_cells.read_xlsx``, ``other_workbooks.read_other``."""
    if path.suffix.lower() != EXCEL:
        return read_other(path, known, required, sheet)
    # Here, since it brings openpyxl, and hardly any run reads a workbook.
    from helpers.data.intake.xlsx_cells import read_xlsx

    return read_xlsx(path, known, required, sheet)


def _sheets(path: Path) -> Collection[str]:
    """Return the names of a workbook's sheets."""
    if path.suffix.lower() != EXCEL:
        return other_sheets(path)
    from helpers.data.intake.xlsx_cells import xlsx_sheets

    return xlsx_sheets(path)


def _check_size(path: Path) -> None:
    """Refuse a file that is not there or too large."""
    if not path.is_file():
        raise _refuse(path, "no such file", f"a file of type {TAKEN}", "Check the path.")
    if path.stat().st_size > MOST_BYTES:
        raise _refuse(
            path,
            f"{path.stat().st_size // 2**20} MiB",
            f"a file of at most {MOST_BYTES // 2**20} MiB",
            "Split it, or leave columns out that are not read.",
        )


def _read_text(
    path: Path, known: Collection[str], required: Collection[str], choice: Choice
) -> Sheet:
    """Read a file of separated values."""
    if choice.sheet:
        check_sheet(path, choice.sheet, [])
    encoding = _encoding(path)
    delimiter = _delimiter(path, encoding, choice.header_row)
    with path.open(encoding=encoding, newline="") as stream:
        rows = _csv_rows(path, stream, delimiter)
        cells, shape = _table(path, rows, known, required, choice)
    doubts = () if encoding in SURE else (_guessed(path, encoding),)
    return replace(
        _sheet(path, "", cells, shape, doubts), has_decimal_commas=delimiter in DECIMAL_COMMAS
    )


def _sheet(
    path: Path,
    name: str,
    cells: pd.DataFrame,
    shape: Shape,
    doubts: tuple[Problem, ...] = (),
    unknown: tuple[str, ...] = (),
) -> Sheet:
    """Return a sheet with what was guessed of it."""
    said = [*shape.told(), *unknown]
    lead = f"read {shape.rows:,} {'value' if shape.rows == 1 else 'values'}"
    place = f" of sheet '{name}'" if name else ""
    readings = (f"{path.name}: {lead}{place}: {'; '.join(said)}",) if said else ()
    return Sheet(path.name, name, cells, doubts, readings, bool(shape.years))


def _refuse(path: Path, found: str, expected: str, remedy: str) -> DataRefused:
    return DataRefused(f"cannot read {path.name}", [Problem(found, expected, remedy, path.name)])


def _delimiter(path: Path, encoding: str, first_row: int) -> str:
    """Return what separates the cells: what the first line has most of, if most lines have it."""
    above = max(first_row - 1, 0)
    with path.open(encoding=encoding, newline="") as stream:
        lines = [line for line in islice(stream, above, above + LOOKED_AT) if line.strip()]
    if not lines:
        return DELIMITERS[0]
    first = max(DELIMITERS, key=lines[0].count)
    having = {mark: sum(mark in line for line in lines) for mark in DELIMITERS}
    if 2 * having[first] > len(lines):
        return first
    return max("\t;,", key=lambda mark: having[mark])


def _csv_rows(path: Path, stream: TextIO, delimiter: str) -> SeparatedRows:
    """Return the rows of an open file of separated values."""

    def refuse(found: str) -> DataRefused:
        return _refuse(path, found, "a well-formed CSV file", "Save it again.")

    return SeparatedRows(stream, delimiter, refuse)


def _filled(rows: Iterator[Row], count: int) -> list[Row]:
    """Return the first rows that are not blank."""
    return list(islice((row for row in rows if any(map(str.strip, row[1]))), count))


def _encoding(path: Path) -> str:
    """Return the first encoding that reads the whole file, block by block."""
    with path.open("rb") as raw:
        is_wide = raw.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    for encoding in ("utf-16",) if is_wide else ENCODINGS:
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


def _table(
    path: Path,
    records: Iterator[Row],
    known: Collection[str],
    required: Collection[str],
    choice: Choice,
) -> tuple[pd.DataFrame, Shape]:
    """Return the rows under their header; refuse an empty file and a ragged or doubled header."""
    head = _filled(records, max(LOOKED_AT, choice.header_row))
    if not head:
        raise _refuse(path, "no rows", "a header and at least one row", "Fill the table in.")
    if choice.header_row:
        check_header_row(path, choice.header_row, [number for number, _ in head])
    shape = find_shape(head, known, required, choice)
    check_columns(choice, shape.printed, path.name, shape.header_row)
    header_row, names = shape.header_row, shape.names
    below = [row for row in head if row[0] > header_row]
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
    stacks = list(_stacks(path, below, records, shape, ragged))
    if not stacks:
        found = "no row with a value" if shape.without_value else "a header only"
        of_file.append(Problem(found, "at least one row", "Fill the table in.", path.name))
    ragged.refuse(f"cannot read {path.name}", of_file)
    index, *columns = map(np.concatenate, zip(*stacks, strict=True))
    cells = dict(zip(shape.columns, columns, strict=True))
    return pd.DataFrame(cells, index=index, dtype=object), shape


def _stacks(
    path: Path, head: list[Row], records: Iterator[Row], shape: Shape, ragged: CappedProblems
) -> Iterator[list[NDArray[Any]]]:
    """Yield row numbers and columns of so many rows at a time; equal texts are kept once."""
    width = len(shape.columns)
    further = (row for row in records if any(map(str.strip, row[1])))
    rows = shape.read(chain(head, further))
    known: dict[str, str] = {}
    count, waiting = 0, len(head)
    while True:
        if len(known) > REMEMBERED:
            known.clear()
        even = None
        if not waiting and isinstance(records, SeparatedRows) and not shape.years:
            even = records.take_even(width, EVEN_STACK)
        if even:
            numbers, columns = shape.keep(*even)
        else:
            stack = list(islice(rows, min(waiting, STACK) or STACK))
            if not stack:
                return
            numbers = np.array([number for number, _ in stack], dtype=np.int64)
            columns = [*zip(*_evened(path, stack, width, ragged), strict=True)]
        waiting = max(0, waiting - len(numbers))
        count += len(numbers)
        if count > MOST_ROWS:
            raise _refuse(path, f"more than {MOST_ROWS:,} rows", "fewer", "Split the file.")
        yield [numbers, *(_texts_once(column, known) for column in columns)]


def _texts_once(column: Sequence[str], known: dict[str, str]) -> NDArray[Any]:
    """Return the texts of a column, equal ones as the one object that is known."""
    return np.fromiter(map(known.setdefault, column, column), dtype=object, count=len(column))


def _evened(
    path: Path, stack: list[Row], width: int, ragged: CappedProblems
) -> Iterator[list[str]]:
    """Yield rows as wide as the header."""
    for number, row in stack:
        yield row if len(row) == width else _fitted(path, number, row, width, ragged)


def _fitted(
    path: Path, number: int, row: list[str], width: int, ragged: CappedProblems
) -> list[str]:
    """Return a row as wide as the header; note cells with content beyond it."""
    if any(cell.strip() for cell in row[width:]):
        remedy = "Quote cells that contain the separator."
        expected = f"{width}, as in the header"
        ragged.add_row([Problem(f"{len(row)} cells", expected, remedy, path.name, row=number)])
    return (row + [""] * width)[:width]
