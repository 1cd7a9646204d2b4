"""How large a rerunner's file may be: far beyond any table of figures, far below a memory's end."""

from __future__ import annotations

from collections.abc import Sequence

from helpers.errors import DataRefused, Problem

# A million rows of seven columns are about 70 MiB of text.
MOST_BYTES = 256 * 2**20
MOST_ROWS = 2_000_000
MOST_COLUMNS = 64
# A cell of a text column; the longest note of this compendium has a few hundred characters.
MOST_CHARACTERS = 10_000
# What a figure may have: doubles hold 15 digits, the tables print 12 decimals at most.
MOST_DIGITS, MOST_DECIMALS = 15, 12
# Problems told of one file; a million sentences would fill the memory and help nobody.
MOST_PROBLEMS = 1_000
# Rows named of what is probably wrong, for each kind.
MOST_DOUBTS = 20
# Names listed where one of many was expected, and names searched for the nearest one.
MOST_LISTED, MOST_SEARCHED = 40, 200


class CappedProblems:
    """The first problems of a file, and how many of its rows have further ones."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.further_rows = 0

    @property
    def is_full(self) -> bool:
        """Whether rows from now on are only counted."""
        return len(self.problems) >= MOST_PROBLEMS

    def add_row(self, problems: Sequence[Problem]) -> None:
        """Add the problems of one row, all or none of them."""
        if self.is_full:
            self.further_rows += bool(problems)
        else:
            self.problems += problems

    def refuse(self, message: str, of_file: Sequence[Problem] = ()) -> None:
        """Refuse the file if there are problems, those of the file as a whole first.

        Raises
        ------
        DataRefused
            With `message` and, where rows have further problems, their number.
        """
        if of_file or self.problems:
            further = and_further(self.further_rows)
            raise DataRefused(f"{message}{further}", [*of_file, *self.problems])


def and_further(rows: int) -> str:
    """Say how many rows have problems beyond the ones told; nothing where there are none."""
    if not rows:
        return ""
    noun = "row has problems" if rows == 1 else "rows have problems"
    return f"; {rows:,} further {noun}, told once these are mended"
