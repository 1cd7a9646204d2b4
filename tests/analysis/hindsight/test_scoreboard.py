"""The scoreboard on small tables: one indicator, one programme target, a roadmap pair."""

import math

import pandas as pd
import pytest

from helpers.analysis.hindsight.scoreboard import (
    STANDINGS,
    counts,
    fate,
    fates,
    named,
    scoreboard,
    tally,
)
from tests.analysis.hindsight.evidence_cases import evidence

INDICATOR = {"unit": "percent", "better": "higher", "target_kind": "level"}
MILESTONE = {"role": "target", "qualifier": "exact", "printed_zh": "", "decimals": 0.0}
TEXT = {
    "value_high": math.nan,
    "unit": "percent",
    "qualifier": "exact",
    "role": "target",
    "suspect": False,
    "suspect_note": "",
    "value_printed": "",
    "printed_zh": "",
    "measure": "share",
    "sector_no": 1,
}
NO_PAIRS = pd.DataFrame(columns=["target_id_2020", "target_id_2025", "match"])


def text_targets(*rows):
    columns = ["target_id", "year", "value", *TEXT]
    filled = [TEXT | {"target_id": n, "year": y, "value": v} | more for n, y, v, more in rows]
    return pd.DataFrame(filled, columns=columns)


def evidence_of(key, *rows):
    """Evidence rows on targets, and one on nobody's that must not matter."""
    everyone = [*rows, ("z", "nobody", 2020, 1.0, {})]
    named = [(name, year, value, {key: of} | more) for name, of, year, value, more in everyone]
    return evidence(*named).assign(series=lambda table: table.get("series", ""))


def board(
    indicators=(), programmes=(), roadmap=(), found=(), values=(), pairs=NO_PAIRS, searched=()
):
    entries = [INDICATOR | {"indicator_id": n} | more for n, _, _, more in indicators]
    points = [
        MILESTONE | {"indicator_id": n, "year": y, "value": v, "base_year": 2015.0} | more
        for n, y, v, more in indicators
    ]
    keys = ["indicator_id", "unit", "better", "target_kind"]
    tables = {
        "indicators": pd.DataFrame(entries, columns=keys).drop_duplicates("indicator_id"),
        "milestones": pd.DataFrame(
            points, columns=[*MILESTONE, *keys[:1], "year", "value", "base_year"]
        ),
    }
    record = {
        "programme_targets": text_targets(*programmes),
        "roadmap_targets": text_targets(*roadmap),
        "roadmap_pairs": pairs,
        "target_evidence": evidence_of("target_id", *found),
        "indicator_evidence": evidence_of("indicator_id", *values),
        "targets_searched": pd.DataFrame(searched, columns=["target_id", "status", "searched"]),
    }
    return scoreboard(tables, record).set_index("target_id")


def test_a_row_shows_outcome_value_grade_and_the_rows_it_rests_on():
    found = [("x", "t", 2020, 75.0, {"grade": "A"}), ("y", "t", 2019, 72.0, {"grade": "B"})]
    row = board(roadmap=[("t", 2020, 70.0, {})], found=found).loc["t"]
    assert row[["kind", "sector_no", "outcome", "leaning", "measure", "grade"]].tolist() == [
        "roadmap", 1, "met", "none", "same", "A",
    ]  # fmt: skip
    assert row[["value", "value_year", "evidence_ids"]].tolist() == [75, 2020, "x"]


def test_the_grade_is_the_worst_and_the_measure_near_if_any_row_is():
    found = [
        ("x", "t", 2020, 75.0, {"grade": "A", "comparability": "near"}),
        ("y", "t", 2020, 72.0, {"grade": "B", "comparability": "near"}),
    ]
    row = board(roadmap=[("t", 2020, 70.0, {})], found=found).loc["t"]
    assert row[["grade", "measure", "value"]].tolist() == ["B", "near", 72]


def test_a_target_met_late_tells_the_year_in_which_a_value_first_passed():
    found = [
        ("x", "t", 2020, 60.0, {}), ("y", "t", 2022, 75.0, {}), ("z", "t", 2023, 80.0, {}),
    ]  # fmt: skip
    late = board(roadmap=[("t", 2020, 70.0, {})], found=found).loc["t"]
    assert late[["outcome", "value", "passed_year"]].tolist() == ["met_late", 60, 2022]
    met = board(roadmap=[("t", 2020, 70.0, {})], found=found[1:2]).loc["t"]
    assert math.isnan(met["passed_year"])


@pytest.mark.parametrize(
    ("found", "outcome", "shown"),
    [
        pytest.param([(2016, 65.0), (2018, 62.0)], "short_at_last_value", (62, 2018),
                     id="the-last-before"),
        pytest.param([(2018, 60.0), (2021, 90.0)], "short_at_last_value", (60, 2018),
                     id="before-goes-before-after"),
        pytest.param([(2020, 27.0), (2020, 31.4)], "missed", (31.4, 2020),
                     id="of-one-year-the-closest-to-the-target"),
    ],
)  # fmt: skip
def test_the_value_shown_is_of_the_target_year_or_the_nearest_before(found, outcome, shown):
    series = {"series": "one"}
    rows = [(f"x{place}", "t", year, value, series) for place, (year, value) in enumerate(found)]
    row = board(roadmap=[("t", 2020, 70.0, {})], found=rows).loc["t"]
    assert (row["outcome"], (row["value"], row["value_year"])) == (outcome, shown)


def test_a_part_of_the_target_year_is_shown_before_the_years_it_continues():
    found = [
        ("x", "t", 2018, 60.0, {"series": "one"}),
        ("y", "t", 2020, 75.0, {"series": "one", "period": "2020-03", "precision": "month"}),
    ]
    row = board(roadmap=[("t", 2020, 70.0, {})], found=found).loc["t"]
    assert row[["outcome", "value", "value_year", "evidence_ids"]].tolist() == [
        "met", 75, 2020, "y; x",
    ]  # fmt: skip


def test_an_international_share_by_one_variant_of_the_world_is_near():
    share = {"measure": "international_market_share"}
    found = [("x", "t", 2020, 75.0, {"variant": "world with China"})]
    assert board(roadmap=[("t", 2020, 70.0, share)], found=found).loc["t", "measure"] == "near"


def test_a_reason_gives_two_notes_at_most():
    found = [
        (name, "t", 2020, 75.0, {"comparability": "near", "comparability_note": f"Note {name}."})
        for name in "xyz"
    ]
    row = board(roadmap=[("t", 2020, 70.0, {})], found=found).loc["t"]
    assert row["reason"] == "The value of 2020 passes. Note x. Note y."


def test_near_says_in_what_the_measure_differs():
    note = {"comparability": "near", "comparability_note": "Wind turbines only."}
    row = board(roadmap=[("t", 2020, 70.0, {})], found=[("x", "t", 2020, 75.0, note)]).loc["t"]
    assert row["reason"] == "The value of 2020 passes. Wind turbines only."


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({"role": "goal_without_figure", "value": math.nan}, "A goal without a figure.",
                     id="goal"),
        pytest.param({"role": "threshold"}, "Only says what another target counts.",
                     id="threshold"),
        pytest.param({"measure": "time_to_goal"}, "Its figure is its date.", id="date"),
    ],
)  # fmt: skip
def test_without_a_figure_of_its_own_nothing_is_decided(changes, reason):
    found = [("x", "t", 2020, 75.0, {})]
    row = board(programmes=[("t", 2020, 10.0, changes)], found=found).loc["t"]
    assert row[["outcome", "evidence_ids"]].tolist() == ["no_figure_set", "x"]
    assert row["reason"] == reason
    assert (row["grade"], row["measure"]) == ("", "")


def test_nothing_found_says_whether_it_was_searched():
    rows = [("a", 2020, 10.0, {}), ("b", 2020, 10.0, {})]
    table = board(roadmap=rows, searched=[("a", "searched_not_found", "two searches")])
    assert table["outcome"].tolist() == ["no_evidence", "no_evidence"]
    assert table["reason"].tolist() == ["Searched, nothing found: two searches.", "Nothing found."]


@pytest.mark.parametrize(
    ("value", "qualifier", "bound"),
    [
        (75.0, "over", "over"),
        (75.0, "at_most", "at_most"),
        (75.0, "about", "about"),
        (75.0, "exact", "exact"),
        (-20.0, "at_least", "at_most"),
    ],
)
def test_a_bound_is_told_as_one_and_that_of_a_fall_as_a_number(value, qualifier, bound):
    target = 70.0 if value > 0 else -18.0
    found = [("x", "t", 2020, value, {"qualifier": qualifier})]
    row = board(roadmap=[("t", 2020, target, {})], found=found).loc["t"]
    assert (row["value"], row["value_qualifier"]) == (value, bound)


def test_a_range_shows_both_its_ends():
    found = [("x", "t", 2020, 75.0, {"value_high": 80.0})]
    row = board(roadmap=[("t", 2020, 70.0, {})], found=found).loc["t"]
    assert row[["value", "value_high"]].tolist() == [75, 80]


def test_a_value_whose_year_is_not_stated_says_so_and_for_which_year_it_is_taken():
    period = "as of 2020-09 (reference year not stated)"
    found = [("x", "t", 2020, 75.0, {"period": period, "precision": "month"})]
    row = board(roadmap=[("t", 2020, 70.0, {})], found=found).loc["t"]
    assert row["value_as_of"] == period
    assert "takes 75 % for 2020, when it was stated; its own year is not known" in row["condition"]


def test_a_strict_pair_shares_its_evidence_and_a_loose_one_does_not():
    rows = [("a", 2020, 50.0, {}), ("b", 2025, 70.0, {})]
    found = [("x", "a", 2020, 27.0, {}), ("y", "b", 2024, 57.0, {})]
    for match, outcome in (("strict", "met_late"), ("loose", "missed")):
        pairs = pd.DataFrame([("a", "b", match)], columns=NO_PAIRS.columns)
        assert board(roadmap=rows, found=found, pairs=pairs).loc["a", "outcome"] == outcome


def test_an_attainment_of_one_figure_says_nothing_about_the_next():
    rows = [("a", 2020, 500.0, {"measure": "water_depth", "unit": "m"}),
            ("b", 2025, 1500.0, {"measure": "water_depth", "unit": "m"})]  # fmt: skip
    pairs = pd.DataFrame([("a", "b", "strict")], columns=NO_PAIRS.columns)
    table = board(roadmap=rows, found=[("x", "a", 2019, 500.0, {"unit": "m"})], pairs=pairs)
    assert table["outcome"].tolist() == ["met", "no_evidence"]


def test_a_doubt_in_the_print_carries_through_into_the_condition():
    doubt = {"suspect": True, "suspect_note": "second 2020 read as 2025"}
    row = board(roadmap=[("t", 2025, 70.0, doubt)], found=[("x", "t", 2025, 75.0, {})]).loc["t"]
    assert row["condition"] == "rests on how the print is understood: second 2020 read as 2025"


def test_indicators_are_named_with_the_year_and_judged_in_their_own_direction():
    fall = {"better": "lower", "target_kind": "change_from_base"}
    change = {"unit": "percent_over_period", "precision": "period", "base_year": 2015}
    table = board(indicators=[("e", 2020, -18.0, fall)], values=[("x", "e", 2020, -16.0, change)])
    assert table.loc["e-2020", ["outcome", "value", "target"]].tolist() == ["missed", -16, -18]


def test_a_period_mean_says_what_the_other_years_would_have_to_give():
    mean = {"target_kind": "period_mean", "unit": "percent_per_year"}
    growth = {"unit": "percent_on_previous_year"}
    row = board(
        indicators=[("l", 2020, 7.5, mean)], values=[("x", "l", 2019, 6.81, growth)]
    ).loc["l-2020"]  # fmt: skip
    assert (row["outcome"], row["leaning"]) == ("supportive_only", "none")
    assert row["condition"] == "would need 7.7 % a year in the other years, beside 6.81 % in 2019"


def test_the_growth_of_the_base_year_is_none_of_the_period():
    mean = {"target_kind": "period_mean", "unit": "percent_per_year"}
    growth = {"unit": "percent_on_previous_year"}
    values = [("w", "l", 2015, 6.0, growth), ("x", "l", 2019, 6.81, growth)]
    row = board(indicators=[("l", 2020, 7.5, mean)], values=values).loc["l-2020"]
    assert row["condition"] == "would need 7.7 % a year in the other years, beside 6.81 % in 2019"


def test_of_what_was_said_to_be_needed_only_the_target_year_is_a_condition():
    needed = {"series": "energy-use-needed", "label_printed": "fall needed"}
    values = [
        ("x", "e", 2018, 60.0, {}),
        ("y", "e", 2019, 9.0, needed),
        ("w", "e", 2020, 12.0, needed),
    ]
    row = board(indicators=[("e", 2020, 70.0, {})], values=values).loc["e-2020"]
    assert row["outcome"] == "short_at_last_value"
    assert row["condition"] == "would need +5 points a year from 60 %; fall needed: 12 %"


def test_another_measure_shows_no_value_as_if_it_were_the_targets():
    other = {"comparability": "different"}
    row = board(roadmap=[("t", 2020, 70.0, {})], found=[("x", "t", 2020, 75.0, other)]).loc["t"]
    assert math.isnan(row["value"])
    assert (row["measure"], row["evidence_ids"]) == ("", "x")


def test_counts_carry_their_denominator_and_sum_to_it():
    rows = [("a", 2020, 70.0, {}), ("b", 2020, 70.0, {}), ("c", 2025, 70.0, {})]
    found = [("x", "a", 2020, 75.0, {}), ("y", "b", 2020, 60.0, {})]
    table = counts(board(roadmap=rows, found=found).reset_index(), by=["year"])
    assert table.to_numpy().tolist() == [
        [2020, "met", "none", 1, 2],
        [2020, "missed", "none", 1, 2],
        [2025, "no_evidence", "none", 1, 1],
    ]


def test_counts_are_in_the_order_of_the_declared_outcomes_and_numbered_so():
    rows = [("a", 2025, 70.0, {}), ("b", 2020, 70.0, {}), ("c", 2020, 70.0, {})]
    found = [("x", "b", 2020, 60.0, {}), ("y", "c", 2020, 75.0, {})]
    table = counts(board(roadmap=rows, found=found).reset_index(), by=["year"])
    assert table["outcome"].tolist() == ["met", "missed", "no_evidence"]
    assert table.index.tolist() == [0, 1, 2]


def test_a_tally_counts_standings_by_group_with_how_many_set_a_figure():
    goal = {"role": "goal_without_figure", "value": math.nan}
    rows = [
        ("a", 2025, 70.0, {"sector_no": 2}),
        ("b", 2020, 70.0, {"sector_no": 2}),
        ("c", 2020, 70.0, {"sector_no": 2}),
        ("d", 2020, math.nan, goal | {"sector_no": 1}),
        ("e", 2020, 70.0, {"sector_no": 1}),
    ]
    # The value of 2019 passes, but alone does not show that the measure stayed there.
    found = [("x", "b", 2020, 75.0, {}), ("y", "c", 2019, 75.0, {}), ("w", "e", 2020, 60.0, {})]
    table = tally(board(roadmap=rows, found=found).reset_index(), "sector_no")
    empty = dict.fromkeys(STANDINGS, 0)
    assert table.index.tolist() == [2, 1]
    assert table.to_dict("records") == [
        empty | {"met": 1, "leans_met": 1, "no_evidence": 1, "of": 3, "judged": 3},
        empty | {"missed": 1, "no_figure_set": 1, "of": 2, "judged": 1},
    ]


def test_targets_are_named_by_what_they_are_set_for_and_indicators_by_their_name():
    outcomes = pd.DataFrame(
        [("r", "", "met"), ("p", "", "missed"), ("e-2020", "e", "met")],
        columns=["target_id", "indicator_id", "outcome"],
    )
    columns = ["target_id", "item", "measure", "sector"]
    record = {
        "roadmap_targets": pd.DataFrame([("r", "Robots", "share", "machines")], columns=columns),
        "programme_targets": pd.DataFrame([("p", "Parks", "built", None)], columns=columns),
    }
    indicators = pd.DataFrame([("e", "Energy intensity")], columns=["indicator_id", "name_en"])
    found = named(outcomes, indicators, record)
    assert found[["outcome", "item", "quantity", "sector"]].to_numpy().tolist() == [
        ["met", "Robots", "share", "machines"],
        ["missed", "Parks", "built", ""],
        ["met", "Energy intensity", "", ""],
    ]


@pytest.mark.parametrize(
    ("position", "outcome", "expected"),
    [
        ("leans_ahead", "met", "held"),
        ("leans_ahead", "missed", "not_held"),
        ("ahead", "met_late", "not_held"),
        ("behind", "missed", "held"),
        ("behind", "met_late", "held"),
        ("behind", "met", "not_held"),
        ("leans_behind", "definition_decides", "open"),
        ("ahead", "short_at_last_value", "open"),
        ("too_close_to_say", "met", "open"),
        ("depends", "missed", "open"),
    ],
)
def test_a_position_held_if_the_outcome_is_on_its_side(position, outcome, expected):
    assert fate(position, outcome) == expected


def test_a_position_is_compared_with_the_first_target_of_its_own_indicator():
    entries = [("a", 2025, 90.0, {}), ("a", 2020, 70.0, {}), ("b", 2020, 70.0, {})]
    values = [("x", "a", 2020, 75.0, {}), ("y", "a", 2025, 80.0, {}), ("w", "b", 2020, 60.0, {})]
    table = board(indicators=entries, values=values).reset_index()
    verdicts = pd.DataFrame({"indicator_id": ["b", "a", "c"], "verdict": ["ahead"] * 3})
    found = fates(verdicts, table)
    assert found[["indicator_id", "year", "outcome", "fate"]].to_numpy().tolist() == [
        ["b", 2020, "missed", "not_held"],
        ["a", 2020, "met", "held"],
    ]
