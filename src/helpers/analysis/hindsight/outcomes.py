"""Outcome of the twelve indicators: what the published values decide, by explicit rules.

For each indicator and target year T, with d = +1 where higher is better, else -1:

1. Values of the plan's own series count, reported or derived, whole years before parts of years.
2. A value *passes* if it reaches the target as printed; "about" passes or fails only with its whole
   rounding interval, "over" can pass but not fail.
3. Values for T: all pass -> met (``in_year``); all fail -> missed, if one speaks of the whole year,
   else open (``part_of_year``, the rest of T may bring it); anything else -> open (``undecided``).
4. No value for T, but all of the last year before it pass -> met (``before``); do not all pass ->
   open (``earlier_short``).
5. Still open, and a series of the same rate under another label is met by rules 2 to 4 -> met only
   on another series (``another_series``).
6. No value at all -> open (``no_value``). Proxies decide nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.analysis.comparison.position import TOLERANCE
from helpers.analysis.hindsight.later import preferred

COLUMNS = [
    "indicator_id",
    "target_year",
    "status",
    "basis",
    "target",
    "value",
    "value_year",
    "series",
    "gap",
    "passed_in",
    "later_target",
    "later_target_gap",
    "scale",
    "grades",
    "caveat",
    "later_ids",
]


def outcomes(
    later: pd.DataFrame,
    points: pd.DataFrame,
    indicators: pd.DataFrame,
    notes: pd.DataFrame,
    left_out: Sequence[str] = (),
) -> pd.DataFrame:
    """Status of every target, with the value it rests on.

    Parameters
    ----------
    later
        Result of ``later.later_values``.
    points
        Result of ``scales.scaled_milestones``.
    indicators, notes
        Tables indicators and outcome_notes.
    left_out
        Rows of `later` nothing may rest on, for example ``triples.slips``.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``, a row for each target, in the order of `points`. Where a status is
        open, `value` is the last one of the plan's own series, if there is one.
    """
    usable = later[~later["later_id"].isin(left_out)]
    signs = indicators.set_index("indicator_id")["better"].map({"higher": 1.0, "lower": -1.0})
    rows = [
        _outcome(
            usable[usable["indicator_id"] == target["indicator_id"]],
            target,
            float(signs[target["indicator_id"]]),
        )
        for target in points[points["role"] == "target"].to_dict("records")
    ]
    table = pd.DataFrame(rows).merge(
        notes, on=["indicator_id", "target_year"], how="left", suffixes=("", "_noted")
    )
    joined = zip(table["later_ids"], table["later_ids_noted"].fillna(""), strict=True)
    table["later_ids"] = [_together(*cells) for cells in joined]
    grades = later.set_index("later_id")["grade"]
    table["grades"] = [
        ", ".join(sorted({grades[name] for name in cell.split("; ") if name}))
        for cell in table["later_ids"]
    ]
    return table.assign(caveat=table["caveat"].fillna(""))[COLUMNS]


def _outcome(own: pd.DataFrame, target: dict[Any, Any], sign: float) -> dict[str, Any]:
    """Return the row of one target."""
    year = int(target["year"])
    values = preferred(own)
    values = values[values["year"] <= year]
    plan = values[values["relation"] == "same"]
    status, basis, last = decide(plan, target["value"], sign, year)
    if status == "open":
        for _, other in values[values["relation"] == "other"].groupby("series"):
            found = decide(other, target["value"], sign, year)
            if found[0] == "met":
                status, basis, last = "met_on_another_series", "another_series", found[2]
    goals = own[(own["status"] == "target") & (own["year"] == year) & own["value"].notna()]
    goals = goals[goals["relation"] != "proxy"]
    goal = goals["value"].iloc[0] if len(goals) else float("nan")
    ranked = last.sort_values(["date", "later_id"], ascending=[False, True])
    nearest = ranked.iloc[0] if len(ranked) else None
    passing = plan[passes(plan, target["value"], sign)]
    return {
        "indicator_id": target["indicator_id"],
        "target_year": year,
        "status": status,
        "basis": basis,
        "target": target["value"],
        "value": float("nan") if nearest is None else nearest["value"],
        "value_year": float("nan") if nearest is None else nearest["year"],
        "series": "" if nearest is None else nearest["series"],
        "gap": float("nan") if nearest is None else sign * (nearest["value"] - target["value"]),
        "passed_in": passing["year"].min(),
        "later_target": goal,
        "later_target_gap": sign * (goal - target["value"]),
        "scale": target["scale"],
        "later_ids": _together(*last["chain"], *goals["chain"]),
    }


def decide(
    values: pd.DataFrame, target: float, sign: float, year: int
) -> tuple[str, str, pd.DataFrame]:
    """Status and basis of one series by rules 2 to 4 and 6, and the rows of its last year.

    Parameters
    ----------
    values
        Rows of one series up to the target year, as ``later.preferred`` leaves them.
    target, sign, year
        Target on the scale of `values`, +1 or -1, and the year of the target.
    """
    if values.empty:
        return "open", "no_value", values
    last = values[values["year"] == values["year"].max()]
    passing, failing = passes(last, target, sign), fails(last, target, sign)
    if last["year"].iloc[0] < year:
        return ("met", "before", last) if passing.all() else ("open", "earlier_short", last)
    if passing.all():
        return "met", "in_year", last
    if not failing.all():
        return "open", "undecided", last
    whole = last["precision"].eq("year").any()
    return ("missed", "in_year", last) if whole else ("open", "part_of_year", last)


def passes(values: pd.DataFrame, target: float, sign: float) -> pd.Series:
    """Tell which values reach the target: as printed, "about" with its whole interval."""
    worst = values["low"] if sign > 0 else values["high"]
    printed = values["value"].where(values["qualifier"] != "about", worst)
    return sign * (printed - target) >= -TOLERANCE


def fails(values: pd.DataFrame, target: float, sign: float) -> pd.Series:
    """Tell which values fall short: as printed, "about" with its whole interval, "over" never."""
    best = values["high"] if sign > 0 else values["low"]
    printed = values["value"].where(~values["qualifier"].isin(["about", "over"]), best)
    return sign * (printed - target) < -TOLERANCE


def fate(position: str, status: str) -> str:
    """Whether a position against the path held, given the outcome of the first target.

    Parameters
    ----------
    position
        A verdict of ``verdicts.verdicts``.
    status
        A status of `outcomes`.

    Returns
    -------
    str
        ``held`` for ahead and met, or behind and missed; ``not_held`` for the crossed pairs;
        ``open`` for anything else, such as a target met only on another series.

    Examples
    --------
    >>> fate("leans_ahead", "missed"), fate("behind", "met_on_another_series")
    ('not_held', 'open')
    """
    side = position.removeprefix("leans_")
    if side not in ("ahead", "behind") or status not in ("met", "missed"):
        return "open"
    return "held" if (side == "ahead") == (status == "met") else "not_held"


def _together(*cells: str) -> str:
    """Return row names of several cells, each once, in order."""
    names = [name for cell in cells for name in cell.split("; ") if name]
    return "; ".join(dict.fromkeys(names))
