"""Rules without a target: published rows, classes at their cuts, and the scores of both rules."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.progress.rated_table import get_rule, rate_table, rule_names
from helpers.analysis.progress.records import Series, make_records
from helpers.analysis.progress.scores import score
from helpers.analysis.progress.without_target import STATCAN, WITHOUT_TARGET, closeness
from helpers.errors import WrongCall
from tests.conformance.published import BETTER, HERE, statcan_rows


def as_table(rows):
    return rows.assign(better=rows["direction"].map(BETTER))


def growing(value, better="higher", base=100.0, **more):
    return pd.DataFrame(
        {"base_year": [2015], "base_value": base, "current_year": 2016, "current_value": value,
         "better": better, **more}
    )  # fmt: skip


def test_growth_class_and_score_are_the_published_ones():
    rows = pd.read_csv(HERE / "statcan_cagr.csv")
    found = rate_table(as_table(rows), "cagr")
    np.testing.assert_allclose(found["value"], rows["progress_value"], rtol=0, atol=1e-12)
    np.testing.assert_allclose(found["score"], rows["score"], rtol=0, atol=1e-9)
    assert found["class"].tolist() == rows["status"].tolist()
    assert set(found["class"]) >= {*STATCAN.classes, STATCAN.unassessed}


def test_the_scores_toward_a_target_are_the_published_ones():
    rows = statcan_rows()
    found = rate_table(as_table(rows), "cagr_ratio")
    np.testing.assert_allclose(found["score"], rows["score"], rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("rule", "growth", "name"),
    [("cagr", 0.016, "substantial_progress"), ("cagr", 0.014, "moderate_progress"),
     ("cagr", 0.004, "limited_progress"), ("cagr", -0.001, "deterioration"),
     ("cagr_eurostat", 0.011, "significant_progress"),
     ("cagr_eurostat", 0.009, "moderate_progress"),
     ("cagr_eurostat", 0.0009, "no_change"), ("cagr_eurostat", -0.0009, "no_change"),
     ("cagr_eurostat", -0.002, "moderate_movement_away"),
     ("cagr_eurostat", -0.011, "significant_movement_away")],
)  # fmt: skip
def test_growth_a_year_has_its_class(rule, growth, name):
    assert rate_table(growing(100 * (1 + growth)), rule)["class"].tolist() == [name]
    fall = growing(100 * (1 - growth), "lower")
    assert rate_table(fall, rule)["class"].tolist() == [name]


def test_a_limit_shrinks_the_cuts_the_more_the_nearer_the_base_is():
    records = make_records(base_year=2015, base=[0.001, 50, 100, 150, 200, 300], year=2016,
                           value=1.0, target_year=np.nan, target=np.nan)  # fmt: skip
    factor = closeness(records, np.full(6, 100.0))
    half = 1 - 0.5**4.44
    assert factor.tolist() == pytest.approx([1, half, 0, half, 1, 1])
    assert closeness(records, np.full(6, np.nan)).tolist() == [1] * 6


def test_a_base_at_its_limit_that_is_kept_is_on_track():
    found = rate_table(growing(100.0, limit=100.0), "cagr").iloc[0]
    assert (found["class"], found["score"]) == ("substantial_progress", 5)
    found = rate_table(growing(99.9, limit=100.0), "cagr").iloc[0]
    assert (found["class"], found["score"]) == ("deterioration", pytest.approx(-2.625))


def test_a_series_below_zero_turns_the_direction_and_mixed_signs_are_not_assessed():
    assert rate_table(growing(-50.0, base=-100.0), "cagr")["class"].tolist() == [
        "substantial_progress"
    ]
    found = rate_table(growing(5.0, base=-100.0), "cagr").iloc[0]
    assert (found["class"], found["reason"]) == (
        "not_available", "base and current value lie on different sides of zero"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "name"),
    [((1, 2, 3, 4), "sun"), ((1, 2, 4, 3), "slightly_cloudy"), ((1, 3, 4, 4), "slightly_cloudy"),
     ((5, 2, 1, 3), "cloud"), ((3, 1, 2, 3), "cloud"), ((4, 3, 2, 1), "thunderstorm"),
     ((2, 2, 2, 2), "thunderstorm"), ((2, 3), "no_calculation"),
     ((9, 1, 2, 3, 4, 5, 6), "sun")],
)  # fmt: skip
def test_direction_alone_is_told_by_the_mean_and_the_last_change(values, name):
    years = np.arange(2010, 2010 + len(values), dtype=float)
    table = growing(float(values[-1])).assign(current_year=years[-1])
    series = Series(years[None], np.array([values], dtype=float))
    assert rate_table(table, "direction", series)["class"].tolist() == [name]


def test_the_direction_is_the_mean_change_a_year_and_needs_no_base():
    # From 1 in 2010 to 3 in 2013.
    table = growing(3.0, base=np.nan).assign(current_year=2013)
    series = Series(np.arange(2010.0, 2014)[None], np.array([[1.0, 2, 4, 3]]))
    found = rate_table(table, "direction", series).iloc[0]
    assert (found["class"], found["value"]) == ("slightly_cloudy", pytest.approx(2 / 3))
    assert rate_table(table, "cagr")["reason"].tolist() == ["a value or a year is missing"]


def test_the_score_at_the_cut_is_that_of_the_line_above_it():
    found = SimpleNamespace(value=np.array([0.6]), codes=np.array([2]))
    nothing = np.array([np.nan])
    assert score("cagr_ratio", None, found, nothing).tolist() == [7.1429 * 0.6 - 4.2857]
    assert np.isnan(score("sdsn", None, found, nothing)).all()


def test_the_time_that_has_passed_is_a_share_of_that_to_the_target():
    table = growing(61.8, base=52.0, target=72.0, target_year=[2020]).assign(base_year=2013)
    assert rate_table(table, "sdsn")["elapsed_share"].tolist() == [pytest.approx(3 / 7)]


def test_a_figure_is_a_share_only_where_the_table_says_so():
    table = growing(61.8, base=52.0, target=72.0, target_year=[2020])
    assert not rate_table(table, "logit_ratio")["assessable"].any()
    assert rate_table(table.assign(share=True), "logit_ratio")["assessable"].all()


def test_rules_are_found_by_their_name():
    assert [get_rule(name).id for name in rule_names()] == rule_names()
    assert set(WITHOUT_TARGET) <= set(rule_names())
    with pytest.raises(WrongCall):
        get_rule("none")
