"""The rates as published later: by label, with gaps where a label or a year breaks the series."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.numbers import number
from helpers.present.words import count, listing, mid_sentence

PANEL_HEIGHT, KEY_HEIGHT = 3.7, 0.75
# The label tells by colour and by words beside the last value; the grade by shape.
COLOURS = {"same": theme.REPORT, "other": theme.OTHER, "proxy": theme.LEVEL}
GRADE_MARKERS = {"A": "s", "B": "^", "C": "v"}
SIDE_BY_SIDE = 0.16
# Offset in points and the side of the text that stays put.
Where = tuple[float, float, str]
ABOVE_LEFT: Where = (-5, 4, "right")
HIGH_LEFT: Where = (-5, 8, "right")
BELOW_RIGHT: Where = (7, -12, "left")
RIGHT: Where = (9, -4, "left")
UNDER: Where = (0, -18, "center")
# Names that would run into a line or out of the panel above and to the left of their mark.
PLACES: dict[str, Where] = {
    "cnc-old": RIGHT,
    "digital-equipment": (-2, -30, "center"),
    "digital-tools-key-enterprises": (38, -44, "right"),
}
ROLE_PLACES = {"baseline": UNDER, "expected": ABOVE_LEFT, "target": RIGHT}
LABELLED = (2012.0, 2013.0, 2020.0)
REPORT, REPORT_WORD = "miit_2017", "report"
DRAWN = ["indicator_id", "series", "date", "value", "low", "high", "grade", "status", "conflict"]


def later_figure(
    later: pd.DataFrame,
    points: pd.DataFrame,
    reports: pd.DataFrame,
    indicators: pd.DataFrame,
    chosen: list[str],
) -> FigureBundle:
    """Draw a panel an indicator: milestones in black, later values by label and grade.

    Parameters
    ----------
    later
        Result of ``later.later_values``.
    points
        Result of ``scales.scaled_milestones``.
    reports
        Observations of the report year, levels only.
    indicators
        Table of the edition.
    chosen
        Indicator ids, one a panel.
    """
    names = indicators.set_index("indicator_id")["name_en"]
    values = later[later["indicator_id"].isin(chosen) & later["value"].notna()]
    values = values.assign(x=_beside(values))
    with theme.themed():
        drawing = theme.new_figure(PANEL_HEIGHT * len(chosen) + KEY_HEIGHT)
        axes = drawing.subplots(len(chosen), 1, squeeze=False, sharex=True).ravel()
        for axis, name in zip(axes, chosen, strict=True):
            own = values[values["indicator_id"] == name]
            _panel(
                axis,
                own,
                points[points["indicator_id"] == name],
                reports[reports["indicator_id"] == name],
            )
            theme.headline(axis, f"{names[name]}:\n{_finding(own, points, name)}", "percent")
        _key(drawing)
    return FigureBundle(
        name="later",
        drawing=drawing,
        alt=" ".join(
            f"{names[name]}: {_finding(values[values['indicator_id'] == name], points, name)}. "
            f"{_words(values[values['indicator_id'] == name])}"
            for name in chosen
        ),
        caption=(
            "Black: the plan's milestones (filled circle baseline, hollow expected, diamonds "
            "targets) and the straight path between them. Colour and name: purple the plan's "
            "label, ochre the same rate under another label or population, grey another indicator; "
            "hollow diamonds are later official targets. Shape: evidence grade. Hollow marks: "
            "contradicted by another statement, drawn side by side. Lines join reported values of "
            "one label that lie two years apart at most; implied and contradicted values are not "
            "joined. A year's value stands at its end, a month's at the end of the month. The "
            "scale does not start at zero. "
            f"Left out: {_left_out(later, names, chosen)}directions without a figure."
        ),
        source=f"later_observations; {REPORT}; milestones",
        data=values[DRAWN],
    )


def _left_out(later: pd.DataFrame, names: pd.Series, chosen: Sequence[str]) -> str:
    """Return the indicators with later values that have no panel, as the begin of a list."""
    others = [name for name in dict.fromkeys(later["indicator_id"]) if name not in chosen]
    return f"{listing([mid_sentence(names[name]) for name in others])}; " if others else ""


def _beside(values: pd.DataFrame) -> pd.Series:
    """Return the dates at which to draw; contradictory rows of one date move apart."""
    groups = values.groupby(["series", "date", "status"])["value"]
    place = groups.rank(ascending=False) - (groups.transform("size") + 1) / 2
    return values["date"] + SIDE_BY_SIDE * place.where(values["conflict"] == "yes", 0.0)


def _panel(axis: Axes, own: pd.DataFrame, points: pd.DataFrame, reports: pd.DataFrame) -> None:
    """Draw one indicator."""
    axis.plot(
        points["year"], points["value"], color=theme.INK, linewidth=0.8, linestyle="--", zorder=1
    )
    for point in points.to_dict("records"):
        target = point["role"] == "target"
        axis.plot(
            point["year"],
            point["value"],
            marker="D" if target else "o",
            markersize=8 if target else 9,
            color=theme.INK,
            markerfacecolor=theme.PAPER if point["role"] == "expected" else theme.INK,
            zorder=3,
        )
        where = ROLE_PLACES[point["role"]]
        _label(axis, number(point["value"], 0), point["year"], point["value"], theme.INK, where)
    for report in reports.to_dict("records"):
        mark = report | {"relation": "same", "grade": "A", "conflict": "no", "status": "reported"}
        _mark(axis, mark, float(report["year"]))
        text = f"{number(report['value'])} ({REPORT_WORD})"
        _label(axis, text, report["year"], report["value"], COLOURS["same"], BELOW_RIGHT)
    for _, piece in own[own["piece"].notna()].sort_values("date").groupby("piece"):
        axis.plot(
            piece["date"], piece["value"], linewidth=1.2, zorder=2,
            color=COLOURS[piece["relation"].iloc[0]],
        )  # fmt: skip
    for value in own.to_dict("records"):
        _mark(axis, value, value["x"])
    _labels(axis, own)
    axis.set_xticks([2013, 2015, 2017, 2020, 2023, 2025])
    axis.set_xlim(2010.8, 2026.4)
    axis.tick_params(axis="x", labelbottom=True)
    axis.margins(y=0.1)
    axis.grid(visible=False, axis="x")
    sns.despine(ax=axis, left=True)


def _mark(axis: Axes, value: dict, x: float) -> None:
    """Draw one value: colour the label, shape the grade, hollow if contradicted or a target."""
    colour = COLOURS[value["relation"]]
    target = value["status"] == "target"
    axis.plot(
        x,
        value["value"],
        marker="D" if target else GRADE_MARKERS[value["grade"]],
        markersize=5.5 if value["grade"] == "A" else 7,
        color=colour,
        markerfacecolor=theme.PAPER if target or value["conflict"] == "yes" else colour,
        zorder=5,
    )


def _labels(axis: Axes, own: pd.DataFrame) -> None:
    """Print contradicted values, the last of each label with its name, and a few years."""
    values = own[own["status"] != "target"]
    last = values.loc[values.groupby("series")["date"].idxmax(), "later_id"].tolist()
    for value in own.to_dict("records"):
        text, where = number(value["value"]), None
        if value["status"] == "target":
            text, where = f"{number(value['value'], 0)} (later target)", HIGH_LEFT
        elif value["conflict"] == "yes":
            where = ABOVE_LEFT if value["x"] <= value["date"] else RIGHT
        elif value["later_id"] in last:
            name = value["label"].replace(" equipment", "\nequipment")
            text, where = f"{text} {name}", PLACES.get(value["series"], ABOVE_LEFT)
        elif value["date"] in LABELLED:
            where = ABOVE_LEFT
        if where:
            _label(axis, text, value["x"], value["value"], COLOURS[value["relation"]], where)


def _label(axis: Axes, text: str, x: float, y: float, colour: str, where: Where) -> None:
    """Print a text beside a mark."""
    axis.annotate(
        text,
        (x, y),
        xytext=where[:2],
        textcoords="offset points",
        color=colour,
        ha=where[2],
        fontsize=9,
    )


def _key(drawing: Figure) -> None:
    """Explain shapes and colours under the panels."""
    axis = drawing.axes[0]
    shapes = [
        axis.plot([], [], marker=GRADE_MARKERS[grade], linestyle="", color=theme.INK)[0]
        for grade in GRADE_MARKERS
    ]
    hollow = axis.plot(
        [], [], marker="^", linestyle="", color=theme.INK, markerfacecolor=theme.PAPER
    )
    drawing.legend(
        [*shapes, *hollow],
        ["A: official text seen", "B: quoted elsewhere", "C: another body", "hollow: contradicted"],
        loc="outside lower center",
        ncols=2,
        fontsize=9,
    )


def _finding(own: pd.DataFrame, points: pd.DataFrame, name: str) -> str:
    """Return the title line: the value of the first target year against its target, by label."""
    target = points[(points["indicator_id"] == name) & (points["role"] == "target")].iloc[0]
    year = int(target["year"])
    value = own[
        (own["date"] == float(year)) & (own["status"] == "reported") & (own["relation"] != "proxy")
    ].iloc[-1]
    way = " on the plan's label" if value["relation"] == "same" else ", on another label only"
    side = "reaches" if value["value"] >= target["value"] else "misses"
    return f"{number(value['value'])} % in {year} {side} {number(target['value'], 0)} %{way}"


def _words(own: pd.DataFrame) -> str:
    """Return the first and last value of each label, with grades."""
    parts = []
    rows = own[own["status"] != "target"].sort_values("date")
    for label, values in rows.groupby("label", sort=False):
        grades = " and ".join(sorted(set(values["grade"])))
        ends = list(dict.fromkeys(_ends(values)))
        parts.append(
            f"{label}, {count(len(values), 'value')} of grade {grades}: {' to '.join(ends)}"
        )
    return f"By label: {'; '.join(parts)}."


def _ends(values: pd.DataFrame) -> list[str]:
    """Return first and last value with their years."""
    return [
        f"{number(row['value'])} for {row['year']:.0f}" for row in (values.iloc[0], values.iloc[-1])
    ]
