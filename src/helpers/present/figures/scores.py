"""How far each projection of March 2017 was off: one row a projection, a bar over its errors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.hindsight.scores import YEARS, main_scores
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.hindsight import name_of
from helpers.present.facts.rates import TEMPLATE
from helpers.present.numbers import number
from helpers.present.texts.blocks import Facts, labels

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT, MESSAGE_HEIGHT = 0.25, 1.15, 0.3, 0.3
COLUMNS = 4
# The names of the rows take from the width of the panels, which stand side by side.
TITLE_CHARACTERS = 21
# Room left of the least error, and for a number right of the largest, as shares of all errors.
MARGIN, NUMBER = 0.05, {False: 0.25, True: 0.4}
PROJECTION = ["path", "base_year", "rule"]
KEY_LINES = {False: 1, True: 3}
# Within the plan's own series, or across a change of label: by colour and by weight.
COLOURS = {True: theme.REPORT, False: theme.OTHER}
WEIGHTS = {True: 6.0, False: 3.0}
DRAWN = [
    "indicator_id",
    "path",
    "rule",
    "base_year",
    "year",
    "date",
    "projected",
    "published",
    "error",
    "same_series",
    "grade",
    "later_id",
    "capped",
]


class ScoresFacts(Facts, template=TEMPLATE, block="scores_figure"):
    """The closest and the furthest projection of an indicator, and the scale of their errors.

    `other` is the closest on a later label where values on the plan's own level go first, else "".
    """

    name: str
    scale: str
    is_own: bool
    best: str
    error: float
    bias: float
    worst: str
    worst_error: float
    other: str
    other_error: float


class KeyFacts(Facts, template=TEMPLATE, block="scores_key"):
    """The years whose values are scored; for how many indicators pace or plan came closest."""

    years: list[int]
    indicators: int
    pace: int
    plan: int


def scores_figure(
    hindsight: pd.DataFrame, scores: pd.DataFrame, indicators: pd.DataFrame
) -> FigureBundle:
    """Draw a panel an indicator: the range of each projection's errors, and their mean as a line.

    Parameters
    ----------
    hindsight, scores
        Results of ``hindsight.hindsight`` and ``hindsight.scores``.
    indicators
        Table of the edition.
    """
    names = indicators.set_index("indicator_id")["name_en"]
    groups = {str(name): own for name, own in scores.groupby("indicator_id", sort=False)}
    found = {name: main_scores(own) for name, own in groups.items()}
    words = {name: _words(names[name], own) for name, own in groups.items()}
    closest = [_ranked(own)["path"].iloc[0] for own in groups.values()]
    key = labels(KeyFacts(list(YEARS), len(closest), closest.count("pace"), closest.count("plan")))

    return FigureBundle(
        name="scores",
        draw=lambda layout: _draw(layout, hindsight, found, words, key),
        alt=" ".join(own["alt"] for own in words.values()),
        caption=key["caption"],
        source=key["source"],
        data=hindsight[DRAWN],
    )


def _ranked(scores: pd.DataFrame) -> pd.DataFrame:
    """Return one row a projection, the closest first."""
    return main_scores(scores).sort_values("mean_absolute_error", kind="stable")


def _words(name: str, scores: pd.DataFrame) -> dict[str, str]:
    """Return title and alternative text of an indicator, from its scores."""
    ranked = _ranked(scores)
    best, worst = ranked.iloc[0], ranked.iloc[-1]
    across = scores[scores["same_series"] != best["same_series"]]
    others = across.nsmallest(1, "mean_absolute_error").to_dict("records")
    return labels(
        ScoresFacts(
            name=name,
            scale=best["scale"],
            is_own=bool(best["same_series"]),
            best=name_of(best),
            error=best["mean_absolute_error"],
            bias=best["bias"],
            worst=name_of(worst),
            worst_error=worst["mean_absolute_error"],
            other="".join(name_of(row) for row in others),
            other_error=theme.total(row["mean_absolute_error"] for row in others),
        )
    )


def _draw(
    layout: theme.Layout,
    hindsight: pd.DataFrame,
    found: Mapping[str, pd.DataFrame],
    words: Mapping[str, dict[str, str]],
    key: dict[str, str],
) -> Figure:
    """Draw the panels side by side on common rows, on a phone each with rows of its own."""
    every = _projections(pd.concat(found.values()))
    rows = [_projections(own) if layout.is_narrow else every for own in found.values()]
    message = theme.title_lines(key["title"], layout.title_characters)
    drawing, axes = theme.panel_grid(
        layout,
        [HEAD_HEIGHT + ROW_HEIGHT * len(own) for own in rows],
        KEY_HEIGHT * KEY_LINES[layout.is_narrow] + MESSAGE_HEIGHT * len(message),
        COLUMNS,
        sharex=True,
    )
    for place, (axis, (name, own), kept) in enumerate(zip(axes, found.items(), rows, strict=True)):
        _panel(axis, hindsight[hindsight["indicator_id"] == name], own, kept)
        axis.set_yticks(range(len(kept)))
        shown = layout.is_narrow or place % COLUMNS == 0
        axis.set_yticklabels([name_of(row) if shown else "" for row in kept])
        title = words[name]["title"]
        if not layout.is_narrow:
            title = "\n".join(theme.title_lines(title, TITLE_CHARACTERS))
        theme.headline(axis, title, key["unit"])
    low, high = hindsight["error"].min(), hindsight["error"].max()
    axes[0].set_xlim(low - MARGIN * (high - low), high + NUMBER[layout.is_narrow] * (high - low))
    theme.message(drawing, key["title"], layout)
    _draw_key(drawing, key, layout)
    return drawing


def _projections(scores: pd.DataFrame) -> list[dict[Any, Any]]:
    """Return each projection once, in the order of the scores."""
    return scores.drop_duplicates(PROJECTION)[PROJECTION].to_dict("records")


def _panel(
    axis: Axes, own: pd.DataFrame, scores: pd.DataFrame, rows: Sequence[dict[Any, Any]]
) -> None:
    """Draw the projections of one indicator, the first on top, with mean and mean size."""
    closest = scores["mean_absolute_error"].idxmin()
    for place, row in scores.iterrows():
        line = rows.index({name: row[name] for name in PROJECTION})
        marks = own[(own["path"] == row["path"]) & (own["rule"] == row["rule"])]
        if row["path"] == "pace":
            marks = marks[marks["base_year"] == row["base_year"]]
        for same, values in marks.groupby("same_series"):
            axis.plot([values["error"].min(), values["error"].max()], [line] * 2,
                      **_bar(bool(same)))  # fmt: skip
        axis.plot(row["bias"], line, marker="|", markersize=12, markeredgewidth=1.6,
                  color=theme.INK, zorder=4)  # fmt: skip
        axis.annotate(
            number(row["mean_absolute_error"]),
            (marks["error"].max(), line),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            fontweight="bold" if place == closest else "normal",
            bbox=theme.PLATE,
            zorder=3,
        ).set_in_layout(False)
    axis.axvline(0, color=theme.INK, linewidth=1)
    axis.set_ylim(len(rows) - 0.4, -0.6)
    axis.tick_params(axis="x", labelbottom=True)
    axis.grid(visible=True, axis="y", linewidth=0.5)
    sns.despine(ax=axis, left=True)


def _bar(same: bool) -> dict[str, Any]:
    """Return how a range of errors is drawn; round ends let a single value be seen."""
    return {
        "color": COLOURS[same],
        "linewidth": WEIGHTS[same],
        "marker": "o",
        "markersize": WEIGHTS[same],
        "markeredgewidth": 0,
        "zorder": 2.5,
    }


def _draw_key(drawing: Figure, words: dict[str, str], layout: theme.Layout) -> None:
    """Explain the marks under the panels."""
    axis = drawing.axes[0]
    bars = [axis.plot([], [], **_bar(same))[0] for same in COLOURS]
    mean = axis.plot([], [], marker="|", markersize=13, linestyle="", color=theme.INK)
    told = [words[name] for name in ("own", "across", "mean")]
    drawing.legend([*bars, *mean], told, loc="outside lower left",
                   ncols=len(told) // KEY_LINES[layout.is_narrow])  # fmt: skip
