"""Trend arrow, after the Sustainable Development Report of SDSN: linear over needed rate.

::

    R = d (y - y0)/(t - t0)  /  (|yT - y0|/(T - t0))

The report works on scores from 0 to 100 and a threshold; for a linear score the ratio is the same.
"""

from __future__ import annotations

import numpy as np

from helpers.analysis.progress.method import (
    LINEAR_PACE,
    Method,
    Rating,
    grade,
    no_time_elapsed,
    no_time_planned,
    settle,
)
from helpers.analysis.progress.records import Floats, Records

CUTS = (0.0, 0.5, 1.0)
MAINTAINED = len(CUTS)
CLASSES = {
    "decreasing": "Decreasing",
    "stagnating": "Score stagnating or increasing at less than 50% of required rate",
    "moderately_improving": "Score moderately improving, insufficient to attain goal",
    "on_track_or_maintaining": "On track or maintaining SDG achievement",
}
FORMULAS = (
    "v = (y - y_0) / (t - t_0)",
    "v_T = (y_T - y_0) / (T - t_0)",
    "R = d * v / abs(v_T)",
)
CONDITIONS = {
    "decreasing": f"R < {CUTS[0]:g}",
    "stagnating": f"{CUTS[0]:g} <= R < {CUTS[1]:g}",
    "moderately_improving": f"{CUTS[1]:g} <= R < {CUTS[2]:g}",
    "on_track_or_maintaining": f"R >= {CUTS[2]:g}",
}


def rate(records: Records) -> Rating:
    """Linear rate since the base over the linear rate needed from base to target.

    Parameters
    ----------
    records
        Any unit.

    Returns
    -------
    Rating
        The value is R. A target met now is maintained, whatever the rate. Where base and target are
        equal there is no R, and a value that is then worse is decreasing.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (records.value - records.base) / records.elapsed
        needed = (records.target - records.base) / records.span
        ratio = records.sign * observed / np.abs(needed)
    ratio = settle(records, ratio, CUTS, cut_values(records)[:, : len(CUTS)])
    problems = no_time_elapsed(records) | no_time_planned(records)
    return ratio, np.where(records.met, MAINTAINED, grade(ratio, CUTS)), problems


def cut_values(records: Records) -> Floats:
    """Observed values at which R passes a cut, and the target; (n, 4)."""
    share = records.elapsed / np.where(records.span > 0, records.span, np.nan)
    needed = records.sign * np.abs(records.target - records.base) * share
    return np.column_stack([records.base[:, None] + np.outer(needed, CUTS), records.target])


METHOD = Method(
    id="sdsn",
    name="after SDSN",
    source=(
        "Sustainable Development Report, Methodology (dashboards.sdgindex.org): opening read; the "
        "labels with their 50 % read in programs that carry them. We could not check the cuts at 0 "
        "and 1, nor which side of each is closed."
    ),
    address="https://dashboards.sdgindex.org/chapters/methodology",
    basis="reconstructed",
    formulas=FORMULAS,
    family=LINEAR_PACE,
    classes=CLASSES,
    conditions=CONDITIONS,
    enough=("on_track_or_maintaining",),
    unassessed="not_assessable",
    rate=rate,
    cut_values=cut_values,
    ratio=True,
)
