"""Verdicts of all methods under all readings of one observation, as a grid with class names."""

from __future__ import annotations

import textwrap

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import LinearSegmentedColormap

from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle

ROW_HEIGHT, HEAD_HEIGHT = 0.62, 0.75
CELL_CHARACTERS = 13
UNRATED = 0.5
# From behind over white to ahead; the class name in the cell says the same.
SHADES = LinearSegmentedColormap.from_list("shades", ["#f0b48a", "#ffffff", "#8fc4e8"])


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
    columns = rows[["base_year", "target_year"]].drop_duplicates().apply(tuple, axis=1).tolist()
    methods = [method for method in METHODS if method in set(rows["method"])]
    grid = rows.set_index(["method", "base_year", "target_year"])
    words = [[_words(grid.loc[(m, *c)]) for c in columns] for m in methods]
    ranks = np.array([[_rank(grid.loc[(m, *c)], m) for c in columns] for m in methods])
    with theme.themed():
        drawing = theme.new_figure(HEAD_HEIGHT + ROW_HEIGHT * len(methods))
        axis = drawing.subplots()
        sns.heatmap(
            ranks, annot=np.array(words), fmt="", cmap=SHADES, vmin=0, vmax=1, cbar=False,
            linewidths=2, linecolor=theme.PAPER, annot_kws={"size": 8.5, "color": theme.INK},
            ax=axis,
        )  # fmt: skip
        axis.set_xticklabels([f"{base} → {target}" for base, target in columns])
        axis.xaxis.tick_top()
        axis.tick_params(length=0)
        labels = ["\n".join(textwrap.wrap(METHODS[m].name, 16)) for m in methods]
        axis.set_yticklabels(labels, rotation=0)
        axis.set_title(title)
    return FigureBundle(
        name=name,
        drawing=drawing,
        alt=_alt(rows, title),
        caption=(
            "Class by each rule, by base and target year. Blue: enough or better; "
            "orange: the worst classes; * rounding allows another class as well. A rule named "
            "'after' a body was not read in full at its source."
        ),
        source=", ".join(rows["observation_id"].unique()),
        data=rows[["method", "base_year", "target_year", "value", "class", "class_set", "reason"]],
    )


def _words(row: pd.Series) -> str:
    """Return the name of the class, with a star where rounding allows another."""
    if not row["assessable"]:
        return "no rating"
    star = "*" if "|" in row["class_set"] else ""
    words = row["class"].replace("_", " ") + star
    return "\n".join(textwrap.wrap(words, CELL_CHARACTERS, break_long_words=False))


def _rank(row: pd.Series, method: str) -> float:
    """Return the place of the class between the worst (0) and the best (1)."""
    names = list(METHODS[method].classes)
    return names.index(row["class"]) / (len(names) - 1) if row["assessable"] else UNRATED


def _alt(rows: pd.DataFrame, title: str) -> str:
    """Return every cell in words."""
    parts = [
        f"{METHODS[row['method']].name}, {row['base_year']} to {row['target_year']}: "
        + (METHODS[row["method"]].classes[row["class"]] if row["assessable"] else "no rating")
        for row in rows.to_dict("records")
    ]
    return f"{title.replace(chr(10), ' ')}. " + "; ".join(parts) + "."
