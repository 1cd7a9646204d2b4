"""The listed policies in time: a band a section, a shape an issuer, months as months."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.dates import YearLocator, date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.policies_and_funds import TEMPLATE, policies
from helpers.present.figures.keys import kind_keys
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language
from helpers.present.words import day as day_word

LANE_HEIGHT, HEAD_HEIGHT, LEGEND_HEIGHT = 0.19, 1.3, 0.2
LEGEND_COLUMNS = 2
DATES_PAD = 22.0  # points, for the dates of plan and report above the axis
# Earlier dates stand at the left edge with their date in words: drawn to scale they would
# squeeze the years of the plan into a third of the width.
AXIS_START = pd.Timestamp("2014-01-01")
EDGE_INSET, AFTER_REPORT = pd.Timedelta(days=12), pd.Timedelta(days=75)
# Room a mark needs beside it for its number, and at the edge for its date as well.
LABEL_ROOM, EDGE_ROOM = pd.Timedelta(days=80), pd.Timedelta(days=450)
ISSUERS = {
    "state_council": ("s", theme.KINDS[0]),
    "miit": ("o", theme.KINDS[1]),
    "other_central": ("D", theme.KINDS[3]),
    "local": ("^", theme.KINDS[2]),
}
DRAWN = [
    "order_printed",
    "letter",
    "title_en",
    "agencies",
    "issuer",
    "level",
    "date_printed",
    "date",
    "date_precision",
    "phase",
]


@dataclass(frozen=True)
class Section:
    """A table of the appendix: its name, its policies, first and last month."""

    name: str
    listed: int
    first: str
    last: str


@dataclass(frozen=True)
class TimelineFacts(Facts, template=TEMPLATE, block="policies_figure"):
    """Policies by phase, level and table; `early` are number and date of those at the edge."""

    listed: int
    before: int
    same: int
    after: int
    central: int
    local: int
    sections: list[Section]
    early: list[tuple[int, str]]


def policies_figure(dated: pd.DataFrame, reference: Mapping[str, pd.Timestamp]) -> FigureBundle:
    """Draw every policy at its date, numbered as printed, below the name of its section.

    Parameters
    ----------
    dated
        Result of ``policies.dated_policies``, at least one row.
    reference
        Result of ``policies.reference_dates``.
    """
    marks = dated.assign(
        at_edge=dated["last"] < AXIS_START,
        middle=dated["first"] + (dated["last"] - dated["first"]) / 2,
    )
    marks["lane"], heads = _lanes(marks)
    words = labels(_facts(marks))
    lanes, legend = int(marks["lane"].max()) + 1, _legend(marks, words["month"])
    height = HEAD_HEIGHT + LANE_HEIGHT * (lanes + 1)

    def draw(layout: theme.Layout) -> Figure:
        legend_height = LEGEND_HEIGHT * -(-len(legend) // LEGEND_COLUMNS)
        drawing = theme.new_figure(layout, height + legend_height)
        axis = drawing.subplots()
        _reference_lines(axis, reference, words)
        _headings(axis, heads)
        for mark in marks.to_dict("records"):
            _mark(axis, mark)
        _finish(axis, reference["report"], lanes)
        axis.set_xlabel(words["axis"])
        theme.headline(axis, words["title"], pad=DATES_PAD)
        drawing.legend(handles=legend, loc="outside lower left", ncols=LEGEND_COLUMNS)
        return drawing

    return FigureBundle(
        name="policies",
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source=language().word("policies", "places"),
        data=dated[DRAWN],
    )


def _lanes(marks: pd.DataFrame) -> tuple[pd.Series, dict[str, int]]:
    """Return the lane of each mark and of each section's heading, so that no numbers touch."""
    lanes: dict[Hashable, int] = {}
    heads: dict[str, int] = {}
    top = 0
    for section, own in marks.groupby("section", sort=False):
        heads[str(section)] = top
        ends: list[pd.Timestamp] = []
        for position, mark in own.sort_values(["middle", "order_printed"]).iterrows():
            start = max(mark["middle"], AXIS_START)
            free = [lane for lane, end in enumerate(ends) if end <= start]
            lane = free[0] if free else len(ends)
            ends[lane : lane + 1] = [start + (EDGE_ROOM if mark["at_edge"] else LABEL_ROOM)]
            lanes[position] = top + 1 + lane
        top += 1 + len(ends)
    return pd.Series(lanes), heads


def _mark(axis: Axes, mark: Mapping[Any, Any]) -> None:
    """Draw one policy: filled on its day, hollow over a bar where only the month is printed."""
    shape, tone = ISSUERS[mark["issuer"]]
    to_the_day, lane = mark["date_precision"] == "day", mark["lane"]
    at = date2num(AXIS_START + EDGE_INSET if mark["at_edge"] else mark["middle"])
    if not to_the_day and not mark["at_edge"]:
        ends = date2num(mark["first"]), date2num(mark["last"]) + 1
        axis.hlines(lane, *ends, color=tone, linewidth=3, zorder=3)
    inside = tone if to_the_day else theme.PAPER
    axis.plot(at, lane, marker=shape, markersize=5, color=tone, markerfacecolor=inside, zorder=4)
    label = str(mark["order_printed"])
    axis.annotate(
        f"{label}  ← {mark['date_printed']}" if mark["at_edge"] else label,
        (at, lane),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        fontsize=8.5,
        zorder=2,
        bbox=theme.PLATE,
    )


def _headings(axis: Axes, heads: Mapping[str, int]) -> None:
    """Write each section's letter and name above its marks, with a line over it."""
    for section, lane in heads.items():
        axis.axhline(lane - 0.62, color=theme.FAINT, linewidth=0.8, zorder=0)
        axis.annotate(
            section,
            (0, lane),
            xycoords=("axes fraction", "data"),
            xytext=(2, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            fontweight="bold",
            bbox=theme.PLATE,
        )


def _reference_lines(
    axis: Axes, reference: Mapping[str, pd.Timestamp], words: Mapping[str, str]
) -> None:
    """Draw the plan's issue and the ministry's report, dated above the axis."""
    for name, day in reference.items():
        axis.axvline(date2num(day), color=theme.INK, linewidth=1.1, linestyle=(0, (4, 2)), zorder=1)
        axis.annotate(
            f"{words[name]}\n{day_word(f'{day:%Y-%m-%d}')}",
            (date2num(day), 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center" if name == "plan" else "right",
            va="bottom",
            fontsize=8.5,
        )


def _finish(axis: Axes, report: pd.Timestamp, lanes: int) -> None:
    """Set limits, ticks and grid."""
    axis.set_xlim(date2num(AXIS_START), date2num(report + AFTER_REPORT))
    axis.set_ylim(lanes - 0.3, -0.7)
    axis.xaxis_date()
    axis.xaxis.set_major_locator(YearLocator())
    axis.set_yticks([])
    sns.despine(ax=axis, left=True)


def _legend(marks: pd.DataFrame, month_words: str) -> list[Line2D]:
    """Return a handle for each issuer drawn, and one for a month where there is one."""
    handles = kind_keys(
        {name: (language().word(name, "issuers"), *style) for name, style in ISSUERS.items()},
        marks["issuer"],
        size=6,
    )
    if (marks["date_precision"] != "day").any():
        month = Line2D([], [], color=theme.MUTED, linewidth=3, marker="o", label=month_words)
        month.set_markerfacecolor(theme.PAPER)
        handles.append(month)
    return handles


def _facts(marks: pd.DataFrame) -> TimelineFacts:
    """Return counts by phase, level and table, and which policies stand at the edge."""
    edge = marks[marks["at_edge"]]
    sections = [
        Section(str(name), len(own), f"{own['first'].min():%Y-%m}", f"{own['last'].max():%Y-%m}")
        for name, own in marks.groupby("section_name", sort=False)
    ]
    early = list(zip(edge["order_printed"], edge["date_printed"], strict=True))
    return TimelineFacts(**asdict(policies(marks)), sections=sections, early=early)
