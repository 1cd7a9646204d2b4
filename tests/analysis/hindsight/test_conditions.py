"""Conditions of an outcome: what would have to hold, computed from the claims."""

import math

import pytest

from helpers.analysis.hindsight.conditions import conditions, needed_mean
from helpers.analysis.hindsight.intervals import Interval
from helpers.analysis.hindsight.outcome_rules import decide
from tests.analysis.hindsight.evidence_cases import aim, in_part, said


def told(target, *claims, doubt=""):
    return conditions(target, decide(target, claims), claims, doubt)


def bound(name, year, value, low, high, **changes):
    return said(name, year, value, interval=Interval(low, high), **changes)


def test_an_upper_bound_tells_the_share_of_it_that_must_count():
    at_most = bound("b", 2018, 1.16, -math.inf, 1.16)
    assert told(aim(0.7), at_most) == ["passes if what counts is at least 60 % of the 1.16 of 2018"]


def test_a_lower_bound_tells_what_must_come_on_top():
    at_least = bound("a", 2020, 61, 61, math.inf)
    assert told(aim(75.0), at_least) == ["passes if at least 14 come on top of the 61 of 2020"]


def test_a_share_of_a_bound_of_one_is_still_a_share():
    at_most = bound("b", 2018, 1.0, -math.inf, 1.0)
    assert told(aim(0.7), at_most) == ["passes if what counts is at least 70 % of the 1 of 2018"]


def test_a_lower_bound_of_nothing_leaves_all_to_come_on_top():
    at_least = bound("a", 2020, 0, 0, math.inf)
    assert told(aim(75.0), at_least) == ["passes if at least 75 come on top of the 0 of 2020"]


def test_of_a_target_of_nothing_no_share_can_be_told():
    assert told(aim(0.0), bound("a", 2020, 5, -math.inf, 5)) == []


def test_a_bound_on_what_should_fall_tells_nothing():
    assert told(aim(10.0, sign=-1.0), bound("a", 2020, 5, 5, math.inf)) == []


def test_a_bound_of_another_measure_tells_nothing():
    other = bound("a", 2020, 61, 61, math.inf, comparability="different")
    assert told(aim(75.0), other) == []


def test_short_at_the_last_value_tells_the_pace_needed_beside_the_pace_seen():
    claims = [said("a", 2016, 50), said("b", 2018, 56)]
    assert told(aim(70.0), *claims) == ["would need +7 a year from 56, after +3 a year before"]


def test_a_bound_below_the_target_needs_more_than_the_bound_itself():
    below = bound("a", 2018, 0, -math.inf, 0)
    assert told(aim(2.0), below) == ["would need more than +1 a year from the bound 0"]


def test_a_year_before_the_target_the_need_is_still_told_by_the_year():
    assert told(aim(70.0), said("a", 2019, 60)) == ["would need +10 a year from 60"]


def test_a_last_quarter_that_fails_tells_what_is_missing_in_the_year():
    # Of a flow the last quarter ends with the year, but is a part of it.
    assert told(aim(70.0), in_part("a", 2020, 12, 60)) == [
        "would need +10 on 60 by the end of 2020"
    ]


def test_short_within_the_year_tells_what_is_missing():
    assert told(aim(84.0), in_part("a", 2020, 3, 83.5, half=0.05)) == [
        "would need +0.5 on 83.5 by the end of 2020"
    ]


def test_where_the_definition_decides_both_sides_are_named_with_their_variant():
    claims = [said("a", 2020, 52.1), said("b", 2020, 39.7, variant="on the plan's basis")]
    assert told(aim(50.0), *claims) == [
        "met if what counts is 52.1 in 2020",
        "missed if what counts is 39.7 in 2020 (on the plan's basis)",
    ]


def test_where_the_definition_decides_a_value_printed_of_several_is_named_once():
    claims = [
        said("a", 2020, 52.1),
        said("b", 2020, 52.1, variant="key fields"),
        said("c", 2020, 39.7, variant="on the plan's basis"),
        said("d", 2020, 37.8, variant="new count"),
    ]
    assert told(aim(50.0), *claims) == [
        "met if what counts is 52.1 in 2020",
        "missed if what counts is 39.7 in 2020 (on the plan's basis) or 37.8 in 2020 (new count)",
    ]


def test_where_the_definition_decides_a_bound_keeps_its_word():
    claims = [bound("a", 2020, 20, 20, math.inf), said("b", 2020, 17.8, variant="one year")]
    assert told(aim(20.0), *claims) == [
        "met if what counts is at least 20 in 2020",
        "missed if what counts is 17.8 in 2020 (one year)",
    ]


def test_where_the_definition_decides_a_side_is_named_by_its_target_year_if_it_can():
    world, abroad = {"variant": "with China"}, {"variant": "without China"}
    claims = [
        said("a", 2018, 50, **world),
        in_part("b", 2020, 8, 60, **world),
        said("c", 2019, 75, **abroad),
    ]
    assert told(aim(70.0), *claims) == [
        "met if what counts is 75 in 2019 (without China)",
        "missed if what counts is 60 in 2020 (with China)",
    ]


def test_met_before_holds_unless_the_measure_fell_back():
    claims = [said("a", 2017, 72), said("b", 2018, 75)]
    assert told(aim(70.0), *claims) == ["met unless the measure fell back after 2018"]
    assert told(aim(70.0, measure="seats"), said("a", 2018, 75)) == []


def test_an_international_share_by_one_variant_says_which():
    share = said("a", 2020, 40, variant="world with China")
    assert told(aim(35.0, measure="international_market_share"), share) == [
        "judged by one way of counting the world only: world with China"
    ]


def test_an_international_share_that_leans_says_by_which_variant_and_an_open_one_does_not():
    share = aim(35.0, measure="international_market_share")
    world = {"variant": "world with China"}
    assert told(share, said("a", 2019, 40, **world)) == [
        "judged by one way of counting the world only: world with China"
    ]
    assert told(share, said("a", 2020, 35.2, **world)) == []


def test_a_doubt_in_the_print_comes_first():
    assert told(aim(70.0), said("a", 2020, 75), doubt="year read as 2020") == [
        "rests on how the print is understood: year read as 2020"
    ]


def test_figures_that_contradict_are_told_with_year_and_grade():
    claims = [said("a", 2020, 75, conflicts=("b", "gone")), said("b", 2020, 60, grade="D")]
    assert told(aim(70.0), *claims) == ["contradicted by 60 for 2020 (grade D)"]


def test_a_statement_without_a_figure_contradicts_as_a_statement():
    claims = [
        said("a", 2020, 75, conflicts=("b",)),
        said("b", 2017, math.nan, interval=None, status="statement"),
    ]
    assert told(aim(70.0), *claims) == ["contradicted by a statement on 2017 (grade B)"]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("percent", "passes if at least 14 points come on top of the 61 % of 2020"),
        ("count", "passes if at least 14 come on top of the 61 of 2020"),
        ("RMB trillion", "passes if at least 14 trillion RMB come on top of the 61 trillion RMB of "
         "2020"),
        ("kW", "passes if at least 14 kW come on top of the 61 kW of 2020"),
    ],
)  # fmt: skip
def test_a_value_has_its_unit_and_a_difference_of_percentages_is_in_points(unit, expected):
    claims = [bound("oc-024", 2020, 61, 61, math.inf, unit=unit)]
    target = aim(75.0)
    assert conditions(target, decide(target, claims), claims, unit=unit) == [expected]


def test_every_difference_of_percentages_has_its_unit_the_pace_seen_too():
    claims = [said("a", 2016, 50, unit="percent"), said("b", 2018, 56, unit="percent")]
    target = aim(70.0)
    assert conditions(target, decide(target, claims), claims, unit="percent") == [
        "would need +7 points a year from 56 %, after +3 points a year before"
    ]


def test_one_point_comes_and_several_come():
    claims = [bound("a", 2020, 59, 59, math.inf, unit="percent")]
    target = aim(60.0)
    assert conditions(target, decide(target, claims), claims, unit="percent") == [
        "passes if at least 1 point comes on top of the 59 % of 2020"
    ]


def test_a_value_of_a_near_measure_is_told_in_its_own_unit():
    claims = [said("a", 2020, 75, conflicts=("b",), unit="percent"),
              said("b", 2020, 117.9, unit="per 100 households")]  # fmt: skip
    target = aim(70.0)
    told = conditions(target, decide(target, claims[:1]), claims, unit="percent")
    assert told == ["contradicted by 117.9 per 100 households for 2020 (grade B)"]


@pytest.mark.parametrize(
    ("growths", "expected"),
    [
        pytest.param([], 10.0, id="nothing-known"),
        pytest.param([21.0], 0.0, id="two-years-of-growth-in-one"),
        pytest.param([0.0], 21.0, id="a-year-lost"),
    ],
)
def test_the_other_years_must_make_up_for_the_known_ones(growths, expected):
    # Two years of 10 % give 1.21.
    assert needed_mean(10.0, 2, growths) == pytest.approx(expected)
