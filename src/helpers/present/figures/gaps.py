"""The gap on every path: base year, target year and rule, with its rounding interval."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.comparison import figures
from helpers.present.figures.keys import mark_key
from helpers.present.figures.nothing import nothing_figure
from helpers.present.words import STATUSES, agreement, gap_word

ROW_HEIGHT, HEAD_HEIGHT, KEY_HEIGHT = 0.22, 0.95, 0.35
DECIDED = ("ahead", "behind")
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
        return nothing_figure("gaps", "No value of this year can be set beside a path.")
    names = indicators.set_index("indicator_id")["name_en"]
    sizes = [HEAD_HEIGHT + ROW_HEIGHT * int(paths) for paths in verdicts["paths"]]
    with theme.themed():
        drawing = theme.new_figure(sum(sizes) + KEY_HEIGHT)
        axes = drawing.subplots(
            len(sizes), 1, squeeze=False, sharex=True, height_ratios=sizes
        ).ravel()
        for axis, verdict in zip(axes, verdicts.to_dict("records"), strict=True):
            own = comparison[comparison["observation_id"] == verdict["observation_id"]]
            _panel(axis, own.reset_index(drop=True), verdict, names[verdict["indicator_id"]])
        drawing.legend(
            handles=[
                mark_key("beyond rounding", "o", theme.MUTED),
                mark_key("rounding could turn it", "o", theme.MUTED, hollow=True),
            ],
            loc="outside lower left",
            ncols=2,
        )
    drawn = comparison[comparison["observation_id"].isin(verdicts["observation_id"])]
    return FigureBundle(
        name="gaps",
        drawing=drawing,
        alt=" ".join(_conclusion(verdict, names) for verdict in verdicts.to_dict("records")),
        caption=(
            "Gap between the reported value and the path; positive is better, also where a fall is "
            "wanted. Bars: what the printed roundings of report, base and target allow. Left out: "
            "observations that cannot be set beside a path."
        ),
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
            markerfacecolor=tone if path["position"] in DECIDED else theme.PAPER,
        )
    axis.axvline(0, color=theme.INK, linewidth=1)
    axis.set_yticks(range(len(own)))
    axis.set_yticklabels(
        [f"{r['base_year']} → {r['target_year']}  {r['rule']}" for r in own.to_dict("records")]
    )
    axis.set_ylim(len(own) - 0.4, -0.6)
    theme.headline(
        axis,
        f"{name}:\n{STATUSES[verdict['verdict']].sign} {agreement(verdict)}",
        f"{gap_word(verdict['scale'])}; left of 0 behind the path, right of it ahead",
    )
    axis.margins(x=0.05)
    axis.tick_params(axis="x", labelbottom=True)
    axis.grid(visible=False, axis="y")
    sns.despine(ax=axis, left=True)


def _conclusion(verdict: dict, names: pd.Series) -> str:
    """Return what the panel shows in one sentence."""
    shown = figures(verdict)
    return (
        f"{names[verdict['indicator_id']]}: {agreement(verdict)}; gaps {shown['gap']}, with "
        f"rounding {shown['interval']} {gap_word(verdict['scale'])}."
    )
