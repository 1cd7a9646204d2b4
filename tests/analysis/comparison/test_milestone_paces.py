"""Who is asked to speed up: a later target further off a year than the one before it."""

import pandas as pd
import pytest

from helpers.analysis.comparison.milestone_paces import seeming_to_speed_up, speeding_up


def asked(*values, better="higher", kind="level", half=0.0, ask=speeding_up):
    """The ids that speed up, or only seem to, of one indicator with a base and its targets."""
    years = [2015, 2020, 2025][: len(values)]
    points = pd.DataFrame({"year": years, "value": values, "indicator_id": "share"})
    points = points.assign(
        role=["expected", "target", "target"][: len(values)],
        low=points["value"] - half,
        high=points["value"] + half,
    )
    indicators = pd.DataFrame(
        {"indicator_id": ["share"], "better": [better], "target_kind": [kind]}
    )
    return ask(points, indicators)


@pytest.mark.parametrize(
    ("values", "faster"),
    [((30, 40, 60), ["share"]), ((30, 40, 50), []), ((30, 50, 60), [])],
    ids=["twice as fast", "as fast as before", "half as fast"],
)
def test_a_later_target_that_needs_a_faster_change_is_found(values, faster):
    assert asked(*values) == (2020, faster)


def test_a_fall_that_should_be_faster_is_a_speeding_up_too():
    assert asked(100, 90, 70, better="lower") == (2020, ["share"])
    assert asked(100, 80, 70, better="lower") == (2020, [])


def test_what_rounding_alone_could_make_faster_is_not_told():
    # 10 and 12 points, where each value may be off by half a point: 11 against 11 at worst.
    assert asked(30, 40, 52, half=0.49) == (2020, ["share"])
    assert asked(30, 40, 52, half=0.5) == (2020, [])


def test_mean_growth_is_compared_as_a_rate():
    # 10 then 8 percent a year over five years: more points, and slower growth.
    assert asked(100, 161.051, 236.637, kind="period_mean") == (2020, [])
    assert asked(100, 146.933, 236.637, kind="period_mean") == (2020, ["share"])


@pytest.mark.parametrize(
    ("values", "kind", "seeming"),
    [
        # 10 then 8 percent a year: 61 points, then 76.
        ((100, 161.051, 236.637), "period_mean", ["share"]),
        ((100, 146.933, 236.637), "period_mean", []),
        ((100, 161.051, 200.0), "period_mean", []),
        ((100, 161.051, 236.637), "level", []),
        ((100, 161.051), "period_mean", []),
    ],
    ids=["index bends up", "rate rises too", "index bends down", "a level", "one target"],
)
def test_a_rate_that_falls_while_its_index_steepens_only_seems_to_speed_up(values, kind, seeming):
    assert asked(*values, kind=kind, ask=seeming_to_speed_up) == seeming


def test_of_three_targets_the_last_two_count():
    points = pd.DataFrame(
        {
            "indicator_id": "share",
            "year": [2015, 2020, 2025, 2030],
            "role": ["expected", "target", "target", "target"],
            "low": [30.0, 40.0, 50.0, 90.0],
            "high": [30.0, 40.0, 50.0, 90.0],
        }
    )
    indicators = pd.DataFrame(
        {"indicator_id": ["share"], "better": "higher", "target_kind": "level"}
    )
    # 20 points in ten years to 2025, then 40 in five.
    assert speeding_up(points, indicators) == (2025, ["share"])


def test_with_one_target_there_is_nothing_to_compare():
    assert asked(30, 40) == (None, [])


def test_a_path_is_counted_from_the_latest_base():
    points = pd.DataFrame(
        {
            "indicator_id": "share",
            "year": [2013, 2015, 2020, 2025],
            "role": ["baseline", "expected", "target", "target"],
            "value": [0.0, 30.0, 40.0, 52.0],
        }
    )
    points = points.assign(low=points["value"], high=points["value"])
    indicators = pd.DataFrame(
        {"indicator_id": ["share"], "better": "higher", "target_kind": "level"}
    )
    assert speeding_up(points, indicators) == (2020, ["share"])
