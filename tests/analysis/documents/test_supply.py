"""What may stand beside the plan's self-supply target, on tables small enough to check by eye."""

import pandas as pd
import pytest

from helpers.analysis.documents import supply

NAMES = ["name", "item", "measure", "value_2020", "value_2025", "rise"]
PLAN = pd.Series({"value_2020": 40.0, "value_2025": 70.0, "rise": 30.0})
NONE = float("nan")


def shares(*rows):
    return pd.DataFrame(rows, columns=NAMES)


@pytest.mark.parametrize("item", ["Key components", "core PARTS", "New materials", "Chips"])
def test_a_component_is_one_in_capitals_too(item):
    assert supply.is_component(pd.Series([item])).tolist() == [True]


def test_pairs_and_singles_are_numbered_as_one_table_nearest_measure_first():
    pairs = shares(
        ("a", "parts", "market_share", 50.0, 60.0, 10.0),
        ("b", "ships", "market_share", 1.0, 2.0, 1.0),
        ("c", "parts", "self_supporting_rate", 35.0, 85.0, 50.0),
    )
    singles = shares(
        ("d", "chips", "self_supporting_rate", NONE, 70.0, NONE),
        ("e", "chips", "domestic_market_share", 41.0, NONE, NONE),
    )
    found = supply.supply(pairs, singles, PLAN)
    assert found["name"].to_dict() == {0: "c", 1: "d", 2: "e", 3: "a"}
    assert found["distance_2020"].tolist() == pytest.approx([-5, NONE, 1, 10], nan_ok=True)
    assert found["distance_2025"].tolist() == pytest.approx([15, 0, NONE, -10], nan_ok=True)
    assert found["distance_rise"].tolist() == pytest.approx([20, NONE, NONE, -20], nan_ok=True)
    assert supply.supply(pairs, singles.iloc[:0], PLAN)["name"].tolist() == ["c", "a"]


def test_measures_are_counted_by_object_with_those_beside_the_plan_first():
    targets = pd.DataFrame(
        [
            ("ships", "market_share", "percent"),
            ("parts", "market_share", "percent"),
            ("ships", "application_rate", "percent"),
            ("chips", "domestic_market_share", "percent"),
            ("materials", "market_share", "percent"),
            ("parts", "market_share", "count"),
            ("parts", "application_rate", "percent"),
        ],
        columns=["item", "measure", "unit"],
    )
    found = supply.beside_plan(targets)
    assert found.columns.tolist() == ["measure", "component", "basis", "figures"]
    assert found.index.tolist() == [0, 1, 2, 3, 4]
    assert list(found.itertuples(index=False, name=None)) == [
        ("domestic_market_share", True, "home_market", 1),
        ("market_share", True, "market_not_named", 2),
        ("market_share", False, "no", 1),
        ("application_rate", False, "no", 1),
        ("application_rate", True, "no", 1),
    ]
