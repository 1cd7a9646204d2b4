"""The plan's indicator table: three printed renderings reconciled into one row a milestone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.data.parsing import ParsedCell, UnparsedCell, parse_cell
from helpers.data.raw import cell_problem, check_numbers, read_raw, row_in_file, rows_of
from helpers.data.tables.assessment import INDICATORS, MILESTONES, RENDERINGS
from helpers.errors import DataRefused, Problem

RENDERING_FILES = {
    "zh": "plan_indicators_zh.csv",
    "en_cset": "plan_indicators_en_cset.csv",
    "en_g6": "plan_indicators_en_g6.csv",
}
REGISTERED_NUMBERS = ("lower_bound", "upper_bound", "sample")
AUTHORITY = "zh"
YEARS = (2013, 2015, 2020, 2025)
# The 2015 column was printed in May 2015: it cannot be an outcome.
ROLES = {2013: "baseline", 2015: "expected", 2020: "target", 2025: "target"}
COMPARED = ("value", "unit", "qualifier", "kind", "base_year", "plan_period")
# The thirteenth plan ran from 2016 to 2020; each plan runs five years.
PERIOD_ENDS = {13: 2020, 14: 2025}
PERIOD_YEARS = 5


@dataclass(frozen=True)
class PlanTable:
    """What the indicator table of the plan says, and where its renderings disagree."""

    indicators: pd.DataFrame
    milestones: pd.DataFrame
    renderings: pd.DataFrame


def read_plan(folder: Path = paths.RAW) -> PlanTable:
    """Read the three renderings of the indicator table and reconcile them.

    Raises
    ------
    DataRefused
        For every cell that cannot be parsed, every value on which the renderings disagree and
        every cell that contradicts the register or its own column: all of them at once.
    """
    register = read_raw("indicator_register.csv", folder)
    tables = {name: read_raw(file, folder) for name, file in RENDERING_FILES.items()}
    problems = _wrong_rows(register, tables)
    if problems:
        raise DataRefused("the renderings of the indicator table do not fit together", problems)
    cells, problems = _parse_tables(tables)
    if problems:
        raise DataRefused("the indicator table holds cells that cannot be read", problems)
    rows, differences = [], []
    for position, entry in rows_of(register):
        for year in YEARS:
            printed = {name: table.at[position, str(year)] for name, table in tables.items()}
            parsed = {name: cells[name, position, year] for name in RENDERING_FILES}
            problems += _contradictions(entry, year, position, parsed)
            differences += _differences(entry["indicator_id"], year, parsed)
            if parsed[AUTHORITY].kind != "blank":
                rows.append(_milestone(entry, year, parsed[AUTHORITY], printed, tables, position))
    if problems:
        raise DataRefused("the indicator table contradicts itself or its register", problems)
    return PlanTable(
        indicators=_indicators(register, tables["en_cset"]["category"]),
        milestones=pd.DataFrame(rows, columns=MILESTONES.names),
        renderings=pd.DataFrame(differences, columns=RENDERINGS.names),
    )


def _wrong_rows(register: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> list[Problem]:
    """Name every rendering whose row numbers differ from the register's."""
    expected = list(register["row"])
    return [
        Problem(
            f"rows {', '.join(table['row'])}",
            f"rows {', '.join(expected)}, as in indicator_register.csv",
            "Give each indicator its one row, in the register's order.",
            RENDERING_FILES[name],
            column="row",
        )
        for name, table in tables.items()
        if list(table["row"]) != expected
    ]


def _parse_tables(
    tables: dict[str, pd.DataFrame],
) -> tuple[dict[tuple[str, int, int], ParsedCell], list[Problem]]:
    """Parse every milestone cell of every rendering; collect the ones that cannot be read."""
    cells, problems = {}, []
    for name, table in tables.items():
        for position in range(len(table)):
            for year in YEARS:
                text = table.at[position, str(year)]
                try:
                    cells[name, position, year] = parse_cell(text)
                except UnparsedCell:
                    expected = "a number, a change from a base year, a mean growth rate or '-'"
                    remedy = "Compare it with the source, or teach parsing.PATTERNS the wording."
                    cell = (RENDERING_FILES[name], position, str(year), text)
                    problems.append(cell_problem(*cell, expected, remedy))
    return cells, problems


def _contradictions(
    entry: pd.Series, year: int, position: int, parsed: dict[str, ParsedCell]
) -> list[Problem]:
    """Name what no reading can mend: values that differ, a kind the register does not expect."""

    def problem(name: str, found: str, expected: str) -> Problem:
        return Problem(
            found,
            expected,
            "Compare the cell with the source.",
            RENDERING_FILES[name],
            row=row_in_file(position),
            column=str(year),
        )

    authority = parsed[AUTHORITY]
    found = [
        problem(name, cell.printed, f"{authority.printed}, as in {RENDERING_FILES[AUTHORITY]}")
        for name, cell in parsed.items()
        if (cell.value, cell.decimals) != (authority.value, authority.decimals)
    ]
    expected_kinds = {entry["target_kind"], "blank"} if year < YEARS[2] else {entry["target_kind"]}
    if authority.kind not in expected_kinds:
        found.append(problem(AUTHORITY, f"a cell of kind {authority.kind}", entry["target_kind"]))
    if authority.plan_period and PERIOD_ENDS[authority.plan_period] != year:
        found.append(
            problem(AUTHORITY, f"a mean over plan {authority.plan_period}", f"one to {year}")
        )
    return found


def _differences(
    indicator: str, year: int, parsed: dict[str, ParsedCell]
) -> list[dict[str, object]]:
    """Return a row for each field in which a rendering departs from the Chinese cell."""
    rows: list[dict[str, object]] = []
    for name in COMPARED:
        said = {key: str(getattr(cell, name) or "") for key, cell in parsed.items()}
        if len(set(said.values())) > 1:
            reason = "The Chinese text is the plan itself; the others translate it."
            rows.append(
                {"indicator_id": indicator, "year": year, "field": name, **said}
                | {"used": said[AUTHORITY], "reason": reason}
            )
    return rows


def _milestone(
    entry: pd.Series,
    year: int,
    cell: ParsedCell,
    printed: dict[str, str],
    tables: dict[str, pd.DataFrame],
    position: int,
) -> dict[str, object]:
    """Return the tidy row of one printed milestone."""
    period_start = PERIOD_ENDS[cell.plan_period] - PERIOD_YEARS if cell.plan_period else None
    return {
        "indicator_id": entry["indicator_id"],
        "year": year,
        "value": cell.value,
        "role": ROLES[year],
        "qualifier": cell.qualifier,
        "base_year": cell.base_year or period_start,
        "decimals": cell.decimals,
        **{f"printed_{name}": text for name, text in printed.items()},
        "source_id": tables[AUTHORITY].at[position, "source_id"],
        "locator": tables[AUTHORITY].at[position, "locator"],
    }


def _indicators(register: pd.DataFrame, categories: pd.Series) -> pd.DataFrame:
    """Return the indicator table with its printed categories, numeric bounds and samples."""
    table = register.assign(category=categories)
    check_numbers(table, "indicator_register.csv", *REGISTERED_NUMBERS, blanks=True)
    for name in REGISTERED_NUMBERS:
        table[name] = pd.to_numeric(table[name])
    return table[INDICATORS.names]
