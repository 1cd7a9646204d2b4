"""The way back of one figure: table row, print, source, place, digits, doubts."""

from __future__ import annotations

import csv
import difflib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers import paths
from helpers.data.coverage import all_accounts
from helpers.data.raw import references
from helpers.data.schema import Table
from helpers.data.tables.areas import AREA_VERDICTS, WHOLE
from helpers.data.tables.assessment import COMPARISON
from helpers.errors import WrongCall

MOST_SUGGESTIONS = 5
# The column by whose cell alone, an indicator or a target, the rows of a table are found.
ABOUT = {
    "milestones": "indicator_id",
    "observations": "indicator_id",
    "indicator_evidence": "indicator_id",
    "target_evidence": "target_id",
}
# What a comparison is matched by between two report years, followed by its number among those of
# that path; and a verdict on an area between two editions.
BY_PATH = ("indicator_id", "rule", "base_year", "target_year")
BY_LINE = {COMPARISON.name: BY_PATH, AREA_VERDICTS.name: ("indicator_id", "area")}
# The column of a verdict that lists its evidence, and the key of a table of evidence.
EVIDENCE, EVIDENCE_KEY = "evidence_ids", ("evidence_id",)
Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Trace:
    """Where one figure comes from.

    ``row`` holds the filled cells of its table row as the table prints them; ``source`` the
    register entry; ``digits`` the places of its digits in the text read; ``doubts`` the
    discrepancies that name it.
    """

    name: str
    table: Table
    row: dict[str, str]
    source: Mapping[str, str] = field(default_factory=dict)
    digits: Sequence[str] = ()
    doubts: Sequence[str] = ()

    def as_record(self) -> dict[str, Any]:
        """The trace as plain values, for ``--json``: numbers and truths as such."""
        texts = {column.name for column in self.table.columns if column.kind == "string"}
        cells = {n: cell if n in texts else json.loads(cell) for n, cell in self.row.items()}
        return vars(self) | {"table": self.table.name, "row": cells}


def read_printed(folder: Path, declared: Sequence[Table]) -> dict[str, Rows]:
    """Return the tables that lie in a folder, whatever their version, every cell as printed."""
    found: dict[str, Rows] = {}
    for table in declared:
        path = folder / f"{table.name}.csv"
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                found[table.name] = list(csv.DictReader(file))
    return found


def trace(
    name: str,
    tables: Mapping[str, Rows],
    declared: Sequence[Table],
    folder: Path = paths.RAW,
) -> list[Trace]:
    """Return the way back of whatever has that name, nothing where nothing has.

    Parameters
    ----------
    name
        A key of one of the tables, its parts joined by colons or blanks; the table's name may stand
        before it and one of its columns after it, as ``mic2025 diff`` prints them. An
        ``indicator_id`` alone stands for all its milestones, observations and evidence; a target
        gives its evidence too, and a verdict the evidence it rests on.
    tables
        Printed tables by name, as of `read_printed`.
    """
    asked = [(table, row) for table in declared
             for row, line in _with_lines(tables.get(table.name, ()), table)
             if _is_asked(name, row, table, line)]  # fmt: skip
    evidence = [one for _, row in asked for one in references(row.get(EVIDENCE, ""))]
    asked += [(table, row) for table in declared if table.primary_key == EVIDENCE_KEY
              for row in tables.get(table.name, ())
              if row_name(row, table) in evidence and (table, row) not in asked]  # fmt: skip
    return [_way_back(row, table, tables, folder) for table, row in asked]


def _with_lines(rows: Rows, table: Table) -> Iterator[tuple[Mapping[str, str], str]]:
    """Yield rows with what `mic2025 diff` calls them where that is not their key, else ""."""
    seen: Counter[tuple[str, ...]] = Counter()
    columns = BY_LINE.get(table.name, ())
    for row in rows:
        told = tuple(row.get(column, "") for column in columns)
        if table is COMPARISON and row.get("area", WHOLE) == WHOLE:
            seen[told] += 1
            told = (*told, str(seen[told]))
        yield row, " ".join(told)


def _is_asked(name: str, row: Mapping[str, str], table: Table, line: str) -> bool:
    """Return whether a row has that name, is called so in a line, or is about what has it."""
    keys = {row_name(row, table).replace(":", " "), line} - {""}
    return _key_asked(name, table) in keys or row.get(ABOUT.get(table.name, "")) == name


def _way_back(
    row: Mapping[str, str], table: Table, tables: Mapping[str, Rows], folder: Path
) -> Trace:
    """Return the filled cells of a row, its source, the places of its digits, its doubts."""
    known = row_name(row, table)
    names = {known, f"indicator:{known}"}
    sources = {one["source_id"]: one for one in tables.get("sources", ())}
    return Trace(
        name=known,
        table=table,
        row={n: row[n] for n in table.names if row.get(n)},
        source=sources.get(row.get("source_id", ""), {}),
        digits=[*_digits(names, folder)],
        doubts=[*_doubts(names, tables.get("discrepancies", ()))],
    )


def row_name(row: Mapping[str, str], table: Table) -> str:
    """Return the name of a row: its key, joined by colons."""
    return ":".join(row.get(column, "") for column in table.primary_key)


def _key_asked(name: str, table: Table) -> str:
    """Return the key that a name asks for in a table, its parts joined by blanks."""
    before, _, column = name.rpartition(", ")
    key = before if column in table.names else name
    return key.removeprefix(f"{table.name} ").replace(":", " ")


def refuse_name(name: str, tables: Mapping[str, Rows], declared: Sequence[Table]) -> WrongCall:
    """Return the refusal of a name that nothing has, with the nearest ones."""
    known = {row_name(row, one) for one in declared for row in tables.get(one.name, ())}
    near = difflib.get_close_matches(name, sorted(known), MOST_SUGGESTIONS, cutoff=0.4)
    hint = f"; the nearest are {', '.join(near)}" if near else ""
    return WrongCall(f"nothing is called '{name}'{hint}")


def _digits(names: set[str], folder: Path) -> Iterator[str]:
    """Yield the places of the figure's digits in the texts read."""
    for text, _, account in all_accounts(folder):
        for row in account.to_dict("records"):
            if row["class"] == "value" and names.intersection(references(row["refers_to"])):
                place = f"line {row['line']}, column {row['column']}"
                yield f"{text['source_id']}, {place}: {row['token']}"


def _doubts(names: set[str], discrepancies: Rows) -> Iterator[str]:
    """Yield the discrepancies that name the figure, with reading and reason."""
    for row in discrepancies:
        if names.intersection(references(row["figure_id"])):
            yield f"{row['discrepancy_id']} ({row['status']}): {row['reason']}"
