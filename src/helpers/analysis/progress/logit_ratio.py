"""Ratio of the paces on the logit scale: this compendium's reading of shares.

With z = ln(p / (100 - p))::

    R = d (z - z0)/(t - t0) / (|zT - z0|/(T - t0))

A share and its complement, turned, give the same R, and the pace carried on never leaves 0 to 100.
The classes and their cuts are those of the ratio of growth rates.
"""

from __future__ import annotations

import numpy as np

from helpers.analysis.comparison.paths import SCALES, to_scale
from helpers.analysis.progress.cagr_ratio import ACHIEVED, CLASSES, CUTS, UNASSESSED
from helpers.analysis.progress.method import Assessment, Method, conclude, grade
from helpers.analysis.progress.records import Floats, Records

WHOLE = 100.0


def assess(records: Records) -> Assessment:
    """Observed over required pace in logits, with the classes of the ratio of growth rates.

    Parameters
    ----------
    records
        Shares of a whole in percent, marked as such.

    Returns
    -------
    Assessment
        `value` R. As in the ratio of growth rates, an achieved target comes first and a loss from
        a base that equals the target is a deterioration without R. A share of 0 or 100 has no
        logit. `further` holds the share expected in the target year if the pace goes on.
    """
    start, now, end = (
        to_scale("logit", share) for share in (records.base, records.value, records.target)
    )
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        observed = (now - start) / np.where(records.elapsed >= 1, records.elapsed, np.nan)
        required = (end - start) / np.where(records.span > 0, records.span, np.nan)
        ratio = records.sign * observed / np.abs(required)
        expected = SCALES["logit"][1](start + observed * records.span)
    graded = np.where(np.isnan(ratio), -np.inf, ratio)
    open_cases = {
        "less than a full year between base and current value": ~(records.elapsed >= 1),
        "the target year is not after the base year": ~(records.span > 0),
        "a share of 0 or 100 percent has no logit": np.isnan([start, now, end]).any(axis=0),
    }
    never = {
        "a value or a year is missing": records.missing,
        "not a share of a whole in percent": ~records.share | _outside(records),
    }
    return conclude(
        CLASSES,
        UNASSESSED,
        ratio,
        np.where(records.met, ACHIEVED, grade(graded, CUTS)),
        never | {reason: holds & ~records.met for reason, holds in open_cases.items()},
        {"logit_base": start, "logit_value": now, "logit_target": end},
        {"expected": expected},
    )


def _outside(records: Records) -> np.ndarray:
    """Return True where a value lies outside 0 to 100."""
    values = np.stack([records.base, records.value, records.target])
    return np.any((values < 0) | (values > WHOLE), axis=0)


def cut_values(records: Records) -> Floats:
    """Observed shares at which R passes a cut, and the target; (n, 4)."""
    start, end = to_scale("logit", records.base), to_scale("logit", records.target)
    with np.errstate(divide="ignore", invalid="ignore"):
        needed = records.sign * np.abs(end - start) * records.elapsed / records.span
    reached = SCALES["logit"][1](start[:, None] + np.outer(needed, CUTS))
    return np.column_stack([reached, records.target])


METHOD = Method(
    id="logit_ratio",
    name="this compendium",
    source=(
        "Defined by this compendium, because the plan's own milestones for shares run nearly "
        "straight in logits; classes and cuts of Statistics Canada / Open SDG."
    ),
    classes=CLASSES,
    unassessed=UNASSESSED,
    assess=assess,
    cut_values=cut_values,
)
