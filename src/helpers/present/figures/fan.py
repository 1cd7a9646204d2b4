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
from helpers.present.facts.verdicts import Measured, agreement, measured
from helpers.present.figures import FRONT
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.points import draw_band, draw_milestones, tick_years
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.present.words import STATUSES, axis_unit

PANEL_HEIGHT, COLUMNS, TITLE_LINE = 3.2, 3, 0.2
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
# A report in the first third of its path is early.
EARLY = 3


@dataclass(frozen=True)
class Drawn:
    """A reported value that is drawn; `side` is its position, leaning or not."""

    name: str
    side: str
    agreement: str
    shown: Measured


class FanFacts(Facts, template=TEMPLATE, block="fan_figure"):
    """The values drawn, their names by side, and what is left out.

    `others` are the indicators compared on another scale, with it; `silent` is how many have no
    value to compare.
    """

    year: int
    values: list[Drawn]
    sides: list[tuple[str, list[str]]]
    others: list[tuple[str, str]]
    silent: int


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
        return nothing_figure(FRONT, plain_labels(TEMPLATE, "fan_empty")["title"])
    names = indicators.set_index("indicator_id")["name_en"]
    direct = trajectories[trajectories["path"] == "direct"]
    direct = direct[direct["target_year"] >= verdicts["report_year"].iloc[0]]
    words = labels(_facts(comparison, verdicts, names))

    def draw(layout: theme.Layout) -> Figure:
        title = theme.title_lines(words["title"], layout.title_characters)
        sizes, extra = [PANEL_HEIGHT] * len(verdicts), TITLE_LINE * (len(title) + 1)
        drawing, axes = theme.panel_grid(layout, sizes, extra, COLUMNS)
        theme.message(drawing, words["title"], layout)
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

    drawn = comparison[comparison["observation_id"].isin(verdicts["observation_id"])]
    return FigureBundle(
        name=FRONT,
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source=", ".join(drawn["observation_id"].unique()),
        data=drawn[DATA],
    )


def _facts(comparison: pd.DataFrame, verdicts: pd.DataFrame, names: pd.Series) -> FanFacts:
    """Return what is drawn and what is left out."""
    others = comparison[~comparison["observation_id"].isin(verdicts["observation_id"])]
    others = others.drop_duplicates("observation_id")
    values = drawn_values(verdicts, names)
    sides = dict.fromkeys(value.side for value in values)
    return FanFacts(
        year=int(verdicts["report_year"].iloc[0]),
        values=values,
        sides=[(side, [own.name for own in values if own.side == side]) for side in sides],
        others=list(zip(others["indicator_id"].map(names), others["scale"], strict=True)),
        silent=len(names) - comparison["indicator_id"].nunique(),
    )


def drawn_values(verdicts: pd.DataFrame, names: pd.Series) -> list[Drawn]:
    """Return what the panels show, in their order."""
    return [
        Drawn(
            names[verdict["indicator_id"]],
            str(verdict["verdict"]).removeprefix("leans_"),
            agreement(verdict),
            measured(verdict),
        )
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
    draw_milestones(axis, points, paths)
    shown = measured(verdict)
    words = plain_labels(
        TEMPLATE,
        "fan_panel",
        name=name,
        sign=STATUSES[verdict["verdict"]].sign,
        agreement=agreement(verdict),
        observed=shown.observed,
        needed=shown.needed,
        decimals=shown.decimals,
    )
    years = [*points["year"], verdict["report_year"]]
    is_early = verdict["report_year"] - min(years) < (last - min(years)) / EARLY
    text = f"{words['report']}\n{words['needed']}"
    above = _mark_report(axis, own, verdict, text, is_early=is_early)
    draw_band(axis, paths, words["band"], years, under=above)
    theme.headline(axis, f"{words['title']}\n{words['finding']}", axis_unit(verdict["scale"]))
    tick_years(axis, years)
    axis.margins(x=0.1, y=0.5 if is_early and not above else 0.18)
    sns.despine(ax=axis, left=True)


def _mark_report(
    axis: Axes, own: pd.DataFrame, verdict: dict, text: str, *, is_early: bool
) -> bool:
    """Mark the reported value with a text; return whether it lies above most paths.

    Early on a path a text to the left would cover the ticks, and one close below the base's own.
    """
    tone = theme.TONES[STATUSES[verdict["verdict"]].tone]
    year, observed = verdict["report_year"], verdict["observed"]
    above = observed > own["expected"].median()
    axis.vlines(year, verdict["expected_low"], verdict["expected_high"], color=theme.INK,
                linewidth=2, zorder=2)  # fmt: skip
    axis.plot(year, observed, marker="o", markersize=10, color=tone, zorder=4)
    axis.annotate(
        text,
        (year, observed),
        xytext=((-12, 24) if is_early else (12, 12)) if above else (8, -28 if is_early else -20),
        textcoords="offset points",
        color=theme.TEXT_TONES[STATUSES[verdict["verdict"]].tone],
        fontsize=9,
        fontweight="bold",
        ha="right" if above and not is_early else "left",
        va="bottom" if above else "center",
    )
    return bool(above)
