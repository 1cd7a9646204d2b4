"""Specification curve: the ratios of all specifications, sorted, one rule a family."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.analysis.progress.cagr_ratio import CUTS
from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.nothing import nothing_figure
from helpers.present.numbers import number
from helpers.present.words import listing

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
    drawn = ratio_rules()
    rows = specifications[specifications["method"].isin(drawn) & specifications["value"].notna()]
    rows = rows.assign(family=rows["method"].map(drawn))
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
            f"All specifications of {len(drawn)} rules that give a ratio, one a family "
            f"({listing(list(drawn.values()))}), sorted: target year, rule, rounding corner and "
            f"sampling end vary along each line. Grey band: some rules call {number(LENIENT, 2)} "
            f"enough. Values beyond the scale are drawn at its edge. A share of specifications is "
            f"no probability. Left out: rules that measure what one of these does, and rules "
            f"without a ratio."
        ),
        source=", ".join(rows["observation_id"].unique()),
        data=curves,
    )


def ratio_rules() -> dict[str, str]:
    """Return the first rule of each family that gives a ratio, and the family; 1 is enough."""
    first = {method.family: name for name, method in reversed(METHODS.items()) if method.ratio}
    return {name: family for family, name in reversed(first.items())}


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
    """Return how many specifications of each family call the pace enough."""
    own = rows[rows["indicator_id"] == indicator]
    counts = own.groupby("family", sort=False)["enough"].agg(["sum", "size"])
    words = [family.partition(" ")[0] for family in counts.index]
    if counts["size"].nunique() == 1:
        told = [f"{word} {enough}" for word, enough in zip(words, counts["sum"], strict=True)]
        return f"enough: {', '.join(told)} of {counts['size'].iloc[0]:,}"
    told = [f"{word} {row['sum']} of {row['size']:,}"
            for word, row in zip(words, counts.to_dict("records"), strict=True)]  # fmt: skip
    return f"enough: {', '.join(told)}"


def _conclusion(rows: pd.DataFrame, curves: pd.DataFrame, indicator: str, name: str) -> str:
    """Return the finding with lowest, middle and highest ratio from each base year."""
    parts = [
        f"from {base} the ratios run from {number(line['ratio'].iloc[0], 2)} over "
        f"{number(line['ratio'].median(), 2)} to {number(line['ratio'].iloc[-1], 2)}"
        for base, line in curves[curves["indicator_id"] == indicator].groupby("base_year")
    ]
    return f"{name}: {_finding(rows, indicator)}; {listing(parts)}."
