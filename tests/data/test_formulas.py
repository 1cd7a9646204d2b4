"""Formulas of derived evidence: worked by hand, and refused where they are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.formulas import derived, rests_on

VALUES = {"exports": 2.615, "sales": 16.49, "first": -16.0, "second": -6.8}
NUMBERS = st.floats(0.001, 1e6)


@pytest.mark.parametrize(
    ("derivation", "expected"),
    [
        ("33 + 10", [43]),
        ("100 - 85", [15]),
        ("100 * [exports] / [sales]", [15.8581]),
        ("100 * ((1 + [first] / 100) * (1 + [second] / 100) - 1)", [-21.712]),
        ("-(5.7 - 2.7)", [-3]),
        ("50.0 + 31.8; 100 - 6.5 - 3.5", [81.8, 90]),
    ],
)
def test_a_formula_is_worked_out_from_its_numbers_and_rows(derivation, expected):
    assert derived(derivation, VALUES) == pytest.approx(expected, abs=1e-4)


@given(NUMBERS, NUMBERS)
def test_a_row_stands_for_its_value(first, second):
    values = {"a": first, "b": second}
    assert derived("[a] / [b]", values) == derived(f"{first!r} / {second!r}", {})


@pytest.mark.parametrize(
    "derivation", ["", "one third", "2 ** 9", "abs(3)", "1 / 0", "33 +", "'3'"]
)
def test_what_is_no_formula_is_refused(derivation):
    with pytest.raises(ValueError, match=r"no formula|not a number"):
        derived(derivation, {})


def test_a_row_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="nobody"):
        derived("[nobody] - 1", VALUES)


def test_the_rows_a_formula_rests_on_are_those_in_brackets():
    assert rests_on("100 * [exports] / ([sales] - 2)") == ["exports", "sales"]
    assert rests_on("33 + 10") == []
