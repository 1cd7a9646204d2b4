"""The few honest comparisons: national centres counted, and the energy fall against its paths."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.numbers import number, span
from helpers.present.words import STATUSES, count, listing

COUNT_HEIGHT, FALLS_HEIGHT, ROW_HEIGHT = 1.65, 1.25, 0.3
QUALIFIERS = {"about": "about ", "exact": ""}
REPORTED = theme.REPORT


def delivery_figure(paired: pd.DataFrame, falls: pd.DataFrame) -> FigureBundle:
    """Draw the counted centres against their targets, and the energy fall against every path.

    Parameters
    ----------
    paired
        Result of ``programmes.delivery``; its comparable counts are drawn.
    falls
        Result of ``programmes.energy_falls``, at least one row.
    """
    counts = paired[paired["comparable"] & (paired["unit"] == "count")]
    heights = [COUNT_HEIGHT, FALLS_HEIGHT + ROW_HEIGHT * len(falls)]
    with theme.themed():
        drawing = theme.new_figure(sum(heights))
        upper, lower = drawing.subplots(2, 1, height_ratios=heights)
        _counts_panel(upper, counts)
        _falls_panel(lower, falls)
    return FigureBundle(
        name="delivery",
        drawing=drawing,
        alt=_alt(counts, falls),
        caption=_caption(falls),
        source="miit_2017, I.1; plan_zh, box 1 and indicator table",
        data=_data(counts, falls),
    )


def _counts_panel(axis: Axes, counts: pd.DataFrame) -> None:
    """Draw the count reported as a filled circle and each target as a diamond, on one scale."""
    reported, targets = counts["value"].iloc[0], counts.to_dict("records")
    axis.plot(reported, 0, marker="o", markersize=10, color=REPORTED, zorder=3)
    _label(axis, reported, f"{reported:g}\nin {month(counts['as_of'].iloc[0])}", "left")
    for target in targets:
        axis.plot(target["target"], 0, marker="D", markersize=8, color=theme.INK, zorder=3)
        words = f"{about(target)}\nby {target['target_year']:.0f}"
        _label(axis, target["target"], words, "center")
    axis.set_xlim(0, 1.12 * counts["target"].max())
    axis.set_ylim(-0.35, 1)
    axis.set_yticks([])
    theme.headline(axis, _counts_title(counts), "number of national centres")
    sns.despine(ax=axis, left=True)


def _label(axis: Axes, at: float, words: str, side: str) -> None:
    """Write words above a mark."""
    axis.annotate(
        words,
        (at, 0),
        xytext=(-4 if side == "left" else 0, 9),
        textcoords="offset points",
        ha=side,
        va="bottom",
        fontsize=9,
    )


def _falls_panel(axis: Axes, falls: pd.DataFrame) -> None:
    """Draw the reported fall as a band and each path's fall with its rounding as a mark."""
    first = falls.iloc[0]
    axis.axvspan(first["reported_low"], first["reported_high"], color=REPORTED, alpha=0.14)
    axis.axvline(first["reported"], color=REPORTED, linewidth=1.6)
    for row, fall in enumerate(falls.to_dict("records")):
        _path_mark(axis, row, fall)
    axis.annotate(
        f"reported:\nabout {number(first['reported'], 0)}\n"
        f"({span(first['reported_low'], first['reported_high'], 0)})",
        (first["reported_high"], (len(falls) - 1) / 2),
        xytext=(5, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
    )
    axis.set_yticks([])
    axis.set_ylim(len(falls) - 0.4, -0.6)
    axis.set_xlim(0, first["reported_high"] + 1.2)
    years = f"{first['base_year']} to {first['report_year']}"
    theme.headline(axis, _falls_title(falls), f"fall {years}, percent; {'  '.join(_used(falls))}")
    sns.despine(ax=axis, left=True)


def _path_mark(axis: Axes, row: int, fall: Mapping[Any, Any]) -> None:
    """Draw the fall a path asks for, hollow where rounding could turn its position."""
    status = STATUSES[fall["position"]]
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
        f"{status.sign} {number(fall['asked'])}",
        (fall["asked_low"], row),
        xytext=(-6, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=9,
    )
    axis.annotate(
        f"path to {fall['target_year']}, {fall['rule']}",
        (0, row),
        xytext=(4, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        bbox=theme.PLATE,
    )


def month(as_of: str) -> str:
    """Return "March 2017" for "2017-03"."""
    return f"{pd.Period(as_of).start_time:%B %Y}"


def about(target: Mapping[Any, Any]) -> str:
    """Return a counted target with its qualifier."""
    return f"{QUALIFIERS[target['target_qualifier']]}{target['target']:g}"


def _counts_title(counts: pd.DataFrame) -> str:
    """Return the count reported and the first target."""
    first = counts.to_dict("records")[0]
    return (
        f"National innovation centres: {first['value']:g} in {month(first['as_of'])},\n"
        f"{about(first)} by {first['target_year']:.0f}; no path between is printed"
    )


def _falls_title(falls: pd.DataFrame) -> str:
    """Return how many paths the fall exceeds, and in how many rounding could turn that."""
    beyond, ahead = (falls["gap"] > 0).sum(), (falls["position"] == "ahead").sum()
    return (
        "Energy per unit of value added: the fall exceeds\n"
        f"{beyond} of {count(len(falls), 'path')}; in {beyond - ahead} rounding could turn that"
    )


def _used(falls: pd.DataFrame) -> list[str]:
    """Return sign and word of each position that occurs."""
    return [f"{STATUSES[name].sign} {STATUSES[name].word}" for name in falls["position"].unique()]


def _caption(falls: pd.DataFrame) -> str:
    """Return what is assumed, what the marks mean, and what is left out."""
    return (
        "Upper panel: circle, the count reported 'as of now', which is the month of the report and "
        "not the end of the year before; diamonds, the plan's targets. Lower panel: marks, the "
        "fall each path asks for, with what the targets' roundings allow; filled where rounding "
        f"cannot turn the position, hollow where it can ({listing(_used(falls))}). The reported "
        f"fall prints neither year nor base: {falls['report_year'].iloc[0]} on "
        f"{falls['base_year'].iloc[0]} is an assumption, and the width of 'about' is this "
        "compendium's. Left out: provincial centres, which are another kind, and the two shares of "
        "the report, which are in notebook 03."
    )


def _alt(counts: pd.DataFrame, falls: pd.DataFrame) -> str:
    """Return both findings with their numbers."""
    targets = [f"{about(row)} by {row['target_year']:.0f}" for row in counts.to_dict("records")]
    first = falls.iloc[0]
    return (
        f"National manufacturing innovation centres: {counts['value'].iloc[0]:g} in "
        f"{month(counts['as_of'].iloc[0])}, against {listing(targets)}. Energy per unit of value "
        f"added: a fall of about {number(first['reported'], 0)} percent, read as "
        f"{span(first['reported_low'], first['reported_high'], 0)}; the paths ask for "
        f"{span(falls['asked'].min(), falls['asked'].max())}; ahead in "
        f"{(falls['position'] == 'ahead').sum()} of {count(len(falls), 'reading')}, within "
        f"rounding in {(falls['position'] == 'too_close_to_say').sum()}."
    )


def _data(counts: pd.DataFrame, falls: pd.DataFrame) -> pd.DataFrame:
    """Return one row a comparison, both panels under common names."""
    centres = counts[["item", "target_year", "value", "target"]].rename(
        columns={"value": "reported", "target": "asked"}
    )
    energy = falls.assign(item="fall of energy per unit of value added, percent")
    columns = ["item", "target_year", "rule", "reported", "reported_low", "reported_high"]
    rows = pd.concat([centres, energy], ignore_index=True)[
        [*columns, "asked", "asked_low", "asked_high", "position"]
    ]
    return rows.astype(object).where(rows.notna(), "")
