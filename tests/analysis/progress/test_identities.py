"""Laws that tie the methods to each other and to their scales."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Series, make_records

FEW = settings(max_examples=60, deadline=None)
SHARE = st.floats(5, 95)
ELAPSED, REMAINING = st.integers(1, 8), st.integers(1, 10)
OPPOSITE = {"higher": "lower", "lower": "higher"}
SCALED = [name for name in METHODS if name != "logit_ratio"]


@st.composite
def cases(draw):
    """One assessment with values well apart, and six earlier points."""
    base, value, target = draw(SHARE), draw(SHARE), draw(SHARE)
    assume(min(abs(base - value), abs(base - target), abs(value - target)) > 0.1)
    points = [draw(SHARE) for _ in range(5)]
    year = 2010 + draw(ELAPSED)
    return {
        "base_year": 2010,
        "base": base,
        "year": year,
        "value": value,
        "target_year": year + draw(REMAINING),
        "target": target,
        "better": draw(st.sampled_from(["higher", "lower"])),
        "share": True,
        "series": Series(
            np.array([np.arange(year - 5, year)], dtype=float), np.array([points], dtype=float)
        ),
    }


def with_values(case, change):
    """The case with every value changed alike."""
    values = {name: change(case[name]) for name in ("base", "value", "target")}
    series = Series(case["series"].years, change(case["series"].values))
    return case | values | {"series": series}


def far_from_cuts(name, case):
    """True where a last digit cannot move the class."""
    records = make_records(**case)
    cuts = METHODS[name].cut_values(records)
    return not np.any(np.abs(cuts - records.value[:, None]) < 1e-6)


def run(name, case):
    result = assess(name, make_records(**case))
    return result.value[0], result.classes[0]


@FEW
@given(case=cases())
def test_the_linear_ratio_is_the_share_done_over_the_share_of_time(case):
    records = make_records(**case)
    index = assess("status_index", records)
    assume(not records.met[0])
    ratio = assess("sdsn", records).value[0]
    elapsed = 10 * records.elapsed[0] / records.span[0]
    assert ratio == pytest.approx(index.value[0] / elapsed)


@FEW
@given(case=cases())
def test_the_linear_ratio_is_the_share_of_the_required_change_a_linear_path_brings(case):
    toward = "higher" if case["target"] > case["base"] else "lower"
    records = make_records(**case | {"better": toward})
    assume(not records.met[0])
    pace = (records.value - records.base) / records.elapsed
    brought = pace * records.span / (records.target - records.base)
    assert assess("sdsn", records).value == pytest.approx(brought)


@FEW
@given(case=cases())
def test_on_the_planned_line_index_equals_time_and_both_ratios_are_one(case):
    elapsed = (case["year"] - 2010) / (case["target_year"] - 2010)
    value = case["base"] + elapsed * (case["target"] - case["base"])
    toward = "higher" if case["target"] > case["base"] else "lower"
    records = make_records(**case | {"value": value, "better": toward})
    assert assess("status_index", records).value == pytest.approx(10 * elapsed)
    assert assess("sdsn", records).value == pytest.approx(1)
    assert assess("acceleration", records).value == pytest.approx(1)


@FEW
@given(case=cases())
def test_acceleration_follows_from_index_and_time(case):
    toward = "higher" if case["target"] > case["base"] else "lower"
    records = make_records(**case | {"better": toward})
    assume(not records.met[0])
    done = assess("status_index", records).value / 10
    expected = (1 - done) / done * records.elapsed / records.remaining
    assert assess("acceleration", records).value == pytest.approx(expected)


@FEW
@given(case=cases())
def test_a_share_and_its_complement_agree_in_logits(case):
    other = with_values(case, lambda share: 100 - share)
    other["better"] = OPPOSITE[case["better"]]
    assume(far_from_cuts("logit_ratio", case))
    value, name = run("logit_ratio", case)
    assert run("logit_ratio", other) == (pytest.approx(value), name)


def test_a_share_and_its_complement_differ_under_growth_rates():
    case = {"base_year": 2013, "year": 2016, "target_year": 2020}
    share = make_records(base=52, value=61.8, target=72, **case)
    rest = make_records(base=48, value=38.2, target=28, better="lower", **case)
    assert assess("cagr_ratio", share).value[0] == pytest.approx(1.245, abs=1e-3)
    # A fall of 7.330 % a year, where 7.411 % are needed.
    assert assess("cagr_ratio", rest).value[0] == pytest.approx(0.989, abs=1e-3)


@pytest.mark.parametrize("name", SCALED)
@FEW
@given(case=cases())
def test_turning_direction_and_values_together_changes_nothing(name, case):
    turned = with_values(case, lambda value: -value)
    turned |= {"better": OPPOSITE[case["better"]], "share": False}
    plain = case | {"share": False}
    assume(far_from_cuts(name, plain))
    value, found = run(name, plain)
    assert run(name, turned) == (pytest.approx(value, nan_ok=True), found)


@pytest.mark.parametrize("name", SCALED)
@FEW
@given(case=cases(), factor=st.floats(0.01, 1000))
def test_scaling_the_unit_changes_nothing(name, case, factor):
    plain = case | {"share": False}
    assume(far_from_cuts(name, plain))
    value, found = run(name, plain)
    scaled = with_values(plain, lambda own: factor * own)
    assert run(name, scaled) == (pytest.approx(value, nan_ok=True), found)


@pytest.mark.parametrize("name", METHODS)
@FEW
@given(first=cases(), second=cases())
def test_a_record_is_assessed_by_itself(name, first, second):
    columns = [key for key in first if key != "series"]
    series = Series(
        *(
            np.concatenate([getattr(case["series"], part) for case in (first, second)])
            for part in ("years", "values")
        )
    )
    both = make_records(**{key: [first[key], second[key]] for key in columns}, series=series)
    together = assess(name, both)
    for place, case in enumerate((first, second)):
        value, found = run(name, case)
        assert together.value[place] == pytest.approx(value, nan_ok=True)
        assert together.classes[place] == found


@pytest.mark.parametrize("name", [name for name in METHODS if METHODS[name].classes])
@FEW
@given(case=cases(), step=st.floats(0, 50))
def test_a_better_value_never_has_a_worse_class(name, case, step):
    # The UN share has no direction, so it holds only toward a target that lies ahead.
    toward = "higher" if case["target"] > case["base"] else "lower"
    records = make_records(**case | {"better": toward, "share": False})
    if name == "logit_ratio":
        records = replace(records, share=np.array([True]))
    better = replace(records, value=np.clip(records.value + records.sign * step, 1, 99))
    before, after = assess(name, records).codes[0], assess(name, better).codes[0]
    # A met target has no class under acceleration; a falling last point can end a symbol's trend.
    assert after >= before or after < 0
