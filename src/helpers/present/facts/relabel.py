"""Words and tables of notebook 07, on the label: two readings, the evidence, the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.analysis.hindsight.results import LookBack
from helpers.data.hindsight import references
from helpers.present.facts.outcomes import value_text
from helpers.present.numbers import number, span
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_number, as_span, as_text, as_year
from helpers.present.words import count, listing

SIDE_WORDS = {
    "supports": "for a change",
    "speaks_against": "against a change",
    "does_not_decide": "does not decide",
}
Tables = Mapping[str, pd.DataFrame]


def readings(back: LookBack) -> Prose:
    """Say what the rate of another label gives as published and on the plan's own levels."""
    points = []
    for year, own in back.readings.groupby("year"):
        plain = own[own["tied_by"] == ""].iloc[0]
        side = "reaches" if plain["passes"] else "misses"
        points.append(
            f"**{year}:** as published {number(plain['published'])} (grade {plain['grade']}), "
            f"which {side} {number(plain['target'], 0)}. "
            + " ".join(_tied(tied) for _, tied in own.groupby("tie_year"))
        )
    ties = [
        f"{number(row['implied'])} for {row['tie_year']}, where the plan prints "
        f"{number(row['plan'], 0)}: a shift of {number(row['shift'])} (grade {row['grade']})"
        for row in back.shifts.to_dict("records")
    ]
    if not ties:
        return Prose(("No later statement ties another label to the plan's own levels.",))
    return Prose((f"Later statements on the other label imply {listing(ties)}.",), tuple(points))


def _tied(rows: pd.DataFrame) -> str:
    """Return level, verdict and rise of one target year, tied to the plan in one earlier year."""
    tie = rows["tie_year"].iloc[0]
    end = "reaches" if rows["passes"].all() else "does not reach"
    level, rise = (span(rows[name].min(), rows[name].max()) for name in ("level", "rise"))
    return (
        f"Tied to the plan's level of {int(tie)} it is {level}, which {end} it: a rise of {rise} "
        f"points where the plan asked for {number(rows['rise_planned'].iloc[0], 0)}."
    )


def evidence_table(back: LookBack, notes: Tables, tables: Tables) -> ShownTable:
    """Show what supports a change of definition and what does not, with the values."""
    rows = notes["series_evidence"].merge(
        tables["indicators"][["indicator_id", "name_en"]], on="indicator_id"
    )
    rows = rows.assign(
        side_text=rows["side"].map(SIDE_WORDS),
        values=[
            "; ".join(value_of(name, back.later, tables) for name in references(cell)) or "none"
            for cell in rows["refs"]
        ],
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_span("side_text", "Speaks"),
        as_span("strength", "Weight"),
        as_text("statement", "What is seen"),
        as_text("values", "Values, with grade"),
    ]
    return ShownTable(
        rows, columns, "A row is an observation on whether two labels are one series."
    )


def value_of(name: str, later: pd.DataFrame, tables: Tables) -> str:
    """Return year, value and grade of a later row, an observation or a milestone by its name.

    Raises
    ------
    KeyError
        If no row has that name.
    """
    found = later[later["later_id"] == name]
    if len(found):
        row = found.iloc[0]
        period = row["period"].partition(" (")[0]
        return f"{period}: {value_text(row['value'], row['scale'])} ({row['grade']})"
    report = tables["observations"][tables["observations"]["observation_id"] == name]
    if len(report):
        row = report.iloc[0]
        return f"{row['year']}, ministry's report: {number(row['value'])} (A)"
    indicator, _, year = name.partition(":")
    plan = tables["milestones"]
    plan = plan[(plan["indicator_id"] == indicator) & (plan["year"].astype(str) == year)]
    if plan.empty:
        raise KeyError(name)
    return f"{year}, plan: {number(plan.iloc[0]['value'], 0)}"


def arithmetic(checked: pd.DataFrame) -> Prose:
    """Say how many statements agree with their own arithmetic, and which does not."""
    wrong = checked[~checked["holds"]]
    parts = [
        f"the one that states {number(row['stated'])} for {row['year']} where its own figures "
        f"give {number(row['computed'])} (grade {row['grade']})"
        for row in wrong.to_dict("records")
    ]
    slip = f" Not so {listing(parts)}; no score rests on it." if parts else ""
    return Prose(
        (
            f"**{checked['holds'].sum()} of {count(len(checked), 'statement')}** that print a "
            f"change beside their values agree with themselves.{slip}",
        )
    )


def triples_table(checked: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show each arithmetic check, and the distance from the plan's own level for that year."""
    rows = checked.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.assign(
        verdict=["agrees" if holds else "✕ does not agree" for holds in rows["holds"]]
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_year("year"),
        as_span("kind", "Check"),
        as_number("stated", "Stated", 2),
        as_number("computed", "Computed", 2),
        as_span("verdict", "Result"),
        as_number("plan_value", "Plan's level", 2, blank="none printed"),
        as_number("plan_gap", "Stated less plan", 2, sign=True, blank="no level"),
        as_span("grade", "Grade"),
        as_text("later_id", "Row id"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a statement with a change: difference (later value less change), sum (earlier "
        "value plus change), product (two falls in a row).",
        "The plan's level is what its table prints for that year; a distance beyond rounding is a "
        "sign of another definition, or of an expectation that did not come true.",
    )
