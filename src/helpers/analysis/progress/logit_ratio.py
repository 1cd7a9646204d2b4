"""Ratio of the paces on the logit scale: a proposal of this compendium for shares.

With z = ln(p / (100 - p))::

    R = d (z - z0)/(t - t0) / (|zT - z0|/(T - t0))

No body publishes this rule. It is kept because a share and its complement, turned, give the same R,
and because the pace carried on never leaves 0 to 100: growth rates lack both, and a straight line
the second. It is not kept as the better forecast: of 15 published German series of shares, straight
lines miss later values by 2.7 points on average, logit paths by 3.1 and constant growth by 4.2
(``python -m tests.conformance.forecast_errors``). The classes and their cuts are those of the ratio
of growth rates.
"""

from __future__ import annotations

import numpy as np

from helpers.analysis.comparison.paths import SCALES, to_scale
from helpers.analysis.progress.cagr_ratio import (
    ACHIEVED,
    CLASSES,
    CONDITIONS,
    CUTS,
    ENOUGH,
    UNASSESSED,
)
from helpers.analysis.progress.method import (
    Method,
    Rating,
    grade,
    no_full_year,
    no_time_planned,
    settle,
    unless,
)
from helpers.analysis.progress.records import Floats, Records

WHOLE = 100.0
FORMULAS = (
    f"z = ln(y / ({WHOLE:g} - y))",
    f"z_0 = ln(y_0 / ({WHOLE:g} - y_0))",
    f"z_T = ln(y_T / ({WHOLE:g} - y_T))",
    "c = (z - z_0) / (t - t_0)",
    "c_T = (z_T - z_0) / (T - t_0)",
    "R = d * c / abs(c_T)",
)


def rate(records: Records) -> Rating:
    """Observed over required pace in logits, with the classes of the ratio of growth rates.

    Parameters
    ----------
    records
        Shares of a whole in percent, marked as such.

    Returns
    -------
    Rating
        The value is R. As in the ratio of growth rates, an achieved target comes first and a loss
        from a base that equals the target is a deterioration without R. So is a share that has
        fallen to 0, or risen to 100 where lower is better: R runs to minus infinity there. A base
        or target of 0 or 100 has no logit, so neither it nor its record can be assessed.
    """
    start, now, end = (
        to_scale("logit", share) for share in (records.base, records.value, records.target)
    )
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        observed = (now - start) / np.where(records.elapsed >= 1, records.elapsed, np.nan)
        required = (end - start) / np.where(records.span > 0, records.span, np.nan)
        ratio = records.sign * observed / np.abs(required)
    ratio = settle(records, ratio, CUTS, cut_values(records)[:, : len(CUTS)])
    graded = np.where(np.isnan(ratio), -np.inf, ratio)
    open_cases = {
        **no_full_year(records),
        **no_time_planned(records),
        "a base or target of 0 or 100 percent has no logit": np.isnan(start) | np.isnan(end),
    }
    never = {"not a share of a whole in percent": ~records.share | _outside(records)}
    codes = np.where(records.met, ACHIEVED, grade(graded, CUTS))
    return ratio, codes, never | unless(records.met, open_cases)


def _outside(records: Records) -> np.ndarray:
    """Return True where a value lies outside 0 to 100."""
    values = np.stack([records.base, records.value, records.target])
    return np.any((values < 0) | (values > WHOLE), axis=0)


def cut_values(records: Records) -> Floats:
    """Observed shares at which R passes a cut, and the target; (n, 4)."""
    start, end = to_scale("logit", records.base), to_scale("logit", records.target)
    span = np.where(records.span > 0, records.span, np.nan)
    needed = records.sign * np.abs(end - start) * records.elapsed / span
    reached = SCALES["logit"][1](start[:, None] + np.outer(needed, CUTS))
    return np.column_stack([reached, records.target])


METHOD = Method(
    id="logit_ratio",
    name="this compendium",
    source=(
        "Defined by this compendium, as a proposal: a share and its complement get one answer, and "
        "no pace leads beyond 0 or 100 percent. No body publishes it, and straight lines forecast "
        "published shares better on average. Classes and cuts of Statistics Canada / Open SDG."
    ),
    address="",
    basis="own",
    formulas=FORMULAS,
    family="logit pace from the base",
    classes=CLASSES,
    conditions=CONDITIONS,
    enough=ENOUGH,
    unassessed=UNASSESSED,
    rate=rate,
    cut_values=cut_values,
    ratio=True,
)
