"""The rules of outcomes, each on claims worked by hand: a share that should reach 70 in 2020."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.hindsight.intervals import Bound, Interval
from helpers.analysis.hindsight.outcome_rules import decide
from helpers.analysis.hindsight.variant_outcome import DECIDED, Aim, pace
from helpers.data.tables.scoreboard import GRADES
from tests.analysis.hindsight.evidence_cases import aim, in_part, said

REACH_70 = aim(70.0)
STAYS_70 = aim(70.0, measure="registered_drugs")


def verdict(*claims, target=REACH_70):
    finding = decide(target, claims)
    return finding.outcome, finding.leaning


def ids(*claims, target=REACH_70):
    return sorted(name for claim in decide(target, claims).claims for name in claim.ids)


# Rule 1: what may decide.


def test_only_grades_a_and_b_decide_and_c_leans():
    assert verdict(said("a", 2020, 75)) == ("met", "none")
    assert verdict(said("a", 2020, 75, grade="C")) == ("supportive_only", "met")
    assert verdict(said("a", 2020, 60, grade="C")) == ("supportive_only", "missed")


def test_grade_d_decides_nothing_and_leans_nowhere():
    finding = decide(REACH_70, [said("a", 2020, 75, grade="D")])
    assert (finding.outcome, finding.leaning) == ("supportive_only", "none")
    assert finding.why == "rows of grade D only"


def test_a_different_measure_supports_at_most_whatever_its_grade():
    finding = decide(REACH_70, [said("a", 2020, 75, grade="A", comparability="different")])
    assert (finding.outcome, finding.leaning) == ("supportive_only", "none")
    assert finding.why == "another measure only"


def test_why_nothing_decides_is_told_of_the_targets_own_measure_first():
    own, other = said("a", 2020, 75, grade="D"), said("b", 2020, 75, comparability="different")
    finding = decide(REACH_70, [own, other])
    assert (finding.why, finding.claims) == ("rows of grade D only", (own,))


@pytest.mark.parametrize("status", ["estimate", "statement"])
def test_estimates_and_words_decide_nothing(status):
    finding = decide(REACH_70, [said("a", 2020, 75, status=status)])
    assert (finding.outcome, finding.leaning) == ("supportive_only", "none")
    assert finding.why == "words, designs or estimates only"


def test_a_later_target_is_no_evidence():
    assert verdict(said("a", 2020, 75, status="target")) == ("no_evidence", "none")


def test_values_up_to_2015_are_where_the_plan_started_from():
    finding = decide(STAYS_70, [said("a", 2015, 75)])
    assert finding.outcome == "supportive_only"
    assert finding.why == "only values up to 2015, where the plan started from"


def test_a_value_without_a_year_decides_nothing():
    assert verdict(said("a", None, 75)) == ("supportive_only", "none")


def test_grade_c_does_not_move_what_a_and_b_decide():
    assert verdict(said("a", 2020, 75), said("b", 2020, 60, grade="C")) == ("met", "none")


# Rules 2 and 3: values of the target year.


def test_a_rounding_interval_on_both_sides_of_the_target_leaves_it_open():
    finding = decide(REACH_70, [said("a", 2020, 70.2)])
    assert (finding.outcome, finding.leaning) == ("supportive_only", "none")
    assert finding.why == "rounding or bound of the value of 2020 leave it open"


def test_a_whole_year_that_fails_is_missed_and_a_part_is_short_at_the_last_value():
    assert verdict(said("a", 2020, 60)) == ("missed", "none")
    assert verdict(in_part("a", 2020, 3, 60)) == ("short_at_last_value", "missed")


def test_a_target_passed_only_later_is_met_late():
    assert verdict(said("a", 2020, 60), said("b", 2022, 75)) == ("met_late", "none")
    assert verdict(said("a", 2020, 60), said("b", 2022, 65)) == ("missed", "none")


def test_a_part_of_the_year_that_passes_is_met_if_the_measure_moves_one_way():
    march = in_part("a", 2020, 3, 75)
    assert verdict(march) == ("supportive_only", "met")
    assert verdict(march, said("b", 2018, 60)) == ("met", "none")
    assert verdict(march, said("b", 2018, 78)) == ("supportive_only", "met")


def test_a_part_of_the_year_that_passes_is_met_if_the_measure_stays_done():
    assert verdict(in_part("a", 2020, 3, 75), target=STAYS_70) == ("met", "none")


def test_a_series_that_begins_at_the_end_of_the_target_year_begins_too_late():
    # Of a flow the last quarter ends with the year, but is a part of it.
    last_quarter = in_part("a", 2020, 12, 75)
    assert verdict(last_quarter, said("b", 2022, 80)) == ("supportive_only", "met")


def test_a_quarter_that_passes_at_the_end_of_the_year_is_no_later_value():
    assert verdict(in_part("a", 2020, 12, 75), said("b", 2020, 60)) == ("missed", "none")


def test_a_target_met_late_rests_on_the_first_value_that_passes():
    claims = [said("a", 2020, 60), said("b", 2022, 75), said("c", 2023, 80)]
    assert ids(*claims) == ["a", "b"]


def test_of_one_definition_the_whole_year_goes_before_a_part():
    assert verdict(in_part("a", 2020, 6, 75), said("b", 2020, 60)) == ("missed", "none")


def test_a_part_that_fails_says_nothing_beside_a_year_that_passes():
    assert ids(in_part("a", 2020, 6, 60, definition="other"), said("b", 2020, 75)) == ["b"]


def test_an_undecided_row_says_nothing_beside_a_year_that_decides():
    undecided = said("b", 2020, 60, interval=Interval(60, float("inf")), definition="other")
    assert ids(said("a", 2020, 75), undecided) == ["a"]


def test_the_same_measure_goes_before_a_near_one_of_the_year():
    near = said("b", 2020, 60, comparability="near", definition="other")
    assert verdict(said("a", 2020, 75), near) == ("met", "none")


def test_a_fall_is_met_by_falling_further():
    fall = aim(-18.0, sign=-1.0)
    assert verdict(said("a", 2020, -20), target=fall) == ("met", "none")
    assert verdict(said("a", 2020, -16, half=1.0), target=fall) == ("missed", "none")


# Rule 4: the last value before, the first after.


def test_the_last_value_before_passes_for_a_measure_that_moves_one_way():
    rising = [said("a", 2018, 72), said("b", 2019, 75)]
    falling = [said("a", 2018, 78), said("b", 2019, 75)]
    assert verdict(*rising) == ("met", "none")
    assert verdict(*falling) == ("supportive_only", "met")


def test_a_step_back_within_rounding_is_no_step_back():
    assert verdict(said("a", 2018, 75.4), said("b", 2019, 75)) == ("met", "none")


def test_values_whose_roundings_just_touch_do_not_step_back():
    # 75 may be 74.5, and so may 74.
    assert verdict(said("a", 2018, 75), said("b", 2019, 74)) == ("met", "none")


def test_a_bound_does_not_show_that_a_measure_moves_one_way():
    at_least = said("a", 2018, 71, interval=Interval(71, float("inf")))
    assert verdict(at_least, said("b", 2019, 75)) == ("supportive_only", "met")


def test_a_passing_value_leans_its_own_way_up_to_two_years_before():
    assert verdict(said("a", 2018, 75)) == ("supportive_only", "met")


def test_what_stays_done_is_missed_by_the_first_value_after_alone():
    claims = [said("a", 2018, 60), said("b", 2021, 65)]
    assert ids(*claims, target=STAYS_70) == ["b"]
    assert ids(*claims) == ["a", "b"]


def test_one_value_alone_does_not_show_that_a_measure_moves_one_way():
    assert verdict(said("a", 2019, 75)) == ("supportive_only", "met")
    assert verdict(said("a", 2017, 75)) == ("supportive_only", "none")


def test_what_stays_done_is_met_by_any_value_before():
    assert verdict(said("a", 2017, 75), target=STAYS_70) == ("met", "none")


def test_what_is_first_attested_after_the_year_is_met_late_only_if_it_stays_done():
    assert verdict(said("a", 2022, 75), target=STAYS_70) == ("met_late", "none")
    assert verdict(said("a", 2022, 75)) == ("supportive_only", "met")
    assert verdict(said("a", 2023, 75)) == ("supportive_only", "none")


def test_the_first_value_after_that_still_fails_shows_a_miss_by_the_same_rule():
    rising = [said("a", 2018, 60), said("b", 2021, 65)]
    falling = [said("a", 2018, 66), said("b", 2021, 62)]
    assert verdict(*rising) == ("missed", "none")
    assert verdict(*falling) == ("short_at_last_value", "missed")
    assert verdict(said("b", 2021, 65)) == ("supportive_only", "missed")


def test_a_miss_left_open_by_a_step_back_rests_on_that_step_too():
    claims = [said("a", 2016, 50), said("b", 2021, 52), said("c", 2022, 50)]
    assert verdict(*claims) == ("short_at_last_value", "missed")
    assert ids(*claims) == ["a", "b", "c"]
    assert verdict(*claims[:2])[0] == "missed"


def test_a_series_that_begins_after_the_target_year_shows_nothing_of_the_time_before():
    after = [said("a", 2022, 60), said("b", 2023, 62)]
    assert verdict(*after) == ("supportive_only", "missed")


# Rule 5: short at the last value, and where the pace leads.


@pytest.mark.parametrize(
    ("claims", "leaning"),
    [
        pytest.param([said("a", 2016, 50), said("b", 2018, 62)], "met", id="six-a-year-give-74"),
        pytest.param([said("a", 2016, 50), said("b", 2018, 56)], "missed", id="three-give-62"),
        pytest.param([said("a", 2016, 50), said("b", 2018, 60)], "met", id="five-give-just-70"),
        pytest.param([said("a", 2016, 50), said("b", 2017, 51), said("c", 2018, 62)], "met",
                     id="first-to-last-gives-74"),
        pytest.param([said("a", 2016, 59), said("b", 2018, 60), said("c", 2021, 90)], "met",
                     id="neighbours-go-before-the-first"),
        pytest.param([said("b", 2018, 56)], "missed", id="alone-two-years-before"),
        pytest.param([said("b", 2017, 56)], "none", id="alone-three-years-before"),
        pytest.param([said("b", 2018, 60), said("c", 2021, 90)], "met", id="neighbours-give-80"),
        pytest.param([said("b", 2018, 60), said("c", 2022, 72)], "missed", id="neighbours-give-66"),
        pytest.param([said("a", 2016, 50, series="x"), said("b", 2018, 62)], "missed",
                     id="another-series-gives-no-pace"),
    ],
)  # fmt: skip
def test_the_last_value_before_that_fails_is_short_and_leans_where_the_pace_leads(claims, leaning):
    assert verdict(*claims) == ("short_at_last_value", leaning)


def test_two_values_of_one_date_that_lead_apart_lean_nowhere():
    last = said("c", 2018, 62)
    # From 50 the pace gives 74, from 56 it gives 68.
    assert verdict(said("a", 2016, 50), said("b", 2016, 56), last) == (
        "short_at_last_value",
        "none",
    )
    assert verdict(said("a", 2016, 50), said("b", 2016, 52), last)[1] == "met"


def test_the_pace_up_to_the_end_of_the_year_rests_on_the_first_value_too():
    claims = [said("a", 2016, 50), in_part("b", 2020, 12, 60)]
    assert verdict(*claims) == ("short_at_last_value", "missed")
    assert ids(*claims) == ["a", "b"]


def test_an_undecided_value_does_not_lean_by_another_of_its_own_date():
    claims = [in_part("a", 2019, 6, 70.2), in_part("b", 2019, 6, 75)]
    assert verdict(*claims) == ("supportive_only", "none")


def test_an_undecided_value_leans_by_the_last_that_passed_before_it():
    at_most = said("c", 2018, 90, interval=Interval(-float("inf"), 90))
    claims = [said("a", 2016, 72), said("b", 2017, 75), at_most]
    assert ids(*claims) == ["b", "c"]


def test_a_bound_gives_no_pace():
    bound = said("a", 2016, 50, interval=Interval(50, float("inf")))
    last = said("b", 2017, 60)
    assert pace(REACH_70, [bound, last], [last]) == ("none", (last,))


def test_the_last_value_is_a_bound_on_the_far_side_and_an_earlier_one_passes():
    at_most = said("b", 2018, 90, interval=Interval(-float("inf"), 90))
    finding = decide(REACH_70, [said("a", 2017, 75), at_most])
    assert (finding.outcome, finding.leaning) == ("supportive_only", "met")
    assert (
        finding.why == "rounding or bound of the value of 2018 leave it open; that of 2017 passes"
    )


# Rule 6: variants and contradictions.


def test_labels_that_lie_on_both_sides_in_one_year_let_the_definition_decide():
    finding = decide(REACH_70, [said("a", 2020, 75), said("b", 2020, 60, definition="other")])
    assert finding.outcome == "definition_decides"
    assert [claim.ids for claim in finding.claims] == [("a",), ("b",)]


def test_one_label_on_both_sides_of_the_target_leaves_it_open():
    finding = decide(REACH_70, [said("a", 2020, 75), said("b", 2020, 60)])
    assert (finding.outcome, finding.leaning) == ("supportive_only", "none")
    assert finding.why == "rows of 2020 under one label contradict each other"


def test_a_contradiction_of_which_both_sides_fail_decides():
    assert verdict(said("a", 2020, 27), said("b", 2020, 31.4)) == ("missed", "none")


WORLD, ABROAD = {"variant": "with China"}, {"variant": "without China"}


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([said("a", 2020, 75, **WORLD), said("b", 2020, 60, **ABROAD)],
                     ("definition_decides", "none"), id="variants-differ"),
        pytest.param([said("a", 2020, 75, **WORLD), said("b", 2020, 72, **ABROAD)],
                     ("met", "none"), id="variants-agree"),
        pytest.param([said("a", 2020, 60, **WORLD), said("c", 2022, 75, **WORLD),
                      said("b", 2020, 50, **ABROAD)], ("missed", "none"), id="the-weakest-counts"),
        pytest.param([said("a", 2020, 75, **WORLD), said("b", 2020, 70.2, **ABROAD)],
                     ("supportive_only", "met"), id="one-leaves-the-year-open"),
        pytest.param([said("a", 2020, 75, **WORLD), said("b", 2018, 60, **ABROAD)],
                     ("met", "none"), id="one-does-not-speak-of-the-year"),
        pytest.param([in_part("a", 2020, 8, 60, **WORLD), said("b", 2019, 75, **ABROAD)],
                     ("definition_decides", "none"), id="a-part-against-the-year-before"),
        pytest.param([said("a", 2020, 75, **WORLD),
                      said("b", 2020, 60, comparability="near", **ABROAD)],
                     ("met", "none"), id="a-near-variant-beside-one-of-the-same-measure"),
    ],
)  # fmt: skip
def test_variants_are_judged_apart_and_then_together(claims, expected):
    assert verdict(*claims) == expected


def test_two_ways_of_counting_that_agree_are_both_and_more_are_counted():
    ways = [said(name, 2020, 75, variant=name) for name in "abc"]
    assert decide(aim(70.0), ways[:2]).why.endswith("; both ways of counting point that way")
    assert decide(aim(70.0), ways).why.endswith("; all 3 ways of counting point that way")


def test_a_near_variant_that_decides_is_heard_beside_an_open_one_of_the_same_measure():
    near = said("a", 2020, 75, comparability="near", **WORLD)
    claims = [near, said("b", 2020, 70.2, **ABROAD)]
    assert verdict(*claims) == ("supportive_only", "met")
    assert ids(*claims) == ["a", "b"]


def test_an_international_share_leans_nowhere_while_a_variant_is_undecided():
    claims = [said("a", 2020, 75, **WORLD), said("b", 2020, 70.2, **ABROAD)]
    assert verdict(*claims, target=aim(70.0, measure="international_market_share")) == (
        "supportive_only",
        "none",
    )


# Laws.

claims_lists = st.lists(
    st.builds(
        lambda place, year, month, value, grade, comparability, variant: in_part(
            f"r{place}", year, month, value, grade=grade, comparability=comparability,
            variant=variant,
        ) if month < 12 else said(
            f"r{place}", year, value, grade=grade, comparability=comparability, variant=variant,
        ),
        st.integers(0, 99),
        st.integers(2014, 2024),
        st.integers(1, 12),
        st.integers(50, 90),
        st.sampled_from(GRADES),
        st.sampled_from(["same", "near", "different"]),
        st.sampled_from(["", "other"]),
    ),
    max_size=6,
)  # fmt: skip


def turned(target):
    bound = target.bound
    opposite = Bound(bound.interval.times(-1.0), bound.strict, -bound.sign)
    return Aim(opposite, target.year, target.measure)


@given(claims_lists)
def test_turning_direction_and_values_together_changes_no_outcome(claims):
    mirrored = [
        replace(claim, value=-claim.value, interval=claim.interval.times(-1.0)) for claim in claims
    ]
    assert verdict(*mirrored, target=turned(REACH_70)) == verdict(*claims)


@given(claims_lists)
def test_the_order_of_the_rows_changes_no_outcome(claims):
    assert verdict(*reversed(claims)) == verdict(*claims)


@given(claims_lists)
def test_no_outcome_rests_on_grade_c_or_d_or_on_another_measure(claims):
    finding = decide(REACH_70, claims)
    if finding.outcome in DECIDED:
        assert {claim.grade for claim in finding.claims} <= {"A", "B"}
        assert {claim.comparability for claim in finding.claims} <= {"same", "near"}


@given(claims_lists)
def test_raising_the_grade_of_what_an_outcome_rests_on_makes_it_no_less_firm(claims):
    finding = decide(REACH_70, claims)
    raised = [
        replace(claim, grade="A") if claim in finding.claims and claim.grade in "AB" else claim
        for claim in claims
    ]
    assert verdict(*raised) == (finding.outcome, finding.leaning)


@given(claims_lists)
def test_an_outcome_comes_again_from_the_rows_it_rests_on(claims):
    finding = decide(REACH_70, claims)
    if finding.outcome in DECIDED:
        assert verdict(*finding.claims) == (finding.outcome, finding.leaning)


@given(claims_lists)
def test_wider_intervals_never_turn_a_target_without_outcome_into_a_met_one(claims):
    wider = [
        replace(claim, interval=Interval(claim.interval.low - 9, claim.interval.high + 9))
        for claim in claims
    ]
    finding = decide(REACH_70, [claim for claim in claims if claim.year == 2020])
    if finding.outcome not in DECIDED:
        wide = decide(REACH_70, [claim for claim in wider if claim.year == 2020])
        assert wide.outcome not in ("met", "missed", "met_late")
