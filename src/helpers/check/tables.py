"""Where two tables differ: row, column, from what to what."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

Rows = Sequence[Sequence[object]]


def csv_differences(before: bytes, after: bytes) -> list[str]:
    """Return the cells in which two CSV files differ, in reading order."""
    return list(row_differences(_rows(before), _rows(after))) or ["line ends or quotes differ"]


def _rows(content: bytes) -> list[list[str]]:
    """Return the rows of a CSV file, header first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8", "replace"), newline="")))


def row_differences(before: Rows, after: Rows) -> Iterator[str]:
    """Yield a phrase for each cell, or for rows and columns that came or went.

    Parameters
    ----------
    before, after
        Rows with the header first. A row is named by its number in the file and its first cell.
    """
    old, new = [[tuple(row) for row in rows] for rows in (before, after)]
    if old[:1] != new[:1]:
        yield f"the columns {', '.join(map(str, old[0]))} became {', '.join(map(str, new[0]))}"
        return
    if len(old) != len(new):
        yield from _moved_rows(old, new)
        return
    if sorted(map(repr, old)) == sorted(map(repr, new)) and old != new:
        first = next(n for n, (one, other) in enumerate(zip(old, new, strict=True)) if one != other)
        yield f"row {first + 1}: {new[first][0]} stands where {old[first][0]} stood; same rows"
        return
    for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
        for column, (cell, changed) in enumerate(zip(one, other, strict=False)):
            if cell != changed:
                yield (
                    f"row {number} ({one[0]}), column '{old[0][column]}': "
                    f"{_shown(cell)} became {_shown(changed)}"
                )


def _moved_rows(old: Rows, new: Rows) -> Iterator[str]:
    """Yield the number of rows and the first row that is in one table only."""
    gone = next((row for row in old if row not in new), None)
    come = next((row for row in new if row not in old), None)
    told = f"{len(old) - 1} rows became {len(new) - 1}"
    told += f"; gone: {gone[0]}" if gone else ""
    yield told + (f"; new: {come[0]}" if come else "")


def _shown(cell: object) -> str:
    """Return a cell as a sentence shows it."""
    return "a blank" if cell in ("", None) else repr(cell) if isinstance(cell, str) else str(cell)
