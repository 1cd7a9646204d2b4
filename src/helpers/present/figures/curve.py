"""Specification curve: all specifications of a ratio, sorted, and where the pace suffices."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.analysis.progress.cagr_ratio import CUTS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.nothing import nothing_figure
from helpers.present.numbers import number
from helpers.present.words import listing

# Rules whose value is a share of what is needed; 1 is exactly enough.
RATIOS = ("cagr_ratio", "logit_ratio", "sdsn", "un_share")
QUANTILES = np.linspace(0, 1, 81)
LOWEST, HIGHEST = -1.0, 2.5
PANEL_HEIGHT = 2.45
# Room for the names at the start of the lines, in percent; their distance from the line at 1 and
# from one another, as ratios.
LEFT, CLEAR, APART = -21.0, 0.28, 0.42
# A name above the line at 1 stands above the word on it as well.
OVER_WORD = 1.6
# Some rules are content with this share.
LENIENT = max(CUTS)


def curve_figure(specifications: pd.DataFrame, indicators: pd.DataFrame) -> FigureBundle:
    """Draw a panel an indicator: sorted ratios of all specifications, one line a base year.

    Parameters
    ----------
    specifications
        Result of ``specifications.specifications``.
    indicators
        Table of the edition.
    """
    rows = specifications[specifications["method"].isin(RATIOS) & specifications["value"].notna()]
    if rows.empty:
        return nothing_figure("curve", "No rule that gives a ratio can rate a value of this year.")
    names = indicators.set_index("indicator_id")["name_en"]
    curves = _curves(rows)
    shown = list(dict.fromkeys(curves["indicator_id"]))
    with theme.themed():
        drawing = theme.new_figure(PANEL_HEIGHT * len(shown))
        axes = drawing.subplots(len(shown), 1, squeeze=False, sharex=True).ravel()
        for axis, indicator in zip(axes, shown, strict=True):
            _panel(axis, curves[curves["indicator_id"] == indicator])
            theme.headline(
                axis,
                f"{names[indicator]}:\n{_finding(rows, indicator)}",
                "share of the pace needed",
            )
        axes[-1].set_xlabel("specifications from one base year, lowest to highest, percent")
    return FigureBundle(
        name="curve",
        drawing=drawing,
        alt=" ".join(_conclusion(rows, curves, name, names[name]) for name in shown),
        caption=(
            f"All specifications of the four rules that give a ratio, sorted: target year, rule, "
            f"rounding corner and sampling end vary along each line. Grey band: some rules call "
            f"{number(LENIENT, 2)} enough. Values beyond the scale are drawn at its edge. A share "
            f"of specifications is no probability. Left out: the acceleration factor, which is the "
            f"inverse of a ratio, and rules without one."
        ),
        source=", ".join(rows["observation_id"].unique()),
        data=curves,
    )


def _panel(axis: Axes, own: pd.DataFrame) -> None:
    """Draw the lines of one indicator, each named in its middle, and what would be enough."""
    axis.axhspan(LENIENT, 1, color=theme.FAINT, linewidth=0, zorder=0.5)
    axis.axhline(1, color=theme.INK, linewidth=1)
    axis.text(LEFT, 1.06, "enough", va="bottom", fontsize=9)
    colours = theme.base_colours(own["base_year"])
    lines = {
        int(base): line["ratio"].clip(LOWEST, HIGHEST).reset_index(drop=True)
        for base, line in own.groupby("base_year")
    }
    places = _name_places({base: float(ratios.iloc[0]) for base, ratios in lines.items()})
    for base, ratios in lines.items():
        axis.plot(100 * QUANTILES, ratios, color=colours[base], linewidth=2)
        axis.annotate(
            f"from {base}",
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


def _finding(rows: pd.DataFrame, indicator: str) -> str:
    """Return how many specifications call the pace enough."""
    own = rows[rows["indicator_id"] == indicator]
    share = own["enough"].mean()
    return f"enough in {number(100 * share, 0)} % of {len(own):,} specifications with a ratio"


def _conclusion(rows: pd.DataFrame, curves: pd.DataFrame, indicator: str, name: str) -> str:
    """Return the finding with lowest, middle and highest ratio from each base year."""
    parts = [
        f"from {base} the ratios run from {number(line['ratio'].iloc[0], 2)} over "
        f"{number(line['ratio'].median(), 2)} to {number(line['ratio'].iloc[-1], 2)}"
        for base, line in curves[curves["indicator_id"] == indicator].groupby("base_year")
    ]
    return f"{name}: {_finding(rows, indicator)}; {listing(parts)}."
