"""Share of the required change: where a target counts as met, and what growth of nothing brings."""

import pytest

from helpers.analysis.progress.flips import flip_change
from helpers.analysis.progress.methods import assess
from helpers.analysis.progress.records import make_records

YEARS = {"base_year": 2015, "year": 2020, "target_year": 2021}


def given(base, value, target, better="higher", share=True, **years):
    figures = {"base": base, "value": value, "target": target}
    return make_records(**YEARS | years, **figures, better=better, share=share)


def verdict(*args, **kwargs):
    return assess("un_share", given(*args, **kwargs)).classes[0]


@pytest.mark.parametrize(
    ("figures", "kinds", "expected"),
    [
        ((98, 99, 100), {}, "on_track_or_met"),
        ((98, 98.9, 100), {}, "fair_progress"),
        ((98, 99, 100), {"share": False}, "fair_progress"),
        ((2, 1, 0), {"better": "lower"}, "on_track_or_met"),
        ((2, 1.1, 0), {"better": "lower"}, "fair_progress"),
        ((3, 1.8, 1), {"better": "lower"}, "fair_progress"),
    ],
)
def test_all_or_none_of_a_whole_is_met_within_a_point(figures, kinds, expected):
    assert verdict(*figures, **kinds) == expected


def test_the_class_flips_where_a_share_comes_within_a_point_of_all_or_none():
    assert flip_change("un_share", given(98, 98.8, 100)) == pytest.approx(0.2)
    assert flip_change("un_share", given(2, 1.3, 0, better="lower")) == pytest.approx(-0.3)


def test_the_class_flips_where_a_close_share_begins_to_move_away():
    assert flip_change("un_share", given(99.5, 99.6, 100)) == pytest.approx(-0.1)


def test_a_value_of_zero_has_lost_all_and_a_negative_one_has_no_growth():
    lost = assess("un_share", given(10, 0, 20))
    assert (lost.classes[0], lost.value[0]) == ("stagnation_or_regression", -1)
    below = assess("un_share", given(10, -1, 20))
    assert below.reasons.tolist() == ["base and current value lie on different sides of zero"]


def test_the_class_can_change_at_zero_itself():
    # Lost to nothing, 1 has come a tenth of the way to -9: just enough for fair progress.
    records = given(1, 0.5, -9, better="lower", share=False)
    assert verdict(1, 0, -9, better="lower", share=False) == "fair_progress"
    assert flip_change("un_share", records) == pytest.approx(-0.5)
