"""Rounding intervals: what a printed figure may have been before it was rounded."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.data.bounds import open_ends
from helpers.data.tables.columns import DOWNWARD, UPWARD

# "About 5" promises less than "5": a whole unit of the last printed digit to either side
# instead of half a unit. The width is this compendium's choice and is stated on the pages.
UNITS_OF_LAST_DIGIT = {"exact": 0.5, "about": 1.0}
# A bound is taken as printed: no rounding is added to what it leaves open.
WIDTHS = UNITS_OF_LAST_DIGIT | dict.fromkeys((*UPWARD, *DOWNWARD), 0.0)
# Half the interval, from k units of the last of n digits after the point; see
# ``helpers.analysis.formulas``.
FORMULA = "h = k * 10 ** -n"


def half_width(decimals: pd.Series, qualifier: pd.Series) -> pd.Series:
    """Half the rounding interval of printed figures, in their own unit.

    Parameters
    ----------
    decimals : Series of float, shape (n,)
        Digits printed after the decimal point; NaN where the value is exact.
    qualifier : Series of str, shape (n,)
        ``exact``, ``about`` or a bound.

    Returns
    -------
    Series of float, shape (n,)
        0 where `decimals` is NaN.

    Examples
    --------
    >>> half_width(pd.Series([0.0, 1.0, 0.0]), pd.Series(["exact", "exact", "about"])).tolist()
    [0.5, 0.05, 1.0]
    """
    units = qualifier.map(WIDTHS).astype(float)
    return (units * np.power(10.0, -decimals.astype(float))).fillna(0.0)


def printed_interval(table: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Ends of what each printed figure may have been, in its own unit.

    Parameters
    ----------
    table
        Columns value, decimals and qualifier. ``over``, ``at_least``, ``under`` and ``at_most``
        leave one end open to infinity; see ``bounds.open_ends``.

    Returns
    -------
    low, high : Series of float, shape (n,)

    Examples
    --------
    >>> figures = pd.DataFrame(
    ...     {"value": [90.0, -20.0, 5.0], "decimals": 0, "qualifier": ["over", "over", "exact"]}
    ... )
    >>> [end.tolist() for end in printed_interval(figures)]
    [[90.0, -inf, 4.5], [inf, -20.0, 5.5]]
    """
    half = half_width(table["decimals"], table["qualifier"])
    down, up = open_ends(table["value"], table["qualifier"])
    low = (table["value"] - half).mask(down, float("-inf"))
    return low, (table["value"] + half).mask(up, float("inf"))


def of_the_number(table: pd.DataFrame) -> pd.Series:
    """Qualifiers of the numbers themselves, where a bound of a fall speaks of its size.

    Parameters
    ----------
    table
        Columns value and qualifier.
    """
    turned = table["qualifier"].replace(
        dict(zip(UPWARD + DOWNWARD, DOWNWARD + UPWARD, strict=True))
    )
    return table["qualifier"].where(table["value"] >= 0, turned)


def last_digit(table: pd.DataFrame) -> pd.Series:
    """Half a unit of the last digit of printed figures; NaN for a bound, which is no value.

    Parameters
    ----------
    table
        Columns decimals and qualifier.
    """
    half = half_width(table["decimals"], pd.Series("exact", table.index))
    return half.mask(table["qualifier"].isin((*UPWARD, *DOWNWARD)))
