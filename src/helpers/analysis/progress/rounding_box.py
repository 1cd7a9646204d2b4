"""Points of a box of rounding intervals at which a method can reach its extreme classes.

Why these points suffice is argued in ``rounding_classes``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import prod

import numpy as np
from numpy.typing import NDArray

from helpers.analysis.progress.cagr_ratio import IN_PLACE_OF_ZERO
from helpers.analysis.progress.method import Method
from helpers.analysis.progress.records import Bools, Floats, Records

Rows = NDArray[np.intp]
# Ends of value, start and target: three arrays of shape (2, n).
Box = list[Floats]
# Values, starts and targets, (m, n) each.
Points = tuple[Floats, ...]
# Bounds the memory of one pass; results do not depend on it.
POINTS_AT_ONCE = 1_000_000
# As near to zero as growth can be computed, and how far apart two values are set that do not meet.
TINY, HAIR = 1e-200, 1e-12
# Where growth or a logit ends, what Statistics Canada puts in place of zero, and where Eustat takes
# a share for none or all.
EDGES = (0.0, -TINY, TINY, IN_PLACE_OF_ZERO, 1.0, 99.0, 100.0 - 100.0 * HAIR, 100.0)


def portions(method: Method, records: Records, box: Box) -> Iterator[tuple[Rows, Floats | None]]:
    """Rows that fit one pass, alike in what their intervals touch; none with an unknown figure.

    Those of a pass need equally many points, so that none is looked at more often than it needs.

    Yields
    ------
    rows : ndarray of int
    edges : ndarray of float, or None
        Special values to try beside the ends; None where no two intervals overlap and none holds a
        special value, so that for each figure the ends of its own interval suffice.
    """
    touching, apart = _touches_edge(records, box), _is_apart(box)
    if method.marks:
        apart = np.zeros_like(apart)
    known = np.isfinite(np.concatenate(box)).all(axis=0)
    groups = [
        (apart & ~touching, None),
        (~apart & ~touching, np.empty(0)),
        (touching, np.asarray(EDGES)),
    ]
    width = records.series.values.shape[1]
    for chosen, edges in groups:
        rows = np.flatnonzero(chosen & known)
        counts = _counts(method, records.rows(rows), [ends[:, rows] for ends in box], edges)
        sizes, alike = np.unique(counts, axis=1, return_inverse=True)
        for place, size in enumerate(sizes.T.tolist()):
            own = rows[alike.ravel() == place]
            step = max(1, POINTS_AT_ONCE // (prod(size) * width))
            for first in range(0, len(own), step):
                yield own[first : first + step], edges


def _touches_edge(records: Records, box: Box) -> Bools:
    """Return True where an interval holds 0, or 100 percent of a whole."""
    lows, highs = (np.stack(side) for side in zip(*box, strict=True))
    at_zero = (lows <= 0) & (highs >= 0)
    at_whole = (lows <= 100) & (highs >= 100) & records.share
    return np.asarray(np.any(at_zero | at_whole, axis=0))


def _is_apart(box: Box) -> Bools:
    """Return True where no two of the three intervals overlap."""
    pairs = [(one[1] < other[0]) | (other[1] < one[0]) for one, other in combinations(box, 2)]
    return np.asarray(np.all(pairs, axis=0))


def box_points(method: Method, records: Records, box: Box, edges: Floats | None) -> Points:
    """Points to assess, all inside the box; `edges` as `portions` gives them."""
    pools = _pools(method, records, box, edges)
    hair = None if edges is None else HAIR * np.abs(np.concatenate(box)).max(axis=0)
    grids = [_grid([_near(pool, hair) for pool in pools])]
    for value, start, target in _turns(method, records, pools):
        times = len(_near(value, hair)) // len(value)
        grids.append((_near(value, hair), np.tile(start, (times, 1)), np.tile(target, (times, 1))))
    columns = [np.concatenate(parts) for parts in zip(*grids, strict=True)]
    return tuple(_inside(column, ends) for column, ends in zip(columns, box, strict=True))


def _pools(method: Method, records: Records, box: Box, edges: Floats | None) -> list[Floats]:
    """Return the values to try of each figure, (m, n) each, every one of a row once."""
    if edges is None:
        return [_distinct(ends) for ends in box]
    further = np.repeat(edges[:, None], len(records.value), axis=1)
    own = [method.marks(records)] if method.marks else []
    marks = np.concatenate([*box, *own, further])
    return [_distinct(np.clip(marks, low, high)) for low, high in box]


def _distinct(pool: Floats) -> Floats:
    """Return what each column holds in as few rows as the fullest needs, the last one repeated."""
    ordered = np.sort(pool, axis=0)
    place = np.zeros(pool.shape, dtype=np.intp)
    place[1:] = np.cumsum(ordered[1:] != ordered[:-1], axis=0)
    held = np.repeat(ordered[-1:], place.max(initial=0) + 1, axis=0)
    held[place, np.arange(pool.shape[1])] = ordered
    return held


def _counts(method: Method, records: Records, box: Box, edges: Floats | None) -> NDArray[np.intp]:
    """Return how many points of each figure a row needs, (3, n)."""
    near = 1 if edges is None else 3
    pools = _pools(method, records, box, edges)
    changes = [(pool[1:] != pool[:-1]).sum(axis=0) for pool in pools]
    return near * (1 + np.stack(changes))


def _near(values: Floats, hair: Floats | None) -> Floats:
    """Return values, and a hair below and above them if there is one."""
    if hair is None:
        return values
    return np.concatenate([values - hair, values, values + hair])


def _grid(pools: list[Floats]) -> Points:
    """Return all combinations of three pools, shape (p, n) each."""
    values, starts, targets = pools
    axes = (values[:, None, None], starts[None, :, None], targets[None, None])
    return tuple(part.reshape(-1, values.shape[1]) for part in np.broadcast_arrays(*axes))


def _turns(method: Method, records: Records, pools: list[Floats]) -> list[Points]:
    """Return the turning points of every pair of a value and a target, each with its start."""
    if not method.turning_points:
        return []
    values, starts, targets = pools
    # Each start stands beside a value, whichever: none turns on both.
    longest = max(len(values), len(starts))
    values, starts = (
        pool[np.minimum(np.arange(longest), len(pool) - 1)] for pool in (values, starts)
    )
    axes = (values[:, None], starts[:, None], targets[None])
    size = values.shape[1]
    flat = [part.ravel() for part in np.broadcast_arrays(*axes)]
    times = len(values) * len(targets)
    repeated = records.rows(np.arange(size), times)
    found = method.turning_points(method.moved(repeated, *flat))
    return [tuple(part.reshape(-1, size) for part in turn) for turn in found]


def _inside(column: Floats, ends: Floats) -> Floats:
    """Return points brought into the interval; the low end for what cannot be computed."""
    low, high = ends
    computable = (np.abs(column) >= TINY) | (column == 0)
    return np.clip(np.where(computable, column, low), low, high)
