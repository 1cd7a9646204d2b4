"""What can be taken and is probably wrong: said, never changed."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.intake.column_rules import FilledForm, first_rows

# So many times beyond every milestone, a level is probably in another unit, or a fraction.
FAR = 10.0
# Units of observations that can be brought to the scale of a target, by its kind, beside its own.
CONVERTIBLE = {
    "level": (),
    "change_from_base": ("percent_on_previous_year", "index_base_100"),
    "period_mean": ("percent_on_previous_year", "index_base_100"),
}


def milestone_ranges(milestones: pd.DataFrame) -> pd.DataFrame:
    """Return lowest and highest milestone of each indicator, by its id."""
    return milestones.groupby("indicator_id")["value"].agg(lowest="min", highest="max")


def doubt_conflicts(form: FilledForm, unit: NDArray[Any]) -> None:
    """Note values of which another source gives one of the same year, series and unit."""
    names = ("indicator_id", "area", "year", "series")
    parts = [pd.factorize(column) for column in (*(form.values[name] for name in names), unit)]
    sizes = [len(known) for _, known in parts]
    first = first_rows(np.ravel_multi_index([codes for codes, _ in parts], sizes))
    value, year, rows = form.values["value"], form.values["year"], form.sheet.cells.index
    form.doubt(
        "value",
        first != np.arange(len(first)),
        lambda row: (
            f"one value of {year[row]}, as in row {rows[first[row]]}, which has "
            f"{value[first[row]]:g}",
            "Both are compared, each by itself; keep one if only one counts.",
        ),
    )


def doubt_observations(form: FilledForm, unit: NDArray[Any], allowed: pd.DataFrame) -> None:
    """Note values far from every milestone, of another sign or unit, and of a year to come.

    Parameters
    ----------
    form
        The observations, without faults.
    unit
        Unit of each row, shape (n,).
    allowed
        For each row unit, target_kind, lowest and highest milestone of its indicator.
    """
    value, year = form.values["value"], form.values["year"]
    own, kind = allowed["unit"].to_numpy(), allowed["target_kind"].to_numpy()
    lowest, highest = allowed["lowest"].to_numpy(float), allowed["highest"].to_numpy(float)
    this_year = date.today().year
    form.doubt("year", year > this_year, (f"a year up to {this_year}", "Check the year."))
    known = [own == unit, *((kind == name) & np.isin(unit, units)
                            for name, units in CONVERTIBLE.items())]  # fmt: skip
    form.doubt(
        "unit",
        ~np.any(known, axis=0),
        lambda row: (f"{own[row]}, the indicator's own", "It cannot be compared as it stands."),
    )
    level = (kind == "level") & (own == unit) & (lowest > 0)
    fraction = level & (own == "percent") & (value > 0) & (value <= 1) & (value < lowest / FAR)
    form.doubt(
        "value",
        fraction,
        lambda row: (
            f"percent, not a fraction; its milestones run to {highest[row]:g}",
            "Write 34 for 0.34.",
        ),
    )
    far = level & ~fraction & ((value < lowest / FAR) | (value > highest * FAR))
    form.doubt(
        "value",
        far,
        lambda row: (f"a value near {lowest[row]:g} to {highest[row]:g}", "Check value and unit."),
    )
    turned = (kind == "change_from_base") & (own == unit) & (highest < 0) & (value > 0)
    form.doubt("value", turned, ("a fall, which is negative", "Write -18 for a fall by 18 %."))
