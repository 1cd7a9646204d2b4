"""Weather symbols of Destatis: the mean change of recent years carried on to the target year.

::

    a = (y - first)/(years between), over the last six points
    missed = (yT - (y + a (T - t))) / (yT - y)

Missed is the part of the remaining way that would be left in the target year. A target that is
met, was met before, is due, or holds for every year is judged by value and direction instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from helpers.analysis.progress.method import NO_CLASS, Assessment, Codes, Method, conclude
from helpers.analysis.progress.records import Bools, Floats, Records, Series

POINTS, FEWEST = 6, 4
# Missed by less than the first: sun; by up to the second, included: slightly cloudy.
SUN_BELOW, SLIGHT_UP_TO = 0.05, 0.20
CLASSES = {
    "thunderstorm": "Thunderstorm",
    "cloud": "Clouded",
    "slightly_cloudy": "Slightly cloudy",
    "sun": "Sun",
}


@dataclass(frozen=True)
class Window:
    """The last points up to the report year, the report itself included; (n,) each."""

    first_year: Floats
    first: Floats
    points: Floats
    best: Floats
    column: np.ndarray


def window(records: Records) -> Window:
    """First of the last six points, their number, and the best value of all earlier ones.

    `best` is the highest of d y over every point before the report year, -inf without any;
    `column` is the place of the first point in the series.
    """
    if records.series is None:
        nothing = np.full(len(records.value), np.nan)
        return Window(nothing, nothing, np.ones(len(nothing)), nothing, np.zeros(len(nothing), int))
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
        points=earlier + 1.0,
        best=directed.max(axis=1),
        column=column,
    )


def is_constant(records: Records, seen: Window, met_earlier: bool, every_year: ArrayLike) -> Bools:
    """True where value and direction decide: met now or before, due, or to be kept every year."""
    before = met_earlier & (seen.best >= records.sign * records.target)
    return records.met | before | (records.remaining <= 0) | np.asarray(every_year, dtype=bool)


def assess(records: Records, met_earlier: bool = True, every_year: ArrayLike = False) -> Assessment:
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
    Assessment
        `value` missed, NaN where value and direction decide. No movement is a thunderstorm on the
        way to a target, and no worsening otherwise. `further` holds trend and projection.

    Notes
    -----
    The source also has rules for targets without a value, for several targets and for intervals;
    they are not covered. Gaps between years count as years, not as steps.
    """
    seen = window(records)
    with np.errstate(divide="ignore", invalid="ignore"):
        trend = (records.value - seen.first) / (records.year - seen.first_year)
        projection = records.value + trend * records.remaining
        missed = (records.target - projection) / (records.target - records.value)
    moving = records.sign * trend
    constant = is_constant(records, seen, met_earlier, every_year)
    kept = np.where(records.met, 2 + (moving >= 0), 1 * (moving >= 0))
    reached = np.select(
        [moving <= 0, missed < SUN_BELOW, missed <= SLIGHT_UP_TO], [0, 3, 2], default=1
    )
    value_or_year = records.value + records.target + records.target_year + records.year
    problems = {
        "a value or a year is missing": ~np.isfinite(value_or_year),
        "fewer than four yearly values": seen.points < FEWEST,
    }
    return conclude(
        CLASSES,
        "no_calculation",
        np.where(constant, np.nan, missed),
        np.where(constant, kept, reached),
        problems,
        {"first_year": seen.first_year, "first": seen.first, "points": seen.points, "trend": trend},
        {"projection": projection, "constant_target": constant.astype(float)},
    )


def cut_values(records: Records) -> Floats:
    """Observed values at which the symbol may change: direction, both cuts, target; (n, 4)."""
    seen = window(records)
    with np.errstate(divide="ignore", invalid="ignore"):
        carried = records.remaining / (records.year - seen.first_year)
        reached = [
            (records.target * (1.0 - cut) + seen.first * carried) / (1.0 + carried - cut)
            for cut in (SUN_BELOW, SLIGHT_UP_TO)
        ]
    return np.column_stack([seen.first, *reached, records.target])


def pieces(records: Records, met_earlier: bool = True, every_year: ArrayLike = False) -> Codes:
    """One piece where the trend decides; -1 where value and direction do."""
    constant = is_constant(records, window(records), met_earlier, every_year)
    return np.where(constant, NO_CLASS, 0).astype(np.int8)


def best_between(records: Records) -> Floats:
    """Best earlier value beside the first of the last six: it may have met the target; (1, n)."""
    series = records.series
    if series is None:
        return np.empty((0, len(records.value)))
    others = series.usable(before=records.year)
    others[np.arange(len(others)), window(records).column] = False
    directed = np.where(others, records.sign[:, None] * series.values, -np.inf)
    return (records.sign * directed.max(axis=1))[None, :]


def moved(records: Records, value: Floats, start: Floats, target: Floats) -> Records:
    """Records with another value, another first point of the last six, and another target."""
    series = records.series
    if series is not None:
        values = series.values.copy()
        rows = np.arange(len(values))
        column = window(records).column
        values[rows, column] = np.where(
            series.usable(before=records.year)[rows, column], start, values[rows, column]
        )
        series = Series(series.years, values)
    return replace(records, value=value, target=target, series=series)


METHOD = Method(
    id="extrapolation",
    name="Destatis",
    source=(
        "Federal Statistical Office of Germany, Indicator status - Methodology, German Sustainable "
        "Development Strategy (dns-indikatoren.de/en/status): rule read, in German and English, "
        "and in a program of the platform's makers."
    ),
    classes=CLASSES,
    unassessed="no_calculation",
    assess=assess,
    cut_values=cut_values,
    pieces=pieces,
    marks=best_between,
    start=lambda records: window(records).first,
    moved=moved,
)
