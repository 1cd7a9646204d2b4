"""The contract of a progress method: what it is called, what it returns, how it can be probed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from helpers.analysis.progress.records import Bools, Floats, Records

Codes = NDArray[np.int8]
# Value and class code of each record, assessable or not, and where each reason against it holds;
# that nothing is missing is seen to for all methods alike.
Rating = tuple[Floats, ArrayLike, Mapping[str, Bools]]
NO_CLASS = -1
# Families that more than one method belongs to: rules that measure the same thing.
LINEAR_PACE = "linear pace from the base"
COMPOUND_PACE = "compound pace from the base"


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
    """

    value: Floats
    codes: Codes
    names: tuple[str, ...]
    unassessed: str
    reason_codes: Codes
    reason_texts: tuple[str, ...]

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


def same_records(records: Records, value: Floats, base: Floats, target: Floats) -> Records:
    """Records with another observed value, base and target; all else equal."""
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


@dataclass(frozen=True)
class Rule:
    """What a published rule says of itself.

    Parameters
    ----------
    id, name
        `name` is how a page may call it: by its body's name only if the rule was read there.
    source
        Where the rule stands, and what of it was read or could not be checked.
    address
        Page of the rule's own publisher, "" where it has none.
    basis
        ``read`` in its source, ``reconstructed`` where part of it could not be checked there, or
        ``own``.
    formulas
        How the value follows from a record, as in ``helpers.analysis.formulas``; the last one gives
        it.
    classes
        Class ids, worst first, each with the rule's own words.
    conditions
        When each class holds, by its id; exceptions aside.
    unassessed
        The rule's word for a record it cannot assess.
    """

    id: str
    name: str
    source: str
    address: str
    basis: str
    formulas: tuple[str, ...]
    classes: Mapping[str, str]
    conditions: Mapping[str, str]
    unassessed: str


@dataclass(frozen=True)
class Method(Rule):
    """A progress method: a rule that holds a value against a target.

    Parameters
    ----------
    family
        What the rule measures. Rules of one family are one opinion, however many they are.
    enough
        The classes that say the pace so far suffices, whatever their words.
    rate
        Records in, `Rating` out.
    cut_values
        Observed values at which the class may change, all else equal: (n,) records to (n, m),
        NaN for a cut no value reaches.
    ratio
        True where the value is a share of what is needed, so that 1 is exactly enough.
    pieces
        Label of the continuous piece a record lies in; -1 where an exception sets the class.
    turning_points
        Values, bases and targets, (n,) each, at which a cut may be passed inside the box of
        rounding intervals although its corners lie on one side; see ``rounding_classes``. A rule
        that is monotone or linear in all three figures has none.
    marks
        Further values at which an exception of the rule begins, (m, n).
    start
        Low and high end, (n,) each, of the value the observed change counts from, where that is
        not the base.
    moved
        Records with value, start and target changed.
    """

    family: str
    enough: tuple[str, ...]
    rate: Callable[..., Rating]
    cut_values: Callable[[Records], Floats]
    ratio: bool = False
    pieces: Callable[..., Codes] = sides
    turning_points: Callable[[Records], list[tuple[Floats, Floats, Floats]]] | None = None
    marks: Callable[[Records], Floats] | None = None
    start: Callable[[Records], tuple[Floats, Floats]] | None = None
    moved: Callable[[Records, Floats, Floats, Floats], Records] = same_records

    def assess(self, records: Records, **options: Any) -> Assessment:
        """Rate records, and withdraw value and class where a reason stands against it.

        Parameters
        ----------
        records
            Result of ``records.make_records``.
        options
            Of the method; see its ``rate``.

        Returns
        -------
        Assessment
            The first reason that holds is given; a missing figure or year is the first of all. A
            method with a start of its own needs no base.
        """
        missing = records.missing if self.start is None else records.missing_now
        rating = self.rate(records, **options)
        return assessed(rating, missing, tuple(self.classes), self.unassessed)


def assessed(rating: Rating, missing: Bools, names: tuple[str, ...], unassessed: str) -> Assessment:
    """Return a rating with value and class withdrawn where a reason stands against it.

    Parameters
    ----------
    rating
        What a rule says.
    missing
        Records without a figure or year that the rule needs; the first reason of all.
    names, unassessed
        Class ids, worst first, and the rule's word for a record it cannot assess.
    """
    value, codes, problems = rating
    problems = {"a value or a year is missing": missing, **problems}
    reason_codes = np.zeros(len(value), dtype=np.int8)
    for place, holds in reversed(list(enumerate(problems.values(), start=1))):
        reason_codes[holds] = place
    fine = reason_codes == 0
    return Assessment(
        value=np.where(fine & np.isfinite(value), value, np.nan),
        codes=np.where(fine, codes, NO_CLASS).astype(np.int8),
        names=names,
        unassessed=unassessed,
        reason_codes=reason_codes,
        reason_texts=("", *problems),
    )


def grade(value: Floats, cuts: Sequence[float]) -> Codes:
    """Number of cuts reached; the lower end belongs to the class above it."""
    return np.searchsorted(np.asarray(cuts), value, side="right").astype(np.int8)


def settle(records: Records, ratio: Floats, cuts: Sequence[float], reached: Floats) -> Floats:
    """Ratio, put exactly on a cut where the observed value is the one that reaches the cut.

    Printed decimals that meet a cut exactly miss it by a few units of the last binary digit, to
    either side. So the values are compared, within ``records.noise``, and not the ratios: a ratio
    of small differences magnifies that miss.

    Parameters
    ----------
    records
        n records.
    ratio : ndarray of float, shape (n,)
        As computed.
    cuts
        m cuts of the ratio.
    reached : ndarray of float, shape (n, m)
        Observed value that reaches each cut, NaN where none does.
    """
    on_cut = np.abs(records.value[:, None] - reached) <= records.noise[:, None]
    return np.where(on_cut.any(axis=1), np.asarray(cuts)[on_cut.argmax(axis=1)], ratio)


def unless(exempt: Bools, problems: Mapping[str, Bools]) -> dict[str, Bools]:
    """Reasons that do not stand against the exempt records, such as those that met the target."""
    return {reason: holds & ~exempt for reason, holds in problems.items()}


def no_time_elapsed(records: Records) -> dict[str, Bools]:
    """Reason against records that leave no time for an observed change."""
    return {"the report year is not after the base year": ~(records.elapsed > 0)}


def no_full_year(records: Records) -> dict[str, Bools]:
    """Reason against records that leave no full year for an observed growth."""
    return {"less than a full year between base and current value": ~(records.elapsed >= 1)}


def no_time_planned(records: Records) -> dict[str, Bools]:
    """Reason against records that leave no time for the required change."""
    return {"the target year is not after the base year": ~(records.span > 0)}
