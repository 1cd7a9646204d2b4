"""The listed amounts of money as bars on one scale, each kind under a heading of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.policies_and_funds import TEMPLATE, apart, other_rates
from helpers.present.figures.rows import (
    LINE,
    TEXT,
    Rows,
    heading_lines,
    in_rows,
    lines_of,
    width_of,
)
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language
from helpers.present.words import sentence_case

# Inches down: a bar, free between rows, over a heading and under it.
BAR, GAP, OVER, UNDER = 0.17, 0.09, 0.1, 0.05
NAMES, BESIDE = 4.2, 0.08  # inches across, on a desktop
DRAWN = ["name", "kind", "amount_rmb", "amount_usd", "rate", "rate_low", "rate_high", "apart"]
ORDER = ("fund", "loan", "insurance", "project_total")


class FundsFigureFacts(Facts, template=TEMPLATE, block="funds_figure"):
    """Amounts by kind, the least and the most (billion yuan), and the rates they imply.

    `times` is the most as a multiple of the least; `apart` are names and rates (yuan per dollar)
    outside the range of the `others`; `missing` names the entries without an amount.
    """

    kinds: list[tuple[str, int]]
    least: float
    most: float
    times: float
    median: float
    converted: int
    apart: list[tuple[str, float]]
    others: tuple[float, float]
    missing: list[str]


class AmountFacts(Facts, template=TEMPLATE, block="fund_amount"):
    """Name and kind of a fund, and its amounts as printed, "" where there is none."""

    name: str
    kind: str
    rmb: str
    usd: str
    is_apart: bool


@dataclass(frozen=True)
class Bar:
    """An amount as drawn: name, words at its end, size (billion yuan), whether converted."""

    name: str
    words: str
    size: float
    converted: bool


def funds_figure(rates: pd.DataFrame) -> FigureBundle:
    """Draw every fund with a printed amount as a bar, by kind, the largest first.

    Parameters
    ----------
    rates
        Result of ``funds.implied_rates``, at least one row with a rate.
    """
    drawn = rates[rates["placed_at"].notna()].sort_values(
        "placed_at", ascending=False, ignore_index=True
    )
    words = labels(_facts(rates, drawn))
    amounts = [labels(_amount(fund)) for fund in drawn.to_dict("records")]
    bars = drawn.assign(shown=[amount["amounts"] for amount in amounts])
    kinds = {
        sentence_case(
            language().word(kind, "fund_kinds_many" if len(own) > 1 else "fund_kinds")
        ): _bars(own)
        for kind in ORDER
        if len(own := bars[bars["kind"] == kind])
    }

    return FigureBundle(
        name="funds",
        draw=lambda layout: _draw(layout, kinds, words),
        alt=f"{words['title']}. {' '.join(amount['alt'] for amount in amounts)}",
        caption=words["caption"],
        source=language().word("funds", "places"),
        data=drawn[DRAWN].astype(object).where(drawn[DRAWN].notna(), ""),
    )


def _bars(own: pd.DataFrame) -> list[Bar]:
    """Return the amounts of one kind as drawn."""
    return [
        Bar(fund["name"].partition(" (")[0], fund["shown"], fund["placed_at"], fund["converted"])
        for fund in own.to_dict("records")
    ]


def _draw(layout: theme.Layout, kinds: Mapping[str, list[Bar]], words: Mapping[str, str]) -> Figure:
    """Draw the kinds below one another on one scale that begins at zero."""
    width, bars = layout.width - 0.1, [bar for own in kinds.values() for bar in own]
    most = max(bar.size for bar in bars)
    left = 0.02 if layout.is_narrow else NAMES + BESIDE
    # The words of every bar fit at its end.
    right = left + min(
        (width - left - 2 * BESIDE - width_of(bar.words)) * most / bar.size for bar in bars
    )
    right = max(min(right, width), left + 0.3 * (width - left))
    height = theme.total(
        OVER + UNDER + LINE + theme.total(_height(bar, layout) for bar in own)
        for own in kinds.values()
    )
    sheet = in_rows(layout, height, words["title"], values=(0, most), between=(left, right))
    top = 0.0
    for kind, own in kinds.items():
        top = sheet.heading(top + OVER, heading_lines(kind, width)) + UNDER
        for bar in own:
            top = _bar(sheet, bar, top, layout)
    return sheet.drawing


def _names(bar: Bar, layout: theme.Layout) -> list[str]:
    """Return the name of a fund in lines."""
    return lines_of(bar.name, layout.width - 0.1 if layout.is_narrow else NAMES)


def _height(bar: Bar, layout: theme.Layout) -> float:
    """Return the height of a row: the bar beside the name, or below it."""
    names = LINE * len(_names(bar, layout))
    return (names + BAR if layout.is_narrow else max(names, BAR)) + GAP


def _bar(sheet: Rows, bar: Bar, top: float, layout: theme.Layout) -> float:
    """Draw one amount with name and words, hollow where converted; return where it ends."""
    names, bottom = _names(bar, layout), top + _height(bar, layout)
    sheet.write(0, top + LINE * len(names) / 2, "\n".join(names))
    down = bottom - GAP - BAR / 2 if layout.is_narrow else (top + bottom - GAP) / 2
    sheet.axis.barh(
        down,
        bar.size,
        BAR,
        color=theme.PAPER if bar.converted else theme.ROADMAP,
        edgecolor=theme.ROADMAP,
        linewidth=1.2,
    )
    sheet.guides([0], down - BAR / 2 - 0.03, down + BAR / 2 + 0.03, color=theme.INK, linewidth=1,
                 zorder=3)  # fmt: skip
    sheet.axis.annotate(
        bar.words, (bar.size, down), xytext=(5, 0), textcoords="offset points", va="center",
        fontsize=TEXT, bbox=theme.PLATE,
    ).set_in_layout(False)  # fmt: skip
    return bottom


def _facts(rates: pd.DataFrame, drawn: pd.DataFrame) -> FundsFigureFacts:
    """Return what the amounts and their rates say, and what is left out."""
    counts = drawn["kind"].value_counts()
    least, most = drawn["placed_at"].min(), drawn["placed_at"].max()
    return FundsFigureFacts(
        kinds=[(kind, int(counts[kind])) for kind in ORDER if kind in counts],
        least=least,
        most=most,
        times=most / least,
        median=drawn["median"].iloc[0],
        converted=int(drawn["converted"].sum()),
        apart=apart(drawn),
        others=other_rates(drawn),
        missing=rates.loc[rates["placed_at"].isna(), "name"].tolist(),
    )


def _amount(fund: Mapping[Any, Any]) -> AmountFacts:
    """Return what is said of one fund."""
    printed = (fund["amount_rmb_printed"], fund["amount_usd_printed"])
    return AmountFacts(fund["name"].partition(" (")[0], fund["kind"], *printed, fund["apart"])
