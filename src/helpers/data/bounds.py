"""Closed bounds of a value; nothing lies beyond a bound that is not a number."""

from __future__ import annotations

from typing import Any

# A share of a whole, in percent.
SHARE_BOUNDS = (0.0, 100.0)
# Columns of the indicator table.
LOWER_AND_UPPER = ["lower_bound", "upper_bound"]


def outside(values: Any, low: Any, high: Any) -> Any:
    """Tell which values lie outside their bounds; all are numbers or arrays of one shape."""
    return (values < low) | (values > high)
