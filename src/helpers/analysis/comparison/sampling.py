"""Sampling error of a share, bounded: what the sampled enterprises can and cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

DESIGN_EFFECTS = (1.0, 2.0, 5.0, 20.0)
CONFIDENCE = 0.95


def wilson_ends(
    share: ArrayLike, sample: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Low and high end of the Wilson score interval of shares, in percent.

    p(1 - p)/n is also the largest variance the mean of n shares can have, so the interval bounds a
    mean of shares as well. Self-selection of the enterprises is not in it.

    Parameters
    ----------
    share : array_like of float
        In percent.
    sample : array_like of float
        Enterprises drawn at random, or what a sample is worth once divided by its design effect;
        NaN for none, and the ends are then NaN.
    """
    # Here, since pages are made without an interval and statsmodels brings all of scipy.
    from statsmodels.stats.proportion import proportion_confint

    share, sample = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (share, sample)))
    low, high = proportion_confint(
        share / 100.0 * sample, sample, alpha=1.0 - CONFIDENCE, method="wilson"
    )
    return 100.0 * np.asarray(low), 100.0 * np.asarray(high)


def wilson_intervals(
    share: float, sample: float, design_effects: Sequence[float] = DESIGN_EFFECTS
) -> pd.DataFrame:
    """Wilson score intervals of a share under several design effects.

    A design effect d makes a sample of n worth n/d drawn at random.

    Parameters
    ----------
    share
        In percent.
    sample
        Number of enterprises; NaN for none, and what follows from it is then NaN.
    design_effects
        One row each.

    Returns
    -------
    DataFrame
        design_effect, effective_sample, standard_error, low, high; the last three in percent.
    """
    effects = np.asarray(design_effects, dtype=float)
    effective = sample / effects
    low, high = wilson_ends(share, effective)
    return pd.DataFrame(
        {
            "design_effect": effects,
            "effective_sample": effective,
            "standard_error": np.sqrt(share * (100.0 - share) / effective),
            "low": low,
            "high": high,
        }
    )
