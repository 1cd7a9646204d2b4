"""One line a sector: which targets were met and missed, how much is unknown, what others found."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.hindsight.scoreboard import tally
from helpers.present.evidence_links import as_address
from helpers.present.facts.scoreboard import TEMPLATE
from helpers.present.outcome_marks import mark_of
from helpers.present.table import ShownTable, as_count, as_span, as_text, labelled
from helpers.present.texts.blocks import plain_labels
from helpers.present.words import day, sentence_case

PASSED, FAILED = ("met", "met_late"), ("missed",)


def sectors_table(board: pd.DataFrame) -> ShownTable:
    """Show for each sector how its targets stand, and which were met or missed.

    Parameters
    ----------
    board
        Result of ``scoreboard.named``.
    """
    rows = tally(board, "sector_no")
    own = {number: board[board["sector_no"] == number] for number in rows.index}
    shown = rows.assign(
        heading=[f"{number:.0f} {found['sector'].iloc[0]}" for number, found in own.items()],
        passed=rows["met"] + rows["met_late"],
        unknown=rows["no_evidence"] + rows["supportive_only"] + rows["short_at_last_value"],
        met_items=[_items(found, PASSED, "met") for found in own.values()],
        missed_items=[_items(found, FAILED, "missed") for found in own.values()],
    )
    columns = [
        as_text("heading"),
        *map(as_count, ("judged", "passed", "missed", "definition_decides")),
        *map(as_count, ("leans_met", "leans_missed", "unknown")),
        *map(as_text, ("met_items", "missed_items")),
    ]
    return labelled(shown, columns, plain_labels(TEMPLATE, "sectors_table"))


def _items(board: pd.DataFrame, outcomes: tuple[str, ...], leaning: str) -> str:
    """Return the targets of some outcomes or a leaning, each with its sign and year."""
    chosen = board[board["outcome"].isin(outcomes) | (board["leaning"] == leaning)]
    chosen = chosen.sort_values("leaning", key=lambda names: names != "none", kind="stable")
    return "; ".join(
        f"{mark_of((row['outcome'], row['leaning'])).sign} {row['item']} {row['year']}"
        for row in chosen.to_dict("records")
    )


def assessments_table(rows: pd.DataFrame, board: pd.DataFrame) -> ShownTable:
    """Show what others concluded, those on the whole plan first, then by sector.

    A verdict on several sectors stands once.

    Parameters
    ----------
    rows
        Table ``outside_assessments``.
    board
        Result of ``scoreboard.named``; only its sectors are shown.
    """
    words = plain_labels(TEMPLATE, "assessments_table")
    names = board.dropna(subset=["sector_no"]).set_index("sector_no")["sector"].to_dict()
    chosen = rows[rows["sector_no"].isna() | rows["sector_no"].isin(names)]
    chosen = chosen.sort_values("sector_no", na_position="first", kind="stable")
    shown = chosen.assign(
        heading=[
            words["whole"] if pd.isna(number) else f"{number:.0f} {names[number]}"
            for number in chosen["sector_no"]
        ],
        verdict=chosen["verdict"].map(sentence_case),
        published=chosen["published"].map(day),
        page=list(zip(chosen["address"], chosen["address_kind"], strict=True)),
    )
    columns = [
        *map(as_text, ("heading", "publisher", "verdict", "list_judged")),
        *map(as_span, ("published", "grade")),
        as_address("page"),
    ]
    alike = [column.name for column in columns[1:]]
    once = shown.groupby(alike, sort=False, dropna=False)["heading"].agg("; ".join).reset_index()
    return labelled(once, columns, words)
