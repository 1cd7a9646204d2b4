"""Funds: the exchange rate that two printed amounts imply, and which of them stands apart.

Nothing here adds amounts up: the list mixes kinds of money that have no common sum.
"""

from __future__ import annotations

import re

import pandas as pd

from helpers.analysis.comparison.rounding import half_width

SEVERAL_POLICIES = "several policy initiatives"
FIRST_NUMBER = re.compile(r"([0-9]+)(?:\.([0-9]+))?")


def implied_rates(funds: pd.DataFrame) -> pd.DataFrame:
    """Funds with the exchange rate their two printed amounts imply, and how it compares.

    Parameters
    ----------
    funds
        Table of the record; amounts in RMB billion and USD billion.

    Returns
    -------
    DataFrame
        The funds with `rate` in RMB per USD and its ends `rate_low`, `rate_high` within the
        printed roundings; `median`, that of all rates; `from_median`, the distance in percent;
        `apart`, whether that interval meets the interval of no other fund; `placed_at`, the amount
        in RMB billion, from the dollars at the median rate where `converted`; and
        `several_policies`, whether the money serves other policies too.
    """
    rmb, usd = funds["amount_rmb"], funds["amount_usd"]
    half_rmb = _half_widths(funds["amount_rmb_printed"], rmb)
    half_usd = _half_widths(funds["amount_usd_printed"], usd)
    rates = funds.assign(
        rate=rmb / usd,
        rate_low=(rmb - half_rmb) / (usd + half_usd),
        rate_high=(rmb + half_rmb) / (usd - half_usd),
    )
    rates["median"] = rates["rate"].median()
    rates["from_median"] = 100.0 * (rates["rate"] / rates["median"] - 1.0)
    rates["apart"] = [_apart(rates, position) for position in rates.index]
    rates["converted"] = rmb.isna() & usd.notna()
    rates["placed_at"] = rmb.fillna(usd * rates["median"])
    rates["several_policies"] = funds["purpose"].str.contains(SEVERAL_POLICIES, regex=False)
    return rates


def _half_widths(printed: pd.Series, amounts: pd.Series) -> pd.Series:
    """Return half the last printed digit in the unit of the amounts; NaN without an amount."""
    digits = printed.str.extract(FIRST_NUMBER)
    numbers = pd.to_numeric(digits[0] + "." + digits[1].fillna("0"))
    half = half_width(digits[1].str.len().fillna(0.0), pd.Series("exact", printed.index))
    # The scale word ("trillion", or none) is what the amount is to the printed number.
    return half * amounts / numbers


def _apart(rates: pd.DataFrame, position: int) -> bool:
    """Tell whether no rounding makes a rate equal to that of another fund."""
    others = rates[rates["rate"].notna()].drop(position, errors="ignore")
    own = rates.loc[position]
    if pd.isna(own["rate"]) or others.empty:
        return False
    meets = (own["rate_low"] <= others["rate_high"]) & (own["rate_high"] >= others["rate_low"])
    return not meets.any()
