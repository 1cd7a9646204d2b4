"""A position is taken only where the whole rounding interval of the gap lies on one side."""

import pytest

from helpers.analysis.comparison.position import TOLERANCE, position

HALF = 0.05


@pytest.mark.parametrize(
    ("gap", "low", "high", "expected"),
    [
        (0.4, 0.1, 0.7, "ahead"),
        (-0.4, -0.7, -0.1, "behind"),
        (0.2, -0.1, 0.5, "too_close_to_say"),
        (-0.02, -0.5, 0.4, "on_path"),
        (HALF, -0.5, 0.6, "on_path"),
        (-HALF, -0.6, 0.5, "on_path"),
        (HALF + TOLERANCE, -0.5, 0.6, "on_path"),
        (0.06, -0.5, 0.6, "too_close_to_say"),
        # An interval that ends at zero, or no farther from it than sums are rounded, takes no side.
        (0.2, 0.0, 0.4, "too_close_to_say"),
        (0.2, TOLERANCE, 0.4, "too_close_to_say"),
        (-0.2, -0.4, -TOLERANCE, "too_close_to_say"),
        (0.2, 2 * TOLERANCE, 0.4, "ahead"),
        (-0.2, -0.4, -2 * TOLERANCE, "behind"),
        (float("nan"), 0.1, 0.7, "not_comparable"),
    ],
)
def test_position_of_one_gap(gap, low, high, expected):
    assert position([gap], [low], [high], HALF).tolist() == [expected]


def test_what_cannot_be_compared_has_no_position_whatever_its_gap():
    assert position([0.4, 0.4], [0.1, 0.1], [0.7, 0.7], HALF, [True, False]).tolist() == [
        "ahead", "not_comparable"
    ]  # fmt: skip
