"""Words and tables of notebook 07: outcomes, and what others concluded."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd

from helpers.present.numbers import number
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_span, as_text, as_year
from helpers.present.words import count, listing

STATUS_WORDS = {
    "met": "● met",
    "missed": "✕ missed",
    "met_on_another_series": "◐ met only on another series",
    "open": "○ open",
}
SEEN_WORDS = {"whole": "whole", "excerpt": "in part"}


def value_text(value: float, scale: str) -> str:
    """Return a value as read: one decimal on an index, else one or two as needed."""
    if scale.startswith("index, "):
        return number(value, 1)
    text = number(value, 2)
    return text.removesuffix("0") if text else ""


def target_text(value: float, scale: str) -> str:
    """Return a target with as many digits as it needs."""
    text = value_text(value, scale)
    return text.removesuffix(".0")


def tally(outcomes: pd.DataFrame) -> str:
    """Return how many targets of each year were met, missed or stay open."""
    parts = []
    for year, own in outcomes.groupby("target_year"):
        counts = own["status"].value_counts()
        words = [
            f"{counts[status]} {STATUS_WORDS[status][2:]}"
            for status in STATUS_WORDS
            if status in counts
        ]
        parts.append(f"for {year}: {listing(words)}")
    return "; ".join(parts)


def reason(outcome: dict) -> str:
    """Return what the values say of one target, by the rule that decided."""
    value, target = (
        value_text(outcome["value"], outcome["scale"]),
        target_text(outcome["target"], outcome["scale"]),
    )
    year = "" if pd.isna(outcome["value_year"]) else int(outcome["value_year"])
    short = value_text(abs(outcome["gap"]), outcome["scale"])
    passed = outcome["passed_in"]
    since = f", passed in {int(passed)}" if pd.notna(passed) and passed != year else ""
    sentence = {
        "in_year": f"{value} in {year} reaches {target}{since}."
        if outcome["status"] == "met"
        else f"{value} in {year} misses {target} by {short}.",
        "before": f"{value} in {year}, the last value before the date, reaches {target}{since}.",
        "another_series": f"{value} in {year} under another label reaches {target}.",
        "part_of_year": f"{value} for a part of {year} is {short} short of {target}.",
        "undecided": f"The last statement, over {value} in {year}, may lie on either side of "
        f"{target}{since.replace('passed', 'which an earlier value passed')}.",
        "earlier_short": f"The last value, {value} in {year}, is {short} short of {target}.",
        "no_value": "No value that could be set beside the target.",
    }[outcome["basis"]]
    return sentence + _later_target(outcome, target)


def _later_target(outcome: dict, target: str) -> str:
    """Return whether a later official target would reach the plan's, or nothing without one."""
    gap = outcome["later_target_gap"]
    if pd.isna(gap) or gap == 0:
        return ""
    text = target_text(outcome["later_target"], outcome["scale"])
    fate = "would reach" if gap > 0 else "would fall short of"
    return f" The later official target, {text}, {fate} the plan's, {target}."


def outcomes_table(outcomes: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show status, reason, caveat, grades and rows of every target."""
    rows = outcomes.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.assign(
        target_text=[
            target_text(*pair) for pair in zip(rows["target"], rows["scale"], strict=True)
        ],
        status_text=rows["status"].map(STATUS_WORDS),
        reason=[reason(row) for row in rows.to_dict("records")],
        scale_text=rows["scale"].replace({"percent": "%"}).str.replace("_", " "),
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_year("target_year", "Target year"),
        as_span("target_text", "Target"),
        as_text("scale_text", "Scale"),
        as_text("status_text", "Outcome"),
        as_text("reason", "What the values say"),
        as_text("caveat", "What to know"),
        as_span("grades", "Grades"),
        as_text("later_ids", "Ids of the rows"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is an indicator and a target year; the outcome is computed from the rows named.",
        "Met: the value reaches the target as printed. A fall is an index of its base year, mean "
        "growth a cumulated index. Grades: A official text seen, B quoted elsewhere.",
    )


def assessments(rows: pd.DataFrame) -> Prose:
    """Say what outside assessments concluded, by what list, and how they were seen."""
    words = rows["verdict"].str.partition(":")[0].value_counts()
    told = [f"{size} {word}" for word, size in words.items()]
    bodies = count(rows["publisher"].nunique(), "body", "bodies")
    own = int((rows["address_kind"] == "publisher").sum())
    return Prose(
        (
            f"**{count(len(rows), 'verdict')}** of {bodies}, of which "
            f"{int(rows['sector_no'].isna().sum())} on the whole plan and the others on one "
            f"sector each: {listing(told)}. {own} of the {len(rows)} were read on the page of "
            f"their publisher, the others in reports or reposts.",
            "These verdicts and the outcome table can neither confirm nor refute one another: they "
            "differ in list, measure and judge. Counted here are official values against the "
            "twelve official targets, and nothing else.",
        )
    )


def page_text(address: str, kind: str) -> str:
    """Return the publisher's address, or where a repost was seen, or that no page was recorded."""
    if kind == "publisher":
        return address
    return f"seen in a repost on {urlsplit(address).netloc}" if address else "no page recorded"


def assessments_table(rows: pd.DataFrame) -> ShownTable:
    """Show verdict and list of every outside assessment, and how it was seen."""
    places = zip(rows["address"], rows["address_kind"], strict=True)
    shown = rows.assign(
        sector=[number(no, 0) or "whole plan" for no in rows["sector_no"]],
        seen_text=rows["seen"].map(SEEN_WORDS),
        page=[page_text(*place) for place in places],
    )
    columns = [
        as_text("publisher", "Publisher"),
        as_text("document", "Document"),
        as_text("published", "Date"),
        as_span("sector", "Sector"),
        as_text("verdict", "Verdict"),
        as_text("list_judged", "List it goes by"),
        as_span("grade", "Grade"),
        as_span("seen_text", "Seen"),
        as_text("note", "Note"),
        as_text("page", "Publisher's page"),
    ]
    return ShownTable(
        shown, columns, "A row is a verdict on a sector or the whole plan, in our words."
    )
