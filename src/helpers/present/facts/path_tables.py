"""Tables of paths, paces and past targets: notebooks 03 and 08."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.present.facts.verdicts import observed_figure, status_of
from helpers.present.numbers import enough_decimals, number, plain_number, span
from helpers.present.table import (
    ShownTable,
    as_figures,
    as_number,
    as_status,
    as_text,
    as_year,
    labelled,
)
from helpers.present.texts.blocks import plain_labels, plain_phrase
from helpers.present.texts.language import language
from helpers.present.words import unit_word

TEMPLATE = "comparison"
GAPS = ("gap", "gap_low", "gap_high")
Row = Mapping[Any, Any]


def _shown(rows: pd.DataFrame, results: Results, **cells: Callable[[Row], str]) -> pd.DataFrame:
    """Return rows with the names of their indicators, and texts made from each row."""
    named = rows.merge(results.indicators[["indicator_id", "name_en"]], on="indicator_id")
    records = named.to_dict("records")
    return named.assign(**{name: [cell(row) for row in records] for name, cell in cells.items()})


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
        reported=observed_figure,
        said=lambda row: language().word(status_of(row, row["outcome"]), "past_targets"),
        interval=lambda row: _gap_range(row, "gap_low", "gap_high"),
        gap=lambda row: _gap_range(row, "gap"),
    )
    columns = [
        as_text("name_en"),
        as_year("target_year"),
        *map(as_figures, ("asked", "reported")),
        as_text("said"),
        *map(as_figures, ("gap", "interval")),
        as_text("unit"),
    ]
    year = int(rows["report_year"].iloc[0]) if len(rows) else 0
    return labelled(rows, columns, plain_labels(TEMPLATE, "past_table", year=year))


def pace_table(results: Results) -> ShownTable:
    """Show the paces from each base: observed with all that its print allows, planned, required."""
    rows = _shown(
        results.comparison.drop_duplicates(["observation_id", "base_year", "target_year"]),
        results,
        possible=lambda row: span(row["pace_low"], row["pace_high"], 2, sign=True),
        share=lambda row: number(100 * row["pace_ratio"], 0),
        required=_required,
        faster=_faster,
    )
    columns = [
        as_text("name_en"),
        *map(as_year, ("base_year", "target_year")),
        as_number("pace_observed", decimals=2, sign=True),
        as_figures("possible"),
        as_number("pace_planned", decimals=2, sign=True),
        *map(as_figures, ("share", "required", "faster")),
    ]
    year = int(rows["report_year"].iloc[0]) if len(rows) else 0
    return labelled(rows, columns, plain_labels(TEMPLATE, "pace_table", year=year))


def _no_pace(row: Row) -> str:
    """Return why no pace is required, "" where one is."""
    if row["target_year"] == row["report_year"]:
        return language().word("no_year_left", "paces")
    return language().word("reached", "paces") if row["pace_required"] == 0 else ""


def _required(row: Row) -> str:
    """Return the required pace, or why none is required; "" where it is unknown."""
    return _no_pace(row) or number(row["pace_required"], 2, sign=True)


def _faster(row: Row) -> str:
    """Return the acceleration as a multiple, or what stands in its place."""
    if none := _no_pace(row):
        return none
    if row["pace_observed"] == 0:
        return language().word("unchanged", "paces")
    if row["acceleration"] < 0:
        return language().word("wrong_way", "paces")
    times = row["acceleration"]
    return plain_phrase(TEMPLATE, "faster", times=times) if pd.notna(times) else ""


def paths_table(results: Results) -> ShownTable:
    """Show every path with its gap, interval, the year in which it has the value, and position."""
    rows = _shown(results.comparison, results, reported=observed_figure, reached=_reached)
    shown = [status_of(row, row["position"]) for row in rows.to_dict("records")]
    rows = rows.assign(position=pd.Series(shown, rows.index, dtype=object))
    digits = enough_decimals(2, results.comparison["gap"])
    columns = [
        as_text("name_en"),
        *map(as_year, ("base_year", "target_year")),
        as_text("rule"),
        as_figures("reported"),
        as_number("expected", decimals=digits),
        *(as_number(name, decimals=digits, sign=True) for name in GAPS),
        as_figures("reached"),
        as_status("position"),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "paths_table"))


def _reached(row: Row) -> str:
    """Return the year in which the path has the reported value, or why it has it in none."""
    if pd.notna(row["path_year"]):
        return number(row["path_year"], 1)
    beyond = (row["observed"] - row["expected"]) * row["pace_planned"]
    name = "beyond" if beyond > 0 else "short" if beyond < 0 else "never"
    return language().word(name, "no_dates")
