"""Another plan's target table: indicators and milestones in one long sheet."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.data.intake import bounds_of, in_reading_order
from helpers.data.rows import Row, read_rows, repetitions
from helpers.data.tables.columns import KINDS, QUALIFIERS, UNITS
from helpers.data.tables.core import INDICATORS, MILESTONES
from helpers.errors import DataRefused, Problem

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
    sheet, rows = read_rows(path, REQUIRED, DEFAULTS, "targets")
    indicators: dict[str, dict[str, object]] = {}
    milestones = []
    for row in rows:
        entry = _indicator(row)
        first = indicators.setdefault(str(entry["indicator_id"]), entry)
        for name in OF_INDICATOR:
            if entry[name] != first[name] and not (pd.isna(entry[name]) and pd.isna(first[name])):
                row.fault(
                    name, f"{first[name]}, as in the indicator's first row", "Make them agree."
                )
        milestones.append(_milestone(row, entry))
    keys = [
        (r.number, (m["indicator_id"], m["year"])) for r, m in zip(rows, milestones, strict=True)
    ]
    problems = [fault for row in rows for fault in row.faults]
    problems += repetitions(keys, sheet, "year")
    problems += _incomplete(milestones, sheet.file)
    if problems:
        raise DataRefused(f"{sheet.file} was not taken", in_reading_order(problems))
    return (
        pd.DataFrame(list(indicators.values()))[INDICATORS.names],
        pd.DataFrame(milestones)[MILESTONES.names]
        .sort_values("year", kind="stable")
        .sort_values("indicator_id", kind="stable", key=lambda ids: ids.map(list(indicators).index))
        .reset_index(drop=True),
    )


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
        "category": row["category"],
        "name_en": row["name_en"] or indicator,
        "name_zh": row["name_zh"],
        "unit": unit,
        "better": row.choice("better", DIRECTIONS),
        "target_kind": kind,
        **bounds,
        "population": row["population"],
        "definition": row["definition"],
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
        "locator": "; ".join(filter(None, [row.locator, row["source"], row["note"]])),
    }


def _incomplete(milestones: list[dict[str, object]], file: str) -> list[Problem]:
    """Name indicators from whose rows no path can be drawn."""
    problems = []
    for indicator in dict.fromkeys(str(row["indicator_id"]) for row in milestones):
        own = [row for row in milestones if row["indicator_id"] == indicator]
        roles = {row["role"] for row in own}
        has_base = any(row["base_year"] for row in own) or roles & {"baseline", "expected"}
        if "target" not in roles or not has_base:
            problems.append(
                Problem(
                    f"'{indicator}' with {' and '.join(sorted(map(str, roles)))} only",
                    "a baseline or base year, and a target",
                    "Add the missing row.",
                    file,
                    column="role",
                )
            )
    return problems
