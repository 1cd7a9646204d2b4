"""Table of comparison: each observation beside every path to the targets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from helpers.analysis.comparison.inputs import ComparisonInputs
from helpers.analysis.comparison.path_choices import path_choices_in_parts
from helpers.analysis.comparison.paths import of_each_rule, path_value, path_year
from helpers.analysis.comparison.position import position
from helpers.analysis.comparison.rounding import last_digit
from helpers.analysis.comparison.trajectories import allowed_rules
from helpers.data.tables.assessment import COMPARISON

COLUMNS = COMPARISON.names
# Columns of a path, by the end of the roundings that they are computed from.
PATH_ENDS = {"expected": "value", "path_low": "low", "path_high": "high"}
FROM_PATHS = (*PATH_ENDS, "path_year")
ENDS_OF_PATHS = [f"{end}_{point}" for end in PATH_ENDS.values() for point in ("base", "target")]
OF_PATHS = ("year", "value", "base_year", "target_year", *ENDS_OF_PATHS)
# Observations compared at a time: a dozen paths of each take some 100 MB.
AT_ONCE = 10_000


def compare(inputs: ComparisonInputs) -> pd.DataFrame:
    """Observations of one year beside every path: gap, rounding interval, paces, position.

    With base (t0, y0), report (t, y), target (T, yT) and d = +1 where higher is better, else -1::

        gap          = d (y - path(t))
        pace         : observed (y - y0)/(t - t0), planned (yT - y0)/(T - t0),
                       required (yT - y)/(T - t)
        acceleration = required / observed
        path_year    : the year in which the path has the value y, between t0 and T

    The interval of the gap is exact: observation, base and target each run through their rounding
    interval, and a path is monotone in its base and in its target, so the ends lie at corners.
    A path ends in its target year: targets of earlier years than the report are not compared here
    but in ``past_targets``, and a report of the target year is compared with the target. The
    required pace is 0 where the target is reached already, and missing in the target year.

    Returns
    -------
    DataFrame
        Columns of ``COMPARISON``, in the order of `indicators`, then observation, base year, target
        year and rule.
    """
    parts = list(compare_in_parts(inputs))
    if len(parts) == 1:
        return parts[0]
    # Column by column, so that the paths of a million observations lie in memory once.
    columns = [{name: part[name].to_numpy(copy=True) for name in COLUMNS} for part in parts]
    parts.clear()
    return pd.DataFrame(
        {name: np.concatenate([part.pop(name) for part in columns]) for name in COLUMNS},
        copy=False,
    )


def compare_in_parts(inputs: ComparisonInputs, size: int = AT_ONCE) -> Iterator[pd.DataFrame]:
    """Yield the result of `compare` part by part, all paths of an observation together.

    For summaries of more rows than fit into memory: a dozen each of a million observations of
    one year take 2 GB as one table. `size` is how many observations a part holds at most.
    """
    choices = inputs.choices
    allowed = allowed_rules(inputs.points, inputs.indicators, choices.rules)
    grids = path_choices_in_parts(inputs, size)
    return (_compared(grid, allowed, choices.report_year) for grid in grids)


def _compared(grid: pd.DataFrame, allowed: pd.DataFrame, report_year: int) -> pd.DataFrame:
    """Return the rows of the table for some observations, bases and targets."""
    grid = grid[grid["target_year"] >= report_year].merge(allowed, on="indicator_id")
    if grid.empty:
        return pd.DataFrame(columns=COLUMNS)
    grid["report_year"] = report_year
    grid = _add_gaps(grid)
    grid = _add_paces(grid)
    comparable = grid["comparable"] != "no"
    half = last_digit(grid)
    grid["position"] = position(
        grid["gap"], grid["gap_low"], grid["gap_high"], half, comparable
    ).astype(object)
    return grid.rename(columns={"value": "observed"})[COLUMNS]


def _add_gaps(grid: pd.DataFrame) -> pd.DataFrame:
    """Add expected value, gap, the interval of the gap, and the year of the path."""
    found = {name: np.full(len(grid), np.nan) for name in FROM_PATHS}
    for rule, places, own in of_each_rule(grid, OF_PATHS):
        for column, end in PATH_ENDS.items():
            found[column][places] = path_value(
                rule, own["year"], own["base_year"], own[f"{end}_base"],
                own["target_year"], own[f"{end}_target"],
            )  # fmt: skip
        found["path_year"][places] = path_year(
            rule, own["value"], own["base_year"], own["value_base"],
            own["target_year"], own["value_target"],
        )  # fmt: skip
    grid = grid.assign(**found)
    on_path = grid["path_year"].between(grid["base_year"], grid["target_year"])
    grid["path_year"] = grid["path_year"].where(on_path)
    better = grid["sign"] == 1
    grid["gap"] = grid["sign"] * (grid["value"] - grid["expected"])
    above, below = grid["low"] - grid["path_high"], grid["high"] - grid["path_low"]
    grid["gap_low"] = above.where(better, -below)
    grid["gap_high"] = below.where(better, -above)
    return grid


def _add_paces(grid: pd.DataFrame) -> pd.DataFrame:
    """Add observed, planned and required pace and their ratios; NaN where one divides by zero.

    A target that is reached, as printed or at an end of the roundings, requires a pace of 0.
    """
    elapsed = grid["year"] - grid["base_year"]
    remaining = (grid["target_year"] - grid["year"]).where(lambda years: years > 0)
    grid["pace_observed"] = (grid["value"] - grid["value_base"]) / elapsed
    grid["pace_low"] = (grid["low"] - grid["high_base"]) / elapsed
    grid["pace_high"] = (grid["high"] - grid["low_base"]) / elapsed
    span = grid["target_year"] - grid["base_year"]
    grid["pace_planned"] = (grid["value_target"] - grid["value_base"]) / span
    ends = {"": ("value", "value"), "_low": ("low", "high"), "_high": ("high", "low")}
    for end, (target, report) in ends.items():
        missing = grid["sign"] * (grid[f"{target}_target"] - grid[report])
        grid[f"pace_required{end}"] = grid["sign"] * missing.clip(lower=0) / remaining + 0.0
    grid["pace_ratio"] = grid["pace_observed"] / grid["pace_planned"].where(lambda pace: pace != 0)
    observed = grid["pace_observed"].where(lambda pace: pace != 0)
    grid["acceleration"] = grid["pace_required"] / observed + 0.0  # no "-0.0"
    return grid
