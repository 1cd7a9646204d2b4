"""A headline rate as it was published: the plan, its own level, the later label, grade by shape."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.analysis.hindsight.two_rates import TIE_YEAR, RateHistory
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.rates import TEMPLATE, Rate, rates
from helpers.present.numbers import number, span
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language

HEIGHT, KEY_LINE = 4.1, 0.25
COLOURS = {"own": theme.REPORT, "later": theme.OTHER}
GRADE_MARKERS = {"A": "s", "B": "^", "C": "v", "D": "P"}
# Contradicting levels of one date stand side by side, in years.
SIDE_BY_SIDE = 0.16
# Offset in points and the side of the text that stays put.
Where = tuple[float, float, str]
ABOVE_LEFT: Where = (-5, 4, "right")
BELOW: Where = (0, -16, "center")
BELOW_RIGHT: Where = (4, -14, "left")
RIGHT: Where = (8, -4, "left")
LEFT: Where = (-8, -4, "right")
BELOW_BESIDE: Where = (9, -14, "left")
AT_TARGET: Where = (2, -18, "left")
UNDER_BAND: Where = (40, -14, "right")
ROLE_PLACES = {"baseline": BELOW, "expected": ABOVE_LEFT, "target": RIGHT}
# Values with a label beside the last of each line; the early ones stand under the path.
LABELLED = {2012.0: ABOVE_LEFT, 2016.0: BELOW_RIGHT, 2017.0: BELOW_BESIDE, 2020.0: ABOVE_LEFT}
FIRST_TARGET, BAND_NAME_WIDTH = 2020.0, 14
YEARS = [2013, 2015, 2017, 2020, 2023, 2025]
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


@dataclass(frozen=True)
class LaterFacts(Facts, template=TEMPLATE, block="later_figure"):
    """The rate, and how many values of each line are drawn."""

    rate: Rate
    tie_year: int
    own: int
    later: int


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
    words = labels(
        LaterFacts(rate, TIE_YEAR, int(amounts.get("own", 0)), int(amounts.get("later", 0)))
    )
    grades = sorted(set(lines["grade"]))
    values = lines[lines["line"] != "plan"]

    def draw(layout: theme.Layout) -> Figure:
        drawing = theme.new_figure(layout, HEIGHT + KEY_LINE * len(grades))
        axis = drawing.subplots()
        _draw_plan(axis, lines[lines["line"] == "plan"])
        _draw_band(axis, band, words)
        _draw_values(axis, _beside(values), words)
        _dress(axis)
        theme.headline(axis, words["title"], words["unit"])
        marks = [
            axis.plot([], [], marker=GRADE_MARKERS[grade], linestyle="", color=theme.INK)[0]
            for grade in grades
        ]
        told = [f"{grade}: {language().word(grade, 'grades')}" for grade in grades]
        drawing.legend(marks, told, loc="outside lower left", fontsize=9)
        return drawing

    data = pd.concat([lines, band.assign(line="basis")], ignore_index=True)[DRAWN]
    return FigureBundle(
        f"later-{name}",
        draw,
        words["alt"],
        words["caption"],
        language().word("rates", "places"),
        data,
    )


def _beside(values: pd.DataFrame) -> pd.DataFrame:
    """Return values with the date to draw at; implied levels of one date move apart."""
    derived = values[values["status"] == "derived"]
    place = derived.groupby("date")["value"].rank(ascending=False)
    size = derived.groupby("date")["value"].transform("size")
    moved = SIDE_BY_SIDE * (place - (size + 1) / 2)
    return values.assign(x=values["date"] + moved.reindex(values.index).fillna(0.0))


def _draw_plan(axis: Axes, points: pd.DataFrame) -> None:
    """Draw the milestones and the straight path between them."""
    axis.plot(
        points["date"], points["value"], color=theme.INK, linewidth=0.8, linestyle="--", zorder=1
    )
    for point in points.to_dict("records"):
        target = point["status"] == "target"
        axis.plot(
            point["date"],
            point["value"],
            marker="D" if target else "o",
            markersize=8 if target else 9,
            color=theme.INK,
            markerfacecolor=theme.PAPER if point["status"] == "expected" else theme.INK,
            zorder=3,
        )
        where = ROLE_PLACES[point["status"]]
        _label(axis, number(point["value"], 0), point["date"], point["value"], theme.INK, where)


def _draw_band(axis: Axes, band: pd.DataFrame, words: dict[str, str]) -> None:
    """Draw what the later values give on the plan's basis, with the ends named."""
    for _, piece in band.groupby("piece"):
        axis.fill_between(
            piece["date"], piece["low"], piece["high"],
            color=theme.REPORT, alpha=0.25, linewidth=0, zorder=1,
        )  # fmt: skip
    if band.empty:
        return
    target, last = band[band["date"] == FIRST_TARGET], band.iloc[-1]
    for row in target.drop_duplicates("date").to_dict("records"):
        text = span(row["low"], row["high"])
        _label(axis, text, row["date"], row["low"], theme.REPORT, AT_TARGET)
    name = textwrap.wrap(words["band"], BAND_NAME_WIDTH)
    text = "\n".join([span(last["low"], last["high"]), *name])
    _label(axis, text, last["date"], last["low"], theme.REPORT, UNDER_BAND, va="top")


def _draw_values(axis: Axes, values: pd.DataFrame, words: dict[str, str]) -> None:
    """Draw each value by line and grade, hollow where implied; a line only within one piece."""
    for _, piece in values[values["piece"].notna()].groupby("piece"):
        colour = COLOURS[piece["line"].iloc[0]]
        axis.plot(piece["date"], piece["value"], linewidth=1.2, color=colour, zorder=2)
    for value in values.to_dict("records"):
        colour = COLOURS[value["line"]]
        axis.plot(
            value["x"],
            value["value"],
            marker=GRADE_MARKERS[value["grade"]],
            markersize=5.5 if value["grade"] == "A" else 7,
            color=colour,
            markerfacecolor=theme.PAPER if value["status"] == "derived" else colour,
            linestyle="",
            zorder=5,
        )
    for line, own in values.groupby("line"):
        _label_line(axis, own, str(line), words)


def _label_line(axis: Axes, own: pd.DataFrame, line: str, words: dict[str, str]) -> None:
    """Print the levels implied for 2015, the values of target years, and the last with its name."""
    reported = own[own["status"] == "reported"].drop_duplicates(["date", "value"])
    for value in own[(own["status"] == "derived") & (own["date"] == TIE_YEAR)].to_dict("records"):
        where = LEFT if value["x"] < value["date"] else RIGHT
        _label(axis, number(value["value"]), value["x"], value["value"], COLOURS[line], where)
    last = reported["date"].max()
    for value in reported[reported["date"].isin([*LABELLED, last])].to_dict("records"):
        text, where = number(value["value"]), LABELLED.get(value["date"], ABOVE_LEFT)
        if value["date"] == last:
            text = f"{text} {words[line]}"
        _label(axis, text, value["date"], value["value"], COLOURS[line], where)


def _dress(axis: Axes) -> None:
    """Set years, margins and grid."""
    axis.set_xticks(YEARS)
    axis.set_xlim(2010.8, 2026.4)
    axis.margins(y=0.1)
    axis.grid(visible=False, axis="x")
    sns.despine(ax=axis, left=True)


def _label(
    axis: Axes, text: str, x: float, y: float, colour: str, where: Where, va: str = "baseline"
) -> None:
    """Print a text beside a mark."""
    axis.annotate(
        text, (x, y), xytext=where[:2], textcoords="offset points",
        color=colour, ha=where[2], va=va, fontsize=9,
    )  # fmt: skip
