"""Rounding intervals: what a printed figure may have been before it was rounded."""

from __future__ import annotations

import numpy as np
import pandas as pd

# "About 5" promises less than "5": a whole unit of the last printed digit to either side
# instead of half a unit. The width is this compendium's choice and is stated on the pages.
UNITS_OF_LAST_DIGIT = {"exact": 0.5, "about": 1.0}
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
        ``exact`` or ``about``.

    Returns
    -------
    Series of float, shape (n,)
        0 where `decimals` is NaN.

    Examples
    --------
    >>> half_width(pd.Series([0.0, 1.0, 0.0]), pd.Series(["exact", "exact", "about"])).tolist()
    [0.5, 0.05, 1.0]
    """
    units = qualifier.map(UNITS_OF_LAST_DIGIT).astype(float)
    return (units * np.power(10.0, -decimals.astype(float))).fillna(0.0)
