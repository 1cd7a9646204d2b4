"""Specification curve: the ratios of all specifications, sorted, one rule a family."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.robustness import ACCEPTED, TEMPLATE
from helpers.present.figures.nothing import nothing_figure
from helpers.present.texts.blocks import Facts, labels

QUANTILES = np.linspace(0, 1, 81)
LOWEST, HIGHEST = -1.0, 2.5
PANEL_HEIGHT = 2.45
# Room for the names at the start of the lines, in percent; their distance from the line at 1 and
# from one another, as ratios.
LEFT, CLEAR, APART = -21.0, 0.28, 0.42
# A name above the line at 1 stands above the word on it as well.
OVER_WORD = 1.6


@dataclass(frozen=True)
class CurveFacts(Facts, template=TEMPLATE, block="curve_figure"):
    """The families drawn, and the share of the pace needed that some rules accept."""

    families: list[str]
    accepted: float


@dataclass(frozen=True)
class CurvePanelFacts(Facts, template=TEMPLATE, block="curve_panel"):
    """Specifications that call the pace enough, of all, by family; median ratios by base year."""

    name: str
    families: list[tuple[str, int, int]]
    medians: list[tuple[int, float]]


def curve_figure(specifications: pd.DataFrame, indicators: pd.DataFrame) -> FigureBundle:
    """Draw a panel an indicator: sorted ratios of all specifications, one line a base year.

    Parameters
    ----------
    specifications
        Result of ``specifications.specifications``.
    indicators
        Table of the edition.
    """
    drawn = ratio_rules()
    rows = specifications[specifications["method"].isin(drawn) & specifications["value"].notna()]
    rows = rows.assign(family=rows["method"].map(drawn))
    words = labels(CurveFacts(list(drawn.values()), ACCEPTED))
    if rows.empty:
        return nothing_figure("curve", words["empty"])
    names = indicators.set_index("indicator_id")["name_en"]
    curves = _curves(rows)
    panels = {
        indicator: labels(_panel_facts(rows[rows["indicator_id"] == indicator], own, names))
        for indicator, own in curves.groupby("indicator_id", sort=False)
    }

    def draw(layout: theme.Layout) -> Figure:
        drawing, axes = theme.panel_grid(layout, [PANEL_HEIGHT] * len(panels), sharex=True)
        for axis, (indicator, panel) in zip(axes, panels.items(), strict=True):
            _panel(axis, curves[curves["indicator_id"] == indicator], words | panel)
            theme.headline(axis, panel["title"], words["unit"])
        axes[-1].set_xlabel(words["axis"])
        return drawing

    return FigureBundle(
        name="curve",
        draw=draw,
        alt=" ".join(panel["alt"] for panel in panels.values()),
        caption=words["caption"],
        source=", ".join(rows["observation_id"].unique()),
        data=curves,
    )


def ratio_rules() -> dict[str, str]:
    """Return the first rule of each family that gives a ratio, and the family; 1 is enough."""
    first = {method.family: name for name, method in reversed(METHODS.items()) if method.ratio}
    return {name: family for family, name in reversed(first.items())}


def _panel(axis: Axes, own: pd.DataFrame, words: dict[str, str]) -> None:
    """Draw the lines of one indicator, each named in its middle, and what would be enough."""
    axis.axhspan(ACCEPTED, 1, color=theme.FAINT, linewidth=0, zorder=0.5)
    axis.axhline(1, color=theme.INK, linewidth=1)
    axis.text(LEFT, 1.06, words["enough"], va="bottom", fontsize=9)
    colours = theme.base_colours(own["base_year"])
    lines = {
        int(base): line["ratio"].clip(LOWEST, HIGHEST).reset_index(drop=True)
        for base, line in own.groupby("base_year")
    }
    places = _name_places({base: float(ratios.iloc[0]) for base, ratios in lines.items()})
    for base, ratios in lines.items():
        axis.plot(100 * QUANTILES, ratios, color=colours[base], linewidth=2)
        axis.annotate(
            words[f"from_{base}"],
            (0, places[base]),
            xytext=(-5, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=9,
            bbox=theme.PLATE,
        )
    axis.set_xlim(LEFT, 101)
    axis.set_xticks(range(0, 101, 20))
    axis.set_ylim(LOWEST, HIGHEST)
    axis.set_yticks([-1, 0, 1, 2])
    axis.grid(visible=False, axis="x")
    sns.despine(ax=axis, left=True)


def _name_places(starts: dict[int, float]) -> dict[int, float]:
    """Return heights for the names of lines: near their starts, off one another and the line at 1.

    Names go down from the highest start; where they would leave the panel, up from its foot.
    """
    places: dict[int, float] = {}
    last = HIGHEST + APART
    for base in sorted(starts, key=lambda base: -starts[base]):
        free = last - APART
        last = min(starts[base], free)
        if abs(last - 1) < CLEAR or 1 < last < OVER_WORD > free:
            last = 1 - CLEAR
        elif 1 < last < OVER_WORD:
            last = OVER_WORD
        places[base] = last
    below = max(0.0, LOWEST - last)
    return {base: place + below for base, place in places.items()}


def _curves(rows: pd.DataFrame) -> pd.DataFrame:
    """Return quantiles of the ratios by indicator and base year."""
    parts = [
        pd.DataFrame(
            {
                "indicator_id": indicator,
                "base_year": base,
                "quantile": QUANTILES,
                "ratio": np.quantile(own["value"], QUANTILES),
            }
        )
        for (indicator, base), own in rows.groupby(["indicator_id", "base_year"], sort=False)
    ]
    return pd.concat(parts, ignore_index=True)


def _panel_facts(rows: pd.DataFrame, curves: pd.DataFrame, names: pd.Series) -> CurvePanelFacts:
    """Return what the specifications of one indicator say, and the median of each line."""
    counts = rows.groupby("family", sort=False)["enough"].agg(["sum", "size"])
    medians = curves.groupby("base_year")["ratio"].median()
    return CurvePanelFacts(
        names[rows["indicator_id"].iloc[0]],
        list(counts.itertuples(name=None)),
        list(medians.items()),
    )
