"""What the next target asks of each observation, hand-worked from the printed figures."""

import pytest

from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.comparison.verdicts import prospects
from helpers.analysis.progress.specifications import rule_verdicts, specifications

CNC, ENERGY = "cnc_key_process_ratio-2016-miit", "energy_intensity-2016-miit"


@pytest.fixture(scope="module")
def inputs(edition, results):
    observed = scaled_observations(edition.observations, results.points, edition.indicators)
    return results.points, observed, rule_verdicts(specifications(results.inputs))


@pytest.fixture(scope="module")
def rows(results, inputs):
    return prospects(results.comparison, *inputs).set_index("observation_id")


def test_cnc_asks_for_four_points_a_year_to_2020(rows):
    row = rows.loc[CNC]
    assert (row["target_year"], row["target_value"]) == (2020, 50)
    assert row["pace_required"] == pytest.approx((50 - 33.3) / 4)
    # 49.5 less 33.35, and 50.5 less 33.25, over four years.
    assert row["pace_required_low"] == pytest.approx(4.0375)
    assert row["pace_required_high"] == pytest.approx(4.3125)


def test_the_paces_so_far_start_from_the_first_and_the_latest_base(rows):
    row = rows.loc[CNC]
    assert (row["first_base"], row["pace_first"]) == (2013, pytest.approx(2.1))
    assert (row["start_year"], row["start_value"], row["start_role"]) == (2015, 33, "expected")
    assert row["pace_start"] == pytest.approx(0.3)


def test_a_fall_is_asked_for_on_the_index_of_its_base_year(rows):
    row = rows.loc[ENERGY]
    assert (row["start_value"], row["start_role"], row["target_value"]) == (100, "base", 82)
    # "About 5" is 94 to 96; "18 %" is 81.5 to 82.5.
    assert row["pace_required"] == pytest.approx((82 - 95) / 4)
    assert row["pace_required_low"] == pytest.approx((81.5 - 96) / 4)
    assert row["pace_required_high"] == pytest.approx((82.5 - 94) / 4)


def test_ratings_of_the_printed_values_are_counted_by_observation(rows):
    # Five rules, two bases and two targets; two of growth from 2013 to 2025 are content.
    assert rows.loc[CNC, ["ratings", "enough"]].tolist() == [20, 2]
    # One base, and no logit of an index.
    assert rows.loc[ENERGY, "ratings"] == 4 * 2


def test_once_every_target_year_is_past_nothing_is_asked(results, inputs):
    past = results.comparison.assign(report_year=2026)
    row = prospects(past, *inputs).iloc[0]
    assert row[["target_year", "target_value", "pace_required"]].isna().all()
    assert row["first_base"] == 2013


def test_the_next_target_is_the_first_one_after_the_report(results, inputs):
    later = results.comparison.assign(report_year=2021)
    assert set(prospects(later, *inputs)["target_year"]) == {2025}


def test_other_rows_change_nothing(results, inputs, rows):
    own = results.comparison[results.comparison["observation_id"] == CNC]
    alone = prospects(own.sample(frac=1, random_state=1), *inputs).iloc[0]
    expected = rows.loc[CNC]
    assert alone.drop("observation_id").to_dict() == expected.to_dict()
