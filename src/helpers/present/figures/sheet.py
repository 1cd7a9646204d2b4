"""One indicator: its milestones, its paths, and what was observed of it."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.points import (
    axis_unit,
    beside,
    draw_milestones,
    draw_paths,
    key_to_paths,
    rules_drawn,
    tick_years,
    write,
)
from helpers.present.numbers import printed_number, short_number
from helpers.present.words import listing

HEIGHT = 3.6


def sheet_figure(
    points: pd.DataFrame, trajectories: pd.DataFrame, observed: pd.DataFrame, name: str
) -> FigureBundle:
    """Draw the fan of paths of one indicator with milestones and observations.

    Parameters
    ----------
    points, trajectories
        Results of ``helpers.analysis`` for one indicator.
    observed
        Its observations on the scale of comparison: year, value, series, comparable.
    name
        English name of the indicator.
    """
    direct = trajectories[trajectories["path"] == "direct"]
    unit = axis_unit(points["scale"].iloc[0])
    with theme.themed():
        drawing = theme.new_figure(HEIGHT)
        axis = drawing.subplots()
        draw_paths(axis, direct)
        draw_milestones(axis, points, direct)
        falls = points["value"].iloc[-1] < points["value"].iloc[0]
        _observations(axis, observed, direct, rising=not falls)
        theme.headline(axis, f"{name}:\n{_finding(points, observed)}", unit)
        tick_years(axis, [*points["year"], *observed["year"]])
        axis.margins(x=0.18 if falls else 0.09, y=0.22)
        sns.despine(ax=axis, left=True)
        key_to_paths(axis, direct["base_year"].unique(), below=True, left=bool(falls))
    return FigureBundle(
        name="sheet",
        drawing=drawing,
        alt=_alt(points, observed, name),
        caption=_caption(points, direct, observed, zero=axis.get_ylim()[0] <= 0),
        source=", ".join(dict.fromkeys(points["indicator_id"])),
        data=points[["year", "role", "value", "low", "high", "scale"]],
    )


def _observations(axis: Axes, observed: pd.DataFrame, paths: pd.DataFrame, *, rising: bool) -> None:
    """Mark what was reported, with its value on the side that the paths leave free."""
    for row in observed.to_dict("records"):
        axis.plot(
            row["year"], row["value"], marker="o", markersize=10, color=theme.REPORT, zorder=4
        )
        now = paths.loc[paths["year"] == row["year"], "value"]
        across, up, side, edge = beside(rising=rising, above=row["value"] > now.median())
        where = (2 * across if side == "left" else 10.0, 1.6 * up, side, edge)
        write(axis, f"{short_number(row['value'])} reported", row, where,
              color=theme.REPORT, fontweight="bold", fontsize=10)  # fmt: skip


def _caption(
    points: pd.DataFrame, paths: pd.DataFrame, observed: pd.DataFrame, *, zero: bool
) -> str:
    """Return what is drawn and what is not."""
    told = [f"Lines: paths from each base to each target ({rules_drawn(paths)})."]
    if (points["role"] == "expected").any():
        told.append("Hollow: expected when the plan was printed, not measured.")
    if not observed.empty:
        told.append("Large mark: reported. No line joins base and report.")
    if not zero:
        told.append("The scale does not start at zero.")
    return " ".join([*told, "Left out: what was published after the report."])


def _finding(points: pd.DataFrame, observed: pd.DataFrame) -> str:
    """Return where the milestones lead, and the last value reported on the way."""
    first, last = points.iloc[0], points.iloc[-1]
    way = (
        f"{printed_number(first)} in {first['year']}, to be {printed_number(last)} "
        f"by {last['year']}"
    )
    if observed.empty:
        return f"{way}; no value in the report"
    seen = observed.loc[observed["year"].idxmax()]
    return f"{way}; {short_number(seen['value'])} in {seen['year']}"


def _alt(points: pd.DataFrame, observed: pd.DataFrame, name: str) -> str:
    """Return milestones and observations in words."""
    stops = listing(
        [
            f"{printed_number(point)} in {point['year']} ({point['role']})"
            for point in points.to_dict("records")
        ]
    )
    seen = listing(
        [f"{short_number(row['value'])} for {row['year']}" for row in observed.to_dict("records")]
    )
    told = f"Reported: {seen}." if seen else "The report gives no value."
    return f"{name}, {axis_unit(points['scale'].iloc[0])}: {stops}. {told}"
