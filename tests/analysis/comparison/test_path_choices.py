"""Readings: which base and which target each observation is set beside, in which order."""

import pandas as pd
import pytest

from helpers.analysis.comparison.path_choices import path_choices, path_choices_in_parts
from tests.analysis.cases import inputs_of

INDICATORS = pd.DataFrame(
    [("fall", "lower", "change_from_base", None), ("share", "higher", "level", 100.0)],
    columns=["indicator_id", "better", "target_kind", "upper_bound"],
).assign(unit="percent", lower_bound=[None, 0.0])
POINTS = pd.DataFrame(
    [
        ("share", 2015, 33.0, 32.5, 33.5, "percent", "expected"),
        ("share", 2013, 27.0, 26.5, 27.5, "percent", "baseline"),
        ("share", 2020, 50.0, 49.5, 50.5, "percent", "target"),
        ("share", 2025, 64.0, 63.5, 64.5, "percent", "target"),
        ("fall", 2015, 100.0, 100.0, 100.0, "index, 2015 = 100", "base"),
        ("fall", 2020, 82.0, 81.5, 82.5, "index, 2015 = 100", "target"),
        ("unknown", 2015, 1.0, 1.0, 1.0, "percent", "baseline"),
        ("unknown", 2020, 2.0, 2.0, 2.0, "percent", "target"),
    ],
    columns=["indicator_id", "year", "value", "low", "high", "scale", "role"],
)


def observed(*rows):
    """Observations of (id, indicator, year, value), printed with one decimal."""
    columns = ["observation_id", "indicator_id", "year", "value"]
    return pd.DataFrame(rows, columns=columns).assign(
        unit="percent", qualifier="exact", decimals=1.0, series="plan", comparable="yes"
    )


THREE = observed(
    ("z", "share", 2016, 35.0),
    ("a", "share", 2016, 36.0),
    ("m", "fall", 2016, -5.0),
    ("early", "share", 2014, 30.0),
    ("stranger", "unknown", 2016, 1.5),
)


def keys(table):
    return list(
        table[["observation_id", "base_year", "target_year"]].itertuples(index=False, name=None)
    )


def test_each_observation_of_the_year_meets_each_earlier_base_and_each_target():
    table = path_choices(inputs_of(THREE, POINTS, INDICATORS, 2016, [2013, 2015], [2020, 2025]))
    assert keys(table) == [
        ("m", 2015, 2020),
        ("a", 2013, 2020), ("a", 2013, 2025), ("a", 2015, 2020), ("a", 2015, 2025),
        ("z", 2013, 2020), ("z", 2013, 2025), ("z", 2015, 2020), ("z", 2015, 2025),
    ]  # fmt: skip
    assert table.index.tolist() == list(range(9))
    assert table["observation_order"].tolist() == [0, *[1] * 4, *[2] * 4]


def test_a_reading_holds_three_values_with_their_rounding_on_one_scale():
    table = path_choices(inputs_of(THREE, POINTS, INDICATORS, 2016, [2015], [2020])).set_index(
        "observation_id"
    )
    assert table.loc["m"].drop(["indicator_order", "observation_order"]).to_dict() == {
        "indicator_id": "fall", "year": 2016, "base_year": 2015, "target_year": 2020,
        "value": 95.0, "low": pytest.approx(94.95), "high": pytest.approx(95.05),
        "value_base": 100.0, "low_base": 100.0, "high_base": 100.0,
        "value_target": 82.0, "low_target": 81.5, "high_target": 82.5,
        "scale": "index, 2015 = 100", "sign": -1.0, "decimals": 1.0, "comparable": "yes",
        "qualifier": "exact", "reason": "",
    }  # fmt: skip
    assert table.loc["a", ["low", "value_base", "high_target", "sign"]].tolist() == pytest.approx(
        [35.95, 33, 50.5, 1]
    )


def test_neither_a_base_of_the_report_year_nor_a_target_of_the_base_year_is_read():
    both = POINTS[POINTS["indicator_id"] == "share"]
    again = both[both["year"] == 2020].assign(role="expected")
    points = pd.concat([both, again], ignore_index=True)
    rows = observed(("now", "share", 2015, 33.0), ("then", "share", 2021, 52.0))
    assert keys(path_choices(inputs_of(rows, points, INDICATORS, 2015))) == [
        ("now", 2013, 2020), ("now", 2013, 2025),
    ]  # fmt: skip
    assert keys(path_choices(inputs_of(rows, points, INDICATORS, 2021))) == [
        ("then", 2013, 2020), ("then", 2013, 2025), ("then", 2015, 2020), ("then", 2015, 2025),
        ("then", 2020, 2025),
    ]  # fmt: skip


@pytest.mark.parametrize(("size", "lengths"), [(0, [9]), (1, [1, 4, 4]), (2, [5, 4]), (3, [9])])
def test_parts_put_together_are_the_whole(size, lengths):
    inputs = inputs_of(THREE, POINTS, INDICATORS, 2016, [2013, 2015], [2020, 2025])
    parts = list(path_choices_in_parts(inputs, size=size))
    assert [len(part) for part in parts] == lengths
    assert all(part.index.tolist() == list(range(len(part))) for part in parts)
    whole = path_choices(inputs)
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)
    assert len(next(path_choices_in_parts(inputs))) == 9


def test_a_year_without_observation_is_one_part_without_rows_and_with_all_columns():
    inputs = inputs_of(THREE, POINTS, INDICATORS, 2017, [2013, 2015], [2020, 2025])
    (part,) = path_choices_in_parts(inputs, size=1)
    whole = path_choices(inputs_of(THREE, POINTS, INDICATORS, 2016))
    assert part.empty
    assert part.columns.tolist() == whole.columns.tolist()


def test_parts_of_indicators_without_points_are_empty():
    points = POINTS[POINTS["indicator_id"] == "share"]
    parts = path_choices_in_parts(
        inputs_of(THREE, points, INDICATORS, 2016, [2013], [2020]), size=1
    )
    assert [keys(part) for part in parts] == [[], [("a", 2013, 2020)], [("z", 2013, 2020)]]
