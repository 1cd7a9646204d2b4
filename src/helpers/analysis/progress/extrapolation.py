"""Weather symbols of Destatis: the mean change of recent years carried on to the target year.

::

    a = (y - first)/(years between), over the last six points
    missed = (yT - (y + a (T - t))) / (yT - y)

Missed is the part of the remaining way that would be left in the target year. A target that is
met, was met before, is due, or holds for every year is judged by value and direction instead: met
and not worsening a sun, met but worsening slightly cloudy, missed but with a trend toward the
target a cloud, else a thunderstorm. The German text of the rule asks for that trend, so no change
at all is a thunderstorm; where both texts differ, it decides.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from helpers.analysis.progress.method import NO_CLASS, Codes, Method, Rating, settle
from helpers.analysis.progress.records import Bools, Floats, Records

POINTS, FEWEST = 6, 4
# Missed by less than the first: sun; by up to the second, included: slightly cloudy.
SUN_BELOW, SLIGHT_UP_TO = CUTS = (0.05, 0.20)
CLASSES = {
    "thunderstorm": "Thunderstorm",
    "cloud": "Clouded",
    "slightly_cloudy": "Slightly cloudy",
    "sun": "Sun",
}
# The trend begins at the first of the last points, (t_f, y_f).
FORMULAS = (
    "a = (y - y_f) / (t - t_f)",
    "p = y + a * (T - t)",
    "m = (y_T - p) / (y_T - y)",
)
CONDITIONS = {
    "thunderstorm": "d * a <= 0",
    "cloud": f"m > {SLIGHT_UP_TO:g}",
    "slightly_cloudy": f"{SUN_BELOW:g} <= m <= {SLIGHT_UP_TO:g}",
    "sun": f"m < {SUN_BELOW:g}",
}


@dataclass(frozen=True)
class Window:
    """The last points up to the report year, the report itself included; (n,) each.

    Parameters
    ----------
    first_year, first, first_low, first_high
        Year, value and ends of the rounding interval of the first of the last six points.
    points
        Number of points, at most six.
    best
        The highest of d y over every point before the report year, -inf without any.
    column
        Place of the first point in the series.
    """

    first_year: Floats
    first: Floats
    first_low: Floats
    first_high: Floats
    points: Floats
    best: Floats
    column: np.ndarray


def window(records: Records) -> Window:
    """Return the last six points up to the report year, and the best value of all earlier ones."""
    series = records.series
    usable = series.usable(before=records.year)
    order = np.argsort(np.where(usable, -series.years, np.inf), axis=1)
    earlier = np.minimum(usable.sum(axis=1), POINTS - 1)
    rows = np.arange(len(order))
    column = order[rows, np.maximum(earlier - 1, 0)]
    directed = np.where(usable, records.sign[:, None] * series.values, -np.inf)
    return Window(
        first_year=series.years[rows, column],
        first=series.values[rows, column],
        first_low=series.low[rows, column],
        first_high=series.high[rows, column],
        points=earlier + 1.0,
        best=directed.max(axis=1),
        column=column,
    )


def is_constant(
    records: Records, seen: Window, met_earlier: bool = True, every_year: ArrayLike = False
) -> Bools:
    """True where value and direction decide: met now or before, due, or to be kept every year."""
    before = met_earlier & (seen.best - records.sign * records.target >= -records.noise)
    return records.met | before | (records.remaining <= 0) | np.asarray(every_year, dtype=bool)


def rate(records: Records, met_earlier: bool = True, every_year: ArrayLike = False) -> Rating:
    """Part of the remaining way that would be missed, with the symbol of the rule.

    Parameters
    ----------
    records
        Any unit, with a series; the report is the last point, later ones are left out. Base year
        and base play no part.
    met_earlier
        Whether a target met at any earlier point counts as met before, as the source has it.
    every_year : array_like of bool
        True where the target is to be kept in every year.

    Returns
    -------
    Rating
        The value is the part missed, NaN where value and direction decide. No movement is a
        thunderstorm while the target is missed, and no worsening once it is met.

    Notes
    -----
    The source also has rules for targets without a value, for several targets and for intervals;
    they are not covered. Gaps between years count as years, not as steps.
    """
    seen = window(records)
    change = records.value - seen.first
    change = np.where(np.abs(change) <= records.noise, 0.0, change)
    with np.errstate(divide="ignore", invalid="ignore"):
        trend = change / (records.year - seen.first_year)
        projection = records.value + trend * records.remaining
        missed = (records.target - projection) / (records.target - records.value)
    missed = settle(records, missed, CUTS, _reached(records, seen))
    moving = records.sign * trend
    constant = is_constant(records, seen, met_earlier, every_year)
    kept = np.where(records.met, 2 + (moving >= 0), 1 * (moving > 0))
    reached = np.select(
        [moving <= 0, missed < SUN_BELOW, missed <= SLIGHT_UP_TO], [0, 3, 2], default=1
    )
    too_few = {"fewer than four yearly values": seen.points < FEWEST}
    return np.where(constant, np.nan, missed), np.where(constant, kept, reached), too_few


def _reached(records: Records, seen: Window) -> Floats:
    """Return the observed values at which just the part of each cut would be missed, (n, 2)."""
    cuts, first = np.asarray(CUTS), seen.first[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        carried = (records.remaining / (records.year - seen.first_year))[:, None]
        return (records.target[:, None] * (1.0 - cuts) + first * carried) / (1.0 + carried - cuts)


def cut_values(records: Records) -> Floats:
    """Observed values at which the symbol may change: direction, both cuts, target; (n, 4)."""
    seen = window(records)
    return np.column_stack([seen.first, _reached(records, seen), records.target])


def pieces(records: Records) -> Codes:
    """One piece where the trend decides; -1 where value and direction do."""
    constant = is_constant(records, window(records))
    return np.where(constant, NO_CLASS, 0).astype(np.int8)


def best_between(records: Records) -> Floats:
    """Best earlier value beside the first of the last six: it may have met the target; (1, n)."""
    series = records.series
    others = series.usable(before=records.year)
    others[np.arange(len(others)), window(records).column] = False
    directed = np.where(others, records.sign[:, None] * series.values, -np.inf)
    return (records.sign * directed.max(axis=1))[None, :]


def start(records: Records) -> tuple[Floats, Floats]:
    """Return the ends of the rounding interval of the first point; NaN where points are too few."""
    seen = window(records)
    few = seen.points < FEWEST
    return np.where(few, np.nan, seen.first_low), np.where(few, np.nan, seen.first_high)


def moved(records: Records, value: Floats, first: Floats, target: Floats) -> Records:
    """Records with another value, another first point of the last six, and another target."""
    series, values = records.series, records.series.values.copy()
    place = (np.arange(len(values)), window(records).column)
    usable = series.usable(before=records.year)[place]
    values[place] = np.where(usable, first, values[place])
    return replace(records, value=value, target=target, series=replace(series, values=values))


METHOD = Method(
    id="extrapolation",
    name="Destatis",
    source=(
        "Federal Statistical Office of Germany, Indicator status - Methodology, German Sustainable "
        "Development Strategy (dns-indikatoren.de/en/status): rule read, in German and English, "
        "and in a program of the platform's makers."
    ),
    address="https://dns-indikatoren.de/en/status",
    basis="read",
    formulas=FORMULAS,
    family="trend of the last years",
    classes=CLASSES,
    conditions=CONDITIONS,
    enough=("slightly_cloudy", "sun"),
    unassessed="no_calculation",
    rate=rate,
    cut_values=cut_values,
    pieces=pieces,
    marks=best_between,
    start=start,
    moved=moved,
)
