"""One indicator: its milestones, its paths, and what was observed of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.points import (
    beside,
    draw_band,
    draw_milestones,
    tick_years,
    write,
)
from helpers.present.numbers import printed_number, short_number
from helpers.present.texts.blocks import Facts, labels, phrase
from helpers.present.words import axis_unit

TEMPLATE = "sheet"
HEIGHT = 3.6
# Shares of the years that a narrow drawing leaves free beside them.
LEFT, RIGHT = 0.24, 0.12


@dataclass(frozen=True)
class SheetFigureFacts(Facts, template=TEMPLATE, block="figure"):
    """Milestones (value, year, role) and reported values (value, year) of one indicator.

    `latest` is the last value reported, None without.
    """

    name: str
    unit: str
    milestones: list[tuple[str, int, str]]
    reported: list[tuple[str, int]]
    latest: tuple[str, int] | None
    has_expected: bool


@dataclass(frozen=True)
class ReportedFacts(Facts, template=TEMPLATE, block="reported"):
    """A reported value as text."""

    value: str


def sheet_figure(
    points: pd.DataFrame,
    trajectories: pd.DataFrame,
    observed: pd.DataFrame,
    name: str,
    sources: Iterable[str] = (),
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
    sources
        Ids of the sources of milestones and observations, for the foot.
    """
    direct = trajectories[trajectories["path"] == "direct"]
    falls = bool(points["value"].iloc[-1] < points["value"].iloc[0])
    facts = _facts(points, observed, name)
    words = labels(facts)

    def draw(layout: theme.Layout) -> Figure:
        drawing = theme.new_figure(layout, HEIGHT)
        axis = drawing.subplots()
        years = [*points["year"], *observed["year"]]
        draw_band(axis, direct, words["band"], years, under=_is_over(observed, direct))
        draw_milestones(axis, points, direct)
        _observations(axis, observed, direct, rising=not falls)
        tick_years(axis, years)
        axis.margins(x=0.18 if falls else 0.09, y=0.22)
        if layout.is_narrow:
            _make_room(axis, years)
        sns.despine(ax=axis, left=True)
        theme.headline(axis, f"{words['title']}\n{words['finding']}", facts.unit)
        return drawing

    return FigureBundle(
        name="sheet",
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source=", ".join(dict.fromkeys(points["indicator_id"])),
        data=points[["year", "role", "value", "low", "high", "scale"]],
        drawn_from=list(dict.fromkeys(sources)),
    )


def _make_room(axis: Axes, years: Iterable[int]) -> None:
    """Leave room at the left for the text of the second milestone; every value is written."""
    first, last = min(years), max(years)
    axis.set_xlim(first - LEFT * (last - first), last + RIGHT * (last - first))
    axis.tick_params(axis="y", labelleft=False)


def _observations(axis: Axes, observed: pd.DataFrame, paths: pd.DataFrame, *, rising: bool) -> None:
    """Mark what was reported, with its value on the side that the paths leave free."""
    for row in observed.to_dict("records"):
        axis.plot(
            row["year"], row["value"], marker="o", markersize=10, color=theme.REPORT, zorder=4
        )
        now = paths.loc[paths["year"] == row["year"], "value"]
        across, up, side, edge = beside(rising=rising, above=row["value"] > now.median())
        where = (2 * across if side == "left" else 10.0, 1.6 * up, side, edge)
        write(axis, phrase(ReportedFacts(short_number(row["value"]))), row, where,
              color=theme.REPORT, fontweight="bold", fontsize=10)  # fmt: skip


def _is_over(observed: pd.DataFrame, paths: pd.DataFrame) -> bool:
    """Return whether the first value observed lies over most paths, False without one."""
    if observed.empty:
        return False
    first = observed.iloc[0]
    return bool(first["value"] > paths.loc[paths["year"] == first["year"], "value"].median())


def _facts(
    points: pd.DataFrame,
    observed: pd.DataFrame,
    name: str,
) -> SheetFigureFacts:
    """Return what is drawn of an indicator."""
    seen = [(short_number(row["value"]), int(row["year"])) for row in observed.to_dict("records")]
    return SheetFigureFacts(
        name=name,
        unit=axis_unit(points["scale"].iloc[0]),
        milestones=[
            (printed_number(row), row["year"], row["role"]) for row in points.to_dict("records")
        ],
        reported=seen,
        latest=max(seen, key=itemgetter(1), default=None),
        has_expected=bool((points["role"] == "expected").any()),
    )
