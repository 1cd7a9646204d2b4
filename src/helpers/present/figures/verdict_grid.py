"""Verdicts of all methods on all observations as one grid: what each amounts to, in its words."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from helpers.analysis.progress.methods import METHODS
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.robustness import TEMPLATE, grid_title
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.rows import (
    LINE,
    MARGIN,
    Rows,
    heading_lines,
    in_rows,
    lines_of,
    width_of,
)
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.present.texts.language import language
from helpers.present.words import mid_sentence

DATA = [
    "indicator_id",
    "method",
    "base_year",
    "target_year",
    "value",
    "class",
    "class_set",
    "reason",
]
# Inches between cells, before the next indicator, under a heading, and down of a cell.
GAP, BETWEEN, UNDER, CELL = 0.02, 0.12, 0.06, 0.34
NAMES = {False: 1.05, True: 1.3}  # inches for the names beside the cells


@dataclass(frozen=True)
class Tone:
    """How what a class amounts to is told apart: a sign, a ground and an edge."""

    sign: str
    ground: str
    edge: str


TONES = {
    "enough": Tone("▲", theme.GROUNDS["ahead"], theme.GROUNDS["ahead"]),
    "short": Tone("■", theme.GROUNDS["short"], theme.GROUNDS["short"]),
    "little": Tone("▼", theme.GROUNDS["behind"], theme.GROUNDS["behind"]),
    "unrated": Tone("✕", theme.PAPER, theme.FAINT),
}


class GridFacts(Facts, template=TEMPLATE, block="grid_figure"):
    """Values on which all ratings agree and those on which they do not; and what is in the grid.

    `findings` says of each value how many ratings call its pace enough; `open` counts the cells in
    which rounding allows another class.
    """

    agreed: list[str]
    split: list[str]
    findings: list[str]
    tones: list[tuple[str, int]]
    open: int


def verdict_grid_figure(progress: pd.DataFrame, indicators: pd.DataFrame) -> FigureBundle:
    """Draw one grid: a band an observation, a cell a rule and a pair of base and target year.

    Parameters
    ----------
    progress
        Table of progress, rows of the observations to draw.
    indicators
        Table of the edition.
    """
    rows = progress[progress["method"].isin([m for m in METHODS if METHODS[m].classes])]
    if rows.empty:
        return nothing_figure("verdicts", plain_labels(TEMPLATE, "grid_empty")["title"])
    rows = rows.assign(tone=[tone_of(row) for row in rows.to_dict("records")])
    names = indicators.set_index("indicator_id")["name_en"]
    findings = {
        name: grid_title(own, names[name]) for name, own in rows.groupby("indicator_id", sort=False)
    }
    words = labels(_facts(rows, names, findings))

    return FigureBundle(
        name="verdicts",
        draw=lambda layout: _draw(layout, rows, findings, words["title"]),
        alt=words["alt"],
        caption=words["caption"],
        source=", ".join(rows["observation_id"].unique()),
        data=rows[DATA],
    )


def tone_of(row: dict[Any, Any]) -> str:
    """Return what the class of a rating amounts to: enough, the class next below, or lower."""
    if not row["assessable"]:
        return "unrated"
    enough = METHODS[row["method"]].enough
    if row["class"] in enough:
        return "enough"
    lower = [name for name in METHODS[row["method"]].classes if name not in enough]
    return "short" if row["class"] == lower[-1] else "little"


@dataclass(frozen=True)
class Plan:
    """Where the cells of a grid stand: rules across where there is room, years on a phone.

    Parameters
    ----------
    layout
        Which of the two drawings.
    across
        Rules, or pairs of years, a column each.
    names, size
        Inches for the names of the lines, and of a column.
    """

    layout: theme.Layout
    across: Sequence[Any]
    names: float
    size: float

    @property
    def width(self) -> float:
        """The width of a heading, in inches."""
        return self.names + self.size * len(self.across)

    @property
    def heads(self) -> list[list[str]]:
        """What the columns are, in lines."""
        return [_name(one, self.size - 0.06) for one in self.across]

    @property
    def head_height(self) -> float:
        """Inches down of the heads of the columns."""
        return LINE * max(map(len, self.heads)) + UNDER

    def height(self, line: Any, cells: Mapping[Any, dict[Any, Any]]) -> float:
        """Return the inches down of a line: what its name takes, or the longest of its cells."""
        most = max([len(self.name(line)), *(len(self.words(row)) for row in cells.values())])
        return max(CELL, LINE * most + GAP)

    def words(self, row: dict[Any, Any]) -> list[str]:
        """Return what a cell says, in lines: its sign and, where there is room, its class."""
        sign, star = TONES[row["tone"]].sign, "*" if "|" in row["class_set"] else ""
        if self.layout.is_narrow:
            return [f"{sign}{star}"]
        return lines_of(f"{sign} {_words(row)}{star}", self.size - GAP - 0.12)

    def name(self, line: Any) -> list[str]:
        """Return the name of a line, in lines."""
        return _name(line, self.names - 0.08)


@dataclass(frozen=True)
class GridBand:
    """The ratings of one observation under their finding, by rule or by pair of years."""

    heading: list[str]
    lines: dict[Any, dict[Any, dict[Any, Any]]]


def _draw(
    layout: theme.Layout, rows: pd.DataFrame, findings: Mapping[Hashable, str], title: str
) -> Figure:
    """Draw the bands below one another."""
    plan = _plan(layout, rows)
    bands = [
        GridBand(heading_lines(findings[name], plan.width), _lines(own, layout))
        for name, own in rows.groupby("indicator_id", sort=False)
    ]
    height = plan.head_height * (len(bands) if layout.is_narrow else 1) + theme.total(
        BETWEEN
        + LINE * len(band.heading)
        + UNDER
        + theme.total(plan.height(line, cells) for line, cells in band.lines.items())
        for band in bands
    )
    tones = [tone for tone in TONES if (rows["tone"] == tone).any()]
    columns = 1 if layout.is_narrow else len(tones)
    sheet = in_rows(layout, height, title, key_lines=-(-len(tones) // columns))
    top = 0.0 if layout.is_narrow else _heads(sheet, plan, 0.0)
    for band in bands:
        top = sheet.heading(top + BETWEEN, band.heading) + UNDER
        if layout.is_narrow:
            top = _heads(sheet, plan, top)
        for line, cells in band.lines.items():
            _line(sheet, plan, line, cells, top)
            top += plan.height(line, cells)
    sheet.drawing.legend(handles=_keys(tones), loc="outside lower left", ncols=columns)
    return sheet.drawing


def _plan(layout: theme.Layout, rows: pd.DataFrame) -> Plan:
    """Return where the cells stand."""
    pairs = sorted(set(zip(rows["base_year"], rows["target_year"], strict=True)))
    methods = [method for method in METHODS if method in set(rows["method"])]
    across: Sequence[Any] = pairs if layout.is_narrow else methods
    names = NAMES[layout.is_narrow]
    return Plan(layout, across, names, (layout.width - 2 * MARGIN - names) / len(across))


def _lines(own: pd.DataFrame, layout: theme.Layout) -> dict[Any, dict[Any, dict[Any, Any]]]:
    """Return the ratings of an observation by line and column."""
    lines: dict[Any, dict[Any, dict[Any, Any]]] = {}
    order = own.assign(place=own["method"].map(list(METHODS).index))
    for row in order.sort_values(["place", "base_year", "target_year"]).to_dict("records"):
        method, pair = row["method"], (row["base_year"], row["target_year"])
        line, column = (method, pair) if layout.is_narrow else (pair, method)
        lines.setdefault(line, {})[column] = row
    return lines


def _name(one: Any, width: float) -> list[str]:
    """Return the name of a rule, or of a pair of years as it fits, in lines."""
    if not isinstance(one, tuple):
        return lines_of(METHODS[one].name, width)
    base, target = one
    for lines in ([f"{base} → {target}"], [f"{base}", f"→ {target}"]):
        if max(map(width_of, lines)) <= width:
            return lines
    return [f"’{base % 100:02d}", f"’{target % 100:02d}"]


def _heads(sheet: Rows, plan: Plan, top: float) -> float:
    """Write what the columns are; return where the cells begin."""
    for place, lines in enumerate(plan.heads):
        sheet.write(
            plan.names + (place + 0.5) * plan.size,
            top + plan.head_height - 0.04,
            "\n".join(lines),
            ha="center",
            va="bottom",
            color=theme.MUTED,
        )
    return top + plan.head_height


def _line(
    sheet: Rows, plan: Plan, line: Any, cells: Mapping[Any, dict[Any, Any]], top: float
) -> None:
    """Draw one row of cells with its name."""
    height = plan.height(line, cells)
    sheet.write(0, top + height / 2, "\n".join(plan.name(line)), color=theme.MUTED,
                linespacing=1.0)  # fmt: skip
    for column, row in cells.items():
        left = plan.names + plan.across.index(column) * plan.size
        box = (left + GAP / 2, top + GAP / 2, plan.size - GAP, height - GAP)
        _cell(sheet, TONES[row["tone"]], plan.words(row), box)


def _cell(
    sheet: Rows, tone: Tone, words: list[str], box: tuple[float, float, float, float]
) -> None:
    """Draw one cell: its ground and its words."""
    left, top, width, height = box
    sheet.tile(box, facecolor=tone.ground, edgecolor=tone.edge, linewidth=0.8)
    sheet.write(
        left + width / 2,
        top + height / 2,
        "\n".join(words),
        ha="center",
        linespacing=1.05,
        color=theme.MUTED if tone.ground == theme.PAPER else theme.INK,
    )


def _words(row: dict[Any, Any]) -> str:
    """Return the class in the rule's own words."""
    if not row["assessable"]:
        return language().word("unrated", "tones")
    return METHODS[row["method"]].classes[row["class"]]


def _keys(tones: Sequence[str]) -> list[Patch]:
    """Return the key of each tone drawn."""
    return [
        Patch(
            facecolor=TONES[name].ground,
            edgecolor=TONES[name].edge,
            label=f"{TONES[name].sign} {language().word(name, 'tones')}",
        )
        for name in tones
    ]


def _facts(rows: pd.DataFrame, names: pd.Series, findings: Mapping[Hashable, str]) -> GridFacts:
    """Return on which values the ratings agree, and what the cells amount to."""
    rated = rows[rows["assessable"]]
    enough = (rated["tone"] == "enough").groupby(rated["indicator_id"], sort=False)
    agreed = enough.nunique() == 1
    told = {name: mid_sentence(names[name]) for name in agreed.index}
    counts = rows["tone"].value_counts()
    return GridFacts(
        agreed=[told[name] for name in agreed.index[agreed]],
        split=[told[name] for name in agreed.index[~agreed]],
        findings=list(findings.values()),
        tones=[(name, int(counts[name])) for name in TONES if name in counts],
        open=int(rows["class_set"].str.contains("|", regex=False).sum()),
    )
