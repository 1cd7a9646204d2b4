"""Ratio of growth rates: what the rule does where the published rows are silent."""

import numpy as np
import pytest

from helpers.analysis.progress.cagr_ratio import required_growth
from helpers.analysis.progress.methods import assess
from helpers.analysis.progress.records import make_records


def one(base, value, target, better="higher", base_year=2015, year=2020, target_year=2030):
    records = make_records(
        base_year=base_year,
        base=base,
        year=year,
        value=value,
        target_year=target_year,
        target=target,
        better=better,
    )
    return assess("cagr_ratio", records)


def verdict(*args, **kwargs):
    result = one(*args, **kwargs)
    return float(result.value[0]), result.classes[0]


def test_steady_growth_on_time_has_ratio_one():
    # 100 -> 110 -> 121 in 5 and 10 years.
    found = verdict(100, 110, 121, target_year=2025)
    assert found == (pytest.approx(1), "substantial_progress")


@pytest.mark.parametrize(
    ("ratio", "name"),
    [
        (0.951, "substantial_progress"),
        (0.949, "moderate_progress"),
        (0.601, "moderate_progress"),
        (0.599, "limited_progress"),
        (0.001, "limited_progress"),
        (-0.001, "deterioration"),
    ],
)
def test_each_class_reaches_down_to_its_cut(ratio, name):
    # One year each: growth of 10 % is required in a year, 10 R % is observed.
    values = verdict(100, 100 + 10 * ratio, 110, base_year=2019, target_year=2020)
    assert values == (pytest.approx(ratio), name)


def test_no_change_belongs_to_limited_progress():
    assert verdict(100, 100, 110) == (0, "limited_progress")


def test_a_target_of_zero_is_replaced():
    result = one(50, 25, 0, better="lower")
    assert result.value[0] == pytest.approx((1 - 0.5**0.2) / (1 - (0.001 / 50) ** (1 / 15)))


def test_a_value_below_the_stand_in_for_a_target_of_zero_has_achieved_it():
    assert verdict(50, 0.0005, 0, better="lower")[1] == "target_achieved"


def test_a_base_of_zero_is_replaced():
    result = one(0, 1, 100)
    assert result.value[0] == pytest.approx((1000**0.2 - 1) / (100_000 ** (1 / 15) - 1))


def test_a_series_below_zero_turns_the_ratio():
    assert verdict(-100, -90, -80) == verdict(100, 90, 80, better="lower")


def test_a_value_of_zero_is_a_fall_of_all():
    # All is lost in five years, where a rise from 10 to 20 was asked for in 15.
    assert verdict(10, 0, 20) == (pytest.approx(-1 / (2 ** (1 / 15) - 1)), "deterioration")


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ((10, -5, 20), "base and current value lie on different sides of zero"),
        ((10, 12, -20), "target_achieved"),
        ((10, 5, -20, "lower"), "base and target lie on different sides of zero"),
        ((np.nan, 5, 20), "a value or a year is missing"),
    ],
)
def test_signs_that_differ_are_not_assessable_unless_the_target_is_met(given, reason):
    result = one(*given)
    assert (result.reasons[0] or result.classes[0]) == reason


def test_less_than_two_years_are_not_available_unless_the_target_is_met():
    assert one(10, 10, 20, year=2015).classes.tolist() == ["not_available"]
    assert one(20, 20, 20, year=2015).classes.tolist() == ["target_achieved"]


def test_an_achieved_target_holds_whatever_the_trend():
    assert verdict(90, 60, 50)[1] == "target_achieved"
    assert verdict(90, 50, 50)[1] == "target_achieved"


def test_a_base_at_the_target_leaves_no_ratio():
    result = one([50, 50], [50, 48], [50, 50])
    assert np.isnan(result.value).all()
    assert result.classes.tolist() == ["target_achieved", "deterioration"]
    assert result.assessable.all()


def test_a_target_behind_the_base_keeps_the_direction():
    # The base was better than the target already; the value has fallen through it.
    ratio, name = verdict(60, 45, 50, better="higher")
    assert ratio < 0
    assert name == "deterioration"


def test_past_the_target_year_the_ratio_is_taken_as_before():
    ratio, name = verdict(100, 120, 121, year=2027, target_year=2025)
    assert ratio == pytest.approx((1.2 ** (1 / 12) - 1) / (1.21**0.1 - 1))
    assert name == "moderate_progress"


def test_without_years_there_is_no_required_growth():
    def required(target_year):
        records = make_records(
            base_year=2015, base=100, year=2020, value=110, target_year=target_year, target=120
        )
        return required_growth(records)[0]

    assert np.isnan([required(2015), required(2014)]).all()
    assert required(2016) == pytest.approx(0.2)


def test_a_loss_too_small_for_a_rate_is_still_a_deterioration():
    # From 1 to the next lower number, whose fifth root is 1 again.
    ratio, name = verdict(1, np.nextafter(1, 0), 1)
    assert np.isnan(ratio)
    assert name == "deterioration"
