"""Weather symbols: the branches of the rule, each on a series one can extrapolate by eye."""

import numpy as np
import pytest

from helpers.analysis.progress.extrapolation import window
from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Series, make_records

UNBASED = {"base_year": np.nan, "base": np.nan, "year": 2020, "target_year": 2030}


def symbol(values, target, target_year=2030, better="higher", years=None, **options):
    """Symbol of one series that ends in 2020."""
    years = np.arange(2021 - len(values), 2021) if years is None else years
    records = make_records(
        base_year=np.nan,
        base=np.nan,
        year=2020,
        value=values[-1],
        target_year=target_year,
        target=target,
        better=better,
        series=Series(np.array([years], dtype=float), np.array([values], dtype=float)),
    )
    return assess("extrapolation", records, **options)


RISING = [10, 11, 12, 13, 14, 15]


@pytest.mark.parametrize(
    ("target", "missed", "name"),
    [
        # One a year from 15: 25 in 2030.
        (25, 0, "sun"),
        (25.5, 0.5 / 10.5, "sun"),
        (25.6, 0.6 / 10.6, "slightly_cloudy"),
        (27.5, 0.2, "slightly_cloudy"),
        (27.6, 2.6 / 12.6, "cloud"),
        (100, 75 / 85, "cloud"),
    ],
)
def test_the_part_missed_decides(target, missed, name):
    result = symbol(RISING, target)
    assert result.value[0] == pytest.approx(missed)
    assert result.classes.tolist() == [name]


def test_a_twentieth_missed_is_no_sun_any_more():
    # From 0, one a year is 19 of 20 in 19 years.
    result = symbol([-5, -4, -3, -2, -1, 0], 20, target_year=2039)
    assert (result.value[0], result.classes[0]) == (0.05, "slightly_cloudy")


def test_a_fall_is_judged_like_a_rise_where_lower_is_better():
    falling = [-value for value in RISING]
    assert symbol(falling, -27.5, better="lower").value[0] == pytest.approx(0.2)


@pytest.mark.parametrize("values", [[15, 14, 13, 12, 11, 10], [10, 12, 14, 9, 11, 10]])
def test_no_movement_or_the_wrong_one_is_a_thunderstorm(values):
    assert symbol(values, 25).classes.tolist() == ["thunderstorm"]


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ([10, 11, 12, 13, 14, 25], "sun"),
        ([30, 29, 28, 27, 26, 25], "slightly_cloudy"),
        ([25, 25, 25, 25, 25, 25], "sun"),
    ],
)
def test_a_target_met_is_judged_by_direction(values, name):
    assert symbol(values, 25).classes.tolist() == [name]


@pytest.mark.parametrize(
    ("values", "name"),
    [(RISING, "cloud"), (RISING[::-1], "thunderstorm"), ([10, 12, 9, 8, 11, 10], "thunderstorm")],
)
def test_a_target_due_and_missed_is_judged_by_direction(values, name):
    assert symbol(values, 25, target_year=2020).classes.tolist() == [name]


@pytest.mark.parametrize("best", [26, 25])
def test_a_target_met_at_any_earlier_time_counts_as_met_before(best):
    values = [best, 10, 11, 12, 13, 14, 24]
    assert symbol(values, 25).classes.tolist() == ["cloud"]
    assert symbol(values, 25, met_earlier=False).classes.tolist() == ["sun"]


def test_a_target_to_keep_every_year_is_not_extrapolated():
    result = symbol(RISING, 25, every_year=True)
    assert result.classes.tolist() == ["cloud"]
    assert np.isnan(result.value[0])


def test_only_the_last_six_points_make_the_trend():
    assert symbol([90, 80, *RISING], 25, better="higher", met_earlier=False).value[0] == 0


@pytest.mark.parametrize(("count", "assessable"), [(3, False), (4, True), (5, True)])
def test_four_points_suffice(count, assessable):
    result = symbol(RISING[-count:], 25)
    assert result.assessable.tolist() == [assessable]
    assert result.reasons[0] == ("" if assessable else "fewer than four yearly values")


def test_gaps_count_as_years():
    # One a year from 15 in 2020 is 25 in 2030.
    assert symbol([10, 11, 12, 15], 25, years=[2015, 2016, 2017, 2020]).value.tolist() == [0]


def test_order_of_points_and_later_ones_change_nothing():
    years = [2021, 2018, 2020, 2015, 2016, 2017, 2019]
    values = [99, 13, 15, 10, 11, 12, 14]
    records = make_records(
        base_year=np.nan,
        base=np.nan,
        year=2020,
        value=15,
        target_year=2030,
        target=27.5,
        series=Series(np.array([years], dtype=float), np.array([values], dtype=float)),
    )
    assert assess("extrapolation", records).value[0] == pytest.approx(0.2)


def test_the_point_a_trend_would_leave_from_is_named_even_where_points_are_too_few():
    series = Series(np.array([[2019.0, 2020]]), np.array([[14.0, 15]]))
    records = make_records(**UNBASED, value=15, target=25, series=series)
    seen = window(records)
    assert (seen.first_year[0], seen.first[0], seen.points[0]) == (2019, 14, 2)
    assert np.isnan(METHODS["extrapolation"].start(records)).all()


def test_a_constant_target_missed_without_any_trend_is_a_thunderstorm():
    # To be kept below 10 every year; 22 at the start and at the end.
    values = [22, 22, 23, 22, 22, 22]
    found = symbol(values, 10, better="lower", every_year=True)
    assert found.classes.tolist() == ["thunderstorm"]


@pytest.mark.parametrize(
    ("values", "better", "expected"),
    [
        # The six last begin with the second; 26 and 8 come before, 14 and 9 after it.
        ([26, 10, 11, 12, 13, 14, 15], "higher", 26),
        ([8, 10, 11, 12, 13, 14, 15], "higher", 14),
        ([26, 10, 11, 9, 13, 14, 15], "lower", 9),
        # The first of five is left out, best or not.
        ([20, 16, 17, 18, 19], "higher", 18),
        ([10, 16, 17, 18, 19], "lower", 16),
    ],
)
def test_the_best_value_beside_the_first_of_the_trend_may_have_met_the_target(
    values, better, expected
):
    years = np.arange(2021.0 - len(values), 2021)
    series = Series(years[None], np.array([values], dtype=float))
    records = make_records(
        base_year=np.nan, base=np.nan, year=2020, value=values[-1], target_year=2030, target=25,
        better=better, series=series,
    )  # fmt: skip
    assert METHODS["extrapolation"].marks(records).tolist() == [[expected]]


def test_from_four_points_on_the_first_one_may_lie_anywhere_in_its_rounding():
    for count, known in ((3, False), (4, True)):
        years = np.arange(2021.0 - count, 2021)
        values = np.full((1, count), 15.0)
        series = Series(years[None], values, values - 0.5, values + 0.5)
        records = make_records(**UNBASED, value=15, target=25, series=series)
        ends = METHODS["extrapolation"].start(records)
        assert np.isfinite(ends).all() == known
