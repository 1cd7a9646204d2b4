"""Which ratings the rounding of a report alone could turn, and how firm the others are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.robustness import TEMPLATE
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.rows import LINE, Rows, heading_lines, in_rows, lines_of
from helpers.present.numbers import number
from helpers.present.texts.blocks import Facts, labels
from helpers.present.words import mid_sentence

# Tiles in a row, inches down of a tile, and free before the next indicator.
TILES = {False: 20, True: 10}
TILE, GAP, BETWEEN = 0.28, 0.025, 0.16
# From here on a distance needs no digit after the point.
LARGE = 10.0


class FragilityFacts(Facts, template=TEMPLATE, block="fragility_figure"):
    """How many ratings the rounding could turn, of how many, and of which indicators."""

    within: int
    ratings: int
    turned: list[str]


class FlipFacts(Facts, template=TEMPLATE, block="fragility_panel"):
    """Ratings of an indicator, how many its rounding could turn, and which.

    `width` is half the rounding interval (None for an exact value), `beyond` the smallest change
    beyond it that turns a rating (None if there is none), both in points; `turnable` are rules,
    each with its pairs of years.
    """

    name: str
    width: float | None
    within: int
    ratings: int
    beyond: float | None
    turnable: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class TileBand:
    """What is drawn of an indicator: its words, and each distance with whether rounding has it."""

    words: dict[str, str]
    tiles: list[tuple[float, bool]]


def fragility_figure(
    progress: pd.DataFrame, indicators: pd.DataFrame, rounding: pd.Series
) -> FigureBundle:
    """Draw a tile a rating, the least firm first, in a band for each indicator.

    Parameters
    ----------
    progress
        Table of progress, rows of the observations to draw.
    indicators
        Table of the edition.
    rounding
        Half the rounding interval of each observation, by its id, in points.
    """
    rows = progress[progress["flip_change"].notna()].copy()
    rows["distance"] = rows["flip_change"].abs()
    rows["within"] = rows["distance"] <= rows["observation_id"].map(rounding)
    rows = rows.merge(indicators[["indicator_id", "name_en"]], on="indicator_id", how="left")
    turned = [mid_sentence(name) for name in rows.loc[rows["within"], "name_en"].unique()]
    words = labels(FragilityFacts(int(rows["within"].sum()), len(rows), turned))
    if rows.empty:
        return nothing_figure("fragility", words["empty"])
    bands = [
        _band(own.sort_values("distance", kind="stable"), rounding)
        for _, own in rows.groupby("indicator_id", sort=False)
    ]

    return FigureBundle(
        name="fragility",
        draw=lambda layout: _draw(layout, bands, words),
        alt=" ".join(band.words["alt"] for band in bands),
        caption=words["caption"],
        source=", ".join(rows["observation_id"].unique()),
        data=rows[["indicator_id", "method", "base_year", "target_year", "class", "flip_change"]],
    )


def _band(own: pd.DataFrame, rounding: pd.Series) -> TileBand:
    """Return what is drawn of one indicator, from its ratings by distance."""
    width, first = rounding[own["observation_id"].iloc[0]], own[~own["within"]]
    turnable: dict[str, list[str]] = {}
    for row in own[own["within"]].sort_values(["base_year", "target_year"]).to_dict("records"):
        rule = METHODS[row["method"]].name.split(",")[0]
        turnable.setdefault(rule, []).append(f"{row['base_year']} → {row['target_year']}")
    facts = FlipFacts(
        name=own["name_en"].iloc[0],
        width=None if pd.isna(width) else width,
        within=int(own["within"].sum()),
        ratings=len(own),
        beyond=None if first.empty else first["distance"].iloc[0],
        turnable=list(turnable.items()),
    )
    return TileBand(labels(facts), list(zip(own["distance"], own["within"], strict=True)))


def _draw(layout: theme.Layout, bands: Sequence[TileBand], words: dict[str, str]) -> Figure:
    """Draw the bands below one another."""
    columns, width = TILES[layout.is_narrow], layout.width - 0.1
    heights = [_height(band, columns, width) for band in bands]
    sheet = in_rows(
        layout, theme.total(heights), words["title"], key_lines=2 if layout.is_narrow else 1
    )
    top = 0.0
    for band, height in zip(bands, heights, strict=True):
        _draw_band(sheet, band, columns, top)
        top += height
    sheet.drawing.legend(
        handles=[
            Patch(facecolor=theme.INK, label=words["within"]),
            Patch(facecolor=theme.GROUNDS["level"], label=words["beyond"]),
        ],
        loc="outside lower left",
        ncols=1 if layout.is_narrow else 2,
    )
    return sheet.drawing


def _texts(band: TileBand, width: float) -> tuple[list[str], list[str]]:
    """Return heading and names of what may turn, in lines; no line for no names."""
    turnable = band.words["turnable"]
    return (
        heading_lines(band.words["title"], width),
        lines_of(turnable, width) if turnable else [],
    )


def _height(band: TileBand, columns: int, width: float) -> float:
    """Return the height of a band: heading, tiles and names."""
    lines = sum(map(len, _texts(band, width)))
    return BETWEEN + LINE * lines + 0.1 + TILE * -(-len(band.tiles) // columns)


def _draw_band(sheet: Rows, band: TileBand, columns: int, top: float) -> None:
    """Draw one indicator: heading, tiles, and which of them may turn."""
    heading, names = _texts(band, sheet.width)
    top += BETWEEN
    top = sheet.heading(top, heading) + 0.05
    for place, (distance, within) in enumerate(band.tiles):
        down, across = divmod(place, columns)
        _tile(sheet, distance, within, (across * sheet.width / columns, top + down * TILE), columns)
    top += TILE * -(-len(band.tiles) // columns) + 0.05
    if names:
        sheet.write(0, top + LINE * len(names) / 2, "\n".join(names))


def _tile(
    sheet: Rows, distance: float, within: bool, corner: tuple[float, float], columns: int
) -> None:
    """Draw one rating with the distance to its next class; dark where rounding has it."""
    size = sheet.width / columns
    sheet.tile(
        (corner[0] + GAP / 2, corner[1] + GAP / 2, size - GAP, TILE - GAP),
        facecolor=theme.INK if within else theme.GROUNDS["level"],
        linewidth=0,
    )
    text = "±" if within else number(distance, 0 if distance >= LARGE else 1)
    sheet.write(corner[0] + size / 2, corner[1] + TILE / 2, text, ha="center",
                color=theme.PAPER if within else theme.INK)  # fmt: skip
