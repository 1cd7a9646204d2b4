"""Table of progress and specification grid, against figures worked by hand."""

import pandas as pd
import pytest

from helpers.analysis.assessments import progress
from helpers.analysis.specifications import ENOUGH, agreement, specifications

CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"


@pytest.fixture(scope="module")
def chosen(edition, results):
    return edition.observations, results.points, edition.indicators, 2016


@pytest.fixture(scope="module")
def table(chosen):
    return progress(*chosen)


@pytest.fixture(scope="module")
def grid(chosen):
    return specifications(*chosen)


def rating(table, indicator, method, base, target):
    rows = table[
        (table["indicator_id"] == indicator)
        & (table["method"] == method)
        & (table["base_year"] == base)
        & (table["target_year"] == target)
    ]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize(
    ("indicator", "base", "target", "growth", "linear", "logit", "factor"),
    [
        (DIGITAL, 2013, 2020, 1.24, 1.14, 1.08, 0.78),
        (CNC, 2013, 2025, 0.97, 0.68, 0.76, 1.62),
        (CNC, 2015, 2020, 0.10, 0.09, 0.10, 13.9),
    ],
)
def test_ratios_of_the_two_rates(table, indicator, base, target, growth, linear, logit, factor):
    for method, expected in (("cagr_ratio", growth), ("sdsn", linear), ("logit_ratio", logit)):
        value = rating(table, indicator, method, base, target)["value"]
        assert round(value, 2) == expected, method
    value = rating(table, indicator, "acceleration", base, target)["value"]
    assert value == pytest.approx(factor, abs=0.05)


def test_growth_from_2013_calls_cnc_nearly_on_track_and_growth_from_2015_does_not(table):
    assert rating(table, CNC, "cagr_ratio", 2013, 2025)["class"] == "substantial_progress"
    assert rating(table, CNC, "cagr_ratio", 2015, 2020)["class"] == "limited_progress"


def test_rounding_allows_deterioration_since_2015(table):
    row = rating(table, CNC, "cagr_ratio", 2015, 2020)
    assert row["class_set"] == "deterioration|limited_progress"
    assert row["flip_change"] == pytest.approx(-0.3)


def test_three_reported_points_get_no_weather_symbol(table):
    rows = table[table["method"] == "extrapolation"]
    assert not rows["assessable"].any()
    assert set(rows["reason"]) == {"fewer than four yearly values"}


def test_a_change_as_large_as_the_flip_turns_the_class(table, edition, results):
    row = rating(table, CNC, "sdsn", 2013, 2025)
    for nudge, same in ((0.999, True), (1.001, False)):
        moved = edition.observations.copy()
        moved.loc[moved["indicator_id"] == CNC, "value"] += nudge * row["flip_change"]
        again = progress(moved, results.points, edition.indicators, 2016)
        assert (rating(again, CNC, "sdsn", 2013, 2025)["class"] == row["class"]) is same


def test_a_series_that_may_not_be_compared_gets_no_class(edition, results):
    other = edition.observations.assign(comparable="no")
    rows = progress(other, results.points, edition.indicators, 2016)
    assert not rows["assessable"].any()
    assert set(rows["class"]) == {""}


def test_the_grid_has_every_combination(grid):
    # 2 bases x 2 targets x 5 methods x 9 corners x 9 sampling ends; no sampling for an index.
    sizes = grid.groupby("indicator_id").size().to_dict()
    assert sizes == {DIGITAL: 1620, CNC: 1620, "energy_intensity": 1 * 2 * 4 * 9}


def test_specifications_as_printed_are_the_ratings(grid, table):
    printed = grid[(grid["corner"] == "printed") & (grid["sampling"] == "none")]
    key = ["observation_id", "method", "base_year", "target_year"]
    both = printed.merge(table, on=key, suffixes=("", "_rating"))
    assert len(both) == len(printed)
    assert (both["class"] == both["class_rating"]).all()


def test_corners_reach_no_class_outside_the_class_set(grid, table):
    corners = grid[grid["sampling"] == "none"]
    key = ["observation_id", "method", "base_year", "target_year"]
    both = corners.merge(table[[*key, "class_set"]], on=key)
    outside = [row for row in both.to_dict("records")
               if row["class"] not in row["class_set"].split("|")]  # fmt: skip
    assert outside == []


def test_agreement_counts_what_is_enough(grid):
    counts = agreement(grid).set_index("indicator_id")
    assert counts.loc["energy_intensity", ["enough", "specifications"]].tolist() == [72, 72]
    own = grid[grid["indicator_id"] == CNC]
    expected = sum(row["class"] in ENOUGH[row["method"]] for row in own.to_dict("records"))
    assert counts.loc[CNC, "enough"] == expected


def test_no_observation_gives_empty_tables(edition, results):
    none = edition.observations.iloc[:0]
    for function in (progress, specifications):
        table = function(none, results.points, edition.indicators, 2016)
        assert isinstance(table, pd.DataFrame)
        assert table.empty
