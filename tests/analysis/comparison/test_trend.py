"""Trends of longer series: lines one can draw by hand, intervals worked from their formulas."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import t as student

from helpers.analysis.comparison.trend import longest_series, trend

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
        ({"sample": [100] * 6 + [0]}, "a point has no sample size"),
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


# Lags: 4 (n/100)^(2/9), rounded down: 2.2 of 7, 2.99 of 27, 4 of 100.
@pytest.mark.parametrize(("count", "lags"), [(7, 2), (27, 2), (100, 4)])
def test_the_hac_interval_follows_newey_and_west(count, lags):
    years = 1990.0 + np.arange(count)
    values = 3 * np.sin(np.arange(count) / 2) + np.arange(count) ** 2 / 50
    result = row(trend(years, values).estimates, "ols_hac")
    design = np.column_stack([np.ones(count), years - years.mean()])
    bread = np.linalg.inv(design.T @ design)
    scores = design * (values - design @ bread @ design.T @ values)[:, None]
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        cross = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (cross + cross.T)
    error = np.sqrt((bread @ meat @ bread)[1, 1] * count / (count - 2))
    half = student.ppf(0.975, count - 2) * error
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


def test_all_tables_are_numbered_through_whatever_the_method():
    result = trend(YEARS[::-1], SHARES, to_years=[2020, 2025], sample=np.full(7, 100))
    assert result.estimates.index.tolist() == [0, 1, 2]
    assert result.predictions.index.tolist() == list(range(6))
    assert result.residuals.index.tolist() == list(range(21))


@pytest.mark.parametrize("unit", [1e-12, 1 / 3, 1e12])
def test_what_counts_as_exact_does_not_hang_on_the_unit(unit):
    line = trend(YEARS, unit * (10 + 0.7 * (YEARS - 2010)))
    assert np.isnan(line.durbin_watson)
    assert line.residuals["standardised"].isna().all()
    swing = trend(YEARS, unit * SWING)
    assert swing.durbin_watson == pytest.approx(trend(YEARS, SWING).durbin_watson)
    assert swing.residuals["standardised"].notna().all()


def test_residuals_of_the_median_line_are_counted_from_it():
    wild = 10 + 2.0 * (YEARS - 2010)
    wild[-1] = 60
    own = trend(YEARS, wild).residuals.query("method == 'theil_sen'")
    # The median slope is 2 and the line goes through the medians, 2013 and 16: 22 in 2016.
    assert own["fitted"].tolist() == pytest.approx([10, 12, 14, 16, 18, 20, 22])
    assert own["residual"].tolist() == pytest.approx([0, 0, 0, 0, 0, 0, 38])


def binomial_by_hand(result, years, sample, at):
    """Return slope, dispersion, and standard errors of the slope and of the logit in a year.

    From the fitted shares m: Pearson's sum of n (p - m)^2 / (m (1 - m)) over n - 2, and the inverse
    of X'WX with W = n m (1 - m); the dispersion widens the errors where it is above 1.
    """
    own = result.residuals.query("method == 'binomial'")
    fitted, off = own["fitted"].to_numpy() / 100, own["residual"].to_numpy() / 100
    weight = sample * fitted * (1 - fitted)
    dispersion = (sample * off**2 / (fitted * (1 - fitted))).sum() / (len(years) - 2)
    design = np.column_stack([np.ones(len(years)), years - 2013.0])
    cover = max(1, dispersion) * np.linalg.inv(design.T @ (weight[:, None] * design))
    place = np.array([1.0, at - 2013.0])
    logits = np.log(fitted / (1 - fitted))
    slope = (logits[-1] - logits[0]) / (years[-1] - years[0])
    return slope, dispersion, np.sqrt(cover[1, 1]), np.sqrt(place @ cover @ place)


@pytest.mark.parametrize(
    "sample", [100, 3000, 30_000], ids=["less than sampling", "a little more", "far more"]
)
def test_binomial_intervals_follow_from_the_fitted_shares(sample):
    shares = SHARES + np.array([1.0, -1, 1, -1, 1, -1, 1])
    result = trend(YEARS, shares, to_years=[2020], sample=np.full(7, sample))
    slope, dispersion, error, error_2020 = binomial_by_hand(result, YEARS, sample, 2020)
    assert result.dispersion == pytest.approx(dispersion)
    assert (sample == 100) == (dispersion < 1)
    estimate = row(result.estimates, "binomial")
    quantile = student.ppf(0.975, 5)
    assert estimate[["slope", "low", "high"]].tolist() == pytest.approx(
        [slope, slope - quantile * error, slope + quantile * error]
    )
    ahead = row(result.predictions, "binomial")
    logits = [np.log(share / (100 - share)) for share in ahead[["mean_low", "mean", "mean_high"]]]
    assert np.diff(logits).tolist() == pytest.approx([quantile * error_2020] * 2)
    assert ahead[["low", "high"]].isna().all()


def test_fitted_shares_of_a_straight_logit_line_are_the_shares_themselves():
    shares = 100 / (1 + np.exp(1.0 - 0.2 * (YEARS - 2010)))
    own = trend(YEARS, shares, sample=np.full(7, 1)).residuals.query("method == 'binomial'")
    assert own["fitted"].tolist() == pytest.approx(shares.tolist())


def test_two_shares_inside_are_enough_and_a_sample_of_one_is_a_sample():
    result = trend(YEARS, [0.0, 0, 0, 40, 60, 100, 100], sample=np.ones(7))
    assert result.reason == ""
    assert result.estimates["method"].tolist() == ["ols_hac", "theil_sen", "binomial"]


def test_the_longest_series_is_the_comparable_one_with_most_points():
    rows = pd.DataFrame(
        [
            (2010, "short", "yes"), (2011, "long", "yes"), (2012, "barred", "no"),
            (2013, "long", "assumed"), (2014, "barred", "no"), (2015, "barred", "no"),
        ],
        columns=["year", "series", "comparable"],
    )  # fmt: skip
    assert longest_series(rows)["year"].tolist() == [2011, 2013]
    assert longest_series(rows[rows["series"] != "long"])["year"].tolist() == [2010]


def test_of_equally_long_series_the_first_is_taken_and_of_none_nothing():
    rows = pd.DataFrame(
        [(2010, "b", "yes"), (2011, "a", "yes"), (2012, "a", "yes"), (2013, "b", "yes")],
        columns=["year", "series", "comparable"],
    )
    assert longest_series(rows)["year"].tolist() == [2010, 2013]
    assert longest_series(rows.assign(comparable="no")).empty


@pytest.mark.parametrize(("level", "lower", "upper"), [(0.0, 0, 50), (50.0, 0, 50)])
def test_a_prediction_on_a_bound_is_not_held_there(level, lower, upper):
    result = trend(YEARS, np.full(7, level), to_years=[2025], lower=lower, upper=upper)
    own = row(result.predictions, "theil_sen")
    assert own["mean"] == level
    assert not own["capped"]
