"""How far each projection of March 2017 was off: one row a projection, one mark a value."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.hindsight.scores import main_scores
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.numbers import number

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT = 0.25, 0.85, 0.6
# Within the plan's own series, or across a change of label: by colour and by shape.
COLOURS = {True: theme.REPORT, False: theme.OTHER}
MARKERS = {True: "o", False: "x"}
SERIES_WORDS = {True: "own series", False: "another label"}
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
    ids = list(dict.fromkeys(scores["indicator_id"]))
    rows = [len(main_scores(scores[scores["indicator_id"] == name])) for name in ids]
    sizes = [HEAD_HEIGHT + ROW_HEIGHT * height for height in rows]
    with theme.themed():
        drawing = theme.new_figure(sum(sizes) + KEY_HEIGHT)
        axes = drawing.subplots(
            len(ids), 1, squeeze=False, sharex=True, height_ratios=sizes
        ).ravel()
        for axis, name in zip(axes, ids, strict=True):
            own = hindsight[hindsight["indicator_id"] == name]
            _panel(axis, own, main_scores(scores[scores["indicator_id"] == name]))
            theme.headline(
                axis,
                f"{names[name]}:\n{_finding(scores[scores['indicator_id'] == name])}",
                "points too low (−) or too high; at the right, the mean size of the errors",
            )
        _key(drawing)
    return FigureBundle(
        name="scores",
        drawing=drawing,
        alt=" ".join(f"{names[name]}: {_words(scores, name)}." for name in ids),
        caption=(
            "Projected minus published, in points or index points (energy: an index of 2015, where "
            "too low means too hopeful). Each mark is a published value of 2020, 2021, 2023 or "
            "2025; circles within the plan's own series, crosses across a change of "
            "label or population. Bar, and number at the right: mean and mean size of the errors "
            "within the plan's own series, or across labels where it has no value. Pace: the "
            "observed pace since the base year goes on. Plan: the path through the milestones. "
            "Left out: values that fail their own arithmetic, other indicators, and years without "
            "a value."
        ),
        source="hindsight; later_observations",
        data=hindsight[DRAWN],
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


def _key(drawing: Figure) -> None:
    """Explain the marks under the panels."""
    marks = [
        drawing.axes[0].plot([], [], marker=MARKERS[same], linestyle="", color=COLOURS[same])[0]
        for same in MARKERS
    ]
    mean = drawing.axes[0].plot([], [], marker="|", markersize=13, linestyle="", color=theme.INK)
    drawing.legend(
        [*marks, *mean], [*SERIES_WORDS.values(), "mean"], loc="outside lower center", ncols=3
    )


def _finding(scores: pd.DataFrame) -> str:
    """Return the projection with the smallest mean absolute error."""
    rows = main_scores(scores)
    best = rows.loc[rows["mean_absolute_error"].idxmin()]
    across = "" if best["same_series"] else ", across labels"
    return f"closest: {name_of(best)}; {number(best['mean_absolute_error'])} off{across}"


def _words(scores: pd.DataFrame, name: str) -> str:
    """Return the best and the worst projection of one indicator, with mean size and direction."""
    rows = main_scores(scores[scores["indicator_id"] == name]).sort_values("mean_absolute_error")
    told = [
        f"{word} of {len(rows)} {name_of(row)}, off by {number(row['mean_absolute_error'])} points "
        f"(mean error {number(row['bias'], sign=True)})"
        for word, row in (("closest", rows.iloc[0]), ("farthest", rows.iloc[-1]))
    ]
    across = "" if rows["same_series"].iloc[0] else ", all across a change of label"
    return "; ".join(told) + across


def name_of(score: pd.Series | dict) -> str:
    """Return a projection as words: "pace since 2013, logit", "plan's path, linear"."""
    first = f"pace since {score['base_year']}" if score["path"] == "pace" else "plan's path"
    return f"{first}, {score['rule']}"
