"""The gap on every path: base year, target year and rule, with its rounding interval."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.comparison import TEMPLATE
from helpers.present.facts.verdicts import FIRM, agreement
from helpers.present.figures.fan import Drawn, drawn_values
from helpers.present.figures.keys import mark_key
from helpers.present.figures.nothing import nothing_figure
from helpers.present.texts.blocks import Facts, fixed_labels, labels
from helpers.present.words import STATUSES

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT = 0.22, 0.95, 0.35
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


@dataclass(frozen=True)
class GapsFacts(Facts, template=TEMPLATE, block="gaps_figure"):
    """The values drawn."""

    values: list[Drawn]


@dataclass(frozen=True)
class GapsPanelFacts(Facts, template=TEMPLATE, block="gaps_panel"):
    """What is written over a panel."""

    name: str
    sign: str
    agreement: str
    scale: str


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
        return nothing_figure("gaps", fixed_labels(TEMPLATE, "gaps_empty")["title"])
    names = indicators.set_index("indicator_id")["name_en"]
    words = labels(GapsFacts(drawn_values(verdicts, names)))
    sizes = [HEAD_HEIGHT + ROW_HEIGHT * int(paths) for paths in verdicts["paths"]]

    def draw(layout: theme.Layout) -> Figure:
        drawing, axes = theme.panel_grid(layout, sizes, KEY_HEIGHT, sharex=True)
        for axis, verdict in zip(axes, verdicts.to_dict("records"), strict=True):
            own = comparison[comparison["observation_id"] == verdict["observation_id"]]
            _panel(axis, own.reset_index(drop=True), verdict, names[verdict["indicator_id"]])
        drawing.legend(
            handles=[
                mark_key(words["decided"], "o", theme.MUTED),
                mark_key(words["undecided"], "o", theme.MUTED, hollow=True),
            ],
            loc="outside lower left",
            ncols=2,
        )
        return drawing

    drawn = comparison[comparison["observation_id"].isin(verdicts["observation_id"])]
    return FigureBundle(
        name="gaps",
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source=", ".join(drawn["observation_id"].unique()),
        data=drawn[DATA],
    )


def _panel(axis: Axes, own: pd.DataFrame, verdict: dict, name: str) -> None:
    """Draw the paths of one observation, the first on top."""
    for row, path in enumerate(own.to_dict("records")):
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
    axis.set_yticks(range(len(own)))
    axis.set_yticklabels(
        [f"{r['base_year']} → {r['target_year']}  {r['rule']}" for r in own.to_dict("records")]
    )
    axis.set_ylim(len(own) - 0.4, -0.6)
    sign = STATUSES[verdict["verdict"]].sign
    words = labels(GapsPanelFacts(name, sign, agreement(verdict), verdict["scale"]))
    theme.headline(axis, f"{words['title']}\n{words['finding']}", words["unit"])
    axis.margins(x=0.05)
    axis.tick_params(axis="x", labelbottom=True)
    axis.grid(visible=False, axis="y")
    sns.despine(ax=axis, left=True)
