"""Bounds are closed, and nothing lies beyond one that is not a number."""

import numpy as np
import pytest

from helpers.data.bounds import SHARE_BOUNDS, outside

NONE = float("nan")


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0.0, 2.0, [True, False, False, False, True]),
        (NONE, 2.0, [False, False, False, False, True]),
        (0.0, NONE, [True, False, False, False, False]),
        (NONE, NONE, [False] * 5),
    ],
)
def test_values_beyond_an_end_are_outside(low, high, expected):
    values = np.array([-0.1, 0.0, 1.0, 2.0, 2.1])
    assert outside(values, low, high).tolist() == expected


def test_a_share_lies_between_nothing_and_the_whole():
    assert SHARE_BOUNDS == (0.0, 100.0)
