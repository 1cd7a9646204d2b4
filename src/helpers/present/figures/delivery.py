"""The few honest comparisons: national centres counted, and the energy fall against its paths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.programmes import (
    TEMPLATE,
    Centres,
    EnergyFall,
    centres,
    counted,
    energy_fall,
    target_words,
)
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language
from helpers.present.words import STATUSES

COUNT_HEIGHT, FALLS_HEIGHT, ROW_HEIGHT = 1.65, 1.25, 0.3
REPORTED = theme.REPORT
Words = Mapping[str, str]


@dataclass(frozen=True)
class DeliveryFacts(Facts, template=TEMPLATE, block="delivery_figure"):
    """Both findings, and the positions that occur.

    `beyond` counts the paths that the reported fall exceeds, `turnable` those of them that rounding
    could turn; `reported_range` is the fall within its rounding (percent).
    """

    centres: Centres
    energy: EnergyFall
    reported_range: tuple[float, float]
    beyond: int
    turnable: int
    positions: list[str]


@dataclass(frozen=True)
class FallFacts(Facts, template=TEMPLATE, block="fall_mark"):
    """A path, the fall it needs (percent), and the sign of the reported fall's position."""

    target_year: int
    rule: str
    needed: float
    sign: str


def delivery_figure(paired: pd.DataFrame, falls: pd.DataFrame) -> FigureBundle:
    """Draw the counted centres against their targets, and the energy fall against every path.

    Parameters
    ----------
    paired
        Result of ``programmes.delivery``; its comparable counts are drawn.
    falls
        Result of ``programmes.energy_falls``, at least one row.
    """
    counts = counted(paired)
    words = labels(_facts(paired, falls))
    heights = [COUNT_HEIGHT, FALLS_HEIGHT + ROW_HEIGHT * len(falls)]

    def draw(layout: theme.Layout) -> Figure:
        drawing, (upper, lower) = theme.panel_grid(layout, heights, columns=1)
        _counts_panel(upper, counts, words)
        _falls_panel(lower, falls, words)
        return drawing

    return FigureBundle(
        name="delivery",
        draw=draw,
        alt=words["alt"],
        caption=words["caption"],
        source=language().word("delivery", "places"),
        data=_data(counts, falls, words["energy_item"]),
    )


def _facts(paired: pd.DataFrame, falls: pd.DataFrame) -> DeliveryFacts:
    """Return what both panels show."""
    first, beyond = falls.iloc[0], int((falls["gap"] > 0).sum())
    return DeliveryFacts(
        centres=centres(paired),
        energy=energy_fall(falls),
        reported_range=(first["reported_low"], first["reported_high"]),
        beyond=beyond,
        turnable=beyond - int((falls["position"] == "ahead").sum()),
        positions=falls["position"].unique().tolist(),
    )


def _counts_panel(axis: Axes, counts: pd.DataFrame, words: Words) -> None:
    """Draw the count reported as a filled circle and each target as a diamond, on one scale."""
    reported = counts["value"].iloc[0]
    axis.plot(reported, 0, marker="o", markersize=10, color=REPORTED, zorder=3)
    _label(axis, reported, (words["centres_figure"], words["centres_when"]), "left")
    for target, lines in zip(counts["target"], target_words(counts), strict=True):
        axis.plot(target, 0, marker="D", markersize=8, color=theme.INK, zorder=3)
        _label(axis, target, lines, "center")
    axis.set_xlim(0, 1.12 * counts["target"].max())
    axis.set_ylim(-0.35, 1)
    axis.set_yticks([])
    theme.headline(axis, words["centres_title"], words["centres_unit"])
    sns.despine(ax=axis, left=True)


def _label(axis: Axes, at: float, lines: tuple[str, str], side: str) -> None:
    """Write two lines above a mark."""
    axis.annotate(
        "\n".join(lines),
        (at, 0),
        xytext=(-4 if side == "left" else 0, 9),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=9,
    )


def _falls_panel(axis: Axes, falls: pd.DataFrame, words: Words) -> None:
    """Draw the reported fall as a band and each path's fall with its rounding as a mark."""
    first = falls.iloc[0]
    axis.axvspan(first["reported_low"], first["reported_high"], color=REPORTED, alpha=0.14)
    axis.axvline(first["reported"], color=REPORTED, linewidth=1.6)
    for row, fall in enumerate(falls.to_dict("records")):
        _path_mark(axis, row, fall)
    axis.annotate(
        "\n".join(words[f"energy_{line}"] for line in ("label", "figure", "range")),
        (first["reported_high"], (len(falls) - 1) / 2),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
    )
    axis.set_yticks([])
    axis.set_ylim(len(falls) - 0.4, -0.6)
    axis.set_xlim(0, first["reported_high"] + 1.2)
    theme.headline(axis, words["energy_title"], words["energy_unit"])
    sns.despine(ax=axis, left=True)


def _path_mark(axis: Axes, row: int, fall: Mapping[Any, Any]) -> None:
    """Draw the fall a path asks for, hollow where rounding could turn its position."""
    sign = STATUSES[fall["position"]].sign
    words = labels(FallFacts(fall["target_year"], fall["rule"], fall["asked"], sign))
    decided = fall["position"] in ("ahead", "behind")
    axis.hlines(row, fall["asked_low"], fall["asked_high"], color=theme.INK, linewidth=2.2)
    axis.plot(
        fall["asked"],
        row,
        marker=theme.RULE_MARKERS[fall["rule"]],
        markersize=6,
        color=theme.INK,
        markerfacecolor=theme.INK if decided else theme.PAPER,
        zorder=3,
    )
    axis.annotate(
        words["needed"],
        (fall["asked_low"], row),
        xytext=(-6, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=9,
    )
    axis.annotate(
        words["path"],
        (0, row),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        bbox=theme.PLATE,
    )


def _data(counts: pd.DataFrame, falls: pd.DataFrame, item: str) -> pd.DataFrame:
    """Return one row a comparison, both panels under common names."""
    centres = counts[["item", "target_year", "value", "target"]].rename(
        columns={"value": "reported", "target": "asked"}
    )
    energy = falls.assign(item=item)
    columns = ["item", "target_year", "rule", "reported", "reported_low", "reported_high"]
    rows = pd.concat([centres, energy], ignore_index=True)[
        [*columns, "asked", "asked_low", "asked_high", "position"]
    ]
    return rows.astype(object).where(rows.notna(), "")
