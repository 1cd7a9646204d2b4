"""The contract of a progress method: what it is called, what it returns, how it can be probed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from helpers.analysis.progress.records import Bools, Floats, Records

Codes = NDArray[np.int8]
NO_CLASS = -1


@dataclass(frozen=True)
class Assessment:
    """What one method says about n records.

    Parameters
    ----------
    value : ndarray of float, shape (n,)
        NaN where not assessable, and where the class follows without a value (target met).
    codes : ndarray of int8, shape (n,)
        Place of the class in `names`; -1 where there is none.
    names
        Class ids, worst first.
    unassessed
        The rule's word for a record it cannot assess.
    reason_codes : ndarray of int8, shape (n,)
        Place of the reason in `reason_texts`; 0 where assessable.
    reason_texts
        The first one is "".
    used
        Inputs as the rule used them, with its steps.
    further
        What else the rule gives.
    """

    value: Floats
    codes: Codes
    names: tuple[str, ...]
    unassessed: str
    reason_codes: Codes
    reason_texts: tuple[str, ...]
    used: Mapping[str, Floats]
    further: Mapping[str, Floats]

    @property
    def assessable(self) -> Bools:
        """True where the rule gives an answer."""
        return self.reason_codes == 0

    @property
    def classes(self) -> NDArray[np.object_]:
        """Class ids; "" where the rule has no classes, its own word where it cannot assess."""
        words = np.array([*self.names, "", self.unassessed], dtype=object)
        none = np.where(self.assessable, len(self.names), len(self.names) + 1)
        return words[np.where(self.codes >= 0, self.codes, none)]

    @property
    def reasons(self) -> NDArray[np.object_]:
        """Why a record is not assessable; "" where it is."""
        return np.array(self.reason_texts, dtype=object)[self.reason_codes]

    def as_table(self) -> pd.DataFrame:
        """One row a record: value, class, assessable, reason, then inputs and further outputs."""
        own = {
            "value": self.value,
            "class": self.classes,
            "assessable": self.assessable,
            "reason": self.reasons,
        }
        return pd.DataFrame(own | dict(self.used) | dict(self.further))


def same_records(records: Records, value: Floats, base: Floats, target: Floats) -> Records:
    """Records with another observed value, start and target; all else equal."""
    return replace(records, value=value, base=base, target=target)


def sides(records: Records) -> Codes:
    """Pieces on which a ratio to the required change is continuous; -1 where the target is met.

    The target lies above the base on one piece, below it on the other.
    """
    return np.where(records.met, NO_CLASS, records.target > records.base).astype(np.int8)


def signed_sides(records: Records) -> Codes:
    """Pieces of `sides`, split once more by the sign of the base: growth has no value across it."""
    piece = sides(records)
    return np.where(piece >= 0, piece + 2 * (records.base > 0), piece).astype(np.int8)


def no_marks(records: Records) -> Floats:
    """No value beside those of the record itself; (0, n)."""
    return np.empty((0, len(records.value)))


def no_turning(records: Records) -> list[tuple[Floats, Floats, Floats]]:
    """No point beside the corners: the rule is monotone, or linear, in all three values."""
    return []


@dataclass(frozen=True)
class Method:
    """A progress method.

    Parameters
    ----------
    id, name
        `name` is how a page may call it: by its body's name only if the rule was read there.
    source
        Where the rule stands, and what of it was read or recalled.
    classes
        Class ids, worst first, each with the rule's own words.
    unassessed
        The rule's word for a record it cannot assess.
    assess
        Records in, assessment out.
    cut_values
        Observed values at which the class may change, all else equal: (n,) records to (n, m),
        NaN for a cut no value reaches.
    pieces
        Label of the continuous piece a record lies in; -1 where an exception sets the class.
    turning_points
        Values, bases and targets, (n,) each, at which a cut may be passed inside the box of
        rounding intervals although its corners lie on one side; see ``rounding_classes``.
    marks
        Further values at which an exception of the rule begins, (m, n).
    start
        The value the observed change counts from, where that is not the base.
    moved
        Records with value, start and target changed.
    """

    id: str
    name: str
    source: str
    classes: Mapping[str, str]
    unassessed: str
    assess: Callable[..., Assessment]
    cut_values: Callable[[Records], Floats]
    pieces: Callable[..., Codes] = sides
    turning_points: Callable[[Records], list[tuple[Floats, Floats, Floats]]] = no_turning
    marks: Callable[[Records], Floats] = no_marks
    start: Callable[[Records], Floats] | None = None
    moved: Callable[[Records, Floats, Floats, Floats], Records] = same_records


def grade(value: Floats, cuts: Sequence[float]) -> Codes:
    """Number of cuts reached, unrounded; the lower end belongs to the class above it."""
    return np.searchsorted(np.asarray(cuts), value, side="right").astype(np.int8)


def conclude(
    classes: Mapping[str, str],
    unassessed: str,
    value: Floats,
    codes: ArrayLike,
    problems: Mapping[str, Bools],
    used: Mapping[str, Floats],
    further: Mapping[str, Floats] | None = None,
) -> Assessment:
    """Assessment with value, class and further outputs withdrawn where a problem stands.

    Parameters
    ----------
    classes, unassessed
        As in `Method`.
    value, codes
        Of every record, assessable or not.
    problems
        Reason and where it holds; the first that holds is given.
    used, further
        As in `Assessment`.
    """
    reason_codes = np.zeros(len(value), dtype=np.int8)
    for place, holds in reversed(list(enumerate(problems.values(), start=1))):
        reason_codes[holds] = place
    fine = reason_codes == 0
    return Assessment(
        value=np.where(fine & np.isfinite(value), value, np.nan),
        codes=np.where(fine, codes, NO_CLASS).astype(np.int8),
        names=tuple(classes),
        unassessed=unassessed,
        reason_codes=reason_codes,
        reason_texts=("", *problems),
        used=used,
        further={key: np.where(fine, own, np.nan) for key, own in (further or {}).items()},
    )
