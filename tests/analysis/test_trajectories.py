"""Table of trajectories: which paths there are, and what they pass through."""

import pytest

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


def test_the_rounding_of_a_path_encloses_it(results):
    rows = results.trajectories
    assert (rows["value_low"] <= rows["value"] + 1e-9).all()
    assert (rows["value_high"] >= rows["value"] - 1e-9).all()


def test_every_path_has_one_row_a_year(results):
    for _, path in results.trajectories.groupby(KEY):
        years = path["year"].tolist()
        assert years == list(range(path["base_year"].iloc[0], path["target_year"].iloc[0] + 1))
