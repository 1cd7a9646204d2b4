"""The reported values against the fan of all paths, rounding included."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.words import STATUSES, count, gap_word, number, span, unit_word

PANEL_HEIGHT = 3.0


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
    names = indicators.set_index("indicator_id")["name_en"]
    with theme.themed():
        drawing = theme.new_figure(PANEL_HEIGHT * len(verdicts))
        axes = drawing.subplots(len(verdicts), 1, squeeze=False).ravel()
        for axis, verdict in zip(axes, verdicts.to_dict("records"), strict=True):
            indicator = verdict["indicator_id"]
            _panel(
                axis,
                trajectories[
                    (trajectories["indicator_id"] == indicator) & (trajectories["path"] == "direct")
                ],
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
            f"Lines: every path from a base to a target year under every rule (solid linear, "
            f"dashed geometric, dotted logit), drawn up to the first target; grey: what the "
            f"printed roundings add. Filled circle: baseline; hollow: expected when the plan was "
            f"printed; diamond: target. Large mark: reported for {year}; its own rounding is "
            f"narrower than the mark. The scale does not start at zero. No line joins base and "
            f"report: their series carry different labels."
        ),
        source=", ".join(drawn["observation_id"].unique()),
        data=drawn[
            [
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
        ],
    )


def _panel(
    axis: Axes,
    paths: pd.DataFrame,
    points: pd.DataFrame,
    readings: pd.DataFrame,
    verdict: dict,
    name: str,
) -> None:
    """Draw one observation against its paths, up to the first target year."""
    last = int(readings["target_year"].min())
    paths, points = paths[paths["year"] <= last], points[points["year"] <= last]
    bases = sorted(paths["base_year"].unique())
    colours = dict(zip(bases, theme.BASE_COLOURS, strict=False))
    band = paths.groupby("year").agg(low=("value_low", "min"), high=("value_high", "max"))
    axis.fill_between(
        band.index, band["low"], band["high"], color=theme.FAINT, alpha=0.5, linewidth=0, zorder=1
    )
    for (base, _, rule), path in paths.groupby(["base_year", "target_year", "rule"]):
        axis.plot(
            path["year"],
            path["value"],
            color=colours[base],
            linewidth=0.9,
            linestyle=theme.RULE_DASHES[str(rule)],
            zorder=2,
        )
    for point in points.to_dict("records"):
        expected, target = point["role"] == "expected", point["role"] == "target"
        axis.plot(
            point["year"],
            point["value"],
            marker="D" if target else "o",
            markersize=7,
            markeredgecolor=theme.INK,
            zorder=3,
            clip_on=False,
            markerfacecolor=theme.PAPER if expected else theme.INK,
        )
        axis.annotate(
            number(point["value"], 0),
            (point["year"], point["value"]),
            xytext=(0, -16 if expected else 9),
            textcoords="offset points",
            ha="center",
        )
    above = _mark_report(axis, readings, verdict)
    axis.set_title(f"{name}, {verdict['report_year']}:\n{_finding(verdict)}")
    axis.set_ylabel(_axis_label(verdict["scale"]))
    axis.set_xticks(sorted({*points["year"], int(verdict["report_year"])}))
    axis.margins(x=0.06, y=0.14)
    axis.grid(visible=False, axis="x")
    sns.despine(ax=axis, left=True)
    handles = [axis.plot([], [], color=colours[base], linewidth=1.6)[0] for base in bases]
    axis.legend(
        handles,
        [f"paths from {base}" for base in bases],
        loc="lower right" if above else "upper left",
    )


def _mark_report(axis: Axes, readings: pd.DataFrame, verdict: dict) -> bool:
    """Mark the reported value with its number; return whether it lies above most paths."""
    tone = theme.TONES[STATUSES[verdict["verdict"]].tone]
    year, observed = verdict["report_year"], verdict["observed"]
    above = observed > readings["expected"].median()
    axis.plot(year, observed, marker="o", markersize=10, color=tone, zorder=4)
    axis.annotate(
        f"{number(observed)} reported\npaths: {span(*readings['expected'].agg(['min', 'max']))}",
        (year, observed),
        xytext=(-6, 14) if above else (10, -22),
        textcoords="offset points",
        color=tone,
        fontweight="bold",
        ha="right" if above else "left",
        va="bottom" if above else "center",
    )
    return bool(above)


def _finding(verdict: dict) -> str:
    """Return how many readings say what, the larger side first."""
    status = STATUSES[verdict["verdict"]]
    first, second = (
        ("ahead", "behind") if verdict["ahead"] >= verdict["behind"] else ("behind", "ahead")
    )
    return (
        f"{status.sign} {first} in {verdict[first]} of {count(verdict['readings'], 'reading')}, "
        f"{second} in {verdict[second] or 'none'}"
    )


def _axis_label(scale: str) -> str:
    """Return the unit of the value axis."""
    return "percent" if unit_word(scale) == "%" else unit_word(scale)


def _conclusion(verdict: dict, names: pd.Series) -> str:
    """Return what the panel shows in one sentence."""
    return (
        f"{names[verdict['indicator_id']]}: {number(verdict['observed'])} reported for "
        f"{verdict['report_year']}, paths at "
        f"{span(verdict['expected_low'], verdict['expected_high'])}; "
        f"gap {span(verdict['gap_least'], verdict['gap_most'], sign=True)} "
        f"{gap_word(verdict['scale'])}, {_finding(verdict)[2:]}."
    )
