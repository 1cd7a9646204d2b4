"""The one word that all readings of an observation bear, and what the next target asks."""

import pandas as pd
import pytest

from helpers.analysis.comparison.verdicts import prospects, toward_next_target, verdicts

NONE = float("nan")


def readings(*rows, observation="o"):
    """Readings of one observation of (position, gap)."""
    table = pd.DataFrame(rows, columns=["position", "gap"])
    return table.assign(
        indicator_id="x", observation_id=observation, report_year=2016, scale="percent",
        observed=40.0, decimals=1, qualifier="exact", expected=40.0 - table["gap"],
        gap_low=table["gap"] - 0.5, gap_high=table["gap"] + 0.25,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([("ahead", 2.0), ("ahead", 1.0)], "ahead"),
        ([("behind", -2.0)], "behind"),
        ([("on_path", 0.0), ("on_path", -0.1)], "on_path"),
        ([("not_comparable", NONE)], "not_comparable"),
        ([("too_close_to_say", 0.2), ("too_close_to_say", 0.1)], "too_close_to_say"),
        ([("ahead", 2.0), ("too_close_to_say", 0.2)], "leans_ahead"),
        ([("ahead", 2.0), ("on_path", 0.1)], "leans_ahead"),
        ([("ahead", 2.0), ("too_close_to_say", 0.0)], "too_close_to_say"),
        ([("ahead", 2.0), ("too_close_to_say", -0.2)], "too_close_to_say"),
        ([("behind", -2.0), ("too_close_to_say", -0.2)], "leans_behind"),
        ([("behind", -2.0), ("too_close_to_say", 0.0)], "too_close_to_say"),
        ([("behind", -2.0), ("too_close_to_say", 0.2)], "too_close_to_say"),
        ([("ahead", 2.0), ("behind", -2.0)], "depends"),
        ([("ahead", 2.0), ("behind", -2.0), ("on_path", 0.0)], "depends"),
        ([("on_path", 0.1), ("too_close_to_say", 0.2)], "too_close_to_say"),
        ([("on_path", -0.1), ("too_close_to_say", -0.2)], "too_close_to_say"),
    ],
)
def test_all_readings_together_bear_one_word(rows, verdict):
    assert verdicts(readings(*rows))["verdict"].tolist() == [verdict]


def test_readings_are_counted_and_spanned_by_observation_in_their_order():
    late = readings(("ahead", 3.0), ("too_close_to_say", 0.0), observation="z")
    early = readings(("behind", -4.0), observation="a")
    more = readings(("on_path", -0.5), observation="z")
    mixed = pd.concat([late, early, more])
    found = verdicts(mixed)
    assert found["observation_id"].to_dict() == {0: "z", 1: "a"}
    assert found.loc[0].drop(["indicator_id", "observation_id"]).to_dict() == {
        "report_year": 2016, "scale": "percent", "observed": 40.0, "decimals": 1,
        "qualifier": "exact", "paths": 3,
        "ahead": 1, "on_path": 1, "behind": 0, "too_close_to_say": 1, "not_comparable": 0,
        "above": 1, "expected_low": 37.0, "expected_high": 40.5, "gap_least": -0.5,
        "gap_most": 3.0, "interval_low": -1.0, "interval_high": 3.25, "verdict": "too_close_to_say",
    }  # fmt: skip
    assert found.loc[1, ["paths", "behind", "above", "verdict"]].tolist() == [1, 1, 0, "behind"]


def test_the_next_target_is_the_earliest_that_an_observation_is_compared_with():
    rows = pd.concat([compared(2016, 2025, 2020), compared(2016, 2025, observation="a")])
    found = toward_next_target(rows)
    assert found["target_year"].tolist() == [2020, 2025]


POINTS = pd.DataFrame(
    [
        ("y", 2013, 1.0, 1.0, 1.0, "expected"),
        ("y", 2020, 2.0, 2.0, 2.0, "target"),
        ("x", 2013, 27.0, 26.0, 28.0, "baseline"),
        ("x", 2020, 50.0, 49.0, 51.0, "target"),
        ("x", 2025, 64.0, 62.0, 65.0, "target"),
    ],
    columns=["indicator_id", "year", "value", "low", "high", "role"],
)
REPORTS = pd.DataFrame(
    [("o", 40.0, 39.5, 40.25, "yes"), ("a", 41.0, 41.0, 41.0, "assumed")],
    columns=["observation_id", "value", "low", "high", "comparable"],
)
NO_RATINGS = pd.DataFrame({"observation_id": [], "ratings": [], "enough": [], "families": []})


def compared(year, *targets, observation="o"):
    """Paths of one observation from 2013 toward some targets, each asking for its own pace."""
    return pd.DataFrame({"target_year": targets}).assign(
        indicator_id="x", observation_id=observation, report_year=year, base_year=2013,
        pace_observed=2.0, pace_required=lambda rows: rows["target_year"] - 2000.0,
        pace_required_low=1.5, pace_required_high=3.5,
    )  # fmt: skip


def test_a_single_reading_is_asked_for_the_rest_of_its_target():
    found = prospects(compared(2016, 2020), POINTS, REPORTS, NO_RATINGS).loc[0]
    assert found.to_dict() == {
        "observation_id": "o", "start_year": 2013, "start_value": 27.0, "start_role": "baseline",
        "target_year": 2020, "target_value": 50.0, "pace_required": 20.0,
        "pace_required_low": 1.5, "pace_required_high": 3.5,
        "first_base": 2013, "pace_first": 2.0, "pace_start": 2.0, "comparable": "yes",
        "ratings": 0, "enough": 0, "families": (),
    }  # fmt: skip


def test_a_report_on_the_target_year_is_asked_for_the_target_after_it():
    found = prospects(compared(2020, 2025, 2020), POINTS, REPORTS, NO_RATINGS).loc[0]
    assert (found["target_year"], found["pace_required"]) == (2025, 25.0)


def test_after_the_last_target_year_nothing_is_asked():
    found = prospects(compared(2025, 2025), POINTS, REPORTS, NO_RATINGS).loc[0]
    asked = ["target_year", "target_value", "pace_required", "pace_required_low"]
    assert found[[*asked, "pace_required_high"]].isna().all()
    assert (found["first_base"], found["pace_start"]) == (2013, 2.0)


def test_what_the_rules_say_of_the_observation_itself_goes_with_it():
    rules = pd.DataFrame(
        [("a", 9, 9, ()), ("o", 3, 2, ({"family": "f"},))],
        columns=["observation_id", "ratings", "enough", "families"],
    )
    found = prospects(compared(2016, 2020), POINTS, REPORTS, rules).loc[0]
    assert found[["ratings", "enough", "families"]].tolist() == [3, 2, ({"family": "f"},)]


def test_prospects_come_in_the_order_of_the_readings():
    rows = pd.concat([compared(2016, 2020), compared(2016, 2020, observation="a")])
    found = prospects(rows, POINTS, REPORTS, NO_RATINGS)
    assert found["observation_id"].tolist() == ["o", "a"]
    assert found["comparable"].tolist() == ["yes", "assumed"]
