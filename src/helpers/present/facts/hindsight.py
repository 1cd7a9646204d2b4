"""What March 2017 led to expect: the answer, the projections, their scores, the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.projections import FROZEN
from helpers.analysis.hindsight.results import LookBack
from helpers.analysis.hindsight.scores import LEVEL, by_start
from helpers.analysis.hindsight.two_rates import TIE_YEAR, RateHistory
from helpers.present.facts.rates import TEMPLATE, Rate, rates
from helpers.present.facts.verdicts import agreement
from helpers.present.numbers import number
from helpers.present.table import (
    ShownTable,
    as_count,
    as_number,
    as_span,
    as_text,
    as_year,
    labelled,
)
from helpers.present.texts.blocks import Facts, of_rows, phrase, plain_labels, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage
from helpers.present.words import mid_sentence

# Whether a position held, in the order in which it is told.
FATES = ("held", "not_held", "open")


@dataclass(frozen=True)
class Start:
    """Where projections start, and their mean error sizes by best and worst rule."""

    path: str
    base_year: int
    low: float
    high: float


@dataclass(frozen=True)
class Ranking:
    """Projections of one rate on one line: the closest and the furthest start, values scored.

    `scale` is that of the errors.
    """

    is_own: bool
    scale: str
    values: int
    best: Start
    worst: Start


@dataclass(frozen=True)
class Closeness:
    """An indicator's rankings, the plan's own level first, and whether they are each other's
    reverse.
    """

    name: str
    is_reversed: bool
    rankings: list[Ranking]


class HindsightFacts(Facts, template=TEMPLATE, block="answer"):
    """What became of the rates, of the positions of `report_year` and of the projections.

    `fates` are the `judged` indicators by whether their position held, `held` of them.
    """

    tie_year: int
    report_year: int
    rates: list[Rate]
    held: int
    judged: int
    fates: list[tuple[str, list[str]]]
    reversals: list[Closeness]


class KnownFacts(Facts, template=TEMPLATE, block="known"):
    """How much was published by a day, and in which sources."""

    day: str
    milestones: int
    observations: int
    sources: list[str]


class ClosenessFacts(Facts, template=TEMPLATE, block="closeness"):
    """Which projections came closest, by indicator."""

    indicators: list[Closeness]


class ProjectionFacts(Facts, template=TEMPLATE, block="projection"):
    """A projection: along the observed pace since a base year, or on the plan's path."""

    path: str
    base_year: int
    rule: str


@dataclass(frozen=True)
class Slip:
    """A statement whose figures do not fit (percent)."""

    name: str
    year: int
    stated: float
    computed: float
    grade: str


class ArithmeticFacts(Facts, template=TEMPLATE, block="arithmetic"):
    """How many published values fit a published change, which do not, and how many are ours."""

    statements: int
    holding: int
    slips: list[Slip]
    ours: int


def answer(
    history: RateHistory, fates: pd.DataFrame, scores: pd.DataFrame, indicators: pd.DataFrame
) -> Passage:
    """Say what became of the rates, whether the positions held, and what the projections tell.

    Parameters
    ----------
    history
        Result of ``two_rates.rate_history``.
    fates
        Result of ``scoreboard.fates``.
    scores
        Result of ``scores.scores``.
    indicators
        Table of the edition.
    """
    names = indicators.set_index("indicator_id")["name_en"]
    found = {
        fate: [
            mid_sentence(names[name]) for name in fates.loc[fates["fate"] == fate, "indicator_id"]
        ]
        for fate in FATES
    }
    facts = HindsightFacts(
        tie_year=TIE_YEAR,
        report_year=int(fates["report_year"].max()),
        rates=rates(history, indicators),
        held=len(found["held"]),
        judged=len(fates),
        fates=[(fate, told) for fate, told in found.items() if told],
        reversals=[one for one in _closeness(scores, names) if one.is_reversed],
    )
    return say(facts, "answer")


def fates_table(fates: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show each position of the report year, the outcome of the first target, and if it held."""
    words = language().word
    rows = fates.assign(
        name_en=fates["indicator_id"].map(indicators.set_index("indicator_id")["name_en"]),
        agreement=[agreement(verdict) for verdict in fates.to_dict("records")],
        outcome_word=[words(outcome, "outcomes") for outcome in fates["outcome"]],
        fate_word=[words(fate, "fates") for fate in fates["fate"]],
    )
    columns = [
        *map(as_text, ("name_en", "agreement")),
        as_year("year"),
        *map(as_text, ("outcome_word", "fate_word")),
    ]
    year = int(fates["report_year"].max())
    return labelled(rows, columns, plain_labels(TEMPLATE, "fates_table", report_year=year))


def _closeness(scores: pd.DataFrame, names: pd.Series) -> list[Closeness]:
    """Return the rankings of every indicator, in the order of the scores."""
    found = by_start(scores)
    told = []
    for name in dict.fromkeys(scores["indicator_id"]):
        own = found[found["indicator_id"] == name]
        lines = [rows for _, rows in own.groupby(~own["same_series"].astype(bool))]
        orders = [[*zip(rows["path"], rows["base_year"], strict=True)] for rows in lines]
        is_reversed = len(orders) > 1 and orders[0] == orders[1][::-1]
        told.append(Closeness(names[name], is_reversed, [_ranking(rows) for rows in lines]))
    return told


def _ranking(rows: pd.DataFrame) -> Ranking:
    """Return the ranking of one indicator on one line, from rows of ``scores.by_start``."""
    starts = of_rows(Start, rows)
    first = rows.iloc[0]
    return Ranking(
        is_own=bool(first["same_series"]),
        scale=first["scale"],
        values=int(rows["values"].max()),
        best=starts[0],
        worst=starts[-1],
    )


def known(back: LookBack) -> Passage:
    """Say what was known on the day of the report."""
    milestones, observations = back.known_milestones, back.known_observations
    ids = sorted({*milestones["source_id"], *observations["source_id"]}, reverse=True)
    return say(KnownFacts(FROZEN, len(milestones), len(observations), ids))


def closeness(scores: pd.DataFrame, indicators: pd.DataFrame) -> Passage:
    """Say which projections of each indicator came closest, and where the order turns."""
    return say(ClosenessFacts(_closeness(scores, indicators.set_index("indicator_id")["name_en"])))


def name_of(projection: Mapping[str, Any] | pd.Series) -> str:
    """Return a projection in words: "pace since 2013, logit" or "plan's path, linear"."""
    return phrase(ProjectionFacts(projection["path"], projection["base_year"], projection["rule"]))


def projections_table(back: LookBack, indicators: pd.DataFrame) -> ShownTable:
    """Show every projection for the ends of the scored years."""
    words = plain_labels(TEMPLATE, "projections_table")
    rows = back.projections.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.assign(
        name=[name_of(row) for row in rows.to_dict("records")],
        text=[
            f"{number(value)} {words['capped'] * capped}".strip()
            for value, capped in zip(rows["projected"], rows["capped"], strict=True)
        ],
    )
    wide = rows.pivot_table(
        index=["name_en", "name"], columns="year", values="text", aggfunc="first", sort=False
    ).reset_index()
    wide.columns = [str(column) for column in wide.columns]
    years = sorted(set(wide.columns) - {"name_en", "name"})
    columns = [as_text("name_en"), as_text("name"), *(as_span(year) for year in years)]
    return labelled(wide, columns, words | {year: year for year in years})


def scores_table(scores: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show the mean scores of each projection, the plan's own level and later labels apart."""
    words = plain_labels(
        TEMPLATE, "scores_table", level=round(100 * LEVEL), dear=round(2 / (1 - LEVEL))
    )
    rows = scores.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    order = {name: place for place, name in enumerate(indicators["indicator_id"])}
    rows = rows.assign(
        name=[name_of(row) for row in rows.to_dict("records")],
        within=[words["own" if same else "across"] for same in rows["same_series"]],
        order=rows["indicator_id"].map(order),
    ).sort_values(["order", "same_series", "mean_absolute_error"], ascending=[True, False, True])
    columns = [
        as_text("name_en"),
        as_span("within"),
        as_text("name"),
        as_count("values"),
        as_number("bias", sign=True),
        *map(as_number, ("mean_absolute_error", "worst", "mean_interval_score")),
        as_count("capped"),
    ]
    return labelled(rows, columns, words)


def arithmetic(checked: pd.DataFrame, indicators: pd.DataFrame) -> Passage:
    """Say how many published values fit a published change; what is computed here cannot fail.

    Parameters
    ----------
    checked
        Result of ``arithmetic_checks.triples``.
    indicators
        Table of the edition.
    """
    names = indicators.set_index("indicator_id")["name_en"]
    published = checked[~checked["ours"]].assign(name=checked["indicator_id"].map(names))
    wrong = published[~published["holds"]]
    return say(
        ArithmeticFacts(
            statements=len(published),
            holding=int(published["holds"].sum()),
            slips=of_rows(Slip, wrong.astype({"year": int})),
            ours=int(checked["ours"].sum()),
        )
    )


def checks_table(checked: pd.DataFrame, indicators: pd.DataFrame) -> ShownTable:
    """Show each arithmetic check, and the distance from the plan's own level for that year."""
    words = plain_labels(TEMPLATE, "checks_table")
    rows = checked.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    rows = rows.assign(
        check=[language().word(kind, "arithmetic_checks") for kind in rows["kind"]],
        result=rows["holds"]
        .map({True: words["fits"], False: words["differs"]})
        .mask(rows["ours"], words["ours"]),
    )
    columns = [
        as_text("name_en"),
        as_year("year"),
        as_span("check"),
        as_number("stated", decimals=2),
        as_number("computed", decimals=2),
        as_span("result"),
        as_number("plan_value", decimals=2),
        as_number("plan_gap", decimals=2, sign=True),
        as_span("grade"),
        as_text("later_id"),
    ]
    return labelled(rows, columns, words)
