"""Hindsight: frozen knowledge, hand-worked projections and scores, arithmetic."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.documents.arithmetic_checks import triples
from helpers.analysis.hindsight.later import later_values, preferred, segments
from helpers.analysis.hindsight.projections import freeze, projections
from helpers.analysis.hindsight.results import look_back
from helpers.analysis.hindsight.scores import by_start, interval_score, main_scores
from helpers.data.hindsight import read_hindsight
from helpers.data.tables.hindsight import HINDSIGHT
from helpers.data.validate import check_tables

CNC, DIGITAL, ENERGY = "cnc_key_process_ratio", "digital_rd_tool_penetration", "energy_intensity"
VALUES_OF_TOOLS = [(2017, 63.2), (2020, 73.0), (2021, 74.7), (2022.5, 78.3), (2024.25, 83.5)]
YEARS, BASES, RULES = (2020, 2021, 2023, 2025), (2013, 2015), ("linear", "geometric", "logit")


@pytest.fixture(scope="module")
def notes():
    return read_hindsight()


@pytest.fixture(scope="module")
def back(edition, record, notes):
    return look_back(edition, record, notes)


def row(table, **keys):
    found = table[np.logical_and.reduce([table[name] == key for name, key in keys.items()])]
    assert len(found) == 1, found
    return found.iloc[0]


# What was known


def test_only_sources_of_11_march_2017_and_before_are_known(edition):
    milestones, observations = freeze(edition)
    assert set(milestones["source_id"]) == {"plan_zh"}
    assert set(observations["source_id"]) == {"broadband_2017", "miit_2017"}
    assert set(freeze(edition, "2017-03-10")[1]["source_id"]) == {"broadband_2017"}
    assert len(freeze(edition, "2017-02-22")[1]) == 0
    assert len(freeze(edition, "2015-05-07")[0]) == 0


def test_figures_added_later_change_no_projection(edition):
    added = edition.observations.assign(
        source_id="added", value=99.0, observation_id=edition.observations["observation_id"] + "-x"
    )
    more = dict(edition) | {"observations": pd.concat([edition.observations, added])}
    pd.testing.assert_frame_equal(
        projections(edition, YEARS, BASES, RULES), projections(more, YEARS, BASES, RULES)
    )


def test_later_values_change_no_projection(edition, record, notes, back):
    later = record["later_observations"]
    plain = later["indicator_id"].isin([CNC, DIGITAL]) & (later["status"] == "reported")
    plain &= later["conflict"] == "no"
    moved = later.assign(value=later["value"] + plain)
    other = look_back(edition, {"later_observations": moved}, notes)
    pd.testing.assert_frame_equal(back.projections, other.projections)
    pd.testing.assert_series_equal(back.hindsight["projected"], other.hindsight["projected"])
    shift = other.hindsight["published"] - back.hindsight["published"]
    assert shift[back.hindsight["indicator_id"] == DIGITAL].tolist() == pytest.approx([1.0] * 45)


# Projections


def test_the_observed_pace_goes_on_from_the_report(back):
    found = row(
        back.projections, indicator_id=CNC, path="pace", rule="linear", base_year=2015, year=2020
    )
    # 33 to 33.3 in a year, four more years; 33.5 to 33.25 and 32.5 to 33.35 at the corners.
    assert found["projected"] == pytest.approx(33.3 + 4 * 0.3)
    assert found["projected_low"] == pytest.approx(33.25 - 4 * 0.25)
    assert found["projected_high"] == pytest.approx(33.35 + 4 * 0.85)


def test_the_plan_path_bends_at_the_first_target(back):
    own = back.projections[
        (back.projections["indicator_id"] == DIGITAL)
        & (back.projections["path"] == "plan")
        & (back.projections["rule"] == "linear")
    ].set_index("year")["projected"]
    assert own.to_dict() == pytest.approx({2017: 63.6, 2020: 72, 2021: 74.4, 2023: 79.2, 2025: 84})


def test_energy_goes_on_by_five_points_or_by_five_percent(back):
    keys = {"indicator_id": ENERGY, "path": "pace", "year": 2020}
    assert row(back.projections, rule="linear", **keys)["projected"] == pytest.approx(75)
    assert row(back.projections, rule="geometric", **keys)["projected"] == pytest.approx(
        100 * 0.95**5
    )


def test_no_projection_leaves_the_bounds_and_each_cap_is_marked(back):
    rates = back.projections[back.projections["indicator_id"].isin([CNC, DIGITAL])]
    ends = rates[["projected", "projected_low", "projected_high"]]
    assert ends.to_numpy().min() >= 0
    assert ends.to_numpy().max() <= 100
    assert (rates["capped"] == (ends == 100).any(axis=1)).all()
    assert row(
        rates, indicator_id=DIGITAL, path="pace", rule="geometric", base_year=2015, year=2025
    )["capped"]


def test_the_logit_never_needs_a_cap(back):
    assert not back.projections.loc[back.projections["rule"] == "logit", "capped"].any()


def test_base_years_and_rules_are_the_readers_choice(edition):
    chosen = projections(edition, YEARS, [2013], ["logit"])
    assert set(chosen["rule"]) == {"logit"}
    assert set(chosen.loc[chosen["path"] == "pace", "base_year"]) == {2013}


# Later values


def test_a_change_on_the_year_before_is_chained_within_its_series(back):
    found = row(back.later, later_id="energy_intensity-2021")
    assert found["value"] == pytest.approx(84 * 0.944)
    # "About -16" is 15 to 17, -5.6 is 5.55 to 5.65.
    assert found["low"] == pytest.approx(83 * 0.9435)
    assert found["high"] == pytest.approx(85 * 0.9445)
    assert found["chain"] == "energy_intensity-2016-2020; energy_intensity-2021"


@pytest.mark.parametrize("name", ["co2_intensity-2021-2025", "energy_intensity-2021-2024"])
def test_a_change_without_its_start_in_the_same_series_stays_out(back, name):
    assert pd.isna(row(back.later, later_id=name)["value"])


def test_a_derived_level_may_be_off_by_both_its_roundings(back):
    found = row(back.later, later_id="cnc_key_process_ratio-2013")
    assert (found["low"], found["high"]) == (pytest.approx(26.9), pytest.approx(27.1))


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("cnc_key_process_ratio-2023-06", 2022.5),
        ("cnc_key_process_ratio-2025-03", 2024.25),
        ("cnc_key_process_ratio-2020", 2020.0),
        ("broadband_penetration-2018q1", 2017.25),
    ],
)
def test_a_part_of_a_year_stands_at_its_own_end(back, name, date):
    assert row(back.later, later_id=name)["date"] == date


def test_whole_years_speak_before_parts_of_years(back):
    chosen = set(preferred(back.later)["later_id"])
    assert "cnc_key_process_ratio-2020" in chosen
    assert "cnc_key_process_ratio-2020-09" not in chosen
    assert "cnc_key_process_ratio-2023-06" in chosen


def values(**columns):
    """Return rows of one series as later_values leaves them; every column has a plain default."""
    size = len(columns["value"])
    base = {
        "series": "s",
        "date": [2020.0] * size,
        "year": 2020,
        "status": "reported",
        "conflict": "no",
        "precision": "year",
        "qualifier": "exact",
        "low": columns["value"],
        "high": columns["value"],
    }
    return pd.DataFrame(base | columns)


def test_no_line_joins_two_labels_or_a_long_gap():
    rows = values(
        value=[1, 2, 3, 4, 5],
        series=["a", "a", "a", "b", "b"],
        date=[2012.0, 2019.0, 2020.0, 2020.0, 2021.0],
    )
    assert segments(rows).tolist() == [1, 2, 2, 3, 3]


def test_no_line_touches_derived_or_contradicted_values():
    rows = values(
        value=[1, 2, 3], date=[2018.0, 2019.0, 2020.0],
        status=["reported", "derived", "reported"], conflict=["no", "no", "yes"],
    )  # fmt: skip
    assert segments(rows).isna().tolist() == [False, True, True]


# Scores


def test_error_of_a_hand_worked_projection(back):
    found = row(
        back.hindsight, later_id="energy_intensity-2016-2020", path="pace", rule="linear",
    )  # fmt: skip
    assert (found["projected"], found["published"]) == (75, 84)
    assert (found["error"], found["absolute_error"]) == (-9, 9)
    # Interval 70 to 80: its width, and 20 for each of the 4 points outside.
    assert found["interval_score"] == pytest.approx(10 + 20 * 4)


def test_a_month_is_met_by_the_projection_for_that_month(back):
    found = row(
        back.hindsight, later_id="digital_rd_tool_penetration-2025-03", path="plan", rule="linear"
    )
    assert found["projected"] == pytest.approx(72 + 12 * 4.25 / 5)


def test_no_score_rests_on_a_slip_a_proxy_or_a_target(back, notes):
    used = set(back.hindsight["later_id"])
    assert "cnc_key_process_ratio-2021-erroneous-variant" not in used
    assert "cnc_key_process_ratio-2025" not in used
    proxies = notes["later_series"].query("relation == 'proxy'")["series"]
    assert not back.hindsight["series"].isin(proxies).any()


def test_values_across_a_label_change_are_scored_apart(back):
    values = back.scores.groupby(["indicator_id", "same_series"])["values"].max()
    # 2017 on the plan's own level; the later label in each of the other years.
    assert values[CNC].to_dict() == {True: 1, False: 4}
    assert values[DIGITAL].to_dict() == {True: 5}


def test_the_ranking_of_the_cnc_ratio_is_reversed_between_its_two_levels(back):
    found = by_start(back.scores)
    found = found[found["indicator_id"] == CNC]
    orders = {
        same: list(zip(rows["path"], rows["base_year"], strict=True))
        for same, rows in found.groupby("same_series")
    }
    assert orders[True] == [("pace", 2015), ("pace", 2013), ("plan", 0)]
    assert orders[False] == orders[True][::-1]


def test_no_rate_is_scored_on_key_enterprises(back, record):
    later = record["later_observations"].set_index("later_id")
    assert not later.loc[back.hindsight["later_id"], "population"].str.contains("(?i)key ind").any()


def test_scores_are_means_of_their_rows(back):
    assert back.scores["values"].sum() == len(back.hindsight)
    found = row(
        back.scores, indicator_id=DIGITAL, same_series=True, path="pace", rule="linear",
        base_year=2013,
    )  # fmt: skip
    pace = 9.8 / 3
    errors = [61.8 + pace * (date - 2016) - value for date, value in VALUES_OF_TOOLS]
    assert found["bias"] == pytest.approx(np.mean(errors))
    assert found["worst"] == pytest.approx(max(errors))


def test_the_main_score_is_the_own_series_where_it_has_values(back):
    digital = main_scores(back.scores[back.scores["indicator_id"] == DIGITAL])
    assert digital["same_series"].all()
    assert len(digital) == 9
    assert len(main_scores(back.scores[back.scores["indicator_id"] == CNC])) == 9


@given(
    st.floats(-50, 50), st.floats(0, 20), st.floats(-100, 100), st.floats(0.01, 0.99),
    st.floats(0, 30),
)  # fmt: skip
def test_the_interval_score_is_the_width_inside_and_grows_outside(low, width, x, level, further):
    high = low + width
    score = float(interval_score(low, high, x, level))
    assert score >= width - 1e-9
    if low <= x <= high:
        assert score == pytest.approx(width)
    elif x > high:
        assert float(interval_score(low, high, x + further, level)) >= score - 1e-9


# Arithmetic and label


def test_55_3_agrees_with_its_change_and_51_3_does_not(back):
    checked = back.triples.set_index("later_id")
    assert checked.loc["cnc_key_process_ratio-2021", "holds"]
    assert not checked.loc["cnc_key_process_ratio-2021-erroneous-variant", "holds"]
    assert checked["holds"].sum() == len(checked) - 1


@pytest.mark.parametrize(
    ("name", "gap"),
    [
        ("cnc_key_process_ratio-2013", 0.0),
        ("cnc_key_process_ratio-2015-implied-a", 12.4),
        ("cnc_key_process_ratio-2015-implied-b-conflicts", 14.3),
        ("digital_rd_tool_penetration-2015-implied-a", 4.0),
    ],
)
def test_implied_levels_are_set_beside_the_plan(back, name, gap):
    assert row(back.triples, later_id=name)["plan_gap"] == pytest.approx(gap)


def test_a_wrong_change_is_caught(edition, record):
    later = record["later_observations"].copy()
    chosen = later["later_id"] == "cnc_key_process_ratio-2013"
    later.loc[chosen, "derivation"] = "60.1 - 30.1"
    checked = triples(later, edition.milestones).set_index("later_id")
    assert not checked.loc["cnc_key_process_ratio-2013", "holds"]


# Tables and raw readings


def test_the_computed_table_holds_to_its_declaration(edition, record, back):
    check_tables(dict(edition) | record | {"hindsight": back.hindsight}, (HINDSIGHT,))


def test_every_later_label_has_one_relation_and_no_other(record, notes):
    used = record["later_observations"][["series", "indicator_id"]].drop_duplicates()
    told = notes["later_series"][["series", "indicator_id"]]
    assert sorted(used.itertuples(index=False, name=None)) == sorted(
        told.itertuples(index=False, name=None)
    )


def test_a_statement_that_names_no_year_has_none(back):
    assert pd.isna(row(back.later, later_id="rd_intensity-2024-25-latest")["year"])


def test_a_level_is_left_as_printed(edition, record, notes, back):
    later = later_values(
        record["later_observations"], notes["later_series"], back.points, edition.indicators
    )
    levels = later[(later["unit"] == "percent") & (later["scale"] == "percent")]
    printed = record["later_observations"].set_index("later_id")["value"]
    assert levels["value"].tolist() == printed[levels["later_id"]].tolist()
