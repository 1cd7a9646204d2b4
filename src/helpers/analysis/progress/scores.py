"""Scores of Statistics Canada: a progress value as a number from -5 to 5, straight between cuts."""

from __future__ import annotations

import numpy as np

from helpers.analysis.progress import cagr_ratio, without_target
from helpers.analysis.progress.method import Assessment
from helpers.analysis.progress.records import Floats, Records

LEAST, MOST = -5.0, 5.0


def score(method: str, records: Records, found: Assessment, limit: Floats) -> Floats:
    """Return the score of each record, nan where the rule has none.

    With a target, two straight lines that meet at R = 0.6; a target achieved scores 5 whatever the
    trend. Without one, four lines between the cuts, which a natural limit shrinks by C; where a
    base at its limit (C = 0) is kept, the score is 5. Coefficients as the rule's code rounds them.

    Parameters
    ----------
    method
        Id of the rule.
    records, found
        What was rated, and how.
    limit
        Natural limit of each record, nan for none.
    """
    value = found.value
    if method == cagr_ratio.METHOD.id:
        upper = value >= cagr_ratio.CUTS[1]
        scored = np.where(upper, 7.1429 * value - 4.2857, 4.1667 * value - 2.5).clip(LEAST, MOST)
        return np.where(found.codes == cagr_ratio.ACHIEVED, MOST, scored)
    if method == without_target.STATCAN.id:
        factor = without_target.closeness(records, limit)
        with np.errstate(divide="ignore", invalid="ignore"):
            size = value / factor
        lines = [125 * value - 2.5, 500 * size - 2.5, 250 * size - 1.25, 500 * size - 5]
        scored = np.select([found.codes == code for code in range(4)], lines, np.nan)
        return np.where((factor == 0) & (value >= 0), MOST, scored).clip(LEAST, MOST)
    return np.full(len(value), np.nan)
