"""Current Status Index, after UN ESCAP: how much of the way from base to target is done, in tenths.

::

    CSI = 10 d (y - y0) / |yT - y0|,   set beside elapsed time  10 (t - t0)/(T - t0)

The rule compares the two by eye and has no classes.
"""

from __future__ import annotations

import numpy as np

from helpers.analysis.progress.method import NO_CLASS, Assessment, Method, conclude
from helpers.analysis.progress.records import Floats, Records

FULL = 10.0


def assess(records: Records) -> Assessment:
    """Progress since the base year in tenths of all the progress needed; negative for regress.

    Parameters
    ----------
    records
        Any unit.

    Returns
    -------
    Assessment
        `value` CSI, uncapped; no class. `further` holds elapsed time on the same scale, above 10
        once the target year is past.
    """
    distance = np.abs(records.target - records.base)
    with np.errstate(divide="ignore", invalid="ignore"):
        index = FULL * records.sign * (records.value - records.base) / distance
        elapsed = FULL * records.elapsed / records.span
    problems = {
        "a value or a year is missing": records.missing,
        "the report year is not after the base year": ~(records.elapsed > 0),
        "the target year is not after the base year": ~(records.span > 0),
        "base and target are equal, so no change is required": distance == 0,
    }
    used = {"base_used": records.base, "target_used": records.target}
    return conclude({}, "not_assessable", index, NO_CLASS, problems, used, {"elapsed": elapsed})


def cut_values(records: Records) -> Floats:
    """No value: without classes nothing can change; (n, 0)."""
    return np.empty((len(records.value), 0))


METHOD = Method(
    id="status_index",
    name="after UN ESCAP",
    source=(
        "UN ESCAP, Progress Assessment Methodology (data.unescap.org): purpose and comparison with "
        "elapsed time read; the formula read in a program of UNICEF, not in ESCAP's own text."
    ),
    classes={},
    unassessed="not_assessable",
    assess=assess,
    cut_values=cut_values,
)
