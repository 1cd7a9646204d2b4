"""Words and tables of notebook 03: the reported values against the paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.present.numbers import as_printed, enough_decimals, number, plain_number, span
from helpers.present.prose import Prose
from helpers.present.table import (
    ShownTable,
    as_count,
    as_figures,
    as_number,
    as_status,
    as_text,
)
from helpers.present.words import (
    STATUSES,
    agreement,
    gap_word,
    listing,
    mid_sentence,
    unit_word,
)

NOTHING = "No value was reported that could be held against a path."
NO_PATH = "No observation of this year can be set beside a path."
FIRM = ("ahead", "behind")
OUTCOMES = {"met": "met", "missed": "missed", "too_close_to_say": "too close to say",
            "not_comparable": "not comparable"}  # fmt: skip
Row = Mapping[Any, Any]


def answer(results: Results) -> Prose:
    """Say for each observation where it stands, by how much and how sure that is."""
    past = past_sentence(results)
    if results.verdicts.empty:
        return Prose((NO_PATH,), past, "answer")
    names = _names(results)
    points = tuple(
        _sentence(verdict, results, names[verdict["indicator_id"]])
        for verdict in results.verdicts.to_dict("records")
    )
    year = results.verdicts["report_year"].iloc[0]
    lead = f"Reported for {year}, against every path toward the targets:"
    return Prose((lead,), points + past, "answer")


def _names(results: Results) -> pd.Series:
    """Return the names of the indicators by id."""
    return results.indicators.set_index("indicator_id")["name_en"]


def _named(rows: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Return rows with the names of their indicators."""
    return rows.merge(results.indicators[["indicator_id", "name_en"]], on="indicator_id")


def _sentence(verdict: Row, results: Results, name: str) -> str:
    """Return position, gap and agreement of one observation."""
    if verdict["verdict"] == "not_comparable":
        rows = results.comparison
        own = rows[rows["observation_id"] == verdict["observation_id"]]
        return f"{name}: **not comparable**, because {own['reason'].iloc[0]}."
    told = [f"{name}: **{agreement(verdict)}**.", _gap(verdict), next_target(verdict, results)]
    return " ".join(filter(None, told))


def figures(verdict: Row) -> dict[str, str]:
    """Return the numbers of a verdict as text: reported as printed, the others beside it.

    Returns
    -------
    dict
        `observed`; `paths`, `gap` and `interval` as ranges, `short` and `interval_short` as the
        same ranges counted as a shortfall.
    """
    least, most = verdict["gap_least"], verdict["gap_most"]
    low, high = verdict["interval_low"], verdict["interval_high"]
    decimals = enough_decimals(verdict["decimals"], [least, most])
    return {
        "observed": as_printed(verdict["observed"], verdict["decimals"]),
        "paths": span(verdict["expected_low"], verdict["expected_high"], decimals),
        "gap": span(least, most, decimals, sign=True),
        "interval": span(low, high, decimals, sign=True),
        "short": span(-most, -least, decimals),
        "interval_short": f"from {number(-low, decimals)} short to {number(high, decimals)} over"
        if high > 0
        else f"{span(-high, -low, decimals)} short",
    }


def _gap(verdict: Row) -> str:
    """Return what was reported, what the paths ask for, and the difference."""
    shown, scale = figures(verdict), verdict["scale"]
    reported = (
        f"{shown['observed']} % was reported"
        if scale == "percent"
        else f"The report puts it at {shown['observed']} ({unit_word(scale)})"
    )
    gap = f"a gap of {shown['gap']} {gap_word(scale)}"
    return f"{reported}; the paths ask for {shown['paths']}, {gap}."


def next_target(verdict: Row, results: Results) -> str:
    """Return what the paths to the next target say where some path to a later one says less.

    A path to a later target may skip the next one: the sentence says by how much those do that the
    observation cannot be told apart from.
    """
    if not verdict["verdict"].startswith("leans_"):
        return ""
    own = results.comparison[results.comparison["observation_id"] == verdict["observation_id"]]
    year = own["target_year"].min()
    if year == own["target_year"].max():
        return ""
    nearest = results.next_verdicts.set_index("observation_id").loc[verdict["observation_id"]]
    if nearest["verdict"] not in FIRM:
        return f"Toward {year} alone it is {agreement(nearest)}."
    keys = ["indicator_id", "rule", "base_year", "target_year"]
    open_paths = own.loc[~own["position"].isin(FIRM), keys]
    skipped = open_paths.merge(results.skipped_targets, on=keys)
    firm = f"Every path to {year} puts it {nearest['verdict']} beyond rounding"
    return f"{firm}; {_skips(skipped[skipped['year'] == year], verdict)}."


def _skips(skipped: pd.DataFrame, verdict: Row) -> str:
    """Return what paths to a later target have in the year of the next one, and what it sets."""
    first, off = skipped.iloc[0], skipped["value"] - skipped["target"]
    decimals = enough_decimals(verdict["decimals"], off)
    values = span(skipped["value"].min(), skipped["value"].max(), decimals)
    target = f"the plan's own {plain_number(first['target'])}"
    if off.min() * off.max() > 0:
        size = span(off.abs().min(), off.abs().max(), decimals)
        side = "below" if off.max() < 0 else "above"
        target = f"{size} {gap_word(verdict['scale'])} {side} {target}"
    else:
        target = f"on either side of {target}"
    which = f"the {len(skipped)} within rounding, to a later target, pass"
    if len(skipped) == 1:
        years = f"from {first['base_year']} to {first['target_year']}"
        which = f"the one within rounding, {first['rule']} {years}, passes"
    return f"{which} {values} in {first['year']}, {target}"


def past_sentence(results: Results) -> tuple[str, ...]:
    """Return which targets of earlier years the report meets; nothing where none is past."""
    past = results.past_targets
    if past.empty:
        return ()
    names = _names(results)
    told = [
        f"{mid_sentence(names[row['indicator_id']])}, {plain_number(row['target'])} for "
        f"{row['target_year']}: {row['outcome'].replace('_', ' ')}"
        for row in past.to_dict("records")
    ]
    year = past["report_year"].iloc[0]
    return (
        f"**Targets whose year is past**, held against the value for {year}: {'; '.join(told)}.",
    )


def verdict_table(results: Results) -> ShownTable:
    """Show one row an observation: value, paths, gap, agreement, position."""
    rows = _named(results.verdicts, results)
    records = rows.to_dict("records")
    shown = pd.DataFrame(
        [figures(row) | {"agreement": agreement(row)} for row in records], index=rows.index
    )
    rows = rows.drop(columns=["observed", "paths"]).join(shown)
    rows = rows.assign(unit=rows["scale"].map(unit_word))
    columns = [
        as_text("name_en", "Indicator"),
        as_status("verdict", "Position"),
        as_figures("observed", "Reported"),
        as_figures("paths", "On the paths"),
        as_figures("gap", "Gap"),
        as_figures("interval", "Gap with rounding"),
        as_text("agreement", "How the paths agree"),
        as_text("unit", "Scale"),
    ]
    year = rows["report_year"].iloc[0] if len(rows) else ""
    return ShownTable(
        rows,
        columns,
        f"A row is a value reported for {year}. Gap: reported less path, sign turned where "
        "lower is better; positive is better.",
        "A path is one choice of base year, target year and rule. Ahead and behind count every "
        "gap of that sign; within rounding are those whose sign the printed roundings leave open.",
        empty=NOTHING,
    )


def robustness(results: Results) -> Prose:
    """Say which statement every path supports and which depends on the base year."""
    names = _names(results)
    firm, open_, pace = [], [], []
    for verdict in results.verdicts.to_dict("records"):
        own = results.comparison[results.comparison["observation_id"] == verdict["observation_id"]]
        name = mid_sentence(names[verdict["indicator_id"]])
        if verdict["verdict"] in FIRM:
            firm.append((STATUSES[verdict["verdict"]].short, name))
        elif verdict["verdict"] != "not_comparable":
            open_.append(f"{name} was {agreement(verdict)}")
        ratios = own.groupby("base_year")["pace_ratio"].agg(["min", "max"]).dropna()
        if len(ratios) > 1:
            shares = [
                f"{span(100 * low, 100 * high, 0)} % since {base}"
                for base, (low, high) in ratios.iterrows()
            ]
            pace.append(f"{name} reached {listing(shares)} of its planned pace")
    groups = {
        "Under every rule, base and target year, and beyond rounding": _sides(firm),
        "Not beyond rounding on every path": open_,
        "Pace depends on the base year": pace,
    }
    points = [f"**{title}:** {'; '.join(parts)}." for title, parts in groups.items() if parts]
    points += [f"**Rounding alone decides:** {text}" for text in _open_signs(results)]
    return Prose((), tuple(points))


def _sides(placed: list[tuple[str, str]]) -> list[str]:
    """Return which indicators were ahead of all their paths and which behind."""
    sides: dict[str, list[str]] = {}
    for side, name in placed:
        sides.setdefault(side, []).append(name)
    return [
        f"{listing(names)} {'were' if len(names) > 1 else 'was'} {side}"
        for side, names in sorted(sides.items())
    ]


def _open_signs(results: Results) -> list[str]:
    """Name changes whose very direction the printed roundings leave open."""
    names = _names(results)
    changes = results.comparison.drop_duplicates(["observation_id", "base_year"])
    return [
        f"whether {mid_sentence(names[row['indicator_id']])} rose or fell since "
        f"{row['base_year']}: a change of {number(row['pace_low'], 2, sign=True)} to "
        f"{number(row['pace_high'], 2, sign=True)} {gap_word(row['scale'])} a year "
        f"fits the printed figures."
        for row in changes.to_dict("records")
        if row["pace_low"] < 0 < row["pace_high"]
    ]


def sampling_table(intervals: pd.DataFrame, share: float) -> ShownTable:
    """Show sampling intervals of a share under design effects; none where no sample is named."""
    rows = intervals.dropna()
    rows = rows.assign(
        interval=[span(*pair) for pair in zip(rows["low"], rows["high"], strict=True)],
        effective_sample=rows["effective_sample"].astype(int),
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
        empty="No value compared is of a sample that the plan names.",
    )
