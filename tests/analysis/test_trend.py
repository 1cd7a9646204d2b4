"""Trends of longer series: lines one can draw by hand, intervals worked from their formulas."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from helpers.analysis.trend import trend

YEARS = np.arange(2010, 2017)
# Two a year, with a swing of one: the middle is 2013 and 16.
SWING = np.array([11.0, 11, 15, 15, 19, 19, 23]) - 1
SHARES = np.array([20.0, 22, 25, 27, 30, 32, 36])


def row(table, method):
    return table[table["method"] == method].iloc[0]


def test_a_straight_line_is_found_and_carried_on_by_both():
    result = trend(YEARS, 10 + 2.0 * (YEARS - 2010), to_years=[2020, 2025])
    assert result.reason == ""
    assert result.estimates["slope"].tolist() == pytest.approx([2, 2])
    means = result.predictions.pivot(index="year", columns="method", values="mean")
    assert means["ols_hac"].tolist() == pytest.approx([30, 40])
    assert means["theil_sen"].tolist() == pytest.approx([30, 40])
    assert np.isnan(result.durbin_watson)


@pytest.mark.parametrize("count", [0, 3, 5])
def test_fewer_than_six_points_are_refused_with_the_reason(count):
    result = trend(YEARS[:count], SWING[:count], to_years=[2020])
    assert result.reason == f"{count} of the 6 points of one series that a trend needs at least"
    assert result.estimates.empty
    assert result.predictions.empty
    assert result.residuals.empty


def test_six_points_suffice_and_missing_ones_do_not_count():
    assert trend(YEARS[:6], SWING[:6]).reason == ""
    holes = np.where(YEARS < 2012, np.nan, SWING)
    assert (
        trend(YEARS, holes).reason == "5 of the 6 points of one series that a trend needs at least"
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"series": ["plan"] * 3 + ["later"] * 4}, "2 series are mixed"),
        ({"years": [2010, 2010, *YEARS[2:]]}, "the year 2010 comes twice"),
        ({"sample": [100] * 6 + [np.nan]}, "a point has no sample size"),
        ({"sample": 100, "values": [*SWING[:6], 101]}, "a share lies outside 0 to 100 percent"),
        (
            {"sample": 100, "values": [0, 0, 0, 50, 100, 100, 100]},
            "fewer than two shares lie between",
        ),
    ],
)
def test_points_that_make_no_series_are_refused(changes, reason):
    given = {"years": YEARS, "values": SWING} | changes
    if np.ndim(given.get("sample", ())) == 0:
        given["sample"] = np.full(7, given["sample"])
    result = trend(**given)
    assert result.reason.startswith(reason)
    assert result.estimates.empty


def test_least_squares_is_the_textbook_line():
    result = trend(YEARS, SWING, to_years=[2016])
    centred = YEARS - 2013
    slope = (centred * SWING).sum() / (centred**2).sum()
    assert row(result.estimates, "ols_hac")["slope"] == pytest.approx(slope)
    expected = SWING.mean() + 3 * slope
    assert row(result.predictions, "ols_hac")["mean"] == pytest.approx(expected)


def test_the_hac_interval_follows_newey_and_west():
    result = row(trend(YEARS, SWING).estimates, "ols_hac")
    design = np.column_stack([np.ones(7), YEARS - 2013.0])
    bread = np.linalg.inv(design.T @ design)
    scores = design * (SWING - design @ bread @ design.T @ SWING)[:, None]
    # Lags: 4 (7/100)^(2/9) = 2.2, so two, with weights 2/3 and 1/3; correction 7/(7 - 2).
    meat = scores.T @ scores
    for lag, weight in ((1, 2 / 3), (2, 1 / 3)):
        cross = scores[lag:].T @ scores[:-lag]
        meat += weight * (cross + cross.T)
    error = np.sqrt((bread @ meat @ bread)[1, 1] * 7 / 5)
    half = student.ppf(0.975, 5) * error
    assert result["low"] == pytest.approx(result["slope"] - half)
    assert result["high"] == pytest.approx(result["slope"] + half)


def test_a_new_value_is_less_certain_than_the_line_and_more_so_further_on():
    table = trend(YEARS, SWING, to_years=[2017, 2020, 2025]).predictions
    table = table[table["method"] == "ols_hac"]
    assert (table["low"] < table["mean_low"]).all()
    assert (table["high"] > table["mean_high"]).all()
    assert (table["high"] - table["low"]).is_monotonic_increasing


def test_one_wild_point_moves_least_squares_but_not_the_median_slope():
    wild = 10 + 2.0 * (YEARS - 2010)
    wild[-1] = 60
    slopes = trend(YEARS, wild).estimates.set_index("method")["slope"]
    assert slopes["theil_sen"] == pytest.approx(2)
    assert slopes["ols_hac"] > 4


def test_durbin_watson_of_a_swing_and_of_a_wave():
    swing = trend(YEARS, [0.0, 1, 0, 1, 0, 1, 0]).durbin_watson
    wave = trend(range(2000, 2012), [0.0, 1, 2, 2, 1, 0, -1, -2, -2, -1, 0, 1]).durbin_watson
    assert swing > 3
    assert wave < 1


def test_residuals_are_observed_less_fitted_and_sum_to_zero():
    result = trend(YEARS[::-1], SWING[::-1])
    table = result.residuals[result.residuals["method"] == "ols_hac"]
    assert table["year"].tolist() == YEARS.tolist()
    assert (table["fitted"] + table["residual"]).tolist() == pytest.approx(SWING.tolist())
    assert table["residual"].sum() == pytest.approx(0)
    assert (table["standardised"] ** 2).sum() == pytest.approx(7 - 2)
    steps = np.diff(table["residual"])
    expected = (steps**2).sum() / (table["residual"] ** 2).sum()
    assert result.durbin_watson == pytest.approx(expected)


def test_shares_on_a_straight_logit_line_are_found_by_the_binomial():
    logits = -1.0 + 0.2 * (YEARS - 2010)
    shares = 100 / (1 + np.exp(-logits))
    result = trend(YEARS, shares, to_years=[2030, 2200], sample=np.full(7, 1000))
    assert row(result.estimates, "binomial")["slope"] == pytest.approx(0.2)
    assert row(result.estimates, "binomial")["scale"] == "logits a year"
    means = result.predictions.query("method == 'binomial'")["mean"].tolist()
    assert means == pytest.approx([100 / (1 + np.exp(-3)), 100], abs=1e-6)
    assert result.dispersion == pytest.approx(0, abs=1e-9)


def test_the_sample_sizes_are_weights():
    more = np.where(YEARS == 2016, 100_000, 100)
    result = trend(YEARS, SHARES, sample=more).residuals.query("method == 'binomial'")
    assert result["residual"].abs().idxmin() == result.index[-1]


def test_more_spread_than_sampling_explains_widens_the_binomial_errors():
    small = trend(YEARS, SHARES + np.array([4, -4, 4, -4, 4, -4, 4]), sample=np.full(7, 100))
    large = trend(YEARS, SHARES + np.array([4, -4, 4, -4, 4, -4, 4]), sample=np.full(7, 30_000))
    assert large.dispersion == pytest.approx(300 * small.dispersion)
    assert large.dispersion > 1
    widths = [
        row(result.estimates, "binomial")["high"] - row(result.estimates, "binomial")["low"]
        for result in (small, large)
    ]
    # Without the widening the larger sample would be 17 times as sure.
    assert widths[0] / widths[1] < 2


def test_predictions_stay_within_the_bounds_and_say_so():
    result = trend(YEARS, 70 + 4.0 * (YEARS - 2010), to_years=[2017, 2030], lower=0, upper=100)
    table = result.predictions.query("method == 'theil_sen'")
    assert table["mean"].tolist() == pytest.approx([98, 100])
    assert table["capped"].tolist() == [False, True]


def test_without_a_sample_there_is_no_binomial_and_no_dispersion():
    result = trend(YEARS, SHARES, to_years=[2020])
    assert result.estimates["method"].tolist() == ["ols_hac", "theil_sen"]
    assert np.isnan(result.dispersion)


def test_order_of_points_changes_nothing():
    order = [3, 0, 6, 1, 5, 2, 4]
    plain = trend(YEARS, SHARES, to_years=[2020])
    mixed = trend(YEARS[order], SHARES[order], to_years=[2020])
    pd.testing.assert_frame_equal(mixed.predictions, plain.predictions)
    pd.testing.assert_frame_equal(mixed.residuals, plain.residuals)
