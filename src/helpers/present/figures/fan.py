"""The reported values against the fan of all paths, rounding included."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.comparison import TEMPLATE
from helpers.present.facts.verdicts import Ends, Measured, agreement, measured
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.points import (
    draw_milestones,
    draw_paths,
    key_to_paths,
    tick_years,
)
from helpers.present.texts.blocks import Facts, fixed_labels, labels
from helpers.present.words import STATUSES, axis_unit

PANEL_HEIGHT = 3.15
DATA = [
    "indicator_id",
    "rule",
    "base_year",
    "target_year",
    "report_year",
    "observed",
    "expected",
    "gap",
    "gap_low",
    "gap_high",
    "position",
]


@dataclass(frozen=True)
class Drawn:
    """A reported value that is drawn."""

    name: str
    agreement: str
    shown: Measured


@dataclass(frozen=True)
class FanFacts(Facts, template=TEMPLATE, block="fan_figure"):
    """The values drawn and the rules of their paths, and what is left out.

    `others` are the indicators compared on another scale, with it; `silent` is how many have no
    value to compare.
    """

    year: int
    values: list[Drawn]
    rules: list[str]
    others: list[tuple[str, str]]
    silent: int


@dataclass(frozen=True)
class FanPanelFacts(Facts, template=TEMPLATE, block="fan_panel"):
    """What is written over a panel and beside its mark."""

    name: str
    year: int
    sign: str
    agreement: str
    observed: str
    needed: Ends
    decimals: int


def fan_figure(
    trajectories: pd.DataFrame,
    points: pd.DataFrame,
    comparison: pd.DataFrame,
    verdicts: pd.DataFrame,
    indicators: pd.DataFrame,
) -> FigureBundle:
    """Draw a panel an observation: its paths as a fan, its milestones, and the value reported.

    Parameters
    ----------
    trajectories, points, comparison, verdicts
        Tables of ``helpers.analysis`` for the observations to draw.
    indicators
        Table of the edition.
    """
    if verdicts.empty:
        return nothing_figure("fan", fixed_labels(TEMPLATE, "fan_empty")["title"])
    names = indicators.set_index("indicator_id")["name_en"]
    direct = trajectories[trajectories["path"] == "direct"]
    direct = direct[direct["target_year"] >= verdicts["report_year"].iloc[0]]

    def draw(layout: theme.Layout) -> Figure:
        drawing, axes = theme.panel_grid(layout, [PANEL_HEIGHT] * len(verdicts))
        for axis, verdict in zip(axes, verdicts.to_dict("records"), strict=True):
            indicator = verdict["indicator_id"]
            _panel(
                axis,
                direct[direct["indicator_id"] == indicator],
                points[points["indicator_id"] == indicator],
                comparison[comparison["observation_id"] == verdict["observation_id"]],
                verdict,
                names[indicator],
            )
        return drawing

    words = labels(_facts(direct, comparison, verdicts, names))
    drawn = comparison[comparison["observation_id"].isin(verdicts["observation_id"])]
    return FigureBundle(
        name="fan",
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source=", ".join(drawn["observation_id"].unique()),
        data=drawn[DATA],
    )


def _facts(
    direct: pd.DataFrame, comparison: pd.DataFrame, verdicts: pd.DataFrame, names: pd.Series
) -> FanFacts:
    """Return what is drawn and what is left out."""
    others = comparison[~comparison["observation_id"].isin(verdicts["observation_id"])]
    others = others.drop_duplicates("observation_id")
    return FanFacts(
        year=int(verdicts["report_year"].iloc[0]),
        values=drawn_values(verdicts, names),
        rules=direct["rule"].unique().tolist(),
        others=list(zip(others["indicator_id"].map(names), others["scale"], strict=True)),
        silent=len(names) - comparison["indicator_id"].nunique(),
    )


def drawn_values(verdicts: pd.DataFrame, names: pd.Series) -> list[Drawn]:
    """Return what the panels show, in their order."""
    return [
        Drawn(names[verdict["indicator_id"]], agreement(verdict), measured(verdict))
        for verdict in verdicts.to_dict("records")
    ]


def _panel(
    axis: Axes,
    paths: pd.DataFrame,
    points: pd.DataFrame,
    own: pd.DataFrame,
    verdict: dict,
    name: str,
) -> None:
    """Draw one observation against its paths, up to the next target year."""
    last = int(own["target_year"].min())
    paths, points = paths[paths["year"] <= last], points[points["year"] <= last]
    band = paths.groupby("year").agg(low=("value_low", "min"), high=("value_high", "max"))
    axis.fill_between(
        band.index, band["low"], band["high"], color=theme.FAINT, alpha=0.5, linewidth=0, zorder=1
    )
    draw_paths(axis, paths)
    draw_milestones(axis, points, paths)
    shown = measured(verdict)
    words = labels(
        FanPanelFacts(
            name=name,
            year=verdict["report_year"],
            sign=STATUSES[verdict["verdict"]].sign,
            agreement=agreement(verdict),
            observed=shown.observed,
            needed=shown.needed,
            decimals=shown.decimals,
        )
    )
    above = _mark_report(axis, own, verdict, f"{words['report']}\n{words['needed']}")
    theme.headline(axis, f"{words['title']}\n{words['finding']}", axis_unit(verdict["scale"]))
    tick_years(axis, [*points["year"], verdict["report_year"]])
    axis.margins(x=0.08, y=0.18)
    sns.despine(ax=axis, left=True)
    key_to_paths(axis, paths["base_year"].unique(), below=above, left=not above)


def _mark_report(axis: Axes, own: pd.DataFrame, verdict: dict, text: str) -> bool:
    """Mark the reported value with a text; return whether it lies above most paths."""
    tone = theme.TONES[STATUSES[verdict["verdict"]].tone]
    year, observed = verdict["report_year"], verdict["observed"]
    above = observed > own["expected"].median()
    axis.plot(year, observed, marker="o", markersize=10, color=tone, zorder=4)
    axis.annotate(
        text,
        (year, observed),
        xytext=(-6, 14) if above else (10, -22),
        textcoords="offset points",
        color=theme.TEXT_TONES[STATUSES[verdict["verdict"]].tone],
        fontweight="bold",
        ha="right" if above else "left",
        va="bottom" if above else "center",
    )
    return bool(above)
