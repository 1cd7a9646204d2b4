"""What notebook 03 says: the reported values compared with the paths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.comparison.sampling import CONFIDENCE
from helpers.analysis.edition_tables import Results
from helpers.present.facts.verdicts import (
    FIRM,
    MOST_TOLD,
    Ends,
    Measured,
    agreement,
    is_bound,
    measured,
    next_target,
    past_sentence,
    range_cells,
    side_of,
    status_of,
)
from helpers.present.numbers import span
from helpers.present.table import (
    ShownTable,
    as_count,
    as_figures,
    as_number,
    as_status,
    as_text,
    labelled,
)
from helpers.present.texts.blocks import Facts, labels, plain_labels, say
from helpers.present.texts.passage import Passage, joined
from helpers.present.words import mid_sentence, unit_word

TEMPLATE = "comparison"
# Where a value may lie among all its paths, in the order in which the answer names them.
SIDES = ("behind", "depends", "too_close_to_say", "open_bound", "on_path", "ahead",
         "not_comparable")  # fmt: skip


@dataclass(frozen=True)
class Compared:
    """A reported value beside its paths, or why it cannot be compared."""

    name: str
    is_comparable: bool
    reason: str
    shown: Measured
    better: str
    agreement: str


class ComparisonFacts(Facts, template=TEMPLATE, block="answer"):
    """The year of the report, and the values reported for it, those behind first.

    `sides` are the names by where their values lie among all their paths; `untold` of the values
    stand in the table alone. Areas may have values of their own.
    """

    year: int
    sides: list[tuple[str, list[str]]]
    values: list[Compared]
    untold: int
    has_areas: bool


@dataclass(frozen=True)
class FewerPaths:
    """A value with fewer paths than others.

    `few_bases` are its base years where other values have more, `missing_rules` the rules that
    other values have paths under and this one has not.
    """

    name: str
    few_bases: list[str]
    missing_rules: list[str]


class FewerPathsFacts(Facts, template=TEMPLATE, block="fewer_paths"):
    """The values that have fewer paths than others."""

    values: list[FewerPaths]


class VerdictTableFacts(Facts, template=TEMPLATE, block="verdict_table"):
    """The year of the report, 0 where nothing was reported, and whether some values are bounds."""

    year: int
    has_bounds: bool


@dataclass(frozen=True)
class PaceShares:
    """Pace of an indicator in percent of the planned one, lowest and highest by base year."""

    name: str
    shares: list[tuple[int, Ends]]


@dataclass(frozen=True)
class Change:
    """A yearly change since a base that rounding alone, or a bound, lets be a rise or a fall."""

    name: str
    is_bound: bool
    base_year: int
    pace: Ends
    scale: str


class HoldsFacts(Facts, template=TEMPLATE, block="robustness"):
    """Who lies where on every path beyond rounding, who does not, and what depends on the base.

    Of `compared` pairs of an exact or rounded value and a path, rounding could turn those of the
    names in `turnable`. `next_targets` are what the paths to the next target say of values by
    their names. The first of the others are told one by one; `more_unsure`, `more_paces` and
    `more_changes` are not.
    """

    compared: int
    turnable: list[tuple[str, int]]
    firm: list[tuple[str, list[str]]]
    unsure: list[tuple[str, str]]
    next_targets: list[tuple[str, str]]
    paces: list[PaceShares]
    changes: list[Change]
    more_unsure: int
    more_paces: int
    more_changes: int


def answer(results: Results) -> Passage:
    """Say for each value where it stands, by how much and how sure that is."""
    sides: dict[str, list[str]] = {}
    for row in _sorted(results):
        sides.setdefault(side_of(row), []).append(mid_sentence(row["name_en"]))
    values = compared(results)
    facts = ComparisonFacts(
        _year(results),
        list(sides.items()),
        values[:MOST_TOLD],
        len(values[MOST_TOLD:]),
        results.has_areas,
    )
    return joined(say(facts), past_sentence(results), kind="answer")


def compared(results: Results) -> list[Compared]:
    """Return each value beside its paths, those behind first."""
    return [_compared(row, results) for row in _sorted(results)]


def _sorted(results: Results) -> list[dict[Any, Any]]:
    """Return the verdicts with the names of their indicators, those behind first."""
    rows = _named(results.verdicts, results).to_dict("records")
    return sorted(rows, key=lambda row: SIDES.index(side_of(row)))


def _year(results: Results) -> int:
    """Return the year of the report, 0 where nothing was reported."""
    return 0 if results.verdicts.empty else int(results.verdicts["report_year"].iloc[0])


def _named(rows: pd.DataFrame, results: Results) -> pd.DataFrame:
    """Return rows with the names of their indicators."""
    return rows.merge(results.indicators[["indicator_id", "name_en"]], on="indicator_id")


def _own(verdict: dict[Any, Any], results: Results) -> pd.DataFrame:
    """Return the paths that a verdict is about."""
    return results.comparison[results.comparison["observation_id"] == verdict["observation_id"]]


def _compared(verdict: dict[Any, Any], results: Results) -> Compared:
    """Return position, gap and agreement of one value."""
    own = _own(verdict, results)
    return Compared(
        name=verdict["name_en"],
        is_comparable=verdict["verdict"] != "not_comparable",
        reason=own["reason"].iloc[0],
        shown=measured(verdict),
        better=results.indicators.set_index("indicator_id")["better"][verdict["indicator_id"]],
        agreement=agreement(verdict),
    )


def fewer_paths(results: Results) -> Passage:
    """Say which values have fewer paths than others, and why."""
    every = results.comparison
    most = every.groupby("observation_id")["base_year"].nunique().max()
    found = []
    for verdict in _sorted(results):
        own = _own(verdict, results)
        bases = sorted(own["base_year"].unique())
        one = FewerPaths(
            name=verdict["name_en"],
            few_bases=[str(year) for year in bases] if len(bases) < most else [],
            missing_rules=[rule for rule in every["rule"].unique() if rule not in set(own["rule"])],
        )
        found += [one] if one.few_bases or one.missing_rules else []
    return say(FewerPathsFacts(found[:MOST_TOLD]))


def verdict_table(results: Results) -> ShownTable:
    """Show one row a value: what was reported, what was needed, gap, agreement, position."""
    rows = _named(results.verdicts, results)
    records = rows.to_dict("records")
    cells = pd.DataFrame([range_cells(row) for row in records], index=rows.index)
    rows = rows.assign(
        **cells,
        agreement=[agreement(row) for row in records],
        verdict=[status_of(row, row["verdict"]) for row in records],
        unit=rows["scale"].map(unit_word),
    )
    facts = VerdictTableFacts(_year(results), any(map(is_bound, records)))
    columns = [
        as_text("name_en"),
        as_status("verdict"),
        *map(as_figures, ("observed", "paths", "gap", "interval")),
        *map(as_text, ("agreement", "unit")),
    ]
    return labelled(rows, columns, labels(facts))


def robustness(results: Results) -> Passage:
    """Say which statement every path supports and which depends on the base year."""
    firm: dict[str, list[str]] = {}
    unsure, paces = [], []
    named = _named(results.verdicts, results).to_dict("records")
    for verdict in named:
        name = mid_sentence(verdict["name_en"])
        if verdict["verdict"] in FIRM:
            firm.setdefault(verdict["verdict"], []).append(name)
        elif verdict["verdict"] != "not_comparable":
            unsure.append((name, agreement(verdict)))
        ratios = _own(verdict, results).groupby("base_year")["pace_ratio"].agg(["min", "max"])
        shares = [(int(base), (low, high)) for base, low, high in
                  (100 * ratios.dropna()).itertuples()]  # fmt: skip
        # The number of a bound is no value, and its pace is none either.
        if len(shares) > 1 and not is_bound(verdict):
            paces.append(PaceShares(name, shares))
    changes = _open_changes(results)
    rounded = [row for row in named if not is_bound(row)]
    facts = HoldsFacts(
        sum(row["paths"] - row["not_comparable"] for row in rounded),
        [
            (mid_sentence(row["name_en"]), row["too_close_to_say"])
            for row in rounded
            if row["too_close_to_say"]
        ],
        sorted(firm.items()),
        unsure[:MOST_TOLD],
        next_targets(results),
        paces[:MOST_TOLD],
        changes[:MOST_TOLD],
        more_unsure=len(unsure[MOST_TOLD:]),
        more_paces=len(paces[MOST_TOLD:]),
        more_changes=len(changes[MOST_TOLD:]),
    )
    return say(facts)


def next_targets(results: Results) -> list[tuple[str, str]]:
    """Return what the paths to the next target say of each value, by name, where some say less."""
    told = [(row["name_en"], next_target(row, results)) for row in _sorted(results)]
    return [(name, sentence) for name, sentence in told if sentence]


def _open_changes(results: Results) -> list[Change]:
    """Return the changes whose very direction the printed roundings leave open."""
    changes = results.comparison.drop_duplicates(["observation_id", "base_year"])
    hidden = changes[(changes["pace_low"] < 0) & (changes["pace_high"] > 0)]
    return [
        Change(
            name=mid_sentence(row["name_en"]),
            is_bound=is_bound(row),
            base_year=row["base_year"],
            pace=(row["pace_low"], row["pace_high"]),
            scale=row["scale"],
        )
        for row in _named(hidden, results).to_dict("records")
    ]


def sampling_table(intervals: pd.DataFrame, share: float) -> ShownTable:
    """Show sampling intervals of a share under design effects; none where no sample is named."""
    rows = intervals.dropna()
    rows = rows.assign(
        interval=[span(*pair) for pair in zip(rows["low"], rows["high"], strict=True)],
        effective_sample=rows["effective_sample"].astype(int),
    )
    columns = [
        as_number("design_effect", decimals=0),
        as_count("effective_sample"),
        as_number("standard_error", decimals=2),
        as_figures("interval"),
    ]
    level = round(100 * CONFIDENCE)
    words = plain_labels(TEMPLATE, "sampling_table", share=share, confidence=level)
    return labelled(rows, columns, words)
