"""The roadmap figures of all sectors in one picture: a row a sector, a mark a figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.analysis.hindsight.scoreboard import counts
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.scoreboard import TEMPLATE, Tally, tallies
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.rows import LINE, MARGIN, Rows, in_rows, lines_of
from helpers.present.outcome_marks import LEANINGS, OUTCOMES, Mark
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.present.texts.language import language

# Inches: a bar, free space; room for names before the bars and for counts after.
BAR, GAP = 0.24, 0.08
NAME_WIDTH, COUNT_WIDTH = 3.1, 1.25
# A part has room for its sign beside its number from so many inches on.
SIGNED_FROM = 0.3
# From met to missed; what is unknown stands last.
PARTS: dict[str, Mark] = {
    "met_in_all": OUTCOMES["met"],
    "leans_met": LEANINGS["met"],
    "definition_decides": OUTCOMES["definition_decides"],
    "leans_missed": LEANINGS["missed"],
    "missed": OUTCOMES["missed"],
    "unknown": OUTCOMES["no_evidence"],
}


@dataclass(frozen=True)
class Extreme:
    """The sector with most of something: how many, and out of how many figures."""

    sector: str
    amount: int
    judged: int


class SectorsFacts(Facts, template=TEMPLATE, block="sectors_figure"):
    """Where the figures of all sectors stand, and the sectors with most unknown and most met."""

    tally: Tally
    sectors: int
    most_unknown: Extreme
    most_met: Extreme


@dataclass(frozen=True)
class BarOfSector:
    """A sector as it is drawn: its name with its number, its counts, and what is unknown."""

    name: str
    tally: Tally
    count: str


def sector_outcomes_figure(board: pd.DataFrame) -> FigureBundle:
    """Draw the roadmap figures of each sector as a bar, parted by what became of them.

    Parameters
    ----------
    board
        Result of ``scoreboard.named``.
    """
    rows = board[(board["kind"] == "roadmap") & (board["outcome"] != "no_figure_set")]
    if rows.empty:
        return nothing_figure("sectors", plain_labels(TEMPLATE, "sectors_empty")["title"])
    rows = rows.sort_values("sector_no", kind="stable")
    by_sector = tallies(rows, "sector_no")
    names = rows.drop_duplicates("sector_no").set_index("sector_no")["sector"]
    words = labels(_facts(board, by_sector, names))
    sectors = [
        BarOfSector(f"{number:.0f} {name}", by_sector[number], _count_words(by_sector[number]))
        for number, name in names.items()
    ]

    return FigureBundle(
        "sectors",
        lambda layout: _drawing(sectors, words, layout),
        words["alt"],
        words["caption"],
        f"scoreboard; {language().word('sector_outcomes', 'places')}",
        counts(rows, ["sector_no", "sector"]),
    )


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


def _count_words(tally: Tally) -> str:
    """Return how many figures of a sector are unknown, of how many."""
    words = plain_labels(TEMPLATE, "sectors_count", unknown=tally.unknown, judged=tally.judged)
    return words["count"]


def _drawing(sectors: list[BarOfSector], words: dict[str, str], layout: theme.Layout) -> Figure:
    """Draw a bar a sector: its name before it, on a narrow drawing above it."""
    room = layout.width - 2 * MARGIN
    start, stop = (0.0, room) if layout.is_narrow else (NAME_WIDTH, room - COUNT_WIDTH)
    unit = (stop - start) / max(sector.tally.judged for sector in sectors)
    beside = room - COUNT_WIDTH if layout.is_narrow else NAME_WIDTH - GAP
    names = [lines_of(sector.name, beside) for sector in sectors]
    heads = [LINE * len(own) for own in names]
    tall = [head + BAR if layout.is_narrow else max(head, BAR) for head in heads]
    columns = 2 if layout.is_narrow else len(PARTS)
    height = theme.total(tall) + GAP * len(sectors)
    sheet = in_rows(layout, height, words["title"], key_lines=-(-len(PARTS) // columns))
    top = 0.0
    for sector, name, head, high in zip(sectors, names, heads, tall, strict=True):
        bar = top + (head if layout.is_narrow else (high - BAR) / 2)
        middle = top + (head if layout.is_narrow else high) / 2
        sheet.write(0, middle, "\n".join(name))
        sheet.write(room, middle, sector.count, ha="right", color=theme.MUTED)
        _bar(sheet, sector.tally, (start, bar), unit)
        top += high + GAP
    sheet.drawing.legend(handles=_keys(words), loc="outside lower left", ncols=columns)
    return sheet.drawing


def _bar(sheet: Rows, tally: Tally, corner: tuple[float, float], unit: float) -> None:
    """Draw the parts of a sector side by side, each with its number."""
    left, top = corner
    for name, mark in PARTS.items():
        amount = getattr(tally, name)
        if not amount:
            continue
        width = amount * unit
        sheet.tile((left, top, width, BAR), **_look(mark))
        text = f"{mark.sign} {amount}" if width >= SIGNED_FROM else str(amount)
        sheet.write(left + width / 2, top + BAR / 2, text, ha="center")
        left += width


def _look(mark: Mark) -> dict[str, Any]:
    """Return how a part looks: a ground where it is decided, an outline where it is open."""
    is_open = mark.hollow or mark.tone == "none"
    return {
        "facecolor": theme.PAPER if is_open else theme.GROUNDS[mark.tone],
        "edgecolor": theme.TONES[mark.tone],
        "linewidth": 0.9,
    }


def _keys(words: dict[str, str]) -> list[Patch]:
    """Return the key of each part."""
    return [
        Patch(**_look(mark), label=f"{mark.sign} {words[name]}") for name, mark in PARTS.items()
    ]
