"""Tables of paths, paces and past targets: notebooks 03 and 08."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.present.numbers import as_printed, enough_decimals, number, plain_number, span
from helpers.present.table import (
    ShownTable,
    as_figures,
    as_number,
    as_status,
    as_text,
    as_year,
)
from helpers.present.words import unit_word

NOTHING = "No value was reported that could be held against a path."
GAPS = {"gap": "Gap", "gap_low": "At least", "gap_high": "At most"}
Row = Mapping[Any, Any]


def _shown(rows: pd.DataFrame, results: Results, **cells: Callable[[Row], str]) -> pd.DataFrame:
    """Return rows with the names of their indicators, and texts made from each row."""
    named = rows.merge(results.indicators[["indicator_id", "name_en"]], on="indicator_id")
    records = named.to_dict("records")
    return named.assign(**{name: [cell(row) for row in records] for name, cell in cells.items()})


def _observed(row: Row) -> str:
    """Return the reported value as printed."""
    return as_printed(row["observed"], row["decimals"])


def _gap_range(row: Row, *names: str) -> str:
    """Return a gap or its ends, with enough digits to differ from zero."""
    digits = enough_decimals(row["decimals"], [row[name] for name in GAPS])
    return span(row[names[0]], row[names[-1]], digits, sign=True)


def past_table(results: Results) -> ShownTable:
    """Show each target of an earlier year with the value reported since, and whether it is met."""
    rows = _shown(
        results.past_targets,
        results,
        unit=lambda row: unit_word(row["scale"]),
        asked=lambda row: plain_number(row["target"]),
        reported=_observed,
        said=lambda row: row["outcome"].replace("_", " "),
        short=lambda row: _gap_range(row, "gap"),
        ends=lambda row: _gap_range(row, "gap_low", "gap_high"),
    )
    year = rows["report_year"].iloc[0] if len(rows) else ""
    columns = [
        as_text("name_en", "Indicator"),
        as_year("target_year", "Target year"),
        as_figures("asked", "Target"),
        as_figures("reported", f"Reported for {year}"),
        as_text("said", "Outcome"),
        as_figures("short", "Gap"),
        as_figures("ends", "Gap with rounding"),
        as_text("unit", "Scale"),
    ]
    return ShownTable(
        rows,
        columns,
        f"A row is a target of a year before {year}, held against the value reported for {year}.",
        "No path leads beyond its target year. Met and missed are said where the roundings of "
        "report and target leave nothing else open, or the two print alike.",
        empty="No target year is past.",
    )


def pace_table(results: Results) -> ShownTable:
    """Show the paces from each base: observed with its rounding, planned, required."""
    rows = _shown(
        results.comparison.drop_duplicates(["observation_id", "base_year", "target_year"]),
        results,
        rounding=lambda row: span(row["pace_low"], row["pace_high"], 2, sign=True),
        share=lambda row: _percent(row["pace_ratio"]),
        required=_required,
        faster=_faster,
    )
    columns = [
        as_text("name_en", "Indicator"),
        as_year("base_year", "Base"),
        as_year("target_year", "Target"),
        as_number("pace_observed", "Observed a year", 2, sign=True),
        as_figures("rounding", "Within rounding"),
        as_number("pace_planned", "Planned a year", 2, sign=True),
        as_figures("share", "Observed of planned", blank="no pace planned"),
        as_figures("required", "Required from now on", blank="unknown"),
        as_figures("faster", "Required over observed", blank="unknown"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a base and a target year; change a year in points or index points.",
        "Required: what each remaining year must bring to reach the target. Paces are "
        "straight-line and the same under every rule.",
        empty=NOTHING,
    )


def _percent(ratio: float) -> str:
    """Return a ratio in percent, "" for a missing one."""
    return f"{number(100 * ratio, 0)} %" if pd.notna(ratio) else ""


def _required(row: Row) -> str:
    """Return the required pace, or why none is required; "" where it is unknown."""
    if row["target_year"] == row["report_year"]:
        return "no year left"
    if row["pace_required"] == 0:
        return "target reached"
    return number(row["pace_required"], 2, sign=True)


def _faster(row: Row) -> str:
    """Return the acceleration as a multiple, or what stands in its place."""
    if row["target_year"] == row["report_year"] or row["pace_required"] == 0:
        return _required(row)
    if row["pace_observed"] == 0:
        return "no change yet"
    if row["acceleration"] < 0:
        return "wrong direction"
    return f"{number(row['acceleration'], 1)} times" if pd.notna(row["acceleration"]) else ""


def paths_table(results: Results) -> ShownTable:
    """Show every path with its gap, interval, the year in which it has the value, and position."""
    rows = _shown(
        results.comparison,
        results,
        reported=_observed,
        reached=_reached,
    )
    digits = enough_decimals(2, results.comparison["gap"])
    columns = [
        as_text("name_en", "Indicator"),
        as_year("base_year", "Base"),
        as_year("target_year", "Target"),
        as_text("rule", "Rule"),
        as_figures("reported", "Reported"),
        as_number("expected", "On the path", digits),
        *(as_number(name, header, digits, sign=True) for name, header in GAPS.items()),
        as_figures("reached", "Path gets there"),
        as_status("position", "Position"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a path: base year, target year and rule.",
        "At least, at most: the gap within the printed roundings. Path gets there: when the path "
        "has the reported value.",
        empty=NOTHING,
    )


def _reached(row: Row) -> str:
    """Return the year in which the path has the reported value, or why it has it in none."""
    if pd.notna(row["path_year"]):
        return number(row["path_year"], 1)
    beyond = (row["observed"] - row["expected"]) * row["pace_planned"]
    return "beyond its target" if beyond > 0 else "short of its base" if beyond < 0 else "never"
