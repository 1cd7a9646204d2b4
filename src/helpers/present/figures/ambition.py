"""Levels and rises of the share targets as dot plots, by measure and sector."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.roadmap import TEMPLATE, Years
from helpers.present.figures.dumbbells import LABEL_SIZE, LINE, mark
from helpers.present.figures.nothing import nothing_figure
from helpers.present.texts.blocks import Facts, fixed_labels, labels, of_rows, phrase
from helpers.present.texts.language import language

DOT, FOOT, GAP, AROUND, KEY = 0.092, 0.15, 0.07, 0.9, 0.3
# One or two pairs are no distribution: such sectors stand in the row of all sectors only.
FEWEST = 3
# Column and year of each line of dots; the year decides between hollow and filled.
SERIES = {"level": (("value_2020", 2020), ("value_2025", 2025)), "rise": (("rise", 2025),)}
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


@dataclass(frozen=True, kw_only=True)
class AmbitionFacts(Years, Facts, template=TEMPLATE, block="ambition_figure"):
    """What a dot is, from how many items on a sector has a row, and how many items stay out."""

    is_level: bool
    fewest: int
    others: int


@dataclass(frozen=True, kw_only=True)
class LevelFacts(Years, Facts, template=TEMPLATE, block="level_panel"):
    """Levels of a measure in both years (percent), and the medians of its sectors by number."""

    measure: str
    pairs: int
    mean_value_2020: float
    mean_value_2025: float
    median_value_2020: float
    median_value_2025: float
    sectors: list[tuple[int, float, float]]


@dataclass(frozen=True)
class RiseFacts(Facts, template=TEMPLATE, block="rise_panel"):
    """Rises of a measure (points), and the medians of its sectors by number."""

    measure: str
    pairs: int
    mean_rise: float
    median_rise: float
    sectors: list[tuple[int, float]]


@dataclass(frozen=True)
class RowFacts(Facts, template=TEMPLATE, block="ambition_row"):
    """The sector of a row, its number 0 for all sectors, and how many items it has."""

    sector_no: int
    sector: str
    pairs: int


@dataclass(frozen=True)
class StatisticsFacts(Facts, template=TEMPLATE, block="ambition_statistics"):
    """Mean and median of a line of dots, and its year, "" where there is one line."""

    year: str
    mean: float
    median: float


PANELS: dict[str, type[LevelFacts] | type[RiseFacts]] = {"level": LevelFacts, "rise": RiseFacts}


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
        return nothing_figure(name, fixed_labels(TEMPLATE, "ambition_empty")["title"])
    drawn = shares[shares["measure"].isin(ambition["measure"])]
    rows = ambition[(ambition["sector_no"] == 0) | (ambition["pairs"] >= FEWEST)]
    panels = [own for _, own in rows.groupby("measure", sort=False)]
    words = labels(
        AmbitionFacts(is_level=quantity == "level", fewest=FEWEST, others=len(shares) - len(drawn))
    )
    panel_words = [_panel_words(own, quantity) for own in panels]
    columns = [column for column, _ in SERIES[quantity]]
    return FigureBundle(
        name=name,
        draw=partial(
            _drawing, drawn, panels, quantity, [own["title"] for own in panel_words], words
        ),
        alt=" ".join(panel["alt"] for panel in panel_words),
        caption=words["caption"],
        source=language().word("roadmap", "places"),
        data=drawn[["name", "sector_no", "sector", "item", "measure", *columns]],
    )


def _panel_words(own: pd.DataFrame, quantity: str) -> dict[str, str]:
    """Return title and alternative text of one measure, from the rows of its summary."""
    medians = [f"median_{column}" for column, _ in SERIES[quantity]]
    sectors = own.iloc[1:][["sector_no", *medians]].itertuples(index=False, name=None)
    (facts,) = of_rows(PANELS[quantity], own.iloc[:1].assign(sectors=[list(sectors)]))
    return labels(facts)


def _drawing(
    drawn: pd.DataFrame,
    panels: list[pd.DataFrame],
    quantity: str,
    titles: list[str],
    words: dict[str, str],
    layout: theme.Layout,
) -> Figure:
    """Draw the panels below one another, heights in inches as in the dumbbells."""
    heads = [KEY] + [0.0] * (len(panels) - 1)
    sizes = [
        head + sum(_row_height(drawn, row, quantity) for row in own.to_dict("records"))
        for head, own in zip(heads, panels, strict=True)
    ]
    most = max(drawn[column].max() for column, _ in SERIES[quantity])
    drawing = theme.new_figure(layout, sum(sizes) + AROUND * len(sizes))
    axes = drawing.subplots(len(panels), 1, squeeze=False, height_ratios=sizes).ravel()
    for axis, own, title, size, head in zip(axes, panels, titles, sizes, heads, strict=True):
        axis.set_ylim(size, 0)
        _rows(axis, drawn, own, quantity, head)
        theme.headline(axis, title, words["unit"])
        _frame(axis, quantity, most)
    _add_key(axes[0], quantity, words)
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
        label = phrase(RowFacts(row["sector_no"], row["sector"], row["pairs"]))
        axis.text(0, top + LINE / 2, label, va="center",
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


def _frame(axis: Axes, quantity: str, most: float) -> None:
    """Set the value axis of one measure."""
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
    words = labels(StatisticsFacts(year, mean, median))
    axis.text(
        1,
        height,
        f"{words['mean']}\n{words['median']}",
        va="bottom",
        ha="right",
        transform=axis.get_yaxis_transform(),
        fontsize=LABEL_SIZE,
        linespacing=1.05,
        zorder=3,
    )


def _add_key(axis: Axes, quantity: str, words: dict[str, str]) -> None:
    """Explain dots, mean and median once, at the head of the first panel."""
    series = SERIES[quantity]
    handles = [
        Line2D([], [], label=str(year) if len(series) > 1 else words["item"], **mark(year) | SMALL)
        for _, year in series
    ]
    handles.append(Line2D([], [], color=MEAN, label=words["mean"], **MEAN_MARK))
    handles.append(Line2D([], [], color=MEDIAN, label=words["median"], **MEDIAN_MARK))
    axis.legend(handles=handles, ncols=len(handles), loc="upper left", borderaxespad=0,
                handletextpad=0.3, columnspacing=1.2, bbox_to_anchor=(-0.01, 1))  # fmt: skip
