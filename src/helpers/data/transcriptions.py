"""The record of the sources' figures: raw transcriptions into typed, checked tables."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.data.coverage import coverage_table
from helpers.data.numbers import numbers_in
from helpers.data.raw import COMPARE, cell_problem, read_raw, row_in_file, rows_of
from helpers.data.registration import unregistered
from helpers.data.schema import Table
from helpers.data.shared import shared
from helpers.data.tables.catalogue import TRANSCRIPTIONS
from helpers.data.tables.documents import COVERAGE, DISCREPANCIES
from helpers.data.tables.evidence import INDICATOR_EVIDENCE, LATER_OBSERVATIONS
from helpers.data.tables.figures import ROADMAP_PAIRS, ROADMAP_TARGETS
from helpers.data.write import TRUTH
from helpers.errors import DataRefused, Problem

# Scales a pair may mix: 600 billion in 2020, 1.2 trillion in 2025.
SCALES = {"RMB billion": 1.0, "RMB trillion": 1000.0}


def record_of(targets: str, folder: Path = paths.RAW) -> dict[str, pd.DataFrame]:
    """Return the record of the plan's sources; nothing under another plan's targets."""
    return {} if targets else read_record(folder)


def read_wordings(folder: Path = paths.RAW) -> pd.DataFrame:
    """Return what the renderings of the indicator table print differently, by indicator.

    Columns as in the table discrepancies, with `indicator_id` in place of `figure_id`. Slips of the
    text's layout (field ``value``) are left out: the cells themselves agree.
    """
    rows, _ = typed(read_raw("discrepancies.csv", folder), DISCREPANCIES, "discrepancies.csv")
    named = rows["figure_id"].str.extract(r"^indicator:(?P<indicator_id>\w+)")["indicator_id"]
    chosen = named.notna() & rows["source_id"].str.startswith("plan_") & (rows["field"] != "value")
    return rows[chosen].assign(indicator_id=named).drop(columns="figure_id").reset_index(drop=True)


@shared
def read_record(folder: Path) -> dict[str, pd.DataFrame]:
    """Read every transcribed table and the evidence, typed, with each reading held to its print.

    Returns
    -------
    dict of DataFrame
        By table name; the pairs carry the values of the targets they point to.

    Raises
    ------
    DataRefused
        For every raw table and source that is not registered, every cell of a wrong type, and every
        reading that its printed phrase does not contain and that is not marked as suspect.
    """
    tables: dict[str, pd.DataFrame] = {}
    problems = [*unregistered(folder)]
    for file, table in TRANSCRIPTIONS.items():
        if table is ROADMAP_PAIRS:
            continue
        rows, faults = typed(read_raw(file, folder), table, file)
        problems += faults or readings_against_print(rows, table, file)
        tables[table.name] = rows
    if problems:
        raise DataRefused("transcribed tables cannot be taken as they are", problems)
    tables[COVERAGE.name] = coverage_table(folder)
    pairs = read_raw("roadmap_pairs.csv", folder)
    tables[ROADMAP_PAIRS.name] = _with_values(pairs, tables[ROADMAP_TARGETS.name])
    tables[LATER_OBSERVATIONS.name] = later_observations(tables[INDICATOR_EVIDENCE.name])
    return tables


def typed(raw: pd.DataFrame, table: Table, file: str) -> tuple[pd.DataFrame, list[Problem]]:
    """Return the declared columns with their types, and a problem for each cell that has none."""
    rows, problems = raw.copy(), []
    for column in table.columns:
        if column.name not in raw or column.kind == "string":
            continue
        if column.kind == "boolean":
            cells = raw[column.name].map(TRUTH)
            faulty = cells.isna()
        else:
            cells = pd.to_numeric(raw[column.name], errors="coerce")
            faulty = cells.isna() & (raw[column.name] != "")
        rows[column.name] = cells
        expected = "true or false" if column.kind == "boolean" else "a number"
        remedy = f"The column holds: {column.description}."
        problems += [
            cell_problem(file, position, column.name, cell, expected, remedy)
            for position, cell in raw.loc[faulty, column.name].items()
        ]
    return rows, problems


def later_observations(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of indicator_evidence that are later observations, as that table."""
    return as_later(evidence[evidence["in_later_observations"].astype(bool)])


def as_later(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return rows of indicator_evidence in the columns of later_observations.

    A period ends with its last year, so it counts as a whole one.
    """
    rows = evidence.rename(columns={"evidence_id": "later_id"}).reset_index(drop=True)
    return rows.assign(
        conflict=(rows["conflicts_with"] != "").map({True: "yes", False: "no"}),
        precision=rows["precision"].replace("period", "year"),
    )[LATER_OBSERVATIONS.names]


def readings_against_print(rows: pd.DataFrame, table: Table, file: str) -> list[Problem]:
    """Name every value that its printed phrase does not contain and no doubt explains."""
    if "value" not in rows or "suspect" not in rows:
        return []
    problems = []
    for position, row in rows_of(rows):
        printed = [numbers_in(row[name]) for name in table.phrases]
        for name in ("value", "value_high"):
            value = row.get(name, pd.NA)
            if pd.isna(value) or row["suspect"]:
                continue
            if not any(abs(value) in numbers for numbers in printed):
                problems.append(
                    Problem(
                        f"{value:g} read from "
                        f"{' / '.join(repr(row[n]) for n in table.phrases if row[n])}",
                        "a number that stands in the printed phrase",
                        COMPARE,
                        file,
                        row=row_in_file(position),
                        column=name,
                    )
                )
    return problems


def _with_values(pairs: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs with the values of their targets; a range by its middle."""
    lookup = targets.set_index("target_id")
    middle = lookup["value"].where(
        lookup["value_high"].isna(), (lookup["value"] + lookup["value_high"]) / 2.0
    )
    scale = lookup["unit"].map(SCALES)
    first, second = pairs["target_id_2020"], pairs["target_id_2025"]
    factor = (second.map(scale) / first.map(scale)).fillna(1.0)
    return pairs.assign(
        sector_no=pairs["sector_no"].astype(int),
        value_2020=first.map(middle),
        value_2025=second.map(middle) * factor,
        unit=first.map(lookup["unit"]).fillna(""),
    )
