"""Numbers as text, the same on every page."""

import pytest

from helpers.present.numbers import number, span


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "expected"),
    [
        (61.8, 1, False, "61.8"),
        (-3.14, 1, False, "−3.1"),
        (1.2, 1, True, "+1.2"),
        (0.0, 1, True, "0.0"),
        (-0.01, 1, True, "0.0"),
        (None, 1, False, ""),
        (float("nan"), 1, False, ""),
    ],
)
def test_numbers_have_a_true_minus_and_no_negative_zero(value, decimals, sign, expected):
    assert number(value, decimals, sign=sign) == expected


def test_a_range_that_prints_alike_is_one_number():
    assert span(1.01, 1.04) == "1.0"
    assert span(-3.6, -0.2, sign=True) == "−3.6 to −0.2"
