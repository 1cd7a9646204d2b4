"""The two headline rates: which line a later value stands on, and what the plan's own basis gives.

Later statements print a change since 2015, and so imply a level for that year which can be set
beside the plan's own. The distance is the *shift* of the label. It is established only where every
level implied lies on one side of the plan's, beyond both roundings; taken off the later values it
gives them on the plan's basis, if the label moved by the same number of points throughout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.evidence import FIRM, claims_of, worst
from helpers.analysis.hindsight.intervals import target_bound
from helpers.analysis.hindsight.later import VALUE_STATUSES
from helpers.analysis.hindsight.outcome_rules import COMPARABLE

RATES = ("cnc_key_process_ratio", "digital_rd_tool_penetration")
TIE_YEAR = 2015
ON_PLAN_BASIS = "on the plan's own 2015 basis"
RISE_TAKEN_OFF = re.compile(r"^\[(.+)\] - ([0-9.]+)$")
STATED_RISE = re.compile(r"^([0-9.]+) \+ ([0-9.]+)$")
# Half a unit of the last printed digit.
SUM_TOLERANCE = 0.05


def rate_lines(
    evidence: pd.DataFrame, observations: pd.DataFrame, milestones: pd.DataFrame
) -> pd.DataFrame:
    """Every value of the two rates with the line it stands on and the population it names.

    Parameters
    ----------
    evidence
        Table indicator_evidence.
    observations, milestones
        Tables of the edition: the ministry's values of 2016 and the plan's column.

    Returns
    -------
    DataFrame
        Columns indicator_id, `line` (plan; own, the plan's own level; later, another level under a
        later label), date, value, status, population, evidence_id; by rate and date. A rate has a
        later line only where its shift is established, and it begins in ``TIE_YEAR``: what a later
        label says of the years before continues the plan's column. A row whose own sum fails is
        left out.
    """
    tied = shifts(evidence, milestones)
    moved = tuple(tied.loc[tied["established"], "series"].unique())
    own = evidence[evidence["indicator_id"].isin(RATES)]
    rows = []
    for row, claim in zip(own.to_dict("records"), claims_of(own, "percent"), strict=True):
        usable = claim.comparability in COMPARABLE and claim.status in VALUE_STATUSES
        if not usable or not _sum_holds(row):
            continue
        later = bool(moved) and row["series"].startswith(moved) and claim.date >= TIE_YEAR
        rows.append(
            {
                "indicator_id": row["indicator_id"],
                "line": "later" if later else "own",
                "date": claim.date,
                "value": claim.value,
                "status": claim.status,
                "population": row["population"],
                "evidence_id": row["evidence_id"],
            }
        )
    printed = [(observations, "own", "observation_id"), (milestones, "plan", "role")]
    for table, line, label in printed:
        rows += [
            {
                "indicator_id": row["indicator_id"],
                "line": line,
                "date": float(row["year"]),
                "value": row["value"],
                "status": row.get("status", row.get("role")),
                "population": row.get("population", ""),
                "evidence_id": row[label] if line == "own" else "",
            }
            for row in table[table["indicator_id"].isin(RATES)].to_dict("records")
        ]
    return pd.DataFrame(rows).sort_values(["indicator_id", "date", "line"], ignore_index=True)


def shifts(evidence: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Distance of each level that later statements imply for 2015 from the plan's own.

    Parameters
    ----------
    evidence
        Table indicator_evidence.
    milestones
        Table of the edition.

    Returns
    -------
    DataFrame
        Columns indicator_id, series, `tied_by` (the row that implies the level), `implied`, `plan`,
        `shift` (implied less plan, in points), `established`; the last is the same for all rows of
        a rate.
    """
    rows = []
    for name in RATES:
        own = evidence[
            (evidence["indicator_id"] == name)
            & (evidence["status"] == "derived")
            & (evidence["year"] == TIE_YEAR)
        ]
        printed = milestones[
            (milestones["indicator_id"] == name) & (milestones["year"] == TIE_YEAR)
        ]
        if own.empty or printed.empty:
            continue
        plan = float(printed["value"].iloc[0])
        half = 0.5 * 10.0 ** -float(printed["decimals"].iloc[0])
        claims = [claim for claim in claims_of(own, "percent") if claim.interval is not None]
        gaps = [claim.interval.shifted(-plan) for claim in claims if claim.interval is not None]
        above = all(gap.low > half for gap in gaps)
        below = all(gap.high < -half for gap in gaps)
        rows += [
            {
                "indicator_id": name,
                "series": claim.series,
                "tied_by": claim.ids[0],
                "implied": claim.value,
                "plan": plan,
                "shift": claim.value - plan,
                "established": above or below,
            }
            for claim in claims
        ]
    columns = ["indicator_id", "series", "tied_by", "implied", "plan", "shift", "established"]
    return pd.DataFrame(rows, columns=columns)


def on_plan_basis(evidence: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Last value of each target year as published and on the plan's 2015 basis.

    Returns
    -------
    DataFrame
        A row for each target year and shift: the columns of `shifts`, year, `evidence_id` and
        `published` (the last value of the year), `target`, `level` (published less shift), `short`
        (target less level, in points; negative where it passes).
    """
    tied = shifts(evidence, milestones)
    values = evidence[
        evidence["status"].isin(VALUE_STATUSES)
        & evidence["grade"].isin(FIRM)
        & evidence["series"].isin(tied["series"])
        & (evidence["variant"] == "")
    ]
    values = values.assign(
        date=[claim.date for claim in claims_of(values, "percent")], published=values["value"]
    )
    last = values.sort_values("date").drop_duplicates(["series", "year"], keep="last")
    last = last[["series", "year", "evidence_id", "published"]]
    targets = milestones[milestones["role"] == "target"][["indicator_id", "year", "value"]]
    table = tied.merge(last, on="series").merge(
        targets.rename(columns={"value": "target"}), on=["indicator_id", "year"]
    )
    level = table["published"] - table["shift"]
    table = table.assign(level=level, short=table["target"] - level, year=table["year"].astype(int))
    return table.sort_values(["indicator_id", "year", "tied_by"], ignore_index=True)


def plan_basis_rows(evidence: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Evidence rows on the plan's own basis, for the rates whose shift is established.

    Returns
    -------
    DataFrame
        Columns of `evidence`: one row for each value and shift, derived, near, of its own variant;
        `evidence_id` names both rows it rests on. They are a second variant beside the published
        values, so that the rules see where the definition decides.
    """
    table = on_plan_basis(evidence, milestones)
    rows = evidence.set_index("evidence_id", drop=False)
    found = []
    for row in table[table["established"]].to_dict("records"):
        value, tie = rows.loc[row["evidence_id"]], rows.loc[row["tied_by"]]
        changes = {
            "evidence_id": f"{row['evidence_id']}; {row['tied_by']}",
            "value": round(row["level"], 10),
            "value_printed": f"{row['level']:.1f}",
            "status": "derived",
            "grade": worst((value["grade"], tie["grade"])),
            "comparability": "near",
            "variant": ON_PLAN_BASIS,
            "conflicts_with": "",
        }
        found.append(value.to_dict() | changes)
    return pd.DataFrame(found, columns=evidence.columns)


def rate_verdicts(evidence: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Plain verdict of each rate and target year.

    Returns
    -------
    DataFrame
        Columns indicator_id, year, `published`, `target`, `officially` (met or short), `short_low`
        and `short_high` (points short on the plan's 2015 basis by the smallest and the largest
        shift; negative where it passes), `established`, `verdict`.
    """
    rows = []
    for (name, year), own in on_plan_basis(evidence, milestones).groupby(["indicator_id", "year"]):
        first = own.iloc[0]
        bound = target_bound(first["target"], float("nan"), "exact", "percent", "")
        reached = bound.sign * (first["published"] - first["target"]) >= 0
        low, high = own["short"].min(), own["short"].max()
        officially = "met" if reached else "short"
        basis = (
            f"on the plan's own 2015 basis {low:.1f} to {high:.1f} points short"
            if first["established"]
            else "the levels implied for 2015 lie on both sides of the plan's: no shift established"
        )
        rows.append(
            {
                "indicator_id": name,
                "year": year,
                "published": first["published"],
                "target": first["target"],
                "officially": officially,
                "short_low": low,
                "short_high": high,
                "established": first["established"],
                "verdict": f"officially {officially}; {basis}",
            }
        )
    return pd.DataFrame(rows)


def splices(evidence: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """What a stated rise is made of where it joins the plan's line to the later label.

    A statement that prints a rise from before 2015 is taken apart at 2015: rise on the plan's line,
    shift of the label, rise on the later label. Read from rows derived as ``[later row] - rise``
    and ``start + rise``.

    Returns
    -------
    DataFrame
        A row for each statement and shift: evidence_id, tied_by, `start`, `stated` (rise in
        points), `on_plan_line`, `shift`, `on_later_label`; the last three sum to the stated rise.
        Only for rates whose shift is established.
    """
    values = evidence.set_index("evidence_id")["value"]
    columns = ["evidence_id", "tied_by", "start", "stated"]
    columns += ["on_plan_line", "shift", "on_later_label"]
    tied = shifts(evidence, milestones)
    rows = [
        {
            "evidence_id": row["evidence_id"],
            "tied_by": tie["tied_by"],
            "start": start,
            "stated": rise,
            "on_plan_line": tie["plan"] - start,
            "shift": tie["shift"],
            "on_later_label": start + rise - tie["implied"],
        }
        for tie in tied[tied["established"]].to_dict("records")
        for row in evidence[evidence["series"] == tie["series"]].to_dict("records")
        for start, rise in _stated_rise(row, values)
    ]
    return pd.DataFrame(rows, columns=columns)


def _stated_rise(row: Mapping[Any, Any], values: pd.Series) -> list[tuple[float, float]]:
    """Return start and rise of the statement a row derives from, if it began before 2015."""
    if match := STATED_RISE.match(row["derivation"]):
        return [(float(match[1]), float(match[2]))]
    match = RISE_TAKEN_OFF.match(row["derivation"])
    if match and row["year"] < TIE_YEAR and match[1] in values.index:
        return [(float(values[match[1]]) - float(match[2]), float(match[2]))]
    return []


def _sum_holds(row: Mapping[Any, Any]) -> bool:
    """Tell whether a stated start and rise give the value, where a row states them."""
    match = STATED_RISE.match(row["derivation"])
    return not match or abs(float(match[1]) + float(match[2]) - row["value"]) <= SUM_TOLERANCE
