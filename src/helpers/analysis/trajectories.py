"""Table of trajectories: every path of every indicator, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from helpers.analysis.paths import path_value

COLUMNS = [
    "indicator_id",
    "rule",
    "base_year",
    "target_year",
    "year",
    "value",
    "path",
    "scale",
    "value_low",
    "value_high",
]
ENDS = {"value": "value", "value_low": "low", "value_high": "high"}
RULES = ("linear", "geometric", "logit")


def rules_for(entry: pd.Series, points: pd.DataFrame) -> list[str]:
    """Rules that make sense for an indicator.

    Linear always; geometric where every point is positive; logit for levels that are shares of a
    whole (bounds 0 and 100 percent).
    """
    rules = ["linear"]
    if (points["low"] > 0).all():
        rules.append("geometric")
    share = entry["unit"] == "percent" and (entry["lower_bound"], entry["upper_bound"]) == (0, 100)
    if entry["target_kind"] == "level" and share and points["high"].lt(100).all():
        rules.append("logit")
    return rules


def base_points(points: pd.DataFrame, base_years: Sequence[int]) -> pd.DataFrame:
    """Points a path may start from: chosen years of levels, the printed base of changes.

    An empty choice stands for every year.
    """
    chosen = points["year"].isin(base_years) | (not base_years)
    level_bases = ~points["role"].isin(["target", "base"]) & chosen
    return points[level_bases | (points["role"] == "base")]


def target_points(points: pd.DataFrame, target_years: Sequence[int]) -> pd.DataFrame:
    """Points a path may end in; an empty choice stands for every target."""
    chosen = points["year"].isin(target_years) | (not target_years)
    return points[(points["role"] == "target") & chosen]


def trajectories(
    points: pd.DataFrame,
    indicators: pd.DataFrame,
    base_years: Sequence[int] = (2013, 2015),
    target_years: Sequence[int] = (2020, 2025),
    rules: Sequence[str] = RULES,
) -> pd.DataFrame:
    """Every path from a base to a target, and the piecewise ones through all targets.

    Parameters
    ----------
    points
        Result of ``scales.scaled_milestones``.
    indicators
        Table as declared in ``helpers.data.tables``.
    base_years, target_years, rules
        Which paths to draw. Changes and means have their base year printed; it is always used.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``, sorted as `indicators`, then by rule, base, target, path and year.
        `value_low` and `value_high` are the ends of the rounding interval: a path is monotone in
        its base and in its target. An indicator without a base or a target among the chosen years
        has no row.
    """
    parts = []
    for entry in indicators.to_dict("records"):
        own = points[points["indicator_id"] == entry["indicator_id"]]
        bases, targets = base_points(own, base_years), target_points(own, target_years)
        allowed = [rule for rule in rules if rule in rules_for(pd.Series(entry), own)]
        for rule in allowed:
            for base in bases.to_dict("records"):
                ends = targets[targets["year"] > base["year"]].to_dict("records")
                parts += [_path(rule, [base, end], "direct") for end in ends]
                if len(ends) > 1:
                    parts.append(_path(rule, [base, *ends], "piecewise"))
    return pd.concat(parts, ignore_index=True)[COLUMNS] if parts else pd.DataFrame(columns=COLUMNS)


def _path(rule: str, stops: list[dict], path: str) -> pd.DataFrame:
    """Return the yearly values of one path through its stops, with the ends of its rounding."""
    first, last = stops[0], stops[-1]
    years = np.arange(first["year"], last["year"] + 1)
    values = pd.DataFrame({"year": years, **dict.fromkeys(ENDS, np.nan)})
    for start, end in pairwise(stops):
        leg = (years >= start["year"]) & (years <= end["year"])
        for column, point in ENDS.items():
            values.loc[leg, column] = path_value(
                rule, years[leg], start["year"], start[point], end["year"], end[point]
            )
    return values.assign(
        indicator_id=first["indicator_id"],
        rule=rule,
        base_year=first["year"],
        target_year=last["year"],
        path=path,
        scale=first["scale"],
    )
