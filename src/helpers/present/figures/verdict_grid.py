"""Verdicts of all methods on one observation, for all pairs of years, as a grid of class names."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.robustness import TEMPLATE
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT = 0.66, 0.75, 0.5
CELL_CHARACTERS = 13
SPACE = 0.025  # of a cell, free on each side


@dataclass(frozen=True)
class Tone:
    """How what a class amounts to is told apart: a sign, a ground and a hatch."""

    sign: str
    ground: str
    hatch: str = ""


TONES = {
    "enough": Tone("▲", theme.GROUNDS["ahead"]),
    "short": Tone("■", theme.GROUNDS["level"]),
    "little": Tone("▼", theme.GROUNDS["behind"]),
    "unrated": Tone("✕", theme.PAPER, "////"),
}


@dataclass(frozen=True)
class GridFacts(Facts, template=TEMPLATE, block="grid_figure"):
    """The finding; how many ratings of each pair of years amount to what; how many are open."""

    title: str
    columns: list[tuple[int, int, list[tuple[str, int]]]]
    open: int


def verdict_grid_figure(progress: pd.DataFrame, name: str, title: str) -> FigureBundle:
    """Draw a grid: a row a method, a column a base and target year, the class in each cell.

    Parameters
    ----------
    progress
        Table of progress, the rows of one observation.
    name
        Name of the figure.
    title
        Finding.
    """
    rows = progress[progress["method"].isin([m for m in METHODS if METHODS[m].classes])]
    rows = rows.assign(tone=[tone_of(row) for row in rows.to_dict("records")])
    columns = rows[["base_year", "target_year"]].drop_duplicates().apply(tuple, axis=1).tolist()
    methods = [method for method in METHODS if method in set(rows["method"])]
    rows = rows.assign(
        line=rows["method"].map(methods.index),
        column=[columns.index(years) for years in zip(rows["base_year"], rows["target_year"],
                                                      strict=True)],
    ).sort_values(["line", "column"])  # fmt: skip

    def draw(layout: theme.Layout) -> Figure:
        drawing = theme.new_figure(layout, HEAD_HEIGHT + KEY_HEIGHT + ROW_HEIGHT * len(methods))
        axis = drawing.subplots()
        for row in rows.to_dict("records"):
            _cell(axis, row)
        _frame(axis, columns, methods)
        theme.headline(axis, title)
        drawing.legend(handles=_keys(rows), loc="outside lower left", ncols=2)
        return drawing

    words = labels(_facts(rows, title))
    return FigureBundle(
        name=name,
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source=", ".join(rows["observation_id"].unique()),
        data=rows[["method", "base_year", "target_year", "value", "class", "class_set", "reason"]],
    )


def tone_of(row: dict[Any, Any]) -> str:
    """Return what the class of a rating amounts to: enough, the class next below, or lower."""
    if not row["assessable"]:
        return "unrated"
    enough = METHODS[row["method"]].enough
    if row["class"] in enough:
        return "enough"
    lower = [name for name in METHODS[row["method"]].classes if name not in enough]
    return "short" if row["class"] == lower[-1] else "little"


def _cell(axis: Axes, row: dict[Any, Any]) -> None:
    """Draw one cell: its ground by tone, its sign and its words."""
    tone, column, line = TONES[row["tone"]], row["column"], row["line"]
    axis.add_patch(
        Rectangle(
            (column + SPACE, line + SPACE),
            1 - 2 * SPACE,
            1 - 2 * SPACE,
            facecolor=tone.ground,
            edgecolor=theme.FAINT if tone.hatch else tone.ground,
            hatch=tone.hatch,
            linewidth=0.8,
        )
    )
    axis.text(
        column + 0.5,
        line + 0.5,
        f"{tone.sign}\n{_words(row)}",
        ha="center",
        va="center",
        fontsize=8.5,
        linespacing=1.15,
        bbox=theme.PLATE if tone.hatch else None,
    )


def _words(row: dict[Any, Any]) -> str:
    """Return the name of the class, with a star where rounding allows another."""
    if not row["assessable"]:
        return language().word("unrated", "tones")
    star = "*" if "|" in row["class_set"] else ""
    words = row["class"].replace("_", " ") + star
    return "\n".join(textwrap.wrap(words, CELL_CHARACTERS, break_long_words=False))


def _frame(axis: Axes, columns: list[tuple[int, int]], methods: list[str]) -> None:
    """Write years above and methods beside the grid."""
    axis.set_xlim(0, len(columns))
    axis.set_ylim(len(methods), 0)
    axis.set_xticks(
        [place + 0.5 for place in range(len(columns))],
        [f"{base} → {target}" for base, target in columns],
    )
    axis.xaxis.tick_top()
    labels = ["\n".join(textwrap.wrap(METHODS[m].name, 16)) for m in methods]
    axis.set_yticks([place + 0.5 for place in range(len(methods))], labels)
    axis.tick_params(length=0)
    axis.grid(visible=False)
    sns.despine(ax=axis, left=True, bottom=True)


def _keys(rows: pd.DataFrame) -> list[Patch]:
    """Return the key of each tone drawn."""
    return [
        Patch(
            facecolor=tone.ground,
            edgecolor=theme.FAINT if tone.hatch else tone.ground,
            hatch=tone.hatch,
            label=f"{tone.sign} {language().word(name, 'tones')}",
        )
        for name, tone in TONES.items()
        if (rows["tone"] == name).any()
    ]


def _facts(rows: pd.DataFrame, title: str) -> GridFacts:
    """Return how many ratings of each pair of years amount to what, and how many are open."""
    columns = []
    for (base, target), own in rows.groupby(["base_year", "target_year"], sort=False):
        counts = own["tone"].value_counts()
        columns.append((base, target, [(n, int(counts[n])) for n in TONES if n in counts]))
    return GridFacts(title, columns, int(rows["class_set"].str.contains("|", regex=False).sum()))
