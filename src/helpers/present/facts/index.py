"""What the index says: the verdict in one sentence, how sure it is, and what the target needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.present.facts.verdicts import (
    Ends,
    Measured,
    agreement,
    is_bound,
    measured,
    past_sentence,
    range_cells,
    status_of,
)
from helpers.present.numbers import enough_decimals
from helpers.present.table import ShownTable, as_figures, as_lines, as_status, as_text, labelled
from helpers.present.texts.blocks import Facts, labels, phrase, say
from helpers.present.texts.passage import Passage, joined
from helpers.present.words import mid_sentence, unit_word

TEMPLATE = "index"
# Indicators behind that are told of in detail; a table holds them all.
MOST_TOLD = 4
BEHIND = ("behind", "leans_behind")
Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Group:
    """Indicators with the same agreement of their paths."""

    agreement: str
    names: list[str]


@dataclass(frozen=True)
class Pace:
    """A yearly change, or its lowest and highest value, with the decimals to print."""

    ends: Ends
    decimals: int


@dataclass(frozen=True)
class Prospect:
    """What the next target requires a year, beside the paces since the first and the last base.

    `times` is the required pace as a multiple of that since the first base, None where they have
    different signs.
    """

    year: int
    target: float
    is_reached: bool
    required: Pace
    rounded: Pace
    times: float | None
    first_base: int
    since_first: Pace
    start_year: int
    since_start: Pace
    is_expected: bool


@dataclass(frozen=True)
class Laggard:
    """A value, or a bound, behind its paths: how far, how sure, and what is left to do."""

    name: str
    shown: Measured
    firm: int
    paths: int
    slow: int
    ratings: int
    is_bound: bool
    is_assumed: bool
    label: str
    prospect: Prospect | None


class HeadlineFacts(Facts, template=TEMPLATE, block="headline"):
    """How many indicators were reported, and who lies where; those behind in detail.

    `untold` of those behind stand in the table alone. Areas may have values of their own.
    """

    year: int
    indicators: int
    lagging: list[str]
    behind: list[Group]
    others: list[Group]
    laggards: list[Laggard]
    untold: int
    has_areas: bool


class IndexTableFacts(Facts, template=TEMPLATE, block="table"):
    """The years that all rows share, "" where they share none; whether some bases were expected."""

    report: str
    start: str
    target: str
    has_expected: bool


class StartFacts(Facts, template=TEMPLATE, block="start"):
    """A base value and its role."""

    value: float
    role: str


class NeededFacts(Facts, template=TEMPLATE, block="needed"):
    """The required pace and the ends its print allows, None where no target is left."""

    is_reached: bool
    pace: Pace | None
    rounded: Pace | None


class SoFarFacts(Facts, template=TEMPLATE, block="so_far"):
    """The pace since a base year, None where it is unknown."""

    pace: Pace | None
    base: int


class RatedFacts(Facts, template=TEMPLATE, block="rated"):
    """How many ratings there are, and how many agree with the side of the verdict."""

    agreeing: int
    ratings: int


def headline(results: Results, prospects: pd.DataFrame) -> Passage:
    """Say in one sentence who was ahead and who behind, then of the latter how much and how sure.

    Parameters
    ----------
    results
        What was compared.
    prospects
        Result of ``helpers.analysis.comparison.verdicts.prospects``.
    """
    if results.verdicts.empty:
        found = say(HeadlineFacts(0, 0, [], [], [], [], 0, results.has_areas))
        return joined(found, past_sentence(results), kind="answer")
    rows = _joined(results, prospects)
    behind = rows[rows["verdict"].isin(BEHIND)]
    facts = HeadlineFacts(
        year=int(rows["report_year"].iloc[0]),
        indicators=rows["indicator_id"].nunique(),
        lagging=behind["name_en"].unique().tolist(),
        behind=_groups(behind),
        others=_groups(rows.drop(behind.index)),
        laggards=[_laggard(row) for row in behind.head(MOST_TOLD).to_dict("records")],
        untold=max(0, len(behind) - MOST_TOLD),
        has_areas=results.has_areas,
    )
    return joined(say(facts), past_sentence(results), kind="answer")


def _joined(results: Results, prospects: pd.DataFrame) -> pd.DataFrame:
    """Return verdicts with prospects, name, agreement and the label in the report."""
    rows = results.verdicts.merge(prospects, on="observation_id").merge(
        results.indicators[["indicator_id", "name_en"]], on="indicator_id"
    )
    labels_printed = results.inputs.observations.set_index("observation_id")["label_printed"]
    return rows.assign(
        agreement=[agreement(row) for row in rows.to_dict("records")],
        label=rows["observation_id"].map(labels_printed).fillna(""),
    )


def _groups(rows: pd.DataFrame) -> list[Group]:
    """Return the indicators of some rows by what their paths say, in the order of the rows."""
    return [
        Group(str(said), [mid_sentence(name) for name in own["name_en"]])
        for said, own in rows.groupby("agreement", sort=False)
    ]


def _laggard(row: Row) -> Laggard:
    """Return how far behind a value is, how sure that is, and what the next target requires."""
    return Laggard(
        name=row["name_en"],
        shown=measured(row),
        firm=row["behind"],
        paths=row["paths"],
        slow=row["ratings"] - row["enough"],
        ratings=row["ratings"],
        is_bound=is_bound(row),
        is_assumed=row["comparable"] == "assumed",
        label=row["label"],
        prospect=None if pd.isna(row["target_year"]) else _prospect(row),
    )


def _prospect(row: Row) -> Prospect:
    """Return what the next target of a row requires."""
    times = row["pace_required"] / row["pace_first"] if row["pace_first"] else 0.0
    return Prospect(
        year=int(row["target_year"]),
        target=row["target_value"],
        is_reached=row["pace_required"] == 0,
        required=_pace(row, "pace_required"),
        rounded=_pace(row, "pace_required_low", "pace_required_high"),
        times=times if times > 0 else None,
        first_base=row["first_base"],
        since_first=_pace(row, "pace_first"),
        start_year=row["start_year"],
        since_start=_pace(row, "pace_start"),
        is_expected=row["start_role"] == "expected",
    )


def _pace(row: Row, *names: str) -> Pace:
    """Return a pace or the range of two, with the decimals that its indicator is printed with."""
    ends = row[names[0]], row[names[-1]]
    return Pace(ends, enough_decimals(row["decimals"], ends))


def front_table(results: Results, prospects: pd.DataFrame) -> ShownTable:
    """Show one row a value: base, report, path, gap, position, what is needed, agreement."""
    rows = _joined(results, prospects)
    records = rows.to_dict("records")
    cells = pd.DataFrame([range_cells(row) for row in records], index=rows.index)
    rows = rows.assign(
        **cells,
        verdict=[status_of(row, row["verdict"]) for row in records],
        name=[f"{row['name_en']}, {unit_word(row['scale'])}" for row in records],
        start=[phrase(StartFacts(row["start_value"], row["start_role"])) for row in records],
        reported=cells["observed"],
        needed=[_needed(row) for row in records],
        so_far=[_so_far(row) for row in records],
        rated=[_rated(row) for row in records],
    )
    columns = [
        as_text("name"),
        as_status("verdict"),
        as_text("agreement"),
        *map(as_figures, ("start", "reported", "paths", "gap", "interval")),
        *map(as_lines, ("needed", "so_far")),
        as_figures("rated"),
    ]
    has_expected = bool((rows["start_role"] == "expected").any())
    report, start, target = (
        _common(rows[name]) for name in ("report_year", "start_year", "target_year")
    )
    return labelled(rows, columns, labels(IndexTableFacts(report, start, target, has_expected)))


def _needed(row: Row) -> str:
    """Return the required pace with its ends; nothing is needed once the target is reached."""
    if pd.isna(row["pace_required"]):
        return phrase(NeededFacts(False, None, None))
    rounded = _pace(row, "pace_required_low", "pace_required_high")
    return phrase(NeededFacts(row["pace_required"] == 0, _pace(row, "pace_required"), rounded))


def _so_far(row: Row) -> str:
    """Return the pace since the earliest base."""
    pace = None if pd.isna(row["pace_first"]) else _pace(row, "pace_first")
    return phrase(SoFarFacts(pace, row["first_base"]))


def _rated(row: Row) -> str:
    """Return how many ratings of the printed values agree with the side of the verdict."""
    total, enough = row["ratings"], row["enough"]
    return phrase(RatedFacts(enough if 2 * row["above"] >= row["paths"] else total - enough, total))


def _common(values: pd.Series) -> str:
    """Return the one year all rows share, else ""."""
    years = values.dropna().unique()
    return f"{years[0]:.0f}" if len(years) == 1 else ""
