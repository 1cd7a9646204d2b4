"""Which targets were met: counts with their denominators, and every target with its outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.scoreboard import tally
from helpers.present.evidence_links import as_evidence_links
from helpers.present.numbers import qualified, true_minus
from helpers.present.outcome_marks import as_outcome
from helpers.present.table import Shown, ShownTable, as_chinese, as_span, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, of_rows, plain_labels, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage
from helpers.present.words import sentence_case, unit_word

TEMPLATE = "scoreboard"
Row = Mapping[Any, Any]
# Outcomes of targets on which there is nothing to show.
SILENT = ("no_evidence", "no_figure_set")


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Where the targets of a group stand, as ``scoreboard.tally`` counts them."""

    of: int = 0
    judged: int = 0
    met: int = 0
    met_late: int = 0
    missed: int = 0
    definition_decides: int = 0
    leans_met: int = 0
    leans_missed: int = 0
    short_at_last_value: int = 0
    supportive_only: int = 0
    no_evidence: int = 0
    no_figure_set: int = 0

    @property
    def met_in_all(self) -> int:
        """Targets met, in time or late."""
        return self.met + self.met_late

    @property
    def open(self) -> int:
        """Targets with a figure for which there is evidence that settles nothing."""
        return self.leans_met + self.leans_missed + self.short_at_last_value + self.supportive_only

    @property
    def undecided(self) -> int:
        """Open targets that lean nowhere."""
        return self.short_at_last_value + self.supportive_only

    @property
    def unknown(self) -> int:
        """Targets of whose outcome nothing can be said, not even a leaning."""
        return self.undecided + self.no_evidence


@dataclass(frozen=True)
class Firm:
    """Targets met or missed, and of these those by a near measure and by official texts seen."""

    of: int
    near: int
    seen: int


class AnswerFacts(Facts, template=TEMPLATE, block="answer"):
    """Where targets stand by the place that sets them; of those decided, how many by near ones."""

    indicators: Tally
    programmes: Tally
    roadmap: Tally
    decided: int
    near: int


class CountedTargetsFacts(Facts, template=TEMPLATE, block="counted"):
    """How many targets of the text and the roadmap can be judged, and how firm outcomes are."""

    programmes: Tally
    roadmap: Tally
    firm: Firm


def answer(board: pd.DataFrame) -> Passage:
    """Say how many targets were met, missed, are open or unknown.

    Parameters
    ----------
    board
        Rows of the table ``SCOREBOARD``.
    """
    by_kind = tallies(board, "kind")
    none = Tally()
    facts = AnswerFacts(
        indicators=by_kind.get("indicator", none),
        programmes=by_kind.get("programme", none),
        roadmap=by_kind.get("roadmap", none),
        decided=firm(board).of,
        near=firm(board).near,
    )
    return say(facts, "answer")


def counted(board: pd.DataFrame) -> Passage:
    """Say how many targets can be judged, what is unknown, and how firm the outcomes are."""
    by_kind, none = tallies(board, "kind"), Tally()
    facts = CountedTargetsFacts(
        programmes=by_kind.get("programme", none),
        roadmap=by_kind.get("roadmap", none),
        firm=firm(board),
    )
    return say(facts)


def tallies(board: pd.DataFrame, by: str) -> dict[str | int, Tally]:
    """Return where the targets of each group stand, by group."""
    table = tally(board, by)
    return dict(zip(table.index, of_rows(Tally, table), strict=True))


def firm(board: pd.DataFrame) -> Firm:
    """Return what the outcomes met and missed rest on."""
    firm = board[board["outcome"].isin(["met", "met_late", "missed"])]
    return Firm(
        len(firm), int((firm["measure"] == "near").sum()), int((firm["grade"] == "A").sum())
    )


def indicators_table(board: pd.DataFrame) -> ShownTable:
    """Show every target of the indicator table with its outcome, condition and reason.

    Parameters
    ----------
    board
        Result of ``scoreboard.named``.
    """
    words = plain_labels(TEMPLATE, "indicators_table")
    return _reasoned(board[board["kind"] == "indicator"], words)


def programmes_table(board: pd.DataFrame) -> ShownTable:
    """Show the targets of the plan's text that set a figure; as in `indicators_table`."""
    words = plain_labels(TEMPLATE, "programmes_table")
    return _reasoned(board[_is_judged_programme(board)], words)


def _is_judged_programme(board: pd.DataFrame) -> pd.Series:
    """Tell which targets the text of the plan sets with a figure."""
    return (board["kind"] == "programme") & (board["outcome"] != "no_figure_set")


def _reasoned(board: pd.DataFrame, words: Mapping[str, str]) -> ShownTable:
    """Show targets with their outcomes, conditions and reasons."""
    columns = [
        as_text("item"),
        as_year("year"),
        as_outcome("standing"),
        *map(as_text, ("aim", "reached")),
        *_result_columns()[1:3],
        *map(as_text, ("condition", "reason")),
        _result_columns()[3],
    ]
    return labelled(in_words(board), columns, {**_headings(), **words})


def targets_table(board: pd.DataFrame) -> ShownTable:
    """Show the targets with evidence that the two tables above leave out, each with its outcome.

    Parameters
    ----------
    board
        Result of ``scoreboard.named``.
    """
    others = _others(board)
    return _placed(others[~others["outcome"].isin(SILENT)], plain_labels(TEMPLATE, "targets_table"))


def silent_table(board: pd.DataFrame) -> ShownTable:
    """Show the other targets: no evidence was found, or no figure was set; as `targets_table`."""
    others = _others(board)
    return _placed(others[others["outcome"].isin(SILENT)], plain_labels(TEMPLATE, "silent_table"))


def _others(board: pd.DataFrame) -> pd.DataFrame:
    """Return the targets that stand in no table of their own."""
    return board[(board["kind"] != "indicator") & ~_is_judged_programme(board)]


def _placed(board: pd.DataFrame, words: Mapping[str, str]) -> ShownTable:
    """Show targets with where they are set and what they count."""
    columns = [
        *map(as_text, ("item", "quantity_text", "place")),
        as_year("year"),
        as_chinese("target_printed"),
        *_result_columns()[:1],
        as_text("reached"),
        *_result_columns()[1:],
    ]
    return labelled(in_words(board), columns, {**_headings(), **words})


def in_words(board: pd.DataFrame) -> pd.DataFrame:
    """Return outcomes with what the tables show of them: numbers and ids as texts."""
    spoken, records = language(), board.to_dict("records")
    rows = board.assign(
        item=board["item"].map(sentence_case),
        quantity_text=[spoken.word(name, "measures") for name in board["quantity"]],
        place=[
            spoken.word(kind, "target_places") if pd.isna(sector) else f"{int(sector)} {name}"
            for kind, sector, name in board[["kind", "sector_no", "sector"]].to_numpy()
        ],
        standing=list(zip(board["outcome"], board["leaning"], strict=True)),
        target_text=[target_text(row) for row in records],
        value_text=[value_text(row) for row in records],
        value_time=[value_time(row) for row in records],
        unit_text=board["unit"].map(unit_word),
        kept=[spoken.word(name, "comparabilities") if name else "" for name in board["measure"]],
        condition=board["condition"].map(true_minus).map(sentence_case),
    )
    return rows.assign(
        aim=[
            f"{target} {unit}".strip()
            for target, unit in zip(rows["target_text"], rows["unit_text"], strict=True)
        ],
        reached=[_reached(row) for row in rows.to_dict("records")],
    )


def target_text(row: Row) -> str:
    """Return the figure a target sets, with the sign of its qualifier; "" for none."""
    names = ("target", "target_high", "target_qualifier", "target_printed")
    return qualified(*(row[name] for name in names))


def value_text(row: Row) -> str:
    """Return the value beside a target, with the sign of its qualifier; "" for none.

    Its unit stands behind it only where it is another than the target's.
    """
    figure = qualified(row["value"], row["value_high"], row["value_qualifier"])
    is_other = figure and row["value_unit"] != row["unit"]
    return f"{figure} {unit_word(row['value_unit'])}" if is_other else figure


def value_time(row: Row) -> str:
    """Return the year of that value, or when it was stated where its year is not; "" for none."""
    if row["value_as_of"]:
        return str(row["value_as_of"]).partition(" (")[0]
    return "" if pd.isna(row["value_year"]) else f"{row['value_year']:.0f}"


def passed_text(row: Row) -> str:
    """Return the year in which a target met late was passed, "" for none."""
    return "" if pd.isna(row["passed_year"]) else f"{row['passed_year']:.0f}"


def _reached(row: Row) -> str:
    """Return value, unit and time, "" for none."""
    if pd.isna(row["value"]):
        return ""
    same_unit = row["unit_text"] if row["value_unit"] == row["unit"] else ""
    value = f"{row['value_text']} {same_unit}".strip()
    return (
        f"{value}, {row['value_as_of']}" if row["value_as_of"] else f"{value} ({row['value_time']})"
    )


def _result_columns() -> list[Shown]:
    """Return the columns of an outcome with what it rests on."""
    return [
        as_outcome("standing"),
        *map(as_span, ("grade", "kept")),
        as_evidence_links("evidence_ids"),
    ]


def _headings() -> dict[str, str]:
    """Return the headings that the tables of targets share."""
    return plain_labels(TEMPLATE, "headings")
