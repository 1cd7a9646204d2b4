"""How small a change of the reported value turns a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.robustness import TEMPLATE
from helpers.present.figures.keys import mark_key
from helpers.present.figures.nothing import nothing_figure
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT = 0.27, 1.05, 0.5
SMALLEST = 0.001
# A base year by colour, a target year by shape.
SHAPES = ("o", "D", "s", "^")


@dataclass(frozen=True)
class FragilityFacts(Facts, template=TEMPLATE, block="fragility_figure"):
    """The smallest distance drawn, in points."""

    smallest: float


@dataclass(frozen=True)
class FlipFacts(Facts, template=TEMPLATE, block="fragility_panel"):
    """Ratings of an indicator, how many a change within the rounding could flip, and the first.

    `width` is half the rounding interval (None for an exact value), `least` the smallest change
    that flips a rating (by `rule`, between the two years), both in points.
    """

    name: str
    width: float | None
    within: int
    ratings: int
    least: float
    smallest: float
    rule: str
    base_year: int
    target_year: int


def fragility_figure(
    progress: pd.DataFrame, indicators: pd.DataFrame, rounding: pd.Series
) -> FigureBundle:
    """Draw the distance to the nearest change of class, a row a method, a mark a rating.

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
    words = labels(FragilityFacts(SMALLEST))
    if rows.empty:
        return nothing_figure("fragility", words["empty"])
    rows["distance"] = rows["flip_change"].abs().clip(lower=SMALLEST)
    rows = rows.merge(indicators[["indicator_id", "name_en"]], on="indicator_id", how="left")
    methods = [method for method in METHODS if method in set(rows["method"])]
    shapes = dict(zip(sorted(rows["target_year"].unique()), SHAPES, strict=False))
    panels = [own for _, own in rows.groupby("indicator_id", sort=False)]
    widths = [rounding[own["observation_id"].iloc[0]] for own in panels]
    told = [labels(_facts(*panel)) for panel in zip(panels, widths, strict=True)]

    def draw(layout: theme.Layout) -> Figure:
        sizes = [HEAD_HEIGHT + ROW_HEIGHT * len(methods)] * len(panels)
        drawing, axes = theme.panel_grid(layout, sizes, KEY_HEIGHT, sharex=True)
        for axis, own, width, said in zip(axes, panels, widths, told, strict=True):
            _panel(axis, own, methods, shapes)
            _rounding_line(axis, width, said["rounding"])
            theme.headline(axis, said["title"], words["unit"])
        _scale(axes[-1])
        drawing.legend(handles=_keys(rows, shapes), loc="outside lower left", ncols=2)
        return drawing

    return FigureBundle(
        name="fragility",
        draw=draw,
        alt=" ".join(said["alt"] for said in told),
        caption=words["caption"],
        source=", ".join(rows["observation_id"].unique()),
        data=rows[["indicator_id", "method", "base_year", "target_year", "class", "flip_change"]],
    )


def _panel(axis: Axes, own: pd.DataFrame, methods: list[str], shapes: Mapping[int, str]) -> None:
    """Draw one indicator: pairs of years lie a little apart, the first on top."""
    pairs = sorted(set(zip(own["base_year"], own["target_year"], strict=True)))
    colours = theme.base_colours(own["base_year"])
    for place, (base, target) in enumerate(pairs):
        part = own[(own["base_year"] == base) & (own["target_year"] == target)]
        apart = 0.17 * (place - (len(pairs) - 1) / 2)
        axis.plot(part["distance"], part["method"].map(methods.index) + apart, linestyle="",
                  marker=shapes[target], color=colours[base], markersize=5.5)  # fmt: skip
    for row, method in enumerate(methods):
        if method not in set(own["method"]):
            axis.text(0.02, row, language().word("unrated", "tones"), va="center", fontsize=9,
                      bbox=theme.PLATE, color=theme.MUTED,
                      transform=axis.get_yaxis_transform())  # fmt: skip
    axis.set_yticks(range(len(methods)), [METHODS[m].name.split(",")[0] for m in methods])
    axis.set_ylim(len(methods) - 0.4, -0.6)
    axis.grid(visible=False, axis="x")
    sns.despine(ax=axis, left=True)


def _rounding_line(axis: Axes, width: float, words: str) -> None:
    """Shade what the rounding of the report alone covers."""
    if pd.notna(width):
        axis.axvspan(SMALLEST / 2, width, color=theme.FAINT, alpha=0.45, linewidth=0, zorder=0)
        axis.axvline(width, color=theme.INK, linewidth=1)
        axis.annotate(words, (width, 1), xycoords=("data", "axes fraction"),
                      xytext=(-4, -3), textcoords="offset points", ha="right", va="top",
                      fontsize=9, bbox=theme.PLATE)  # fmt: skip


def _scale(axis: Axes) -> None:
    """Print distances as plain numbers."""
    axis.set_xscale("log")
    axis.set_xlim(left=SMALLEST)
    axis.xaxis.set_major_formatter(FuncFormatter(lambda distance, _: f"{distance:g}"))
    axis.xaxis.set_minor_formatter(NullFormatter())


def _keys(rows: pd.DataFrame, shapes: Mapping[int, str]) -> list:
    """Return a key for each pair of base and target year drawn."""
    colours = theme.base_colours(rows["base_year"])
    pairs = sorted(set(zip(rows["base_year"], rows["target_year"], strict=True)))
    return [
        mark_key(f"{base} → {target}", shapes[target], colours[base], size=6)
        for base, target in pairs
    ]


def _facts(own: pd.DataFrame, width: float) -> FlipFacts:
    """Return how many ratings of one indicator the rounding could flip, and the least firm one."""
    first = own.loc[own["distance"].idxmin()]
    return FlipFacts(
        name=first["name_en"],
        width=None if pd.isna(width) else width,
        within=int((own["distance"] <= width).sum()),
        ratings=len(own),
        least=abs(first["flip_change"]),
        smallest=SMALLEST,
        rule=METHODS[first["method"]].name.split(",")[0],
        base_year=first["base_year"],
        target_year=first["target_year"],
    )
