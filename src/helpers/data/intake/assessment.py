"""A table of base, current and target values to be assessed, of any plan."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.data.intake.limits import MOST_PROBLEMS, and_further
from helpers.data.intake.rows import read_cells, rows_of
from helpers.errors import DataRefused, Problem

REQUIRED = ("base_year", "base_value", "current_year", "current_value", "target_year", "target")
DEFAULTS = {"name": "", "better": "higher", "share": "no"}
YEARS = ("base_year", "current_year", "target_year")
VALUES = ("base_value", "current_value", "target")
DIRECTIONS = ("higher", "lower")


def read_assessments(path: str | Path) -> pd.DataFrame:
    """Read one assessment a row.

    Parameters
    ----------
    path
        A .csv or .xlsx file with the columns of ``REQUIRED`` and any of ``DEFAULTS``: `better` is
        higher or lower, `share` yes where the values are shares of a whole in percent.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    sheet = read_cells(path, REQUIRED, DEFAULTS, "assessments")
    records = []
    faults: list[Problem] = []
    untold = 0
    for row in rows_of(sheet, DEFAULTS):
        record: dict[str, object] = {"name": row.text("name") or f"row {row.number}"}
        record |= {name: row.year(name) for name in YEARS}
        record |= {name: row.number_with_decimals(name, "percent")[0] for name in VALUES}
        record["better"] = row.choice("better", DIRECTIONS)
        record["share"] = row.choice("share", ("yes", "no")) == "yes"
        years = [record[name] for name in YEARS]
        if None not in years and not (years[0] < years[1] and years[0] < years[2]):  # type: ignore[operator]
            row.fault("base_year", "a year before current and target year", "Check the years.")
        if len(faults) < MOST_PROBLEMS:
            faults += row.faults
        else:
            untold += bool(row.faults)
        records.append(record)
    if faults:
        raise DataRefused(f"{sheet.file} was not taken{and_further(untold)}", faults)
    return pd.DataFrame(records)
