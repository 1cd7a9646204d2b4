"""Dumbbells: a row a pair, 2020 hollow and 2025 filled, name at the left, rise at the right.

A phone has no room beside the marks, so there the name stands above them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from helpers.analysis.documents.roadmap import ENDS
from helpers.present import theme
from helpers.present.facts.roadmap import TEMPLATE
from helpers.present.figures.rows import (
    LINE,
    TEXT,
    Rows,
    heading_lines,
    in_rows,
    lines_of,
    width_of,
)
from helpers.present.numbers import number, qualified
from helpers.present.texts.blocks import plain_labels

BAR, GAP, HEAD = 0.2, 0.07, 0.22  # inches down: marks, free between rows, years on top
# Inches across: where names end, and where 0 and 100 stand, both from the right edge.
NAMES, FROM_RIGHT = 4.2, (5.2, 0.95)
NARROW_FROM_RIGHT = (3.05, 0.95)
TICKS = range(0, 101, 20)
# Inches between a mark and its number, and free beside a number.
BESIDE, FREE = 7 / 72, 0.04
RANGE_ALPHA = {2020: 0.2, 2025: 0.45}
SIGNS = {"loose": "≈ "}
COLOURS = {"corrected": theme.OTHER, "plan": theme.INK}


@dataclass(frozen=True)
class Block:
    """Rows under a heading, "" for none."""

    heading: str
    rows: pd.DataFrame


def dumbbell_figure(
    blocks: Sequence[Block], title: str, layout: theme.Layout, guides: Sequence[float] = ()
) -> Figure:
    """Draw the rows below one another, each block under its heading.

    Parameters
    ----------
    blocks
        Their rows have the columns of ``roadmap_shares.share_pairs`` and `under`, what stands in
        small under the name; an end without a value is left out. Values in percent.
    title
        What the figure shows.
    layout
        How wide the figure is.
    guides
        Values to mark by a broken line beside all rows.
    """
    width = layout.width - 0.1
    left, right = NARROW_FROM_RIGHT if layout.is_narrow else FROM_RIGHT
    height = HEAD + theme.total(_block_height(block, layout) for block in blocks)
    sheet = in_rows(
        layout, height, title, values=(0, 100), between=(width - left, width - right), ticks=True
    )
    top = _years(sheet, blocks[0].rows.iloc[0])
    for block in blocks:
        top = _block(sheet, block, top, layout, guides)
    sheet.axis.set_xticks(
        TICKS, [f"{tick} %" if tick == TICKS[-1] else str(tick) for tick in TICKS]
    )
    return sheet.drawing


def _block_height(block: Block, layout: theme.Layout) -> float:
    """Return the height of a heading and its rows."""
    rows = theme.total(_row_height(row, layout) for row in block.rows.to_dict("records"))
    return _heading_height(block, layout) + rows


def _heading_height(block: Block, layout: theme.Layout) -> float:
    """Return the height of a heading, nothing for none."""
    if not block.heading:
        return 0.0
    return LINE * len(heading_lines(block.heading, layout.width - 0.1)) + 2 * GAP


def _row_height(row: dict[Any, Any], layout: theme.Layout) -> float:
    """Return the height of a row: marks beside its name, or below it."""
    names = LINE * sum(map(len, _names(row, layout)))
    return (names + BAR if layout.is_narrow else max(names, BAR)) + GAP


def _names(row: dict[Any, Any], layout: theme.Layout) -> tuple[list[str], list[str]]:
    """Return the name of a row, with the sign of a loose pair, and what stands under it."""
    width = layout.width - 0.1 if layout.is_narrow else NAMES
    under = lines_of(row["under"], width) if row["under"] else []
    return lines_of(SIGNS.get(row["match"], "") + row["item"], width), under


def _years(sheet: Rows, row: pd.Series) -> float:
    """Write over the first marks which years they are, and over the rises their unit."""
    words, down = plain_labels(TEMPLATE, "dumbbells"), HEAD / 2
    ends = [row[f"value_{year}"] for year in ENDS]
    for year, at, side in zip(ENDS, ends, ("right", "left"), strict=True):
        if pd.notna(at):
            sheet.axis.annotate(
                str(year), (at, down), xytext=(4 if side == "right" else -4, 0),
                textcoords="offset points", ha=side, va="center", fontsize=TEXT,
                color=theme.MUTED,
            ).set_in_layout(False)  # fmt: skip
    sheet.write(sheet.width, down, words["unit"], ha="right", color=theme.MUTED)
    return HEAD


def _block(
    sheet: Rows, block: Block, top: float, layout: theme.Layout, guides: Sequence[float]
) -> float:
    """Draw a heading and its rows from `top` on; return where they end."""
    if block.heading:
        sheet.heading(top + GAP, heading_lines(block.heading, sheet.width))
    top += _heading_height(block, layout)
    for row in block.rows.to_dict("records"):
        bottom = top + _row_height(row, layout)
        name, under = _names(row, layout)
        for lines, colour, start in (
            (name, theme.INK, top),
            (under, theme.MUTED, top + LINE * len(name)),
        ):
            if lines:
                sheet.write(0, start + LINE * len(lines) / 2, "\n".join(lines), color=colour)
        bar = bottom - GAP - BAR if layout.is_narrow else top
        end = bottom - GAP if layout.is_narrow else bottom
        sheet.guides(TICKS, bar, end)
        clear = _clear_of(_numbers(row), guides, layout)
        sheet.guides(clear, bar, end, color=theme.INK, linewidth=1, linestyle=(0, (3, 2)))
        height = (bar + bottom - GAP) / 2
        _bar(sheet, row, height)
        if pd.notna(row["rise"]):
            rise = number(row["rise"], 1, sign=True).removesuffix(".0")
            sheet.write(sheet.width, height, rise, ha="right", fontweight="bold")
        top = bottom
    return top


def _bar(sheet: Rows, row: dict[Any, Any], height: float) -> None:
    """Draw one pair: line, ranges and marks, with their numbers."""
    known = _known(row)
    sheet.axis.plot(
        [row[f"value_{year}"] for year in known],
        [height] * len(known),
        color=theme.LEVEL,
        linewidth=1.6,
        zorder=2.5,
    )
    for year in known:
        low, high = row[f"low_{year}"], row[f"high_{year}"]
        if low != high:
            sheet.axis.plot([low, high], [height] * 2, color=theme.ROADMAP,
                            alpha=RANGE_ALPHA[year], linewidth=6, solid_capstyle="butt",
                            zorder=2.6)  # fmt: skip
        sheet.axis.plot(row[f"value_{year}"], height, zorder=3, **mark(year, _kind(row, year)))
    for text, limit, side in _numbers(row):
        sheet.axis.annotate(
            text,
            (limit, height),
            xytext=(72 * BESIDE * side, 0),
            textcoords="offset points",
            ha="left" if side > 0 else "right",
            va="center",
            fontsize=TEXT,
            bbox=theme.PLATE,
            zorder=2.4,
        ).set_in_layout(False)


def _known(row: dict[Any, Any]) -> list[int]:
    """Return the years for which a row has a value."""
    return [year for year in ENDS if pd.notna(row[f"value_{year}"])]


def _numbers(row: dict[Any, Any]) -> list[tuple[str, float, int]]:
    """Return the targets of a row as text, with the value each stands beside, and on which side.

    The lower value stands to the left of its mark (-1), the higher to the right (+1).
    """
    years = sorted(_known(row), key=lambda year: row[f"value_{year}"])
    sides = (-1, 1)[-len(years) :]
    return [
        (
            qualified(row[f"low_{year}"], row[f"high_{year}"], row[f"qualifier_{year}"]),
            row[f"low_{year}"] if side < 0 else row[f"high_{year}"],
            side,
        )
        for year, side in zip(years, sides, strict=True)
    ]


def _clear_of(
    numbers: Sequence[tuple[str, float, int]], guides: Sequence[float], layout: theme.Layout
) -> list[float]:
    """Return the values to mark that no number of the row covers."""
    left, right = NARROW_FROM_RIGHT if layout.is_narrow else FROM_RIGHT
    inch = 100 / (left - right)
    spans = [
        sorted((limit, limit + side * inch * (BESIDE + width_of(text) + FREE)))
        for text, limit, side in numbers
    ]
    return [value for value in guides if not any(low < value < high for low, high in spans)]


def _kind(row: dict[Any, Any], year: int) -> str:
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
