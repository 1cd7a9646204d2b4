"""Flip: the smallest change of the observed value that changes its class."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from helpers.analysis.progress.method import Codes, Method
from helpers.analysis.progress.methods import get_method
from helpers.analysis.progress.records import Bools, Floats, Records

# A step to either side of a cut, relative to its size: far above rounding errors of the inverted
# formula, far below any printed digit.
STEP = 1e-9


def flip_change(name: str, records: Records) -> Floats:
    """Signed distance from the observed value to the nearest change of class, all else equal.

    Every value at which the class may change is found by inverting the rule at its cuts, and kept
    only if the rule gives two classes right below and right above it. A change in either direction
    counts; the value at a cut has distance zero.

    Parameters
    ----------
    name
        A key of ``methods.METHODS``.
    records
        n records.

    Returns
    -------
    ndarray of float, shape (n,)
        In the unit of the value. At the cut itself the better class begins, so a fall must go a
        hair beyond (a symbol or factor that closes its cut from the other side: a rise). NaN where
        the record is not assessable, the rule has no classes, or no value has another.
    """
    method = get_method(name)
    cuts = method.cut_values(records)
    if not cuts.shape[1]:
        return np.full(len(cuts), np.nan)
    distance = np.where(
        _changes_class(method, records, cuts), cuts - records.value[:, None], np.inf
    )
    nearest = np.abs(distance).argmin(axis=1)[:, None]
    change = np.take_along_axis(distance, nearest, axis=1)[:, 0]
    assessed = method.assess(records).codes >= 0
    return np.where(assessed & np.isfinite(change), change, np.nan)


def _changes_class(method: Method, records: Records, cuts: Floats) -> Bools:
    """Return True for the cuts that have different classes at them or right below and above."""
    size = np.abs([records.value, records.base, records.target]).max(axis=0)[:, None]
    size = np.fmax(np.abs(cuts), size)
    step = STEP * np.where(size == 0, 1.0, size)  # all figures are zero: any unit will do
    codes = np.stack(
        [_codes_at(method, records, values) for values in (cuts - step, cuts, cuts + step)]
    )
    least = np.where(codes >= 0, codes, len(method.classes)).min(axis=0)
    return (codes.max(axis=0) > least) & np.isfinite(cuts)


def _codes_at(method: Method, records: Records, values: Floats) -> Codes:
    """Return the class codes of the records at other observed values, (n, m)."""
    columns = [method.assess(replace(records, value=column)).codes for column in values.T]
    return np.reshape(columns, values.T.shape).T.astype(np.int8)
