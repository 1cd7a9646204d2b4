"""Target kinds on one scale: levels as printed, changes as an index, means cumulated."""

import pandas as pd
import pytest

from helpers.analysis.comparison.rounding import half_width
from helpers.analysis.comparison.scales import needed_for, scaled_milestones, scaled_observations


def points_of(edition, indicator):
    points = scaled_milestones(edition.milestones, edition.indicators)
    return points[points["indicator_id"] == indicator].set_index("year")


def test_a_level_stays_as_printed_within_half_a_unit(edition):
    points = points_of(edition, "cnc_key_process_ratio")
    assert points.loc[2015, ["value", "low", "high"]].tolist() == [33, 32.5, 33.5]
    assert set(points["scale"]) == {"percent"}


def test_a_fall_becomes_an_index_of_its_base_year(edition):
    points = points_of(edition, "energy_intensity")
    assert points.loc[2015, ["value", "low", "high"]].tolist() == [100, 100, 100]
    assert points.loc[2020, ["value", "low", "high"]].tolist() == [82, 81.5, 82.5]
    assert points.loc[2025, "value"] == 66
    assert set(points["scale"]) == {"index, 2015 = 100"}


def test_a_rise_in_points_counts_from_zero(edition):
    points = points_of(edition, "value_added_rate")
    assert points["value"].to_dict() == {2015: 0, 2020: 2, 2025: 4}


def test_points_are_named_for_the_year_they_count_from_and_placed_in_order(edition):
    points = scaled_milestones(edition.milestones, edition.indicators)
    own = points[points["indicator_id"] == "value_added_rate"]
    assert set(own["scale"]) == {"percentage points since 2015"}
    assert own["role"].tolist() == ["base", "target", "target"]
    assert points.index.equals(pd.RangeIndex(len(points)))


def test_mean_growth_is_cumulated_over_both_plans(edition):
    points = points_of(edition, "labour_productivity_growth")
    assert points.loc[2020, "value"] == pytest.approx(100 * 1.075**5)
    assert points.loc[2025, "value"] == pytest.approx(100 * 1.075**5 * 1.065**5)
    # "About 7.5" is taken as a whole unit of the last digit to either side.
    assert points.loc[2020, "low"] == pytest.approx(100 * 1.074**5)
    assert points.loc[2025, "high"] == pytest.approx(100 * 1.076**5 * 1.066**5)


def test_an_interval_does_not_leave_the_bounds():
    indicators = pd.DataFrame(
        [
            {
                "indicator_id": "share",
                "unit": "percent",
                "target_kind": "level",
                "lower_bound": 0.0,
                "upper_bound": 100.0,
            }
        ]
    )
    milestones = pd.DataFrame(
        [
            {
                "indicator_id": "share",
                "year": 2020,
                "value": 100.0,
                "role": "target",
                "qualifier": "exact",
                "decimals": 0.0,
                "base_year": None,
            }
        ]
    )
    points = scaled_milestones(milestones, indicators)
    assert points[["low", "high"]].to_numpy().tolist() == [[99.5, 100.0]]


@pytest.mark.parametrize(
    ("decimals", "qualifier", "expected"),
    [
        (0, "exact", 0.5),
        (1, "exact", 0.05),
        (2, "exact", 0.005),
        (0, "about", 1.0),
        (1, "about", 0.1),
        (None, "exact", 0.0),
    ],
)
def test_half_width_of_a_printed_figure(decimals, qualifier, expected):
    width = half_width(pd.Series([decimals], dtype=float), pd.Series([qualifier]))
    assert width.iloc[0] == pytest.approx(expected)


def observe(edition, indicator, rows):
    """Observations of one indicator from (year, value, unit) triples."""
    template = edition.observations.iloc[0].to_dict()
    return pd.DataFrame(
        [
            template
            | {
                "observation_id": str(number),
                "indicator_id": indicator,
                "year": year,
                "value": value,
                "unit": unit,
                "decimals": 1,
                "qualifier": "exact",
            }
            for number, (year, value, unit) in enumerate(rows)
        ]
    )


def scaled_table(edition, indicator, rows):
    points = scaled_milestones(edition.milestones, edition.indicators)
    return scaled_observations(observe(edition, indicator, rows), points, edition.indicators)


def scaled(edition, indicator, rows):
    table = scaled_table(edition, indicator, rows)
    return table["value"].tolist(), table["reason"].tolist()


ENDS = ["low", "value", "high"]


@pytest.mark.parametrize(
    ("indicator", "unit", "value", "expected"),
    [
        ("cnc_key_process_ratio", "percent", 33.3, (33.25, 33.3, 33.35)),
        ("cnc_key_process_ratio", "percent", 99.98, (99.93, 99.98, 100)),
        ("cnc_key_process_ratio", "percent", 0.01, (0, 0.01, 0.06)),
        ("energy_intensity", "percent", -9.4, (90.55, 90.6, 90.65)),
        ("energy_intensity", "percent", -99.98, (0, 0.02, 0.07)),
        ("energy_intensity", "percent", -99.6, (0.35, 0.4, 0.45)),
        ("energy_intensity", "index_base_100", 91.0, (90.95, 91, 91.05)),
        ("value_added_rate", "percentage_points", 0.7, (0.65, 0.7, 0.75)),
    ],
)
def test_the_interval_of_an_observation_is_half_a_digit_to_either_side_within_the_bounds(
    edition, indicator, unit, value, expected
):
    row = scaled_table(edition, indicator, [(2017, value, unit)]).iloc[0]
    assert row[ENDS].tolist() == pytest.approx(expected)
    assert row["reason"] == ""


def test_the_interval_of_a_chain_chains_the_ends(edition):
    yearly = "percent_on_previous_year"
    table = scaled_table(edition, "energy_intensity", [(2016, -5.0, yearly), (2017, -4.0, yearly)])
    assert table.loc[1, ENDS].tolist() == pytest.approx([94.95 * 0.9595, 95 * 0.96, 95.05 * 0.9605])


def test_a_change_since_the_base_year_is_put_on_the_index(edition):
    values, _ = scaled(edition, "energy_intensity", [(2017, -9.4, "percent")])
    assert values == pytest.approx([90.6])


def test_yearly_changes_are_chained_from_the_base_year(edition):
    yearly = "percent_on_previous_year"
    values, reasons = scaled(
        edition, "energy_intensity", [(2016, -5.0, yearly), (2017, -4.0, yearly)]
    )
    assert values == pytest.approx([95.0, 95.0 * 0.96])
    assert reasons == ["", ""]


def test_the_change_of_the_base_year_itself_is_no_part_of_the_chain(edition):
    yearly = "percent_on_previous_year"
    values, reasons = scaled(
        edition, "energy_intensity", [(2015, -9.0, yearly), (2016, -5.0, yearly)]
    )
    assert pd.isna(values[0])
    assert "since the base year" in reasons[0]
    assert values[1] == pytest.approx(95.0)


def test_a_chain_with_a_missing_year_is_refused_with_its_reason(edition):
    yearly = "percent_on_previous_year"
    values, reasons = scaled(
        edition, "energy_intensity", [(2016, -5.0, yearly), (2018, -4.0, yearly)]
    )
    assert values[0] == pytest.approx(95.0)
    assert pd.isna(values[1])
    assert "every year since the base year" in reasons[1]


def test_growth_of_single_years_is_chained_against_a_period_mean(edition):
    values, _ = scaled(
        edition,
        "labour_productivity_growth",
        [(2016, 6.0, "percent_per_year"), (2017, 7.0, "percent_per_year")],
    )
    assert values == pytest.approx([106.0, 106.0 * 1.07])


@pytest.mark.parametrize(
    ("indicator", "unit"),
    [
        ("cnc_key_process_ratio", "index_points"),
        ("cnc_key_process_ratio", "index_base_100"),
        ("cnc_key_process_ratio", "percent_on_previous_year"),
        ("energy_intensity", "index_points"),
        ("labour_productivity_growth", "percent"),
    ],
)
def test_a_unit_that_cannot_be_brought_to_the_scale_is_refused(edition, indicator, unit):
    values, reasons = scaled(edition, indicator, [(2016, 3.0, unit)])
    assert pd.isna(values[0])
    assert "unit" in reasons[0]


def test_an_index_of_the_base_year_is_taken_as_it_is(edition):
    values, _ = scaled(edition, "energy_intensity", [(2017, 91.0, "index_base_100")])
    assert values == [91.0]


def test_a_level_rests_on_its_own_year_and_a_change_on_the_years_before_too(edition):
    rows = [(2015, 1.0, "percent"), (2016, 2.0, "percent"), (2017, 3.0, "percent")]
    level = observe(edition, "cnc_key_process_ratio", rows)
    change = observe(edition, "energy_intensity", rows)
    assert needed_for(level, edition.indicators, 2016)["year"].tolist() == [2016]
    assert needed_for(change, edition.indicators, 2016)["year"].tolist() == [2015, 2016]
