"""Class sets: every class within rounding, and none beyond it."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis.progress.extrapolation import best_between
from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Series, make_records
from helpers.analysis.progress.rounding_classes import _variants, class_sets

FEW = settings(max_examples=30, deadline=None)


def around(value, half):
    return (value - half, value + half)


def sets_of(name, case, halves, **options):
    """Class set of one case, figures rounded to `halves` (value, base, target)."""
    box = [around(case[key], half) for key, half in zip(KEYS, halves, strict=True)]
    return class_sets(name, make_records(**case), *box, **options)


KEYS = ("value", "base", "target")
CNC = {"year": 2016, "value": 33.3, "target_year": 2020, "target": 50, "share": True}
FROM_2015 = CNC | {"base_year": 2015, "base": 33}
TO_2025 = CNC | {"base_year": 2013, "base": 27, "target_year": 2025, "target": 64}
PRINTED = (0.05, 0.5, 0.5)


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        ("cagr_ratio", FROM_2015, "deterioration|limited_progress"),
        # 33.25/27.5 over 64.5/27.5 gives 0.885, 33.35/26.5 over 63.5/26.5 gives 1.052.
        ("cagr_ratio", TO_2025, "moderate_progress|substantial_progress"),
        ("logit_ratio", TO_2025, "moderate_progress"),
        ("sdsn", TO_2025, "moderately_improving"),
        ("acceleration", FROM_2015, "wrong_direction|well_off_track"),
        ("acceleration", TO_2025, "off_track"),
        ("un_share", FROM_2015, "stagnation_or_regression|fair_progress"),
        ("status_index", FROM_2015, ""),
        ("extrapolation", FROM_2015, ""),
    ],
)
def test_class_sets_of_the_cnc_ratio(name, case, expected):
    assert sets_of(name, case, PRINTED).as_text() == [expected]


def test_exact_figures_have_the_one_class_of_the_rule():
    found = sets_of("cagr_ratio", FROM_2015, (0, 0, 0))
    assert found.as_text() == ["limited_progress"]


def test_a_target_within_rounding_of_the_value_may_be_met():
    case = FROM_2015 | {"value": 49.9, "target": 50}
    assert sets_of("cagr_ratio", case, (0.05, 0.5, 0.5)).as_text() == [
        "substantial_progress|target_achieved"
    ]


def test_corners_alone_miss_a_class():
    # Three years past a target year two after the base. Growth is read off after two years: from 2
    # it brings 5.9 % of the change, from 44 it brings 6.7 %, but from 11 it brings 11.5 %.
    case = {"base_year": 2010, "year": 2015, "value": 53, "target_year": 2012, "target": 94.5}
    ends = assess("un_share", make_records(**case, base=[2, 11, 44]))
    assert ends.value.round(3).tolist() == [0.059, 0.115, 0.067]
    found = sets_of("un_share", case | {"base": 23}, (0, 21, 0))
    assert found.as_text() == ["stagnation_or_regression|fair_progress"]


def test_corners_alone_miss_a_class_of_growth_rates():
    # Nine years elapsed, six planned: 0.582 from 2.5, 0.578 from 47.5, but 0.603 from 18.4.
    case = {"base_year": 2000, "year": 2009, "value": 87.7, "target_year": 2006, "target": 94.7}
    ends = assess("cagr_ratio", make_records(**case, base=[2.5, 18.4, 47.5]))
    assert ends.value.round(3).tolist() == [0.582, 0.603, 0.579]
    found = sets_of("cagr_ratio", case | {"base": 25}, (0, 22.5, 0))
    assert found.as_text() == ["limited_progress|moderate_progress"]


def brute(name, case, box, count=20_000, **series):
    """Classes of random points of a box, its corners and near meetings among them."""
    rng = np.random.default_rng(11)
    draws = []
    for low, high in box:
        column = rng.uniform(low, high, count)
        column[: count // 4] = rng.choice([low, high], count // 4)
        draws.append(column)
    value, base, target = draws
    third = slice(count // 4, count // 2)
    value[third] = np.clip(target[third] + rng.normal(0, 0.01, count // 4), *box[0])
    many = case | {"value": value, "base": base, "target": target}
    return assess(name, make_records(**many, **series))


SHARE, HALF = st.floats(3, 97), st.sampled_from([0.05, 0.5, 2.0, 15.0])
CLASSED = [name for name in METHODS if METHODS[name].classes and name != "extrapolation"]


@st.composite
def boxes(draw):
    base = draw(SHARE)
    near = st.floats(-4, 4).map(lambda step: float(np.clip(base + step, 3, 97)))
    figures = [draw(near | SHARE), base, draw(near | SHARE)]
    case = {
        "base_year": 2010,
        "year": 2010 + draw(st.integers(1, 8)),
        "target_year": 2010 + draw(st.integers(1, 16)),
        "better": draw(st.sampled_from(["higher", "lower"])),
        "share": True,
    }
    case |= dict(zip(KEYS, figures, strict=True))
    box = [
        (max(low, 0.5), min(high, 99.5))
        for low, high in (around(figure, draw(HALF)) for figure in figures)
    ]
    return case, box


@pytest.mark.parametrize("name", CLASSED)
@FEW
@given(drawn=boxes())
def test_no_point_of_the_box_has_a_class_outside_the_set(name, drawn):
    case, box = drawn
    found = class_sets(name, make_records(**case), *box)
    sampled = brute(name, case, box, count=4000)
    reached = np.unique(sampled.codes[sampled.codes >= 0])
    assert found.reachable[0, reached].all()


FIXED = [
    # Case, halves: near the target, around zero change, a wide base, a target behind the base.
    ({"value": 49, "base": 40, "target": 50, "better": "higher"}, (2, 2, 2)),
    ({"value": 40, "base": 40, "target": 50, "better": "higher"}, (3, 3, 3)),
    ({"value": 30, "base": 40, "target": 20, "better": "lower"}, (2, 8, 8)),
    ({"value": 45, "base": 50, "target": 50, "better": "higher"}, (8, 5, 5)),
    ({"value": 55, "base": 60, "target": 50, "better": "higher"}, (9, 2, 2)),
]
YEARS = {"base_year": 2010, "year": 2015, "target_year": 2020, "share": True}


@pytest.mark.parametrize("name", CLASSED)
@pytest.mark.parametrize("number", range(len(FIXED)))
def test_every_class_of_the_set_is_reached_by_a_point(name, number):
    figures, halves = FIXED[number]
    case = YEARS | figures
    box = [around(case[key], half) for key, half in zip(KEYS, halves, strict=True)]
    sampled = brute(name, case, box)
    reached = np.unique(sampled.codes[sampled.codes >= 0]).tolist()
    assert np.flatnonzero(sets_of(name, case, halves).reachable[0]).tolist() == reached


def test_symbols_let_every_point_of_the_series_run():
    years = np.arange(2010, 2015, dtype=float)
    values = np.array([10.0, 11, 12, 13, 14])
    case = YEARS | {"value": 15.0, "base": 0, "target": 20.4}
    rng = np.random.default_rng(3)
    many = Series(np.tile(years, (20_000, 1)), values + rng.uniform(-0.5, 0.5, (20_000, 5)))
    box = [around(15, 0.5), (0, 0), around(20.4, 0.5)]
    sampled = brute("extrapolation", case, box, series=many)
    printed = Series(years[None], values[None], values[None] - 0.5, values[None] + 0.5)
    found = class_sets("extrapolation", make_records(**case, series=printed), *box)
    one = make_records(**case, series=Series(years[None], values[None]))
    assert np.flatnonzero(found.reachable[0]).tolist() == np.unique(sampled.codes).tolist()
    assert class_sets("extrapolation", one, *[(x, x) for x in (15, 0, 20.4)]).as_text() == [
        "slightly_cloudy"
    ]


def test_a_base_that_may_be_zero_keeps_its_classes_within_reach():
    # Printed 0.0 with one decimal, bounded below by zero.
    case = YEARS | {"value": 1.0, "base": 0.0, "target": 5.0}
    box = [(0.95, 1.05), (0.0, 0.05), (4.95, 5.05)]
    found = class_sets("cagr_ratio", make_records(**case), *box)
    # From 0.05, growth of 82 % a year meets a need of 58 %; the less the base, the more so.
    assert found.as_text() == ["substantial_progress"]


def test_a_value_across_zero_may_not_be_assessable():
    case = YEARS | {"value": 0.0, "base": 1.0, "target": 5.0}
    box = [(-0.5, 0.5), (0.5, 1.5), (4.5, 5.5)]
    found = class_sets("cagr_ratio", make_records(**case), *box)
    assert found.as_text() == ["deterioration|limited_progress"]


def test_rows_are_independent_of_their_company():
    cases = [dict(zip(KEYS, figures, strict=True)) for figures in product((20, 49.9), (33,), (50,))]
    alone = [sets_of("cagr_ratio", FROM_2015 | case, PRINTED).as_text()[0] for case in cases]
    columns = {key: np.array([case[key] for case in cases]) for key in KEYS}
    together = sets_of("cagr_ratio", FROM_2015 | columns, PRINTED).as_text()
    assert together == alone


@pytest.mark.parametrize(("better", "worst"), [("higher", -1), ("lower", 1)])
def test_the_points_of_a_series_go_to_their_worst_and_then_to_their_best_end(better, worst):
    # Each point has an interval of its own: the second is printed with a digit more.
    values, halves = np.array([[30.0, 31.0, np.nan]]), np.array([[1.0, 0.1, 1.0]])
    series = Series(np.array([[2013, 2014, 2015]]), values, values - halves, values + halves)
    records = make_records(**FROM_2015, better=better, series=series)
    moved = [one.series.values for one in _variants(records)]
    np.testing.assert_array_equal(moved, [values + worst * halves, values - worst * halves])


def test_without_a_series_no_earlier_value_can_have_met_the_target():
    assert best_between(make_records(**FROM_2015)).tolist() == [[-np.inf]]


def symbols(values, target, value_half=0.0, target_half=0.0, series_half=0.0):
    """Set of the symbols of one series up to 2020, for a target of 2025."""
    years = np.arange(2021.0 - len(values), 2021)
    points = np.array([values], dtype=float)
    series = Series(years[None], points, points - series_half, points + series_half)
    records = make_records(
        base_year=2015, base=0, year=2020, value=values[-1], target_year=2025, target=target,
        series=series,
    )  # fmt: skip
    box = [around(values[-1], value_half), (0, 0), around(target, target_half)]
    return class_sets("extrapolation", records, *box).as_text()[0]


def test_a_trend_may_leave_from_either_end_of_its_first_point():
    rising = [10, 11, 12, 13, 14, 15]
    # From 10.5, 0.9 a year leave 0.5 of 5 to the target; from 9.5, 1.1 a year lead beyond it.
    assert symbols(rising, 20) == "sun"
    assert symbols(rising, 20, series_half=0.5) == "slightly_cloudy|sun"


def test_symbols_between_those_of_the_ends_are_reached_by_a_trend():
    rising = [10, 11, 12, 13, 14, 15]
    # To 21 from 13.5: 3.5 more by 2025, 4 of 7.5 missed; from 16.5 one arrives at 23.
    assert symbols(rising, 21, value_half=1.5) == "cloud|slightly_cloudy|sun"


def test_symbols_on_either_side_of_an_exception_have_none_between_them():
    # A target of 25 or less was met in 2015; a higher one is reached by two a year.
    values = [25, 10, 12, 14, 16, 18, 20]
    assert symbols(values, 25, target_half=0.5) == "cloud|sun"


def test_classes_on_either_side_of_a_met_target_have_none_between_them():
    # Ten years for what was to be done in two: short of the target the pace is a fifth of it.
    case = {"base_year": 2010, "base": 40, "year": 2020, "value": 50, "target_year": 2012}
    found = sets_of("cagr_ratio", case | {"target": 50}, (0.5, 0, 0.5))
    assert found.as_text() == ["limited_progress|target_achieved"]


def test_classes_between_those_of_a_small_and_a_larger_base_are_reached():
    # From 0.5, 26.2 % a year where 14.9 % are needed; from 1.5, 1.3 % where 2.9 % are.
    case = YEARS | {"value": 1.6, "base": 1, "target": 2}
    found = sets_of("cagr_ratio", case, (0, 0.5, 0))
    assert found.as_text() == ["limited_progress|moderate_progress|substantial_progress"]
