"""Programmes: which target and which report may meet, and what a meeting says."""

import pandas as pd
import pytest

from helpers.analysis.documents.programmes import (
    POSITION,
    REPORT,
    TARGET,
    answered_targets,
    delivery,
    energy_falls,
    open_doubts,
    programmes,
)
from helpers.data.numbers import numbers_in


@pytest.fixture(scope="module")
def published(edition, results, record):
    return programmes(record, edition.milestones, results.comparison)


def small_record(ref, *, comparable=True):
    """One pairing with that reference, against three targets of two boxes."""
    return {
        "programme_delivery": pd.DataFrame(
            [("d", ref, "r", comparable, "why")],
            columns=["delivery_id", "target_ref", "reported_ref", "comparable", "reason"],
        ),
        "programme_targets": pd.DataFrame(
            [
                ("centres", "box 1 innovation centres", 2020, 15.0, "about"),
                ("cost", "box 2 smart manufacturing", 2020, -30.0, "exact"),
                ("cycle", "box 2 smart manufacturing", 2020, -30.0, "exact"),
            ],
            columns=["target_id", "programme", "year", "value", "qualifier"],
        ),
        "programme_reports": pd.DataFrame(
            [("r", "centres", 1.0, "count", "exact", "first", "2017-03", "As of now")],
            columns=["figure_id", *REPORT],
        ),
    }


@pytest.mark.parametrize(
    ("ref", "target_id", "indicator", "year", "value"),
    [
        ("box 1 centres, 2020, about 15", "centres", None, 2020, 15.0),
        ("box 1 centres, 2020, about 16", None, None, 2020, None),
        ("box 2 projects, 2020, cost -30 percent", None, None, 2020, None),
        ("box 1 centres, 2020, about 30", None, None, 2020, None),
        ("box 1 centres, 2025, about 15", None, None, 2025, None),
        ("indicator cnc_key_process_ratio, 2025, 64 percent", None, "cnc", 2025, 64.0),
        ("indicator cnc_key_process_ratio, 2016-2020, 7 percent a year", None, None, None, None),
        ("no plan item with a figure", None, None, None, None),
    ],
    ids=[
        "box",
        "other figure",
        "two alike",
        "figure of another box",
        "other year",
        "indicator",
        "a span of years",
        "nothing",
    ],
)
def test_a_reference_finds_its_one_target_or_none(
    edition, results, ref, target_id, indicator, year, value
):
    found = delivery(small_record(ref), edition.milestones, results.comparison).iloc[0]
    shown = [
        None if pd.isna(found[name]) else found[name]
        for name in ("target_id", "indicator_id", "target_year", "target")
    ]
    assert shown == [target_id, indicator and "cnc_key_process_ratio", year, value]
    assert (found["value"], found["as_of"]) == (1.0, "2017-03")


def test_any_choice_of_pairings_gets_its_own_row_and_no_column_more(edition, results):
    ref = "indicator cnc_key_process_ratio, 2020, 50 percent"
    record = small_record(ref)
    none, one = record["programme_delivery"].assign(target_ref="none"), record["programme_delivery"]
    chosen = pd.concat([none, one, none], ignore_index=True).iloc[1:]
    found = delivery(
        record | {"programme_delivery": chosen}, edition.milestones, results.comparison
    )
    assert found["target"].tolist() == pytest.approx([50, float("nan")], nan_ok=True)
    assert found.columns.tolist() == [*one.columns, *TARGET, *REPORT, *POSITION]


def test_a_figure_of_another_kind_inherits_no_position(edition, results):
    ref = "indicator cnc_key_process_ratio, 2020, 50 percent"
    verdicts = [
        delivery(
            small_record(ref, comparable=comparable), edition.milestones, results.comparison
        ).at[0, "verdict"]
        for comparable in (True, False)
    ]
    assert verdicts[0] == "behind"
    assert pd.isna(verdicts[1])


def test_eight_of_the_pairings_compare_like_with_like_and_have_both_figures(published):
    fitting = published.paired[published.paired["comparable"]]
    assert (len(published.paired), len(fitting)) == (35, 8)
    assert fitting[["target", "value"]].notna().all(axis=None)


def test_a_target_found_is_the_figure_its_reference_prints(published):
    found = published.paired[published.paired["target"].notna()]
    assert len(found) > 8
    for row in found.to_dict("records"):
        assert abs(row["target"]) in numbers_in(row["target_figure"]), row["target_ref"]


def test_reported_figures_are_those_the_comparison_holds_against_the_paths(published, edition):
    fitting = published.paired[published.paired["comparable"]].dropna(subset="indicator_id")
    observed = edition.observations.set_index("indicator_id")["value"]
    assert fitting["value"].tolist() == observed[fitting["indicator_id"]].tolist()


def test_the_national_centres_are_counted_and_get_no_position(published):
    centres = published.paired[
        published.paired["comparable"] & (published.paired["unit"] == "count")
    ]
    assert centres[["value", "target", "target_year"]].to_numpy().tolist() == [
        [1.0, 15.0, 2020.0],
        [1.0, 40.0, 2025.0],
    ]
    assert centres["verdict"].isna().all()
    assert set(centres["as_of"]) == {"2017-03"}


def test_the_report_answers_two_of_fourteen_programme_targets(published):
    answered = published.targets[published.targets["reported"].notna()]
    assert (len(published.targets), len(answered)) == (14, 2)
    assert set(answered["item"].str.partition(" (")[0]) == {"manufacturing innovation centres"}
    assert "years" not in set(published.targets["unit"])


def test_a_refused_figure_answers_no_target(record, published):
    refused = published.paired.assign(comparable=False)
    assert answered_targets(record["programme_targets"], refused)["reported"].isna().all()


def test_only_dated_targets_with_a_figure_wait_for_an_answer():
    dated = pd.DataFrame(
        [
            ("counted", "target", 15.0, "count"),
            ("words", "target", None, "count"),
            ("step", "target", 10.0, "years"),
            ("goal", "goal_without_figure", 40.0, "percent"),
        ],
        columns=["target_id", "role", "value", "unit"],
    ).assign(programme="box 1", item="", year=2020, qualifier="exact", note="")
    none = pd.DataFrame({"comparable": [], "target_id": [], "value": [], "as_of_printed": []})
    found = answered_targets(dated, none.astype({"comparable": bool, "target_id": object}))
    assert found["target_id"].tolist() == ["counted"]


def test_a_fall_over_three_years_is_three_times_its_pace():
    reading = {
        "indicator_id": "energy_intensity", "observation_id": "a", "scale": "index", "decimals": 0,
        "qualifier": "exact", "base_year": 2015, "target_year": 2020,
        "report_year": 2018, "rule": "linear", "observed": 88.0, "pace_low": -4.5,
        "pace_high": -3.5, "expected": 89.2, "gap": 1.2, "gap_low": -0.9, "gap_high": 3.3,
        "position": "too_close_to_say",
    }  # fmt: skip
    other = reading | {"indicator_id": "co2_intensity"}
    found = energy_falls(pd.DataFrame([other, reading]))
    assert len(found) == 1
    # A fall of 12, or 10.5 to 13.5; 18 in five years, or 17 to 19, asks 10.8, or 10.2 to 11.4.
    assert found.drop(columns="rule").loc[0].to_dict() == {
        "base_year": 2015, "target_year": 2020, "report_year": 2018, "reported": 12.0,
        "reported_low": 10.5, "reported_high": 13.5, "asked": pytest.approx(10.8),
        "asked_low": pytest.approx(10.2), "asked_high": pytest.approx(11.4), "gap": 1.2,
        "gap_low": -0.9, "gap_high": 3.3, "position": "too_close_to_say",
        "verdict": "too_close_to_say",
    }  # fmt: skip


def test_the_energy_fall_stands_beside_what_each_path_asks_for(results):
    falls = energy_falls(results.comparison)
    assert falls[["target_year", "rule"]].to_numpy().tolist() == [
        [2020, "linear"],
        [2020, "geometric"],
        [2025, "linear"],
        [2025, "geometric"],
    ]
    # 18 % in five years and 34 % in ten; "about 5" is 4 to 6; 18 may be 17.5 to 18.5.
    assert falls["asked"].tolist() == pytest.approx(
        [18 / 5, 100 * (1 - 0.82**0.2), 34 / 10, 100 * (1 - 0.66**0.1)]
    )
    assert falls.loc[0, ["reported", "reported_low", "reported_high"]].tolist() == [5, 4, 6]
    assert falls.loc[0, ["asked_low", "asked_high"]].tolist() == pytest.approx([3.5, 3.7])


def test_the_gap_of_a_fall_is_reported_less_asked(results):
    falls = energy_falls(results.comparison)
    assert falls["gap"].tolist() == pytest.approx((falls["reported"] - falls["asked"]).tolist())
    assert (falls["asked_low"] < falls["asked"]).all()
    assert (falls["asked"] < falls["asked_high"]).all()


def test_only_unsettled_doubts_of_the_report_and_the_two_lists_are_open():
    doubts = pd.DataFrame(
        [
            ("a", "miit_2017", "I.1", "open"),
            ("b", "miit_2017", "I.1", "resolved"),
            ("c", "chamber_2017", "Appendix 2, chart 1", "open"),
            ("d", "chamber_2017", "Appendix 3, 1(a)", "open"),
            ("e", "plan_zh", "Box 1", "open"),
        ],
        columns=["discrepancy_id", "source_id", "locator", "status"],
    )
    found = open_doubts(doubts)
    assert found["discrepancy_id"].to_dict() == {0: "a", 1: "c"}
    assert found.columns.tolist() == doubts.columns.tolist()
