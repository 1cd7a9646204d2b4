"""``mic2025 diff A B``: what differs between two editions, and which input did it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import paths
from helpers.commands.build import list_editions_beside
from helpers.data.areas import of_whole
from helpers.data.tables.areas import AREA_VERDICTS, AREAS
from helpers.data.tables.assessment import COMPARISON, INDICATORS, MILESTONES, OBSERVATIONS
from helpers.data.trace import BY_PATH
from helpers.edition.layout import RECORD, TABLES
from helpers.edition.publish import write_atomically
from helpers.edition.run_record import read_record
from helpers.errors import WrongCall
from helpers.report.footer import HASH_DIGITS

AREA_FILE = f"{AREA_VERDICTS.name}.csv"
COMPARED = (INDICATORS, MILESTONES, OBSERVATIONS, COMPARISON)
# A comparison's number among those of its path.
NUMBER = "value_no"


@dataclass(frozen=True)
class Difference:
    """One thing that differs: a table row that is new, gone or changed, an input, a parameter."""

    kind: str
    where: str
    before: str
    after: str

    def __str__(self) -> str:
        if self.kind in ("new", "gone"):
            return f"{self.where}: {self.kind} ({self.after or self.before})"
        return f"{self.where}: {self.before or '(blank)'} -> {self.after or '(blank)'}"


def compare_editions(first: Path, second: Path) -> list[Difference]:
    """Return what differs between two editions: inputs and parameters first, then tables.

    Comparisons of two report years are set side by side by indicator and path.
    """
    records = [_record(folder) for folder in (first, second)]
    is_other_year = len({record.get("report_year") for record in records}) > 1
    found = []
    for part in ("inputs", "parameters"):
        before, after = (record[part] for record in records)
        for name in sorted(before.keys() | after.keys()):
            old, new = str(before.get(name, "")), str(after.get(name, ""))
            if part == "inputs":
                old, new = old[:HASH_DIGITS], new[:HASH_DIGITS]
            if old != new:
                found.append(Difference(part.rstrip("s"), name, old, new))
    for table in COMPARED:
        rows = [of_whole(_read(folder, table.name)) for folder in (first, second)]
        key = table.primary_key
        if table is COMPARISON and is_other_year:
            rows, key = [_by_path(own) for own in rows], (*BY_PATH, NUMBER)
        found += _compare_tables(rows[0], rows[1], table.name, key)
    return found + _compare_areas(first, second)


def _by_path(comparison: pd.DataFrame) -> pd.DataFrame:
    """Return comparisons of one report year to be matched by indicator and path.

    Where an indicator has several values in the year they are matched in their order.
    """
    number = comparison.groupby(list(BY_PATH), sort=False).cumcount() + 1
    return comparison.drop(columns="observation_id").assign(**{NUMBER: number.astype(str)})


def _record(folder: Path) -> dict[str, Any]:
    record = read_record(folder)
    if not record:
        raise WrongCall(
            f"there is no edition '{folder.name}' ({RECORD} is missing or damaged); "
            f"make it with 'mic2025 build' or 'mic2025 rerun'"
        )
    return record


def _read(folder: Path, table: str) -> pd.DataFrame:
    path = folder / TABLES / f"{table}.csv"
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def _compare_areas(first: Path, second: Path) -> list[Difference]:
    """Return whether there are areas, and the verdicts on an area that changed."""
    tables = [_read(folder, AREA_VERDICTS.name) if (folder / TABLES / AREA_FILE).is_file() else None
              for folder in (first, second)]  # fmt: skip
    texts = ["" if rows is None else f"{rows['area'].nunique()} areas" for rows in tables]
    old, new = tables
    if old is None or new is None:
        kind = "new" if old is None else "gone"
        return [] if old is new else [Difference(kind, AREAS.name, *texts)]
    key = ["indicator_id", "area"]
    old, new = (rows.drop_duplicates(key)[[*key, "verdict"]] for rows in (old, new))
    both = old.merge(new, on=key, suffixes=("", "_after")).set_index(key)
    changed = both[both["verdict"] != both["verdict_after"]]
    return [
        Difference("changed", f"{AREA_VERDICTS.name} {' '.join(place)}, verdict", *cells)
        for place, cells in zip(
            changed.index,
            changed[["verdict", "verdict_after"]].itertuples(index=False, name=None),
            strict=True,
        )
    ]


def _compare_tables(
    before: pd.DataFrame, after: pd.DataFrame, table: str, key: Sequence[str]
) -> list[Difference]:
    """Return rows that are new or gone and cells that changed, by key."""
    old, new = (rows.set_index(list(key)) for rows in (before, after))
    found = []
    for name in [*old.index, *(name for name in new.index if name not in old.index)]:
        where = f"{table} {name if isinstance(name, str) else ' '.join(map(str, name))}"
        if name not in new.index or name not in old.index:
            row = (old if name in old.index else new).loc[name]
            told = str(row.get("value", row.get("position", row.get("name_en", ""))))
            kind = "gone" if name in old.index else "new"
            texts = (told, "") if kind == "gone" else ("", told)
            found.append(Difference(kind, where, *texts))
            continue
        pair = old.loc[name], new.loc[name]
        found += [
            Difference("changed", f"{where}, {column}", pair[0][column], pair[1][column])
            for column in old.columns
            if column in new.columns and pair[0][column] != pair[1][column]
        ]
    return found


def diff(first: str, second: str, as_json: bool, reports: Path = paths.REPORTS) -> list[Difference]:
    """Print what differs between two editions and write it as a page beside them."""
    folders = [reports if name == paths.PUBLISHED else reports / name for name in (first, second)]
    found = compare_editions(folders[0], folders[1])
    if as_json:
        print(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
        return found
    print(f"{first} -> {second}: {len(found)} differences" if found else "no difference")
    for one in found:
        print(f"  {one}")
    from helpers.report.differences import differences_page

    page = reports / f"diff-{first}-{second}.html"
    names = dict(_read(folders[1], "indicators")[["indicator_id", "name_en"]].to_numpy())
    html = differences_page([asdict(one) for one in found], first, second, names)
    write_atomically(page, html.encode("utf-8"))
    list_editions_beside(reports)
    print(f"also in {paths.relative(page)}")
    return found
