"""Numbers as text, the same on every page."""

import pytest

from helpers.present.numbers import as_printed, enough_decimals, number, qualified, span


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


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1.32, 2, "1.32"),
        (66.16, 2, "66.16"),
        (8.0, 0, "8"),
        (8.0, 1, "8.0"),
        (95.0, 0, "95"),
        # A chain of two printed changes: 0.95 times 0.98.
        (93.1, 0, "93.1"),
        (61.8, float("nan"), "61.8"),
        (float("nan"), 1, ""),
    ],
)
def test_a_reported_figure_has_the_digits_it_was_printed_with(value, decimals, expected):
    assert as_printed(value, decimals) == expected


@pytest.mark.parametrize(
    ("decimals", "differences", "digits"),
    [(0, [2.0], 1), (2, [0.4], 2), (1, [0.04, 3.0], 2), (1, [0.0024], 3), (1, [0.0], 1),
     (1, [1e-12], 1), (1, [1e-8], 5), (float("nan"), [0.3], 1)],
)  # fmt: skip
def test_a_difference_has_enough_digits_to_differ_from_none(decimals, differences, digits):
    assert enough_decimals(decimals, differences) == digits


@pytest.mark.parametrize(
    ("ends", "qualifier", "printed", "expected"),
    [
        ((20000.0, 20000.0), "exact", "20,000 km", "20,000"),
        ((1000.0, float("nan")), "over", "1000", ">1,000"),
        ((1500.0, 2500.5), "exact", "", "1,500–2,500.5"),
        ((-1234567.0, -1234567.0), "about", "", "~\N{NO-BREAK SPACE}−1,234,567"),
        ((999.12, 999.12), "exact", "", "999.12"),
        ((0.7, 0.7), "exact", "0.70000", "0.70000"),
    ],
)
def test_a_figure_has_its_thousands_apart_and_no_decimals_so(ends, qualifier, printed, expected):
    assert qualified(*ends, qualifier, printed) == expected
