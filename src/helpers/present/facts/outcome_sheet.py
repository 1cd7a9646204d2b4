"""What the sheet of an indicator says in hindsight: outcome, history, evidence."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.analysis.comparison.rounding import of_the_number
from helpers.analysis.hindsight.indicator_outcome import IndicatorOutcome
from helpers.present.evidence_links import as_evidence_links
from helpers.present.facts import evidence_table as rows_of_evidence
from helpers.present.facts import scoreboard
from helpers.present.numbers import true_minus
from helpers.present.outcome_marks import words_of
from helpers.present.table import ShownTable, as_chinese, as_span, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, of_rows, plain_labels, plain_phrase, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage
from helpers.present.words import sentence_case

TEMPLATE = "outcome_sheet"


@dataclass(frozen=True)
class TargetOutcome:
    """A target with its outcome in words and what it rests on; "" for what there is not.

    `passed` is the year in which a target met late was reached.
    """

    year: int
    outcome: str
    target_text: str
    unit_text: str
    reached: str
    measure: str
    grade: str
    passed: str
    condition: str


class OutcomeFacts(Facts, template=TEMPLATE, block="answer"):
    """The targets of an indicator, by year."""

    targets: list[TargetOutcome]


def answer(found: IndicatorOutcome) -> Passage:
    """Say of every target whether it was met, by which value, and under which condition."""
    if found.targets.empty:
        return say(OutcomeFacts([]))
    rows = scoreboard.in_words(found.targets)
    told = rows.assign(
        outcome=[words_of(pair).partition(" ")[2] for pair in rows["standing"]],
        passed=[scoreboard.passed_text(row) for row in rows.to_dict("records")],
    )
    return say(OutcomeFacts(of_rows(TargetOutcome, told)))


def targets_table(found: IndicatorOutcome) -> ShownTable:
    """Show the targets with outcome, condition, reason and the rows they rest on."""
    if found.targets.empty:
        return _nothing()
    return scoreboard.indicators_table(found.targets)


def history_table(found: IndicatorOutcome) -> ShownTable:
    """Show the values of the indicator year by year, each under the label it was printed with."""
    if found.history.empty:
        return _nothing()
    rows = found.history
    figures = zip(rows["value"], rows["value_high"], of_the_number(rows), strict=True)
    values = zip(figures, rows["unit"], strict=True)
    notes = rows_of_evidence.with_rows_named(rows["note"], rows)
    shown = rows.assign(
        figure=[
            plain_phrase(TEMPLATE, "value", figure=figure, unit=unit) for figure, unit in values
        ],
        value_printed=rows["value_printed"].map(true_minus),
        kept=[language().word(name, "comparabilities") for name in rows["comparability"]],
        remark=[
            " ".join(f"{sentence_case(note).rstrip('.')}." for note in both if note)
            for both in zip(rows["comparability_note"], notes, strict=True)
        ],
    )
    columns = [
        as_year("year"),
        *map(as_text, ("figure", "value_printed")),
        as_chinese("label_printed"),
        as_text("population"),
        *map(as_span, ("kept", "grade")),
        as_text("remark"),
        as_evidence_links("evidence_id"),
    ]
    return labelled(shown, columns, plain_labels(TEMPLATE, "history_table"))


def evidence_table(found: IndicatorOutcome) -> ShownTable:
    """Show the rows behind outcomes and history: document, publisher, date and page."""
    return _nothing() if found.evidence.empty else rows_of_evidence.evidence_table(found.evidence)


def _nothing() -> ShownTable:
    """Return the sentence in place of a table, where no evidence is about the targets."""
    return labelled(pd.DataFrame(), [], plain_labels(TEMPLATE, "nothing"))
