"""Intake of added observations from a rerunner's file.

A column is read by its distinct texts, all rows at once. Where that shows a fault, the rows at
fault are read again, cell by cell, to say what is wrong with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.intake.distinct import Distinct, distinct
from helpers.data.intake.files import Sheet
from helpers.data.intake.limits import MOST_PROBLEMS, and_further
from helpers.data.intake.rows import Row, read_cells, repetition, rows_of
from helpers.data.intake.screening import (
    FREE,
    STATUSES,
    Register,
    bounds_of,
    keys_of,
    register_of,
    repeated,
    screened,
)
from helpers.data.tables.columns import QUALIFIERS, UNITS
from helpers.errors import DataRefused, Problem

REQUIRED = ("indicator_id", "year", "value")
DEFAULTS = {
    "unit": "",
    "qualifier": "exact",
    "series": "plan",
    "population": "",
    "status": "reported",
    "label_printed": "",
    "source": "",
    "note": "",
}
ADDED = "added"


def read_added_observations(
    path: str | Path, indicators: pd.DataFrame, milestones: pd.DataFrame
) -> pd.DataFrame:
    """Read added observations.

    Parameters
    ----------
    path
        A .csv or .xlsx file with the columns of ``REQUIRED`` and any of ``DEFAULTS``. A blank unit
        is the indicator's own; a blank series says that the figure continues the plan's.
    indicators, milestones
        The edition's tables; they say which indicators, units, bounds and years are possible.

    Returns
    -------
    DataFrame
        Rows of the table observations, without the column ``comparable``.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    sheet = read_cells(path, REQUIRED, DEFAULTS, "observations")
    register = register_of(indicators, milestones)
    cells = {name: distinct(sheet, name, "") for name in REQUIRED}
    cells |= {name: distinct(sheet, name, blank) for name, blank in DEFAULTS.items()}
    drawn = screened(cells, register)
    again = repeated(cells, drawn["year"])
    if (drawn["faulty"] | again).any():
        raise _refusal(sheet, cells, drawn, again, register)
    return _observations(sheet, cells, drawn)


def _observations(
    sheet: Sheet, cells: Mapping[str, Distinct], drawn: Mapping[str, NDArray[Any]]
) -> pd.DataFrame:
    """Return the rows of observations."""
    indicator, numbers = cells["indicator_id"].column(), sheet.cells.index
    lead = f"sheet {sheet.name}, row" if sheet.name else "row"
    keys = zip(indicator, drawn["year"].tolist(), numbers, strict=True)
    return pd.DataFrame(
        {
            "observation_id": [f"{name}-{year}-{ADDED}-{row}" for name, year, row in keys],
            "indicator_id": indicator,
            "year": drawn["year"],
            "value": drawn["value"],
            "unit": np.array(UNITS, dtype=object)[drawn["unit"]],
            "qualifier": cells["qualifier"].column(),
            "decimals": drawn["decimals"],
            "series": cells["series"].column(),
            "population": cells["population"].column(),
            "status": cells["status"].column(),
            "source_id": ADDED,
            "locator": [f"{lead} {row}" for row in numbers],
            "label_printed": cells["label_printed"].column(),
            "note": _notes(cells["source"], cells["note"]),
        }
    )


def _notes(source: Distinct, note: Distinct) -> NDArray[Any]:
    """Return source and note of each row as one text."""
    if source.texts == [""]:
        return note.column()
    pairs = zip(source.column(), note.column(), strict=True)
    return np.array(["; ".join(filter(None, pair)) for pair in pairs], dtype=object)


def _refusal(
    sheet: Sheet,
    cells: Mapping[str, Distinct],
    drawn: Mapping[str, NDArray[Any]],
    again: NDArray[np.bool_],
    register: Register,
) -> DataRefused:
    """Return the refusal of a file: the problems of the first rows at fault, in reading order."""
    places = np.flatnonzero(drawn["faulty"] | again)
    keys = keys_of(cells, drawn["year"])
    firsts = np.flatnonzero(~again)
    problems: list[Problem] = []
    told = 0
    rows = rows_of(sheet, DEFAULTS, places[:MOST_PROBLEMS].tolist())
    for row, place in zip(rows, places, strict=False):
        if len(problems) >= MOST_PROBLEMS:
            break
        _tell_faults(row, register)
        problems += row.faults
        if again[place]:
            first = int(sheet.cells.index[firsts[np.argmax(keys[firsts] == keys[place])]])
            key = (row["indicator_id"], int(drawn["year"][place]), row["series"])
            problems.append(repetition(row, key, first, "indicator_id"))
        told += 1
    return DataRefused(f"{sheet.file} was not taken{and_further(len(places) - told)}", problems)


def _tell_faults(row: Row, register: Register) -> None:
    """Read the cells of a row one by one; faults stay with `row`."""
    indicator = row.choice("indicator_id", tuple(register.entries))
    entry = register.entries.get(indicator, {})
    year = row.year("year")
    first = register.first_years.get(indicator)
    if year is not None and first is not None and year < first:
        row.fault(
            "year",
            f"a year from {int(first)} on, the indicator's first base year",
            "Leave out observations from before the base.",
        )
    row.cells["unit"] = row["unit"] or str(entry.get("unit", "percent"))
    unit = row.choice("unit", UNITS)
    value, _ = row.number_with_decimals("value", unit)
    if value is not None and unit == entry.get("unit"):
        row.check_bounds("value", value, *bounds_of(entry))
    row.choice("qualifier", QUALIFIERS)
    row.choice("status", STATUSES)
    for name in FREE:
        row.text(name)


def added_source(source_id: str, file: str | Path, what: str) -> dict[str, str]:
    """Return the source row that stands for a rerunner's file."""
    return {
        "source_id": source_id,
        "title": Path(file).name,
        "publisher": "Added for this edition",
        "published": "",
        "language": "en",
        "kind": "rerun",
        "note": f"{what} brought by a rerun; the locator names the row of the file.",
    }
