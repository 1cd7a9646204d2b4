"""Formulas: what a page shows of a rule is what the code computes."""

import math

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.comparison.paths import FORMULAS, path_value
from helpers.analysis.comparison.position import CONDITIONS, GAP, position
from helpers.analysis.comparison.rounding import FORMULA as ROUNDING
from helpers.analysis.comparison.rounding import UNITS_OF_LAST_DIGIT, half_width
from helpers.analysis.formulas import computed, holds, parsed
from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.records import Series, make_records

# A share that rises, falls, stands still, or reaches its target, from 2013 to a target in 2020.
VALUES = (20.0, 27.0, 27.2, 28.0, 30.0, 33.3, 36.0, 38.0, 41.0, 49.0, 50.0, 55.0)
CASES = [(27.0, value, 50.0, "higher") for value in VALUES]
CASES += [
    (100.0 - base, 100.0 - value, 100.0 - target, "lower") for base, value, target, _ in CASES
]


def known(base, value, target, better):
    sign = 1.0 if better == "higher" else -1.0
    return {"y_0": base, "y": value, "y_T": target, "t_0": 2013, "t": 2016, "T": 2020, "d": sign,
            "y_f": base, "t_f": 2013}  # fmt: skip


def record_of(base, value, target, better):
    years, series = [[2013.0, 2014.0, 2015.0, 2016.0]], [[base, base, base, value]]
    return make_records(
        base_year=2013, base=base, year=2016, value=value, target_year=2020, target=target,
        better=better, share=True, series=Series(*map(np.array, (years, series))),
    )  # fmt: skip


@pytest.mark.parametrize("name", METHODS)
def test_the_formulas_of_a_method_give_its_value(name):
    method, compared = METHODS[name], 0
    for case in CASES:
        value = float(method.assess(record_of(*case)).value[0])
        if not math.isnan(value):  # an exception decides, and leaves no value
            *_, last = computed(method.formulas, known(*case)).values()
            assert last == pytest.approx(value, rel=1e-9, abs=1e-9), case
            compared += 1
    assert compared > len(CASES) // 2


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if method.classes])
def test_the_condition_of_the_class_holds_and_no_other(name):
    method, classes = METHODS[name], set()
    for case in CASES:
        record = record_of(*case)
        result = method.assess(record)
        if result.assessable[0] and not record.met[0]:
            values = computed(method.formulas, known(*case))
            held = [one for one, told in method.conditions.items() if holds(told, values)]
            assert held[:1] == [result.classes[0]], case
            classes.add(held[0])
    assert list(method.conditions) == list(method.classes)
    assert len(classes) > 1


@pytest.mark.parametrize("rule", FORMULAS)
def test_the_formula_of_a_path_gives_its_value(rule):
    values = known(27.0, 33.3, 50.0, "higher")
    found = computed(FORMULAS[rule], values)["p"]
    assert found == pytest.approx(float(path_value(rule, 2016, 2013, 27.0, 2020, 50.0)), rel=1e-12)


@pytest.mark.parametrize(("decimals", "qualifier"), [(0, "exact"), (1, "exact"), (0, "about")])
def test_the_formula_of_rounding_gives_half_the_interval(decimals, qualifier):
    values = {"k": UNITS_OF_LAST_DIGIT[qualifier], "n": decimals}
    expected = half_width(pd.Series([float(decimals)]), pd.Series([qualifier])).iloc[0]
    assert computed([ROUNDING], values)["h"] == pytest.approx(expected)


@pytest.mark.parametrize(
    ("low", "gap", "high", "expected"),
    [(0.1, 0.4, 0.7, "ahead"), (-0.7, -0.4, -0.1, "behind"), (-0.5, -0.02, 0.4, "on_path")],
)
def test_the_condition_of_a_position_holds_where_it_is_given(low, gap, high, expected):
    values = {"g": gap, "g_min": low, "g_max": high, "h": 0.05}
    assert holds(CONDITIONS[expected], values)
    assert position(gap, low, high, 0.05).tolist() == expected
    assert computed([GAP], {"d": -1.0, "y": 3.0, "p": 5.0})["g"] == 2.0


def test_what_no_formula_has_is_refused():
    with pytest.raises(ValueError, match="no formula has"):
        computed(["x = [1]"], {})
    assert not holds("1 < x < 2", {"x": 2})
    assert parsed("x = 1")
