"""How fast a value moved as a share of the pace needed, over all specifications, rule by rule."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.specifications import family_agreement
from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.robustness import ACCEPTED, TEMPLATE
from helpers.present.figures.nothing import nothing_figure
from helpers.present.figures.rows import HEADING, LINE, MARGIN, Rows, in_rows, lines_of
from helpers.present.texts.blocks import Facts, labels, plain_labels

# Lowest, the middle half, the median, and highest of a row.
QUANTILES = {"least": 0.0, "lower": 0.25, "median": 0.5, "upper": 0.75, "most": 1.0}
KEY = ["indicator_id", "base_year", "family"]
# Inches: a row, a heading, and what stands before and after the values; on a phone name and count
# stand above the values, which need the whole width.
ROW, HEAD, NAME_WIDTH, COUNT_WIDTH = 0.2, 0.3, 1.45, 0.85
WORDS_ABOVE, EDGE = 0.18, 0.08


class CurveFacts(Facts, template=TEMPLATE, block="curve_figure"):
    """The families drawn, the share of the pace needed that some rules accept, and the finding.

    `all_fast`, `some_fast` and `none_fast` are the indicators of which most specifications call the
    pace enough by every rule and base, by some, and by none.
    """

    families: list[str]
    accepted: float
    all_fast: list[str]
    some_fast: list[str]
    none_fast: list[str]


class CurvePanelFacts(Facts, template=TEMPLATE, block="curve_panel"):
    """The rows of an indicator with the fewest and the most specifications called enough, of all.

    `medians` are the lowest and the highest of its rows.
    """

    name: str
    fewest: tuple[int, int]
    most: tuple[int, int]
    medians: tuple[float, float]


def curve_figure(specifications: pd.DataFrame, indicators: pd.DataFrame) -> FigureBundle:
    """Draw a row a base year and rule: the range of its specifications, their middle half, median.

    Parameters
    ----------
    specifications
        Result of ``specifications.specifications``.
    indicators
        Table of the edition.
    """
    drawn = ratio_rules()
    own = specifications[specifications["method"].isin(drawn) & specifications["value"].notna()]
    names = indicators.set_index("indicator_id")["name_en"]
    rows = _rows(own, specifications, drawn)
    words = labels(_facts(rows, names, list(drawn.values())))
    if rows.empty:
        return nothing_figure("curve", words["empty"])
    groups = {str(names[name]): part for name, part in rows.groupby("indicator_id", sort=False)}

    return FigureBundle(
        name="curve",
        draw=lambda layout: _drawing(groups, words, layout),
        alt=" ".join([f"{words['title']}.", *map(_panel_alt, groups, groups.values())]),
        caption=words["caption"],
        source=", ".join(own["observation_id"].unique()),
        data=rows,
    )


def ratio_rules() -> dict[str, str]:
    """Return the first rule of each family that gives a ratio, and the family; 1 is enough."""
    first = {method.family: name for name, method in reversed(METHODS.items()) if method.ratio}
    return {name: family for family, name in reversed(first.items())}


def _rows(
    drawn: pd.DataFrame, specifications: pd.DataFrame, families: dict[str, str]
) -> pd.DataFrame:
    """Return a row an indicator, base year and family: quantiles of a rule, counts of all rules.

    The counts are those of the answer of the page.
    """
    parts = [
        dict(zip(KEY, key, strict=True))
        | {"method": own["method"].iloc[0]}
        | dict(zip(QUANTILES, np.quantile(own["value"], list(QUANTILES.values())), strict=True))
        for key, own in drawn.assign(family=drawn["method"].map(families)).groupby(KEY, sort=False)
    ]
    counts = family_agreement(specifications, ["base_year"])
    counts = counts.groupby(KEY, as_index=False)[["enough", "specifications"]].sum()
    rows = pd.DataFrame(parts, columns=[*KEY, "method", *QUANTILES]).merge(counts, on=KEY)
    order = rows["indicator_id"].map({name: n for n, name in enumerate(rows["indicator_id"])})
    rows = rows.assign(order=order).sort_values(
        ["order", "base_year"], kind="stable", ignore_index=True
    )
    return rows[[*KEY, "method", "enough", "specifications", *QUANTILES]]


def _facts(rows: pd.DataFrame, names: pd.Series, families: list[str]) -> CurveFacts:
    """Return of which indicators most specifications call the pace enough."""
    fast = (2 * rows["enough"] > rows["specifications"]).groupby(rows["indicator_id"], sort=False)
    every, some = fast.all(), fast.any()
    return CurveFacts(
        families=families,
        accepted=ACCEPTED,
        all_fast=names[every.index[every]].tolist(),
        some_fast=names[every.index[some & ~every]].tolist(),
        none_fast=names[every.index[~some]].tolist(),
    )


def _panel_alt(name: str, rows: pd.DataFrame) -> str:
    """Return what the rows of one indicator say."""
    counts = sorted(
        zip(rows["enough"].tolist(), rows["specifications"].tolist(), strict=True),
        key=lambda pair: pair[0] / pair[1],
    )
    medians = rows["median"].min(), rows["median"].max()
    return labels(CurvePanelFacts(name, counts[0], counts[-1], medians))["alt"]


def _drawing(
    groups: dict[str, pd.DataFrame], words: dict[str, str], layout: theme.Layout
) -> Figure:
    """Draw the rows of every indicator under its name, on one scale."""
    room = layout.width - 2 * MARGIN
    low = min(0.0, *(rows["least"].min() for rows in groups.values()))
    high = max(1.0, *(rows["most"].max() for rows in groups.values()))
    above = WORDS_ABOVE if layout.is_narrow else 0.0
    height = HEAD + theme.total(HEAD + (ROW + above) * len(rows) for rows in groups.values())
    between = (EDGE, room - EDGE) if layout.is_narrow else (NAME_WIDTH, room - COUNT_WIDTH)
    sheet = in_rows(layout, height + LINE, words["title"], values=(low, high), between=between,
                    ticks=True)  # fmt: skip
    sheet.axis.xaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    ticks = [tick for tick in sheet.axis.get_xticks() if low <= tick <= high]
    sheet.axis.set_xticks(ticks)
    sheet.axis.set_xlabel("\n".join(lines_of(words["axis"], room)), fontsize=8.5)
    sheet.axis.annotate(words["needed"], (1, HEAD / 2), xytext=(4, 0), textcoords="offset points",
                        va="center", fontsize=8.5)  # fmt: skip
    sheet.write(room, HEAD / 2, words["enough"], ha="right", color=theme.MUTED)
    top = HEAD
    for name, rows in groups.items():
        sheet.write(0, top + HEAD / 2, name, fontsize=HEADING, fontweight="bold",
                    bbox=theme.PLATE)  # fmt: skip
        top += HEAD
        end = top + (ROW + above) * len(rows)
        sheet.guides(ticks, top, end)
        sheet.guides([1], top, end, color=theme.INK, linewidth=1.2)
        for place, row in enumerate(rows.to_dict("records")):
            _row(sheet, row, top + (ROW + above) * place, above)
        top = end
    return sheet.drawing


def _row(sheet: Rows, row: dict, top: float, above: float) -> None:
    """Draw one base year and rule: its values, and name and count beside or above them."""
    words = plain_labels(
        TEMPLATE, "curve_row", base=row["base_year"], family=row["family"],
        enough=row["enough"], specifications=row["specifications"],
    )  # fmt: skip
    colour = theme.TONES["ahead" if 2 * row["enough"] > row["specifications"] else "behind"]
    axis, height = sheet.axis, top + above + ROW / 2
    line = top + above / 2 if above else height
    sheet.write(0, line, words["name"], bbox=theme.PLATE)
    sheet.write(sheet.width, line, words["count"], ha="right", bbox=theme.PLATE)
    axis.hlines(height, row["least"], row["most"], color=colour, linewidth=1.2, zorder=2)
    axis.hlines(height, row["lower"], row["upper"], color=colour, linewidth=5, zorder=2)
    axis.plot(row["median"], height, marker="o", markersize=7, color=colour,
              markeredgecolor=theme.PAPER, zorder=3)  # fmt: skip
