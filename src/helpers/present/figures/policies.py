"""The listed policies in time, each by its name: a band a section, a shape an issuer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.policies_and_funds import TEMPLATE, Policies, policies
from helpers.present.figures.keys import kind_keys
from helpers.present.figures.rows import LINE as HEADING_LINE
from helpers.present.figures.rows import TEXT, Rows, heading_lines, in_rows, lines_of, width_of
from helpers.present.texts.blocks import Facts, labels, phrase
from helpers.present.texts.language import language
from helpers.present.words import day as day_word

# Inches down: a line of a name, a mark below it, free between rows, over a heading, under it.
LINE, STRIP, GAP, OVER, UNDER = 0.145, 0.13, 0.06, 0.1, 0.04
# Inches across: the years, at the right or below the names; numbers before names; free beside.
YEARS, NUMBER, BESIDE = {False: 4.2, True: 3.0}, 0.24, 0.12
LEGEND_COLUMNS = {False: 5, True: 1}
AFTER_LAST = pd.Timedelta(days=75)
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


class TimelineFacts(Policies, Facts, template=TEMPLATE, block="policies_figure"):
    """Policies by phase, level and table; `early` counts those before the axis begins."""

    sections: list[Section]
    early: int


class PolicyFacts(Facts, template=TEMPLATE, block="policy_name"):
    """Title of a policy as printed, and its date where it stands at the edge, else ""."""

    title: str
    early: str


def policies_figure(dated: pd.DataFrame, reference: Mapping[str, pd.Timestamp]) -> FigureBundle:
    """Draw every policy at its date beside its name, section by section, the earliest first.

    Parameters
    ----------
    dated
        Result of ``policies.dated_policies``, at least one row.
    reference
        Result of ``policies.reference_dates``.
    """
    start = axis_start(reference["plan"])
    marks = dated.assign(
        at_edge=dated["last"] < start,
        middle=dated["first"] + (dated["last"] - dated["first"]) / 2,
    )
    marks["name"] = [
        phrase(PolicyFacts(row["title_en"], row["date_printed"] if row["at_edge"] else ""))
        for row in marks.to_dict("records")
    ]
    words = labels(_facts(marks))

    return FigureBundle(
        name="policies",
        draw=lambda layout: _draw(layout, marks, reference, words),
        alt=words["alt"],
        caption=words["caption"],
        source=language().word("policies", "places"),
        data=dated[DRAWN],
    )


def axis_start(plan: pd.Timestamp) -> pd.Timestamp:
    """Return the first day of the year before the plan's.

    Earlier documents stand at the edge: to scale they would squeeze the years of the plan.
    """
    return pd.Timestamp(year=plan.year - 1, month=1, day=1)


def _draw(
    layout: theme.Layout,
    marks: pd.DataFrame,
    reference: Mapping[str, pd.Timestamp],
    words: Mapping[str, str],
) -> Figure:
    """Draw the sections below one another."""
    width = layout.width - 0.1
    names = width if layout.is_narrow else width - YEARS[False] - BESIDE
    sections = [
        (heading_lines(str(section), names), _named(own, names - NUMBER))
        for section, own in marks.groupby("section", sort=False)
    ]
    start = axis_start(reference["plan"])
    end = max(marks["last"].max(), *reference.values()) + AFTER_LAST
    levels = _reference_lines(reference, words, layout)
    head = 2 * LINE * (max(level for level, _ in levels.values()) + 1) + LINE + GAP
    height = head + theme.total(
        OVER
        + UNDER
        + HEADING_LINE * len(heading)
        + theme.total(_height(lines, layout) for _, lines in own)
        for heading, own in sections
    )
    years = [pd.Timestamp(year=year, month=1, day=1) for year in range(start.year, end.year + 1)]
    legend = _legend(marks, words["month"])
    columns = LEGEND_COLUMNS[layout.is_narrow]
    sheet = in_rows(
        layout,
        height,
        words["title"],
        values=(date2num(start), date2num(end)),
        between=(width - YEARS[layout.is_narrow], width),
        ticks=True,
        key_lines=-(-len(legend) // columns),
    )
    _write_reference(sheet, reference, levels)
    _years(sheet, years, head)
    top = head
    for heading, own in sections:
        top = sheet.heading(top + OVER, heading) + UNDER
        if not layout.is_narrow:
            bottom = top + theme.total(_height(lines, layout) for _, lines in own)
            _lines(sheet, years, reference, (top, bottom))
        for mark, lines in own:
            bottom = top + _height(lines, layout)
            if layout.is_narrow:
                _lines(sheet, years, reference, (bottom - GAP - STRIP, bottom - GAP))
            _row(sheet, mark, lines, top, bottom - GAP - STRIP / 2 if layout.is_narrow else None)
            top = bottom
    sheet.drawing.legend(handles=legend, loc="outside lower left", ncols=columns)
    return sheet.drawing


def _named(own: pd.DataFrame, width: float) -> list[tuple[dict[Any, Any], list[str]]]:
    """Return the policies of a section by date, each with its name in lines."""
    ordered = own.sort_values(["middle", "order_printed"])
    return [(mark, lines_of(mark["name"], width)) for mark in ordered.to_dict("records")]


def _height(lines: Sequence[str], layout: theme.Layout) -> float:
    """Return the height of a row, its mark beside the name or below it."""
    return LINE * len(lines) + STRIP * layout.is_narrow + GAP


def _reference_lines(
    reference: Mapping[str, pd.Timestamp], words: Mapping[str, str], layout: theme.Layout
) -> dict[str, tuple[int, str]]:
    """Return level and text over each day of reference, the later higher where they would touch."""
    texts = {
        name: f"{words[name]}\n{day_word(f'{day:%Y-%m-%d}')}" for name, day in reference.items()
    }
    widths = [max(map(width_of, text.split("\n"))) for text in texts.values()]
    level = int(theme.total(widths) + BESIDE > YEARS[layout.is_narrow] / 2)
    later = sorted(reference, key=lambda name: reference[name], reverse=True)
    return {name: (later.index(name) * level, texts[name]) for name in reference}


def _write_reference(
    sheet: Rows,
    reference: Mapping[str, pd.Timestamp],
    levels: Mapping[str, tuple[int, str]],
) -> None:
    """Write plan and report over the years."""
    for name, day in reference.items():
        level, text = levels[name]
        top = 2 * LINE * level
        sheet.axis.annotate(
            text, (date2num(day), top + LINE), xytext=(3, 0), textcoords="offset points",
            ha="right", va="center", fontsize=TEXT, linespacing=1.05,
        ).set_in_layout(False)  # fmt: skip


def _lines(
    sheet: Rows,
    years: Sequence[pd.Timestamp],
    reference: Mapping[str, pd.Timestamp],
    strip: tuple[float, float],
) -> None:
    """Draw the years, and the days of plan and report, beside or below one name."""
    sheet.guides(map(date2num, years), *strip)
    sheet.guides(map(date2num, reference.values()), *strip, color=theme.INK, linewidth=1.1)


def _years(sheet: Rows, years: Sequence[pd.Timestamp], head: float) -> None:
    """Write the years above and below the rows, each at its first day."""
    for day in years:
        sheet.axis.text(
            date2num(day), head - (LINE + GAP) / 2, str(day.year), ha="center", va="center",
            fontsize=TEXT, color=theme.MUTED,
        ).set_in_layout(False)  # fmt: skip
    sheet.axis.set_xticks([date2num(day) for day in years], [str(day.year) for day in years])
    sheet.axis.tick_params(axis="x", labelsize=TEXT)


def _row(
    sheet: Rows, mark: Mapping[Any, Any], lines: Sequence[str], top: float, below: float | None
) -> None:
    """Draw one policy: number, name and mark; hollow over a bar where only the month is printed."""
    shape, tone = ISSUERS[mark["issuer"]]
    to_the_day, middle = mark["date_precision"] == "day", top + LINE * len(lines) / 2
    sheet.write(NUMBER - 0.06, top + LINE / 2, str(mark["order_printed"]), ha="right",
                color=theme.MUTED)  # fmt: skip
    sheet.write(NUMBER, middle, "\n".join(lines), linespacing=1.05)
    down = middle if below is None else below
    at = sheet.axis.get_xticks()[0] if mark["at_edge"] else date2num(mark["middle"])
    if mark["at_edge"]:
        sheet.axis.annotate(
            "←", (at, down), xytext=(-5, 0), textcoords="offset points", ha="right", va="center",
            fontsize=TEXT,
        ).set_in_layout(False)  # fmt: skip
    elif not to_the_day:
        ends = date2num(mark["first"]), date2num(mark["last"]) + 1
        sheet.axis.hlines(down, *ends, color=tone, linewidth=3, zorder=3)
    inside = tone if to_the_day else theme.PAPER
    sheet.axis.plot(at, down, marker=shape, markersize=5.5, color=tone, markerfacecolor=inside,
                    zorder=4)  # fmt: skip


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
    """Return counts by phase, level and table, and how many stand at the edge."""
    sections = [
        Section(str(name), len(own), f"{own['first'].min():%Y-%m}", f"{own['last'].max():%Y-%m}")
        for name, own in marks.groupby("section_name", sort=False)
    ]
    return TimelineFacts(
        **asdict(policies(marks)), sections=sections, early=int(marks["at_edge"].sum())
    )
