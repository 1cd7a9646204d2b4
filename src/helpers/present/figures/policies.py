"""The listed policies in time: a band a section, a shape an issuer, months as months."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.dates import YearLocator, date2num
from matplotlib.lines import Line2D

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.keys import kind_keys
from helpers.present.words import count, listing

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
    "state_council": ("State Council", "s", theme.KINDS[0]),
    "miit": ("MIIT, alone or with others", "o", theme.KINDS[1]),
    "other_central": ("other central bodies", "D", theme.KINDS[3]),
    "local": ("provinces and cities", "^", theme.KINDS[2]),
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
    lanes, legend = int(marks["lane"].max()) + 1, _legend(marks)
    height = HEAD_HEIGHT + LANE_HEIGHT * (lanes + 1)
    with theme.themed():
        drawing = theme.new_figure(height + LEGEND_HEIGHT * -(-len(legend) // LEGEND_COLUMNS))
        axis = drawing.subplots()
        _reference_lines(axis, reference)
        _headings(axis, heads)
        for mark in marks.to_dict("records"):
            _mark(axis, mark)
        _finish(axis, reference, lanes)
        theme.headline(axis, _title(dated), pad=DATES_PAD)
        drawing.legend(handles=legend, loc="outside lower left", ncols=LEGEND_COLUMNS)
    return FigureBundle(
        name="policies",
        drawing=drawing,
        alt=_alt(dated),
        caption=_caption(marks),
        source=f"{listing(sorted(set(dated['source_id'])))}, appendix 1",
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
    _, shape, tone = ISSUERS[mark["issuer"]]
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


def _reference_lines(axis: Axes, reference: Mapping[str, pd.Timestamp]) -> None:
    """Draw the plan's issue and the ministry's report, dated above the axis."""
    words = {"plan": "plan issued", "report": "MIIT's report"}
    for name, day in reference.items():
        axis.axvline(date2num(day), color=theme.INK, linewidth=1.1, linestyle=(0, (4, 2)), zorder=1)
        axis.annotate(
            f"{words[name]}\n{day.day} {day:%B %Y}",
            (date2num(day), 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center" if name == "plan" else "right",
            va="bottom",
            fontsize=8.5,
        )


def _finish(axis: Axes, reference: Mapping[str, pd.Timestamp], lanes: int) -> None:
    """Set limits, ticks and grid."""
    axis.set_xlim(date2num(AXIS_START), date2num(reference["report"] + AFTER_REPORT))
    axis.set_ylim(lanes - 0.3, -0.7)
    axis.xaxis_date()
    axis.xaxis.set_major_locator(YearLocator())
    axis.set_xlabel("date of the document; a year stands at its first day")
    axis.set_yticks([])
    sns.despine(ax=axis, left=True)


def _legend(marks: pd.DataFrame) -> list[Line2D]:
    """Return a handle for each issuer drawn, and one for a month where there is one."""
    handles = kind_keys(ISSUERS, marks["issuer"], size=6)
    if (marks["date_precision"] != "day").any():
        month = Line2D([], [], color=theme.MUTED, linewidth=3, marker="o", label="month only")
        month.set_markerfacecolor(theme.PAPER)
        handles.append(month)
    return handles


def _title(dated: pd.DataFrame) -> str:
    """Return how many policies came after the plan, and from which level."""
    after, local = (dated["phase"] == "after").sum(), (dated["level"] == "local").sum()
    return (
        f"{after} of {count(len(dated), 'listed policy', 'listed policies')} came after the plan;\n"
        f"{len(dated) - local} are from central bodies, {local} from local ones"
    )


def _caption(marks: pd.DataFrame) -> str:
    """Return what is drawn, what is not to scale, and whose list it is."""
    early = [
        f"No. {mark['order_printed']} of {mark['date_printed']}"
        for mark in marks[marks["at_edge"]].to_dict("records")
    ]
    edge = f"At the left edge, not to scale: {listing(early)}. " if early else ""
    return (
        "Each mark is a policy, numbered as in the appendix and in the table of policies; shape "
        "and colour say who issued it. Hollow over a bar: the source prints the month only. "
        f"{edge}Height within a section only keeps the numbers apart. Left out: what the list does "
        "not name; it is the Chamber's selection, by its own word not exhaustive, and not the "
        "plan's own."
    )


def _alt(dated: pd.DataFrame) -> str:
    """Return counts by phase and by section, with first and last month."""
    phases = dated["phase"].value_counts()
    sections = [
        f"{str(section).partition('. ')[2]} {len(own)} ({own['first'].min():%Y-%m} to "
        f"{own['last'].max():%Y-%m})"
        for section, own in dated.groupby("section", sort=False)
    ]
    return (
        f"{phases.get('after', 0)} of {count(len(dated), 'listed policy', 'listed policies')} came "
        f"after the plan was issued, {phases.get('before', 0)} before, {phases.get('same', 0)} on "
        f"its day. "
        f"By section: {'; '.join(sections)}."
    )
