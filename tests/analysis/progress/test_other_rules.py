"""UN share, status index, acceleration, SDSN arrow and logit ratio at their edges."""

import numpy as np
import pytest

from helpers.analysis.progress.methods import assess
from helpers.analysis.progress.records import make_records


def run(
    method,
    base,
    value,
    target,
    better="higher",
    year=2020,
    target_year=2025,
    base_year=2015,
    share=True,
):
    records = make_records(
        base_year=base_year,
        base=base,
        year=year,
        value=value,
        target_year=target_year,
        target=target,
        better=better,
        share=share,
    )
    return assess(method, records)


def outcome(*args, **kwargs):
    """Class of one record, or the reason there is none."""
    result = run(*args, **kwargs)
    return result.reasons[0] or result.classes[0]


def test_the_share_carries_growth_on_to_the_target_year():
    # 10 -> 20 in 5 years is 40 in 10: 30 of the 60 needed.
    result = run("un_share", 10, 20, 70)
    assert result.value[0] == pytest.approx(0.5)
    assert result.classes.tolist() == ["fair_progress"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (10.1, "stagnation_or_regression"),
        (9.0, "stagnation_or_regression"),
        (26.5, "on_track_or_met"),
    ],
)
def test_classes_of_the_share(value, expected):
    assert outcome("un_share", 10, value, 70) == expected


def test_past_the_target_year_growth_is_read_off_in_it():
    # 10 -> 40 in 10 years is 20 after 5: a quarter of the 40 needed.
    result = run("un_share", 10, 40, 50, year=2025, target_year=2020)
    assert result.value[0] == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("value", "target", "better", "share", "expected"),
    [
        (99.2, 100, "higher", True, "on_track_or_met"),
        (98.9, 100, "higher", True, "fair_progress"),
        (99.2, 100, "higher", False, "fair_progress"),
        (0.8, 0, "lower", True, "on_track_or_met"),
    ],
)
def test_a_share_within_one_point_of_none_or_all_has_met_it(value, target, better, share, expected):
    base = 98.5 if target else 1.2
    year = 2016 if target == 0 else 2024
    found = outcome("un_share", base, value, target, better=better, share=share, year=year)
    assert found == expected


@pytest.mark.parametrize(
    ("figures", "better"),
    [
        ((60, 49, 50), "higher"),
        # 80 -> 70 goes on to 54 by 2030: 5.28 times the fall to 75 that nobody asked for.
        ((80, 70, 75), "higher"),
        ((30, 45, 40), "lower"),
    ],
)
def test_a_share_without_direction_does_not_rate_a_met_target_that_is_lost(figures, better):
    expected = "the base was better than the target, so the share has no direction"
    assert outcome("un_share", *figures, better=better, target_year=2030) == expected


@pytest.mark.parametrize(
    ("figures", "better", "expected"),
    [
        ((99.8, 99.2, 100), "higher", "stagnation_or_regression"),
        ((99.2, 99.2, 100), "higher", "on_track_or_met"),
        ((0.2, 0.8, 0), "lower", "stagnation_or_regression"),
        ((0.8, 0.8, 0), "lower", "on_track_or_met"),
    ],
)
def test_a_share_close_to_all_or_none_has_not_met_it_while_moving_away(figures, better, expected):
    assert outcome("un_share", *figures, better=better) == expected


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ((0, 5, 10), "a base of zero has no growth rate"),
        ((-5, 5, 10), "base and current value lie on different sides of zero"),
        ((10, 9, 10), "base and target are equal, so no change is required"),
    ],
)
def test_a_share_that_cannot_be_taken_says_why(given, reason):
    assert outcome("un_share", *given) == reason


def test_a_met_target_needs_two_years_and_no_share():
    assert outcome("un_share", 0, 12, 10) == "on_track_or_met"
    assert outcome("un_share", 10, 10, 10, year=2015) == "fewer than two years of data"


def test_the_index_is_tenths_of_the_way_and_has_no_class():
    result = run("status_index", 80, 70, 60, better="lower", year=2017, target_year=2025)
    assert result.value.tolist() == [5]
    assert result.classes.tolist() == [""]


def test_the_index_is_negative_for_regress_and_not_capped():
    assert run("status_index", 80, 90, 60, better="lower").value.tolist() == [-5]
    assert run("status_index", 80, 50, 60, better="lower").value.tolist() == [15]


def test_the_index_needs_a_way_to_go():
    expected = "base and target are equal, so no change is required"
    assert outcome("status_index", 50, 40, 50) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (16, "on_track"),
        (15, "on_track"),
        (14, "off_track"),
        (13.4, "off_track"),
        (13.3, "well_off_track"),
        (9, "wrong_direction"),
        (10, "the observed pace is zero"),
        (20, "the target is met, and the rule has no class for that"),
    ],
)
def test_classes_of_the_acceleration(value, expected):
    # From 10 to 20 with half the time gone: 15 is the even pace, 13.33 asks for twice it.
    assert outcome("acceleration", 10, value, 20) == expected


def test_exactly_twice_the_pace_is_well_off_track():
    # 3 of 9 in the first half: 6 are left for the second.
    assert outcome("acceleration", 10, 13, 19) == "well_off_track"


@pytest.mark.parametrize("target_year", [2020, 2019])
def test_a_target_year_that_is_over_leaves_nothing_to_accelerate(target_year):
    expected = "the target year is reached or past"
    assert outcome("acceleration", 10, 15, 20, target_year=target_year) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (15, "on_track_or_maintaining"),
        (14.9, "moderately_improving"),
        (12.5, "moderately_improving"),
        (12.4, "stagnating"),
        (10, "stagnating"),
        (9.9, "decreasing"),
    ],
)
def test_classes_of_the_arrow(value, expected):
    assert outcome("sdsn", 10, value, 20) == expected


def test_a_target_met_is_maintained_whatever_the_rate():
    assert outcome("sdsn", 40, 30, 20) == "on_track_or_maintaining"
    assert outcome("sdsn", 20, 19, 20) == "decreasing"


def test_the_logit_ratio_reads_equal_steps_in_odds():
    # Odds 1, 2, 4: shares 50, 66.7, 80.
    result = run("logit_ratio", 50, 200 / 3, 80)
    assert result.value[0] == pytest.approx(1)


@pytest.mark.parametrize(
    ("given", "share", "expected"),
    [
        ((50, 60, 70), False, "not a share of a whole in percent"),
        ((50, 100.5, 90), True, "not a share of a whole in percent"),
        ((50, -0.5, 90), True, "not a share of a whole in percent"),
        ((0, 60, 70), True, "a base or target of 0 or 100 percent has no logit"),
        ((50, 60, 100), True, "a base or target of 0 or 100 percent has no logit"),
        ((50, 0, 70), True, "deterioration"),
        ((50, 100, 100), True, "target_achieved"),
        ((50, 49, 50), True, "deterioration"),
    ],
)
def test_where_the_logit_ratio_can_be_taken(given, share, expected):
    assert outcome("logit_ratio", *given, share=share) == expected


def test_all_lost_is_a_deterioration_without_a_ratio_of_logits():
    assert outcome("logit_ratio", 50, 100, 30, better="lower") == "deterioration"
    assert np.isnan(run("logit_ratio", 50, 100, 30, better="lower").value[0])


@pytest.mark.parametrize("method", ["logit_ratio", "acceleration"])
def test_figures_apart_by_binary_noise_only_are_one_figure(method):
    # 49.95 is printed 49.9 plus half a unit and printed 50.0 less half a unit.
    above, below = 50.0 - 0.05, 49.9 + 0.05
    assert below < above
    assert outcome(method, 40, below, above) == outcome(method, 40, above, above)


def test_one_year_is_enough_for_a_ratio_of_logits_and_none_leaves_it_out():
    # Odds from 1 to 2 in the year that was to bring them to 4.
    year = run("logit_ratio", 50, 200 / 3, 80, year=2016, target_year=2016)
    assert year.value[0] == pytest.approx(0.5)
    none = run("logit_ratio", 50, 81, 80, year=2016, target_year=2015)
    assert none.classes.tolist() == ["target_achieved"]
    assert np.isnan(none.value[0])
