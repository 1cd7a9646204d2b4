"""Tables of notebook 05 that show the roadmap as printed: every figure, pair and doubt."""

from __future__ import annotations

import pandas as pd

from helpers.present.facts.roadmap import SOURCE_NOTE
from helpers.present.numbers import number, plain_number
from helpers.present.table import ShownTable, as_span, as_text, as_year
from helpers.present.words import MATCH_WORDS, measure_word, unit_word

ROLE_WORDS = {"target": "target", "spec": "specification", "threshold": "threshold of a target"}
ACTION_WORDS = {
    "year": "year corrected",
    "scale": "scale corrected",
    "currency": "currency added",
    "number": "number put for a word",
    "kept": "kept as printed",
}


def pairs_table(changes: pd.DataFrame) -> ShownTable:
    """Show every pair as printed, with its change.

    Parameters
    ----------
    changes
        Result of ``roadmap.pair_changes``.
    """
    rows = changes.assign(
        word=[measure_word(name) for name in changes["measure"]],
        change=[_change(row) for row in changes.to_dict("records")],
        pairing=changes["match"].map(MATCH_WORDS),
    )
    columns = [
        as_text("item", "Item"),
        as_year("sector_no", "Sector"),
        as_text("word", "Measure"),
        as_text("printed_2020", "2020 as printed"),
        as_text("printed_2025", "2025 as printed"),
        as_span("change", "Change"),
        as_text("pairing", "Pairing"),
        as_text("note", "Where the wordings differ", blank="nowhere"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is an item with the same measure in both years. Change: points where the unit is "
        "percent, a factor elsewhere.",
        f"Ranges count with their middle. {SOURCE_NOTE}",
    )


def _change(row: dict) -> str:
    """Return points for percent, a factor for other units."""
    if pd.notna(row["rise"]):
        return f"{number(row['rise'], 1, sign=True).removesuffix('.0')} points"
    return f"× {number(row['factor'], 2)}"


def printed_figures_table(asked: pd.DataFrame) -> ShownTable:
    """Show every figure of the roadmap as printed.

    Parameters
    ----------
    asked
        Result of ``roadmap.printed_figures``.
    """
    rows = asked.assign(
        word=[measure_word(name) for name in asked["measure"]],
        kind=[ROLE_WORDS.get(name, name) for name in asked["role"]],
        doubt=["in doubt" if flag else "" for flag in asked["suspect"]],
    )
    columns = [
        as_text("item", "Item"),
        as_year("sector_no", "Sector"),
        as_text("subsector", "Subsector"),
        as_text("word", "Measure"),
        as_text("printed_2020", "2020 as printed", blank="no figure"),
        as_text("printed_2025", "2025 as printed", blank="no figure"),
        as_text("kind", "Kind"),
        as_text("doubt", "Doubt", blank="none"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is an item and a measure, in the order of the appendix; both years stand in one row "
        "where they form a pair.",
        f"Columns follow the year as read; corrected years are listed below. {SOURCE_NOTE}",
    )


def doubts_table(doubted: pd.DataFrame) -> ShownTable:
    """Show every doubtful figure: printed, read, what was done and why.

    Parameters
    ----------
    doubted
        Result of ``roadmap.doubts``.
    """
    rows = doubted.assign(
        read=[
            f"{plain_number(row['value'])} {unit_word(row['unit'])}"
            for row in doubted.to_dict("records")
        ],
        done=doubted["action"].map(ACTION_WORDS),
    )
    columns = [
        as_text("item", "Item"),
        as_text("locator", "Where"),
        as_text("year_printed", "Year printed"),
        as_year("year", "Year read"),
        as_text("value_printed", "Figure printed"),
        as_span("read", "Figure read"),
        as_text("done", "What was done"),
        as_text("status", "Status"),
        as_text("suspect_note", "Why"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a figure whose print or reading is in doubt.",
        f"Open: the text does not settle it. {SOURCE_NOTE}",
    )
