"""Share of the required change that compound growth would bring: Eustat, after the UN note of 2023.

::

    c = (y/y0)^(1/(t - t0)) - 1,  expected = y (1 + c)^(T - t),  share = (expected - y0)/(yT - y0)

The share holds no direction: where the base was already better than the target, a further loss
would count as the required change. The rule tests first whether the target is met; what is then
left of such records is not assessable by the formula, and no other rule for them was read.
"""

from __future__ import annotations

import numpy as np

from helpers.analysis.progress.method import (
    COMPOUND_PACE,
    NO_CLASS,
    Codes,
    Method,
    Rating,
    grade,
    no_time_planned,
    settle,
    signed_sides,
    unless,
)
from helpers.analysis.progress.records import Bools, Floats, Records

CUTS = (0.10, 0.95)
MET = len(CUTS)
CLASSES = {
    "stagnation_or_regression": "Stagnation or regression",
    "fair_progress": "Fair progress, but acceleration needed",
    "on_track_or_met": "On track or target met",
}
FORMULAS = (
    "c = (y / y_0) ** (1 / (t - t_0)) - 1",
    "p = y * (1 + c) ** (T - t)",
    "S = (p - y_0) / (y_T - y_0)",
)
CONDITIONS = {
    "stagnation_or_regression": f"S < {CUTS[0]:g}",
    "fair_progress": f"{CUTS[0]:g} <= S < {CUTS[1]:g}",
    "on_track_or_met": f"S >= {CUTS[1]:g}",
}
# A share this close, in percentage points, to a target of 0 or 100 percent has met it.
CLOSE_ENOUGH = 1.0


def met(records: Records) -> Bools:
    """True where the target is met, or nearly so if it is none or all of a whole.

    A share that moves away from such a target has not nearly met it, however close it still is.
    """
    whole = records.share & ((records.target == 0) | (records.target == 100))
    close = np.abs(records.value - records.target) <= CLOSE_ENOUGH + records.noise
    kept = records.sign * (records.value - records.base) >= -records.noise
    return records.met | (whole & close & kept)


def rate(records: Records) -> Rating:
    """Share of the change from base to target that growth at the observed rate would bring.

    Parameters
    ----------
    records
        Any unit; base and value on one side of zero.

    Returns
    -------
    Rating
        The value is the share, 1 if the target is just reached. A met target needs two years of
        data but no share. Past the target year, growth is read off in the target year itself.
        A base better than the target leaves a share without direction, and no assessment unless
        the target is met.
    """
    elapsed = np.where(records.elapsed >= 1, records.elapsed, np.nan)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        ratio = records.value / records.base
        factor = np.power(np.where(ratio >= 0, ratio, np.nan), 1.0 / elapsed)
        # y (1 + c)^(T - t), written from the base so that a value of zero stays one.
        expected = records.base * np.power(factor, records.span)
        share = (expected - records.base) / (records.target - records.base)
    share = settle(records, share, CUTS, cut_values(records)[:, : len(CUTS)])
    reached = met(records)
    open_cases = {
        "a base of zero has no growth rate": records.base == 0,
        "base and current value lie on different sides of zero": ~(ratio >= 0),
        **no_time_planned(records),
        "base and target are equal, so no change is required": records.target == records.base,
        "the base was better than the target, so the share has no direction": (
            records.sign * (records.target - records.base) < 0
        ),
    }
    never = {"fewer than two years of data": ~(records.elapsed >= 1)}
    codes = np.where(reached, MET, grade(share, CUTS))
    return share, codes, never | unless(reached, open_cases)


def pieces(records: Records) -> Codes:
    """Pieces of `signed_sides`, without the records that count as met."""
    return np.where(met(records), NO_CLASS, signed_sides(records)).astype(np.int8)


def cut_values(records: Records) -> Floats:
    """Observed values at which the share passes a cut, the target, what is close to it, the base.

    Shape (n, 6).
    """
    base, target = records.base[:, None], records.target[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        grown = 1.0 + np.asarray(CUTS) * (target - base) / base
        reached = base * np.power(np.abs(grown), (records.elapsed / records.span)[:, None])
    reached = np.where(grown >= 0, reached, np.nan)
    return np.column_stack([reached, target, target - CLOSE_ENOUGH, target + CLOSE_ENOUGH, base])


def turning_points(records: Records) -> list[tuple[Floats, Floats, Floats]]:
    """Points at which ``expected - y0 - q (yT - y0)`` turns along the base or a target just met.

    With p = (T - t0)/(t - t0): along the base where ``(1 - p)(y/y0)^p = 1 - q``, possible only past
    the target year; with y = yT it depends on r = yT/y0 and turns at ``p r^(p - 1) = q``.
    """
    value, base, target = records.value, records.base, records.target
    found = []
    for cut in CUTS:
        with np.errstate(all="ignore"):
            power = records.span / records.elapsed
            turn = value * ((1.0 - power) / (1.0 - cut)) ** (1.0 / power)
            ratio = (cut / power) ** (1.0 / (power - 1.0))
            found.append((value, turn, target))
            found.append((target, target / ratio, target))
            found.append((base * ratio, base, base * ratio))
    return found


METHOD = Method(
    id="un_share",
    name="Eustat, after the UN Progress Chart note 2023",
    source=(
        "Eustat, Measuring progress on the Sustainable Development Goals (page of 2025): rule "
        "read. It names the UN's Progress Chart Technical Note of 2023, which was not read."
    ),
    address="https://eustat-des.github.io/site/en/metodologia",
    basis="read",
    formulas=FORMULAS,
    family=COMPOUND_PACE,
    classes=CLASSES,
    conditions=CONDITIONS,
    enough=("on_track_or_met",),
    unassessed="not_evaluated",
    rate=rate,
    cut_values=cut_values,
    ratio=True,
    pieces=pieces,
    turning_points=turning_points,
)
