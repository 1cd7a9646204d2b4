"""Turning points: where "ratio less a cut" turns along the base, or along a target just met."""

from functools import partial

import numpy as np
import pytest

from helpers.analysis.progress import cagr_ratio, un_share
from helpers.analysis.progress.records import make_records


def growth_left(cut, n, span):
    """Observed growth less the part `cut` of the required growth, a year."""
    return lambda y, y0, target: (y / y0) ** (1 / n) - 1 - cut * ((target / y0) ** (1 / span) - 1)


def share_left(cut, n, span):
    """Change expected from the growth so far, less the part `cut` of the required change."""
    return lambda y, y0, target: y0 * (y / y0) ** (span / n) - y0 - cut * (target - y0)


CASES = [
    (cagr_ratio, growth_left, cagr_ratio.CUTS[1:]),
    (un_share, share_left, un_share.CUTS),
]
RNG = np.random.default_rng(5)
SIZE = 40
ELAPSED = RNG.integers(1, 9, SIZE).astype(float)
# Never as many years as elapsed: growth to the target year itself has no turn.
SPAN = ELAPSED + RNG.choice([-0.5, 1, 3, 8], SIZE)
FIGURES = RNG.uniform(5, 95, (3, SIZE))


def records(sign=1.0, elapsed=ELAPSED, span=SPAN):
    value, base, target = sign * FIGURES
    return make_records(
        base_year=2010, base=base, year=2010 + elapsed, value=value,
        target_year=2010 + span, target=target,
    )  # fmt: skip


def turns(function, at):
    """Say where a function has an extremum, and where it can be told apart by a thousandth."""
    with np.errstate(all="ignore"):
        below, above = (function(at * step) - function(at) for step in (0.999, 1.001))
        told = np.minimum(np.abs(below), np.abs(above)) > 1e-9 * (1 + np.abs(function(at)))
    return below * above > 0, told & (np.abs(at) < 1e6)


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize(("method", "left", "cuts"), CASES, ids=["cagr_ratio", "un_share"])
def test_what_is_left_to_a_cut_turns_along_the_base(method, left, cuts, sign):
    given = records(sign)
    found = method.turning_points(given)
    for cut, (value, turn, target) in zip(cuts, found[::3], strict=True):
        np.testing.assert_array_equal((value, target), (given.value, given.target))
        distance = left(cut, ELAPSED, SPAN)
        does, told = turns(partial(along_base, distance, value, target), turn)
        assert told.sum() > 3
        assert does[told].all()


def along_base(distance, value, target, base):
    return distance(value, base, target)


@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize(("method", "left", "cuts"), CASES, ids=["cagr_ratio", "un_share"])
def test_with_the_target_just_met_it_turns_along_the_target(method, left, cuts, sign):
    given = records(sign)
    found = method.turning_points(given)
    for cut, one, other in zip(cuts, found[1::3], found[2::3], strict=True):
        distance = left(cut, ELAPSED, SPAN)
        np.testing.assert_array_equal(one[2], given.target)
        np.testing.assert_array_equal(other[1], given.base)
        for value, base, target in (one, other):
            np.testing.assert_array_equal(value, target)
            does, told = turns(partial(along_target, distance, base), target)
            assert told.sum() > 10
            assert does[told].all()


def along_target(distance, base, target):
    return distance(target, base, target)
