"""The way back of one figure: table row, print, source, place, digits, doubts."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import paths
from helpers.data.coverage import account_of
from helpers.data.raw import read_raw
from helpers.data.schema import Table
from helpers.errors import WrongCall

MOST_SUGGESTIONS = 5


@dataclass(frozen=True)
class Trace:
    """Where one figure comes from.

    ``row`` holds the filled cells of its table row; ``source`` the register entry; ``digits`` the
    places of its digits in the text read; ``doubts`` the discrepancies that name it.
    """

    name: str
    table: str
    row: dict[str, Any]
    source: dict[str, str]
    digits: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def as_record(self) -> dict[str, Any]:
        """The trace as plain values, for ``--json``."""
        return asdict(self)


def trace(
    name: str,
    tables: Mapping[str, pd.DataFrame],
    declared: tuple[Table, ...],
    folder: Path = paths.RAW,
) -> list[Trace]:
    """Return the way back of a figure, target, fund, policy, observation or milestone.

    Parameters
    ----------
    name
        A key of one of the tables; ``indicator_id:year`` for a milestone; an ``indicator_id`` for
        all its milestones and observations.

    Raises
    ------
    WrongCall
        If nothing has that name; the nearest names are offered.
    """
    found = []
    for table in declared:
        rows = tables[table.name]
        names = row_names(rows, table)
        by_indicator = (
            rows["indicator_id"] == name
            if table.name in ("milestones", "observations", "later_observations")
            else False
        )
        for position in rows.index[(names == name) | by_indicator]:
            found.append(_trace(str(names[position]), rows.loc[position], table, tables, folder))
    if not found:
        everything = {n for table in declared for n in row_names(tables[table.name], table)}
        near = difflib.get_close_matches(name, sorted(everything), MOST_SUGGESTIONS, cutoff=0.4)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        raise WrongCall(f"nothing is called '{name}'{hint}")
    return found


def row_names(rows: pd.DataFrame, table: Table) -> pd.Series:
    """Return the name of each row: its key, joined by colons."""
    return rows[list(table.primary_key)].astype(str).agg(":".join, axis=1)


def _trace(
    name: str,
    row: pd.Series,
    table: Table,
    tables: Mapping[str, pd.DataFrame],
    folder: Path,
) -> Trace:
    """Return the way back of one row."""
    cells = {
        column.name: row[column.name]
        for column in table.columns
        if not pd.isna(row[column.name]) and row[column.name] != ""
    }
    sources = tables["sources"].set_index("source_id")
    source_id = str(cells.get("source_id", ""))
    source = sources.loc[source_id].to_dict() if source_id in sources.index else {}
    keys = {name, f"indicator:{name}"}
    doubts = tables.get("discrepancies")
    return Trace(
        name=name,
        table=table.name,
        row=cells,
        source=source,
        digits=_digits(keys, folder),
        doubts=[] if doubts is None else _doubts(keys, doubts),
    )


def _digits(names: set[str], folder: Path) -> list[str]:
    """Return the places of the figure's digits in the texts read."""
    places = []
    for source_id in read_raw("coverage/texts.csv", folder)["source_id"]:
        account = account_of(source_id, folder)
        named = account["refers_to"].map(lambda cell: bool(names & set(_split(cell))))
        own = account[named & (account["class"] == "value")]
        places += [
            f"{source_id}, line {line}, column {column}: {token}"
            for line, column, token in zip(own["line"], own["column"], own["token"], strict=True)
        ]
    return places


def _doubts(names: set[str], discrepancies: pd.DataFrame) -> list[str]:
    """Return the discrepancies that name the figure, with reading and reason."""
    named = discrepancies["figure_id"].map(lambda cell: bool(names & set(_split(cell))))
    return [
        f"{row['discrepancy_id']} ({row['status']}): {row['reason']}"
        for row in discrepancies[named].to_dict("records")
    ]


def _split(cell: str) -> list[str]:
    """Return the names in a cell that may list several."""
    return [name.strip() for name in cell.split(";")]
