"""Outcomes on a small table: a rate that should rise to 70, a fall that should reach 80."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.comparison.position import TOLERANCE
from helpers.analysis.hindsight.outcomes import decide, fails, fate, outcomes, passes

INDICATORS = pd.DataFrame({"indicator_id": ["rate", "fall"], "better": ["higher", "lower"]})
POINTS = pd.DataFrame(
    [
        ("fall", 2015, 100.0, "base"),
        ("fall", 2020, 80.0, "target"),
        ("rate", 2013, 50.0, "baseline"),
        ("rate", 2020, 70.0, "target"),
        ("rate", 2025, 90.0, "target"),
    ],
    columns=["indicator_id", "year", "value", "role"],
).assign(scale="percent")
KEYS = ["indicator_id", "target_year"]
NO_NOTES = pd.DataFrame(columns=[*KEYS, "caveat", "later_ids"])


def said(name, year, value, **changes):
    """A later value on the scale; the name of its indicator is the first word of its own."""
    plain = {
        "later_id": name,
        "indicator_id": name.split()[0],
        "series": "own",
        "relation": "same",
        "year": year,
        "date": float(year),
        "value": value,
        "low": value - 0.5,
        "high": value + 0.5,
        "precision": "year",
        "qualifier": "exact",
        "status": "reported",
        "grade": "B",
        "chain": name,
    }
    return plain | changes


def outcome(*statements, indicator="rate", year=2020, notes=NO_NOTES, left_out=()):
    """Outcome of one target; the other indicator has a value of its own that must not matter."""
    stranger = said("fall x", 2020, 99.0) if indicator == "rate" else said("rate x", 2020, 1.0)
    later = pd.DataFrame([stranger, *statements])
    table = outcomes(later, POINTS, INDICATORS, notes, left_out).set_index(KEYS)
    return table.loc[(indicator, year)]


def verdict(found):
    return found["status"], found["basis"]


def test_a_rate_that_reached_its_target_is_told_with_value_gap_and_first_year():
    found = outcome(
        said("rate c", 2020, 72.5, grade="A"),
        said("rate a", 2018, 69.0),
        said("rate b", 2019, 71.0),
        said("rate d", 2021, 95.0),
    )
    assert verdict(found) == ("met", "in_year")
    assert found[["target", "value", "value_year", "gap", "passed_in"]].tolist() == [
        70, 72.5, 2020, 2.5, 2019,
    ]  # fmt: skip
    assert found[["series", "later_ids", "grades"]].tolist() == ["own", "rate c", "A"]
    assert found[["scale", "caveat"]].tolist() == ["percent", ""]


def test_a_fall_that_stays_above_its_target_is_missed_by_a_negative_gap():
    found = outcome(said("fall a", 2020, 84.0), indicator="fall")
    assert verdict(found) == ("missed", "in_year")
    assert found["gap"] == -4
    assert pd.isna(found["passed_in"])


def test_the_last_value_before_the_target_year_can_meet_it_and_later_ones_do_not_count():
    rows = [said("rate a", 2018, 71.0), said("rate b", 2019, 69.0), said("rate c", 2021, 90.0)]
    found = outcome(*rows)
    assert verdict(found) == ("open", "earlier_short")
    assert found[["value", "gap", "passed_in", "later_ids"]].tolist() == [69, -1, 2018, "rate b"]
    assert verdict(outcome(rows[0])) == ("met", "before")
    assert verdict(outcome(*rows, year=2025)) == ("met", "before")


def test_no_value_leaves_everything_blank():
    found = outcome()
    assert verdict(found) == ("open", "no_value")
    assert found[["value", "value_year", "gap", "passed_in", "later_target"]].isna().all()
    assert found[["series", "later_ids", "grades"]].tolist() == ["", "", ""]


def test_rows_follow_the_targets_of_the_plan():
    table = outcomes(pd.DataFrame([said("rate a", 2020, 71.0)]), POINTS, INDICATORS, NO_NOTES)
    assert table[KEYS].to_numpy().tolist() == [["fall", 2020], ["rate", 2020], ["rate", 2025]]
    assert table["target"].tolist() == [80, 70, 90]


def test_nothing_rests_on_a_row_that_is_left_out():
    rows = said("rate a", 2020, 72.0), said("rate b", 2020, 60.0)
    assert verdict(outcome(*rows)) == ("open", "undecided")
    assert verdict(outcome(*rows, left_out=["rate b"])) == ("met", "in_year")


def test_of_two_own_labels_the_one_that_speaks_of_the_later_date_is_shown():
    found = outcome(
        said("rate a", 2020, 71.0, series="first half", precision="half_year", date=2019.5),
        said("rate b", 2020, 72.0, series="whole year"),
    )
    assert found[["value", "series"]].tolist() == [72, "whole year"]
    assert found["later_ids"] == "rate a; rate b"


def test_of_two_rows_of_one_date_the_first_by_name_is_shown():
    found = outcome(said("rate b", 2020, 73.0), said("rate a", 2020, 72.0))
    assert found["value"] == 72
    assert found["later_ids"] == "rate b; rate a"


def test_a_label_of_its_own_can_meet_what_the_plans_series_leaves_open_but_not_undo_it():
    other = said("rate o", 2020, 71.0, series="new", relation="other")
    open_yet = said("rate a", 2019, 60.0)
    found = outcome(open_yet, other)
    assert verdict(found) == ("met_on_another_series", "another_series")
    assert found[["value", "series", "later_ids"]].tolist() == [71, "new", "rate o"]
    assert pd.isna(found["passed_in"])
    assert verdict(outcome(other | {"value": 69.0}, open_yet)) == ("open", "earlier_short")
    assert verdict(outcome(other, said("rate a", 2020, 60.0))) == ("missed", "in_year")
    proxy = other | {"relation": "proxy"}
    assert verdict(outcome(open_yet, proxy)) == ("open", "earlier_short")


def test_other_labels_are_judged_one_by_one():
    found = outcome(
        said("rate o", 2020, 71.0, series="new", relation="other"),
        said("rate p", 2020, 60.0, series="newer", relation="other"),
    )
    assert found[["status", "series"]].tolist() == ["met_on_another_series", "new"]


def test_the_later_target_is_the_stated_one_of_the_same_year():
    goal = said("rate g", 2020, 75.0, status="target", grade="A")
    found = outcome(
        said("rate a", 2020, 72.0),
        said("rate early", 2019, 60.0, status="target"),
        said("rate blank", 2020, np.nan, status="target"),
        said("rate proxy", 2020, 50.0, status="target", relation="proxy"),
        goal,
    )
    assert found[["later_target", "later_target_gap"]].tolist() == [75, 5]
    assert found[["later_ids", "grades"]].tolist() == ["rate a; rate g", "A, B"]
    lower = outcome(said("fall g", 2020, 75.0, status="target"), indicator="fall")
    assert lower[["later_target", "later_target_gap"]].tolist() == [75, 5]


def test_a_note_adds_its_caveat_and_its_rows_once():
    notes = pd.DataFrame(
        [("rate", 2020, "Look closer.", "rate z; rate a")], columns=[*KEYS, "caveat", "later_ids"]
    )
    rows = said("rate a", 2020, 72.0), said("rate z", 2017, 50.0, grade="A")
    found = outcome(*rows, notes=notes)
    assert found[["caveat", "later_ids", "grades"]].tolist() == [
        "Look closer.", "rate a; rate z", "A, B",
    ]  # fmt: skip
    assert outcome(*rows, notes=notes, year=2025)["caveat"] == ""


# Passing and failing


def printed(*values, qualifier="exact", half=0.5):
    """Rows of one series of 2020."""
    table = pd.DataFrame({"value": values}, dtype=float)
    return table.assign(
        year=2020, precision="year", qualifier=qualifier,
        low=table["value"] - half, high=table["value"] + half,
    )  # fmt: skip


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_value_on_the_target_passes_and_does_not_fail(sign):
    rows = printed(70.0)
    assert passes(rows, 70.0, sign).tolist() == [True]
    assert fails(rows, 70.0, sign).tolist() == [False]


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_rounding_error_of_sums_decides_nothing(sign):
    rows = printed(-sign * TOLERANCE, -sign * 2 * TOLERANCE)
    assert passes(rows, 0.0, sign).tolist() == [True, False]
    assert fails(rows, 0.0, sign).tolist() == [False, True]


def test_a_value_on_the_target_beside_one_short_of_it_leaves_it_undecided():
    assert decide(printed(70.0, 69.0), 70.0, 1.0, 2020)[:2] == ("open", "undecided")


@pytest.mark.parametrize(
    ("qualifier", "sign", "value", "passing", "failing"),
    [
        ("about", 1.0, 70.4, False, False),
        ("about", 1.0, 70.6, True, False),
        ("about", 1.0, 69.4, False, True),
        ("about", -1.0, 69.6, False, False),
        ("about", -1.0, 69.4, True, False),
        ("about", -1.0, 70.6, False, True),
        ("over", 1.0, 60.0, False, False),
        ("over", 1.0, 70.0, True, False),
        ("exact", 1.0, 69.9, False, True),
        ("exact", 1.0, 70.1, True, False),
    ],
)
def test_about_decides_with_its_whole_interval_and_over_can_pass_but_not_fail(
    qualifier, sign, value, passing, failing
):
    rows = printed(value, qualifier=qualifier, half=np.inf if qualifier == "over" else 0.5)
    assert passes(rows, 70.0, sign).tolist() == [passing]
    assert fails(rows, 70.0, sign).tolist() == [failing]


@given(
    st.floats(0, 100), st.floats(0, 5), st.sampled_from(["exact", "about", "over"]),
    st.sampled_from([1.0, -1.0]),
)  # fmt: skip
def test_no_value_both_passes_and_fails_and_an_exact_one_does_either(value, half, qualifier, sign):
    rows = printed(value, qualifier=qualifier, half=half)
    both = passes(rows, 50.0, sign).iloc[0], fails(rows, 50.0, sign).iloc[0]
    assert not all(both)
    assert any(both) or qualifier != "exact"


@pytest.mark.parametrize(
    ("rows", "year", "expected"),
    [
        (printed(69.0, 68.0), 2020, ("missed", "in_year")),
        (printed(69.0, 68.0).assign(precision=["year", "month"]), 2020, ("missed", "in_year")),
        (printed(69.0, 68.0).assign(precision="month"), 2020, ("open", "part_of_year")),
        (printed(71.0, 69.0), 2021, ("open", "earlier_short")),
        (printed(71.0, 72.0), 2021, ("met", "before")),
    ],
    ids=["all short", "one of a whole year", "parts of a year", "one short before", "before"],
)
def test_several_values_decide_together(rows, year, expected):
    assert decide(rows, 70.0, 1.0, year)[:2] == expected


@pytest.mark.parametrize("position", ["too_close_to_say", "on_path", "not_comparable"])
def test_a_position_on_no_side_leaves_its_fate_open(position):
    assert [fate(position, status) for status in ("met", "missed", "open")] == ["open"] * 3


def test_a_side_holds_by_itself_or_leaning():
    assert [fate(f"{leaning}ahead", "met") for leaning in ("", "leans_")] == ["held"] * 2
    assert [fate(f"{leaning}behind", "met") for leaning in ("", "leans_")] == ["not_held"] * 2
    assert [fate(side, "missed") for side in ("ahead", "behind")] == ["not_held", "held"]
