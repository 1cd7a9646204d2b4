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
from helpers.present.figures.rows import LINE, Rows, heading_lines, in_rows, lines_of, width_of
from helpers.present.texts.blocks import Facts, fixed_labels, labels
from helpers.present.texts.language import language
from helpers.present.words import mid_sentence

GAP, BETWEEN = 0.02, 0.12  # inches between cells, and before the next indicator
# Width of the names beside the cells, and height of a cell: wide ones hold words.
NAMES = {False: 1.05, True: 1.3}
CELL = {False: 0.36, True: 0.32}
KEY_COLUMNS = {False: 4, True: 1}


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


@dataclass(frozen=True)
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
        return nothing_figure("verdicts", fixed_labels(TEMPLATE, "grid_empty")["title"])
    rows = rows.assign(tone=[tone_of(row) for row in rows.to_dict("records")])
    names = indicators.set_index("indicator_id")["name_en"]
    findings = {
        name: grid_title(own, names[name]) for name, own in rows.groupby("indicator_id", sort=False)
    }
    words = labels(_facts(rows, names, findings))

    def draw(layout: theme.Layout) -> Figure:
        return _draw(layout, rows, findings, words["title"])

    return FigureBundle(
        name="verdicts",
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source=", ".join(rows["observation_id"].unique()),
        data=rows[
            [
                "indicator_id",
                "method",
                "base_year",
                "target_year",
                "value",
                "class",
                "class_set",
                "reason",
            ]
        ],
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


def _draw(
    layout: theme.Layout, rows: pd.DataFrame, findings: Mapping[Hashable, str], title: str
) -> Figure:
    """Draw the bands below one another; rules run across where there is room, else down."""
    methods = [method for method in METHODS if method in set(rows["method"])]
    pairs = sorted(set(zip(rows["base_year"], rows["target_year"], strict=True)))
    across, names = (pairs, NAMES[True]) if layout.is_narrow else (methods, NAMES[False])
    size = (layout.width - 0.1 - names) / len(across)
    heads = [_lines(one, size - 0.06) for one in across]
    head_height = LINE * max(map(len, heads)) + 0.06
    bands = [
        (findings[name], own, [one for one in (methods if layout.is_narrow else pairs)
                               if _cells(own, one)])
        for name, own in rows.groupby("indicator_id", sort=False)
    ]  # fmt: skip
    height = sum(
        BETWEEN + _title_height(layout, finding) + CELL[layout.is_narrow] * len(lines)
        for finding, _, lines in bands
    ) + head_height * (len(bands) if layout.is_narrow else 1)
    tones = [tone for tone in TONES if (rows["tone"] == tone).any()]
    columns = KEY_COLUMNS[layout.is_narrow]
    sheet = in_rows(layout, height, title, key_lines=-(-len(tones) // columns))
    top = 0.0
    for place, (finding, own, lines) in enumerate(bands):
        if place == 0 and not layout.is_narrow:
            top = _heads(sheet, heads, names, size, top)
        top = _finding(sheet, layout, finding, top + BETWEEN)
        if layout.is_narrow:
            top = _heads(sheet, heads, names, size, top)
        for line in lines:
            _line(sheet, layout, own, line, across, (names, size), top)
            top += CELL[layout.is_narrow]
    sheet.drawing.legend(handles=_keys(tones), loc="outside lower left", ncols=columns)
    return sheet.drawing


def _lines(one: Any, width: float) -> list[str]:
    """Return the name of a rule, or of a pair of years, in lines."""
    if isinstance(one, tuple):
        base, target = one
        together = f"{base} → {target}"
        return [together] if width_of(together) <= width else [f"{base}", f"→ {target}"]
    return lines_of(METHODS[one].name, width)


def _cells(own: pd.DataFrame, one: Any) -> list[dict[Any, Any]]:
    """Return the ratings by a rule, or of a pair of years."""
    if isinstance(one, tuple):
        rows = own[(own["base_year"] == one[0]) & (own["target_year"] == one[1])]
    else:
        rows = own[own["method"] == one]
    return rows.to_dict("records")


def _title_height(layout: theme.Layout, finding: str) -> float:
    """Return the height of the heading of a band."""
    return LINE * len(heading_lines(finding, layout.width - 0.2)) + 0.06


def _finding(sheet: Rows, layout: theme.Layout, finding: str, top: float) -> float:
    """Write the heading of a band; return where it ends."""
    return sheet.heading(top, heading_lines(finding, layout.width - 0.2)) + 0.06


def _heads(sheet: Rows, heads: Sequence[list[str]], names: float, size: float, top: float) -> float:
    """Write what the columns are; return where the cells begin."""
    height = LINE * max(map(len, heads)) + 0.06
    for place, lines in enumerate(heads):
        sheet.write(
            names + (place + 0.5) * size,
            top + height - 0.04,
            "\n".join(lines),
            ha="center",
            va="bottom",
            color=theme.MUTED,
        )
    return top + height


def _line(
    sheet: Rows,
    layout: theme.Layout,
    own: pd.DataFrame,
    line: Any,
    across: Sequence[Any],
    places: tuple[float, float],
    top: float,
) -> None:
    """Draw one row of cells with its name."""
    names, size = places
    height = CELL[layout.is_narrow]
    text = "\n".join(_lines(line, names - 0.08)[:2])
    sheet.write(0, top + height / 2, text, color=theme.MUTED, linespacing=1.0)
    for row in _cells(own, line):
        key = row["method"] if isinstance(line, tuple) else (row["base_year"], row["target_year"])
        left = names + list(across).index(key) * size
        _cell(sheet, row, (left, top, size, height), with_words=not layout.is_narrow)


def _cell(
    sheet: Rows,
    row: dict[Any, Any],
    box: tuple[float, float, float, float],
    *,
    with_words: bool,
) -> None:
    """Draw one cell: its ground by tone, its sign and, where there is room, its words."""
    tone, (left, top, width, height) = TONES[row["tone"]], box
    sheet.tile(
        (left + GAP / 2, top + GAP / 2, width - GAP, height - GAP),
        facecolor=tone.ground,
        edgecolor=tone.edge,
        linewidth=0.8,
    )
    star = "*" if "|" in row["class_set"] else ""
    text = f"{tone.sign}{star}"
    if with_words:
        text = "\n".join(lines_of(f"{tone.sign} {_words(row)}{star}", width - 0.14))
    sheet.write(
        left + width / 2,
        top + height / 2,
        text,
        ha="center",
        linespacing=1.05,
        color=theme.MUTED if tone.ground == theme.PAPER else theme.INK,
    )


def _words(row: dict[Any, Any]) -> str:
    """Return the name of the class."""
    if not row["assessable"]:
        return language().word("unrated", "tones")
    return str(row["class"]).replace("_", " ")


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
