"""Readings: each observation beside every base and every target it can be held to."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.analysis.scales import scaled_observations
from helpers.analysis.trajectories import base_points, target_points

POINT = ["indicator_id", "year", "value", "low", "high"]
ORDER = ["indicator_order", "observation_id", "base_year", "target_year"]


def readings(
    observations: pd.DataFrame,
    points: pd.DataFrame,
    indicators: pd.DataFrame,
    report_year: int,
    base_years: Sequence[int],
    target_years: Sequence[int],
) -> pd.DataFrame:
    """One row for each observation of a year, each earlier base and each target after the base.

    Parameters
    ----------
    observations, indicators
        Tables as declared in ``helpers.data.tables``.
    points
        Result of ``scales.scaled_milestones``.
    report_year, base_years, target_years
        As in ``comparison.comparison``.

    Returns
    -------
    DataFrame
        On the scale of comparison: `value`, `low`, `high` of the observation, the same with
        ``_base`` and ``_target``, the years, `scale`, `sign` (+1 where higher is better),
        `comparable`, `reason`, `decimals`; in the order of `indicators`, then of ``ORDER``.
    """
    scaled = scaled_observations(observations, points, indicators)
    observed = scaled.loc[
        scaled["year"] == report_year,
        ["observation_id", *POINT, "decimals", "comparable", "reason"],
    ]
    named = indicators[["indicator_id"]].assign(
        indicator_order=range(len(indicators)),
        sign=indicators["better"].map({"higher": 1.0, "lower": -1.0}),
    )
    grid = (
        observed.merge(base_points(points, base_years)[POINT], on="indicator_id",
                       suffixes=("", "_base"))
        .merge(target_points(points, target_years)[[*POINT, "scale"]], on="indicator_id",
               suffixes=("", "_target"))
        .merge(named, on="indicator_id")
        .rename(columns={"year_base": "base_year", "year_target": "target_year"})
    )  # fmt: skip
    grid = grid[(grid["base_year"] < grid["year"]) & (grid["base_year"] < grid["target_year"])]
    return grid.sort_values(ORDER, ignore_index=True)
