"""Which sheet of a workbook holds the data."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from helpers.data.intake.reading_choice import check_sheet
from helpers.data.intake.table_shape import MOST_TITLE_ROWS, Row, fits
from helpers.errors import DataRefused, Problem, quoted

DATA_SHEET = "observations"
# What a workbook of targets says of their plan.
PLAN_SHEET = "plan"
# Sheets of our own template that hold no data, and those that name areas or the plan.
OTHER_SHEETS = ("about", "lists", "areas", "地区", PLAN_SHEET)


def choose_sheet(
    path: Path,
    sheets: Mapping[str, Sequence[Row]],
    known: Collection[str],
    required: Collection[str],
    chosen: str = "",
) -> str:
    """Return the sheet that was chosen, else the one called observations, else the only filled one,
    else the only one that fits.

    Parameters
    ----------
    path
        The workbook.
    sheets
        The first rows of each sheet, by its name.
    known, required
        Columns that the table may have, and must have.
    chosen
        Name of a sheet, or "".

    Raises
    ------
    WrongCall
        If no sheet has the chosen name.
    DataRefused
        If several sheets are filled, and not just one of them has the columns.
    """
    if chosen:
        return check_sheet(path, chosen, list(sheets))
    if DATA_SHEET in sheets:
        return DATA_SHEET
    heads = {name: [row for row in rows if any(map(str.strip, row[1]))][:MOST_TITLE_ROWS]
             for name, rows in sheets.items()}  # fmt: skip
    filled = [name for name, head in heads.items() if head and name not in OTHER_SHEETS]
    first = (filled or list(sheets))[0]
    others = [name for name in filled if name != first]
    if not others:
        return first
    fitting = [name for name in filled if fits(heads[name], known, required)]
    if len(fitting) == 1:
        return fitting[0]
    problems = [
        Problem(
            f"a further sheet {quoted(name)} with content",
            f"one sheet of data, called '{DATA_SHEET}'",
            f"Say which to read with --sheet, call it '{DATA_SHEET}', or remove the other.",
            path.name,
        )
        for name in others
    ]
    raise DataRefused(f"cannot read {path.name}", problems)
