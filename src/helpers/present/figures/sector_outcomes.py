"""The roadmap figures of all sectors in one picture: a row a sector, a mark a figure."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.analysis.hindsight.scoreboard import counts
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.scoreboard import TEMPLATE, Tally, tallies
from helpers.present.figures.keys import mark_key
from helpers.present.figures.nothing import nothing_figure
from helpers.present.outcome_marks import LEANINGS, Mark, Standing, mark_of, word_of
from helpers.present.texts.blocks import Facts, fixed_labels, labels

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT = 0.52, 0.55, 0.95
NAME_CHARACTERS = 25
# A sector with more marks has two lines of them.
MOST_IN_LINE, LINE_OFFSET = 18, 0.17
SIZE = 6.5  # points
# What is firm comes first, then what leans, then what is unknown.
ORDER: list[Standing] = [
    *((name, "none") for name in ("met", "met_late", "missed", "definition_decides")),
    *(("supportive_only", leaning) for leaning in LEANINGS),
    *((name, "none") for name in ("short_at_last_value", "supportive_only", "no_evidence")),
]


@dataclass(frozen=True)
class Extreme:
    """The sector with most of something: how many, and out of how many figures."""

    sector: str
    amount: int
    judged: int


@dataclass(frozen=True)
class SectorsFacts(Facts, template=TEMPLATE, block="sectors_figure"):
    """Where the figures of all sectors stand, and the sectors with most unknown and most met."""

    tally: Tally
    sectors: int
    most_unknown: Extreme
    most_met: Extreme


def sector_outcomes_figure(board: pd.DataFrame) -> FigureBundle:
    """Draw every roadmap figure that can be judged as a mark, by sector and outcome.

    Parameters
    ----------
    board
        Result of ``scoreboard.named``.
    """
    rows = board[(board["kind"] == "roadmap") & (board["outcome"] != "no_figure_set")]
    if rows.empty:
        return nothing_figure("sectors", fixed_labels(TEMPLATE, "sectors_empty")["title"])
    places = [ORDER.index(_drawn_as(row)) for row in rows.to_dict("records")]
    rows = rows.assign(place=places).sort_values(["sector_no", "place"], kind="stable")
    by_sector = tallies(rows, "sector_no")
    names = rows.drop_duplicates("sector_no").set_index("sector_no")["sector"]
    words = labels(_facts(board, by_sector, names))

    def draw(layout: theme.Layout) -> Figure:
        drawing = theme.new_figure(layout, HEAD_HEIGHT + KEY_HEIGHT + ROW_HEIGHT * len(names))
        axis = drawing.subplots()
        for line, number in enumerate(names.index):
            _row(axis, line, rows[rows["sector_no"] == number])
        _frame(axis, names, list(by_sector.values()), words["unknown"])
        theme.headline(axis, words["title"], pad=theme.UNIT_LINE)
        drawing.legend(handles=_keys(set(places)), loc="outside lower left", ncols=3)
        return drawing

    return FigureBundle(
        "sectors",
        draw,
        words["alt"],
        words["caption"],
        "scoreboard",
        counts(rows, ["sector_no", "sector"]),
    )


def _drawn_as(row: dict) -> Standing:
    """Return where a figure stands; what leans is drawn alike whatever leaves it open."""
    if row["leaning"] in LEANINGS:
        return "supportive_only", row["leaning"]
    return row["outcome"], "none"


def _facts(board: pd.DataFrame, by_sector: dict, names: pd.Series) -> SectorsFacts:
    """Return what the figure shows."""
    unknown = max(by_sector, key=lambda number: by_sector[number].unknown)
    met = max(by_sector, key=lambda number: by_sector[number].met_in_all)
    return SectorsFacts(
        tally=tallies(board, "kind")["roadmap"],
        sectors=len(names),
        most_unknown=Extreme(names[unknown], by_sector[unknown].unknown, by_sector[unknown].judged),
        most_met=Extreme(names[met], by_sector[met].met_in_all, by_sector[met].judged),
    )


def _row(axis: Axes, line: int, rows: pd.DataFrame) -> None:
    """Draw the marks of one sector, from the left."""
    offset = 0.0 if len(rows) <= MOST_IN_LINE else LINE_OFFSET
    for position, place in enumerate(rows["place"]):
        second, column = divmod(position, MOST_IN_LINE)
        height = line + 0.5 + (offset if second else -offset)
        axis.add_line(_mark(mark_of(ORDER[place]), column + 0.5, height))


def _mark(mark: Mark, x: float, y: float) -> Line2D:
    """Return one mark."""
    colour = theme.TONES[mark.tone]
    return Line2D(
        [x],
        [y],
        marker=mark.shape,
        color=colour,
        markerfacecolor=theme.PAPER if mark.hollow else colour,
        linestyle="none",
        markersize=SIZE,
    )


def _frame(axis: Axes, names: pd.Series, found: list[Tally], unknown: str) -> None:
    """Write sectors at the left, and at the right how many of how many are unknown."""
    axis.set_xlim(0, MOST_IN_LINE)
    axis.set_ylim(len(names), 0)
    wrapped = [
        "\n".join(textwrap.wrap(f"{number:.0f} {name}", NAME_CHARACTERS))
        for number, name in names.items()
    ]
    places = [line + 0.5 for line in range(len(names))]
    axis.set_yticks(places, wrapped, fontsize=8.5)
    axis.set_xticks([])
    right = axis.secondary_yaxis("right")
    right.set_yticks(places, [f"{tally.unknown} of {tally.judged}" for tally in found])
    right.tick_params(length=0)
    right.spines["right"].set_visible(False)
    axis.annotate(
        unknown, (1, 1), (6, 4), xycoords="axes fraction", textcoords="offset points",
        fontsize=9, color=theme.MUTED,
    )  # fmt: skip
    axis.tick_params(length=0)
    axis.grid(visible=False)
    sns.despine(ax=axis, left=True, bottom=True)


def _keys(places: set[int]) -> list[Line2D]:
    """Return the key of each kind of mark drawn."""
    marks = [(word_of(ORDER[place]), mark_of(ORDER[place])) for place in sorted(places)]
    return [
        mark_key(word, mark.shape, theme.TONES[mark.tone], hollow=mark.hollow, size=SIZE + 1)
        for word, mark in marks
    ]
