"""Targets of a sector against what became of them, grouped by outcome; the unknown are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.analysis.hindsight.sector import Sector
from helpers.data.tables.scoreboard import OUTCOMES
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.scoreboard import Tally, in_words, tallies
from helpers.present.facts.sector import DECIDED, TEMPLATE, WEAK
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.rows import LINE, MARGIN, TEXT, Rows, heading_lines, in_rows, lines_of
from helpers.present.outcome_marks import mark_of, words_of
from helpers.present.texts.blocks import Facts, labels, phrase, plain_labels, plain_phrase
from helpers.present.texts.language import language

NAME = "outcomes"
# Inches down: marks, free between rows; across: labels beside marks, a number beside 0 and 100.
BAR, GAP, NAMES, NUMBER = 0.2, 0.045, 5.8, 0.45
KEYS_NARROW = 2  # lines of the key on a narrow drawing
TICKS = range(0, 101, 25)
DATA = [
    "target_id",
    "item",
    "quantity",
    "year",
    "target_printed",
    "target",
    "target_high",
    "target_qualifier",
    "unit",
    "outcome",
    "leaning",
    "value",
    "value_high",
    "value_qualifier",
    "value_unit",
    "value_year",
    "measure",
    "grade",
]


class SectorFigureFacts(Facts, template=TEMPLATE, block="outcomes_figure"):
    """Where the targets of a year stand, each group in words, those decided, how many are drawn."""

    sector: str
    year: int
    found: Tally
    groups: list[tuple[str, int]]
    decided: list[str]
    drawn: int


class TargetRowFacts(Facts, template=TEMPLATE, block="row"):
    """A target with its value in words; drawn, its numbers stand at the marks instead."""

    item: str
    quantity_text: str
    year: int
    target_text: str
    unit: str
    value: str
    value_year: int
    is_drawn: bool
    is_near: bool
    is_weak: bool
    grade: str


@dataclass(frozen=True)
class OutcomeGroup:
    """Targets of one outcome under their heading."""

    heading: str
    rows: list[dict[Any, Any]]


def sector_figures(sector: Sector) -> list[FigureBundle]:
    """Draw every target with a figure under the heading of its outcome, a figure a target year.

    All targets of a large sector in one figure would be too small to read where a page has to hold
    it.
    """
    years = sorted(set(sector.judged["year"]))
    if not years:
        return [nothing_figure(NAME, plain_labels(TEMPLATE, "outcomes_empty")["text"])]
    return [_year_figure(sector, year) for year in years]


def _year_figure(sector: Sector, year: int) -> FigureBundle:
    """Draw the targets of a year."""
    rows = _rows(sector.judged[sector.judged["year"] == year])
    groups = _by_group(rows)
    words = labels(_facts(sector, year, rows, groups))
    headings = [
        plain_phrase(TEMPLATE, "group", words=name, amount=len(own), judged=len(rows))
        for name, own in groups
    ]
    blocks = [OutcomeGroup(head, own) for head, (_, own) in zip(headings, groups, strict=True)]

    return FigureBundle(
        name=f"{NAME}_{year}",
        draw=lambda layout: _drawing(blocks, words, layout),
        alt=words["alt"],
        caption=words["caption"],
        source=f"scoreboard; {language().word('sector_outcomes', 'places')}",
        data=rows[DATA],
        large=theme.SHEET,
    )


def _rows(targets: pd.DataFrame) -> pd.DataFrame:
    """Return the targets in drawing order, with group and label in words."""
    rows = in_words(targets)
    rows = rows.assign(
        group=rows["standing"].map(words_of),
        is_drawn=(rows["unit"] == "percent") & rows["value"].notna(),
        is_near=rows["measure"] != "same",
        is_weak=rows["grade"].isin(WEAK),
        order=rows["outcome"].map(OUTCOMES.index) + (rows["leaning"] == "none") / 2,
    )
    rows["label"] = [_label(row) for row in rows.to_dict("records")]
    return rows.sort_values(["order", "leaning"], kind="stable", ignore_index=True)


def _by_group(rows: pd.DataFrame) -> list[tuple[str, list[dict[Any, Any]]]]:
    """Return the words of each group with its rows, in drawing order."""
    groups: dict[str, list[dict[Any, Any]]] = {}
    for row in rows.to_dict("records"):
        groups.setdefault(row["group"], []).append(row)
    return list(groups.items())


def _label(row: dict) -> str:
    """Return a target in words."""
    known = {field.name: row[field.name] for field in fields(TargetRowFacts) if field.name in row}
    return phrase(
        TargetRowFacts(
            **known
            | {
                "value": row["reached"],
                "value_year": 0 if pd.isna(row["value_year"]) else int(row["value_year"]),
            }
        )
    )


def _facts(
    sector: Sector,
    year: int,
    rows: pd.DataFrame,
    groups: Sequence[tuple[str, list[dict[Any, Any]]]],
) -> SectorFigureFacts:
    """Return what the figure of a year shows."""
    return SectorFigureFacts(
        sector=sector.name,
        year=year,
        found=tallies(sector.targets, "year")[year],
        groups=[(name.partition(" ")[2], len(own)) for name, own in groups],
        decided=list(rows.loc[rows["outcome"].isin(DECIDED), "item"]),
        drawn=int(rows["is_drawn"].sum()),
    )


def _drawing(groups: list[OutcomeGroup], words: dict[str, str], layout: theme.Layout) -> Figure:
    """Draw the groups below one another: labels beside the marks, on a narrow drawing above."""
    room = layout.width - 2 * MARGIN
    any_drawn = any(row["is_drawn"] for group in groups for row in group.rows)
    height = theme.total(_group_height(group, layout) for group in groups)
    sheet = in_rows(
        layout,
        height,
        words["title"],
        values=(0, 100),
        between=((NUMBER if layout.is_narrow else NAMES + NUMBER), room - NUMBER),
        ticks=any_drawn,
        key_lines=(KEYS_NARROW if layout.is_narrow else 1) if any_drawn else 0,
    )
    top = 0.0
    for group in groups:
        top = _group(sheet, group, top, layout)
    if any_drawn:
        sheet.axis.set_xticks(
            TICKS, [f"{tick} %" if tick == TICKS[-1] else str(tick) for tick in TICKS]
        )
        sheet.drawing.legend(handles=_keys(words), loc="outside lower left",
                             ncols=2 if layout.is_narrow else len(_keys(words)))  # fmt: skip
    return sheet.drawing


def _label_lines(row: dict, layout: theme.Layout) -> list[str]:
    """Return the label of a row in lines: beside the marks where there is room and a mark."""
    room = layout.width - 2 * MARGIN
    is_beside = row["is_drawn"] and not layout.is_narrow
    return lines_of(row["label"], NAMES if is_beside else room)


def _row_height(row: dict, layout: theme.Layout) -> float:
    """Return the height of a row in inches."""
    written = LINE * len(_label_lines(row, layout))
    if not row["is_drawn"]:
        return written + GAP
    return (written + BAR if layout.is_narrow else max(written, BAR)) + GAP


def _group_height(group: OutcomeGroup, layout: theme.Layout) -> float:
    """Return the height of a group in inches."""
    head = LINE * len(heading_lines(group.heading, layout.width - 2 * MARGIN)) + 2 * GAP
    return head + theme.total(_row_height(row, layout) for row in group.rows)


def _group(sheet: Rows, group: OutcomeGroup, top: float, layout: theme.Layout) -> float:
    """Draw a group from `top` on; return where it ends."""
    top = sheet.heading(top + GAP, heading_lines(group.heading, sheet.width)) + GAP
    for row in group.rows:
        lines, bottom = _label_lines(row, layout), top + _row_height(row, layout)
        written = LINE * len(lines)
        start = top + written if layout.is_narrow else top
        middle = top + (written if layout.is_narrow else bottom - GAP - top) / 2
        sheet.write(0, middle, "\n".join(lines))
        if row["is_drawn"]:
            sheet.guides(TICKS, start, bottom)
            _bar(sheet.axis, row, (start + bottom - GAP) / 2)
        top = bottom
    return top


def _bar(axis: Axes, row: dict, height: float) -> None:
    """Draw target and value on a line, with their numbers outside."""
    target, value = _middle(row, "target"), _middle(row, "value")
    axis.plot([target, value], [height] * 2, color=theme.LEVEL, linewidth=1.6, zorder=2.5)
    axis.plot(target, height, zorder=3, **_target_mark())
    tone = theme.TONES[mark_of(row["standing"]).tone]
    axis.plot(value, height, zorder=3.5, **_value_mark(tone, row["is_near"], row["is_weak"]))
    texts = [
        (target, row["target_text"]),
        (value, row["value_text"]),
    ]
    sides = (("right", -7), ("left", 7))
    for (place, text), (side, shift) in zip(sorted(texts), sides, strict=True):
        axis.annotate(text, (place, height), xytext=(shift, 0), textcoords="offset points",
                      ha=side, va="center", fontsize=TEXT, bbox=theme.PLATE, zorder=2,
                      in_layout=False)  # fmt: skip


def _middle(row: dict, name: str) -> float:
    """Return where a figure stands, the middle of a range."""
    high = row[f"{name}_high"]
    return float(row[name] if pd.isna(high) else (row[name] + high) / 2)


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


def _keys(words: dict[str, str]) -> list[Line2D]:
    """Return the key of the marks."""
    return [
        Line2D([], [], label=words["target"], **_target_mark()),
        Line2D([], [], label=words["same"], **_value_mark(theme.LEVEL, False, False)),
        Line2D([], [], label=words["near"], **_value_mark(theme.LEVEL, True, False)),
        Line2D([], [], label=words["weak"], **_value_mark(theme.LEVEL, False, True)),
    ]
