"""The cover of the workbook: the verdicts of an edition in words and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.comparison.verdicts import verdicts
from helpers.data.plan import OWN, PlanDescription
from helpers.present.facts.scoreboard import in_words
from helpers.present.facts.verdicts import agreement, range_cells, status_of
from helpers.present.numbers import BOUND_SIGNS
from helpers.present.outcome_marks import words_of
from helpers.present.texts.blocks import Facts, labels, phrase
from helpers.present.words import STATUSES, unit_word
from helpers.present.workbook.cover import Cover, CoverTable

TEMPLATE = "workbook"
# Columns of the table, and the number formats of their cells.
COLUMNS = {
    "indicator": "",
    "year": "0",
    "reported": "",
    "unit": "",
    "paths": "",
    "verdict": "",
    "agreement": "",
    "gap": "",
}
# Of the outcomes, under the columns above.
OUTCOME_COLUMNS = {
    "outcome_indicator": "",
    "outcome_year": "0",
    "outcome_target": "",
    "outcome_grade": "",
    "outcome_value": "",
    "outcome": "",
    "outcome_condition": "",
}
MOST_CHARTS = 6
# Sources that a rerun brings.
ADDED = ("added", "targets")
NOTES = ("note_path", "note_expected", "note_numbers")


class CoverFacts(Facts, template=TEMPLATE, block="cover"):
    """The years compared, the plan and how to cite another one, and the files added to it.

    `plan` is "" where nobody named it; `has_bounds` tells of reported bounds; `expected`
    are the years of which the plan prints values that it expected.
    """

    years: list[str]
    expected: list[str]
    plan: str
    citation: str
    added: list[str]
    has_bounds: bool


class GapFacts(Facts, template=TEMPLATE, block="gap"):
    """A gap as text, "" for none, and its scale."""

    gap: str
    scale: str


def cover_of(tables: Mapping[str, pd.DataFrame], title: str, plan: PlanDescription = OWN) -> Cover:
    """Return the cover of an edition, from its tables and its plan."""
    comparison, sources = tables["comparison"], tables["sources"]
    names = tables["indicators"].set_index("indicator_id")["name_en"]
    milestones = tables["milestones"]
    expected = milestones.loc[milestones["role"] == "expected", "year"]
    words = labels(
        CoverFacts(
            years=[str(year) for year in sorted(set(comparison["report_year"]))],
            expected=[str(year) for year in sorted(set(expected))],
            plan=plan.name,
            citation=plan.citation,
            added=sources.loc[sources["source_id"].isin(ADDED), "title"].tolist(),
            has_bounds=bool(comparison["qualifier"].isin(BOUND_SIGNS).any()),
        )
    )
    rows = [_line(row, str(names[row["indicator_id"]])) for row in
            verdicts(comparison).to_dict("records")]  # fmt: skip
    return Cover(
        title=title,
        edition=words["edition"],
        question=words["question"],
        verdicts=CoverTable([words[name] for name in COLUMNS], rows, list(COLUMNS.values())),
        notes=list(filter(None, (words[name] for name in NOTES))),
        outcome_question=words["outcome_question"],
        outcomes=_outcomes(tables, names, words),
    )


def _outcomes(
    tables: Mapping[str, pd.DataFrame], names: pd.Series, words: Mapping[str, str]
) -> CoverTable | None:
    """Return what became of the indicator targets; None where no evidence belongs to them."""
    if "scoreboard" not in tables:
        return None
    board = tables["scoreboard"]
    board = board[board["kind"] == "indicator"]
    rows = [
        (
            str(names[row["indicator_id"]]),
            row["year"],
            row["aim"],
            row["grade"],
            row["reached"],
            words_of(row["standing"]),
            row["condition"],
        )
        for row in in_words(board.assign(item="", quantity="", sector="")).to_dict("records")
    ]
    header = [words[name] for name in OUTCOME_COLUMNS]
    return CoverTable(header, rows, list(OUTCOME_COLUMNS.values()))


def charted(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return the indicators to draw: those compared on the unit they are printed in."""
    units = tables["indicators"].set_index("indicator_id")["unit"]
    compared = tables["comparison"][["indicator_id", "scale"]].drop_duplicates()
    same = compared[compared["scale"] == compared["indicator_id"].map(units)]
    return same["indicator_id"].tolist()[:MOST_CHARTS]


def _line(row: Mapping[Any, Any], name: str) -> tuple[object, ...]:
    """Return the row of one verdict."""
    scale, status = str(row["scale"]), STATUSES[status_of(row, str(row["verdict"]))]
    shown = range_cells(row)
    return (
        name,
        row["report_year"],
        None if pd.isna(row["observed"]) else row["observed"],
        unit_word(scale),
        shown["paths"],
        f"{status.sign} {status.word}",
        agreement(row),
        phrase(GapFacts(shown["gap"], scale)),
    )
