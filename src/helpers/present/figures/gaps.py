"""The gap on every path: base year, target year and rule, with its rounding interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.comparison import TEMPLATE
from helpers.present.facts.verdicts import FIRM, agreement, is_bound, side_of
from helpers.present.figures.fan import Drawn, drawn_values
from helpers.present.figures.keys import mark_key
from helpers.present.figures.nothing import nothing_figure
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.present.words import STATUSES, mid_sentence

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT, MESSAGE_HEIGHT = 0.22, 1.05, 0.35, 0.3
COLUMNS = 4
PATH = ["base_year", "target_year", "rule"]
DATA = [
    "indicator_id",
    "base_year",
    "target_year",
    "rule",
    "gap",
    "gap_low",
    "gap_high",
    "position",
]


class GapsFacts(Facts, template=TEMPLATE, block="gaps_figure"):
    """The values drawn, the names on each side of their paths, and whether some are bounds."""

    values: list[Drawn]
    sides: list[tuple[str, list[str]]]
    has_bounds: bool


def gaps_figure(
    comparison: pd.DataFrame, verdicts: pd.DataFrame, indicators: pd.DataFrame
) -> FigureBundle:
    """Draw a panel an observation, a row a path: mark for the gap, bar for its interval.

    Parameters
    ----------
    comparison, verdicts
        Tables of ``helpers.analysis`` for the observations to draw.
    indicators
        Table of the edition.
    """
    if verdicts.empty:
        return nothing_figure("gaps", plain_labels(TEMPLATE, "gaps_empty")["title"])
    names = indicators.set_index("indicator_id")["name_en"]
    has_bounds = any(map(is_bound, verdicts.to_dict("records")))
    words = labels(GapsFacts(drawn_values(verdicts, names), _sides(verdicts, names), has_bounds))
    drawn = comparison[comparison["observation_id"].isin(verdicts["observation_id"])]
    panels = [
        (verdict, drawn[drawn["observation_id"] == verdict["observation_id"]])
        for verdict in verdicts.to_dict("records")
    ]

    return FigureBundle(
        name="gaps",
        draw=lambda layout: _draw(layout, panels, names, words),
        alt=words["alt"],
        caption=words["caption"],
        source=", ".join(drawn["observation_id"].unique()),
        data=drawn[DATA],
    )


def _sides(verdicts: pd.DataFrame, names: pd.Series) -> list[tuple[str, list[str]]]:
    """Return the names of the values on each side of their paths, sides in order of the values."""
    sides: dict[str, list[str]] = {}
    for verdict in verdicts.to_dict("records"):
        sides.setdefault(side_of(verdict), []).append(mid_sentence(names[verdict["indicator_id"]]))
    return list(sides.items())


def _draw(
    layout: theme.Layout,
    panels: Sequence[tuple[dict[Any, Any], pd.DataFrame]],
    names: pd.Series,
    words: dict[str, str],
) -> Figure:
    """Draw the panels side by side on common rows, on a phone each with rows of its own."""
    every = _paths(pd.concat([own for _, own in panels]))
    rows = [_paths(own) if layout.is_narrow else every for _, own in panels]
    title = theme.title_lines(words["title"], layout.title_characters)
    drawing, axes = theme.panel_grid(
        layout,
        [HEAD_HEIGHT + ROW_HEIGHT * len(own) for own in rows],
        KEY_HEIGHT + MESSAGE_HEIGHT * len(title),
        COLUMNS,
        sharex=True,
    )
    for place, (axis, (verdict, own), paths) in enumerate(zip(axes, panels, rows, strict=True)):
        _panel(axis, own, paths, names=layout.is_narrow or place % COLUMNS == 0)
        sign = STATUSES[verdict["verdict"]].sign
        name = names[verdict["indicator_id"]]
        told = plain_labels(
            TEMPLATE,
            "gaps_panel",
            name=name,
            sign=sign,
            agreement=agreement(verdict),
            scale=verdict["scale"],
        )
        theme.headline(axis, f"{told['title']}\n{told['finding']}", told["unit"])
    theme.message(drawing, words["title"], layout)
    drawing.legend(
        handles=[
            mark_key(words["decided"], "o", theme.MUTED),
            mark_key(words["undecided"], "o", theme.MUTED, hollow=True),
        ],
        loc="outside lower left",
        ncols=1 if layout.is_narrow else 2,
    )
    return drawing


def _paths(own: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return the paths in order: by base year, target year, and rule as the table has it."""
    rules = list(dict.fromkeys(own["rule"]))
    paths = dict.fromkeys(own[PATH].itertuples(index=False, name=None))
    return sorted(paths, key=lambda path: (path[0], path[1], rules.index(path[2])))


def _panel(axis: Axes, own: pd.DataFrame, paths: Sequence[tuple[Any, ...]], *, names: bool) -> None:
    """Draw the paths of one observation, the first on top, and name the rows."""
    for path in own.to_dict("records"):
        row = paths.index(tuple(path[key] for key in PATH))
        tone = theme.TONES[STATUSES[path["position"]].tone]
        axis.hlines(row, path["gap_low"], path["gap_high"], color=tone, linewidth=2.2, alpha=0.55)
        axis.plot(
            path["gap"],
            row,
            marker=theme.RULE_MARKERS[path["rule"]],
            markersize=6,
            color=tone,
            markerfacecolor=tone if path["position"] in FIRM else theme.PAPER,
        )
    axis.axvline(0, color=theme.INK, linewidth=1)
    told = [f"{base} → {target}  {rule}" for base, target, rule in paths]
    axis.set_yticks(range(len(paths)), told if names else [""] * len(paths))
    for row in range(1, len(paths)):
        if paths[row][:2] != paths[row - 1][:2]:
            axis.axhline(row - 0.5, color=theme.FAINT, linewidth=0.6)
    axis.set_ylim(len(paths) - 0.4, -0.6)
    axis.margins(x=0.06)
    axis.tick_params(axis="x", labelbottom=True)
    axis.grid(visible=False, axis="y")
    sns.despine(ax=axis, left=True)
