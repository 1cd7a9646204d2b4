"""The listed funds by size, in both currencies, with the exchange rate each pair implies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.facts.policies_and_funds import TEMPLATE, apart, other_rates
from helpers.present.figures.keys import kind_keys, mark_key
from helpers.present.texts.blocks import Facts, labels
from helpers.present.texts.language import language

ROW_HEIGHT, HEAD_HEIGHT = 0.44, 1.75
LEAST, MOST = 10.0, 3000.0  # RMB billion; whole decades around what is printed
# Labels of larger amounts stand left of their mark, or they would leave the picture.
LABEL_LEFT_FROM = 150.0
KINDS = {
    "fund": ("o", theme.KINDS[1]),
    "loan": ("s", theme.KINDS[2]),
    "insurance": ("P", theme.KINDS[0]),
    "project_total": ("^", theme.KINDS[3]),
}
DRAWN = ["name", "kind", "amount_rmb", "amount_usd", "rate", "rate_low", "rate_high", "apart"]


@dataclass(frozen=True)
class FundsFigureFacts(Facts, template=TEMPLATE, block="funds_figure"):
    """The printed amounts (billion yuan) and the rates they imply (yuan per dollar).

    `apart` are names and rates outside the range of the `others`; `missing` names the entries
    without an amount.
    """

    printed: int
    kinds: int
    least: float
    most: float
    median: float
    apart: list[tuple[str, float]]
    others: tuple[float, float]
    missing: list[str]


@dataclass(frozen=True)
class AmountFacts(Facts, template=TEMPLATE, block="fund_amount"):
    """Name and kind of a fund, its amounts (billions, None where not printed), and their rate."""

    name: str
    kind: str
    rmb: float | None
    usd: float | None
    rate: float | None
    is_apart: bool


def funds_figure(rates: pd.DataFrame) -> FigureBundle:
    """Draw every fund with a printed amount, the largest on top, its kind by shape.

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

    def draw(layout: theme.Layout) -> Figure:
        drawing = theme.new_figure(layout, HEAD_HEIGHT + ROW_HEIGHT * len(drawn))
        axis = drawing.subplots()
        for row, fund in enumerate(drawn.to_dict("records")):
            _mark(axis, row, fund, amounts[row]["amounts"])
        scales = {
            name: "\n".join(theme.title_lines(words[name], layout.title_characters))
            for name in ("below", "above")
        }
        _finish(axis, len(drawn), drawn["median"].iloc[0], scales)
        theme.headline(axis, words["title"])
        kinds = {name: (language().word(name, "fund_kinds"), *KINDS[name]) for name in KINDS}
        keys = kind_keys(kinds, drawn["kind"])
        if drawn["converted"].any():
            keys.append(mark_key(words["converted"], "o", theme.MUTED, hollow=True))
        drawing.legend(handles=keys, loc="outside lower left", ncols=2)
        return drawing

    return FigureBundle(
        name="funds",
        draw=draw,
        alt=f"{words['title']}. {' '.join(amount['alt'] for amount in amounts)}",
        caption=words["caption"],
        source=language().word("funds", "places"),
        data=drawn[DRAWN].astype(object).where(drawn[DRAWN].notna(), ""),
    )


def _mark(axis: Axes, row: int, fund: Mapping[Any, Any], words: str) -> None:
    """Draw one fund: its name above, its amounts beside the mark; hollow where converted."""
    shape, tone = KINDS[fund["kind"]]
    axis.plot(
        fund["placed_at"],
        row,
        marker=shape,
        markersize=8,
        color=tone,
        markerfacecolor=theme.PAPER if fund["converted"] else tone,
        markeredgewidth=1.5,
        zorder=3,
    )
    left = fund["placed_at"] > LABEL_LEFT_FROM
    axis.annotate(
        words,
        (fund["placed_at"], row),
        xytext=(-9 if left else 9, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=9,
        bbox=theme.PLATE,
        in_layout=False,
    )
    axis.annotate(
        fund["name"].partition(" (")[0],
        (0, row),
        xycoords=("axes fraction", "data"),
        xytext=(2, 14),
        textcoords="offset points",
        va="center",
        fontsize=9,
        fontweight="bold",
        bbox=theme.PLATE,
        in_layout=False,
    )


def _facts(rates: pd.DataFrame, drawn: pd.DataFrame) -> FundsFigureFacts:
    """Return what the amounts and their rates say, and what is left out."""
    return FundsFigureFacts(
        printed=len(drawn),
        kinds=drawn["kind"].nunique(),
        least=drawn["placed_at"].min(),
        most=drawn["placed_at"].max(),
        median=drawn["median"].iloc[0],
        apart=apart(drawn),
        others=other_rates(drawn),
        missing=rates.loc[rates["placed_at"].isna(), "name"].tolist(),
    )


def _amount(fund: Mapping[Any, Any]) -> AmountFacts:
    """Return what is said of one fund; an amount that is not printed is None."""
    rmb, usd, rate = (
        None if pd.isna(fund[name]) else fund[name] for name in ("amount_rmb", "amount_usd", "rate")
    )
    return AmountFacts(fund["name"].partition(" (")[0], fund["kind"], rmb, usd, rate, fund["apart"])


def _finish(axis: Axes, rows: int, median: float, words: Mapping[str, str]) -> None:
    """Set both scales: RMB below, dollars above at the median implied rate."""
    axis.set_xscale("log")
    axis.set_xlim(LEAST, MOST)
    axis.set_ylim(rows - 0.5, -0.85)
    axis.set_yticks([])
    axis.set_xlabel(words["below"])
    dollars: tuple[Any, Any] = (lambda rmb: rmb / median, lambda usd: usd * median)
    above = axis.secondary_xaxis("top", functions=dollars)
    above.set_xlabel(words["above"])
    for scale in (axis.xaxis, above.xaxis):
        scale.set_major_locator(LogLocator(subs=(1.0, 3.0)))
        scale.set_major_formatter(FuncFormatter(lambda amount, _: f"{amount:,g}"))
        scale.set_minor_formatter(NullFormatter())
    sns.despine(ax=axis, left=True)
