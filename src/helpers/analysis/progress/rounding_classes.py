"""Class sets: every class that printed figures allow once their rounding is undone.

Observed value, start (the base, or the first point of a trend) and target each run through their
rounding interval; together they fill a box. Corners alone do not suffice, because a ratio of growth
rates is not monotone in the base and an exception (target met) cuts the box. The set is exact
nevertheless:

- On each piece of the box (one side of the base for the target, target not met) a class boundary
  "ratio = q" is the zero of a function that is continuous, rises with d y and falls as the target
  moves away. It is linear for the linear rules and for the logit rule in logits. So its extremes
  lie where the value and the target stand at an end of some interval, or meet each other or the
  base, and the base at such an end or at the one point where the function turns in the base, which
  has a closed form (``turning_points`` of the method).
- All these points are assessed by the rule itself, also a hair to either side of where two values
  meet. Every class found is therefore reached by a real point of the box.
- A piece is convex, so between its worst and its best class all classes in between are reached.

The ends of an interval belong to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from helpers.analysis.progress.method import NO_CLASS, Method
from helpers.analysis.progress.methods import get_method
from helpers.analysis.progress.records import Bools, Floats, Records
from helpers.analysis.progress.rounding_box import Points, box_points, portions

Interval = tuple[ArrayLike, ArrayLike]


@dataclass(frozen=True)
class ClassSets:
    """Classes within reach of n records.

    Parameters
    ----------
    names
        Class ids of the method, worst first.
    reachable : ndarray of bool, shape (n, len(names))
    """

    names: tuple[str, ...]
    reachable: Bools

    def as_text(self, separator: str = "|") -> list[str]:
        """Class ids of each record, worst first, joined; "" where none is reachable."""
        names = np.array(self.names, dtype=object)
        return [separator.join(names[row]) for row in self.reachable]


def class_sets(
    name: str,
    records: Records,
    value: Interval,
    base: Interval,
    target: Interval,
) -> ClassSets:
    """All classes reachable within the rounding intervals, exactly; see the module.

    Parameters
    ----------
    name
        A key of ``methods.METHODS``.
    records
        n records with their printed figures. The points of a series run through intervals of their
        own; a rule that starts from a series takes its start from there, not from `base`.
    value, base, target : pair of array_like, scalar or shape (n,)
        Low and high end of each figure, in its own unit; the printed figure lies within.
    """
    method = get_method(name)
    size = len(records.value)
    start = method.start(records) if method.start else base
    ends = [_ends(interval, size) for interval in (value, start, target)]
    found = np.zeros((size, len(method.classes)), dtype=bool)
    for rows, edges in portions(method, records, ends):
        box = [pair[:, rows] for pair in ends]
        for variant in _variants(records.rows(rows)):
            points = box_points(method, variant, box, edges)
            found[rows] |= _reach(method, variant, points)
    return ClassSets(tuple(method.classes), found)


def _ends(interval: Interval, size: int) -> Floats:
    """Return low and high ends, shape (2, n)."""
    return np.stack([np.broadcast_to(np.asarray(end, dtype=float), (size,)) for end in interval])


def _variants(records: Records) -> Iterator[Records]:
    """Yield records with the points of their series at the worst and at the best end."""
    series = records.series
    if np.array_equal(series.low, series.high, equal_nan=True):
        yield records
        return
    rising = records.sign[:, None] > 0
    for low, high in ((series.low, series.high), (series.high, series.low)):
        yield replace(records, series=replace(series, values=np.where(rising, low, high)))


def _reach(method: Method, records: Records, points: Points) -> Bools:
    """Return the classes the points reach, filled in on each piece."""
    times, size = points[0].shape
    repeated = records.rows(np.arange(size), times)
    moved = method.moved(repeated, *(column.ravel() for column in points))
    codes = method.assess(moved).codes.reshape(times, size)
    pieces = method.pieces(moved).reshape(times, size)
    places = np.arange(len(method.classes))
    found = (codes[:, :, None] == places).any(axis=0)
    for piece in np.unique(pieces[pieces >= 0]):
        inside = (pieces == piece) & (codes >= 0)
        worst = np.where(inside, codes, len(places)).min(axis=0)[:, None]
        best = np.where(inside, codes, NO_CLASS).max(axis=0)[:, None]
        found |= (places >= worst) & (places <= best)
    return found
