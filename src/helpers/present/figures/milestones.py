"""Small multiples: every indicator of the edition with its milestones and paths."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.keys import role_keys
from helpers.present.figures.points import axis_unit, draw_milestones, tick_years
from helpers.present.numbers import printed_number
from helpers.present.words import listing

COLUMNS = 2
PANEL_HEIGHT, HEAD_HEIGHT = 1.5, 0.75


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
        drawing = theme.new_figure(PANEL_HEIGHT * rows + HEAD_HEIGHT)
        axes = np.atleast_1d(drawing.subplots(rows, COLUMNS)).ravel()
        for axis, entry in zip(axes, shown.to_dict("records"), strict=False):
            own = points[points["indicator_id"] == entry["indicator_id"]]
            _panel(axis, own, _longest_path(trajectories, entry["indicator_id"]), entry["name_en"])
        for axis in axes[len(shown) :]:
            axis.set_axis_off()
        drawing.suptitle(
            _finding(points, shown), x=theme.EDGE / theme.WIDTH, ha="left", fontsize=10.5,
            fontweight="bold",
        )  # fmt: skip
        drawing.legend(handles=role_keys(points["role"]), loc="outside lower left", ncols=3)
    data = points.merge(indicators[["indicator_id", "name_en"]], on="indicator_id")
    return FigureBundle(
        name="milestones",
        drawing=drawing,
        alt=_alt(points, shown),
        caption=(
            "Milestones of every indicator, with the straight path from the earliest base through "
            "all targets. Expected: printed in the plan for a year that was not over. Changes and "
            "mean growth rates are drawn as an index of their base year or as points since it. "
            "Each panel has its own scale, which does not start at zero. Left out: what was "
            "reported."
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
    """Draw one indicator; every value is written, so no value axis is."""
    axis.plot(path["year"], path["value"], color=theme.MUTED, linewidth=1.2, zorder=2)
    draw_milestones(axis, own)
    axis.set_title(title, fontsize=9, pad=17)
    axis.annotate(
        axis_unit(own["scale"].iloc[0]),
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, 5),
        textcoords="offset points",
        fontsize=8.5,
        color=theme.MUTED,
    )
    tick_years(axis, own["year"])
    axis.margins(x=0.14, y=0.5)
    axis.set_yticks([])
    sns.despine(ax=axis, left=True)


def _finding(points: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Return how many indicators are to rise and how many to fall by the last target."""
    ends = points.sort_values("year").groupby("indicator_id")["value"].agg(["first", "last"])
    rise, fall = (
        int((ends["last"] > ends["first"]).sum()),
        int((ends["last"] < ends["first"]).sum()),
    )
    last = int(points["year"].max())
    return f"By {last}, {rise} of {len(shown)} indicators are to rise and {fall} to fall"


def _alt(points: pd.DataFrame, shown: pd.DataFrame) -> str:
    """Return first and last milestone of each indicator in words."""
    parts = []
    for entry in shown.to_dict("records"):
        own = points[points["indicator_id"] == entry["indicator_id"]].sort_values("year")
        first, last = own.iloc[0], own.iloc[-1]
        parts.append(f"{entry['name_en']} {printed_number(first)} to {printed_number(last)}")
    return f"{_finding(points, shown)}. First base to last target: {listing(parts)}."
