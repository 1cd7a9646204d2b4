"""A headline rate as it was published: the plan, its own level, the later label, grade by shape."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.hindsight.two_rates import TIE_YEAR, RateHistory
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.rates import TEMPLATE, Rate, rates
from helpers.present.figures.placing import Label, place_labels
from helpers.present.figures.points import values_of_years
from helpers.present.numbers import number, plain_number, span
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language

HEIGHT, KEY_LINE = 4.6, 0.25
COLOURS = {"own": theme.REPORT, "later": theme.OTHER}
GRADE_MARKERS = {"A": "s", "B": "^", "C": "v", "D": "P"}
# Contradicting levels of one date stand side by side, in years; half the width of a target.
SIDE_BY_SIDE, HALF_TARGET = 0.16, 0.45
# Years free before the first and after the last date.
BEFORE, AFTER = 1.2, {False: 1.4, True: 2.0}
BAND_NAME_WIDTH = {False: 20, True: 13}
ROLE_SIDES = {
    "baseline": ("below right", "below"),
    "expected": ("below right", "right", "above left"),
    "target": ("below right", "below"),
}
DRAWN = [
    "line",
    "date",
    "period",
    "value",
    "low",
    "high",
    "status",
    "population",
    "grade",
    "evidence_id",
]


class LaterFacts(Facts, template=TEMPLATE, block="later_figure"):
    """The rate, how many values of each line are drawn, and (value, year) of those left out."""

    rate: Rate
    tie_year: int
    own: int
    later: int
    left_out: list[tuple[float, int]]


def later_figure(history: RateHistory, indicators: pd.DataFrame, name: str) -> FigureBundle:
    """Draw one rate: milestones, values by line and grade, and the band of the plan's basis.

    Parameters
    ----------
    history
        Result of ``two_rates.rate_history``.
    indicators
        Table of the edition.
    name
        Indicator id of the rate.
    """
    own_name = indicators.set_index("indicator_id").loc[name, "name_en"]
    (rate,) = [one for one in rates(history, indicators) if one.name == own_name]
    lines = history.lines[history.lines["indicator_id"] == name]
    band = history.band[history.band["indicator_id"] == name]
    amounts = lines["line"].value_counts()
    failed = history.failed[history.failed["indicator_id"] == name]
    words = labels(
        LaterFacts(
            rate,
            TIE_YEAR,
            int(amounts.get("own", 0)),
            int(amounts.get("later", 0)),
            values_of_years(failed),
        )
    )
    plan, values = lines[lines["line"] == "plan"], drawn_values(lines)

    data = pd.concat([lines, band.assign(line="basis")], ignore_index=True)[DRAWN]
    return FigureBundle(
        f"later-{name}",
        lambda layout: _draw(layout, plan, values, band, words),
        words["alt"],
        words["caption"],
        language().word("rates", "places"),
        data,
    )


def drawn_values(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the values with a mark of their own, each once, with the date `x` to draw it at.

    A value that rounds to the plan's of its date has the plan's mark. Implied levels of one date
    stand side by side.
    """
    plan = lines[lines["line"] == "plan"].set_index("date")["value"]
    values = lines[lines["line"] != "plan"].drop_duplicates(["line", "date", "value", "grade"])
    same = values["date"].map(plan).sub(values["value"].round()).eq(0)
    values = values[~(same & (values["status"] == "derived"))]
    derived = values[values["status"] == "derived"]
    place = derived.groupby("date")["value"].rank(ascending=False)
    size = derived.groupby("date")["value"].transform("size")
    moved = SIDE_BY_SIDE * (place - (size + 1) / 2)
    return values.assign(x=values["date"] + moved.reindex(values.index).fillna(0.0))


def _draw(
    layout: theme.Layout,
    plan: pd.DataFrame,
    values: pd.DataFrame,
    band: pd.DataFrame,
    words: dict[str, str],
) -> Figure:
    """Draw lines and marks, then the labels where these leave room."""
    grades = sorted(set(values["grade"]))
    drawing = theme.new_figure(layout, HEIGHT + KEY_LINE * (len(grades) if layout.is_narrow else 1))
    axis = drawing.subplots()
    told = told_values(values, plan, starts=not layout.is_narrow)
    marked = values[values.index.isin(told.index) | values["piece"].isna()]
    _draw_plan(axis, plan)
    _draw_band(axis, band)
    _draw_values(axis, values, marked if layout.is_narrow else values)
    _dress(axis, plan, values, layout)
    theme.headline(axis, words["title"], words["unit"])
    marks = [
        axis.plot([], [], marker=GRADE_MARKERS[grade], linestyle="", color=theme.INK)[0]
        for grade in grades
    ]
    drawing.legend(
        marks,
        [f"{grade}: {language().word(grade, 'grades')}" for grade in grades],
        loc="outside lower left",
        ncols=1 if layout.is_narrow else len(grades),
    )
    theme.fix_layout(drawing)
    place_labels(
        axis,
        [
            *_plan_labels(plan, layout),
            *_value_labels(told, plan, words, layout),
            *_band_labels(band, plan, words, layout),
        ],
        np.concatenate([values[["x", "value"]], plan[["date", "value"]]]).astype(float),
        [
            plan[["date", "value"]].to_numpy(float),
            *(piece[["date", "value"]].to_numpy(float) for piece in _pieces(values)),
            *(piece[["date", end]].to_numpy(float)
              for _, piece in band.groupby("piece") for end in ("low", "high")),
        ],
    )  # fmt: skip
    return drawing


def _pieces(values: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the values that a line may join, a table a stretch."""
    return [piece for _, piece in values[values["piece"].notna()].groupby("piece")]


def told_values(values: pd.DataFrame, plan: pd.DataFrame, *, starts: bool = True) -> pd.DataFrame:
    """Return the values whose number is written.

    These are the end of each stretch and, where there is room, its start, what was published for
    the year of a target, and the levels that later statements imply for the year in which they
    meet the plan.
    """
    targets = plan.loc[plan["status"] == "target", "date"]
    places = (0, -1) if starts else (-1,)
    ends = [piece.index[place] for piece in _pieces(values) for place in places]
    chosen = (
        values.index.isin(ends)
        | (values["date"].isin(targets) & (values["status"] == "reported"))
        | ((values["status"] == "derived") & (values["date"] == TIE_YEAR))
    )
    return values[chosen].drop_duplicates(["date", "value"])


def _draw_plan(axis: Axes, points: pd.DataFrame) -> None:
    """Draw the milestones, targets as short bars, and the straight path between them."""
    axis.plot(
        points["date"], points["value"], color=theme.INK, linewidth=0.8, linestyle="--", zorder=1
    )
    targets = points["status"] == "target"
    for point in points[targets].to_dict("records"):
        axis.hlines(point["value"], point["date"] - HALF_TARGET, point["date"] + HALF_TARGET,
                    color=theme.INK, linewidth=3, zorder=1.5)  # fmt: skip
    for point in points[~targets].to_dict("records"):
        axis.plot(
            point["date"],
            point["value"],
            marker="o",
            markersize=8,
            color=theme.INK,
            markerfacecolor=theme.PAPER if point["status"] == "expected" else theme.INK,
            zorder=3,
        )


def _draw_band(axis: Axes, band: pd.DataFrame) -> None:
    """Draw what the later values give on the plan's basis."""
    for _, piece in band.groupby("piece"):
        axis.fill_between(
            piece["date"], piece["low"], piece["high"],
            color=theme.REPORT, alpha=0.25, linewidth=0, zorder=1,
        )  # fmt: skip


def _draw_values(axis: Axes, values: pd.DataFrame, marked: pd.DataFrame) -> None:
    """Draw each value by line and grade, hollow where implied; a line only within one piece."""
    for piece in _pieces(values):
        colour = COLOURS[piece["line"].iloc[0]]
        axis.plot(piece["date"], piece["value"], linewidth=1.4, color=colour, zorder=2)
    for value in marked.to_dict("records"):
        colour = COLOURS[value["line"]]
        axis.plot(
            value["x"],
            value["value"],
            marker=GRADE_MARKERS[value["grade"]],
            markersize=4.5 if value["grade"] == "A" else 5.5,
            color=colour,
            markerfacecolor=theme.PAPER if value["status"] == "derived" else colour,
            linestyle="",
            zorder=5,
        )


def _plan_labels(points: pd.DataFrame, layout: theme.Layout) -> list[Label]:
    """Return the plan's values with what they are."""
    return [
        Label(
            _plan_words(point, layout),
            point["date"],
            point["value"],
            theme.INK,
            ROLE_SIDES[point["status"]],
        )
        for point in points.to_dict("records")
    ]


def _plan_words(point: Mapping[Any, Any], layout: theme.Layout) -> str:
    """Return a value of the plan, where there is room with what it is."""
    value = plain_number(point["value"])
    return value if layout.is_narrow else f"{value} {language().word(point['status'], 'roles')}"


def _in_lines(value: str, word: str, layout: theme.Layout) -> str:
    """Return a number with what it is, on a phone on a line of its own."""
    return f"{value}{chr(10) if layout.is_narrow else ' '}{word}"


def _value_labels(
    told: pd.DataFrame, plan: pd.DataFrame, words: dict[str, str], layout: theme.Layout
) -> list[Label]:
    """Return the numbers of the values, the last of each line with its name."""
    last = set(told[told["status"] == "reported"].groupby("line")["date"].idxmax())
    return [
        Label(
            _in_lines(number(value["value"]), words[value["line"]], layout)
            if place in last
            else number(value["value"]),
            value["x"],
            value["value"],
            COLOURS[value["line"]],
            _sides(value, plan),
        )
        for place, value in told.sort_values("date", ascending=False).to_dict("index").items()
    ]


def _sides(value: Mapping[Any, Any], plan: pd.DataFrame) -> tuple[str, ...]:
    """Return where the number of a value should stand: away from the plan's path, or its twin."""
    path = float(np.interp(value["date"], plan["date"], plan["value"]))
    moved = value["date"] - value["x"]
    if moved > 0 or (not moved and value["value"] >= path):
        return "above left", "above", "left"
    return "below right", "below", "right"


def _band_labels(
    band: pd.DataFrame, plan: pd.DataFrame, words: dict[str, str], layout: theme.Layout
) -> list[Label]:
    """Return the ends of the band in the years of targets, and at its end with its name."""
    if band.empty:
        return []
    targets = plan.loc[plan["status"] == "target", "date"]
    rows = band[band["date"].isin(targets)].drop_duplicates("date").to_dict("records")
    last = band.iloc[-1]
    texts = [span(row["low"], row["high"]) for row in rows]
    name = textwrap.wrap(
        f"{span(last['low'], last['high'])} {words['band']}", BAND_NAME_WIDTH[layout.is_narrow]
    )
    return [
        Label(text, row["date"], row["low"], theme.REPORT, ("below right", "below"))
        for text, row in zip([*texts, "\n".join(name)], [*rows, last], strict=True)
    ]


def _dress(axis: Axes, plan: pd.DataFrame, values: pd.DataFrame, layout: theme.Layout) -> None:
    """Set years, margins and grid."""
    dates = [*plan["date"], *values["date"]]
    axis.set_xticks(sorted(set(plan["date"].astype(int))))
    axis.set_xlim(min(dates) - BEFORE, max(dates) + AFTER[layout.is_narrow])
    axis.margins(y=0.12)
    axis.grid(visible=False, axis="x")
    sns.despine(ax=axis, left=True)
