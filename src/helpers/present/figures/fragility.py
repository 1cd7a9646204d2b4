"""How small a change of the reported value turns a verdict."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter

from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.keys import mark_key
from helpers.present.figures.nothing import nothing_figure
from helpers.present.words import listing

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT = 0.27, 1.05, 0.5
SMALLEST = 0.001
# A base year by colour, a target year by shape.
SHAPES = ("o", "D", "s", "^")


def fragility_figure(
    progress: pd.DataFrame, indicators: pd.DataFrame, rounding: pd.Series
) -> FigureBundle:
    """Draw the distance to the nearest change of class, a row a method, a mark a reading.

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
    if rows.empty:
        return nothing_figure("fragility", "No rating of this year could be turned by a change.")
    rows["distance"] = rows["flip_change"].abs().clip(lower=SMALLEST)
    names = indicators.set_index("indicator_id")["name_en"]
    shown = list(dict.fromkeys(rows["indicator_id"]))
    methods = [method for method in METHODS if method in set(rows["method"])]
    shapes = dict(zip(sorted(rows["target_year"].unique()), SHAPES, strict=False))
    widths = {name: rounding[own["observation_id"].iloc[0]]
              for name, own in rows.groupby("indicator_id")}  # fmt: skip
    with theme.themed():
        panel = HEAD_HEIGHT + ROW_HEIGHT * len(methods)
        drawing = theme.new_figure(panel * len(shown) + KEY_HEIGHT)
        axes = drawing.subplots(len(shown), 1, squeeze=False, sharex=True).ravel()
        for axis, name in zip(axes, shown, strict=True):
            own = rows[rows["indicator_id"] == name]
            _panel(axis, own, methods, shapes)
            _rounding_line(axis, widths[name])
            theme.headline(
                axis, f"{names[name]}:\n{_finding(own)}", "points the reported value would have to "
                "change; log scale",
            )  # fmt: skip
        _scale(axes[-1])
        drawing.legend(handles=_keys(rows, shapes), loc="outside lower left", ncols=2)
    return FigureBundle(
        name="fragility",
        drawing=drawing,
        alt=" ".join(
            _conclusion(rows[rows["indicator_id"] == name], names[name], widths[name])
            for name in shown
        ),
        caption=(
            f"Smallest change of the reported value that changes the class, up or down, all else "
            f"equal. Grey: changes within the rounding of the printed report. Distances under "
            f"{SMALLEST} are drawn there. Left out: rules without classes and readings without a "
            f"rating."
        ),
        source=", ".join(rows["observation_id"].unique()),
        data=rows[["indicator_id", "method", "base_year", "target_year", "class", "flip_change"]],
    )


def _panel(axis: Axes, own: pd.DataFrame, methods: list[str], shapes: Mapping[int, str]) -> None:
    """Draw one indicator: readings of one method lie a little apart, the first on top."""
    readings = sorted(set(zip(own["base_year"], own["target_year"], strict=True)))
    colours = theme.base_colours(own["base_year"])
    for place, (base, target) in enumerate(readings):
        part = own[(own["base_year"] == base) & (own["target_year"] == target)]
        apart = 0.17 * (place - (len(readings) - 1) / 2)
        axis.plot(part["distance"], part["method"].map(methods.index) + apart, linestyle="",
                  marker=shapes[target], color=colours[base], markersize=5.5)  # fmt: skip
    for row, method in enumerate(methods):
        if method not in set(own["method"]):
            axis.text(0.02, row, "no rating", va="center", fontsize=9, bbox=theme.PLATE,
                      color=theme.MUTED, transform=axis.get_yaxis_transform())  # fmt: skip
    axis.set_yticks(range(len(methods)), [METHODS[m].name.split(",")[0] for m in methods])
    axis.set_ylim(len(methods) - 0.4, -0.6)
    axis.grid(visible=False, axis="x")
    sns.despine(ax=axis, left=True)


def _rounding_line(axis: Axes, width: float) -> None:
    """Shade what the rounding of the report alone covers."""
    if pd.notna(width):
        axis.axvspan(SMALLEST / 2, width, color=theme.FAINT, alpha=0.45, linewidth=0, zorder=0)
        axis.axvline(width, color=theme.INK, linewidth=1)
        axis.annotate(f"±{width:g} rounding", (width, 1), xycoords=("data", "axes fraction"),
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
    readings = sorted(set(zip(rows["base_year"], rows["target_year"], strict=True)))
    return [
        mark_key(f"{base} → {target}", shapes[target], colours[base], size=6)
        for base, target in readings
    ]


def _finding(own: pd.DataFrame) -> str:
    """Return the most fragile verdict."""
    least = own["flip_change"].abs().min()
    size = f"less than {SMALLEST:g}" if least < SMALLEST else f"{least:.2g}"
    return f"a change of {size} points would turn 1 of {len(own)} ratings"


def _conclusion(own: pd.DataFrame, name: str, width: float) -> str:
    """Return the finding, who is turned first, and how many the rounding alone could turn."""
    first = own.loc[own["distance"].idxmin()]
    within = int((own["distance"] <= width).sum())
    return (
        f"{name}: {_finding(own)} ({METHODS[first['method']].name.split(',')[0]}, "
        f"{listing([str(first['base_year']), str(first['target_year'])])}); the report's rounding "
        f"of ±{width:g} alone could turn {within or 'none'}."
    )
