"""Reading one row of a rerunner's file: typed cells out, every fault told, nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from helpers.data.intake.cell_texts import is_plain, read_number, read_year
from helpers.data.intake.files import Sheet, read_sheet
from helpers.data.intake.limits import MOST_CHARACTERS, MOST_DECIMALS, MOST_DIGITS
from helpers.data.intake.nearest_names import listed, nearest
from helpers.data.parsing import normalise
from helpers.data.tables.columns import FIRST_YEAR, LAST_YEAR
from helpers.errors import MOST_QUOTED, DataRefused, Problem, quoted


def header_problems(
    sheet: Sheet, required: Sequence[str], optional: Sequence[str]
) -> list[Problem]:
    """Return missing and unknown columns, each with the nearest known name."""
    known = [*required, *optional]
    missing = [
        Problem(
            f"no column '{name}'",
            f"the columns {', '.join(required)}",
            "Add the column, or rename the one that holds it.",
            sheet.file,
            sheet.name,
        )
        for name in required
        if name not in sheet.cells
    ]
    unknown = [
        Problem(
            f"the column {quoted(name)}",
            f"one of {', '.join(known)}",
            f"{nearest(name, known)}Rename or remove it.",
            sheet.file,
            sheet.name,
            column=name,
        )
        for name in sheet.cells
        if name not in known
    ]
    return missing + unknown


class Row:
    """The cells of one row with the faults found while reading them.

    Parameters
    ----------
    sheet, number
        Where the row stands; named in every fault.
    cells
        Column to text; defaults are filled in for columns that are missing or blank.
    defaults
        Column to text used for a blank.
    """

    def __init__(
        self, sheet: Sheet, number: int, cells: Mapping[str, str], defaults: Mapping[str, str]
    ) -> None:
        self.sheet, self.number = sheet, number
        self.cells = dict(defaults) | {
            name: normalise(text) for name, text in cells.items() if text.strip()
        }
        self.faults: list[Problem] = []

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    @property
    def locator(self) -> str:
        """Sheet and row, as the way back to the file."""
        row = f"row {self.number}"
        return f"sheet {self.sheet.name}, {row}" if self.sheet.name else row

    def fault(self, column: str, expected: str, remedy: str) -> None:
        """Note that a cell is not what was expected."""
        found = quoted(self[column]) if self[column] else "a blank"
        self.faults.append(
            Problem(found, expected, remedy, self.sheet.file, self.sheet.name, self.number, column)
        )

    def text(self, column: str) -> str:
        """Return a text that hides nothing and that no spreadsheet takes for a formula."""
        if not is_plain(self[column]):
            self.fault(
                column,
                f"a text of at most {MOST_CHARACTERS} characters without control or direction "
                "marks that does not begin as a formula",
                "Write it anew, beginning with a letter.",
            )
        return self[column]

    def required(self, column: str) -> str:
        """Return a text that must not be blank."""
        if not self[column]:
            self.fault(column, "a text", "Fill the cell in.")
        return self.text(column)

    def choice(self, column: str, known: Sequence[str]) -> str:
        """Return one of the known values."""
        if self[column] not in known:
            hint = nearest(self[column], known)
            self.fault(column, f"one of {listed(known)}", f"{hint}Choose one of the list.")
        return self[column]

    def year(self, column: str) -> int | None:
        """Return a year of four digits (a date is refused: it says more than a year)."""
        year = read_year(self[column])
        if year is None:
            self._fault_year(column)
        return year

    def _fault_year(self, column: str) -> None:
        """Say why a text is no year."""
        text = self[column].removesuffix("年").strip()
        if re.fullmatch(r"[0-9]{4}[-/.][0-9]{1,2}([-/.][0-9]{1,2})?", text):
            self.fault(column, "a year, not a date", f"Write the year alone, {text[:4]}.")
        elif not re.fullmatch(r"[0-9]{4}", text):
            self.fault(column, "a year of four digits", "Write the year alone, 2017 for example.")
        else:
            self.fault(column, f"a year from {FIRST_YEAR} to {LAST_YEAR}", "Check the year.")

    def number_with_decimals(self, column: str, unit: str) -> tuple[float | None, int | None]:
        """Return a number and its printed decimals; a percent sign must agree with the unit."""
        number = read_number(self[column])
        if number is None:
            self.fault(column, "a number", "Write digits with a decimal point, without words.")
            return None, None
        if not number.is_moderate:
            self.fault(
                column,
                f"a number of at most {MOST_DIGITS} digits, {MOST_DECIMALS} of them decimals",
                "Round it, or use a larger unit.",
            )
        if number.percent and unit and not unit.startswith("percent"):
            self.fault(column, f"a number in {unit}", "Remove the percent sign or mend the unit.")
        return number.value, number.decimals

    def check_bounds(
        self, column: str, value: float, low: float | None, high: float | None
    ) -> None:
        """Fault a value outside its bounds; None is no bound."""
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = " and ".join(
                f"{word} {bound:g}"
                for word, bound in (("at least", low), ("at most", high))
                if bound is not None
            )
            self.fault(column, f"a value of {bounds}", "Check the figure and its unit.")


def read_cells(
    path: str | Path, required: Sequence[str], defaults: Mapping[str, str], what: str
) -> Sheet:
    """Read a file that must have certain columns.

    Parameters
    ----------
    path
        A .csv or .xlsx file.
    required, defaults
        Columns that must be there, and the text used where an optional one is missing or blank.
    what
        What the rows are, for the error.

    Raises
    ------
    DataRefused
        If the file cannot be read, or columns are missing or unknown.
    """
    sheet = read_sheet(path)
    problems = header_problems(sheet, required, tuple(defaults))
    if problems:
        raise DataRefused(f"{sheet.file} does not have the columns of {what}", problems)
    return sheet


def rows_of(
    sheet: Sheet, defaults: Mapping[str, str], chosen: slice | Sequence[int] = slice(None)
) -> Iterator[Row]:
    """Yield the rows of a sheet, or those at the chosen positions, in their order."""
    cells = sheet.cells.iloc[chosen]
    names = list(cells.columns)
    records = zip(*(cells[name] for name in names), strict=True)
    for number, record in zip(cells.index, records, strict=True):
        yield Row(sheet, int(number), dict(zip(names, record, strict=True)), defaults)


def repetition(row: Row, key: Sequence[object], first: int, column: str) -> Problem:
    """Return the problem of a row whose key the row numbered `first` has."""
    return Problem(
        f"{', '.join(map(str, key))[:MOST_QUOTED]} again",
        f"one row for each, as in row {first}",
        "Remove one of the rows, or tell them apart.",
        row.sheet.file,
        row.sheet.name,
        row.number,
        column,
    )
