"""Levels and rises of the share targets as dot plots, by measure and sector."""

from __future__ import annotations

from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.dumbbells import LABEL_SIZE, LINE, empty_figure, mark
from helpers.present.numbers import number, plain_number
from helpers.present.words import count, listing, measure_word, sector_heading, sentence_case

DOT, FOOT, GAP, AROUND, KEY = 0.092, 0.15, 0.07, 0.9, 0.3
# One or two pairs are no distribution: such sectors stand in the row of all sectors only.
FEWEST = 3
# Column and year of each line of dots; the year decides between hollow and filled.
SERIES = {"level": (("value_2020", 2020), ("value_2025", 2025)), "rise": (("rise", 2025),)}
UNITS = {"level": "targets in percent", "rise": "rise from 2020 to 2025, points"}
MEAN, MEDIAN = theme.OTHER, theme.INK
# The numbers stand to the right of the last value, in this share of the axis.
MARGIN = 0.36
SMALL: dict[str, Any] = {"markersize": 5.2}
MEDIAN_MARK: dict[str, Any] = {
    "marker": "|",
    "markersize": 11,
    "markeredgewidth": 2.4,
    "linestyle": "none",
}
MEAN_MARK: dict[str, Any] = {"marker": "^", "markersize": 5, "linestyle": "none"}


def ambition_figure(shares: pd.DataFrame, ambition: pd.DataFrame, quantity: str) -> FigureBundle:
    """Draw a panel a measure, a row a sector: a dot a pair, marks for mean and median.

    Parameters
    ----------
    shares, ambition
        Results of ``roadmap_shares.share_pairs`` and ``roadmap_shares.ambition``.
    quantity
        ``level`` (percent, 2020 and 2025) or ``rise`` (points).
    """
    name = f"ambition-{quantity}"
    if ambition.empty:
        none = "No pair of market shares in the chosen sectors."
        return FigureBundle(name, empty_figure(none), none, none, "roadmap_pairs", ambition)
    drawn = shares[shares["measure"].isin(ambition["measure"])]
    rows = ambition[(ambition["sector_no"] == 0) | (ambition["pairs"] >= FEWEST)]
    panels = [own for _, own in rows.groupby("measure", sort=False)]
    columns = [column for column, _ in SERIES[quantity]]
    return FigureBundle(
        name=name,
        drawing=_drawing(drawn, panels, quantity),
        alt=" ".join(_conclusion(own, quantity) for own in panels),
        caption=_caption(shares, drawn, quantity),
        source=f"{', '.join(drawn['source_id'].unique())}, appendix 3",
        data=drawn[["name", "sector_no", "sector", "item", "measure", *columns]],
    )


def _drawing(drawn: pd.DataFrame, panels: list[pd.DataFrame], quantity: str) -> Figure:
    """Draw the panels below one another, heights in inches as in the dumbbells."""
    heads = [KEY] + [0.0] * (len(panels) - 1)
    sizes = [
        head + sum(_row_height(drawn, row, quantity) for row in own.to_dict("records"))
        for head, own in zip(heads, panels, strict=True)
    ]
    most = max(drawn[column].max() for column, _ in SERIES[quantity])
    with theme.themed():
        drawing = theme.new_figure(sum(sizes) + AROUND * len(sizes))
        axes = drawing.subplots(len(panels), 1, squeeze=False, height_ratios=sizes).ravel()
        for axis, own, size, head in zip(axes, panels, sizes, heads, strict=True):
            axis.set_ylim(size, 0)
            _rows(axis, drawn, own, quantity, head)
            _frame(axis, own.iloc[0].to_dict(), quantity, most)
        _add_key(axes[0], quantity)
    return drawing


def _dots(drawn: pd.DataFrame, summary: dict, column: str) -> pd.DataFrame:
    """Return the dots of one row: value, and the place in the stack of equal values."""
    own = drawn[drawn["measure"] == summary["measure"]]
    if summary["sector_no"]:
        own = own[own["sector_no"] == summary["sector_no"]]
    values = own[column].sort_values(ignore_index=True)
    return pd.DataFrame({"value": values, "place": values.groupby(values).cumcount()})


def _row_height(drawn: pd.DataFrame, summary: dict, quantity: str) -> float:
    """Return the height of a row: its label, and stacks of dots with their foot."""
    stacks = [_dots(drawn, summary, column)["place"].max() + 1 for column, _ in SERIES[quantity]]
    return LINE + sum(DOT * (stack + 0.5) + FOOT for stack in stacks) + GAP


def _rows(axis: Axes, drawn: pd.DataFrame, own: pd.DataFrame, quantity: str, top: float) -> None:
    """Draw one measure from `top` on: all sectors together, then each."""
    for row in own.to_dict("records"):
        whole = row["sector_no"] == 0
        label = "all sectors" if whole else sector_heading(row["sector_no"], row["sector"])
        axis.text(0, top + LINE / 2, f"{label} ({count(row['pairs'], 'pair')})", va="center",
                  transform=axis.get_yaxis_transform(), fontsize=LABEL_SIZE, zorder=2,
                  fontweight="bold" if whole else "normal",
                  bbox=theme.PLATE)  # fmt: skip
        base = top + LINE
        columns = SERIES[quantity]
        for column, year in columns:
            dots = _dots(drawn, row, column)
            base += DOT * (dots["place"].max() + 1.5)
            heights = base - DOT * (dots["place"] + 0.6)
            axis.plot(dots["value"], heights, zorder=3, **mark(year) | SMALL)
            _statistics(axis, row, column, base + FOOT / 2, str(year) if len(columns) > 1 else "")
            base += FOOT
        top += _row_height(drawn, row, quantity)


def _frame(axis: Axes, total: dict, quantity: str, most: float) -> None:
    """Add title and value axis of one measure."""
    theme.headline(axis, _title(total, quantity), UNITS[quantity])
    axis.set_xlim(-0.03 * most, most * (1 + MARGIN))
    axis.set_xticks(range(0, 101, 20) if quantity == "level" else range(0, int(most) + 1, 5))
    axis.set_yticks([])
    axis.grid(visible=False, axis="y")
    sns.despine(ax=axis, left=True)


def _statistics(axis: Axes, row: dict, column: str, height: float, year: str) -> None:
    """Mark mean and median under the dots and write them at the right, with their year if any."""
    mean, median = row[f"mean_{column}"], row[f"median_{column}"]
    axis.plot(median, height, color=MEDIAN, zorder=3, **MEDIAN_MARK)
    axis.plot(mean, height, color=MEAN, zorder=4, **MEAN_MARK)
    words = f"{year} mean {number(mean)}\nmedian {plain_number(median)}".lstrip()
    axis.text(1, height, words, va="bottom", ha="right", transform=axis.get_yaxis_transform(),
              fontsize=LABEL_SIZE, linespacing=1.05, zorder=3)  # fmt: skip


def _add_key(axis: Axes, quantity: str) -> None:
    """Explain dots, mean and median once, at the head of the first panel."""
    names = {"level": ("2020", "2025"), "rise": ("a pair",)}[quantity]
    handles = [
        Line2D([], [], label=name, **mark(year) | SMALL)
        for name, (_, year) in zip(names, SERIES[quantity], strict=True)
    ]
    handles.append(Line2D([], [], color=MEAN, label="mean", **MEAN_MARK))
    handles.append(Line2D([], [], color=MEDIAN, label="median", **MEDIAN_MARK))
    axis.legend(handles=handles, ncols=len(handles), loc="upper left", borderaxespad=0,
                handletextpad=0.3, columnspacing=1.2, bbox_to_anchor=(-0.01, 1))  # fmt: skip


def _title(total: dict, quantity: str) -> str:
    """Return what the measure asks for over all sectors."""
    word = sentence_case(measure_word(total["measure"]))
    if quantity == "rise":
        return (
            f"{word}:\nmean rise {number(total['mean_rise'])}, "
            f"median {plain_number(total['median_rise'])} points"
        )
    return (
        f"{word}: median\n{plain_number(total['median_value_2020'])} % in 2020, "
        f"{plain_number(total['median_value_2025'])} % in 2025"
    )


def _caption(shares: pd.DataFrame, drawn: pd.DataFrame, quantity: str) -> str:
    """Say what a dot is and what is left out."""
    what = "the target of a pair" if quantity == "level" else "the rise of a pair"
    others = count(len(shares) - len(drawn), "pair")
    return (
        f"Dot: {what}; equal values are stacked; a printed range counts with its middle, 'over' "
        f"and 'at least' with the floor. Each measure has a panel of its own. A sector has its own "
        f"row from {FEWEST} pairs on; with fewer it counts in 'all sectors' only. Left out: "
        f"{others} in percent of other measures, pairs in other units and every figure without a "
        f"partner. A pair counts once, whatever its market is worth."
    )


def _conclusion(own: pd.DataFrame, quantity: str) -> str:
    """Return what a panel shows in words: all sectors in full, each sector by its median."""
    total, *sectors = own.to_dict("records")
    whole = ", ".join(
        f"mean {number(total[f'mean_{column}'])} and "
        f"median {plain_number(total[f'median_{column}'])}"
        + (f" in {year}" if quantity == "level" else " points")
        for column, year in SERIES[quantity]
    )
    each = listing(
        [
            " and ".join(plain_number(row[f"median_{column}"]) for column, _ in SERIES[quantity])
            + f" in sector {row['sector_no']}"
            for row in sectors
        ]
    )
    word = sentence_case(measure_word(total["measure"]))
    medians = f"; median {each}" if each else ""
    return f"{word}, {count(total['pairs'], 'pair')}: {whole}{medians}."
