"""Flip: the smallest change that changes the class, by hand and as a law."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.analysis.progress.flips import flip_change
from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Series, make_records

FEW = settings(max_examples=60, deadline=None)
HALF_WAY = {"base_year": 2015, "base": 10, "year": 2020, "target_year": 2025, "target": 20}


def flip(name, value, **changes):
    records = make_records(**HALF_WAY | {"value": value} | changes)
    return float(flip_change(name, records)[0])


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        # Cuts of the arrow at 10, 12.5, 15 and 20; of the factor at 10, 13 1/3 and 15.
        ("sdsn", 12, 0.5),
        ("sdsn", 13, -0.5),
        ("sdsn", 9, 1),
        ("sdsn", 19, -4),
        ("sdsn", 21, -6),
        ("acceleration", 11, -1),
        ("acceleration", 14.8, 0.2),
        ("acceleration", 18, -3),
        # 10 (1 + 0.95 c)^5 with c = 2^(1/10) - 1: 13.907; with 0.6 c: 12.347.
        ("cagr_ratio", 13.8, 0.107),
        ("cagr_ratio", 12.4, -0.053),
        ("cagr_ratio", 10.4, -0.4),
        # 10 (1 + 0.95)^(1/2) is 13.964, 10 (1.1)^(1/2) is 10.488.
        ("un_share", 13.9, 0.064),
        ("un_share", 10.5, -0.012),
    ],
)
def test_distance_to_the_nearest_cut(name, value, expected):
    assert flip(name, value) == pytest.approx(expected, abs=1e-3)


@pytest.mark.parametrize(("value", "cut"), [(48, 0.95), (37, 0.60), (21, 0.0)])
def test_distance_to_the_nearest_cut_on_the_logit_scale(value, cut):
    # Odds of 1/4 that should be 4 in ten years: half-way, odds of 4 to the power (cut - 1).
    odds = 4 ** (cut - 1)
    expected = 100 * odds / (1 + odds) - value
    changes = {"base": 20, "target": 80, "share": True}
    assert flip("logit_ratio", value, **changes) == pytest.approx(expected)


def test_a_value_on_a_cut_has_no_distance():
    assert flip("sdsn", 12.5) == pytest.approx(0, abs=1e-12)


def test_figures_that_are_all_zero_have_a_flip_too():
    assert flip("sdsn", 0, base=0, target=0) == 0


@pytest.mark.parametrize("unit", [1e-6, 1e9])
def test_a_flip_scales_with_its_unit(unit):
    change = flip("sdsn", 12 * unit, base=10 * unit, target=20 * unit)
    assert change == pytest.approx(0.5 * unit)


@pytest.mark.parametrize(
    ("name", "value"), [("status_index", 12), ("acceleration", 21), ("extrapolation", 12)]
)
def test_no_class_has_no_flip(name, value):
    assert np.isnan(flip(name, value))


def test_a_rule_without_classes_has_no_cut():
    records = make_records(**HALF_WAY | {"value": [12, 13]})
    assert METHODS["status_index"].cut_values(records).shape == (2, 0)


def test_the_cnc_class_from_2015_hangs_on_three_tenths():
    value = {"base_year": 2015, "base": 33, "year": 2016, "target_year": 2020, "target": 50}
    records = make_records(value=33.3, **value)
    assert flip_change("cagr_ratio", records)[0] == pytest.approx(-0.3)


@st.composite
def cases(draw, toward_target, past_target):
    """One assessment of a share; the value has gone part of the way to the target, or beyond."""
    base, target = draw(st.floats(20, 80)), draw(st.floats(20, 80))
    assume(abs(target - base) > 0.1)
    year = 2010 + draw(st.integers(1, 8))
    way = st.floats(-0.5, 0.99) if toward_target else st.floats(1.01, 2)
    ahead = st.integers(-6, 8) if past_target else st.integers(1, 8)
    points = [[base + draw(st.floats(-4, 4)) for _ in range(5)]]
    return make_records(
        base_year=2010,
        base=base,
        year=year,
        value=np.clip(base + draw(way) * (target - base), 1, 99),
        target_year=max(year + draw(ahead), 2011),
        target=target,
        better="higher" if (target > base) == toward_target else "lower",
        share=True,
        series=Series(np.arange(year - 5.0, year)[None], np.array(points)),
    )


@st.composite
def any_cases(draw, name):
    """Cases of every kind that the method can assess."""
    toward = draw(st.booleans())
    return draw(cases(toward, past_target=name != "acceleration"))


@pytest.mark.parametrize("name", [name for name in METHODS if METHODS[name].classes])
@FEW
@given(data=st.data())
def test_the_class_changes_at_the_flip_and_nowhere_nearer(name, data):
    records = data.draw(any_cases(name))
    change = flip_change(name, records)
    assume(np.isnan(change[0]) or abs(change[0]) > 1e-4)
    if np.isnan(change[0]):
        return

    def codes(steps):
        values = records.value + np.multiply(steps, change)
        return assess(name, replace(records.rows(np.zeros(len(values), int)), value=values)).codes

    own = assess(name, records).codes[0]
    assert codes([1 + 1e-6])[0] not in (own, -1)
    nearer = codes(np.linspace(-1 + 1e-6, 1 - 1e-6, 101))
    assert set(nearer[nearer >= 0].tolist()) == {own}


@pytest.mark.parametrize("name", ["un_share", "acceleration"])
@FEW
@given(data=st.data())
def test_without_a_flip_no_value_has_another_class(name, data):
    # These two know no other class where the base was better than its target already.
    records = data.draw(cases(toward_target=False, past_target=name != "acceleration"))
    assume(not records.met[0])
    values = np.linspace(0.1, 99.9, 400)
    codes = assess(name, replace(records.rows(np.zeros(400, int)), value=values)).codes
    one_class = len(set(codes[codes >= 0].tolist())) == 1
    assert one_class or np.isfinite(flip_change(name, records)[0])
