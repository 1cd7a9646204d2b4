"""Paths from a base to a target: linear, geometric and logit, on arrays.

Each rule is a straight line on its own scale f: ``y`` itself, ``ln y`` (constant growth), or
``ln(p / (100 - p))`` (logit, for shares in percent)::

    path(s) = f^-1( f(y0) + (f(yT) - f(y0)) (s - t0) / (T - t0) )

with base (t0, y0) and target (T, yT). Values outside the domain of f give NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Transform = Callable[[Floats], Floats]


def _logit(share: Floats) -> Floats:
    return np.log(share / (100.0 - share))


def _from_logit(z: Floats) -> Floats:
    return 100.0 / (1.0 + np.exp(-z))


def _same(values: Floats) -> Floats:
    return values


SCALES: dict[str, tuple[Transform, Transform]] = {
    "linear": (_same, _same),
    "geometric": (np.log, np.exp),
    "logit": (_logit, _from_logit),
}

# The same as equations, for the value p in the report year t: see ``helpers.analysis.formulas``.
FORMULAS: dict[str, tuple[str, ...]] = {
    "linear": ("p = y_0 + (y_T - y_0) * (t - t_0) / (T - t_0)",),
    "geometric": ("p = y_0 * (y_T / y_0) ** ((t - t_0) / (T - t_0))",),
    "logit": (
        "z_0 = ln(y_0 / (100 - y_0))",
        "z_T = ln(y_T / (100 - y_T))",
        "z = z_0 + (z_T - z_0) * (t - t_0) / (T - t_0)",
        "p = 100 / (1 + exp(-z))",
    ),
}


def to_scale(rule: str, values: ArrayLike) -> Floats:
    """Values on the scale on which the rule runs straight; NaN outside its domain.

    Parameters
    ----------
    rule
        ``linear``, ``geometric`` (positive values) or ``logit`` (shares, 0 < p < 100 percent).
    values : array_like of float, any shape
    """
    forward, _ = SCALES[rule]
    with np.errstate(divide="ignore", invalid="ignore"):
        scaled = forward(np.asarray(values, dtype=float))
    return np.where(np.isfinite(scaled), scaled, np.nan)


def path_value(
    rule: str,
    year: ArrayLike,
    base_year: ArrayLike,
    base: ArrayLike,
    target_year: ArrayLike,
    target: ArrayLike,
) -> Floats:
    """Value of the path in a year, in the unit of `base` and `target`.

    Parameters
    ----------
    rule
        A key of ``SCALES``.
    year, base_year, base, target_year, target : array_like, broadcast together
        Years as numbers; `base_year` differs from `target_year`.

    Returns
    -------
    ndarray of float
        Outside base and target years the path goes on by the same rule; callers that must not
        extrapolate hold the year within them.

    Examples
    --------
    >>> float(path_value("linear", 2016, 2015, 33, 2020, 50))
    36.4
    """
    _, back = SCALES[rule]
    start, end = to_scale(rule, base), to_scale(rule, target)
    first, last = (np.asarray(years, dtype=float) for years in (base_year, target_year))
    share = (np.asarray(year, dtype=float) - first) / (last - first)
    return np.asarray(back(start + (end - start) * share))


def path_year(
    rule: str,
    value: ArrayLike,
    base_year: ArrayLike,
    base: ArrayLike,
    target_year: ArrayLike,
    target: ArrayLike,
) -> Floats:
    """Year in which the path reaches `value`, the inverse of `path_value`; NaN on a flat path."""
    start, end = to_scale(rule, base), to_scale(rule, target)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (to_scale(rule, value) - start) / (end - start)
    share = np.where(np.isfinite(share), share, np.nan)
    first, last = (np.asarray(years, dtype=float) for years in (base_year, target_year))
    return first + share * (last - first)


def of_each_rule(
    table: pd.DataFrame, columns: Iterable[str]
) -> Iterator[tuple[str, NDArray[np.intp], dict[str, Floats]]]:
    """Yield each rule of a table's column `rule`, the places of its rows, and columns of these."""
    for rule, places in table.groupby("rule").indices.items():
        yield str(rule), places, {name: table[name].to_numpy(float)[places] for name in columns}
