"""Ratio of compound growth rates, as fixed by Statistics Canada for Open SDG.

::

    R = s d c / |cT|,  c = (y/y0)^(1/(t - t0)) - 1,  cT = (yT/y0)^(1/(T - t0)) - 1

with s = -1 for a series below zero, else +1. Both rates start at the base year.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from helpers.analysis.progress.method import (
    COMPOUND_PACE,
    Codes,
    Method,
    Rating,
    grade,
    no_full_year,
    no_time_planned,
    signed_sides,
    unless,
)
from helpers.analysis.progress.records import Floats, Records

# Growth from or to nothing has no rate: the rule puts this in place of a base or target of zero.
IN_PLACE_OF_ZERO = 0.001
CUTS = (0.0, 0.60, 0.95)
ACHIEVED = len(CUTS) + 1
CLASSES = {
    "deterioration": "Deterioration",
    "limited_progress": "Limited progress",
    "moderate_progress": "Progress made but acceleration needed",
    "substantial_progress": "On track",
    "target_achieved": "Target achieved",
}
ENOUGH = ("substantial_progress", "target_achieved")
UNASSESSED = "not_available"
FORMULAS = (
    "c = (y / y_0) ** (1 / (t - t_0)) - 1",
    "c_T = (y_T / y_0) ** (1 / (T - t_0)) - 1",
    "R = d * c / abs(c_T)",
)
CONDITIONS = {
    "deterioration": f"R < {CUTS[0]:g}",
    "limited_progress": f"{CUTS[0]:g} <= R < {CUTS[1]:g}",
    "moderate_progress": f"{CUTS[1]:g} <= R < {CUTS[2]:g}",
    "substantial_progress": f"R >= {CUTS[2]:g}",
    "target_achieved": "d * (y - y_T) >= 0",
}


def growth(ratio: Floats, years: Floats) -> Floats:
    """Compound growth a year that leads to `ratio` after `years`; NaN for a negative ratio."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(ratio >= 0, np.power(np.abs(ratio), 1.0 / years) - 1.0, np.nan)


def without_zeros(values: Floats) -> Floats:
    """Values with 0.001 in place of zero."""
    return np.where(values == 0, IN_PLACE_OF_ZERO, values)


def rate(records: Records) -> Rating:
    """Observed growth over the growth required from the base, with the rule's classes.

    Parameters
    ----------
    records
        Any unit; base, value and (unless achieved) target on one side of zero.

    Returns
    -------
    Rating
        The value is R. An achieved target is tested first, against 0.001 if the target is zero, and
        holds whatever the trend, even with one year only. A base equal to the target leaves R
        empty; a value that is then worse is a deterioration, as in the rule's own code, where the
        ratio runs to minus infinity. Past the target year the ratio is taken as before. Ties with a
        cut are left to binary arithmetic, as in the rule's own code, which the published rows hold.
    """
    base, target = without_zeros(records.base), without_zeros(records.target)
    elapsed = np.where(records.elapsed >= 1, records.elapsed, np.nan)
    observed = growth(records.value / base, elapsed)
    required = required_growth(records)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = side(records) * records.sign * observed / np.abs(required)
    achieved = records.sign * (records.value - target) >= 0
    # Nothing required and a loss too small for a rate: the ratio runs to minus infinity.
    graded = np.where(np.isnan(ratio), -np.inf, ratio)
    open_cases = {
        **no_full_year(records),
        **no_time_planned(records),
        "base and current value lie on different sides of zero": np.isnan(observed),
        "base and target lie on different sides of zero": np.isnan(required),
    }
    return ratio, np.where(achieved, ACHIEVED, grade(graded, CUTS)), unless(achieved, open_cases)


def required_growth(records: Records) -> Floats:
    """Growth a year that leads from the base to the target; NaN across zero or without years."""
    span = np.where(records.span > 0, records.span, np.nan)
    return growth(without_zeros(records.target) / without_zeros(records.base), span)


def side(records: Records) -> Floats:
    """Return -1 for a base below zero, where growth means fall, else +1."""
    return np.where(records.base < 0, -1.0, 1.0)


def pieces(records: Records) -> Codes:
    """Pieces of `signed_sides`, of base and target as the rule uses them."""
    base, target = without_zeros(records.base), without_zeros(records.target)
    return signed_sides(replace(records, base=base, target=target))


def cut_values(records: Records) -> Floats:
    """Observed values at which R passes a cut, and the target; (n, 4)."""
    base, required = without_zeros(records.base), np.abs(required_growth(records))
    rates = np.outer(required * side(records) * records.sign, CUTS) + 1.0
    with np.errstate(invalid="ignore", over="ignore"):
        reached = base[:, None] * np.power(rates, records.elapsed[:, None])
    reached = np.where(rates > 0, reached, np.nan)
    return np.column_stack([reached, without_zeros(records.target)])


def turning_points(records: Records) -> list[tuple[Floats, Floats, Floats]]:
    """Points at which R - q changes direction along the base, or along a target just met.

    ``d c - q |cT|`` rises with d y and falls as the target moves away from the base, so it turns
    in the base alone: where ``(y/y0)^(1/n) = (q n/N) (yT/y0)^(1/N)``, n years elapsed of N. With
    y = yT it depends on r = yT/y0 and turns at ``r^(1/n - 1/N) = q n/N``.
    """
    value, base, target = records.value, without_zeros(records.base), without_zeros(records.target)
    n, total = records.elapsed, records.span
    found = []
    for cut in CUTS[1:]:
        with np.errstate(all="ignore"):
            weight = cut * n / total
            power = n * total / (n - total)
            turn = (weight * np.abs(target) ** (1 / total) * np.abs(value) ** (-1 / n)) ** power
            ratio = weight**-power
            found.append((value, np.sign(value) * turn, target))
            found.append((target, target / ratio, target))
            found.append((base * ratio, base, base * ratio))
    return found


METHOD = Method(
    id="cagr_ratio",
    name="Statistics Canada / Open SDG",
    source=(
        "Progress Measurement Methodology for the Sustainable Development Goals, by Statistics "
        "Canada, in the documentation of Open SDG (open-sdg.readthedocs.io, progress-methodology), "
        "and its code in sdg-build: rule read in both. The cuts are after Eurostat, whose own rule "
        "was not read."
    ),
    address="https://open-sdg.readthedocs.io/en/latest/progress-methodology/",
    basis="read",
    formulas=FORMULAS,
    family=COMPOUND_PACE,
    classes=CLASSES,
    conditions=CONDITIONS,
    enough=ENOUGH,
    unassessed=UNASSESSED,
    rate=rate,
    cut_values=cut_values,
    ratio=True,
    pieces=pieces,
    turning_points=turning_points,
)
