"""Milestones, paths and years: drawn and written alike on every panel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.numbers import printed_number
from helpers.present.texts.language import language

# Years in one tick a year, and the longest axis on which they stay apart.
LONGEST_WITH_FULL_YEARS = 6
# Inches that a shortened year takes, and how much wider an axis is than its years.
YEAR_WIDTH, WITH_MARGINS = 0.29, 1.3
# Offset in points, and the side and edge of a text that stay put.
Where = tuple[float, float, str, str]
OVER: Where = (0, 7, "center", "bottom")


def draw_band(
    axis: Axes, paths: pd.DataFrame, words: str, marked: Iterable[int], *, under: bool
) -> None:
    """Draw what lies between the lowest and the highest path, with its name under or over it.

    The name stands in the middle of the widest gap between the `marked` years.
    """
    low, high = fill_band(axis, paths)
    rising = bool(high.iloc[-1] >= high.iloc[0])
    years = sorted({int(year) for year in marked})
    _, place = max((end - start, (start + end) // 2) for start, end in pairwise(years))
    across, up, side, edge = beside(rising=rising, above=not under)
    axis.annotate(
        words,
        (place, (low if under else high).loc[place]),
        xytext=(across, up),
        textcoords="offset points",
        ha=side,
        va=edge,
        fontsize=9,
        color=theme.MUTED,
        zorder=1.5,
    )


def fill_band(axis: Axes, paths: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Fill what lies between the lowest and the highest path, if any; return both by year."""
    values = paths.groupby("year")["value"]
    low, high = values.min(), values.max()
    if len(paths):
        axis.fill_between(low.index, low, high, color=theme.FAINT, linewidth=1.5, zorder=1)
    return low, high


def mark_milestone(axis: Axes, row: Mapping[Any, Any]) -> None:
    """Mark a milestone: baseline filled, expected hollow, target a diamond."""
    axis.plot(
        row["year"],
        row["value"],
        marker="D" if row["role"] == "target" else "o",
        markersize=7,
        color=theme.INK,
        markerfacecolor=theme.PAPER if row["role"] == "expected" else theme.INK,
        zorder=3,
        clip_on=False,
    )


def draw_milestones(axis: Axes, points: pd.DataFrame, paths: pd.DataFrame | None = None) -> None:
    """Draw milestones in order of years with their values.

    With `paths`, value and role stand where these leave room; without, the value over its mark.
    """
    rows = points.sort_values("year").to_dict("records")
    rising = rows[-1]["value"] >= rows[0]["value"]
    for place, row in enumerate(rows):
        expected = row["role"] == "expected"
        mark_milestone(axis, row)
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
    """Mark the years in question, shortened or one lower where neighbours would touch."""
    marked = sorted({int(year) for year in years})
    span = max(1, marked[-1] - marked[0])
    words = [f"’{year % 100:02d}" if span > LONGEST_WITH_FULL_YEARS else str(year)
             for year in marked]  # fmt: skip
    year_width = theme.panel_width(axis) / (span * WITH_MARGINS)
    for place in range(1, len(marked)):
        is_near = (marked[place] - marked[place - 1]) * year_width < YEAR_WIDTH
        if is_near and not words[place - 1].startswith("\n"):
            words[place] = f"\n{words[place]}"
    axis.set_xticks(marked, words)
    axis.grid(visible=False, axis="x")


def values_of_years(rows: pd.DataFrame) -> list[tuple[float, int]]:
    """Return the value and the year of each row."""
    return [(float(row["value"]), int(row["year"])) for row in rows.to_dict("records")]
