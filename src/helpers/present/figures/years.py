"""Several report years at one look: a row an indicator, a cell a year."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.verdicts import Row as Verdict
from helpers.present.facts.verdicts import range_cells, side_of
from helpers.present.facts.years import TEMPLATE, year_cell
from helpers.present.figures.scoreboard import Row, Tile, board_drawing
from helpers.present.texts.blocks import Facts, labels, plain_phrase
from helpers.present.texts.language import language
from helpers.present.words import STATUSES, unit_word

DATA = ["indicator_id", "name_en", "report_year", "observed", "verdict", "gap_least", "gap_most"]
EMPTY = Tile([], "none", hollow=True)


class YearsFigureFacts(Facts, template=TEMPLATE, block="figure"):
    """How many values of each year are ahead, of how many, and the cells of each indicator."""

    counts: list[tuple[int, int, int]]
    rows: list[tuple[str, list[str]]]


def years_figure(verdicts: pd.DataFrame, indicators: pd.DataFrame) -> FigureBundle:
    """Draw the position of each indicator in each report year; arguments as in `years_table`."""
    years = sorted(set(verdicts["report_year"]))
    named = indicators[["indicator_id", "name_en"]].merge(verdicts, on="indicator_id")
    shown: list[Row] = []
    told: list[tuple[str, list[str]]] = []
    for _, own in named.groupby("indicator_id", sort=False):
        cells: list[Verdict] = own.to_dict("records")
        tiles = {row["report_year"]: _tile(row) for row in cells}
        name = str(cells[0]["name_en"])
        shown.append(Row(name, unit_word(cells[0]["scale"]), [tiles.get(y, EMPTY) for y in years]))
        said = [
            plain_phrase(TEMPLATE, "figure_cell", cell=year_cell(row), year=row["report_year"])
            for row in cells
        ]
        told.append((name, said))
    is_ahead = named["verdict"].isin(("ahead", "leans_ahead"))
    counts = [(int(year), int(own.sum()), len(own))
              for year, own in is_ahead.groupby(named["report_year"])]  # fmt: skip
    words = labels(YearsFigureFacts(counts, told))

    def draw(layout: theme.Layout) -> Figure:
        return board_drawing(shown, list(map(str, years)), words["title"], layout)

    source = ", ".join(named["observation_id"])
    return FigureBundle("years", draw, words["alt"], words["caption"], source, named[DATA])


def _tile(verdict: Verdict) -> Tile:
    """Return the cell of a year: position and value."""
    status = STATUSES[verdict["verdict"]]
    word, leans = language().word(side_of(verdict), "sides"), status.name.startswith("leans_")
    lines = [f"{status.sign} {word}", range_cells(verdict)["observed"]]
    return Tile(lines, status.tone, leans or status.tone in ("level", "none"))
