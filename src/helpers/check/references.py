"""Names and places: every name points to a row, every place says the same as its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from helpers.data.coverage import all_accounts
from helpers.data.milestones import RENDERING_FILES
from helpers.data.raw import RawRow, cell_problem, read_raw, read_rows, references, rows_of
from helpers.data.tables.assessment import OBSERVATIONS
from helpers.data.tables.catalogue import RAW_TABLES, quoting_tables
from helpers.data.tables.evidence import INDICATOR_EVIDENCE, TARGET_EVIDENCE
from helpers.errors import Problem

REMEDY = "Mend the name, or add the row it points to."
PLACE = "Mend the place; it is the way back to the source."
# The head of a column of the indicator table, for all twelve rows.
COLUMN = "indicator:*:"
SEEN = (TARGET_EVIDENCE, INDICATOR_EVIDENCE)
# Where the name of a row gives what a column of it says.
IN_NAMES = {
    "sector_no": r"^[a-z]+-(\d\d)-",
    "year": r"-(20\d\d)(?:-\w)?$",
    "order_printed": r"-(\d+)$",
}


def known_names(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return every name a row may be called by: its id, or indicator and year of a milestone."""
    names: set[str] = set()
    for table in (OBSERVATIONS, *SEEN, *quoting_tables().values()):
        names |= set(tables[table.name][table.primary_key[0]].astype(str))
    for indicator, year in tables["milestones"][["indicator_id", "year"]].itertuples(index=False):
        names |= {f"{indicator}:{year}", f"indicator:{indicator}:{year}", f"{COLUMN}{year}"}
    indicators = set(tables["indicators"]["indicator_id"])
    return names | indicators | {f"indicator:{name}" for name in indicators}


def names_point_to_rows(tables: Mapping[str, pd.DataFrame], folder: Path) -> Iterator[Problem]:
    """Yield names in references, discrepancies and accounts that no row has."""
    known = known_names(tables)
    sources = set(tables["sources"]["source_id"])
    for file, table in RAW_TABLES.items():
        columns = [one.name for one in table.columns if one.names_rows]
        for row in read_rows(file, folder) if columns else ():
            for column in columns:
                yield from _unknown(row, column, known)
    for row in read_rows("discrepancies.csv", folder):
        yield from _unknown(row, "other_source_id", sources)
    for _, file, account in all_accounts(folder):
        for position, cells in rows_of(account):
            yield from _unknown(RawRow(file, position, cells), "refers_to", known)


def _unknown(row: RawRow, column: str, known: set[str]) -> Iterator[Problem]:
    """Yield a problem for each name of a cell that is not known; phrases are passed over."""
    for name in references(row[column]):
        if name not in known and " " not in name:
            yield row.problem(column, "the name of a row", REMEDY, name)


def discrepancies_name_their_policy(folder: Path) -> Iterator[Problem]:
    """Yield discrepancies "place (policy-n)" whose place is not the policy's."""
    policies = read_raw("policies.csv", folder).set_index("policy_id")["locator"].to_dict()
    for row in read_rows("discrepancies.csv", folder):
        for column in ("locator", "other_locator"):
            found = re.fullmatch(r"(.*?) ?\((policy-\d+)\).*", row[column])
            if found and policies.get(found.group(2)) != found.group(1):
                expected = f"{policies.get(found.group(2), 'a policy')}, the place of the policy"
                yield row.problem(column, expected, PLACE)


def rows_are_numbered(folder: Path) -> Iterator[Problem]:
    """Yield places "..., row n" that leave a gap or come twice within their printed table.

    A raw table is a printed table row by row where most of its places are such; others name a row
    here and there.
    """
    for file in (*RENDERING_FILES.values(), *quoting_tables()):
        places = read_raw(file, folder)["locator"].str.extract(r"^(.*), row (\d+)(?:\D.*)?$")
        if places[1].notna().mean() < 0.5:
            continue
        numbers = places.dropna().groupby(0, sort=False).cumcount() + 1
        for position, number in numbers.items():
            if int(places.at[position, 1]) != number:
                locator, expected = (
                    ", row ".join(places.loc[position]),
                    f"row {number} of its table",
                )
                yield cell_problem(file, position, "locator", locator, expected, PLACE)


def names_agree_with_rows(folder: Path) -> Iterator[Problem]:
    """Yield ids of targets, pairs and policies that give another sector, year or number."""
    for file, table in RAW_TABLES.items():
        key, *others = table.primary_key
        told = {} if others else {name: IN_NAMES[name] for name in IN_NAMES if name in table.names}
        for row in read_rows(file, folder) if told else ():
            for column, pattern in told.items():
                found = re.search(pattern, row[key])
                if found and row[column] and int(found[1]) != int(row[column]):
                    yield row.problem(key, f"{column} {row[column]} in it", REMEDY)
    for row in read_rows("roadmap_targets.csv", folder):
        if not re.match(rf"Appendix 3, {row['sector_no']}\D", row["locator"]):
            yield row.problem("locator", f"a place in sector {row['sector_no']}", PLACE)


def pairs_join_their_years(folder: Path) -> Iterator[Problem]:
    """Yield pairs whose two targets are not of 2020 and 2025, or not of the pair's measure."""
    targets = read_raw("roadmap_targets.csv", folder).set_index("target_id")
    for row in read_rows("roadmap_pairs.csv", folder):
        for year in ("2020", "2025"):
            column = f"target_id_{year}"
            if row[column] not in targets.index:
                continue  # the keys of the schema say so
            said = tuple(targets.loc[row[column], ["year", "sector_no", "measure"]])
            if said != (year, row["sector_no"], row["measure"]):
                expected = f"a target of {year}, sector {row['sector_no']}, {row['measure']}"
                yield row.problem(column, expected, REMEDY)
