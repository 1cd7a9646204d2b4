"""The two headline rates: which line a later value stands on, and what the plan's own basis gives.

Later statements print a change since 2015, and so imply a level for that year which can be set
beside the plan's own. The distance is the *shift* of the label. It is established only where every
level implied lies on one side of the plan's, beyond both roundings; taken off the later values it
gives them on the plan's basis, if the label moved by the same number of points throughout.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.drawn import STATED_RISE, failed_sums, may_be_drawn, stretches
from helpers.analysis.hindsight.evidence import FIRM, claims_of, worst
from helpers.analysis.hindsight.later import VALUE_STATUSES

RATES = ("cnc_key_process_ratio", "digital_rd_tool_penetration")
TIE_YEAR = 2015
ON_PLAN_BASIS = "on the plan's own 2015 basis"
RISE_TAKEN_OFF = re.compile(r"^\[(.+)\] - ([0-9.]+)$")
LINE_COLUMNS = ["indicator_id", "line", "date", "period", "value", "status", "population",
                "grade", "evidence_id"]  # fmt: skip


@dataclass(frozen=True)
class RateHistory:
    """What became of the two rates: results of the functions below, by their names."""

    lines: pd.DataFrame
    on_plan_basis: pd.DataFrame
    band: pd.DataFrame
    verdicts: pd.DataFrame
    splices: pd.DataFrame
    failed: pd.DataFrame


def rate_history(evidence: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> RateHistory:
    """Lines, plan's basis, verdicts, splices and failed sums of the two rates.

    Parameters
    ----------
    evidence
        Table indicator_evidence.
    tables
        The edition: needs observations and milestones.
    """
    milestones = tables["milestones"]
    lines = rate_lines(evidence, tables["observations"], milestones)
    basis = on_plan_basis(evidence, milestones)
    own = evidence[evidence["indicator_id"].isin(RATES)]
    return RateHistory(
        lines,
        basis,
        band(lines, basis),
        rate_verdicts(basis),
        splices(evidence, milestones),
        failed_sums(own),
    )


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
        later label), date, period, value, status, population, grade, evidence_id, `piece` (number
        of the stretch a drawn line may join, as in ``drawn.stretches``); by rate and date. A rate
        has a later line only where its shift is established, and it begins in ``TIE_YEAR``: what a
        later label says of the years before continues the plan's column. The rows are those that
        ``drawn.may_be_drawn``.
    """
    tied = shifts(evidence, milestones)
    moved = tuple(tied.loc[tied["established"], "series"].unique())
    own = evidence[evidence["indicator_id"].isin(RATES) & may_be_drawn(evidence)].to_dict("records")
    rows = []
    for row, claim in zip(own, claims_of(own, "percent"), strict=True):
        later = bool(moved) and row["series"].startswith(moved) and claim.date >= TIE_YEAR
        known = {"line": "later" if later else "own", "date": claim.date, "value": claim.value}
        rows.append({name: row.get(name) for name in LINE_COLUMNS} | known)
    # The plan and the ministry's report are official texts, read whole.
    reported = observations.assign(line="own", evidence_id=observations["observation_id"])
    planned = milestones.assign(
        line="plan", evidence_id="", status=milestones["role"], population=""
    )
    for table in (reported, planned):
        printed = table.assign(date=table["year"], period=table["year"].astype(str), grade="A")
        own = printed[printed["indicator_id"].isin(RATES)]
        rows += own.reindex(columns=LINE_COLUMNS, fill_value="").to_dict("records")
    lines = pd.DataFrame(rows).astype({"date": float})
    lines = lines.sort_values(["indicator_id", "date", "line"], ignore_index=True)
    one_line = lines["indicator_id"] + lines["line"]
    return lines.assign(piece=stretches(lines.assign(conflict="no"), one_line))


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
        claims = claims_of(own.to_dict("records"), "percent")
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
        `published` (the last value of the year), `period` it speaks of, `target`, `level`
        (published less shift), `short` (target less level, in points; negative where it passes).
    """
    tied = shifts(evidence, milestones)
    values = evidence[
        evidence["status"].isin(VALUE_STATUSES)
        & evidence["grade"].isin(FIRM)
        & evidence["series"].isin(tied["series"])
        & (evidence["variant"] == "")
    ]
    values = values.assign(
        date=[claim.date for claim in claims_of(values.to_dict("records"), "percent")],
        published=values["value"],
    )
    last = values.sort_values("date").drop_duplicates(["series", "year"], keep="last")
    last = last[["series", "year", "period", "evidence_id", "published"]]
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
        `evidence_id` names both rows it rests on. Each level implied for 2015 makes a variant
        beside the published values, so that the rules see where the definition decides.
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
            "variant": f"{ON_PLAN_BASIS}, if the later label stood at {row['implied']:g} % then",
            "conflicts_with": "",
        }
        found.append(value.to_dict() | changes)
    return pd.DataFrame(found, columns=evidence.columns)


def band(lines: pd.DataFrame, basis: pd.DataFrame) -> pd.DataFrame:
    """Later values brought down to the plan's 2015 basis, where the shift is established.

    Parameters
    ----------
    lines, basis
        Results of `rate_lines` and `on_plan_basis`.

    Returns
    -------
    DataFrame
        Columns indicator_id, date, piece, low and high (value less the largest and the smallest
        shift), for the values a line may join.
    """
    ends = basis[basis["established"]].groupby("indicator_id")["shift"].agg(["min", "max"])
    values = lines[(lines["line"] == "later") & lines["piece"].notna()]
    values = values.merge(ends, left_on="indicator_id", right_index=True)
    values = values.assign(
        low=values["value"] - values["max"], high=values["value"] - values["min"]
    )
    return values[["indicator_id", "date", "piece", "low", "high"]].reset_index(drop=True)


def rate_verdicts(basis: pd.DataFrame) -> pd.DataFrame:
    """What decides each rate and target year, officially and on the plan's 2015 basis.

    Parameters
    ----------
    basis
        Result of `on_plan_basis`.

    Returns
    -------
    DataFrame
        Columns indicator_id, year, `period`, `evidence_id`, `published`, `target`, `plan`,
        `established`, `reached` (whether the published value passes), and ``_low`` and ``_high`` of
        implied, shift, level and short, as in `on_plan_basis`.
    """
    fixed = ["period", "evidence_id", "published", "target", "plan", "established"]
    found = basis.groupby(["indicator_id", "year"], as_index=False).agg(
        **{name: (name, "first") for name in fixed},
        **{
            f"{name}_{end}": (name, which)
            for name in ("implied", "shift", "level", "short")
            for end, which in (("low", "min"), ("high", "max"))
        },
    )
    return found.assign(reached=found["published"] >= found["target"])


def splices(evidence: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """What a stated rise is made of where it joins the plan's line to the later label.

    A statement that prints a rise from before 2015 is taken apart at 2015: rise on the plan's line,
    shift of the label, rise on the later label. Read from rows derived as ``[later row] - rise``
    and ``start + rise``.

    Returns
    -------
    DataFrame
        A row for each statement and shift: indicator_id, evidence_id, tied_by, `since` (year) and
        `start` (level), `stated` (rise in points), `on_plan_line`, `shift`, `on_later_label`; the
        last three sum to the stated rise. Only for rates whose shift is established.
    """
    columns = ["indicator_id", "evidence_id", "tied_by", "since", "start", "stated"]
    columns += ["on_plan_line", "shift", "on_later_label"]
    tied = shifts(evidence, milestones)
    rows = [
        {
            "indicator_id": tie["indicator_id"],
            "evidence_id": row["evidence_id"],
            "tied_by": tie["tied_by"],
            "since": since,
            "start": start,
            "stated": rise,
            "on_plan_line": tie["plan"] - start,
            "shift": tie["shift"],
            "on_later_label": start + rise - tie["implied"],
        }
        for tie in tied[tied["established"]].to_dict("records")
        for own in [evidence[evidence["series"] == tie["series"]]]
        for row in own.to_dict("records")
        for since, start, rise in _stated_rise(row, own)
    ]
    return pd.DataFrame(rows, columns=columns)


def _stated_rise(row: Mapping[Any, Any], own: pd.DataFrame) -> list[tuple[int, float, float]]:
    """Return year, level and rise of the statement a row derives from, if it began before 2015.

    The year of a sum is that of the row of the same series with its level.
    """
    early = own[own["year"] < TIE_YEAR]
    if match := STATED_RISE.match(row["derivation"]):
        years = early.loc[early["value"] == float(match[1]), "year"].unique()
        return [(int(year), float(match[1]), float(match[2])) for year in years]
    match = RISE_TAKEN_OFF.match(row["derivation"])
    values = own.set_index("evidence_id")["value"]
    if match and row["year"] < TIE_YEAR and match[1] in values.index:
        rise = float(match[2])
        return [(int(row["year"]), float(values[match[1]]) - rise, rise)]
    return []
