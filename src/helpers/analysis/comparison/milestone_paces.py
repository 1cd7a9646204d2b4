"""Pace that the milestones of a plan ask for, target after target."""

from __future__ import annotations

import numpy as np
import pandas as pd


def speeding_up(points: pd.DataFrame, indicators: pd.DataFrame) -> tuple[int | None, list[str]]:
    """Indicators that need a faster change to their last target than to the one before it.

    Parameters
    ----------
    points
        Result of ``scales.scaled_milestones``.
    indicators
        Table of the edition.

    Returns
    -------
    tuple
        Year of the last target but one, None where there is one target year or none; ids of the
        indicators that need a faster change toward `better` after it than from the latest base to
        it, whatever the rounding, in the order of `indicators`. A mean growth rate is compared as a
        rate, hence in logarithms.
    """
    targets = points[points["role"] == "target"]
    years = sorted(set(targets["year"]))
    if len(years) < 2:
        return None, []
    middle, last = years[-2:]
    table = indicators.set_index("indicator_id")
    faster = []
    for indicator, own in points.sort_values("year").groupby("indicator_id", sort=False):
        entry, bases = table.loc[indicator], own[own["role"] != "target"]
        stops = pd.concat([bases.tail(1), own[own["year"].isin([middle, last])]])
        if len(stops) == 3 and _speeds_up(stops, entry):
            faster.append(indicator)
    return int(middle), [name for name in table.index if name in faster]


def _speeds_up(stops: pd.DataFrame, entry: pd.Series) -> bool:
    """Return whether the second of two legs is faster toward better, with every rounding."""
    ends = stops[["low", "high"]].to_numpy(float)
    if entry["target_kind"] == "period_mean":
        ends = np.log(ends)
    if entry["better"] == "lower":
        ends = -ends[:, ::-1]
    first, second = np.diff(stops["year"])
    return bool((ends[2, 0] - ends[1, 1]) / second > (ends[1, 1] - ends[0, 0]) / first)
