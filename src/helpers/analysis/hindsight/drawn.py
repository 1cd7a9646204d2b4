"""Later values that a chart may draw: one rule for the sheets and for the two rates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.evidence import ENDS_WITH_YEAR, UNDATED, claims_of
from helpers.analysis.hindsight.later import (
    CHANGES,
    VALUE_STATUSES,
    VALUES,
    later_values,
    of_key_enterprises,
    segments,
)
from helpers.analysis.hindsight.outcome_rules import COMPARABLE
from helpers.data.raw import references
from helpers.data.transcriptions import as_later

DRAWN_RELATIONS = ("same", "other")
NOTHING_LATER = pd.DataFrame(
    columns=["relation", "date", "year", *VALUES, "status", "piece", "comparability",
             "comparability_note"]
)  # fmt: skip
STATED_RISE = re.compile(r"^([0-9.]+) \+ ([0-9.]+)$")
# Half a unit of the last printed digit.
SUM_TOLERANCE = 0.05
# From the first value of such enterprises on another group may be counted than before.
SELF_ASSESSED = "self-assessment"


def speaks_for_itself(evidence: pd.DataFrame) -> pd.Series:
    """Tell which rows of evidence give a value of the same or a near measure.

    Parameters
    ----------
    evidence
        Table indicator_evidence.
    """
    given = evidence["value"].notna() & evidence["status"].isin(VALUE_STATUSES)
    return given & evidence["comparability"].isin(COMPARABLE)


def may_be_drawn(evidence: pd.DataFrame) -> pd.Series:
    """Tell which rows of evidence a chart may draw.

    They give a value, reported or derived, of the same or a near measure, and do not contradict
    their own sum.
    """
    return speaks_for_itself(evidence) & ~_sum_fails(evidence)


def failed_sums(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the values that no chart draws because they contradict their own sum, by year."""
    rows = evidence[speaks_for_itself(evidence) & _sum_fails(evidence)]
    return rows.sort_values("year", kind="stable", ignore_index=True)


def stretches(values: pd.DataFrame, lines: pd.Series) -> pd.Series:
    """Number the stretches that a line may join, as ``later.segments`` does.

    Values of key enterprises are joined to none, and another stretch begins where the count passes
    to ``SELF_ASSESSED`` enterprises.

    Parameters
    ----------
    values
        Rows by date, with date, status, conflict, value and population.
    lines
        Name of the line that each row stands on.
    """
    apart = of_key_enterprises(values) | (values["conflict"] == "yes")
    recounted = values["population"].str.contains(SELF_ASSESSED).groupby(lines).cummax()
    parts = lines + recounted.map({True: SELF_ASSESSED, False: ""})
    return segments(values.assign(series=parts, conflict=apart.map({True: "yes", False: "no"})))


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
        Rows of `later_values` that `may_be_drawn`, whose series continues the plan's (relation
        ``same``) or has another label (``other``), by date and each value once; no proxies, no
        bounds, no change over a part of a year, nothing without a year, and nothing of before the
        last base. `piece`: see `stretches`.
    """
    if not record or points.empty:
        return NOTHING_LATER
    rows = record["indicator_evidence"]
    rows = rows[rows["indicator_id"].isin(indicators["indicator_id"])]
    in_part = rows["unit"].isin(CHANGES) & ~rows["precision"].isin(ENDS_WITH_YEAR)
    undated = rows["period"].str.contains(UNDATED)
    usable = rows[may_be_drawn(rows) & ~in_part & ~undated & (rows["qualifier"] != "over")]
    usable = usable.reset_index(drop=True)
    table = later_values(as_later(usable), notes["later_series"], points, indicators)
    failed = set(failed_sums(rows)["evidence_id"])
    table = table.assign(
        date=[claim.date for claim in claims_of(usable.to_dict("records"), "percent")],
        conflict=["yes" if {*references(cell)} - failed else "no"
                  for cell in usable["conflicts_with"]],
    )  # fmt: skip
    last_base = points.loc[points["role"] != "target", "year"].max()
    drawn = table["relation"].isin(DRAWN_RELATIONS) & (table["date"] >= last_base)
    table = table[drawn & table["value"].notna()].sort_values("date", kind="stable")
    table = table.drop_duplicates(["series", "date", "value"]).reset_index(drop=True)
    return table.assign(piece=stretches(table, table["indicator_id"] + table["series"]))


def _sum_fails(evidence: pd.DataFrame) -> pd.Series:
    """Tell which rows state a start and a rise that do not give their value."""
    fails = [not sum_holds(row) for row in evidence.to_dict("records")]
    return pd.Series(fails, evidence.index, dtype=bool)


def sum_holds(row: Mapping[Any, Any]) -> bool:
    """Tell whether a stated start and rise give the value, where a row states them."""
    match = STATED_RISE.match(row["derivation"])
    return not match or abs(float(match[1]) + float(match[2]) - row["value"]) <= SUM_TOLERANCE
