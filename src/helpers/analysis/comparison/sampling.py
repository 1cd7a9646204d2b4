"""Sampling error of a share, bounded: what 30,000 sampled enterprises can and cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

DESIGN_EFFECTS = (1.0, 2.0, 5.0, 20.0)
CONFIDENCE = 0.95


def wilson_intervals(
    share: float, sample: int, design_effects: Sequence[float] = DESIGN_EFFECTS
) -> pd.DataFrame:
    """Wilson score intervals of a share under several design effects.

    A design effect d makes a sample of n worth n/d drawn at random. p(1 - p)/n is also the largest
    variance the mean of n shares can have, so the interval bounds a mean of shares as well.
    Self-selection of the enterprises is in none of them.

    Parameters
    ----------
    share
        In percent.
    sample
        Number of enterprises.
    design_effects
        One row each.

    Returns
    -------
    DataFrame
        design_effect, effective_sample, standard_error, low, high; the last three in percent.
    """
    rows = []
    for effect in design_effects:
        effective = sample / effect
        low, high = proportion_confint(
            share / 100.0 * effective, effective, alpha=1.0 - CONFIDENCE, method="wilson"
        )
        error = (share * (100.0 - share) / effective) ** 0.5
        rows.append((effect, effective, error, 100.0 * low, 100.0 * high))
    return pd.DataFrame(
        rows, columns=["design_effect", "effective_sample", "standard_error", "low", "high"]
    )
