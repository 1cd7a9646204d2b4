"""Words and tables of notebook 07: outcomes, and what others concluded."""

from __future__ import annotations

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
KIND_WORDS = {
    "goals_met": "goals for single products, technologies or market shares, judged one by one",
    "world_position": "the position of Chinese industry in the world, sector by sector",
    "import_dependence": "what is still imported",
    "composite_index": "a composite index of many measures, against other countries",
    "effect_of_the_plan": "the difference the plan made, against firms it did not target",
    "indicator_target": "a target for a rate",
}
SEEN_WORDS = {
    "own_page": "publisher's own page",
    "partly_second_hand": "in part, the figure second hand",
    "abstract": "abstract only",
    "second_hand": "second hand",
}


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
    """Say what outside assessments count, and how much of them was seen."""
    own = rows["indicator_id"] != ""
    kinds = [KIND_WORDS[kind] for kind in KIND_WORDS if kind in set(rows["kind"])]
    kinds = [word for word in kinds if word != KIND_WORDS["indicator_target"]]
    thin = int((rows["seen"] == "second_hand").sum())
    bodies = count(rows["publisher"].nunique(), "body", "bodies")
    return Prose(
        (
            f"Of **{count(len(rows), 'finding')}** of {bodies}, **{own.sum()} "
            f"{'concerns' if own.sum() == 1 else 'concern'} one of the twelve indicators**. The "
            f"others count what this compendium does not: "
            f"{'; '.join(kinds)}. {thin} of the {len(rows)} were seen second hand only.",
            "These findings and the outcome table can neither confirm nor refute one another: they "
            "differ in list, measure and judge. Counted here are official values against the "
            "twelve official targets, and nothing else.",
        )
    )


def assessments_table(rows: pd.DataFrame) -> ShownTable:
    """Show headline, list and measure of every outside finding, and how it was seen."""
    shown = rows.assign(
        seen_text=rows["seen"].map(SEEN_WORDS) + ": " + rows["seen_where"],
        address=rows["address"].where(rows["address"] != "", "not seen"),
    )
    columns = [
        as_text("publisher", "Publisher"),
        as_text("title", "Title"),
        as_text("published", "Date"),
        as_text("headline", "Headline"),
        as_text("list_used", "List it goes by"),
        as_text("counts", "What it counts"),
        as_text("seen_text", "How it was seen"),
        as_text("note", "Note"),
        as_text("address", "Publisher's page"),
    ]
    return ShownTable(
        shown, columns, "A row is a headline figure or finding, in this compendium's words."
    )
