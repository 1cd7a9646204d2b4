"""The columns of a table that a rerunner fills in, taken from the declared tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from helpers.data.intake.files import Sheet
from helpers.data.intake.nearest_names import nearest
from helpers.data.schema import Column
from helpers.data.tables.columns import DECIMALS, text
from helpers.errors import Problem, quoted

SOURCE_TEXT = text("source", "Publisher, document and date", required=False)
# How a value was printed, where its cell does not show it.
AS_PRINTED = (
    replace(
        DECIMALS, description="Digits printed after the decimal point; blank: those of the value"
    ),
    text("value_printed", "Value as printed: gives its decimals and about", required=False),
)


@dataclass(frozen=True)
class InputForm:
    """The columns of a table that a rerunner fills in.

    Attributes
    ----------
    rows
        What the rows are, for the error.
    required, optional
        Columns that must be there and filled, and columns that may be missing or blank.
    own_blanks
        What a blank stands for, where that is not the first choice of its column, "-" for a text
        that no table leaves blank, or nothing. A required column with one may be left blank.
    carries
        Whether further columns are carried along as they are.
    takes_periods
        Whether a row may speak of a month or a quarter.
    """

    rows: str
    required: tuple[Column, ...]
    optional: tuple[Column, ...]
    own_blanks: Mapping[str, str] = field(default_factory=dict)
    carries: bool = False
    takes_periods: bool = False

    @property
    def names(self) -> list[str]:
        """Names of all columns, the required ones first."""
        return [column.name for column in (*self.required, *self.optional)]

    @property
    def blanks(self) -> dict[str, str]:
        """Text that a blank stands for, by optional column."""
        return {column.name: _blank(column) for column in self.optional} | dict(self.own_blanks)


def _blank(column: Column) -> str:
    """Return what a blank of an optional column stands for."""
    if column.choices:
        return column.choices[0]
    return "-" if column.kind == "string" and column.required else ""


def header_problems(sheet: Sheet, form: InputForm) -> list[Problem]:
    """Return missing and unknown columns, each with the nearest known name."""
    in_sheet = partial(Problem, file=sheet.file, sheet=sheet.name)
    required = [column.name for column in form.required]
    expected, remedy = (
        f"the columns {', '.join(required)}",
        "Add the column, or rename the one that holds it.",
    )
    missing = [
        in_sheet(f"no column '{name}'", expected, remedy)
        for name in required
        if name not in sheet.cells
    ]
    expected = f"one of {', '.join(form.names)}"
    return missing + [
        in_sheet(
            f"the column {quoted(name)}",
            expected,
            f"{nearest(name, form.names)}Rename or remove it.",
            column=name,
        )
        for name in sheet.cells
        if name not in form.names and not form.carries
    ]
