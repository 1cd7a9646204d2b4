"""Position: ahead or behind only where the whole rounding interval of the gap agrees."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

# Far below any printed digit, far above the rounding of floating-point sums.
TOLERANCE = 1e-9
# The gap, and what decides a position by its rounding interval from g_min to g_max; h is half a
# unit of the last digit reported. See ``helpers.analysis.formulas``.
GAP = "g = d * (y - p)"
CONDITIONS = {
    "ahead": "g_min > 0",
    "behind": "g_max < 0",
    "on_path": "abs(g) <= h",
}


def position(
    gap: ArrayLike,
    gap_low: ArrayLike,
    gap_high: ArrayLike,
    half: ArrayLike,
    comparable: ArrayLike = True,
) -> NDArray[np.str_]:
    """Where an observation stands against its path.

    Parameters
    ----------
    gap, gap_low, gap_high : array_like of float, shape (n,)
        Gap (positive is better) and the ends of its rounding interval.
    half : array_like of float
        Half a unit of the observation's last printed digit.
    comparable : array_like of bool
        False where the series may not be set beside the milestones.

    Returns
    -------
    ndarray of str, shape (n,)
        ``ahead`` and ``behind`` if the whole interval lies on that side; ``on_path`` if it does
        not and the path, printed with the observation's digits, is the observed figure itself;
        else ``too_close_to_say``. ``not_comparable`` where not comparable or a gap is NaN.

    Examples
    --------
    >>> position([0.4, -0.02, 0.2], [0.1, -0.5, -0.1], [0.7, 0.4, 0.5], 0.05).tolist()
    ['ahead', 'on_path', 'too_close_to_say']
    """
    gap, gap_low, gap_high = (np.asarray(x, dtype=float) for x in (gap, gap_low, gap_high))
    known = np.asarray(comparable, dtype=bool) & np.isfinite(gap)
    return np.select(
        [
            ~known,
            gap_low > TOLERANCE,
            gap_high < -TOLERANCE,
            np.abs(gap) <= np.asarray(half) + TOLERANCE,
        ],
        ["not_comparable", "ahead", "behind", "on_path"],
        "too_close_to_say",
    )
