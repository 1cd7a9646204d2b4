"""Printed figures and targets as intervals: what passes, what fails, what stays open."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.hindsight.intervals import (
    Bound,
    Interval,
    figure_interval,
    half_unit,
    side,
    target_bound,
)

NO_RANGE = math.nan


@pytest.mark.parametrize(
    ("value", "printed", "qualifier", "unit", "expected"),
    [
        pytest.param(73.0, "73.0", "exact", "percent", 0.05, id="digits-of-the-print"),
        pytest.param(82.0, "82", "exact", "percent", 0.5, id="no-digit"),
        pytest.param(16.0, "about 16", "about", "percent", 1.0, id="about-is-a-whole-digit"),
        pytest.param(-5.6, "5.6", "exact", "percent", 0.05, id="fall-printed-without-sign"),
        pytest.param(1061400.0, "106.14万亿元", "exact", "100 million yuan", 0.5, id="rescaled"),
        pytest.param(33.0, "33", "exact", "count", 0.0, id="counted"),
        pytest.param(50.0, "nearly 50", "about", "count", 1.0, id="counted-about"),
    ],
)
def test_a_print_is_half_its_last_digit_wide(value, printed, qualifier, unit, expected):
    assert half_unit(value, printed, qualifier, unit) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("value", "qualifier", "derived", "expected"),
    [
        pytest.param(60.0, "exact", False, Interval(59.5, 60.5), id="rounded"),
        pytest.param(60.0, "exact", True, Interval(59.0, 61.0), id="derived-twice-as-wide"),
        pytest.param(60.0, "over", False, Interval(60.0, math.inf, low_open=True), id="over"),
        pytest.param(60.0, "at_least", False, Interval(60.0, math.inf), id="at-least"),
        pytest.param(60.0, "under", False, Interval(-math.inf, 60.0, high_open=True), id="under"),
        pytest.param(60.0, "at_most", True, Interval(-math.inf, 61.0), id="derived-bound-gives"),
        pytest.param(-20.0, "at_least", False, Interval(-math.inf, -20.0), id="fall-of-at-least"),
        pytest.param(40.0, "at_least", True, Interval(39.0, math.inf), id="derived-from-lower"),
        pytest.param(0.0, "at_most", False, Interval(-math.inf, 0.0), id="nothing-is-no-fall"),
        pytest.param(0.5, "at_most", False, Interval(-math.inf, 0.5), id="a-half-is-no-fall"),
    ],
)
def test_a_figure_is_the_interval_of_what_it_may_stand_for(value, qualifier, derived, expected):
    assert figure_interval(value, NO_RANGE, qualifier, 0.5, derived=derived) == expected


def test_a_range_reaches_from_the_low_end_to_the_high_end():
    assert figure_interval(5.0, 6.0, "exact", 0.5) == Interval(4.5, 6.5)


@pytest.mark.parametrize(
    ("value", "high", "qualifier", "unit", "expected"),
    [
        pytest.param(40, NO_RANGE, "over", "percent", Bound(Interval(40, 40), True, 1), id="over"),
        pytest.param(4, NO_RANGE, "under", "L/100km", Bound(Interval(4, 4), True, -1), id="under"),
        pytest.param(20, 30, "exact", "count", Bound(Interval(20, 20), False, 1), id="low-end"),
        pytest.param(14, 16, "exact", "nm", Bound(Interval(16, 16), False, -1), id="easier-end"),
        pytest.param(15, NO_RANGE, "about", "count", Bound(Interval(14, 16), False, 1), id="about"),
        pytest.param(-30, NO_RANGE, "exact", "percent", Bound(Interval(-30, -30), False, -1),
                     id="fall"),
        pytest.param(1, NO_RANGE, "exact", "rank", Bound(Interval(1, 1), False, -1), id="rank"),
        pytest.param(0, NO_RANGE, "exact", "percent", Bound(Interval(0, 0), False, 1),
                     id="nothing-is-no-fall"),
        pytest.param(0.5, NO_RANGE, "exact", "percent", Bound(Interval(0.5, 0.5), False, 1),
                     id="a-half-is-no-fall"),
    ],
)  # fmt: skip
def test_a_target_asks_for_a_number_or_for_more(value, high, qualifier, unit, expected):
    assert target_bound(value, high, qualifier, unit, str(value)) == expected


def test_the_easiest_number_is_the_low_end_where_higher_is_better_else_the_high_end():
    about = Interval(14.0, 16.0)
    assert Bound(about, strict=False, sign=1.0).easiest == 14.0
    assert Bound(about, strict=False, sign=-1.0).easiest == 16.0


OVER_40 = Bound(Interval(40.0, 40.0), strict=True, sign=1.0)
REACH_40 = Bound(Interval(40.0, 40.0), strict=False, sign=1.0)
ABOUT_40 = Bound(Interval(39.0, 41.0), strict=False, sign=1.0)


@pytest.mark.parametrize(
    ("figure", "bound", "expected"),
    [
        pytest.param(Interval(40.0, 41.0), REACH_40, "met", id="reached-by-all"),
        pytest.param(Interval(39.5, 40.5), REACH_40, "undecided", id="on-both-sides"),
        pytest.param(Interval(39.0, 40.0), REACH_40, "undecided", id="reached-by-its-end-alone"),
        pytest.param(Interval(39.0, 39.9), REACH_40, "missed", id="reached-by-none"),
        pytest.param(Interval(40.0, 41.0), OVER_40, "undecided", id="forty-is-not-over-forty"),
        pytest.param(Interval(40.0, math.inf, low_open=True), OVER_40, "met", id="over-is-over"),
        pytest.param(Interval(39.0, 40.0), OVER_40, "missed", id="at-most-forty-is-not-over"),
        pytest.param(Interval(-math.inf, 40.0, high_open=True), REACH_40, "missed", id="under"),
        pytest.param(Interval(30.0, math.inf), REACH_40, "undecided", id="over-thirty-says-little"),
        pytest.param(Interval(40.0, 40.5), ABOUT_40, "undecided", id="within-about"),
        pytest.param(Interval(41.0, 41.5), ABOUT_40, "met", id="beyond-about"),
    ],
)
def test_a_figure_decides_only_if_all_its_numbers_agree(figure, bound, expected):
    assert side(figure, bound) == expected


ends = st.tuples(st.integers(-60, 60), st.integers(1, 20), st.booleans(), st.booleans())
figures = ends.map(lambda cut: Interval(cut[0], cut[0] + cut[1], cut[2], cut[3]))
bounds = st.tuples(
    st.integers(-50, 50), st.integers(0, 4), st.booleans(), st.sampled_from([1.0, -1.0])
).map(lambda cut: Bound(Interval(cut[0], cut[0] + cut[1]), cut[2], cut[3]))


@given(figures, bounds)
def test_turning_direction_and_values_together_changes_nothing(figure, bound):
    turned = Bound(bound.interval.times(-1.0), bound.strict, -bound.sign)
    assert side(figure.times(-1.0), turned) == side(figure, bound)


@given(figures, bounds, st.integers(0, 9), st.integers(0, 9))
def test_a_wider_interval_never_decides_what_was_undecided(figure, bound, below, above):
    wider = Interval(
        figure.low - below,
        figure.high + above,
        figure.low_open and below == 0,
        figure.high_open and above == 0,
    )
    assert side(wider, bound) in (side(figure, bound), "undecided")


@given(figures, bounds, st.integers(-30, 30))
def test_moving_figure_and_target_alike_changes_nothing(figure, bound, distance):
    moved = Bound(bound.interval.shifted(distance), bound.strict, bound.sign)
    assert side(figure.shifted(distance), moved) == side(figure, bound)
