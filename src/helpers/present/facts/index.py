"""Words and table of the index: the verdict in one sentence, and what the next target asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.present.numbers import number, plain_number, span
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_figures, as_lines, as_status, as_text
from helpers.present.words import gap_word, listing, mid_sentence, unit_word

AHEAD = ("ahead", "leans_ahead")
BEHIND = ("behind", "leans_behind")
OTHERS = {
    "on_path": "on the path",
    "too_close_to_say": "too close to its paths to say",
    "depends": "ahead or behind, depending on the reading",
    "not_comparable": "not comparable with the plan's series",
}
# The plan's role of a base value, in words after it; the expected one is in the header.
ROLES = {"base": " (base)", "baseline": " (baseline)"}
NO_BREAK = "\N{NO-BREAK SPACE}"
Row = Mapping[Any, Any]


def headline(verdicts: pd.DataFrame, prospects: pd.DataFrame, indicators: pd.DataFrame) -> Prose:
    """Say in one sentence who was ahead and who behind, then of the latter how much and how sure.

    Parameters
    ----------
    verdicts, prospects
        Results of ``helpers.analysis.comparison.verdicts``.
    indicators
        Table of the edition.
    """
    if verdicts.empty:
        return Prose(("No observation of this year can be set beside a path.",), kind="answer")
    rows = _joined(verdicts, prospects, indicators)
    behind = [row for row in rows.to_dict("records") if row["verdict"] in BEHIND]
    points = [point for row in behind for point in _points(row, len(behind) > 1)]
    return Prose((_sentence(rows),), tuple(points), "answer")


def _joined(
    verdicts: pd.DataFrame, prospects: pd.DataFrame, indicators: pd.DataFrame
) -> pd.DataFrame:
    """Return verdicts with prospects, name and unit."""
    return verdicts.merge(prospects, on="observation_id").merge(
        indicators[["indicator_id", "name_en"]], on="indicator_id"
    )


def _sentence(rows: pd.DataFrame) -> str:
    """Return who was behind, ahead and neither in the report year."""
    year = rows["report_year"].iloc[0]
    reported = rows["indicator_id"].nunique()
    groups = (
        (BEHIND, "behind every path to {} targets"),
        (AHEAD, "ahead of every path"),
        *(((name,), words) for name, words in OTHERS.items()),
    )
    clauses = []
    for names, words in groups:
        own = [mid_sentence(name) for name in rows.loc[rows["verdict"].isin(names), "name_en"]]
        if own:
            verb, its = ("was", "its") if len(own) == 1 else ("were", "their")
            clauses.append(f"{listing(own)} {verb} {words.format(its)}")
    clauses[0] = f"**{clauses[0]}**"
    of = f"Of {reported} indicators reported for" if reported > 1 else "In"
    return f"{of} {year}, {'; '.join(clauses)}."


def _points(row: Row, named: bool) -> list[str]:
    """Return how far behind, how sure, and what the next target asks; named if not alone."""
    prefix = f"{row['name_en']}, " if named else ""
    points = [("by how much", _how_much(row)), ("how sure", _how_sure(row))]
    if pd.notna(row["target_year"]):
        points.append((f"what {row['target_year']:.0f} asks", _what_it_asks(row)))
    return [
        f"**{prefix}{title}:** {text}" if named else f"**{title[0].upper()}{title[1:]}:** {text}"
        for title, text in points
    ]


def _how_much(row: Row) -> str:
    """Return the shortfall, with and without the printed roundings."""
    unit = " %" if row["scale"] == "percent" else ""
    over = row["interval_high"]
    ends = (
        f"from {number(-row['interval_low'])} short to {number(over)} over"
        if over > 0
        else f"{span(-over, -row['interval_low'])} short"
    )
    return (
        f"{number(row['observed'])}{unit} was reported, the paths ask for "
        f"{span(row['expected_low'], row['expected_high'])}{unit}: "
        f"{span(-row['gap_most'], -row['gap_least'])} {gap_word(row['scale'])} short; with every "
        f"rounding, {ends}."
    )


def _how_sure(row: Row) -> str:
    """Return how many readings and specifications agree, and whether the series may differ."""
    firm = row["behind"]
    told = (
        "in none could rounding change that"
        if firm == row["paths"]
        else f"in {firm} of them rounding cannot change that"
    )
    parts = [f"all {row['paths']} readings put it behind; {told}."]
    if row["specifications"]:
        slow = row["specifications"] - row["enough"]
        parts.append(
            f"By published rules, {slow:,} of {row['specifications']:,} specifications call its "
            "pace too slow."
        )
    if row["comparable"] == "assumed":
        parts.append("That the report and the plan speak of the same series is assumed, not shown.")
    return " ".join(parts)


def _what_it_asks(row: Row) -> str:
    """Return the pace to the next target beside the paces so far."""
    unit = gap_word(row["scale"])
    so_far = [f"{number(row['pace_first'], sign=True)} since {row['first_base']}"]
    if row["start_year"] != row["first_base"]:
        role = f"{row['start_role']} " if row["start_role"] == "expected" else ""
        so_far.append(f"{number(row['pace_start'], sign=True)} since the {role}value of "
                      f"{row['start_year']}")  # fmt: skip
    return (
        f"to reach {plain_number(row['target_value'])}, {number(row['pace_required'], sign=True)} "
        f"{unit} a year ({_ends(row)} with rounding), against {listing(so_far)}."
    )


def _ends(row: Row) -> str:
    """Return the ends of the required pace."""
    return span(row["pace_required_low"], row["pace_required_high"], sign=True)


def front_table(
    verdicts: pd.DataFrame, prospects: pd.DataFrame, indicators: pd.DataFrame
) -> ShownTable:
    """Show one row an observation: base, report, path, gap, position, what is needed, agreement."""
    rows = _joined(verdicts, prospects, indicators)
    records = rows.to_dict("records")
    rows = rows.assign(
        name=[f"{row['name_en']}, {unit_word(row['scale'])}" for row in records],
        start=[_start(row) for row in records],
        reported=[number(row["observed"]) for row in records],
        paths=[span(row["expected_low"], row["expected_high"]) for row in records],
        gap=[span(row["gap_least"], row["gap_most"], sign=True) for row in records],
        interval=[span(row["interval_low"], row["interval_high"], sign=True) for row in records],
        needed=[_needed(row) for row in records],
        so_far=[_so_far(row) for row in records],
        specified=[_specified(row) for row in records],
    )
    report, start, target = (_common(rows[name]) for name in
                             ("report_year", "start_year", "target_year"))  # fmt: skip
    columns = [
        as_text("name", "Indicator"),
        as_status("verdict", "Position"),
        as_figures("start", f"{start} expected".strip().capitalize()),
        as_figures("reported", f"{report} reported"),
        as_figures("paths", f"{report} on the paths", blank="no path"),
        as_figures("gap", "Gap", blank="none"),
        as_figures("interval", "Gap with rounding", blank="none"),
        as_lines("needed", f"Needed a year to {target or 'the next target'}",
                blank="no target year left"),
        as_lines("so_far", "A year so far", blank="unknown"),
        as_figures("specified", "Specifications that agree", blank="none assessable"),
    ]  # fmt: skip
    return ShownTable(
        rows,
        columns,
        f"A row is a value reported for {report}. Gap: reported less path, sign turned where "
        "lower is better; positive is better. Needed: change a year in points or index points, its "
        "ends with rounding in brackets; a fall where lower is better.",
        "A range runs over all readings: base year, target year and rule. A specification also "
        "chooses a published rule of assessment, roundings and sampling error; it agrees where "
        "that rule calls the pace enough for an indicator ahead, too slow for one behind.",
    )


def _start(row: Row) -> str:
    """Return the latest base value, with its role where the plan did not expect it."""
    return f"{plain_number(row['start_value'])}{ROLES.get(row['start_role'], '')}"


def _needed(row: Row) -> str:
    """Return the required pace with its ends."""
    if pd.isna(row["pace_required"]):
        return ""
    return f"{number(row['pace_required'], sign=True)} ({_ends(row).replace(' ', NO_BREAK)})"


def _so_far(row: Row) -> str:
    """Return the pace since the earliest base."""
    if pd.isna(row["pace_first"]):
        return ""
    return f"{number(row['pace_first'], sign=True)} since{NO_BREAK}{row['first_base']}"


def _specified(row: Row) -> str:
    """Return how many specifications agree with the side of the verdict."""
    total, enough = row["specifications"], row["enough"]
    agree = enough if 2 * row["above"] >= row["paths"] else total - enough
    return f"{agree:,} of {total:,}" if total else ""


def _common(values: pd.Series) -> str:
    """Return the one year all rows share, else ""."""
    years = values.dropna().unique()
    return f"{years[0]:.0f}" if len(years) == 1 else ""
