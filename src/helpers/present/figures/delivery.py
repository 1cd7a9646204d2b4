"""The few honest comparisons: national centres in time, and the energy fall against its paths."""

from __future__ import annotations

from collections.abc import Mapping
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
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.present.texts.language import language

CENTRES_HEIGHT, FALLS_HEIGHT, ROW_HEIGHT = 2.8, 1.4, {False: 0.34, True: 0.45}
REPORTED = theme.REPORT
Words = Mapping[str, str]


class DeliveryFacts(Facts, template=TEMPLATE, block="delivery_figure"):
    """Both findings.

    `beyond` counts the paths that the reported fall exceeds, `turnable` those of them that rounding
    could turn; `reported_range` is the fall within its rounding (percent).
    """

    centres: Centres
    energy: EnergyFall
    reported_range: tuple[float, float]
    beyond: int
    turnable: int


def delivery_figure(paired: pd.DataFrame, falls: pd.DataFrame) -> FigureBundle:
    """Draw the centres in time with their targets, and the energy fall against every path.

    Parameters
    ----------
    paired
        Result of ``programmes.delivery``; its comparable counts are drawn.
    falls
        Result of ``programmes.energy_falls``, at least one row.
    """
    counts = counted(paired)
    words = labels(_facts(paired, falls))

    def draw(layout: theme.Layout) -> Figure:
        heights = [CENTRES_HEIGHT, FALLS_HEIGHT + ROW_HEIGHT[layout.is_narrow] * len(falls)]
        drawing, (first, second) = theme.panel_grid(layout, heights)
        _centres_panel(first, counts, words, layout)
        _falls_panel(second, falls, words, layout)
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
    )


def when(period: str) -> float:
    """Return the end of a printed month or year as a year with its part.

    Examples
    --------
    >>> when("2017-03"), when("2020")
    (2017.25, 2021.0)
    """
    year, _, rest = period.partition("-")
    month = int(rest.partition("-")[0]) if rest else 12
    return int(year) + month / 12


def _centres_panel(axis: Axes, counts: pd.DataFrame, words: Words, layout: theme.Layout) -> None:
    """Draw the count at its month, each target at the end of its year; nothing lies between."""
    first = counts.iloc[0]
    last = int(counts["target_year"].max())
    begin = int(first["as_of"].partition("-")[0]) - 1
    reported = (words["centres_figure"], words["centres_when"])
    _stem(axis, when(first["as_of"]), first["value"], reported, REPORTED, "o")
    told = target_words(counts)
    for row, lines in zip(counts.to_dict("records"), told, strict=True):
        _stem(axis, row["target_year"] + 1.0, row["target"], lines, theme.INK, "D")
    axis.set_xlim(begin, last + 1.3)
    axis.set_ylim(0, 1.3 * counts["target"].max())
    marked = {begin + 1, *counts["target_year"].astype(int)}
    years = sorted(marked) if layout.is_narrow else range(begin, last + 1)
    axis.set_xticks(range(begin, last + 2), [""] * (last + 2 - begin))
    axis.set_xticks([year + 0.5 for year in years], map(str, years), minor=True)
    axis.tick_params(axis="x", which="minor", length=0, labelsize=9, colors=theme.MUTED)
    axis.tick_params(axis="x", which="major", length=4, bottom=True, color=theme.FAINT)
    axis.set_yticks([])
    axis.grid(visible=False)
    theme.headline(axis, words["centres_title"], words["centres_unit"])
    sns.despine(ax=axis, left=True)


def _stem(
    axis: Axes, at: float, value: float, lines: tuple[str, str], colour: str, shape: str
) -> None:
    """Draw a count as a mark over its date, with its figure and when, to the left of a late one."""
    axis.vlines(at, 0, value, color=colour, linewidth=1.4, zorder=2)
    axis.plot(at, value, marker=shape, markersize=8, color=colour, zorder=3, clip_on=False)
    axis.annotate("\n".join(lines), (at, value), xytext=(0, 8), textcoords="offset points",
                  ha="right" if shape == "D" else "left", va="bottom", fontsize=9)  # fmt: skip


def _falls_panel(axis: Axes, falls: pd.DataFrame, words: Words, layout: theme.Layout) -> None:
    """Draw the reported fall as a band and each path's fall with its rounding as a mark."""
    first = falls.iloc[0]
    axis.axvspan(
        first["reported_low"], first["reported_high"], color=REPORTED, alpha=0.14, linewidth=0
    )
    axis.vlines(first["reported"], -0.55, len(falls) - 0.5, color=REPORTED, linewidth=1.6)
    for row, fall in enumerate(falls.to_dict("records")):
        _path_mark(axis, row, fall, layout)
    axis.annotate(
        "\n".join(words[f"energy_{line}"] for line in ("label", "figure")),
        (first["reported"], -0.6),
        ha="center",
        va="bottom",
        fontsize=9,
        color=REPORTED,
    )
    axis.set_yticks([])
    axis.set_ylim(len(falls) - 0.5, -1.7)
    axis.set_xlim(0, 1.08 * max(falls["asked_high"].max(), first["reported_high"]))
    axis.grid(visible=False)
    theme.headline(axis, words["energy_title"], words["energy_unit"])
    sns.despine(ax=axis, left=True)


def _path_mark(axis: Axes, row: int, fall: Mapping[Any, Any], layout: theme.Layout) -> None:
    """Draw the fall a path asks for, hollow where rounding could turn its position."""
    year, rule = fall["target_year"], fall["rule"]
    words = plain_labels(TEMPLATE, "fall_mark", target_year=year, rule=rule, needed=fall["asked"])
    decided = fall["position"] in ("ahead", "behind")
    axis.hlines(row, fall["asked_low"], fall["asked_high"], color=theme.INK, linewidth=2.2)
    axis.plot(
        fall["asked"],
        row,
        marker="o",
        markersize=6,
        color=theme.INK,
        markerfacecolor=theme.INK if decided else theme.PAPER,
        zorder=3,
    )
    axis.annotate(
        words["needed"],
        (fall["asked_low"], row),
        xytext=(-7, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=9,
    )
    axis.annotate(
        words["path"],
        (0, row),
        xytext=(2, 12 if layout.is_narrow else 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        color=theme.MUTED,
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
