"""How far each projection of March 2017 was off: one row a projection, one mark a value."""

from __future__ import annotations

from dataclasses import dataclass

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

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT = 0.25, 0.85, 0.6
# Within the plan's own series, or across a change of label: by colour and by shape.
COLOURS = {True: theme.REPORT, False: theme.OTHER}
MARKERS = {True: "o", False: "x"}
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


@dataclass(frozen=True)
class ScoresFacts(Facts, template=TEMPLATE, block="scores_figure"):
    """The closest and the furthest projection of an indicator, errors in points.

    `other` is the closest on a later label where values on the plan's own level go first, else "".
    """

    name: str
    is_own: bool
    best: str
    error: float
    bias: float
    worst: str
    worst_error: float
    other: str
    other_error: float


@dataclass(frozen=True)
class KeyFacts(Facts, template=TEMPLATE, block="scores_key"):
    """The years whose values are scored."""

    years: list[int]


def scores_figure(
    hindsight: pd.DataFrame, scores: pd.DataFrame, indicators: pd.DataFrame
) -> FigureBundle:
    """Draw a panel an indicator: errors of every projection, and their mean as a bar.

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
    key = labels(KeyFacts(list(YEARS)))
    sizes = [HEAD_HEIGHT + ROW_HEIGHT * len(rows) for rows in found.values()]

    def draw(layout: theme.Layout) -> Figure:
        drawing, axes = theme.panel_grid(layout, sizes, KEY_HEIGHT, sharex=True)
        for axis, (name, rows) in zip(axes, found.items(), strict=True):
            _panel(axis, hindsight[hindsight["indicator_id"] == name], rows)
            theme.headline(axis, words[name]["title"], key["unit"])
        _draw_key(drawing, key)
        return drawing

    return FigureBundle(
        name="scores",
        draw=draw,
        alt=" ".join(own["alt"] for own in words.values()),
        caption=key["caption"],
        source=key["source"],
        data=hindsight[DRAWN],
    )


def _words(name: str, scores: pd.DataFrame) -> dict[str, str]:
    """Return title and alternative text of an indicator, from its scores."""
    ranked = main_scores(scores).sort_values("mean_absolute_error", kind="stable")
    best, worst = ranked.iloc[0], ranked.iloc[-1]
    across = scores[scores["same_series"] != best["same_series"]]
    others = across.nsmallest(1, "mean_absolute_error").to_dict("records")
    return labels(
        ScoresFacts(
            name=name,
            is_own=bool(best["same_series"]),
            best=name_of(best),
            error=best["mean_absolute_error"],
            bias=best["bias"],
            worst=name_of(worst),
            worst_error=worst["mean_absolute_error"],
            other="".join(name_of(row) for row in others),
            other_error=sum(row["mean_absolute_error"] for row in others),
        )
    )


def _panel(axis: Axes, own: pd.DataFrame, rows: pd.DataFrame) -> None:
    """Draw the projections of one indicator, the first on top, with mean and mean size."""
    for place, row in enumerate(rows.to_dict("records")):
        marks = own[(own["path"] == row["path"]) & (own["rule"] == row["rule"])]
        if row["path"] == "pace":
            marks = marks[marks["base_year"] == row["base_year"]]
        for same, values in marks.groupby("same_series"):
            axis.plot(
                values["error"],
                [place] * len(values),
                linestyle="",
                marker=MARKERS[bool(same)],
                markersize=5,
                color=COLOURS[bool(same)],
                alpha=0.8,
            )
        axis.plot(row["bias"], place, marker="|", markersize=13, color=theme.INK, zorder=4)
        axis.annotate(
            number(row["mean_absolute_error"]),
            (1.02, place),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=9,
        )
    axis.axvline(0, color=theme.INK, linewidth=1)
    axis.set_yticks(range(len(rows)))
    axis.set_yticklabels([name_of(row) for row in rows.to_dict("records")])
    axis.set_ylim(len(rows) - 0.4, -0.6)
    axis.margins(x=0.05)
    axis.tick_params(axis="x", labelbottom=True)
    axis.grid(visible=False, axis="y")
    sns.despine(ax=axis, left=True)


def _draw_key(drawing: Figure, words: dict[str, str]) -> None:
    """Explain the marks under the panels."""
    axis = drawing.axes[0]
    marks = [axis.plot([], [], marker=MARKERS[same], linestyle="", color=COLOURS[same])[0]
             for same in MARKERS]  # fmt: skip
    mean = axis.plot([], [], marker="|", markersize=13, linestyle="", color=theme.INK)
    told = [words[name] for name in ("own", "across", "mean")]
    drawing.legend([*marks, *mean], told, loc="outside lower center", ncols=3)
