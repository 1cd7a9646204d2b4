"""How small a change of the reported value turns a verdict."""

from __future__ import annotations

import pandas as pd
import seaborn as sns

from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.words import number

ROW_HEIGHT, HEAD_HEIGHT = 0.3, 1.0
SMALLEST = 0.001
MARKS = ("o", "s", "D", "^")


def fragility_figure(
    progress: pd.DataFrame, indicators: pd.DataFrame, last_digit: float
) -> FigureBundle:
    """Draw the distance to the nearest change of class, a row a method, a mark a reading.

    Parameters
    ----------
    progress
        Table of progress, rows of the observations to draw.
    indicators
        Table of the edition.
    last_digit
        Half a unit of the last printed digit, drawn as a line.
    """
    rows = progress[progress["flip_change"].notna()].copy()
    rows["distance"] = rows["flip_change"].abs().clip(lower=SMALLEST)
    rows["reading"] = rows["base_year"].astype(str) + " → " + rows["target_year"].astype(str)
    names = indicators.set_index("indicator_id")["name_en"]
    shown = list(dict.fromkeys(rows["indicator_id"]))
    methods = [method for method in METHODS if method in set(rows["method"])]
    readings = list(dict.fromkeys(rows["reading"]))
    with theme.themed():
        drawing = theme.new_figure((HEAD_HEIGHT + ROW_HEIGHT * len(methods)) * len(shown))
        axes = drawing.subplots(len(shown), 1, squeeze=False, sharex=True).ravel()
        for axis, indicator in zip(axes, shown, strict=True):
            own = rows[rows["indicator_id"] == indicator]
            for mark, colour, reading in zip(MARKS, theme.BASE_COLOURS, readings, strict=False):
                part = own[own["reading"] == reading]
                axis.plot(part["distance"], part["method"].map(methods.index), linestyle="",
                          marker=mark, color=colour, label=reading, markersize=6)  # fmt: skip
            axis.axvline(last_digit, color=theme.INK, linewidth=1)
            axis.set_xscale("log")
            axis.set_yticks(range(len(methods)), [METHODS[m].name.split(",")[0] for m in methods])
            axis.set_ylim(len(methods) - 0.5, -0.5)
            axis.set_title(f"{names[indicator]}:\n{_finding(own)}")
            sns.despine(ax=axis, left=True)
        axes[-1].set_xlabel("points the reported value would have to change")
        axes[0].legend(loc="upper left", ncols=1, fontsize=8.5)
    return FigureBundle(
        name="fragility",
        drawing=drawing,
        alt=" ".join(f"{names[n]}: {_finding(rows[rows['indicator_id'] == n])}." for n in shown),
        caption=(
            f"Smallest change of the reported value that changes the class, up or down, all else "
            f"equal. Line: {number(last_digit, 2)}, half a unit of the last printed digit. "
            f"Distances under {SMALLEST} are drawn there. Rules without classes or without a "
            f"rating are left out."
        ),
        source=", ".join(rows["observation_id"].unique()),
        data=rows[["indicator_id", "method", "base_year", "target_year", "class", "flip_change"]],
    )


def _finding(own: pd.DataFrame) -> str:
    """Return the most fragile verdict."""
    row = own.loc[own["distance"].idxmin()]
    return f"{number(row['distance'], 3)} points turn one of {len(own)} verdicts"
