"""Published assessments: what the statistical offices computed, the methods compute."""

import numpy as np

from tests.conformance.published import (
    assess_shares,
    assess_statcan,
    assess_weather,
    check_shares,
    check_statcan,
    check_weather,
    eustat_base,
    parse_series,
    share_rows,
    statcan_rows,
    weather_rows,
)


def test_all_77_canadian_rows_are_reproduced():
    rows = statcan_rows()
    assert len(rows) == 77
    check_statcan(rows)


def test_canadian_rows_that_cannot_be_assessed_say_why():
    rows = statcan_rows()
    found = assess_statcan(rows)
    reasons, counts = np.unique(found.reasons[~found.assessable].astype(str), return_counts=True)
    assert dict(zip(reasons.tolist(), counts.tolist(), strict=True)) == {
        "a value or a year is missing": 2,
        "less than a full year between base and current value": 11,
    }


def test_the_plain_rule_gives_146_of_150_weather_symbols():
    rows = weather_rows()
    assert len(rows) == 150
    check_weather(rows)
    assert (rows["rule_reproduces"] == "yes").sum() == 146


def test_the_four_other_symbols_differ_as_known():
    rows = weather_rows().query("rule_reproduces == 'no'")
    found = assess_weather(rows, met_earlier=False)
    known = zip(
        rows["indicator_file"],
        rows["status_year"],
        rows["published_symbol"],
        found.classes,
        strict=True,
    )
    assert list(known) == [
        ("4-1-a", 2016, "cloud", "sun"),
        ("5-1-bc", 2021, "slightly_cloudy", "cloud"),
        ("9-1-a", 2018, "cloud", "sun"),
        ("9-1-a", 2015, "cloud", "sun"),
    ]


def test_a_target_met_earlier_mends_the_first_of_the_four():
    rows = weather_rows()
    found = assess_weather(rows)
    assert (found.classes == rows["published_symbol"]).sum() == 147


def test_three_details_of_the_source_give_all_150_symbols():
    rows = weather_rows()
    # Equal participation counts from 45 percent on.
    equal = (rows["indicator_file"] == "5-1-bc") & (rows["target_value"] == 50)
    rows["target_value"] = rows["target_value"].mask(equal, 45.0)
    every_year = rows["indicator_file"] == "9-1-a"
    found = assess_weather(rows, every_year=every_year)
    assert found.classes.tolist() == rows["published_symbol"].tolist()


def test_both_basque_rows_are_reproduced():
    check_shares(share_rows())


def test_the_basque_base_is_2016_where_2015_is_missing():
    series = parse_series(share_rows()["series"])
    assert [column.tolist() for column in eustat_base(series, 2015)] == [[2016, 2015], [20.6, 3.4]]
    found = assess_shares(share_rows())
    assert found.value.round(4).tolist() == [0.2662, -0.0754]


def test_an_early_base_year_would_lose_the_basque_score():
    assert assess_shares(share_rows(), wanted=2004).codes[0] == 0
