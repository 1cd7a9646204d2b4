"""Closed bounds of a value; nothing lies beyond a bound that is not a number."""

from __future__ import annotations

from typing import Any

import numpy as np

from helpers.data.tables.columns import DOWNWARD, UPWARD

# A share of a whole, in percent.
SHARE_BOUNDS = (0.0, 100.0)
# Columns of the indicator table.
LOWER_AND_UPPER = ["lower_bound", "upper_bound"]


def outside(values: Any, low: Any, high: Any) -> Any:
    """Tell which values lie outside their bounds; all are numbers or arrays of one shape."""
    return (values < low) | (values > high)


def open_ends(value: Any, qualifier: Any) -> tuple[Any, Any]:
    """Tell which printed figures leave everything below open, and which everything above.

    A bound speaks of the size: a fall of more than 20, printed as -20, lies below -20. Both are
    arrays of one shape.

    Examples
    --------
    >>> [end.tolist() for end in open_ends(np.array([90, -20, 5]), np.array(["over"] * 2 + [""]))]
    [[False, True, False], [True, False, False]]
    """
    is_fall = np.asarray(value) < 0
    larger, smaller = (np.isin(qualifier, names) for names in (UPWARD, DOWNWARD))
    return larger & is_fall | smaller & ~is_fall, larger & ~is_fall | smaller & is_fall
