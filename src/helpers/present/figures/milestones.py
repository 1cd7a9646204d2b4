"""Small multiples: every indicator of the edition with its milestones and paths."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.words import number, unit_word

COLUMNS = 2
PANEL_HEIGHT = 1.55
MARKERS = {"baseline": "filled", "base": "filled", "expected": "hollow", "target": "target"}


def milestones_figure(
    points: pd.DataFrame, trajectories: pd.DataFrame, indicators: pd.DataFrame
) -> FigureBundle:
    """Draw a panel an indicator: base filled, expected hollow, targets as diamonds, linear path.

    Parameters
    ----------
    points, trajectories
        Results of ``scales.scaled_milestones`` and ``trajectories.trajectories``.
    indicators
        Table of the edition; its order is the order of the panels.
    """
    shown = indicators[indicators["indicator_id"].isin(points["indicator_id"])]
    rows = -(-len(shown) // COLUMNS)
    with theme.themed():
        drawing = theme.new_figure(PANEL_HEIGHT * rows + 0.2)
        axes = np.atleast_1d(drawing.subplots(rows, COLUMNS)).ravel()
        for axis, entry in zip(axes, shown.to_dict("records"), strict=False):
            own = points[points["indicator_id"] == entry["indicator_id"]]
            _panel(axis, own, _longest_path(trajectories, entry["indicator_id"]), entry["name_en"])
        for axis in axes[len(shown) :]:
            axis.set_axis_off()
    data = points.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    return FigureBundle(
        name="milestones",
        drawing=drawing,
        alt=_alt(points, shown),
        caption=(
            "Milestones of every indicator, with the straight path from the earliest base through "
            "all targets. Filled: baseline. Hollow: expected when the plan was printed. Diamond: "
            "target. Changes and mean growth rates are drawn as an index of their base year or as "
            "points since it. Each panel has its own scale and does not start at zero."
        ),
        source="milestones: " + ", ".join(dict.fromkeys(points["indicator_id"])),
        data=data[["indicator_id", "name_en", "year", "role", "value", "low", "high", "scale"]],
    )


def _longest_path(trajectories: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Return the linear path from the earliest base through all targets."""
    own = trajectories[
        (trajectories["indicator_id"] == indicator) & (trajectories["rule"] == "linear")
    ]
    own = own[own["base_year"] == own["base_year"].min()]
    own = own[own["target_year"] == own["target_year"].max()]
    piecewise = own[own["path"] == "piecewise"]
    return own if piecewise.empty else piecewise


def _panel(axis: Axes, own: pd.DataFrame, path: pd.DataFrame, title: str) -> None:
    """Draw one indicator."""
    axis.plot(path["year"], path["value"], color=theme.MUTED, linewidth=1.2, zorder=2)
    for point in own.to_dict("records"):
        kind = MARKERS[point["role"]]
        axis.plot(
            point["year"],
            point["value"],
            marker="D" if kind == "target" else "o",
            markersize=6,
            markerfacecolor=theme.PAPER if kind == "hollow" else theme.AHEAD,
            markeredgecolor=theme.AHEAD,
            zorder=3,
            clip_on=False,
        )
        axis.annotate(
            _label(point["value"]),
            (point["year"], point["value"]),
            xytext=(0, -14 if kind == "hollow" else 7),
            textcoords="offset points",
            ha="center",
            fontsize=9,
        )
    axis.set_title(f"{title}\n", fontsize=9, pad=2)
    axis.text(
        0,
        1.06,
        _scale(own["scale"].iloc[0]),
        transform=axis.transAxes,
        fontsize=8.5,
        color=theme.MUTED,
    )
    axis.set_xticks(sorted(own["year"].unique()))
    axis.set_xticklabels([f"’{year % 100:02d}" for year in sorted(own["year"].unique())])
    axis.margins(x=0.12, y=0.35)
    axis.yaxis.set_major_locator(theme.few_ticks())
    axis.grid(visible=False, axis="x")
    sns.despine(ax=axis, left=True)


def _label(value: float) -> str:
    """Return a milestone with as many digits as it needs, two at most."""
    return number(value, 2).rstrip("0").rstrip(".")


def _scale(scale: str) -> str:
    """Return the unit line of a panel."""
    word = unit_word(scale)
    return "percent" if word == "%" else word


def _alt(points: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Return each indicator's milestones in words."""
    parts = []
    for entry in shown.to_dict("records"):
        own = points[points["indicator_id"] == entry["indicator_id"]]
        values = ", ".join(
            f"{_label(point['value'])} in {point['year']}" for point in own.to_dict("records")
        )
        parts.append(f"{entry['name_en']} ({_scale(own['scale'].iloc[0])}): {values}")
    return "Milestones by indicator. " + "; ".join(parts) + "."
