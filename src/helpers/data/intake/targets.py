"""Another plan's target table: indicators and milestones in one long sheet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.data.intake.limits import MOST_PROBLEMS, and_further
from helpers.data.intake.rows import Row, read_cells, repetition, rows_of
from helpers.data.intake.screening import bounds_of
from helpers.data.tables.assessment import INDICATORS, MILESTONES
from helpers.data.tables.columns import KINDS, QUALIFIERS, UNITS
from helpers.errors import MOST_QUOTED, DataRefused, Problem, quoted

REQUIRED = ("indicator_id", "year", "value", "role")
DEFAULTS = {
    "name_en": "",
    "name_zh": "-",
    "category": "-",
    "unit": "percent",
    "better": "higher",
    "target_kind": "level",
    "lower_bound": "",
    "upper_bound": "",
    "base_year": "",
    "qualifier": "exact",
    "population": "-",
    "definition": "-",
    "source": "",
    "note": "",
}
# What an indicator says of itself must be the same in each of its rows.
OF_INDICATOR = [name for name in INDICATORS.names if name != "indicator_id"]
ROLES = MILESTONES.column("role").choices
DIRECTIONS = INDICATORS.column("better").choices
TARGETS = "targets"


def read_targets(path: str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a target table: one row a milestone, the indicator's own columns repeated.

    Parameters
    ----------
    path
        A .csv or .xlsx file with the columns of ``REQUIRED`` and any of ``DEFAULTS``.

    Returns
    -------
    indicators, milestones
        Tables as declared in ``helpers.data.tables``.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    sheet = read_cells(path, REQUIRED, DEFAULTS, "targets")
    indicators: dict[str, dict[str, object]] = {}
    milestones: list[dict[str, object]] = []
    problems: list[Problem] = []
    seen: dict[tuple[object, object], int] = {}
    untold = 0
    for row in rows_of(sheet, DEFAULTS):
        entry = _indicator(row)
        _compare(row, entry, indicators.setdefault(str(entry["indicator_id"]), entry))
        milestone = _milestone(row, entry)
        key = (milestone["indicator_id"], milestone["year"])
        if milestone["year"] is not None and seen.setdefault(key, row.number) != row.number:
            row.faults.append(repetition(row, key, seen[key], "year"))
        if len(problems) < MOST_PROBLEMS:
            problems += row.faults
        else:
            untold += bool(row.faults)
        milestones.append(milestone)
    incomplete = _incomplete(milestones, sheet.file)
    # What concerns the file as a whole comes before its rows.
    problems = incomplete[:MOST_PROBLEMS] + problems
    if problems:
        untold += len(incomplete[MOST_PROBLEMS:])
        raise DataRefused(f"{sheet.file} was not taken{and_further(untold)}", problems)
    order = {name: place for place, name in enumerate(indicators)}
    return (
        pd.DataFrame(list(indicators.values()))[INDICATORS.names],
        pd.DataFrame(milestones)[MILESTONES.names]
        .sort_values("year", kind="stable")
        .sort_values("indicator_id", kind="stable", key=lambda ids: ids.map(order))
        .reset_index(drop=True),
    )


def _compare(row: Row, entry: dict[str, object], first: dict[str, object]) -> None:
    """Fault what a row says of its indicator otherwise than the indicator's first row."""
    for name in OF_INDICATOR:
        if entry[name] != first[name] and not (pd.isna(entry[name]) and pd.isna(first[name])):
            row.fault(name, f"{first[name]}, as in the indicator's first row", "Make them agree.")


def _indicator(row: Row) -> dict[str, object]:
    """Return what the row says of its indicator."""
    indicator = row.required("indicator_id")
    unit = row.choice("unit", UNITS)
    kind = row.choice("target_kind", KINDS)
    bounds = {}
    for name in ("lower_bound", "upper_bound"):
        bounds[name] = row.number_with_decimals(name, unit)[0] if row[name] else float("nan")
    if unit == "percent" and kind == "level" and not row["lower_bound"] + row["upper_bound"]:
        bounds = {"lower_bound": 0.0, "upper_bound": 100.0}
    return {
        "indicator_id": indicator,
        "category": row.text("category"),
        "name_en": row.text("name_en") or indicator,
        "name_zh": row.text("name_zh"),
        "unit": unit,
        "better": row.choice("better", DIRECTIONS),
        "target_kind": kind,
        **bounds,
        "population": row.text("population"),
        "definition": row.text("definition"),
    }


def _milestone(row: Row, entry: dict[str, object]) -> dict[str, object]:
    """Return the milestone of a row."""
    year = row.year("year")
    value, decimals = row.number_with_decimals("value", str(entry["unit"]))
    if value is not None:
        row.check_bounds("value", value, *bounds_of(entry))
    base_year = row.year("base_year") if row["base_year"] else None
    if entry["target_kind"] != "level" and base_year is None:
        row.fault("base_year", "the year the change or mean is counted from", "Fill the cell in.")
    if base_year is not None and year is not None and base_year >= year:
        row.fault("base_year", f"a year before {year}", "Check both years.")
    return {
        "indicator_id": entry["indicator_id"],
        "year": year,
        "value": value,
        "role": row.choice("role", ROLES),
        "qualifier": row.choice("qualifier", QUALIFIERS),
        "base_year": base_year,
        "decimals": decimals,
        "printed_zh": "",
        "printed_en_cset": "",
        "printed_en_g6": "",
        "source_id": TARGETS,
        "locator": "; ".join(filter(None, [row.locator, row.text("source"), row.text("note")])),
    }


def _incomplete(milestones: list[dict[str, object]], file: str) -> list[Problem]:
    """Name indicators from whose rows no path can be drawn."""
    roles: dict[str, set[str]] = {}
    based: set[str] = set()
    for row in milestones:
        indicator, role = str(row["indicator_id"]), str(row["role"])
        roles.setdefault(indicator, set()).add(role)
        if row["base_year"] or role in ("baseline", "expected"):
            based.add(indicator)
    return [
        Problem(
            f"{quoted(indicator)} with {' and '.join(sorted(own))[:MOST_QUOTED]} only",
            "a baseline or base year, and a target",
            "Add the missing row.",
            file,
            column="role",
        )
        for indicator, own in roles.items()
        if "target" not in own or indicator not in based
    ]
