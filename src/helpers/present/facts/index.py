"""Words and table of the index: the verdict in one sentence, and what the next target asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.present.facts.comparison import NO_PATH, figures, next_target, past_sentence
from helpers.present.facts.robustness import in_families
from helpers.present.numbers import enough_decimals, plain_number, span
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_figures, as_lines, as_status, as_text
from helpers.present.words import agreement, gap_word, listing, mid_sentence, unit_word

BEHIND = ("behind", "leans_behind")
# The plan's role of a base value, in words after it; the expected one is in the header.
ROLES = {"base": " (base)", "baseline": " (baseline)"}
NO_BREAK = "\N{NO-BREAK SPACE}"
Row = Mapping[Any, Any]


def headline(results: Results, prospects: pd.DataFrame) -> Prose:
    """Say in one sentence who was ahead and who behind, then of the latter how much and how sure.

    Parameters
    ----------
    results
        What was compared.
    prospects
        Result of ``helpers.analysis.comparison.verdicts.prospects``.
    """
    past = past_sentence(results)
    if results.verdicts.empty:
        return Prose((NO_PATH, *past), kind="answer")
    rows = _joined(results, prospects)
    behind = [row for row in rows.to_dict("records") if row["verdict"] in BEHIND]
    points = [point for row in behind for point in _points(row, results, len(behind) > 1)]
    return Prose((_sentence(rows), *past), tuple(points), "answer")


def _joined(results: Results, prospects: pd.DataFrame) -> pd.DataFrame:
    """Return verdicts with prospects, name and agreement."""
    rows = results.verdicts.merge(prospects, on="observation_id").merge(
        results.indicators[["indicator_id", "name_en"]], on="indicator_id"
    )
    return rows.assign(agreement=[agreement(row) for row in rows.to_dict("records")])


def _sentence(rows: pd.DataFrame) -> str:
    """Return how many paths put whom where in the report year, those behind first."""
    year = rows["report_year"].iloc[0]
    reported = rows["indicator_id"].nunique()
    first = rows.sort_values("verdict", key=lambda names: ~names.isin(BEHIND), kind="stable")
    clauses = []
    for said, own in first.groupby("agreement", sort=False):
        names = [mid_sentence(name) for name in own["name_en"]]
        clauses.append(f"{listing(names)} {'was' if len(names) == 1 else 'were'} {said}")
    clauses[0] = f"**{clauses[0]}**"
    of = f"Of {reported} indicators reported for" if reported > 1 else "In"
    return f"{of} {year}, {'; '.join(clauses)}."


def _points(row: Row, results: Results, named: bool) -> list[str]:
    """Return how far behind, how sure, and what the next target asks; named if not alone."""
    prefix = f"{row['name_en']}, " if named else ""
    points = [("by how much", _how_much(row)), ("how sure", _how_sure(row, results))]
    if pd.notna(row["target_year"]):
        points.append((f"what {row['target_year']:.0f} asks", _what_it_asks(row)))
    return [
        f"**{prefix}{title}:** {text}" if named else f"**{title[0].upper()}{title[1:]}:** {text}"
        for title, text in points
    ]


def _how_much(row: Row) -> str:
    """Return the shortfall, with and without the printed roundings."""
    unit, shown = " %" if row["scale"] == "percent" else "", figures(row)
    return (
        f"{shown['observed']}{unit} was reported, the paths ask for {shown['paths']}{unit}: "
        f"{shown['short']} {gap_word(row['scale'])} short; with every rounding, "
        f"{shown['interval_short']}."
    )


def _how_sure(row: Row, results: Results) -> str:
    """Return how many paths and ratings agree, and whether the series may differ."""
    parts = [f"{row['agreement']}.", next_target(row, results)]
    if row["ratings"]:
        slow = row["ratings"] - row["enough"]
        parts.append(
            f"By the rules of assessment, {slow} of {row['ratings']} ratings of the printed values "
            f"call its pace too slow; with every rounding and any sampling error, so do "
            f"{in_families(row['families'], enough=False)}."
        )
    if row["comparable"] == "assumed":
        parts.append("That the report and the plan speak of the same series is assumed, not shown.")
    return " ".join(filter(None, parts))


def _what_it_asks(row: Row) -> str:
    """Return the pace to the next target beside the paces so far."""
    if row["pace_required"] == 0:
        return f"nothing more: its {plain_number(row['target_value'])} is reached already."
    unit = gap_word(row["scale"])
    so_far = [f"{_pace(row, 'pace_first')} since {row['first_base']}"]
    if row["start_year"] != row["first_base"]:
        role = f"{row['start_role']} " if row["start_role"] == "expected" else ""
        so_far.append(f"{_pace(row, 'pace_start')} since the {role}value of "
                      f"{row['start_year']}")  # fmt: skip
    return (
        f"to reach {plain_number(row['target_value'])}, {_pace(row, 'pace_required')} "
        f"{unit} a year ({_ends(row)} with rounding), against {listing(so_far)}."
    )


def _pace(row: Row, *names: str) -> str:
    """Return a pace or the range of two, with the decimals that its indicator is printed with."""
    decimals = enough_decimals(row["decimals"], [row[name] for name in names])
    return span(row[names[0]], row[names[-1]], decimals, sign=True)


def _ends(row: Row) -> str:
    """Return the ends of the required pace."""
    return _pace(row, "pace_required_low", "pace_required_high")


def front_table(results: Results, prospects: pd.DataFrame) -> ShownTable:
    """Show one row an observation: base, report, path, gap, position, what is needed, agreement."""
    rows = _joined(results, prospects)
    records = rows.to_dict("records")
    shown = pd.DataFrame([figures(row) for row in records], index=rows.index)
    rows = rows.drop(columns=["paths"]).join(shown[["paths", "gap", "interval"]])
    rows = rows.assign(
        name=[f"{row['name_en']}, {unit_word(row['scale'])}" for row in records],
        start=[_start(row) for row in records],
        reported=shown["observed"],
        needed=[_needed(row) for row in records],
        so_far=[_so_far(row) for row in records],
        rated=[_rated(row) for row in records],
    )
    report, start, target = (_common(rows[name]) for name in
                             ("report_year", "start_year", "target_year"))  # fmt: skip
    columns = [
        as_text("name", "Indicator"),
        as_status("verdict", "Position"),
        as_text("agreement", "How the paths agree"),
        as_figures("start", f"{start} expected".strip().capitalize()),
        as_figures("reported", f"{report} reported"),
        as_figures("paths", f"{report} on the paths", blank="no path"),
        as_figures("gap", "Gap", blank="none"),
        as_figures("interval", "Gap with rounding", blank="none"),
        as_lines("needed", f"Needed a year to {target or 'the next target'}",
                blank="no target year left"),
        as_lines("so_far", "A year so far", blank="unknown"),
        as_figures("rated", "Ratings that agree", blank="none assessable"),
    ]  # fmt: skip
    return ShownTable(
        rows,
        columns,
        f"A row is a value reported for {report}. Gap: reported less path, sign turned where "
        "lower is better; positive is better. Needed: change a year in points or index points, its "
        "ends with rounding in brackets; a fall where lower is better.",
        "A range runs over all paths: base year, target year and rule. A rating is "
        "what a rule of assessment says of the printed values from one base year to one target; it "
        "agrees where the rule calls the pace enough for an indicator ahead, too slow for one "
        "behind. Several rules measure the same thing: notebook 04 counts them by family.",
    )


def _start(row: Row) -> str:
    """Return the latest base value, with its role where the plan did not expect it."""
    return f"{plain_number(row['start_value'])}{ROLES.get(row['start_role'], '')}"


def _needed(row: Row) -> str:
    """Return the required pace with its ends; nothing is needed once the target is reached."""
    if pd.isna(row["pace_required"]):
        return ""
    if row["pace_required"] == 0:
        return "target reached"
    return f"{_pace(row, 'pace_required')} ({_ends(row).replace(' ', NO_BREAK)})"


def _so_far(row: Row) -> str:
    """Return the pace since the earliest base."""
    if pd.isna(row["pace_first"]):
        return ""
    return f"{_pace(row, 'pace_first')} since{NO_BREAK}{row['first_base']}"


def _rated(row: Row) -> str:
    """Return how many ratings of the printed values agree with the side of the verdict."""
    total, enough = row["ratings"], row["enough"]
    agree = enough if 2 * row["above"] >= row["paths"] else total - enough
    return f"{agree} of {total}" if total else ""


def _common(values: pd.Series) -> str:
    """Return the one year all rows share, else ""."""
    years = values.dropna().unique()
    return f"{years[0]:.0f}" if len(years) == 1 else ""
