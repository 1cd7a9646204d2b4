"""The two headline rates: each line they were published on, and what the plan's basis gives."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.hindsight.two_rates import RATES, TIE_YEAR, RateHistory
from helpers.data.raw import references
from helpers.present.evidence_links import (
    as_document,
    as_evidence_links,
    as_evidence_row,
    documents,
)
from helpers.present.facts.evidence_table import with_rows_named
from helpers.present.numbers import number, true_minus
from helpers.present.table import ShownTable, as_number, as_span, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, phrase, plain_labels, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage

TEMPLATE = "hindsight"
Ends = tuple[float, float]


@dataclass(frozen=True)
class RateTarget:
    """One target year: published value (percent), target, and both on the plan's basis.

    `level` is in percent, `short` in points; both by the smallest and the largest shift.
    """

    year: int
    period: str
    published: float
    target: float
    reached: bool
    level: Ends
    short: Ends


@dataclass(frozen=True)
class Rate:
    """A rate with its targets; the level later statements imply for 2015 beside the plan's."""

    name: str
    established: bool
    plan: float
    implied: Ends
    shift: Ends
    short: Ends
    targets: list[RateTarget]


@dataclass(frozen=True)
class Splice:
    """A stated rise (points) since a year, and the parts it is made of; shares in percent."""

    since: int
    start: float
    end: float
    stated: float
    on_plan_line: float
    shift: Ends
    on_later_label: Ends
    share: Ends


class SpliceFacts(Facts, template=TEMPLATE, block="splices"):
    """The statements that join the plan's line to the later label, the year they cross."""

    tie_year: int
    splices: list[Splice]


class ReferenceFacts(Facts, template=TEMPLATE, block="reference"):
    """A value that a row of evidence rests on: period, whether the plan prints it, grade."""

    period: str
    is_plan: bool
    value: str
    grade: str


def rates(history: RateHistory, indicators: pd.DataFrame) -> list[Rate]:
    """Return the facts of each rate, in the order of ``two_rates.RATES``."""
    names = indicators.set_index("indicator_id")["name_en"]
    verdicts = history.verdicts
    return [
        _rate(names[name], verdicts[verdicts["indicator_id"] == name])
        for name in RATES
        if name in set(verdicts["indicator_id"])
    ]


def _rate(name: str, rows: pd.DataFrame) -> Rate:
    """Return one rate from its rows of ``two_rates.rate_verdicts``."""
    first = rows.iloc[0]
    return Rate(
        name=name,
        established=bool(first["established"]),
        plan=first["plan"],
        implied=ends_of(rows, "implied"),
        shift=ends_of(rows, "shift"),
        short=ends_of(rows, "short"),
        targets=[
            RateTarget(
                year=row["year"],
                period=row["period"],
                published=row["published"],
                target=row["target"],
                reached=row["reached"],
                level=(row["level_low"], row["level_high"]),
                short=(row["short_low"], row["short_high"]),
            )
            for row in rows.to_dict("records")
        ],
    )


def ends_of(rows: pd.DataFrame, name: str) -> Ends:
    """Return the lowest and the highest value of a pair of columns."""
    return rows[f"{name}_low"].min(), rows[f"{name}_high"].max()


def basis_table(history: RateHistory, indicators: pd.DataFrame) -> ShownTable:
    """Show each target year as published and on the plan's basis, with the rows it rests on."""
    rows = _named(history.on_plan_basis, indicators)
    words = plain_labels(TEMPLATE, "basis_table", tie_year=TIE_YEAR)
    rows = rows.assign(
        shown=rows["established"].map({True: words["break"], False: words["no_break"]}),
        ids=rows["evidence_id"] + "; " + rows["tied_by"],
    )
    columns = [
        as_text("name_en"),
        as_year("year"),
        as_number("target", decimals=0),
        *map(as_number, ("published", "implied")),
        as_number("plan", decimals=0),
        as_number("shift", sign=True),
        as_number("level"),
        as_number("short", sign=True),
        as_text("shown"),
        as_evidence_links("ids"),
    ]
    return labelled(rows, columns, words)


def splices(history: RateHistory) -> Passage:
    """Say of each statement that crosses 2015 what its rise is made of."""
    found = [
        Splice(
            **own.iloc[0][["since", "start", "stated", "on_plan_line"]],
            end=own.iloc[0]["start"] + own.iloc[0]["stated"],
            shift=_least_most(own["shift"]),
            on_later_label=_least_most(own["on_later_label"]),
            share=_least_most(100.0 * own["shift"] / own["stated"]),
        )
        for _, own in history.splices.groupby(["since", "start", "stated"])
    ]
    return say(SpliceFacts(TIE_YEAR, found))


def _least_most(values: pd.Series) -> Ends:
    """Return the least and the greatest of some values."""
    return values.min(), values.max()


def evidence_table(
    series_evidence: pd.DataFrame, history: RateHistory, indicators: pd.DataFrame
) -> ShownTable:
    """Show what supports a change of definition and what does not, with the values.

    Parameters
    ----------
    series_evidence
        Table of the readings; its references name rows of the lines or milestones.
    """
    rows = _named(series_evidence, indicators)
    rows = rows.assign(
        speaks=[language().word(side, "evidence_sides") for side in rows["side"]],
        values=[
            "; ".join(value_of(name, history.lines) for name in references(cell))
            for cell in rows["refs"]
        ],
    )
    columns = [
        as_text("name_en"),
        *map(as_span, ("speaks", "strength")),
        *map(as_text, ("statement", "values")),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "evidence_table"))


def value_of(name: str, lines: pd.DataFrame) -> str:
    """Return year, value and grade of a row on a line, by its id or as indicator:year of the plan.

    Raises
    ------
    KeyError
        If no row has that name.
    """
    plan = lines["indicator_id"] + ":" + lines["period"]
    found = lines[plan.where(lines["line"] == "plan", lines["evidence_id"]) == name]
    if found.empty:
        raise KeyError(name)
    row = found.iloc[0]
    period = row["period"].partition(" (")[0]
    value = number(row["value"], 0 if row["line"] == "plan" else 1)
    return phrase(ReferenceFacts(period, row["line"] == "plan", value, row["grade"]))


def statements_table(
    evidence: pd.DataFrame, history: RateHistory, indicators: pd.DataFrame
) -> ShownTable:
    """Show every statement on the two rates: its line, population, grade, document and address."""
    rows = _named(evidence[evidence["indicator_id"].isin(RATES)], indicators)
    lines = history.lines.drop_duplicates("evidence_id").set_index("evidence_id")["line"]
    rows = rows.sort_values(["indicator_id", "year", "period"], kind="stable")
    rows = rows.assign(
        line=[
            language().word(name, "rate_lines")
            for name in rows["evidence_id"].map(lines).fillna("")
        ],
        kind=[language().word(name, "later_statuses") for name in rows["status"]],
        stated=rows["value_printed"].map(true_minus),
        source=documents(rows),
        remark=with_rows_named(rows["note"], evidence),
    )
    columns = [
        as_text("name_en"),
        *map(as_span, ("period", "stated")),
        as_text("population"),
        as_span("line"),
        as_text("kind"),
        as_span("grade"),
        as_evidence_links("conflicts_with"),
        as_text("remark"),
        as_document("source"),
        as_evidence_row("evidence_id"),
    ]
    return labelled(rows, columns, plain_labels(TEMPLATE, "statements_table"))


def _named(rows: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the name of their indicator, in their own order."""
    return rows.assign(
        name_en=rows["indicator_id"].map(indicators.set_index("indicator_id")["name_en"])
    )
