"""Paths: hand-worked values and the laws every rule keeps."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from helpers.analysis.comparison.paths import SCALES, path_value, path_year

RULES = list(SCALES)
SHARE = st.floats(1.0, 99.0)
YEARS = st.tuples(st.integers(2000, 2020), st.integers(1, 20)).map(lambda t: (t[0], t[0] + t[1]))


@pytest.mark.parametrize(
    ("rule", "year", "base_year", "base", "target_year", "target", "expected"),
    [
        ("linear", 2016, 2015, 33, 2020, 50, 36.4),
        ("linear", 2016, 2015, 58, 2020, 72, 60.8),
        ("linear", 2016, 2013, 27, 2025, 64, 36.25),
        ("linear", 2016, 2015, 100, 2020, 82, 96.4),
        ("geometric", 2014, 2013, 25, 2015, 100, 50.0),
        ("geometric", 2016, 2015, 100, 2020, 82, 96.10871),
        ("logit", 2015, 2010, 20, 2020, 80, 50.0),
        ("logit", 2016, 2015, 33, 2020, 50, 36.20337),
    ],
)
def test_path_worked_by_hand(rule, year, base_year, base, target_year, target, expected):
    value = path_value(rule, year, base_year, base, target_year, target)
    assert float(value) == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("rule", RULES)
@given(base=SHARE, target=SHARE, years=YEARS)
def test_path_hits_base_and_target(rule, base, target, years):
    start, end = years
    assert float(path_value(rule, start, start, base, end, target)) == pytest.approx(base)
    assert float(path_value(rule, end, start, base, end, target)) == pytest.approx(target)


@pytest.mark.parametrize("rule", RULES)
@given(base=SHARE, target=SHARE, years=YEARS, share=st.floats(0, 1))
def test_path_stays_between_base_and_target(rule, base, target, years, share):
    start, end = years
    value = float(path_value(rule, start + share * (end - start), start, base, end, target))
    low, high = sorted((base, target))
    assert low - 1e-9 <= value <= high + 1e-9


@pytest.mark.parametrize("rule", RULES)
@given(base=SHARE, target=SHARE, years=YEARS, share=st.floats(0, 1))
def test_path_year_is_the_inverse_of_path_value(rule, base, target, years, share):
    assume(abs(base - target) > 0.01)
    start, end = years
    year = start + share * (end - start)
    value = path_value(rule, year, start, base, end, target)
    assert float(path_year(rule, value, start, base, end, target)) == pytest.approx(year, abs=1e-6)


@pytest.mark.parametrize("rule", RULES)
@given(base=SHARE, target=SHARE, nudge=st.floats(0.001, 0.5), share=st.floats(0, 1))
def test_path_never_falls_when_base_or_target_rises(rule, base, target, nudge, share):
    year = 2015 + 5 * share
    value = path_value(rule, year, 2015, base, 2020, target)
    assert path_value(rule, year, 2015, base + nudge, 2020, target) >= value - 1e-9
    assert path_value(rule, year, 2015, base, 2020, target + nudge) >= value - 1e-9


@given(base=SHARE, target=SHARE, share=st.floats(0, 1))
def test_logit_path_of_the_complement_is_the_complement_of_the_path(base, target, share):
    year = 2015 + 5 * share
    value = float(path_value("logit", year, 2015, base, 2020, target))
    mirrored = float(path_value("logit", year, 2015, 100 - base, 2020, 100 - target))
    assert value + mirrored == pytest.approx(100)


@given(base=SHARE, target=SHARE, factor=st.floats(0.1, 10))
def test_geometric_path_scales_with_its_unit(base, target, factor):
    value = float(path_value("geometric", 2016, 2015, base, 2020, target))
    scaled = float(path_value("geometric", 2016, 2015, base * factor, 2020, target * factor))
    assert scaled == pytest.approx(value * factor)


@pytest.mark.parametrize(
    ("rule", "base", "target"),
    [("geometric", 0, 5), ("geometric", -1, 5), ("logit", 0, 50), ("logit", 50, 100)],
)
def test_value_outside_the_domain_of_a_rule_gives_no_path(rule, base, target):
    assert np.isnan(path_value(rule, 2016, 2015, base, 2020, target))


def test_flat_path_is_reached_in_no_year():
    assert np.isnan(path_year("linear", 50, 2015, 40, 2020, 40))


def test_paths_are_computed_on_whole_arrays():
    values = path_value("linear", [2016, 2017], 2015, [33, 58], 2020, [50, 72])
    assert values.tolist() == pytest.approx([36.4, 63.6])
