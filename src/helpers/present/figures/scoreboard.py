"""The indicators at one look: position in the report year, then the outcome of each target."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from helpers.analysis.edition_tables import Results
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.scoreboard import TEMPLATE, Tally, tallies
from helpers.present.figures.nothing import nothing_figure
from helpers.present.numbers import plain_number
from helpers.present.outcome_marks import mark_of, word_of
from helpers.present.texts.blocks import Facts, fixed_labels, labels
from helpers.present.texts.language import language
from helpers.present.words import STATUSES, unit_word

ROW_HEIGHT, HEAD_HEIGHT = 0.6, 0.75
NAME_CHARACTERS, TILE_CHARACTERS = 19, 18
SPACE = 0.03  # of a cell, free on each side
DATA = [
    "target_id",
    "indicator_id",
    "year",
    "target",
    "unit",
    "outcome",
    "leaning",
    "measure",
    "grade",
    "value",
    "value_year",
]


@dataclass(frozen=True)
class BoardFacts(Facts, template=TEMPLATE, block="outcomes_figure"):
    """Where the targets stand, which indicators met all, and how many had a value at first.

    `reported` of `indicators` have a value for `report_year`.
    """

    tally: Tally
    report_year: int
    reported: int
    indicators: int
    always_met: list[str]


@dataclass(frozen=True)
class Tile:
    """A cell of the board: its words, its tone, and whether it is open."""

    words: str
    tone: str
    hollow: bool


def scoreboard_figure(board: pd.DataFrame, results: Results) -> FigureBundle:
    """Draw a row an indicator, a column for the report year and for each target year.

    Parameters
    ----------
    board
        Result of ``scoreboard.named``.
    results
        What was compared for the report year.
    """
    rows = board[board["kind"] == "indicator"]
    if rows.empty:
        return nothing_figure("scoreboard", fixed_labels(TEMPLATE, "outcomes_empty")["title"])
    words = labels(_facts(rows, results))
    units = rows.drop_duplicates("indicator_id").set_index("indicator_id")
    names = [_wrapped(row.item, unit_word(row.unit)) for row in units.itertuples()]
    years = sorted(rows["year"].unique())

    def draw(layout: theme.Layout) -> Figure:
        drawing = theme.new_figure(layout, HEAD_HEIGHT + ROW_HEIGHT * len(units))
        axis = drawing.subplots()
        for line, indicator in enumerate(units.index):
            _draw(axis, 0, line, _first_tile(indicator, results, words["no_report"]))
            own = rows[rows["indicator_id"] == indicator]
            for row in own.to_dict("records"):
                _draw(axis, 1 + years.index(row["year"]), line, _target_tile(row))
        _frame(axis, [words["report"], *map(str, years)], names)
        theme.headline(axis, words["title"], pad=theme.UNIT_LINE)
        return drawing

    source = "; ".join(("scoreboard", "comparison"))
    return FigureBundle("scoreboard", draw, words["alt"], words["caption"], source, rows[DATA])


def _facts(rows: pd.DataFrame, results: Results) -> BoardFacts:
    """Return what the figure shows."""
    met = rows["outcome"].isin(["met", "met_late"]).groupby(rows["item"], sort=False).all()
    return BoardFacts(
        tally=tallies(rows, "kind")["indicator"],
        report_year=results.inputs.choices.report_year,
        reported=results.verdicts["indicator_id"].nunique(),
        indicators=rows["indicator_id"].nunique(),
        always_met=list(met.index[met]),
    )


def _first_tile(indicator: str, results: Results, none: str) -> Tile:
    """Return the cell of the report year: position and value, or that there is none."""
    found = results.verdicts[results.verdicts["indicator_id"] == indicator]
    if found.empty:
        return Tile(none, "none", hollow=True)
    verdict = found.iloc[0]
    status = STATUSES[verdict["verdict"]]
    reported = results.inputs.observations.set_index("observation_id")["value"]
    value = plain_number(reported[verdict["observation_id"]])
    side = str(verdict["verdict"]).removeprefix("leans_")
    word = language().word(side, "sides")
    return Tile(f"{status.sign} {word}\n{value}", status.tone, side != verdict["verdict"])


def _target_tile(row: dict) -> Tile:
    """Return the cell of a target: outcome, value and target, then year, grade and measure."""
    standing = (row["outcome"], row["leaning"])
    mark = mark_of(standing)
    said = textwrap.wrap(f"{mark.sign} {word_of(standing)}", TILE_CHARACTERS)
    lines = [*said, " / ".join(_figures(row)), " ".join(_basis(row))]
    return Tile("\n".join(filter(None, lines)), mark.tone, mark.hollow)


def _figures(row: dict) -> Iterator[str]:
    """Yield value and target."""
    yield plain_number(row["value"]) or "–"
    yield plain_number(row["target"])


def _basis(row: dict) -> Iterator[str]:
    """Yield the year of the value where it is another, the sign of a near measure, the grade."""
    if pd.notna(row["value_year"]) and row["value_year"] != row["year"]:
        yield f"{row['value_year']:.0f}"
    if row["measure"] == "near":
        yield "≈"
    if row["grade"]:
        yield row["grade"]


def _wrapped(name: str, unit: str) -> str:
    """Return an indicator with its unit on a line of its own, both broken where they must."""
    return "\n".join([*textwrap.wrap(name, NAME_CHARACTERS), *textwrap.wrap(unit, NAME_CHARACTERS)])


def _draw(axis: Axes, column: int, line: int, tile: Tile) -> None:
    """Draw one cell: its ground or outline by tone, and its words."""
    edge = (theme.TONES | {"none": theme.FAINT} if tile.hollow else theme.GROUNDS)[tile.tone]
    axis.add_patch(
        Rectangle(
            (column + SPACE, line + SPACE),
            1 - 2 * SPACE,
            1 - 2 * SPACE,
            facecolor=theme.PAPER if tile.hollow else theme.GROUNDS[tile.tone],
            edgecolor=edge,
            linewidth=0.9,
        )
    )
    axis.text(
        column + 0.5,
        line + 0.5,
        tile.words,
        ha="center",
        va="center",
        fontsize=8.5,
        linespacing=1.1,
    )


def _frame(axis: Axes, columns: list[str], names: list[str]) -> None:
    """Write years above and indicators beside the board."""
    axis.set_xlim(0, len(columns))
    axis.set_ylim(len(names), 0)
    axis.set_xticks([place + 0.5 for place in range(len(columns))], columns)
    axis.xaxis.tick_top()
    axis.set_yticks([place + 0.5 for place in range(len(names))], names, fontsize=8.5)
    axis.tick_params(length=0)
    axis.grid(visible=False)
    sns.despine(ax=axis, left=True, bottom=True)
