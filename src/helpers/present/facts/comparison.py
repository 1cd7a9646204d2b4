"""Words and tables of notebook 03: the reported values against the paths."""

from __future__ import annotations

import pandas as pd

from helpers.present.numbers import number, span
from helpers.present.prose import Prose
from helpers.present.table import (
    ShownTable,
    as_count,
    as_figures,
    as_number,
    as_status,
    as_text,
    as_year,
)
from helpers.present.words import STATUSES, gap_word, listing, mid_sentence, unit_word

NOTHING = "No value was reported that could be held against a path."
SIDES = {
    "ahead": "ahead",
    "behind": "behind",
    "too_close_to_say": "too close to say",
    "on_path": "on the path",
}


def answer(verdicts: pd.DataFrame, comparison: pd.DataFrame, indicators: pd.DataFrame) -> Prose:
    """Say for each observation where it stands, by how much and how sure that is."""
    if verdicts.empty:
        return Prose(("No observation of this year can be set beside a path.",), kind="answer")
    names = indicators.set_index("indicator_id")["name_en"]
    points = tuple(
        _sentence(verdict, comparison, names[verdict["indicator_id"]])
        for verdict in verdicts.to_dict("records")
    )
    year = verdicts["report_year"].iloc[0]
    return Prose(
        (f"Reported for {year}, against every path toward the targets:",), points, "answer"
    )


def _sentence(verdict: dict, comparison: pd.DataFrame, name: str) -> str:
    """Return position, gap and agreement of one observation."""
    if verdict["verdict"] == "not_comparable":
        reason = comparison.loc[
            comparison["observation_id"] == verdict["observation_id"], "reason"
        ].iloc[0]
        return f"{name}: **not comparable**, because {reason}."
    return " ".join(
        [f"{name}: **{STATUSES[verdict['verdict']].word}**.", _gap(verdict), _agreement(verdict)]
    )


def _gap(verdict: dict) -> str:
    """Return what was reported, what the paths ask for, and the difference."""
    observed, scale = number(verdict["observed"]), verdict["scale"]
    reported = (
        f"{observed} % was reported"
        if scale == "percent"
        else f"The report puts it at {observed} ({unit_word(scale)})"
    )
    return (
        f"{reported}; the paths ask for {span(verdict['expected_low'], verdict['expected_high'])}, "
        f"a gap of {span(verdict['gap_least'], verdict['gap_most'], sign=True)} {gap_word(scale)}."
    )


def _agreement(verdict: dict) -> str:
    """Return how many readings agree, and for how many rounding cannot change that."""
    total, above = verdict["paths"], verdict["above"]
    firm = f"{verdict['ahead'] + verdict['behind']} of them"
    if above not in (0, total) or verdict["on_path"]:
        told = ", ".join(f"{verdict[key]} {word}" for key, word in SIDES.items() if verdict[key])
        return f"Of {total} readings, rounding included: {told}."
    side = "ahead" if above else "behind"
    if verdict[side] == total:
        return f"All {total} readings put it {side}, and rounding cannot change that in any."
    return f"All {total} readings put it {side}; for {firm} rounding cannot change that."


def verdict_table(verdicts: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show one row an observation: value, paths, gap, agreement, position."""
    rows = verdicts.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.assign(
        unit=rows["scale"].map(unit_word),
        paths=[
            span(*pair) for pair in zip(rows["expected_low"], rows["expected_high"], strict=True)
        ],
        gap=[
            span(*pair, sign=True) for pair in zip(rows["gap_least"], rows["gap_most"], strict=True)
        ],
        interval=[
            span(*pair, sign=True)
            for pair in zip(rows["interval_low"], rows["interval_high"], strict=True)
        ],
        agreement=[
            f"{max(ahead, behind)} of {total}"
            for ahead, behind, total in zip(
                rows["ahead"], rows["behind"], rows["paths"], strict=True
            )
        ],
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_status("verdict", "Position"),
        as_number("observed", "Reported"),
        as_figures("paths", "On the paths"),
        as_figures("gap", "Gap"),
        as_figures("interval", "Gap with rounding"),
        as_figures("agreement", "Readings that agree"),
        as_text("unit", "Scale"),
    ]
    year = rows["report_year"].iloc[0] if len(rows) else ""
    return ShownTable(
        rows,
        columns,
        f"A row is a value reported for {year}. Gap: reported less path, sign turned where "
        "lower is better; positive is better.",
        "A reading is one choice of base year, target year and rule; it agrees where the whole "
        "rounding interval of its gap lies on the side named.",
        empty=NOTHING,
    )


def pace_table(comparison: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show the paces from each base: observed with its rounding, planned, required."""
    rows = comparison.drop_duplicates(["observation_id", "base_year", "target_year"]).merge(
        indicators[["indicator_id", "name_en"]], on="indicator_id"
    )
    rows = rows.assign(
        rounding=[
            span(*pair, 2, sign=True)
            for pair in zip(rows["pace_low"], rows["pace_high"], strict=True)
        ],
        share=[
            f"{number(100 * ratio, 0)} %" if pd.notna(ratio) else "" for ratio in rows["pace_ratio"]
        ],
        faster=[_faster(value) for value in rows["acceleration"]],
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_year("base_year", "Base"),
        as_year("target_year", "Target"),
        as_number("pace_observed", "Observed a year", 2, sign=True),
        as_figures("rounding", "Within rounding"),
        as_number("pace_planned", "Planned a year", 2, sign=True),
        as_figures("share", "Observed of planned", blank="no pace planned"),
        as_number("pace_required", "Required from now on", 2, sign=True, blank="target year past"),
        as_figures("faster", "Required over observed"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a base and a target year; change a year in points or index points.",
        "Required: what each remaining year must bring to reach the target. Paces are "
        "straight-line and the same under every rule.",
        empty=NOTHING,
    )


def _faster(acceleration: float) -> str:
    """Return the acceleration as a multiple, or what stands in its place."""
    if pd.isna(acceleration):
        return "no change yet"
    return "wrong direction" if acceleration < 0 else f"{number(acceleration, 1)} times"


def readings_table(comparison: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show every reading with its gap, interval, path year and position."""
    rows = comparison.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    columns = [
        as_text("name_en", "Indicator"),
        as_year("base_year", "Base"),
        as_year("target_year", "Target"),
        as_text("rule", "Rule"),
        as_number("observed", "Reported", 1),
        as_number("expected", "On the path", 2),
        as_number("gap", "Gap", 2, sign=True),
        as_number("gap_low", "At least", 2, sign=True),
        as_number("gap_high", "At most", 2, sign=True),
        as_number("path_year", "Path gets there", 1, blank="never"),
        as_status("position", "Position"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a reading: base year, target year and rule.",
        "At least, at most: the gap within the printed roundings. Path gets there: when the path "
        "has the reported value.",
        empty=NOTHING,
    )


def robustness(comparison: pd.DataFrame, verdicts: pd.DataFrame, indicators: pd.DataFrame) -> Prose:
    """Say which statement every rule supports and which depends on the base year."""
    names = indicators.set_index("indicator_id")["name_en"]
    every, depends = [], []
    for verdict in verdicts.to_dict("records"):
        own = comparison[comparison["observation_id"] == verdict["observation_id"]]
        name = names[verdict["indicator_id"]]
        if verdict["above"] in (0, verdict["paths"]) and verdict["verdict"] != "not_comparable":
            every.append((bool(verdict["above"]), mid_sentence(name)))
        pace = own.groupby("base_year")["pace_ratio"].agg(["min", "max"]).dropna()
        if len(pace) > 1:
            shares = [
                f"{span(100 * low, 100 * high, 0)} % since {base}"
                for base, (low, high) in pace.iterrows()
            ]
            depends.append(f"{mid_sentence(name)} reached {listing(shares)}")
    points = [f"**Under every rule, base and target year:** {_sides(every)}."] if every else []
    if depends:
        told = "; ".join(depends)
        points.append(f"**Pace depends on the base year:** of its planned pace, {told}.")
    points += [f"**Rounding alone decides:** {text}" for text in _open_signs(comparison, names)]
    return Prose((), tuple(points))


def _sides(placed: list[tuple[bool, str]]) -> str:
    """Return which indicators lay ahead of all their paths and which behind."""
    parts = []
    for side, word in ((True, "ahead"), (False, "behind")):
        names = [name for ahead, name in placed if ahead == side]
        if names:
            parts.append(f"{listing(names)} {'were' if len(names) > 1 else 'was'} {word}")
    return "; ".join(parts)


def _open_signs(comparison: pd.DataFrame, names: pd.Series) -> list[str]:
    """Name changes whose very direction the printed roundings leave open."""
    changes = comparison.drop_duplicates(["observation_id", "base_year"])
    return [
        f"whether {mid_sentence(names[row['indicator_id']])} rose or fell since "
        f"{row['base_year']}: a change of {number(row['pace_low'], 2, sign=True)} to "
        f"{number(row['pace_high'], 2, sign=True)} {gap_word(row['scale'])} a year "
        f"fits the printed figures."
        for row in changes.to_dict("records")
        if row["pace_low"] < 0 < row["pace_high"]
    ]


def sampling_table(intervals: pd.DataFrame, share: float) -> ShownTable:
    """Show sampling intervals of a share under design effects."""
    rows = intervals.assign(
        interval=[span(*pair) for pair in zip(intervals["low"], intervals["high"], strict=True)],
        effective_sample=intervals["effective_sample"].astype(int),
    )
    columns = [
        as_number("design_effect", "Design effect", 0),
        as_count("effective_sample", "Worth a random sample of"),
        as_number("standard_error", "Standard error", 2),
        as_figures("interval", "95 % interval"),
    ]
    return ShownTable(
        rows,
        columns,
        f"A row is a design effect; sampling error of {number(share)} %, in percentage points.",
        "Wilson score intervals. Who answers and who does not is in none of them.",
    )
