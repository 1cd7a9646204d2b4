"""Milestones, paths and years: drawn and written alike on every panel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.numbers import printed_number
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.texts.language import language

# Years in one tick a year, and the longest axis on which they stay apart.
LONGEST_WITH_FULL_YEARS = 8
# Offset in points, and the side and edge of a text that stay put.
Where = tuple[float, float, str, str]
CORNERS: dict[tuple[bool, bool], Any] = {
    (True, True): "lower left",
    (True, False): "lower right",
    (False, True): "upper left",
}
OVER: Where = (0, 7, "center", "bottom")


@dataclass(frozen=True)
class BaseKeyFacts(Facts, template="paths", block="base_key"):
    """The base year of the paths of one colour."""

    base: int


def draw_paths(axis: Axes, paths: pd.DataFrame) -> None:
    """Draw every path: colour for the base year, dash for the rule."""
    colours = theme.base_colours(paths["base_year"])
    for (base, _, rule), path in paths.groupby(["base_year", "target_year", "rule"]):
        axis.plot(
            path["year"],
            path["value"],
            color=colours[base],
            linewidth=0.9,
            linestyle=theme.RULE_DASHES[str(rule)],
            zorder=2,
        )


def key_to_paths(axis: Axes, bases: Iterable[int], *, below: bool, left: bool) -> None:
    """Say in a corner which colour belongs to which base year."""
    colours = theme.base_colours(bases)
    handles = [
        axis.plot([], [], color=colour, linewidth=1.8, label=phrase(BaseKeyFacts(base)))[0]
        for base, colour in colours.items()
    ]
    axis.legend(handles=handles, loc=CORNERS[below, left], handlelength=1.4)


def draw_milestones(axis: Axes, points: pd.DataFrame, paths: pd.DataFrame | None = None) -> None:
    """Draw milestones in order of years: baseline filled, expected hollow, target a diamond.

    With `paths`, value and role stand where these leave room; without, the value over its mark.
    """
    rows = points.sort_values("year").to_dict("records")
    rising = rows[-1]["value"] >= rows[0]["value"]
    for place, row in enumerate(rows):
        expected = row["role"] == "expected"
        axis.plot(
            row["year"],
            row["value"],
            marker="D" if row["role"] == "target" else "o",
            markersize=7,
            color=theme.INK,
            markerfacecolor=theme.PAPER if expected else theme.INK,
            zorder=3,
            clip_on=False,
        )
        text = printed_number(row)
        last = place == len(rows) - 1
        if paths is not None:
            others = paths.loc[paths["year"] == row["year"], "value"]
            higher = rising if last or expected else row["value"] > others.median()
            above = not rising if place == 0 else higher
            where = beside(rising=rising, above=above, last=last)
            write(axis, f"{text} {language().word(row['role'], 'roles')}", row, where)
        else:
            write(axis, text, row, (0, -7, "center", "top") if expected else OVER)


def beside(*, rising: bool, above: bool, last: bool = False) -> Where:
    """Return the place beside a mark that a bundle of rising or falling paths leaves free."""
    left = above == rising
    across, up = (8.0 if last else 6.0) * (-1 if left and not last else 1), 8.0 if last else 5.0
    return across, up if above else -up, "right" if left else "left", "bottom" if above else "top"


def write(axis: Axes, text: str, row: Mapping[Any, Any], where: Where, **looks: Any) -> None:
    """Write a text beside the mark at the year and value of `row`, over the grid, under paths."""
    axis.annotate(
        text,
        (row["year"], row["value"]),
        xytext=where[:2],
        textcoords="offset points",
        ha=where[2],
        va=where[3],
        bbox=theme.PLATE,
        zorder=1.5,
        **{"fontsize": 9, **looks},
    )


def tick_years(axis: Axes, years: Iterable[int]) -> None:
    """Mark the years in question, shortened where neighbours would touch."""
    marked = sorted({int(year) for year in years})
    axis.set_xticks(marked)
    if marked[-1] - marked[0] > LONGEST_WITH_FULL_YEARS:
        axis.set_xticklabels([f"’{year % 100:02d}" for year in marked])
    axis.grid(visible=False, axis="x")
