"""Evidence rows as claims: dates, units, and changes chained to the base year of the target."""

import math

import pytest

from helpers.analysis.hindsight.evidence import claims_of, claims_of_change, claims_of_points, worst
from tests.analysis.hindsight.evidence_cases import evidence

OVER_PERIOD = {"unit": "percent_over_period", "precision": "period"}
YEARLY = {"unit": "percent_on_previous_year"}


@pytest.mark.parametrize(
    ("period", "precision", "date", "whole"),
    [
        pytest.param("2020", "year", 2020.0, True, id="year"),
        pytest.param("2020-06", "month", 2019.5, False, id="month"),
        pytest.param("2019-12", "month", 2020.0, True, id="december-gives-the-level-of-the-year"),
        pytest.param("2020Q3", "quarter", 2019.75, False, id="quarter"),
        pytest.param("2020H2", "half_year", 2020.0, False, id="second-half-is-not-the-year"),
        pytest.param("2016-2020", "period", 2020.0, True, id="period"),
        pytest.param("2020-01..2020-09", "period", 2019.75, False, id="period-within-the-year"),
        pytest.param("2020 (autumn)", "quarter", 2019.5, False, id="unknown-part-is-the-middle"),
    ],
)
def test_a_value_is_dated_by_the_end_of_its_period(period, precision, date, whole):
    row = ("a", 2020, 50.0, {"period": period, "precision": precision})
    (claim,) = claims_of(evidence(row).to_dict("records"), "percent")
    assert (claim.date, claim.whole) == (date, whole)


def test_units_of_one_family_are_converted_and_others_give_no_interval():
    rows = evidence(("a", 2020, 1.2, {"unit": "RMB trillion"}), ("b", 2020, 3.0, {"unit": "count"}))
    billions, counted = claims_of(rows.to_dict("records"), "RMB billion")
    assert (billions.value, billions.interval.low, billions.interval.high) == pytest.approx(
        (1200, 1150, 1250)
    )
    assert counted.interval is None


@pytest.mark.parametrize(
    ("unit", "wanted", "value"),
    [
        ("RMB million", "RMB billion", 1.2),
        ("per 100 households", "percent", 1200.0),
        ("percent", "per 100 households", 1200.0),
    ],
)
def test_a_value_is_converted_by_the_size_of_its_unit(unit, wanted, value):
    rows = evidence(("a", 2020, 1200.0, {"unit": unit}))
    (claim,) = claims_of(rows.to_dict("records"), wanted)
    assert claim.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("unit", "wanted", "told"),
    [
        ("percent", "percent", "percent"),
        ("RMB billion", "RMB trillion", "RMB trillion"),
        ("per 100 households", "percent", "per 100 households"),
    ],
)
def test_a_figure_that_is_converted_takes_the_unit_and_one_that_stands_keeps_its_own(
    unit, wanted, told
):
    rows = evidence(("a", 2020, 1200.0, {"unit": unit}))
    (claim,) = claims_of(rows.to_dict("records"), wanted)
    assert claim.unit == told


def test_changes_are_told_in_the_unit_of_the_target():
    rows = evidence(
        ("a", 2020, -20.0, OVER_PERIOD | {"base_year": 2015}), ("b", 2021, -10.0, YEARLY)
    )
    assert [claim.unit for claim in claims_of_change(rows, 2015)] == ["percent", "percent"]
    levels = evidence(("a", 2015, 21.8, {}), ("b", 2019, 23.1, {}))
    assert claims_of_points(levels, 2015)[1].unit == "percentage_points"


def test_a_row_is_defined_by_its_series_and_without_one_by_label_and_population():
    label = {"label_printed": "use", "population": "large firms"}
    rows = evidence(("a", 2020, 50.0, label | {"series": "one"}), ("b", 2020, 50.0, label))
    records = [
        {name: cell for name, cell in row.items() if name != "series" or cell == "one"}
        for row in rows.to_dict("records")
    ]
    found = [claim.definition for claim in claims_of(records, "percent")]
    assert found == ["one", "use (large firms)"]


def test_a_direction_and_a_statement_without_a_figure_give_no_interval():
    rows = evidence(
        ("a", 2020, 50.0, {"qualifier": "direction"}),
        ("b", 2020, math.nan, {"status": "statement"}),
    )
    assert [claim.interval for claim in claims_of(rows.to_dict("records"), "percent")] == [
        None,
        None,
    ]


def test_a_change_since_the_base_year_stands_as_it_is():
    rows = evidence(("a", 2020, -16.0, OVER_PERIOD | {"base_year": 2015}))
    (claim,) = claims_of_change(rows, 2015)
    assert (claim.value, claim.interval.low, claim.interval.high) == (-16, -16.5, -15.5)
    assert claim.ids == ("a",)


def test_a_later_change_is_multiplied_onto_the_value_it_counts_from():
    rows = evidence(
        ("b", 2021, -10.0, YEARLY | {"grade": "B"}),
        ("a", 2020, -20.0, OVER_PERIOD | {"base_year": 2015, "grade": "A"}),
    )
    chained = claims_of_change(rows, 2015)[1]
    # 0.8 * 0.9 = 0.72; the corners are 0.795 * 0.895 and 0.805 * 0.905.
    assert chained.value == pytest.approx(-28)
    assert chained.interval.low == pytest.approx(100 * (0.795 * 0.895 - 1))
    assert chained.interval.high == pytest.approx(100 * (0.805 * 0.905 - 1))
    assert (chained.ids, chained.grade, chained.status) == (("a", "b"), "B", "derived")


def test_two_values_to_start_from_widen_the_interval_and_are_not_averaged():
    start = OVER_PERIOD | {"base_year": 2015}
    rows = evidence(("a", 2020, -20.0, start), ("b", 2020, -30.0, start), ("c", 2021, 0.0, YEARLY))
    chained = claims_of_change(rows, 2015)[2]
    assert chained.interval.low == pytest.approx(100 * (0.695 * 0.995 - 1))
    assert chained.interval.high == pytest.approx(100 * (0.805 * 1.005 - 1))


def test_a_later_target_that_is_chained_stays_a_target():
    rows = evidence(
        ("a", 2020, -16.0, OVER_PERIOD | {"base_year": 2015}),
        ("b", 2025, -13.5, OVER_PERIOD | {"base_year": 2020, "status": "target"}),
    )
    assert claims_of_change(rows, 2015)[1].status == "target"


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"series": "other"}, id="another-series"),
        pytest.param({"comparability": "near"}, id="another-comparability"),
        pytest.param({"status": "estimate"}, id="an-estimate"),
        pytest.param({"grade": "C"}, id="grade-c"),
    ],
)
def test_a_change_is_not_chained_onto_what_it_does_not_continue(changes):
    start = OVER_PERIOD | {"base_year": 2015, "series": "own"}
    rows = evidence(
        ("a", 2020, -16.0, start | changes), ("b", 2021, -5.0, YEARLY | {"series": "own"})
    )
    assert claims_of_change(rows, 2015)[1].interval is None


def test_a_quarter_on_the_year_before_is_not_chained():
    quarter = YEARLY | {"precision": "quarter", "period": "2016Q1"}
    assert claims_of_change(evidence(("a", 2016, -8.0, quarter)), 2015)[0].interval is None


def test_a_change_in_points_is_the_level_less_that_of_the_base_year():
    rows = evidence(("a", 2015, 21.8, {}), ("b", 2019, 23.1, {}))
    base, change = claims_of_points(rows, 2015)
    assert base.interval is None
    assert change.value == pytest.approx(1.3)
    assert (change.interval.low, change.interval.high) == pytest.approx((1.2, 1.4))
    assert change.ids == ("a", "b")


def test_a_level_below_the_base_is_a_fall_whatever_its_size():
    rows = evidence(("a", 2015, 21.77, {}), ("b", 2019, 21.77, {"qualifier": "under"}))
    change = claims_of_points(rows, 2015)[1]
    assert (change.interval.low, change.interval.high_open) == (-math.inf, True)
    assert change.interval.high == pytest.approx(0.005)


def test_without_a_level_of_the_base_year_there_is_no_change_in_points():
    assert claims_of_points(evidence(("b", 2019, 23.0, {})), 2015)[0].interval is None


def test_the_worst_of_no_grades_is_blank():
    assert (worst(["A", "C", "B"]), worst([])) == ("C", "")
