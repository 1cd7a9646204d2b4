"""The reported values against the fan of all paths, rounding included."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.comparison import figures
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.points import (
    axis_unit,
    draw_milestones,
    draw_paths,
    key_to_paths,
    rules_drawn,
    tick_years,
)
from helpers.present.words import STATUSES, agreement, gap_word

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
        return nothing_figure("fan", "No share reported for this year can be set beside a path.")
    names = indicators.set_index("indicator_id")["name_en"]
    direct = trajectories[trajectories["path"] == "direct"]
    direct = direct[direct["target_year"] >= verdicts["report_year"].iloc[0]]
    with theme.themed():
        drawing = theme.new_figure(PANEL_HEIGHT * len(verdicts))
        axes = drawing.subplots(len(verdicts), 1, squeeze=False).ravel()
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
    drawn = comparison[comparison["observation_id"].isin(verdicts["observation_id"])]
    year = verdicts["report_year"].iloc[0]
    return FigureBundle(
        name="fan",
        drawing=drawing,
        alt=" ".join(_conclusion(verdict, names) for verdict in verdicts.to_dict("records")),
        caption=(
            f"Lines: every path from a base to a target year under every rule "
            f"({rules_drawn(direct)}), drawn up to the next target; grey: what the "
            f"printed roundings add. Hollow: expected when the plan was printed, not measured. "
            f"Large mark: reported for {year}; its own rounding is narrower than the mark. The "
            f"scale does not start at zero. No line joins base and report, which "
            f"stand in different texts. Left out: indicators without a share reported for {year}."
        ),
        source=", ".join(drawn["observation_id"].unique()),
        data=drawn[DATA],
    )


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
    above = _mark_report(axis, own, verdict)
    theme.headline(
        axis,
        f"{name}, {verdict['report_year']}:\n{STATUSES[verdict['verdict']].sign} "
        f"{agreement(verdict)}",
        axis_unit(verdict["scale"]),
    )
    tick_years(axis, [*points["year"], verdict["report_year"]])
    axis.margins(x=0.08, y=0.18)
    sns.despine(ax=axis, left=True)
    key_to_paths(axis, paths["base_year"].unique(), below=above, left=not above)


def _mark_report(axis: Axes, own: pd.DataFrame, verdict: dict) -> bool:
    """Mark the reported value with its number; return whether it lies above most paths."""
    tone = theme.TONES[STATUSES[verdict["verdict"]].tone]
    year, observed = verdict["report_year"], verdict["observed"]
    above = observed > own["expected"].median()
    shown = figures(verdict)
    axis.plot(year, observed, marker="o", markersize=10, color=tone, zorder=4)
    axis.annotate(
        f"{shown['observed']} reported\npaths: {shown['paths']}",
        (year, observed),
        xytext=(-6, 14) if above else (10, -22),
        textcoords="offset points",
        color=theme.TEXT_TONES[STATUSES[verdict["verdict"]].tone],
        fontweight="bold",
        ha="right" if above else "left",
        va="bottom" if above else "center",
    )
    return bool(above)


def _conclusion(verdict: dict, names: pd.Series) -> str:
    """Return what the panel shows in one sentence."""
    unit, shown = " %" if verdict["scale"] == "percent" else "", figures(verdict)
    return (
        f"{names[verdict['indicator_id']]}: {shown['observed']}{unit} reported for "
        f"{verdict['report_year']}, paths at {shown['paths']}; gap {shown['gap']} "
        f"{gap_word(verdict['scale'])}, {agreement(verdict)}."
    )
