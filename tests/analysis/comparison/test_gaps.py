"""The 2016 comparison: hand-worked readings, exact intervals, and the laws of positions."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.analysis.comparison.gaps import AT_ONCE, compare, compare_in_parts
from helpers.analysis.comparison.inputs import ComparisonInputs, PathChoices
from helpers.analysis.comparison.paths import path_value
from helpers.analysis.comparison.position import position
from helpers.analysis.comparison.scales import scaled_milestones
from helpers.analysis.comparison.verdicts import verdicts
from helpers.analysis.edition_tables import analyse
from helpers.data.input_tables import read_input_tables

CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"


def reading(results, indicator, rule, base_year, target_year):
    rows = results.comparison
    found = rows[
        (rows["indicator_id"] == indicator)
        & (rows["rule"] == rule)
        & (rows["base_year"] == base_year)
        & (rows["target_year"] == target_year)
    ]
    assert len(found) == 1
    return found.iloc[0]


def test_both_rates_have_two_bases_two_targets_three_rules(results):
    for indicator in (CNC, DIGITAL):
        own = results.comparison[results.comparison["indicator_id"] == indicator]
        keys = set(zip(own["base_year"], own["target_year"], own["rule"], strict=True))
        rules = ("linear", "geometric", "logit")
        assert keys == set(product((2013, 2015), (2020, 2025), rules))


def test_cnc_from_2015_to_2020_on_the_linear_path(results):
    row = reading(results, CNC, "linear", 2015, 2020)
    assert row["expected"] == pytest.approx(36.4)
    assert row["gap"] == pytest.approx(-3.1)
    assert row["pace_observed"] == pytest.approx(0.3)
    assert row["pace_planned"] == pytest.approx(3.4)
    assert row["pace_required"] == pytest.approx(4.175)
    assert row["acceleration"] == pytest.approx(4.175 / 0.3)
    assert row["path_year"] == pytest.approx(2015 + 0.3 / 3.4)
    assert row["position"] == "behind"
    # 33.25 against (50.5 - 33.5)/5 + 33.5 = 36.9; 33.35 against (49.5 - 32.5)/5 + 32.5 = 35.9.
    assert row["gap_low"] == pytest.approx(33.25 - 36.9)
    assert row["gap_high"] == pytest.approx(33.35 - 35.9)
    # From 33.5 to 33.25, or from 32.5 to 33.35: the direction itself is open.
    assert (row["pace_low"], row["pace_high"]) == (pytest.approx(-0.25), pytest.approx(0.85))


def test_digital_tools_from_2013_to_2020_on_the_linear_path(results):
    row = reading(results, DIGITAL, "linear", 2013, 2020)
    assert row["expected"] == pytest.approx(52 + 20 * 3 / 7)
    assert row["pace_ratio"] == pytest.approx((9.8 / 3) / (20 / 7))
    assert row["position"] == "ahead"


def test_energy_falls_faster_than_the_straight_path_asks(results):
    row = reading(results, "energy_intensity", "linear", 2015, 2020)
    assert (row["observed"], row["expected"]) == (95, pytest.approx(96.4))
    assert row["gap"] == pytest.approx(1.4)
    # "About 5": 4 to 6; a fall of 18 to 2020: 17.5 to 18.5.
    assert row["gap_low"] == pytest.approx(96.3 - 96)
    assert row["gap_high"] == pytest.approx(96.5 - 94)
    assert row["position"] == "ahead"


def test_readings_within_rounding_are_too_close_to_say(results):
    assert reading(results, CNC, "geometric", 2013, 2025)["position"] == "too_close_to_say"
    assert reading(results, DIGITAL, "logit", 2013, 2025)["position"] == "too_close_to_say"


def test_eleven_of_twelve_readings_decide_and_all_have_one_sign(results):
    verdicts = results.verdicts.set_index("indicator_id")
    assert verdicts.loc[DIGITAL, ["ahead", "behind", "above"]].tolist() == [11, 0, 12]
    assert verdicts.loc[CNC, ["ahead", "behind", "above"]].tolist() == [0, 11, 0]
    assert verdicts.loc[DIGITAL, "verdict"] == "leans_ahead"
    assert verdicts.loc[CNC, "verdict"] == "leans_behind"


def test_the_interval_of_every_gap_is_its_range_over_all_corners(edition, results):
    points = results.points.set_index(["indicator_id", "year"])
    for row in results.comparison.to_dict("records"):
        base = points.loc[(row["indicator_id"], row["base_year"])]
        target = points.loc[(row["indicator_id"], row["target_year"])]
        half = {"energy_intensity": 1.0}.get(row["indicator_id"], 0.05)
        sign = -1 if row["indicator_id"] == "energy_intensity" else 1
        gaps = [
            sign
            * (y - float(path_value(row["rule"], 2016, row["base_year"], b, row["target_year"], t)))
            for y in (row["observed"] - half, row["observed"] + half)
            for b in (base["low"], base["high"])
            for t in (target["low"], target["high"])
        ]
        assert row["gap_low"] == pytest.approx(min(gaps))
        assert row["gap_high"] == pytest.approx(max(gaps))


LEVEL = {
    "indicator_id": "x",
    "unit": "percent",
    "target_kind": "level",
    "lower_bound": 0.0,
    "upper_bound": 100.0,
    "better": "higher",
    "name_en": "x",
    "category": "-",
    "name_zh": "-",
    "population": "-",
    "definition": "-",
}


def compare_level(
    base, target, observed, better="higher", year=2017, decimals=None, comparable="yes"
):
    """Compare one level, exact or as printed, once or often: base 2015, target 2020."""
    indicators = pd.DataFrame([LEVEL | {"better": better}])
    common = {"indicator_id": "x", "qualifier": "exact", "decimals": decimals, "base_year": None}
    milestones = pd.DataFrame(
        [
            common | {"year": 2015, "value": base, "role": "baseline"},
            common | {"year": 2020, "value": target, "role": "target"},
        ]
    )
    entry = common | {
        "year": year,
        "unit": "percent",
        "series": "plan",
        "comparable": comparable,
    }
    values = np.atleast_1d(observed)
    observations = pd.DataFrame([entry] * len(values)).assign(
        value=values, observation_id=[f"o{place:05}" for place in range(len(values))]
    )
    points = scaled_milestones(milestones, indicators)
    choices = PathChoices(year, [2015], [2020])
    return compare(ComparisonInputs(observations, points, indicators, choices))


SHARE = st.floats(5, 95)
SHARES = st.lists(SHARE, min_size=5, max_size=5).map(np.array)
# Each example builds whole tables.
FEW = settings(max_examples=8, deadline=None)


@FEW
@given(base=SHARE, target=SHARE)
def test_the_gap_is_zero_on_the_path(base, target):
    on_path = float(path_value("linear", 2017, 2015, base, 2020, target))
    row = compare_level(base, target, on_path).query("rule == 'linear'").iloc[0]
    assert row["gap"] == pytest.approx(0, abs=1e-9)
    assert row["position"] == "on_path"


@FEW
@given(base=SHARE, target=SHARE, observed=SHARES)
def test_mirrored_directions_mirror(base, target, observed):
    plain = compare_level(base, target, observed).query("rule != 'geometric'")
    turned = compare_level(100 - base, 100 - target, 100 - observed, better="lower")
    turned = turned.query("rule != 'geometric'")
    assert np.allclose(plain["gap"], turned["gap"])
    assert plain["position"].tolist() == turned["position"].tolist()


@FEW
@given(base=SHARE, target=SHARE, observed=SHARES)
def test_the_required_pace_reaches_the_target(base, target, observed):
    rows = compare_level(base, target, observed)
    assert np.allclose(rows["observed"] + 3 * rows["pace_required"], rows["observed"].clip(target))


def test_a_path_ends_in_its_target_year():
    row = compare_level(40.0, 50.0, 52.0, year=2020).query("rule == 'linear'").iloc[0]
    assert (row["expected"], row["gap"]) == (50.0, 2.0)
    assert compare_level(40.0, 50.0, 52.0, year=2021).empty


@pytest.mark.parametrize("observed", [50.0, 52.0])
def test_a_target_that_is_reached_asks_for_no_further_pace(observed):
    row = compare_level(40.0, 50.0, observed).query("rule == 'linear'").iloc[0]
    assert (row["pace_required"], row["acceleration"]) == (0, 0)


def test_a_fall_that_goes_beyond_its_target_asks_for_no_further_pace():
    row = compare_level(50.0, 40.0, 38.0, better="lower").query("rule == 'linear'").iloc[0]
    assert (row["pace_required"], row["acceleration"]) == (0, 0)


def test_a_pace_of_nothing_has_no_sign():
    row = compare_level(50.0, 40.0, 38.0, better="lower").query("rule == 'linear'").iloc[0]
    assert not np.signbit([row["pace_required"], row["acceleration"]]).any()
    row = compare_level(40.0, 50.0, 52.0).query("rule == 'linear'").iloc[0]
    assert not np.signbit([row["pace_required"], row["acceleration"]]).any()


def test_the_required_pace_takes_the_ends_of_report_and_target_and_never_turns():
    row = compare_level(40.0, 50.0, 50.0, decimals=0).query("rule == 'linear'").iloc[0]
    # From 50.5 to 49.5 nothing is asked, from 49.5 to 50.5 one point in three years.
    assert row["pace_required_low"] == 0
    assert row["pace_required_high"] == pytest.approx(1 / 3)


@pytest.mark.parametrize("observed", [39.0, 51.0])
def test_a_path_gets_to_no_value_beyond_its_ends(observed):
    assert compare_level(40.0, 50.0, observed)["path_year"].isna().all()
    assert compare_level(40.0, 50.0, 44.0).iloc[0]["path_year"] == 2017


def test_paces_are_a_year_and_their_interval_takes_the_ends_furthest_apart():
    row = compare_level(40.0, 50.0, 44.0, decimals=0).iloc[0]
    assert (row["pace_observed"], row["pace_planned"], row["pace_required"]) == (2, 2, 2)
    # Two years from 40.5 to 43.5, or from 39.5 to 44.5.
    assert (row["pace_low"], row["pace_high"]) == (1.5, 2.5)
    assert (row["pace_ratio"], row["acceleration"]) == (1, 1)


def test_a_planned_pace_of_one_is_a_pace_and_one_of_zero_divides_nothing():
    assert compare_level(40.0, 45.0, 44.0).iloc[0]["pace_ratio"] == 2
    assert pd.isna(compare_level(40.0, 40.0, 44.0).iloc[0]["pace_ratio"])


def test_an_observed_pace_of_one_has_an_acceleration():
    assert compare_level(40.0, 50.0, 42.0).iloc[0]["acceleration"] == pytest.approx(8 / 3)


def test_the_last_year_asks_for_what_is_left_and_the_target_year_for_no_pace():
    assert compare_level(40.0, 50.0, 47.0, year=2019).iloc[0]["pace_required"] == 3
    assert pd.isna(compare_level(40.0, 50.0, 47.0, year=2020).iloc[0]["pace_required"])


def test_more_observations_than_are_compared_at_a_time_are_all_there_in_order():
    number = AT_ONCE + 1
    rows = compare_level(40.0, 50.0, np.linspace(41, 49, number)).query("rule == 'linear'")
    assert np.allclose(rows["gap"], np.linspace(41, 49, number) - 44)


def test_what_may_be_compared_gives_no_reason_against_it():
    assert set(compare_level(40.0, 50.0, 52.0)["reason"]) == {""}


def test_a_series_that_may_not_be_compared_gets_no_position():
    rows = compare_level(40.0, 50.0, 52.0, comparable="no")
    assert set(rows["position"]) == {"not_comparable"}
    assert rows["reason"].str.contains("series").all()


def test_no_row_for_a_report_year_before_the_base():
    assert compare_level(40.0, 50.0, 41.0, year=2015).empty


def test_an_unchanged_value_has_no_acceleration_and_no_infinity():
    rows = compare_level(40.0, 50.0, 40.0)
    assert rows["acceleration"].isna().all()
    assert not np.isinf(rows.select_dtypes("number")).any(axis=None)


def test_order_of_input_rows_changes_nothing(edition, results):
    shuffled = dict(edition) | {
        "milestones": edition.milestones.sample(frac=1, random_state=1),
        "observations": edition.observations.sample(frac=1, random_state=2),
    }
    again = analyse(shuffled, PathChoices(2016))
    pd.testing.assert_frame_equal(again.comparison, results.comparison)


def test_an_added_indicator_changes_no_other_row(edition, results):
    more = analyse(edition, PathChoices(2016), [CNC])
    own = results.comparison[results.comparison["indicator_id"] == CNC]
    pd.testing.assert_frame_equal(more.comparison, own.reset_index(drop=True))


@pytest.mark.parametrize(
    ("gap", "low", "high", "last_digit", "expected"),
    [
        (0.4, 0.1, 0.7, 0.05, "ahead"),
        (-0.4, -0.7, -0.1, 0.05, "behind"),
        (0.4, 0.0, 0.8, 0.05, "too_close_to_say"),
        (0.02, -0.4, 0.5, 0.05, "on_path"),
        (0.3, -0.4, 0.5, 0.05, "too_close_to_say"),
        (float("nan"), float("nan"), float("nan"), 0.05, "not_comparable"),
    ],
)
def test_position_needs_the_whole_interval(gap, low, high, last_digit, expected):
    assert position([gap], [low], [high], last_digit).tolist() == [expected]


def test_a_year_without_a_report_has_an_empty_summary_with_all_its_columns(edition, results):
    silent = analyse(edition, PathChoices(2015)).verdicts
    assert len(silent) == 0
    assert list(silent.columns) == list(results.verdicts.columns)


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    """An edition with twenty labels of each rate in 2017, some of them the plan's own."""
    lines = [
        f"{indicator},2017,{30 + number}.{number % 10},{f'label {number}' if number else 'plan'}"
        for indicator in (CNC, DIGITAL)
        for number in range(20)
    ]
    path = tmp_path_factory.mktemp("labelled") / "new.csv"
    path.write_text("\n".join(["indicator_id,year,value,series", *lines]), encoding="utf-8")
    return read_input_tables(str(path))


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_comparison_in_parts_is_the_comparison(labelled, results, size):
    tables = (labelled.observations, results.points, labelled.indicators)
    inputs = ComparisonInputs(*tables, PathChoices(2017))
    whole = compare(inputs)
    parts = list(compare_in_parts(inputs, size=size))
    assert len(whole) == 40 * 12
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)
    drawn = pd.concat([verdicts(part) for part in parts], ignore_index=True)
    pd.testing.assert_frame_equal(drawn, verdicts(whole))
