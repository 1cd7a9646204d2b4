"""Arithmetic of later statements: value, change and earlier value, worked by hand."""

import pandas as pd
import pytest

from helpers.analysis.documents.arithmetic_checks import COLUMNS, slips, triples

MILESTONES = pd.DataFrame(
    [("rate", 2013, 27.0, None), ("rate", 2015, 33.0, None), ("fall", 2020, -18.0, 2015.0)],
    columns=["indicator_id", "year", "value", "base_year"],
)


def later(*rows):
    """Later rows of (id, year, value, derivation, conflict); their series is "s"."""
    columns = ["later_id", "year", "value", "derivation", "conflict"]
    return pd.DataFrame(rows, columns=columns).assign(
        indicator_id="rate", series="s", grade="official", status="reported"
    )


def check(derivation, value, indicator="rate", year=2013):
    rows = later(("one", year, value, derivation, "no")).assign(indicator_id=indicator)
    (found,) = triples(rows, MILESTONES).to_dict("records")
    return found


def test_an_earlier_value_is_the_later_one_less_the_change():
    found = check("60.1 - 33.2", 27.4)
    assert found == {
        "later_id": "one", "indicator_id": "rate", "year": 2013, "kind": "difference",
        "stated": 27.4, "computed": pytest.approx(26.9), "ours": False,
        "difference": 0.5, "holds": False,
        "plan_value": 27.0, "plan_gap": pytest.approx(0.4), "grade": "official",
    }  # fmt: skip
    assert list(found) == COLUMNS


def test_a_fall_is_cumulated_from_what_is_left_of_each_part():
    found = check("100 * (0.8 * 0.95 - 1)", -24.0, "fall", 2020)
    assert (found["kind"], found["computed"]) == ("product", pytest.approx(-24))
    assert found["holds"]
    assert pd.isna(found["plan_value"]), "a change of the plan is no level"


def test_a_product_is_not_set_beside_the_level_of_the_plan():
    found = check("100 * (0.8 * 0.95 - 1)", -24.0)
    assert found["plan_value"] == 27
    assert pd.isna(found["plan_gap"])


@pytest.mark.parametrize(
    ("value", "holds"),
    [(26.9, True), (26.95, True), (26.85, True), (26.951, False), (26.849, False), (27.9, False)],
)
def test_figures_agree_up_to_half_of_the_last_digit(value, holds):
    assert check("60.1 - 33.2", value)["holds"] is holds


def test_every_contradicted_row_is_tried_by_the_changes_of_its_own_series_and_year():
    rows = later(
        ("right", 2021, 55.3, "24.6 + 30.7", "yes"),
        ("wrong", 2021, 51.3, "", "yes"),
        ("agreed", 2021, 55.3, "", "no"),
        ("before", 2020, 52.1, "50.6 + 1.5", "no"),
    )
    other = later(("elsewhere", 2021, 9.0, "7.0 + 2.0", "no")).assign(series="t")
    found = triples(pd.concat([rows, other], ignore_index=True), MILESTONES)
    assert found[["later_id", "kind", "holds"]].to_numpy().tolist() == [
        ["right", "sum", True], ["wrong", "sum", False],
    ]  # fmt: skip
    assert found["computed"].tolist() == pytest.approx([55.3, 55.3])
    assert found["difference"].tolist() == [0, -4]
    assert slips(found) == ["wrong"]


def test_a_value_computed_from_the_other_two_is_told_apart():
    rows = later(("one", 2013, 27.0, "60.1 - 33.1", "no"), ("two", 2013, 27.0, "60.1 - 33.1", "no"))
    rows["status"] = ["derived", "reported"]
    assert triples(rows, MILESTONES)["ours"].tolist() == [True, False]


def test_a_row_without_a_value_is_not_checked():
    rows = later(
        ("none", 2013, None, "60.1 - 33.1", "no"),
        ("one", 2013, 27.0, "60.1 - 33.1", "no"),
    )
    assert triples(rows, MILESTONES)["later_id"].tolist() == ["one"]


def test_a_derivation_takes_the_value_of_the_row_it_names():
    rows = later(("late", 2023, 60.1, "", "no"), ("early", 2013, 27.0, "[late] - 33.1", "no"))
    (found,) = triples(rows, MILESTONES).to_dict("records")
    assert (found["later_id"], found["kind"], found["holds"]) == ("early", "difference", True)
