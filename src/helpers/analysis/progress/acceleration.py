"""Acceleration factor, after State of Climate Action: required over observed pace.

::

    A = (yT - y)/(T - t)  /  (y - y0)/(t - t0)

The observed pace runs from the base here; the reports take a trend over recent years.
"""

from __future__ import annotations

import numpy as np

from helpers.analysis.progress.method import LINEAR_PACE, Method, Rating, no_time_elapsed, settle
from helpers.analysis.progress.records import Floats, Records

ON_TRACK, WELL_OFF = 1.0, 2.0
CLASSES = {
    "wrong_direction": "Wrong Direction",
    "well_off_track": "Right Direction, Well Off Track",
    "off_track": "Right Direction, Off Track",
    "on_track": "Right Direction, On Track",
}
FORMULAS = (
    "v = (y - y_0) / (t - t_0)",
    "v_T = (y_T - y) / (T - t)",
    "A = v_T / v",
)
CONDITIONS = {
    "wrong_direction": "A < 0",
    "well_off_track": f"A >= {WELL_OFF:g}",
    "off_track": f"{ON_TRACK:g} < A < {WELL_OFF:g}",
    "on_track": f"0 <= A <= {ON_TRACK:g}",
}


def rate(records: Records) -> Rating:
    """How many times faster than so far the indicator must move to reach its target in time.

    Parameters
    ----------
    records
        Any unit.

    Returns
    -------
    Rating
        The value is A; negative where the indicator moves away. A target already met leaves nothing
        to be required and has no class; neither has a pace of zero, nor a target year that is past.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        observed = (records.value - records.base) / records.elapsed
        required = (records.target - records.value) / records.remaining
        factor = required / observed
    factor = settle(records, factor, (np.inf, WELL_OFF, ON_TRACK), cut_values(records))
    codes = np.select([factor < 0, factor >= WELL_OFF, factor > ON_TRACK], [0, 1, 2], 3)
    problems = {
        **no_time_elapsed(records),
        "the target is met, and the rule has no class for that": records.met,
        "the target year is reached or past": ~(records.remaining > 0),
        "the observed pace is zero": np.isinf(factor),
    }
    return factor, codes, problems


def cut_values(records: Records) -> Floats:
    """Observed values at which A changes sign, is 2, or is 1; (n, 3)."""
    ahead, elapsed = (
        np.where(years > 0, years, np.nan) for years in (records.remaining, records.elapsed)
    )
    reached = [
        (factor * records.base * ahead + records.target * elapsed) / (factor * ahead + elapsed)
        for factor in (WELL_OFF, ON_TRACK)
    ]
    return np.column_stack([records.base, *reached])


METHOD = Method(
    id="acceleration",
    name="after State of Climate Action",
    source=(
        "Systems Change Lab and World Resources Institute, State of Climate Action: class names "
        "read, and that well off track means at least a twofold acceleration. We could not check "
        "the cut at 1, the class below zero and the trend over five years in its technical note."
    ),
    address="https://www.wri.org/research/methodology-underpinning-state-climate-action-series",
    basis="reconstructed",
    formulas=FORMULAS,
    family=LINEAR_PACE,
    classes=CLASSES,
    conditions=CONDITIONS,
    enough=("on_track",),
    unassessed="cannot_calculate",
    rate=rate,
    cut_values=cut_values,
)
