"""Dumbbells: a row a pair, its label on a line of its own, 2020 hollow and 2025 filled.

Heights are in inches, so that rows keep their distance however many there are: the value axis
below is turned and counts inches from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.analysis.documents.roadmap import ENDS
from helpers.present import theme
from helpers.present.facts.roadmap import TEMPLATE
from helpers.present.numbers import as_target
from helpers.present.texts.blocks import Facts, labels

LINE, BAR, GAP, KEY, AROUND = 0.165, 0.19, 0.09, 0.3, 0.75
LABEL_SIZE, HEAD_SIZE = 8.5, 9.5
# How many characters of a label and of a heading fit in an inch.
LABEL_DENSITY, HEAD_DENSITY = 13.6, 11.2
# Room beside 0 and 100 for the numbers at the ends.
LIMITS = (-7.0, 111.0)
RANGE_ALPHA = {2020: 0.2, 2025: 0.45}
SIGNS = {"loose": "≈ "}
COLOURS = {"corrected": theme.OTHER, "plan": theme.INK}


@dataclass(frozen=True)
class DumbbellFacts(Facts, template=TEMPLATE, block="dumbbells"):
    """The year in the key."""

    last: int = ENDS[1]


def dumbbell_figure(
    rows: pd.DataFrame, title: str, layout: theme.Layout, guides: Sequence[float] = ()
) -> Figure:
    """Draw the rows below one another, with a heading where the group changes.

    Parameters
    ----------
    rows
        Columns of ``roadmap_shares.share_pairs`` and `group`, in drawing order; an end without a
        value is left out. Values in percent.
    title
        What the figure shows.
    layout
        Which of its drawings.
    guides
        Values to mark by a line through all rows.
    """
    blocks = [(str(name), own) for name, own in rows.groupby("group", sort=False)]
    height = KEY + sum(_block_height(name, own, layout) for name, own in blocks)
    extra_lines = len(theme.title_lines(title, layout.title_characters)) - 1
    drawing = theme.new_figure(layout, height + AROUND + LINE * extra_lines)
    axis = drawing.subplots()
    axis.set_ylim(height, 0)
    axis.set_xlim(*LIMITS)
    for guide in guides:
        axis.plot([guide, guide], [KEY, height], color=theme.INK, linewidth=1, zorder=1.5,
                  linestyle=(0, (4, 2)))  # fmt: skip
    top = KEY
    for name, own in blocks:
        top = _block(axis, name, own, top, layout)
    _frame(axis, rows, title)
    return drawing


def label_lines(text: str, layout: theme.Layout) -> list[str]:
    """Return a label in lines that fit; a blank label keeps its line."""
    return wrap(text, int(layout.width * LABEL_DENSITY)) or [""]


def head_lines(text: str, layout: theme.Layout) -> list[str]:
    """Return a heading in lines that fit."""
    return wrap(text, int(layout.width * HEAD_DENSITY)) or [""]


def _block_height(name: str, own: pd.DataFrame, layout: theme.Layout) -> float:
    """Return the height of a heading and its rows."""
    labels = sum(len(label_lines(_label(row), layout)) for row in own.to_dict("records"))
    heading = len(head_lines(name, layout)) * LINE + 2 * GAP
    return heading + labels * LINE + len(own) * (BAR + GAP)


def _label(row: dict) -> str:
    """Return the item, with the sign of a loose pair."""
    return SIGNS.get(row["match"], "") + row["item"]


def _block(axis: Axes, name: str, own: pd.DataFrame, top: float, layout: theme.Layout) -> float:
    """Draw a heading and its rows from `top` on; return where they end."""
    top = write_lines(axis, head_lines(name, layout), top + GAP, heading=True) + GAP
    for row in own.to_dict("records"):
        top = write_lines(axis, label_lines(_label(row), layout), top)
        _bar(axis, row, top + BAR / 2)
        top += BAR + GAP
    return top


def write_lines(axis: Axes, lines: list[str], top: float, *, heading: bool = False) -> float:
    """Write lines at the left edge on a ground that hides the grid; return where they end."""
    axis.text(
        0,
        top + len(lines) * LINE / 2,
        "\n".join(lines),
        transform=axis.get_yaxis_transform(),
        va="center",
        fontsize=HEAD_SIZE if heading else LABEL_SIZE,
        fontweight="bold" if heading else "normal",
        color=theme.INK,
        bbox=theme.PLATE,
        zorder=2,
    )
    return top + len(lines) * LINE


def _bar(axis: Axes, row: dict, height: float) -> None:
    """Draw one pair: line, ranges and marks, with their numbers."""
    known = [year for year in ENDS if pd.notna(row[f"value_{year}"])]
    axis.plot(
        [row[f"value_{year}"] for year in known],
        [height] * len(known),
        color=theme.LEVEL,
        linewidth=1.6,
        zorder=2.5,
    )
    for year in known:
        low, high = row[f"low_{year}"], row[f"high_{year}"]
        if low != high:
            axis.plot([low, high], [height] * 2, color=theme.ROADMAP, alpha=RANGE_ALPHA[year],
                      linewidth=6, solid_capstyle="butt", zorder=2.6)  # fmt: skip
        axis.plot(row[f"value_{year}"], height, zorder=3, **mark(year, _kind(row, year)))
    _numbers(axis, row, sorted(known, key=lambda year: row[f"value_{year}"]), height)


def _numbers(axis: Axes, row: dict, known: list[int], height: float) -> None:
    """Write the targets of the years, lower value first, outside their marks."""
    sides = [("right", -7), ("left", 7)] if len(known) > 1 else [("left", 7)]
    for year, (side, shift) in zip(known, sides, strict=True):
        limit = row[f"low_{year}"] if side == "right" else row[f"high_{year}"]
        axis.annotate(
            as_target(row[f"low_{year}"], row[f"high_{year}"], row[f"qualifier_{year}"]),
            (limit, height),
            xytext=(shift, 0),
            textcoords="offset points",
            ha=side,
            va="center",
            fontsize=LABEL_SIZE,
        )


def _kind(row: dict, year: int) -> str:
    """Return the match of the pair; a correction only at the end that stands on a misprint."""
    kept = row["match"] != "corrected" or row[f"suspect_{year}"]
    return str(row["match"]) if kept else ""


def mark(year: int, kind: str = "") -> dict[str, Any]:
    """Return how an end is drawn: 2020 hollow, 2025 filled, a corrected one as a diamond."""
    colour = COLOURS.get(kind, theme.ROADMAP)
    return {
        "marker": "D" if kind == "corrected" else "o",
        "markersize": 7,
        "markeredgecolor": colour,
        "markerfacecolor": theme.PAPER if year == ENDS[0] else colour,
        "color": colour,
        "linestyle": "none",
    }


def _frame(axis: Axes, rows: pd.DataFrame, title: str) -> None:
    """Add title, unit, key and value axis."""
    words = labels(DumbbellFacts())
    handles = [Line2D([], [], label=str(year), **mark(year)) for year in ENDS]
    if (rows["match"] == "corrected").any():
        handles.append(Line2D([], [], label=words["corrected"], **mark(ENDS[1], "corrected")))
    if (rows["match"] == "loose").any():
        handles.append(Line2D([], [], linestyle="none", marker=r"$\approx$", markersize=8,
                              color=theme.INK, label=words["loose"]))  # fmt: skip
    axis.legend(handles=handles, ncols=len(handles), loc="upper left", borderaxespad=0,
                handletextpad=0.3, columnspacing=1.2, bbox_to_anchor=(-0.01, 1))  # fmt: skip
    theme.headline(axis, title, words["unit"])
    axis.set_yticks([])
    axis.set_xticks(range(0, 101, 20))
    axis.grid(visible=False, axis="y")
    sns.despine(ax=axis, left=True)
