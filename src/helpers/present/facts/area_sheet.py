"""What the sheet of one area says: how it stands, indicator by indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.areas import area_points, one_each
from helpers.data.areas import AreaTables
from helpers.data.tables.areas import AREA_VERDICTS
from helpers.present.facts.areas import SIDE_OF, SIDES
from helpers.present.facts.verdicts import Ends, measured, range_cells, status_of
from helpers.present.numbers import printed_number, span
from helpers.present.table import ShownTable, as_figures, as_lines, as_status, as_text, labelled
from helpers.present.texts.blocks import Facts, labels, plain_labels, say
from helpers.present.texts.filters import unbroken
from helpers.present.texts.passage import Passage
from helpers.present.words import unit_word

TEMPLATE = "area_sheet"


@dataclass(frozen=True)
class AreaStanding:
    """What is known of one area in the report year.

    Attributes
    ----------
    name
        Of the area.
    year
        The report year.
    rows
        A verdict an indicator that has a value, in the order of the indicators: columns of
        ``AREA_VERDICTS``, `name` of the indicator, `qualifier` of the value, `targets` in words.
    missing
        Names of the indicators without a value for the year, with the years that have one.
    """

    name: str
    year: int
    rows: pd.DataFrame
    missing: dict[str, list[int]]

    def names(self, side: str) -> list[str]:
        """Return the names of the indicators on a side of their paths."""
        return list(self.rows.loc[self.rows["verdict"].map(SIDE_OF) == side, "name"])

    @property
    def compared(self) -> pd.DataFrame:
        """The rows that can be compared."""
        return self.rows[self.rows["verdict"] != "not_comparable"]


@dataclass(frozen=True)
class Placing:
    """The ranks an area may have for an indicator, of how many."""

    name: str
    rank: str
    ranked: int


@dataclass(frozen=True)
class Unsure:
    """An indicator whose position rounding could change, with the gap that roundings allow."""

    name: str
    status: str
    interval: Ends
    decimals: int


@dataclass(frozen=True)
class MissingValue:
    """An indicator without a value for the year, and the years that have one."""

    name: str
    years: list[str]


class AreaAnswerFacts(Facts, template=TEMPLATE, block="answer"):
    """The area, the indicators on each side of their paths, its best place and its last."""

    name: str
    year: int
    compared: int
    ahead: list[str]
    between: list[str]
    behind: list[str]
    best: Placing | None
    last: Placing | None


class AreaTableFacts(Facts, template=TEMPLATE, block="table"):
    """The area, the year, the rows, and how many of them have a path of the area's own."""

    name: str
    year: int
    rows: int
    own_paths: int


class AreaRoundingFacts(Facts, template=TEMPLATE, block="rounding"):
    """What rounding could change, and how many indicators are compared."""

    unsure: list[Unsure]
    compared: int


class AreaMissingFacts(Facts, template=TEMPLATE, block="missing"):
    """The year, indicators without a value for it, and those with a value of another label."""

    year: int
    missing: list[MissingValue]
    not_comparable: list[str]


class AreaSheetLimitsFacts(Facts, template=TEMPLATE, block="limits"):
    """Nothing: the limits are those of every area."""


def standings(
    tables: Mapping[str, pd.DataFrame], by_area: AreaTables, chosen: pd.DataFrame, year: int
) -> list[AreaStanding]:
    """Return how each of some areas stands.

    Parameters
    ----------
    tables
        Tables of an edition with `area_verdicts`; of indicators and milestones those of the whole.
    by_area
        What it says of areas.
    chosen
        Rows of its areas.
    year
        The report year.
    """
    kept = chosen["area"]
    own = AreaTables(chosen, *(rows[rows["area"].isin(kept)].reset_index(drop=True)
                               for rows in (by_area.observations, by_area.milestones)))  # fmt: skip
    entries = tables["indicators"].reset_index(drop=True)
    rows = one_each(tables[AREA_VERDICTS.name])[AREA_VERDICTS.names]
    rows = rows[rows["area"].isin(kept)]
    rows = rows.merge(own.observations[["observation_id", "qualifier"]], on="observation_id")
    keys = ["indicator_id", "area"]
    targets = _targets(area_points(tables["milestones"], own, entries), keys)
    rows = rows.merge(targets, on=keys, how="left")
    rows = entries[["indicator_id", "name_en"]].merge(rows, on="indicator_id")
    rows = rows.rename(columns={"name_en": "name"})
    years = own.observations.groupby(keys)["year"].agg(lambda found: sorted({*map(int, found)}))
    return [
        AreaStanding(
            name=area["name"],
            year=year,
            rows=rows[rows["area"] == area["area"]].reset_index(drop=True),
            missing=_missing(entries, rows[rows["area"] == area["area"]], years, area["area"]),
        )
        for area in chosen.to_dict("records")
    ]


def _targets(points: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return the targets of each indicator and area in words, on the scale of comparison."""
    points = points[points["role"] == "target"]
    told = [unbroken(f"{printed_number(row)} ({row['year']})") for row in points.to_dict("records")]
    told = points[keys].assign(targets=told)
    return told.groupby(keys, as_index=False)["targets"].agg(", ".join)


def _missing(
    entries: pd.DataFrame, rows: pd.DataFrame, years: pd.Series, area: str
) -> dict[str, list[int]]:
    """Return the indicators without a row, by name, with the years an area has a value for."""
    without = entries[~entries["indicator_id"].isin(rows["indicator_id"])]
    return {
        name: years.get((indicator, area), [])
        for indicator, name in without[["indicator_id", "name_en"]].itertuples(index=False)
    }


def head(one: AreaStanding) -> dict[str, str]:
    """Return title and lead of the sheet."""
    return plain_labels(TEMPLATE, "head", name=one.name, year=one.year)


def answer(one: AreaStanding) -> Passage:
    """Say on how many indicators an area is ahead, and where it is first and last."""
    ranked = one.rows[one.rows["ranked"] > 1].to_dict("records")
    ranked.sort(key=lambda row: (row["rank_best"] + row["rank_worst"]) / row["ranked"])
    return say(
        AreaAnswerFacts(
            name=one.name,
            year=one.year,
            compared=len(one.compared),
            **{side: one.names(side) for side in SIDES if side != "not_comparable"},
            best=_placing(ranked[0]) if ranked else None,
            last=_placing(ranked[-1]) if len(ranked) > 1 else None,
        ),
        "answer",
    )


def _placing(row: Mapping[Any, Any]) -> Placing:
    """Return the ranks of a row."""
    return Placing(row["name"], _rank(row), int(row["ranked"]))


def _rank(row: Mapping[Any, Any]) -> str:
    """Return the ranks an area may have within rounding."""
    return span(row["rank_best"], row["rank_worst"], 0)


def table(one: AreaStanding) -> ShownTable:
    """Show value, targets, gap, position and rank, a row an indicator."""
    records = one.rows.to_dict("records")
    cells = [range_cells(row) for row in records]
    rows = one.rows.assign(
        indicator=[f"{row['name']}, {unit_word(row['scale'])}" for row in records],
        verdict=[status_of(row, row["verdict"]) for row in records],
        rank=[
            f"{_rank(row)} / {row['ranked']:.0f}" if pd.notna(row["ranked"]) else ""
            for row in records
        ],
        **{
            f"{name}_text": [cell[name] for cell in cells]
            for name in ("observed", "paths", "gap", "interval")
        },
    )
    columns = [
        as_text("indicator"),
        as_figures("observed_text"),
        as_lines("targets"),
        *map(as_figures, ("paths_text", "gap_text", "interval_text")),
        as_status("verdict"),
        as_figures("rank"),
    ]
    words = AreaTableFacts(one.name, one.year, len(rows), int(one.rows["has_own_path"].sum()))
    return labelled(rows, columns, labels(words))


def rounding(one: AreaStanding) -> Passage:
    """Say which positions rounding could change."""
    rows = one.compared.to_dict("records")
    unsure = [(row, measured(row)) for row in rows if _is_unsure(row["verdict"])]
    told = [
        Unsure(row["name"], status_of(row, row["verdict"]), shown.interval, shown.decimals)
        for row, shown in unsure
    ]
    return say(AreaRoundingFacts(told, len(rows)))


def _is_unsure(verdict: str) -> bool:
    """Tell whether rounding decides about a verdict."""
    return verdict.startswith("leans_") or verdict == "too_close_to_say"


def missing(one: AreaStanding) -> Passage:
    """Say of which indicators there is no value for the year, or none to compare."""
    told = [MissingValue(name, [*map(str, years)]) for name, years in one.missing.items()]
    return say(AreaMissingFacts(one.year, told, one.names("not_comparable")))


def limits() -> Passage:
    """Say what the sheet cannot tell."""
    return say(AreaSheetLimitsFacts(), "limits")
