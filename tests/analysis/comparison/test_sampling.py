"""Sampling error of a share, against figures worked by hand."""

import pytest

from helpers.analysis.comparison.sampling import wilson_intervals


def test_standard_error_of_a_simple_random_sample():
    row = wilson_intervals(61.8, 30_000, [1.0]).iloc[0]
    assert row["standard_error"] == pytest.approx(100 * (0.618 * 0.382 / 30_000) ** 0.5)
    assert row["standard_error"] == pytest.approx(0.28, abs=0.005)
    assert row["low"] < 61.8 < row["high"]


def test_a_design_effect_of_four_doubles_the_error():
    one, four = wilson_intervals(50.0, 10_000, [1.0, 4.0])["standard_error"]
    assert four == pytest.approx(2 * one)


def test_the_score_interval_of_half_of_a_hundred():
    # Centre 1/2; half width z sqrt(1/400 + z^2/40000) / (1 + z^2/100) with z = 1.96.
    row = wilson_intervals(50.0, 100, [1.0]).iloc[0]
    assert (row["low"], row["high"]) == (
        pytest.approx(40.38, abs=5e-3),
        pytest.approx(59.62, abs=5e-3),
    )


def test_the_designs_shown_go_from_a_simple_random_sample_to_a_twentieth_of_it():
    table = wilson_intervals(61.8, 30_000)
    assert table["effective_sample"].tolist() == [30_000, 15_000, 6_000, 1_500]
    assert table["low"].is_monotonic_decreasing
    assert table["high"].is_monotonic_increasing
