"""Where each row stands in its text: the lines between which its printed cells are found.

A locator names a section, a table row or a sentence; the lines are what a program can follow.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from pathlib import Path

import pandas as pd

from helpers.check.literal import fold, pieces, printed_cells
from helpers.data.coverage import all_accounts
from helpers.data.raw import RawRow, references
from helpers.errors import Problem

COLUMNS = ("file", "row", "source_id", "first_line", "last_line")
# Rows that quote a text in several far places have no lines of their own.
MOST_LINES = 250
REMEDY = "Compare with the lines; if the cell is right, seal its place anew by 'mic2025 seal'."
Lines = tuple[int, int]
Key = tuple[str, str, str]


@dataclass(frozen=True)
class FoldedText:
    """A text without its blanks, and the line of each of its characters."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The text without blanks."""
        return "".join(self._parts)

    @cached_property
    def _parts(self) -> list[str]:
        return [fold(line) for line in self.text.split("\n")]

    @cached_property
    def _ends(self) -> list[int]:
        return list(accumulate(map(len, self._parts)))

    def line(self, position: int) -> int:
        """Return the line, from 1, of a character of the folded text."""
        return bisect_right(self._ends, position) + 1

    def between(self, first: int, last: int) -> str:
        """Return the folded text of some lines, the last one included."""
        return "".join(self._parts[first - 1 : last])

    def occurrences(self, piece: str) -> Iterator[Lines]:
        """Yield the lines of every place where a piece stands."""
        wanted = fold(piece)
        start = self.folded.find(wanted)
        while start >= 0:
            yield self.line(start), self.line(start + len(wanted) - 1)
            start = self.folded.find(wanted, start + 1)


def find_places(texts: Mapping[str, str], folder: Path) -> pd.DataFrame:
    """Return the lines of every row whose place in its texts is certain.

    Certain are words that stand in a text once, and digits that the account gives to the row; other
    words are taken where they stand nearest. Rows with neither are left out, as are those that
    quote far places together: for them the whole text is the place.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`; rows by the number they have in their file.
    """
    folded = {name: FoldedText(text) for name, text in texts.items()}
    digits = _lines_of_digits(folder)
    found = []
    for row, source, printed in _printed(folder):
        if source not in folded:
            continue
        names = {row[column] for column in list(row.cells)[:1]} | set(
            references(row.cells.get("figure_id", ""))
        )
        anchors = [line for name in names for line in digits.get((source, name), ())]
        lines = _place([[*folded[source].occurrences(one)] for one in printed], anchors)
        if lines and _length(lines) <= MOST_LINES:
            found.append((row.file, str(row.position + 2), source, *map(str, lines)))
    return pd.DataFrame(found, columns=list(COLUMNS), dtype=object)


def _place(found: list[list[Lines]], anchors: list[int]) -> Lines | None:
    """Return the lines that hold one occurrence of each piece; None where nothing is certain."""
    known = [*anchors, *(line for one in found if len(one) == 1 for line in one[0])]
    if not known or not all(found):
        return None
    return min((_around(line, found) for line in sorted(known)), key=_length)


def _around(middle: int, found: list[list[Lines]]) -> Lines:
    """Return the lines that hold of each piece the occurrence nearest to a line."""
    chosen = [min(one, key=lambda lines: abs(lines[0] - middle)) for one in found]
    return min(first for first, _ in chosen), max(last for _, last in chosen)


def _length(lines: Lines) -> int:
    return lines[1] - lines[0]


def _lines_of_digits(folder: Path) -> dict[tuple[str, str], list[int]]:
    """Return the lines in which an account gives digits to a figure, by source and figure."""
    lines: dict[tuple[str, str], list[int]] = {}
    for text, _, account in all_accounts(folder):
        for line, names in zip(account["line"], account["refers_to"], strict=True):
            for name in references(names):
                lines.setdefault((text["source_id"], name), []).append(int(line))
    return lines


def _printed(folder: Path) -> Iterator[tuple[RawRow, str, list[str]]]:
    """Yield each row with each text it quotes, and the pieces it quotes from there."""
    for _, cells in groupby(printed_cells(folder), lambda cell: (cell[0].file, cell[0].position)):
        quoted: dict[str, list[str]] = {}
        for row, column, source in cells:
            quoted.setdefault(source, []).extend(pieces(row[column]))
        yield from ((row, source, found) for source, found in quoted.items() if found)


def prints_stand_at_places(
    texts: Mapping[str, str], places: pd.DataFrame, folder: Path
) -> Iterator[Problem]:
    """Yield printed pieces that do not stand between the lines noted for their row."""
    folded = {name: FoldedText(text) for name, text in texts.items()}
    noted = {
        (row["file"], row["row"], row["source_id"]): (int(row["first_line"]), int(row["last_line"]))
        for row in places.to_dict("records")
    }
    for row, column, source in printed_cells(folder):
        lines = noted.get((row.file, str(row.position + 2), source))
        if not lines or source not in folded:
            continue
        there = folded[source].between(*lines)
        for piece in pieces(row[column]):
            if fold(piece) not in there:
                expected = f"words of {source}, lines {lines[0]} to {lines[1]}"
                yield row.problem(column, expected, REMEDY, piece)
