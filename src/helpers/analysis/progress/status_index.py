"""Current Status Index, after UN ESCAP: how much of the way from base to target is done, in tenths.

::

    CSI = 10 d (y - y0) / |yT - y0|,   set beside elapsed time  10 (t - t0)/(T - t0)

The rule compares the two by eye and has no classes.
"""

from __future__ import annotations

import numpy as np

from helpers.analysis.progress.method import (
    NO_CLASS,
    Method,
    Rating,
    no_time_elapsed,
    no_time_planned,
)
from helpers.analysis.progress.records import Floats, Records

FULL = 10.0
# The first is the time elapsed, beside which the index is set.
FORMULAS = (
    f"E = {FULL:g} * (t - t_0) / (T - t_0)",
    f"I = {FULL:g} * d * (y - y_0) / abs(y_T - y_0)",
)


def rate(records: Records) -> Rating:
    """Progress since the base year in tenths of all the progress needed; negative for regress.

    Parameters
    ----------
    records
        Any unit.

    Returns
    -------
    Rating
        The value is CSI, uncapped; there is no class.
    """
    distance = np.abs(records.target - records.base)
    with np.errstate(divide="ignore", invalid="ignore"):
        index = FULL * records.sign * (records.value - records.base) / distance
    problems = {
        **no_time_elapsed(records),
        **no_time_planned(records),
        "base and target are equal, so no change is required": distance == 0,
    }
    return index, NO_CLASS, problems


def cut_values(records: Records) -> Floats:
    """An empty array of shape (n, 0): without classes nothing can change."""
    return np.empty((len(records.value), 0))


METHOD = Method(
    id="status_index",
    name="after UN ESCAP",
    source=(
        "UN ESCAP, Progress Assessment Methodology (data.unescap.org): purpose and comparison with "
        "elapsed time read; the formula read in a program of UNICEF, not in ESCAP's own text."
    ),
    address="https://data.unescap.org/resource-guides/progress-assessment-methodology",
    basis="reconstructed",
    formulas=FORMULAS,
    family="share of the way done",
    classes={},
    conditions={},
    enough=(),
    unassessed="not_assessable",
    rate=rate,
    cut_values=cut_values,
)
