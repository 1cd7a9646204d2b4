"""Sampling error of a share, against figures worked by hand."""

import pytest

from helpers.analysis.sampling import wilson_intervals


def test_standard_error_of_a_simple_random_sample():
    row = wilson_intervals(61.8, 30_000, [1.0]).iloc[0]
    assert row["standard_error"] == pytest.approx(100 * (0.618 * 0.382 / 30_000) ** 0.5)
    assert row["standard_error"] == pytest.approx(0.28, abs=0.005)
    assert row["low"] < 61.8 < row["high"]


def test_a_design_effect_of_four_doubles_the_error():
    one, four = wilson_intervals(50.0, 10_000, [1.0, 4.0])["standard_error"]
    assert four == pytest.approx(2 * one)
