"""Printed figures and targets as intervals, and when one decides the other.

A printed figure may stand for any number that rounds to it, "more than 90" for any number above 90.
A target is a number set, not measured, so it is taken as printed; only "about" leaves it open. A
target printed as a range counts as reached from the end that is easier to reach.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from helpers.analysis.comparison.position import TOLERANCE
from helpers.analysis.comparison.rounding import UNITS_OF_LAST_DIGIT
from helpers.analysis.hindsight.later import FIGURES_IN_A_DERIVATION
from helpers.data.tables.columns import DOWNWARD, UPWARD

STRICT = ("over", "under")
# Counted, ranked or named by a round number: nothing was rounded.
WHOLE_UNITS = ("count", "rank", "aircraft", "nm", "m", "kW", "kgf", "seats", "hours")
LOWER_IS_BETTER = ("rank", "nm", "L/100km")


@dataclass(frozen=True)
class Interval:
    """Numbers from `low` to `high`; an open end does not belong to it."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @property
    def bounded(self) -> bool:
        """Whether both ends are numbers."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    def times(self, factor: float) -> Interval:
        """Return the interval of all its numbers times a factor; a negative one turns it around."""
        ends = ((self.low * factor, self.low_open), (self.high * factor, self.high_open))
        (low, low_open), (high, high_open) = ends if factor > 0 else ends[::-1]
        return Interval(low, high, low_open, high_open)

    def shifted(self, distance: float) -> Interval:
        """Return the interval moved by a distance."""
        return Interval(self.low + distance, self.high + distance, self.low_open, self.high_open)


@dataclass(frozen=True)
class Bound:
    """What a target asks for: every number from `interval` on, beyond it where `strict`.

    `sign` is +1 where higher is better, else -1.
    """

    interval: Interval
    strict: bool
    sign: float

    @property
    def easiest(self) -> float:
        """The number that is easiest to reach and still may be the target."""
        return self.interval.low if self.sign > 0 else self.interval.high


def half_unit(value: float, printed: str, qualifier: str, unit: str) -> float:
    """Half the rounding interval of a printed figure, in its own unit.

    Parameters
    ----------
    value, printed
        The figure as read and the cell it was read from; its digits count where it stands there.
    qualifier
        ``about`` is a whole unit of the last digit, everything else half of one.
    unit
        What is counted in whole units (``WHOLE_UNITS``) is exact unless "about".

    Examples
    --------
    >>> half_unit(73.0, "73.0", "exact", "percent"), half_unit(16.0, "about 16", "about", "percent")
    (0.05, 1.0)
    """
    if qualifier != "about" and unit in WHOLE_UNITS:
        return 0.0
    written = re.findall(r"\d+(?:\.\d+)?", printed.replace(",", ""))
    alike = [text for text in written if float(text) == abs(value)] or [f"{abs(value):.10g}"]
    decimals = len(alike[0].partition(".")[2])
    units: float = UNITS_OF_LAST_DIGIT.get(qualifier, UNITS_OF_LAST_DIGIT["exact"])
    return units * 10.0**-decimals


def figure_interval(
    value: float, high: float, qualifier: str, half: float, *, derived: bool = False
) -> Interval:
    """Numbers a figure may stand for.

    Parameters
    ----------
    value, high
        The figure, and the upper end of a range (NaN for none).
    qualifier
        ``over``, ``at_least``, ``under`` and ``at_most`` leave one end open to infinity. They speak
        of the size: a fall of more than 20, printed as -20, lies below -20.
    half
        Half the rounding interval; bounds are taken as printed, a derived figure twice as wide.

    Examples
    --------
    >>> figure_interval(-20.0, float("nan"), "over", 0.5)
    Interval(low=-inf, high=-20.0, low_open=False, high_open=True)
    """
    if value < 0 and qualifier in UPWARD + DOWNWARD:
        return figure_interval(-value, high, qualifier, half, derived=derived).times(-1.0)
    width = half * FIGURES_IN_A_DERIVATION if derived else half
    slack = width if derived else 0.0
    if qualifier in UPWARD:
        return Interval(value - slack, math.inf, low_open=qualifier in STRICT)
    if qualifier in DOWNWARD:
        return Interval(-math.inf, value + slack, high_open=qualifier in STRICT)
    top = value if math.isnan(high) else high
    return Interval(min(value, top) - width, max(value, top) + width)


def target_bound(
    value: float, high: float, qualifier: str, unit: str, printed: str, better: str = ""
) -> Bound:
    """What a printed target asks for.

    Parameters
    ----------
    value, high, qualifier, unit, printed
        The target as read and as printed; `high` is NaN where it is no range.
    better
        ``higher`` or ``lower``; "" to read it from the target: falls, ranks, sizes of structures,
        consumption and upper limits are better lower.
    """
    lower = unit in LOWER_IS_BETTER or value < 0 or qualifier in DOWNWARD
    sign = -1.0 if (better or ("lower" if lower else "higher")) == "lower" else 1.0
    easy = value if math.isnan(high) or sign > 0 else high
    half = half_unit(value, printed, qualifier, unit) if qualifier == "about" else 0.0
    return Bound(Interval(easy - half, easy + half), qualifier in STRICT, sign)


def side(figure: Interval, bound: Bound) -> str:
    """Tell on which side of a target a figure lies: ``met``, ``missed`` or ``undecided``.

    It is met or missed only if that holds for every number of the figure and of the target.

    Examples
    --------
    >>> over_forty = Bound(Interval(40.0, 40.0), strict=True, sign=1.0)
    >>> [side(Interval(*ends), over_forty) for ends in ((40.5, 41.5), (39.0, 40.0), (39.5, 40.5))]
    ['met', 'missed', 'undecided']
    """
    value, target = figure.times(bound.sign), bound.interval.times(bound.sign)
    above, below = value.low - target.high, value.high - target.low
    if above > TOLERANCE or (above >= -TOLERANCE and (value.low_open or not bound.strict)):
        return "met"
    if below < -TOLERANCE or (below <= TOLERANCE and (value.high_open or bound.strict)):
        return "missed"
    return "undecided"
