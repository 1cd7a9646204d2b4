"""The indicators at one look: position in the report year, then the outcome of each target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from helpers.analysis.edition_tables import Results
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.scoreboard import TEMPLATE, Tally, in_words, tallies
from helpers.present.facts.verdicts import side_of
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.rows import (
    HEADING,
    LINE,
    MARGIN,
    Rows,
    heading_lines,
    in_rows,
    lines_of,
    width_of,
)
from helpers.present.numbers import qualified
from helpers.present.outcome_marks import mark_of, word_of
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.present.texts.language import language
from helpers.present.words import STATUSES, unit_word

# Inches: free space in and between tiles, the names beside them, the years above.
PAD, GAP, NAME_WIDTH, HEAD = 0.05, 0.04, 2.9, 0.25
BETWEEN = " · "
DATA = [
    "target_id",
    "indicator_id",
    "year",
    "target",
    "target_qualifier",
    "unit",
    "outcome",
    "leaning",
    "measure",
    "grade",
    "value",
    "value_qualifier",
    "value_unit",
    "value_year",
    "value_as_of",
]


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
    """A cell of the board: its words line by line, its tone, and whether it is open."""

    lines: list[str]
    tone: str
    hollow: bool


@dataclass(frozen=True)
class Row:
    """An indicator with its unit and its tiles in the order of the columns."""

    name: str
    unit: str
    tiles: list[Tile]


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
        return nothing_figure("scoreboard", plain_labels(TEMPLATE, "outcomes_empty")["title"])
    words = labels(_facts(rows, results))
    years = sorted(rows["year"].unique())
    shown = [_row(own, years, results, words["no_report"])
             for _, own in rows.groupby("indicator_id", sort=False)]  # fmt: skip

    def draw(layout: theme.Layout) -> Figure:
        return board_drawing(shown, [words["report"], *map(str, years)], words["title"], layout)

    source = "; ".join(("scoreboard", "comparison", language().word("outcomes", "places")))
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


def _row(own: pd.DataFrame, years: list[int], results: Results, no_report: str) -> Row:
    """Return the row of one indicator: the report year, then each target year."""
    first = own.iloc[0]
    targets = {row["year"]: _target_tile(row) for row in in_words(own).to_dict("records")}
    tiles = [_first_tile(first["indicator_id"], results, no_report)]
    tiles += [targets.get(year, Tile([], "none", hollow=True)) for year in years]
    return Row(first["item"], unit_word(first["unit"]), tiles)


def _first_tile(indicator: str, results: Results, none: str) -> Tile:
    """Return the cell of the report year: position and value, or that there is none."""
    found = results.verdicts[results.verdicts["indicator_id"] == indicator]
    if found.empty:
        return Tile([none], "none", hollow=True)
    verdict = found.iloc[0]
    status = STATUSES[verdict["verdict"]]
    reported = results.inputs.observations.set_index("observation_id")
    known = reported.loc[verdict["observation_id"]]
    value = qualified(known["value"], known["value"], known["qualifier"])
    word = language().word(side_of(verdict), "sides")
    leans = str(verdict["verdict"]).startswith("leans_")
    return Tile([f"{status.sign} {word}", value], status.tone, leans)


def _target_tile(row: dict) -> Tile:
    """Return the cell of a target: outcome, value and target, then year, grade and measure."""
    mark = mark_of(row["standing"])
    lines = [
        f"{mark.sign} {word_of(row['standing'])}",
        f"{row['value_text'] or '–'} / {row['target_text']}",
        " ".join(_basis(row)),
    ]
    return Tile([line for line in lines if line], mark.tone, mark.hollow)


def _basis(row: dict) -> Iterator[str]:
    """Yield the year of the value where it is another, the sign of a near measure, the grade."""
    if row["value_time"] and row["value_time"] != f"{row['year']}":
        yield row["value_time"]
    if row["measure"] == "near":
        yield "≈"
    if row["grade"]:
        yield row["grade"]


def board_drawing(rows: list[Row], columns: list[str], title: str, layout: theme.Layout) -> Figure:
    """Draw the board: names beside the tiles, on a narrow drawing above them."""
    room = layout.width - 2 * MARGIN
    start = 0.0 if layout.is_narrow else NAME_WIDTH
    width = (room - start) / len(columns)
    placed = [_placed(row, width - 2 * PAD, start or room) for row in rows]
    above = [len(head) * LINE + PAD if layout.is_narrow else 0.0 for head, _ in placed]
    heights = [max(map(len, own)) * LINE + 2 * PAD for _, own in placed]
    height = HEAD + theme.total(above) + theme.total(heights) + GAP * len(rows)
    sheet = in_rows(layout, height, title)
    for place, column in enumerate(columns):
        sheet.write(start + width * (place + 0.5), HEAD / 2, column, ha="center",
                    color=theme.MUTED)  # fmt: skip
    top = HEAD
    for row, (head, texts), over, tall in zip(rows, placed, above, heights, strict=True):
        middle = top + (over if layout.is_narrow else tall) / 2
        sheet.write(0, middle, "\n".join(head), fontsize=HEADING, fontweight="bold")
        for place, (tile, lines) in enumerate(zip(row.tiles, texts, strict=True)):
            box = (start + width * place + GAP / 2, top + over, width - GAP, tall)
            _draw(sheet, tile, lines, box)
        top += over + tall + GAP
    return sheet.drawing


def _placed(row: Row, width: float, head_width: float) -> tuple[list[str], list[list[str]]]:
    """Return the name of an indicator with its unit, and the words of its tiles, in lines."""
    head = heading_lines(f"{row.name}, {row.unit}", head_width)
    return head, [_fitted(tile.lines, width) for tile in row.tiles]


def _fitted(lines: list[str], width: float) -> list[str]:
    """Return the lines of a tile as it has room: joined where wide, broken where narrow."""
    joined = BETWEEN.join(lines[1:])
    if lines[2:] and width_of(joined) <= width:
        lines = [lines[0], joined]
    return [part for line in lines for part in lines_of(line, width)]


def _draw(
    sheet: Rows, tile: Tile, lines: list[str], box: tuple[float, float, float, float]
) -> None:
    """Draw one cell: its ground or outline by tone, and its words."""
    edge = (theme.TONES | {"none": theme.FAINT} if tile.hollow else theme.GROUNDS)[tile.tone]
    ground = theme.PAPER if tile.hollow else theme.GROUNDS[tile.tone]
    sheet.tile(box, facecolor=ground, edgecolor=edge, linewidth=0.9)
    left, top, width, height = box
    sheet.write(left + width / 2, top + height / 2, "\n".join(lines), ha="center")
