"""Areas drawn: how many are where, each beside the path, and provinces on a map of tiles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator

from helpers.data.provinces import PROVINCES, Province, provinces_of
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.areas import SIDE_OF, TEMPLATE, AreaTally, AreaView, tally
from helpers.present.figures.rows import Rows, in_rows, lines_of
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.present.words import STATUSES

# So many areas have a row each; more are drawn as a cloud.
MOST_ROWS = 40
ROW, NAMES, GAP = 0.185, (1.75, 1.1), 0.12  # inches; names wide and narrow
CLOUD_HEIGHT, DOT, BAR, DIGIT = 3.4, 3.5, 0.3, 0.1
# Of a stroke, in percent of the areas: one without any length is not drawn.
SHORTEST = 0.05
TILE_HEIGHT, TILE_GAP = (0.4, 0.42), 0.04
SIDES = {"ahead": "ahead", "between": "level", "behind": "behind"}
MAPPED = ["area", "verdict"]
# The table that all of them are drawn from.
SOURCE = "area_verdicts"
DATA = ["area", "observed", "expected_low", "expected_high", "verdict"]
# Marks of the verdicts, and whether they are filled; one that leans is hollow.
MARKS = {
    "ahead": ("^", True),
    "leans_ahead": ("^", False),
    "leans_behind": ("v", False),
    "behind": ("v", True),
    "too_close_to_say": ("D", False),
}
BETWEEN = ("D", True)


class CountsFacts(Facts, template=TEMPLATE, block="counts_figure"):
    """The year, and how many areas lie where on each indicator."""

    year: int
    tallies: list[AreaTally]


class SpreadFacts(Facts, template=TEMPLATE, block="spread_figure"):
    """An indicator over all areas; `most` areas have a row each."""

    year: int
    tally: AreaTally
    most: int


def counts_figure(views: Sequence[AreaView]) -> FigureBundle:
    """Draw a bar an indicator: how many areas are ahead, between and behind."""
    tallies = [tally(view) for view in views]
    words = labels(CountsFacts(views[0].year, tallies))

    def draw(layout: theme.Layout) -> Figure:
        return _draw_counts(layout, tallies, words)

    columns = ["indicator_id", *SIDES]
    rows = [[view.indicator_id, *(view.counts[side] for side in SIDES)] for view in views]
    return FigureBundle(
        "areas", draw, words["alt"], words["caption"], SOURCE, pd.DataFrame(rows, columns=columns)
    )


def _draw_counts(
    layout: theme.Layout, tallies: Sequence[AreaTally], words: Mapping[str, str]
) -> Figure:
    """Draw the bars below one another, each under or beside its name."""
    names = 0.0 if layout.is_narrow else 2.9
    line = BAR + (0.19 if layout.is_narrow else 0.0)
    most = max(row.ahead + row.between + row.behind for row in tallies)
    sheet = in_rows(layout, line * len(tallies), words["title"],
                    key_lines=3 if layout.is_narrow else 1)  # fmt: skip
    room = sheet.width - names - GAP
    for place, row in enumerate(tallies):
        top = place * line
        if layout.is_narrow:
            sheet.write(0, top + 0.1, row.name)
            top += 0.19
        else:
            sheet.write(0, top + BAR / 2, row.name)
        left = names
        for side, tone in SIDES.items():
            count = getattr(row, side)
            width = room * count / max(1, most)
            sheet.tile((left, top + 0.03, width, BAR - 0.06), facecolor=theme.GROUNDS[tone],
                       edgecolor=theme.PAPER)  # fmt: skip
            if width > DIGIT * len(str(count)):
                sheet.write(left + width / 2, top + BAR / 2, str(count), ha="center")
            left += width
    sheet.drawing.legend(
        handles=[Patch(facecolor=theme.GROUNDS[tone], label=words[side])
                 for side, tone in SIDES.items()],
        loc="outside lower left",
        ncols=1 if layout.is_narrow else 3,
    )  # fmt: skip
    return sheet.drawing


def spread_figure(view: AreaView) -> FigureBundle:
    """Draw each area beside what its paths needed: a row each, or a cloud where they are many."""
    words = labels(SpreadFacts(view.year, tally(view), MOST_ROWS))
    rows = view.rows[view.rows["observed"].notna()]

    def draw(layout: theme.Layout) -> Figure:
        if len(rows) > MOST_ROWS:
            return _draw_cloud(layout, rows, words)
        return _draw_rows(layout, rows, words)

    name = f"areas-{view.indicator_id.replace('_', '-')}"
    return FigureBundle(name, draw, words["alt"], words["caption"], SOURCE, rows[DATA])


def _ends(rows: pd.DataFrame) -> tuple[float, float]:
    """Return the lowest and highest value drawn, apart."""
    low = min(rows["observed_low"].min(), rows["expected_low"].min())
    high = max(rows["observed_high"].max(), rows["expected_high"].max())
    return (low, high) if high > low else (low - 1, high + 1)


def _draw_rows(layout: theme.Layout, rows: pd.DataFrame, words: Mapping[str, str]) -> Figure:
    """Draw a row an area, the best on top, over the band of what its paths needed."""
    names = NAMES[layout.is_narrow]
    ends = _ends(rows)
    sheet = in_rows(
        layout, ROW * len(rows), words["title"], values=ends,
        between=(names + GAP, layout.width - 2 * GAP), ticks=True,
    )  # fmt: skip
    axis = sheet.axis
    rows = rows.assign(middle=(np.arange(len(rows)) + 0.5) * ROW)
    _draw_band(sheet, rows)
    for row in rows.to_dict("records"):
        name = lines_of(row["name"], names)
        sheet.write(0, row["middle"], name[0] if len(name) == 1 else f"{name[0]} …")
    for verdict, own in rows.groupby("verdict", sort=False):
        tone = theme.TONES[STATUSES[str(verdict)].tone]
        shape, is_filled = MARKS.get(str(verdict), BETWEEN)
        axis.hlines(own["middle"], own["observed_low"], own["observed_high"], color=tone,
                    linewidth=2)  # fmt: skip
        axis.plot(own["observed"], own["middle"], shape, markersize=5.5, color=tone,
                  markerfacecolor=tone if is_filled else theme.PAPER)  # fmt: skip
    low, high = ends
    axis.set_xticks([tick for tick in MaxNLocator(5).tick_values(low, high) if low <= tick <= high])
    axis.set_xlabel(words["unit"], loc="left")
    return sheet.drawing


def _draw_band(sheet: Rows, rows: pd.DataFrame) -> None:
    """Draw what the paths of each area needed; alike for all, it is one band."""
    low, high, middle = (rows[name].to_numpy() for name in
                         ("expected_low", "expected_high", "middle"))  # fmt: skip
    if len(np.unique(low)) == len(np.unique(high)) == 1:
        low, high, middle, tall = low[:1], high[:1], np.array([ROW * len(rows) / 2]), len(rows)
    else:
        tall = 1
    sheet.axis.barh(middle, high - low, ROW * tall, low, color=theme.FAINT, linewidth=0)


def _draw_cloud(layout: theme.Layout, rows: pd.DataFrame, words: Mapping[str, str]) -> Figure:
    """Draw the share of areas with at most a value: a dot an area, those of one value joined."""
    drawing = theme.new_figure(layout, CLOUD_HEIGHT)
    axis = drawing.subplots()
    ordered = rows.sort_values("observed", kind="stable")
    share = pd.Series(range(1, len(ordered) + 1), ordered.index) * 100.0 / len(ordered)
    axis.axvspan(rows["expected_low"].min(), rows["expected_high"].max(), color=theme.FAINT,
                 linewidth=0)  # fmt: skip
    for side, tone in SIDES.items():
        own = ordered["verdict"].map(SIDE_OF) == side
        ends = share[own].groupby(ordered.loc[own, "observed"]).agg(["min", "max"])
        axis.add_patch(_dots(ends, theme.TONES[tone]))
    axis.autoscale_view()
    axis.set_xlabel(words["unit"], loc="left")
    axis.set_ylabel(words["share"])
    axis.set_ylim(0, 102)
    theme.headline(axis, words["title"])
    return drawing


def _dots(ends: pd.DataFrame, colour: str) -> PathPatch:
    """Return dots, joined where they share a value, as one path: marks would take three times it.

    Parameters
    ----------
    ends
        Columns min and max, of the dots of each value.
    """
    down = np.column_stack([ends["min"], ends["max"] + SHORTEST]).ravel()
    strokes = Path(
        np.column_stack([np.repeat(ends.index.to_numpy(float), 2), down]),
        [Path.MOVETO, Path.LINETO] * len(ends),
    )
    # Simplified or snapped to pixels, strokes shorter than one would be left out.
    strokes.should_simplify = False
    return PathPatch(
        strokes, fill=False, edgecolor=colour, linewidth=DOT, capstyle="round", snap=False
    )


def tiles_figure(view: AreaView, areas: pd.DataFrame) -> FigureBundle | None:
    """Draw provinces as tiles about where they lie; None where the areas are no provinces.

    Parameters
    ----------
    view
        An indicator.
    areas
        All areas of the edition.
    """
    known = provinces_of(areas["area"]) or provinces_of(areas["name"])
    if not known:
        return None
    key = "area" if set(known) == set(areas["area"]) else "name"
    rows = {known[row[key]].code: row for row in view.rows.to_dict("records")}
    names = {one.code: one.name for one in PROVINCES}
    sides: dict[str, list[str]] = {"ahead": [], "behind": []}
    for code, row in rows.items():
        sides.get(SIDE_OF[row["verdict"]], []).append(names[code])
    words = plain_labels(
        TEMPLATE,
        "tiles_figure",
        name=view.name,
        year=view.year,
        ahead=sides["ahead"],
        behind=sides["behind"],
    )

    def draw(layout: theme.Layout) -> Figure:
        return _draw_tiles(layout, rows, words["title"])

    name = f"map-{view.indicator_id.replace('_', '-')}"
    return FigureBundle(name, draw, words["alt"], words["caption"], SOURCE, view.rows[MAPPED])


def _draw_tiles(layout: theme.Layout, rows: Mapping[str, dict[Any, Any]], title: str) -> Figure:
    """Draw the tiles in their rows and columns."""
    height = TILE_HEIGHT[layout.is_narrow]
    down, across = (1 + max(getattr(one, way) for one in PROVINCES) for way in ("row", "column"))
    sheet = in_rows(layout, height * down, title)
    width = sheet.width / across
    for one in PROVINCES:
        _tile(sheet, one, rows.get(one.code), width, height, is_narrow=layout.is_narrow)
    return sheet.drawing


def _tile(
    sheet: Rows, one: Province, row: dict[Any, Any] | None, width: float, height: float, *,
    is_narrow: bool,
) -> None:  # fmt: skip
    """Draw one province: its name or letters, and the sign of its verdict."""
    box = (one.column * width + TILE_GAP / 2, one.row * height + TILE_GAP / 2, width - TILE_GAP,
           height - TILE_GAP)  # fmt: skip
    ground = theme.GROUNDS[STATUSES[row["verdict"]].tone] if row else theme.PAPER
    sheet.tile(box, facecolor=ground, edgecolor=theme.FAINT, linewidth=0.8)
    sign = STATUSES[row["verdict"]].sign if row else ""
    text = f"{one.code}{sign}" if is_narrow else f"{one.name} {sign}".strip()
    sheet.write(box[0] + box[2] / 2, box[1] + box[3] / 2, text, ha="center")
