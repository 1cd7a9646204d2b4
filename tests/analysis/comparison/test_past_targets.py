"""Targets of earlier years than the report: met, missed, or too close to say."""

import pandas as pd
import pytest

from helpers.analysis.comparison.past_targets import past_targets
from helpers.analysis.comparison.scales import scaled_milestones
from helpers.data.tables.assessment import PAST_TARGETS
from tests.analysis.cases import inputs_of

ENTRY = {
    "indicator_id": "x", "unit": "percent", "target_kind": "level", "lower_bound": 0.0,
    "upper_bound": 100.0, "better": "higher",
}  # fmt: skip
MILESTONES = pd.DataFrame(
    [(2015, 33.0, "baseline"), (2025, 64.0, "target"), (2020, 50.0, "target")],
    columns=["year", "value", "role"],
).assign(indicator_id="x", qualifier="exact", decimals=0.0, base_year=None)


def found(value, year=2025, decimals=1.0, better="higher", comparable="yes", target_years=()):
    indicators = pd.DataFrame([ENTRY | {"better": better}])
    observations = pd.DataFrame(
        {"observation_id": ["o"], "year": [year], "value": [value], "decimals": [decimals]}
    ).assign(indicator_id="x", unit="percent", qualifier="exact", series="s", comparable=comparable)
    points = scaled_milestones(MILESTONES, indicators)
    return past_targets(inputs_of(observations, points, indicators, year, (), target_years))


@pytest.mark.parametrize(
    ("value", "better", "outcome"),
    [
        (50.6, "higher", "met"),
        (49.4, "higher", "missed"),
        (50.3, "higher", "too_close_to_say"),
        (50.0, "higher", "met"),
        (49.4, "lower", "met"),
        (50.6, "lower", "missed"),
    ],
)
def test_a_past_target_is_met_or_missed_rounding_included(value, better, outcome):
    assert found(value, better=better)["outcome"].tolist() == [outcome]


def test_the_gap_and_its_ends_count_from_the_target():
    row = found(58.0, decimals=0.0).iloc[0]
    assert (row["target_year"], row["target"], row["gap"]) == (2020, 50, 8)
    # 57.5 against 50.5, and 58.5 against 49.5.
    assert (row["gap_low"], row["gap_high"]) == (7, 9)
    assert found(58.0, decimals=0.0, better="lower").iloc[0]["gap_low"] == -9


def test_every_past_target_has_a_row_in_the_order_of_years_and_the_present_one_none():
    assert found(66.0, year=2026)["target_year"].tolist() == [2020, 2025]
    assert found(66.0, year=2026, target_years=(2025,))["target_year"].tolist() == [2025]
    assert found(50.0, year=2020).empty
    assert found(50.0, year=2020).columns.tolist() == PAST_TARGETS.names


def test_another_series_meets_no_target_and_says_why():
    row = found(66.0, comparable="no").iloc[0]
    assert row["outcome"] == "not_comparable"
    assert "series" in row["reason"]
