"""Intake of added observations from a rerunner's file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.data.rows import Row, read_rows, repetitions
from helpers.data.tables.columns import QUALIFIERS, UNITS
from helpers.data.tables.core import OBSERVATIONS
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
STATUSES = OBSERVATIONS.column("status").choices
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
    sheet, rows = read_rows(path, REQUIRED, DEFAULTS, "observations")
    entries = indicators.set_index("indicator_id").to_dict("index")
    first_years = (
        milestones.assign(first=milestones[["year", "base_year"]].min(axis=1))
        .groupby("indicator_id")["first"]
        .min()
        .to_dict()
    )
    observations = [_observation(row, entries, first_years) for row in rows]
    problems = [fault for row in rows for fault in row.faults]
    keys = [
        (row.number, (record["indicator_id"], record["year"], record["series"]))
        for row, record in zip(rows, observations, strict=True)
    ]
    problems += repetitions(keys, sheet, "indicator_id")
    if problems:
        raise DataRefused(f"{sheet.file} was not taken", in_reading_order(problems))
    return pd.DataFrame(observations)


def in_reading_order(problems: list[Problem]) -> list[Problem]:
    """Return the problems by row; those of one row keep their order."""
    return sorted(problems, key=lambda problem: problem.row or 0)


def _observation(
    row: Row, entries: dict[str, dict], first_years: dict[str, float]
) -> dict[str, object]:
    """Return one row of observations; faults stay with `row`."""
    indicator = row.choice("indicator_id", list(entries))
    entry = entries.get(indicator, {})
    year = row.year("year")
    first = first_years.get(indicator)
    if year is not None and first is not None and year < first:
        row.fault(
            "year",
            f"a year from {int(first)} on, the indicator's first base year",
            "Leave out observations from before the base.",
        )
    row.cells["unit"] = row["unit"] or str(entry.get("unit", UNITS[0]))
    unit = row.choice("unit", UNITS)
    value, decimals = row.number_with_decimals("value", unit)
    if value is not None and unit == entry.get("unit"):
        row.check_bounds("value", value, *bounds_of(entry))
    return {
        "observation_id": f"{indicator}-{year}-{ADDED}-{row.number}",
        "indicator_id": indicator,
        "year": year,
        "value": value,
        "unit": unit,
        "qualifier": row.choice("qualifier", QUALIFIERS),
        "decimals": decimals,
        "series": row["series"],
        "population": row["population"],
        "status": row.choice("status", STATUSES),
        "source_id": ADDED,
        "locator": row.locator,
        "label_printed": row["label_printed"],
        "note": "; ".join(filter(None, [row["source"], row["note"]])),
    }


def bounds_of(entry: dict) -> tuple[float | None, float | None]:
    """Return lower and upper bound of a register entry, None for no bound."""
    low, high = (entry.get(name) for name in ("lower_bound", "upper_bound"))
    return (None if pd.isna(low) else low, None if pd.isna(high) else high)


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
