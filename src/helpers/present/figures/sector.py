"""Targets of a sector against what became of them, grouped by outcome; the unknown are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.analysis.hindsight.sector import Sector
from helpers.data.tables.scoreboard import OUTCOMES
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.scoreboard import Tally, in_words
from helpers.present.facts.sector import DECIDED, TEMPLATE, WEAK, total
from helpers.present.figures.dumbbells import (
    AROUND,
    BAR,
    GAP,
    KEY,
    LABEL_SIZE,
    LIMITS,
    LINE,
    head_lines,
    label_lines,
    write_lines,
)
from helpers.present.figures.nothing import nothing_figure
from helpers.present.numbers import as_target, plain_number
from helpers.present.outcome_marks import mark_of, words_of
from helpers.present.texts.blocks import Facts, fixed_labels, labels, phrase
from helpers.present.texts.language import language

NAME = "outcomes"
DATA = [
    "target_id",
    "item",
    "quantity",
    "year",
    "target_printed",
    "target",
    "value_high",
    "unit",
    "outcome",
    "leaning",
    "value",
    "value_year",
    "measure",
    "grade",
]


@dataclass(frozen=True)
class SectorFigureFacts(Facts, template=TEMPLATE, block="outcomes_figure"):
    """Where the targets stand, each group in words, those decided, and how many are drawn."""

    sector: str
    found: Tally
    groups: list[tuple[str, int]]
    decided: list[tuple[str, int]]
    drawn: int


@dataclass(frozen=True)
class GroupFacts(Facts, template=TEMPLATE, block="group"):
    """An outcome in words, how many targets have it, and of how many."""

    words: str
    amount: int
    judged: int


@dataclass(frozen=True)
class TargetRowFacts(Facts, template=TEMPLATE, block="row"):
    """A target with its value in words; drawn, its numbers stand at the marks instead."""

    item: str
    quantity_text: str
    year: int
    target: tuple[float, float, str]
    unit: str
    value: str
    value_year: int
    is_drawn: bool
    is_near: bool
    is_weak: bool
    grade: str


def sector_figure(sector: Sector) -> FigureBundle:
    """Draw every target with a figure under the heading of its outcome."""
    rows = _rows(sector.judged)
    if rows.empty:
        return nothing_figure(NAME, fixed_labels(TEMPLATE, "outcomes_empty")["text"])
    groups = [(str(words), own) for words, own in rows.groupby("group", sort=False)]
    words = labels(_facts(sector, rows, groups))
    headings = [phrase(GroupFacts(name, len(own), len(rows))) for name, own in groups]
    blocks = list(zip(headings, (own for _, own in groups), strict=True))

    def draw(layout: theme.Layout) -> Figure:
        height = KEY + sum(_height(head, own, layout) for head, own in blocks)
        extra = len(theme.title_lines(words["title"], layout.title_characters)) - 1
        drawing = theme.new_figure(layout, height + AROUND + LINE * extra)
        axis = drawing.subplots()
        axis.set_ylim(height, 0)
        axis.set_xlim(*LIMITS)
        top = KEY
        for head, own in blocks:
            top = _block(axis, head, own, top, layout)
        _frame(axis, words, any_drawn=bool(rows["is_drawn"].any()))
        return drawing

    source = f"{language().word('roadmap', 'places')}; scoreboard"
    return FigureBundle(NAME, draw, words["alt"], words["caption"], source, rows[DATA])


def _rows(targets: pd.DataFrame) -> pd.DataFrame:
    """Return the targets in drawing order, with group and label in words."""
    rows = in_words(targets)
    rows = rows.assign(
        group=rows["standing"].map(words_of),
        is_drawn=(rows["unit"] == "percent") & rows["value"].notna(),
        is_near=rows["measure"] != "same",
        is_weak=rows["grade"].isin(WEAK),
        high=rows["value_high"].fillna(rows["target"]),
        order=rows["outcome"].map(OUTCOMES.index) + (rows["leaning"] == "none") / 2,
    )
    rows["label"] = [_label(row) for row in rows.to_dict("records")]
    return rows.sort_values(["order", "leaning"], kind="stable", ignore_index=True)


def _label(row: dict) -> str:
    """Return a target in words."""
    known = {field.name: row[field.name] for field in fields(TargetRowFacts) if field.name in row}
    return phrase(
        TargetRowFacts(
            **known
            | {
                "target": (row["target"], row["high"], row["qualifier"]),
                "value": row["reached"],
                "value_year": 0 if pd.isna(row["value_year"]) else int(row["value_year"]),
            }
        )
    )


def _facts(
    sector: Sector, rows: pd.DataFrame, groups: Sequence[tuple[str, pd.DataFrame]]
) -> SectorFigureFacts:
    """Return what the figure shows."""
    decided = rows[rows["outcome"].isin(DECIDED)]
    return SectorFigureFacts(
        sector=sector.name,
        found=total(sector),
        groups=[(name.partition(" ")[2], len(own)) for name, own in groups],
        decided=list(zip(decided["item"], decided["year"], strict=True)),
        drawn=int(rows["is_drawn"].sum()),
    )


def _height(heading: str, own: pd.DataFrame, layout: theme.Layout) -> float:
    """Return the height of a group in inches."""
    written = sum(len(label_lines(label, layout)) for label in own["label"])
    head = len(head_lines(heading, layout)) * LINE + 2 * GAP
    return head + written * LINE + int(own["is_drawn"].sum()) * BAR + len(own) * GAP


def _block(axis: Axes, heading: str, own: pd.DataFrame, top: float, layout: theme.Layout) -> float:
    """Draw a group from `top` on; return where it ends."""
    top = write_lines(axis, head_lines(heading, layout), top + GAP, heading=True) + GAP
    for row in own.to_dict("records"):
        top = write_lines(axis, label_lines(row["label"], layout), top)
        if row["is_drawn"]:
            _bar(axis, row, top + BAR / 2)
            top += BAR
        top += GAP
    return top


def _bar(axis: Axes, row: dict, height: float) -> None:
    """Draw target and value on a line, with their numbers outside."""
    target, value = (row["target"] + row["high"]) / 2, row["value"]
    axis.plot([target, value], [height] * 2, color=theme.LEVEL, linewidth=1.6, zorder=2.5)
    axis.plot(target, height, zorder=3, **_target_mark())
    tone = theme.TONES[mark_of(row["standing"]).tone]
    axis.plot(value, height, zorder=3.5, **_value_mark(tone, row["is_near"], row["is_weak"]))
    texts = [
        (target, as_target(row["target"], row["high"], row["qualifier"])),
        (value, plain_number(value)),
    ]
    sides = (("right", -7), ("left", 7))
    for (place, text), (side, shift) in zip(sorted(texts), sides, strict=True):
        axis.annotate(text, (place, height), xytext=(shift, 0), textcoords="offset points",
                      ha=side, va="center", fontsize=LABEL_SIZE)  # fmt: skip


def _target_mark() -> dict[str, Any]:
    """Return how a target is drawn: a stroke."""
    return {"marker": "|", "markersize": 12, "markeredgewidth": 2.2, "color": theme.ROADMAP,
            "linestyle": "none"}  # fmt: skip


def _value_mark(tone: str, is_near: bool, is_weak: bool) -> dict[str, Any]:
    """Return how a value is drawn: hollow for a near measure, a square for grade C or D."""
    return {
        "marker": "s" if is_weak else "o",
        "markersize": 7,
        "markeredgecolor": tone,
        "markerfacecolor": theme.PAPER if is_near else tone,
        "color": tone,
        "linestyle": "none",
    }


def _frame(axis: Axes, words: dict[str, str], *, any_drawn: bool) -> None:
    """Add title, unit, key and value axis; without a mark the title alone."""
    theme.headline(axis, words["title"], words.get("unit", ""))
    axis.set_yticks([])
    axis.grid(visible=False, axis="y")
    sns.despine(ax=axis, left=True, bottom=not any_drawn)
    axis.set_xticks(range(0, 101, 20) if any_drawn else [])
    if not any_drawn:
        return
    handles = [
        Line2D([], [], label=words["target"], **_target_mark()),
        Line2D([], [], label=words["same"], **_value_mark(theme.LEVEL, False, False)),
        Line2D([], [], label=words["near"], **_value_mark(theme.LEVEL, True, False)),
        Line2D([], [], label=words["weak"], **_value_mark(theme.LEVEL, False, True)),
    ]
    axis.legend(handles=handles, ncols=len(handles), loc="upper left", borderaxespad=0,
                handletextpad=0.2, columnspacing=1.0, bbox_to_anchor=(-0.01, 1))  # fmt: skip
