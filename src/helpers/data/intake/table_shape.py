"""Where a table begins and ends in a sheet, what its columns mean, and whether years are columns.

Nothing is changed without being told: `Shape` says what was found, left out and renamed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from helpers.data.intake.header_names import column_of, year_of
from helpers.data.intake.limits import MOST_COLUMNS
from helpers.data.intake.reading_choice import GUESSED, Choice
from helpers.data.parsing import normalise

Row = tuple[int, list[str]]
# Rows among which the header is looked for.
MOST_TITLE_ROWS = 20
# Columns that a header must name to be taken for one, where it does not name all.
LEAST_NAMES = 2
# A header that names all counts beyond every other.
LONG_SCORE, WIDE_SCORE = 1_000, 500
WIDE = {"indicator_id", "year", "value"}
NOTE = re.compile(
    r"[*†‡①-⑳\[(]?\s*\d{0,2}[\])]?\s*"
    r"(?:注|备注|说明|资料来源|数据来源|来源|单位|notes?\b|sources?\b)",
    re.IGNORECASE,
)
NO_VALUE = {"-", "--", "…", "……", "...", "..", "n/a", "na", "n.a.", "无", "—"}


@dataclass
class Shape:
    """A table as it was found in a sheet.

    Attributes
    ----------
    header_row
        Row of the header, as the file counts.
    printed, names
        Columns as printed, and what they mean.
    years
        Years that are columns; none for a long table.
    left_out
        Row numbers and texts above and below the table.
    without_value
        How many rows or cells say that there is no value.
    """

    header_row: int
    printed: list[str]
    names: list[str]
    years: list[int] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)
    without_value: int = 0
    rows: int = 0

    def __post_init__(self) -> None:
        columns = self.columns
        self._place = columns.index("value") if "value" in columns else -1

    @property
    def columns(self) -> list[str]:
        """Names of the columns of the table as it is read."""
        return [*self._kept, "year", "value"] if self.years else self.names

    @property
    def _kept(self) -> list[str]:
        """Columns of a wide table that are no years."""
        return [name for name in self.names if year_of(name) is None]

    def is_outside(self, first: int, last: int) -> bool:
        """Tell whether rows lie above the table or hold notes alone."""
        notes = {number for number, _ in self.left_out}
        return last < self.header_row or notes.issuperset(range(first, last + 1))

    def read(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield the rows of the table, one value each, without notes below it."""
        place = self._place
        for number, row in rows:
            # Almost every row; a million of them are asked nothing more.
            if place < 0 and len(row) > 1 and row[0] and row[1]:
                self.rows += 1
                yield number, row
                continue
            if self._is_note(row):
                self.left_out.append((number, first_text(row)))
                continue
            for one in self._long(row) if self.years else [row]:
                if self._says_nothing(one):
                    self.without_value += 1
                else:
                    self.rows += 1
                    yield number, one

    def keep(
        self, numbers: NDArray[np.int64], columns: Sequence[Sequence[str]]
    ) -> tuple[NDArray[np.int64], Sequence[Sequence[str]]]:
        """Return the rows of a long table that `read` yields.

        Parameters
        ----------
        numbers : ndarray of int, shape (n,)
            Their numbers.
        columns
            Two columns or more, of n texts each.
        """
        pairs = zip(*columns[:2], strict=True)
        is_plain = np.array([bool(a and b and not a[0].isspace()) for a, b in pairs], dtype=bool)
        if self._place >= 0:
            values = columns[self._place]
            if nothing := {text for text in {*values} if _is_nothing(text)}:
                is_plain &= [text not in nothing for text in values]
        self.rows += int(is_plain.sum())
        for place in np.flatnonzero(~is_plain).tolist():
            row = [column[place] for column in columns]
            if any(map(str.strip, row)):
                is_plain[place] = any(self.read([(int(numbers[place]), row)]))
        if is_plain.all():
            return numbers, columns
        kept = np.flatnonzero(is_plain).tolist()
        return numbers[kept], [[column[place] for place in kept] for column in columns]

    def _is_note(self, row: Sequence[str]) -> bool:
        """Tell whether a row holds a note alone."""
        if len(row) > 1 and row[0] and row[1]:  # almost every row, so it is asked first
            return False
        filled = [text for text in row if text.strip()]
        return len(filled) == 1 and len(self.names) > 1 and bool(NOTE.match(normalise(filled[0])))

    def _long(self, row: list[str]) -> Iterator[list[str]]:
        """Yield a row of a wide table once for each year."""
        wide = len(self.names)
        cells = (row + [""] * wide)[:wide]
        kept = [text for text, name in zip(cells, self.names, strict=True) if year_of(name) is None]
        for text, name in zip(cells, self.names, strict=True):
            if (year := year_of(name)) is not None:
                yield [*kept, str(year), text or "-", *row[wide:]]

    def _says_nothing(self, row: Sequence[str]) -> bool:
        """Tell whether a row says that there is no value."""
        place = self._place
        return 0 <= place < len(row) and _is_nothing(row[place])

    def told(self) -> list[str]:
        """Return what was guessed, in words; nothing where the file is as the form has it."""
        said = []
        if self.header_row != 1:
            said.append(f"header in row {self.header_row}")
        if self.years:
            said.append(f"years as columns, {self.years[0]} to {self.years[-1]}")
        renamed = [
            f"'{printed}' as {name}"
            for printed, name in zip(self.printed, self.names, strict=True)
            if name != printed and year_of(printed) is None
        ]
        if renamed:
            said.append(f"columns {', '.join(renamed)}")
        if self.without_value:
            said.append(f"{self.without_value} without a value left out")
        if self.left_out:
            texts = "; ".join(f"row {number} '{text[:60]}'" for number, text in self.left_out[:10])
            said.append(f"no part of the table: {texts}")
        return said


def find_shape(
    head: Sequence[Row],
    known: Collection[str],
    required: Collection[str],
    choice: Choice = GUESSED,
) -> Shape:
    """Return the shape of the table that begins among the first rows of a sheet.

    The header is the first row that names all required columns, else the first that names an
    indicator and years, else the one that names most columns, else the first row.

    Parameters
    ----------
    head
        The first filled rows.
    known, required
        Columns that the table may have, and must have; none where any header will do.
    choice
        What was said instead; its header is the first of these rows that is not above it.
    """
    if choice.header_row:
        above = [row for row in head if row[0] < choice.header_row]
        shape = _shape(*head[len(above)], known, required, choice.columns)
        shape.left_out += [(number, first_text(row)) for number, row in above]
        return shape
    shapes = [
        _shape(number, row, known, required, choice.columns)
        for number, row in head[:MOST_TITLE_ROWS]
    ]
    scores = [_score(shape, known, required) for shape in shapes]
    best = max(range(len(shapes)), key=lambda place: (scores[place], -place))
    if scores[best] < LEAST_NAMES:
        best = 0
    shape = shapes[best]
    shape.left_out += [(number, first_text(row)) for number, row in head[:best]]
    return shape


def _is_nothing(text: str) -> bool:
    """Tell whether a cell says that there is no value."""
    return not text[:1].isdigit() and normalise(text).casefold() in NO_VALUE


def fits(head: Sequence[Row], known: Collection[str], required: Collection[str]) -> bool:
    """Tell whether a sheet that begins so has a header with all that is required."""
    shapes = (_shape(number, row, known, required) for number, row in head)
    return bool(required) and any(_score(shape, known, required) >= WIDE_SCORE for shape in shapes)


def first_text(row: Sequence[str]) -> str:
    """Return the first filled cell of a row."""
    return next((normalise(text) for text in row if text.strip()), "")


def _shape(
    number: int,
    row: list[str],
    known: Collection[str],
    required: Collection[str],
    said: Mapping[str, str] = MappingProxyType({}),
) -> Shape:
    """Return the shape of a table with this header; what is said of a column is not guessed."""
    printed = [name.strip() for name in row]
    while printed and not printed[-1]:
        printed.pop()
    guessable = [name for name in known if name not in said.values()]
    # A header of more columns than a table may have is refused; what they hold needs no guess.
    guessed, names = printed[:MOST_COLUMNS], printed[MOST_COLUMNS:]
    names = [said.get(normalise(name)) or column_of(name, guessable) for name in guessed] + names
    years = [year for name in printed if (year := year_of(name)) is not None]
    is_wide = set(required) == WIDE and years and not {"year", "value"} & {*names}
    if is_wide and "indicator_id" not in names and names[:1] == [""]:
        names[0] = "indicator_id"
    return Shape(number, printed, names, years if is_wide else [])


def _score(shape: Shape, known: Collection[str], required: Collection[str]) -> int:
    """Return how many columns a header names; a full one counts beyond any that is not."""
    named = sum(name in known for name in shape.names)
    if required and set(required) <= {*shape.names}:
        return LONG_SCORE + named
    if shape.years and "indicator_id" in shape.names:
        return WIDE_SCORE + named
    return named
