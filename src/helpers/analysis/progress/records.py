"""Records: the arrays a progress method needs, one element an assessment.

Notation of the whole package: base (t0, y0), report (t, y), target (T, yT), and d = +1 where higher
is better, else -1.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
SIGNS = {"higher": 1.0, "lower": -1.0}


# Figures this close, in parts of the largest of them, are one figure: some hundred times what
# binary arithmetic adds to printed decimals, and thirteen digits where tables print four.
NOISE = 1e-13


@dataclass(frozen=True)
class Series:
    """Yearly points behind each record, in any order.

    Parameters
    ----------
    years, values : ndarray of float, shape (n, k)
        NaN where a record has fewer than k points.
    low, high : ndarray of float, shape (n, k), optional
        Ends of the rounding interval of each value; the value itself if not given.
    """

    years: Floats
    values: Floats
    low: Floats = None  # type: ignore[assignment]
    high: Floats = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        """Take values without an interval as exact."""
        for end in ("low", "high"):
            if getattr(self, end) is None:
                object.__setattr__(self, end, self.values)

    def usable(self, before: Floats) -> Bools:
        """Points that have a value and lie before a year, shape (n, k)."""
        return np.isfinite(self.values) & (self.years < before[:, None])


@dataclass(frozen=True)
class Records:
    """What is known about n assessments; build with `make_records`.

    Parameters
    ----------
    base_year, base, year, value, target_year, target : ndarray of float, shape (n,)
        Years as numbers; values in one unit for each record; NaN where unknown.
    sign : ndarray of float, shape (n,)
        +1 where higher is better, -1 where lower is.
    share : ndarray of bool, shape (n,)
        True where values are shares of a whole in percent.
    series
        Yearly points, for methods that need more than a base; one without a value where none are
        known.
    """

    base_year: Floats
    base: Floats
    year: Floats
    value: Floats
    target_year: Floats
    target: Floats
    sign: Floats
    share: Bools
    series: Series

    @property
    def elapsed(self) -> Floats:
        """Years from the base to the report."""
        return self.year - self.base_year

    @property
    def span(self) -> Floats:
        """Years from the base to the target."""
        return self.target_year - self.base_year

    @property
    def remaining(self) -> Floats:
        """Years from the report to the target; negative once it is past."""
        return self.target_year - self.year

    @property
    def missing(self) -> Bools:
        """True where a value or a year is unknown."""
        return self.missing_now | ~np.isfinite(self.base + self.base_year)

    @property
    def missing_now(self) -> Bools:
        """True where a value or a year beside those of the base is unknown."""
        return ~np.isfinite(self.value + self.target + self.year + self.target_year)

    @property
    def met(self) -> Bools:
        """True where the observed value is at least as good as the target; equality counts."""
        return self.sign * (self.value - self.target) >= -self.noise

    @property
    def noise(self) -> Floats:
        """Differences of values up to this size are binary noise, not a printed difference."""
        sizes = np.abs([self.base, self.value, self.target])
        return NOISE * np.fmax.reduce(sizes)

    def rows(self, chosen: NDArray[np.intp], times: int = 1) -> Records:
        """Some of the records in the order chosen, all of them `times` over."""
        columns = {
            entry.name: np.tile(getattr(self, entry.name)[chosen], times)
            for entry in fields(self)
            if entry.name != "series"
        }
        points = (getattr(self.series, entry.name) for entry in fields(Series))
        series = Series(*(np.tile(column[chosen], (times, 1)) for column in points))
        return Records(**columns, series=series)


def make_records(
    *,
    base_year: ArrayLike,
    base: ArrayLike,
    year: ArrayLike,
    value: ArrayLike,
    target_year: ArrayLike,
    target: ArrayLike,
    better: ArrayLike = "higher",
    share: ArrayLike = False,
    series: Series | None = None,
) -> Records:
    """Records from scalars and arrays, broadcast together.

    Parameters
    ----------
    base_year, base, year, value, target_year, target
        As in `Records`.
    better
        ``higher`` or ``lower``.
    share
        True where values are shares of a whole in percent.
    series
        Points of each record, (n, k).

    Raises
    ------
    ValueError
        If `better` is another word, or `series` has another number of rows.
    """
    given = (base_year, base, year, value, target_year, target, _signs(better), share)
    columns = [np.atleast_1d(array).ravel() for array in np.broadcast_arrays(*given)]
    if series is None:
        series = Series(*np.full((2, len(columns[0]), 1), np.nan))
    elif len(series.years) != len(columns[0]):
        raise ValueError(f"series has {len(series.years)} rows for {len(columns[0])} records")
    names = ("base_year", "base", "year", "value", "target_year", "target", "sign")
    numbers = {name: column.astype(float) for name, column in zip(names, columns, strict=False)}
    return Records(**numbers, share=columns[-1].astype(bool), series=series)


def _signs(better: ArrayLike) -> Floats:
    """Return +1 for ``higher`` and -1 for ``lower``."""
    words = np.asarray(better)
    unknown = sorted(set(np.unique(words).tolist()) - set(SIGNS))
    if unknown:
        raise ValueError(f"better is {unknown[0]!r}; expected 'higher' or 'lower'")
    return np.where(words == "higher", SIGNS["higher"], SIGNS["lower"])
