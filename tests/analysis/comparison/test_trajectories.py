"""Table of trajectories: which paths there are, and what they pass through."""

import pandas as pd
import pytest

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.comparison.trajectories import (
    allowed_rules,
    skipped_targets,
    target_points,
    trajectories,
)
from helpers.data.tables.assessment import TRAJECTORIES
from helpers.data.tables.columns import RULES

KEY = ["indicator_id", "rule", "base_year", "target_year", "path"]


def pick(results, **wanted):
    rows = results.trajectories
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    return rows.set_index("year")["value"]


def test_a_level_has_every_base_target_and_rule(results):
    own = results.trajectories[results.trajectories["indicator_id"] == "cnc_key_process_ratio"]
    direct = own[own["path"] == "direct"].drop_duplicates(KEY)
    assert len(direct) == 2 * 2 * 3
    piecewise = own[own["path"] == "piecewise"].drop_duplicates(KEY)
    assert len(piecewise) == 2 * 3


@pytest.mark.parametrize(
    ("indicator", "rules"),
    [
        ("cnc_key_process_ratio", {"linear", "geometric", "logit"}),
        ("rd_intensity", {"linear", "geometric"}),
        ("value_added_rate", {"linear"}),
        ("energy_intensity", {"linear", "geometric"}),
        ("labour_productivity_growth", {"linear", "geometric"}),
        ("quality_competitiveness_index", {"linear", "geometric"}),
    ],
)
def test_rules_that_make_no_sense_are_left_out(results, indicator, rules):
    own = results.trajectories[results.trajectories["indicator_id"] == indicator]
    assert set(own["rule"]) == rules


def test_changes_start_from_their_printed_base_only(results):
    own = results.trajectories[results.trajectories["indicator_id"] == "energy_intensity"]
    assert set(own["base_year"]) == {2015}


def test_energy_path_of_2016(results):
    path = pick(results, indicator_id="energy_intensity", rule="linear", target_year=2020)
    assert path.loc[2016] == pytest.approx(96.4)
    geometric = pick(results, indicator_id="energy_intensity", rule="geometric", target_year=2020)
    assert geometric.loc[2016] == pytest.approx(96.1087, abs=1e-4)


def test_value_added_rate_rises_by_four_tenths_a_year(results):
    path = pick(results, indicator_id="value_added_rate", target_year=2020)
    assert path.tolist() == pytest.approx([0, 0.4, 0.8, 1.2, 1.6, 2.0])


def test_the_constant_growth_path_of_productivity_grows_by_the_mean(results):
    path = pick(
        results, indicator_id="labour_productivity_growth", rule="geometric", target_year=2020
    )
    assert path.loc[2016] == pytest.approx(107.5)


def test_the_piecewise_path_passes_the_middle_target(results):
    path = pick(
        results,
        indicator_id="cnc_key_process_ratio",
        rule="linear",
        base_year=2013,
        path="piecewise",
    )
    assert path.loc[[2013, 2020, 2025]].tolist() == [27, 50, 64]
    assert path.loc[2022] == pytest.approx(50 + 14 * 2 / 5)


def test_the_piecewise_path_goes_through_targets_and_past_what_was_expected(results):
    path = pick(
        results, indicator_id="cnc_key_process_ratio", rule="linear", base_year=2013,
        path="piecewise",
    )  # fmt: skip
    # The plan expected 33 for 2015; the line from 27 in 2013 to 50 in 2020 does not bend there.
    assert path.loc[2015] == pytest.approx(27 + 23 * 2 / 7)
    (column,) = [column for column in TRAJECTORIES.columns if column.name == "path"]
    assert "through the targets between them" in column.description


def test_a_path_to_a_later_target_tells_by_how_much_it_skips_an_earlier_one():
    rows = skipped_targets(trajectories(POINTS, ONE, PathChoices(2016, [], [], ["linear"])), POINTS)
    # From 20 in 2015 to 60 in 2025 the line has 40 in 2020, where the plan sets 30.
    found = rows[["base_year", "target_year", "year", "value", "target"]].to_numpy().tolist()
    assert found == [[2015, 2025, 2020, 40, 30]]


def test_the_rounding_of_a_path_encloses_it(results):
    rows = results.trajectories
    assert (rows["value_low"] <= rows["value"] + 1e-9).all()
    assert (rows["value_high"] >= rows["value"] - 1e-9).all()


def test_every_path_has_one_row_a_year(results):
    for _, path in results.trajectories.groupby(KEY):
        years = path["year"].tolist()
        assert years == list(range(path["base_year"].iloc[0], path["target_year"].iloc[0] + 1))


SHARE = {
    "indicator_id": "share",
    "unit": "percent",
    "target_kind": "level",
    "lower_bound": 0.0,
    "upper_bound": 100.0,
}


def points_of(indicator, *rows):
    """Make exact points from rows of role, year and value."""
    table = pd.DataFrame(rows, columns=["role", "year", "value"])
    return table.assign(
        indicator_id=indicator, scale="percent", low=table["value"], high=table["value"]
    )


POINTS = points_of(
    "share", ("baseline", 2015, 20.0), ("target", 2020, 30.0), ("target", 2025, 60.0)
)
ONE = pd.DataFrame([SHARE])


@pytest.mark.parametrize(
    ("first", "last", "rules"),
    [
        (20.0, 99.9, ["linear", "geometric", "logit"]),
        (20.0, 100.0, ["linear", "geometric"]),
        (20.0, 100.5, ["linear", "geometric"]),
        (0.0, 60.0, ["linear", "logit"]),
    ],
)
def test_a_share_that_reaches_none_or_all_has_no_path_on_the_scale_where_that_lies_infinitely_far(
    first, last, rules
):
    points = points_of("share", ("baseline", 2015, first), ("target", 2020, last))
    assert allowed_rules(points, ONE, RULES)["rule"].tolist() == rules


def test_an_indicator_without_points_has_the_rule_that_asks_nothing_of_them():
    table = allowed_rules(POINTS, pd.DataFrame([SHARE, SHARE | {"indicator_id": "none"}]), RULES)
    assert table.groupby("indicator_id")["rule"].agg(list).to_dict() == {
        "share": ["linear", "geometric", "logit"],
        "none": ["linear"],
    }
    assert table.index.tolist() == [0, 1, 2, 3]


def test_no_known_rule_allows_nothing():
    table = allowed_rules(POINTS, ONE, ["cubic"])
    assert table.columns.tolist() == ["indicator_id", "rule", "rule_order"]
    assert table.empty


def test_targets_are_those_of_the_chosen_years_or_all():
    assert target_points(POINTS, [2025])["year"].tolist() == [2025]
    assert target_points(POINTS, [])["year"].tolist() == [2020, 2025]
    assert target_points(POINTS, [2015]).empty, "a baseline is no target"


def paths(points, bases, targets):
    rows = trajectories(points, ONE, PathChoices(2016, bases, targets, ["linear"]))
    return list(
        rows[["path", "base_year", "target_year"]]
        .drop_duplicates()
        .itertuples(index=False, name=None)
    )


def test_with_one_target_there_is_nothing_to_pass_through():
    assert paths(POINTS, [2015], [2025]) == [("direct", 2015, 2025)]
    assert paths(POINTS, [2015], []) == [
        ("direct", 2015, 2020),
        ("direct", 2015, 2025),
        ("piecewise", 2015, 2025),
    ]


def test_a_path_needs_a_target_after_its_base():
    late = points_of(
        "share", ("baseline", 2020, 28.0), ("target", 2020, 30.0), ("target", 2025, 60.0)
    )
    assert paths(late, [], []) == [("direct", 2020, 2025)]
    nothing = trajectories(late, ONE, PathChoices(2016, [], [2020], ["linear"]))
    assert nothing.columns.tolist() == TRAJECTORIES.names
    assert nothing.empty


def test_the_table_has_no_index_but_places():
    table = trajectories(POINTS, ONE, PathChoices(2016, [], [], ["linear"]))
    assert table.index.equals(pd.RangeIndex(len(table)))
    assert table["value"].tolist()[:6] == [20, 22, 24, 26, 28, 30]
