"""The listed funds by size, in both currencies, with the exchange rate each pair implies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from helpers.present import theme
from helpers.present.bundle import FigureBundle
from helpers.present.figures.keys import kind_keys, mark_key
from helpers.present.numbers import number
from helpers.present.words import count, listing

ROW_HEIGHT, HEAD_HEIGHT = 0.44, 1.75
LEAST, MOST = 10.0, 3000.0  # RMB billion; whole decades around what is printed
# Labels of larger amounts stand left of their mark, or they would leave the picture.
LABEL_LEFT_FROM = 150.0
KINDS = {
    "fund": ("fund", "o", theme.KINDS[1]),
    "loan": ("loan agreement", "s", theme.KINDS[2]),
    "insurance": ("insurance scheme", "P", theme.KINDS[0]),
    "project_total": ("project total", "^", theme.KINDS[3]),
}
DRAWN = ["name", "kind", "amount_rmb", "amount_usd", "rate", "rate_low", "rate_high", "apart"]


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
    with theme.themed():
        drawing = theme.new_figure(HEAD_HEIGHT + ROW_HEIGHT * len(drawn))
        axis = drawing.subplots()
        for row, fund in enumerate(drawn.to_dict("records")):
            _mark(axis, row, fund)
        _finish(axis, len(drawn), drawn["median"].iloc[0])
        theme.headline(axis, _title(drawn))
        keys = kind_keys(KINDS, drawn["kind"])
        if drawn["converted"].any():
            keys.append(
                mark_key("dollars only, placed by the median", "o", theme.MUTED, hollow=True)
            )
        drawing.legend(handles=keys, loc="outside lower left", ncols=2)
    return FigureBundle(
        name="funds",
        drawing=drawing,
        alt=_alt(drawn),
        caption=_caption(rates, drawn),
        source=f"{listing(sorted(set(rates['source_id'])))}, appendix 2",
        data=drawn[DRAWN].astype(object).where(drawn[DRAWN].notna(), ""),
    )


def _mark(axis: Axes, row: int, fund: Mapping[Any, Any]) -> None:
    """Draw one fund: its name above, its amounts beside the mark; hollow where converted."""
    _, shape, tone = KINDS[fund["kind"]]
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
        _amounts(fund),
        (fund["placed_at"], row),
        xytext=(-9 if left else 9, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center",
        fontsize=9,
        bbox=theme.PLATE,
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
    )


def _amounts(fund: Mapping[Any, Any]) -> str:
    """Return the printed amounts with the rate they imply."""
    if fund["converted"]:
        return f"${fund['amount_usd']:,g} bn; no RMB printed"
    dollars = f" = ${fund['amount_usd']:,g} bn" if pd.notna(fund["amount_usd"]) else ""
    at = f" at {number(fund['rate'], 2)}" if pd.notna(fund["rate"]) else ""
    return f"RMB {fund['amount_rmb']:,g} bn{dollars}{at}{' (!)' if fund['apart'] else ''}"


def _finish(axis: Axes, rows: int, median: float) -> None:
    """Set both scales: RMB below, dollars above at the median implied rate."""
    axis.set_xscale("log")
    axis.set_xlim(LEAST, MOST)
    axis.set_ylim(rows - 0.5, -0.85)
    axis.set_yticks([])
    axis.set_xlabel("RMB billion, log scale")
    dollars: tuple[Any, Any] = (lambda rmb: rmb / median, lambda usd: usd * median)
    above = axis.secondary_xaxis("top", functions=dollars)
    above.set_xlabel(f"USD billion, at the median rate of {number(median, 2)} RMB per dollar")
    for scale in (axis.xaxis, above.xaxis):
        scale.set_major_locator(LogLocator(subs=(1.0, 3.0)))
        scale.set_major_formatter(FuncFormatter(lambda amount, _: f"{amount:,g}"))
        scale.set_minor_formatter(NullFormatter())
    sns.despine(ax=axis, left=True)


def _title(drawn: pd.DataFrame) -> str:
    """Return how many amounts of how many kinds there are."""
    kinds = drawn["kind"].nunique()
    return (
        f"{count(len(drawn), 'printed amount')} of {count(kinds, 'kind')}, from "
        f"{drawn['placed_at'].min():,g} to\n{drawn['placed_at'].max():,g} billion RMB: "
        "they have no common sum"
    )


def _caption(rates: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """Return how amounts are placed, how the rate checks them, and what has no amount."""
    apart = [
        f"{fund['name']} at {number(fund['rate'], 2)}"
        for fund in drawn[drawn["apart"]].to_dict("records")
    ]
    others = drawn.loc[drawn["rate"].notna() & ~drawn["apart"], "rate"]
    check = (
        f" Marked (!): {listing(apart)}, outside the range of the others "
        f"({number(others.min(), 2)} to {number(others.max(), 2)}) whatever its own rounding."
        if apart
        else ""
    )
    missing = rates[rates["placed_at"].isna()]
    without = [f"{row['name']} ({KINDS[row['kind']][0]})" for row in missing.to_dict("records")]
    left_out = f" Left out, since no amount is printed: {listing(without)}." if without else ""
    return (
        "Printed amounts in billions; beside each, the exchange rate its two amounts imply, as a "
        f"check of the print.{check}{left_out} The "
        "source heads the amounts as estimated values and says nothing of money spent."
    )


def _alt(drawn: pd.DataFrame) -> str:
    """Return every amount, the largest first."""
    parts = [
        f"{fund['name'].partition(' (')[0]} ({KINDS[fund['kind']][0]}): "
        f"{_amounts(fund).partition(' = ')[0]}"
        for fund in drawn.to_dict("records")
    ]
    return f"{_title(drawn)}. {'; '.join(parts)}.".replace("\n", " ")
