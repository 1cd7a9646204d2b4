"""Later values that a chart may draw: one rule for the sheets and for the two rates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.later import VALUE_STATUSES, VALUES, later_values

DRAWN_RELATIONS = ("same", "other")
NOTHING_LATER = pd.DataFrame(columns=["relation", "date", "year", *VALUES, "status", "piece"])
STATED_RISE = re.compile(r"^([0-9.]+) \+ ([0-9.]+)$")
# Half a unit of the last printed digit.
SUM_TOLERANCE = 0.05


def later_of(
    record: Mapping[str, pd.DataFrame],
    notes: Mapping[str, pd.DataFrame],
    points: pd.DataFrame,
    indicators: pd.DataFrame,
) -> pd.DataFrame:
    """Later values that may stand beside the milestones of some indicators.

    Parameters
    ----------
    record, notes
        Results of ``data.transcriptions.record_of`` and ``data.hindsight.notes_of``; both empty
        under another plan's targets.
    points, indicators
        As for `later_values`.

    Returns
    -------
    DataFrame
        Rows of `later_values` with a value, reported or derived, whose series continues the plan's
        (relation ``same``) or has another label (``other``), by date; no proxies, no bounds, and
        nothing of before the last base.
    """
    if not record or points.empty:
        return NOTHING_LATER
    rows = record["later_observations"]
    rows = rows[rows["indicator_id"].isin(indicators["indicator_id"])]
    table = later_values(rows, notes["later_series"], points, indicators)
    last_base = points.loc[points["role"] != "target", "year"].max()
    usable = table["value"].notna() & table["status"].isin(VALUE_STATUSES)
    usable &= table["relation"].isin(DRAWN_RELATIONS) & (table["date"] >= last_base)
    usable &= table["qualifier"] != "over"
    return table[usable].sort_values("date", kind="stable", ignore_index=True)


def sum_holds(row: Mapping[Any, Any]) -> bool:
    """Tell whether a stated start and rise give the value, where a row states them."""
    match = STATED_RISE.match(row["derivation"])
    return not match or abs(float(match[1]) + float(match[2]) - row["value"]) <= SUM_TOLERANCE
