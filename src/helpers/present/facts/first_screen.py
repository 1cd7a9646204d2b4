"""The first screen of the index: three sentences, the indicators at one look, the sectors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.data.raw import references
from helpers.present.facts.index import BEHIND
from helpers.present.facts.scoreboard import (
    Firm,
    Tally,
    firm,
    passed_text,
    tallies,
    target_text,
    value_text,
    value_time,
)
from helpers.present.facts.verdicts import Measured, agreement, measured, side_of
from helpers.present.numbers import DASH, number
from helpers.present.outcome_marks import mark_of, word_of
from helpers.present.texts.blocks import Facts, phrase, plain_labels, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage
from helpers.present.words import STATUSES, sentence_case, unit_word

TEMPLATE = "first_screen"
AHEAD = ("ahead", "leans_ahead")


@dataclass(frozen=True)
class Late:
    """A value behind its paths, and on how many of them."""

    name: str
    shown: Measured
    agreement: str


class AnswerOfIndexFacts(Facts, template=TEMPLATE, block="answer"):
    """How the indicator targets stand, who was behind in the report year, how firm both are.

    `compared` values have a path, `ahead` of them lie ahead; areas may have values of their own.
    """

    tally: Tally
    year: int
    compared: int
    ahead: int
    late: list[Late]
    firm: Firm
    has_areas: bool


class CellOfYearFacts(Facts, template=TEMPLATE, block="reported"):
    """A reported value beside what its paths needed, and whether both are on an index."""

    observed: str
    needed: str
    is_index: bool


class CellOfTargetFacts(Facts, template=TEMPLATE, block="reached"):
    """A value beside its target, "" for none, with its year where that is another.

    `passed` is the year of the first value that passes where the one shown does not, else "".
    """

    value: str
    target: str
    year: str
    passed: str
    is_near: bool


@dataclass(frozen=True)
class BoardCell:
    """What became of one target, or where a value stood: sign, word, figures, tone, and where to
    read on.
    """

    sign: str
    word: str
    figures: str
    tone: str
    href: str


@dataclass(frozen=True)
class BoardRow:
    """An indicator with its unit, its page, and a cell for the report year and each target year."""

    name: str
    unit: str
    href: str
    cells: Sequence[BoardCell | None]


@dataclass(frozen=True)
class Board:
    """The indicators at one look, with the words around them."""

    words: dict[str, str]
    years: list[str]
    rows: list[BoardRow]


@dataclass(frozen=True)
class SectorRow:
    """A sector with its page, and how many of its targets were met, missed, are open or unknown."""

    name: str
    href: str
    met: int
    missed: int
    open: int
    unknown: int

    @property
    def of(self) -> int:
        """All its targets that set a figure."""
        return self.met + self.missed + self.open + self.unknown


def answer(board: pd.DataFrame, results: Results) -> Passage:
    """Say in three sentences how it turned out, who was behind in the report year, how sure.

    Parameters
    ----------
    board
        Rows of the table ``SCOREBOARD``.
    results
        What was compared.
    """
    own = board[board["kind"] == "indicator"]
    verdicts = results.verdicts
    names = results.indicators.set_index("indicator_id")["name_en"]
    late = [
        Late(names[row["indicator_id"]], measured(row), agreement(row))
        for row in verdicts[verdicts["verdict"].isin(BEHIND)].to_dict("records")
    ]
    facts = AnswerOfIndexFacts(
        tally=tallies(own, "kind").get("indicator", Tally()),
        year=results.inputs.choices.report_year,
        compared=int((verdicts["verdict"] != "not_comparable").sum()),
        ahead=int(verdicts["verdict"].isin(AHEAD).sum()),
        late=late,
        firm=firm(own),
        has_areas=results.has_areas,
    )
    return say(facts, "answer")


def indicator_board(
    board: pd.DataFrame, results: Results, sheets: Mapping[str, str], comparison: str
) -> Board:
    """Return a row an indicator: its value of the report year, then each of its targets.

    Parameters
    ----------
    board, results
        As for `answer`.
    sheets
        Address of the page of each indicator by its id.
    comparison
        Address of the page that compares the values of the report year.
    """
    own = board[board["kind"] == "indicator"]
    years = sorted(own["year"].unique())
    names = results.indicators.set_index("indicator_id")["name_en"]
    year = results.inputs.choices.report_year
    words = plain_labels(TEMPLATE, "board", year=year)
    rows = []
    for indicator, targets in own.groupby("indicator_id", sort=False):
        sheet = sheets.get(str(indicator), "")
        by_year = {row["year"]: row for row in targets.to_dict("records")}
        cells: list[BoardCell | None] = [_reported(str(indicator), results, words, comparison)]
        cells += [_reached(by_year[year], sheet) if year in by_year else None for year in years]
        unit = unit_word(targets["unit"].iloc[0])
        rows.append(BoardRow(names[indicator], unit, sheet, cells))
    return Board(words, [str(year), *map(str, years)], rows)


def _reported(indicator: str, results: Results, words: Mapping[str, str], href: str) -> BoardCell:
    """Return where the value of the report year stood, or that it or a path to it is missing."""
    found = results.verdicts[results.verdicts["indicator_id"] == indicator]
    if found.empty:
        missing = "no_path" if indicator in results.reported else "none"
        return BoardCell("", words[missing], "", "none", "")
    verdict = found.iloc[0]
    status, shown = STATUSES[verdict["verdict"]], measured(verdict)
    word = language().word(side_of(verdict), "sides")
    needed = DASH.join(dict.fromkeys(number(end, shown.decimals) for end in shown.needed))
    figures = phrase(CellOfYearFacts(shown.observed, needed, shown.scale.startswith("index")))
    return BoardCell(status.sign, word, figures, status.tone, href)


def _reached(row: Mapping, sheet: str) -> BoardCell:
    """Return what became of a target; it leads to the first evidence on the indicator's page."""
    standing = (row["outcome"], row["leaning"])
    time = value_time(row)
    figures = CellOfTargetFacts(
        value=value_text(row),
        target=target_text(row),
        year="" if time == f"{row['year']}" else time,
        passed=passed_text(row),
        is_near=row["measure"] == "near",
    )
    evidence = next(iter(references(row["evidence_ids"])), "")
    href = f"{sheet}#evidence-{evidence}" if sheet and evidence else sheet
    mark = mark_of(standing)
    return BoardCell(mark.sign, word_of(standing), phrase(figures), mark.tone, href)


def sector_rows(board: pd.DataFrame, sheets: Mapping[str, str]) -> list[SectorRow]:
    """Return how the targets of each sector stand; what leans or hangs on a definition is open.

    Parameters
    ----------
    board
        Result of ``scoreboard.named``.
    sheets
        Address of the page of each sector by its number.
    """
    rows = board.dropna(subset=["sector_no"])
    names = rows.groupby("sector_no")["sector"].first()
    return [
        SectorRow(
            name=sentence_case(names[sector]),
            href=sheets.get(f"{sector:.0f}", ""),
            met=own.met_in_all,
            missed=own.missed,
            open=own.leans_met + own.leans_missed + own.definition_decides,
            unknown=own.unknown,
        )
        for sector, own in tallies(rows, "sector_no").items()
    ]
