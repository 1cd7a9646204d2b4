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
    middle, legs = _last_legs(points)
    table = indicators.set_index("indicator_id")
    faster = [name for name, stops in legs.items() if _speeds_up(stops, table.loc[name])]
    return middle, [name for name in table.index if name in faster]


def seeming_to_speed_up(points: pd.DataFrame, indicators: pd.DataFrame) -> list[str]:
    """Return the mean growth rates whose index steepens toward the last target, and they do not.

    An index of a constant rate bends upward: drawn, it looks like a faster pace. Arguments as in
    `speeding_up`.
    """
    _, legs = _last_legs(points)
    table = indicators.set_index("indicator_id")
    rates = table.index[table["target_kind"] == "period_mean"]
    return [
        name
        for name in rates
        if name in legs
        and _speeds_up(legs[name], table.loc[name], as_rate=False)
        and not _speeds_up(legs[name], table.loc[name])
    ]


def _last_legs(points: pd.DataFrame) -> tuple[int | None, dict[str, pd.DataFrame]]:
    """Return the last target year but one, and latest base and last two targets by indicator."""
    years = sorted(set(points.loc[points["role"] == "target", "year"]))
    if len(years) < 2:
        return None, {}
    middle, last = years[-2:]
    legs = {}
    for indicator, own in points.sort_values("year").groupby("indicator_id", sort=False):
        bases = own[own["role"] != "target"]
        stops = pd.concat([bases.tail(1), own[own["year"].isin([middle, last])]])
        if len(stops) == 3:
            legs[str(indicator)] = stops
    return int(middle), legs


def _speeds_up(stops: pd.DataFrame, entry: pd.Series, *, as_rate: bool = True) -> bool:
    """Return whether the second of two legs is faster toward better, with every rounding.

    A mean growth rate is compared in logarithms, or `as_rate` false as the index that is drawn.
    """
    ends = stops[["low", "high"]].to_numpy(float)
    if entry["target_kind"] == "period_mean" and as_rate:
        ends = np.log(ends)
    if entry["better"] == "lower":
        ends = -ends[:, ::-1]
    first, second = np.diff(stops["year"])
    return bool((ends[2, 0] - ends[1, 1]) / second > (ends[1, 1] - ends[0, 0]) / first)
