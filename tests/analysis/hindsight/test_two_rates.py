"""The two headline rates: shift of the label, plan's own basis, splices; hand-worked."""

import pandas as pd
import pytest

from helpers.analysis.hindsight.two_rates import (
    ON_PLAN_BASIS,
    band,
    on_plan_basis,
    plan_basis_rows,
    rate_history,
    rate_lines,
    rate_verdicts,
    shifts,
    splices,
)
from tests.analysis.hindsight.evidence_cases import evidence

CNC, TOOLS = "cnc_key_process_ratio", "digital_rd_tool_penetration"
MILESTONES = pd.DataFrame(
    [
        (CNC, 2013, 27.0, "baseline"),
        (CNC, 2015, 33.0, "expected"),
        (CNC, 2020, 50.0, "target"),
        (TOOLS, 2015, 58.0, "expected"),
        (TOOLS, 2020, 72.0, "target"),
    ],
    columns=["indicator_id", "year", "value", "role"],
).assign(decimals=0.0)
OBSERVATIONS = pd.DataFrame(
    [(CNC, 2016, 33.3, "miit", "reported")],
    columns=["indicator_id", "year", "value", "observation_id", "status"],
)
NEW = {"indicator_id": CNC, "series": "new", "comparability": "near"}
OWN = {"indicator_id": TOOLS, "series": "tools"}
DERIVED = {"status": "derived"}
CNC_ROWS = [
    ("start", 2012, 24.6, NEW),
    ("early", 2013, 27.0, NEW | DERIVED | {"derivation": "[end] - 28.3"}),
    ("tie-a", 2015, 45.4, NEW | DERIVED),
    ("tie-b", 2015, 47.3, NEW | DERIVED),
    ("june", 2020, 51.1, NEW | {"period": "2020-06", "precision": "month"}),
    ("year", 2020, 52.1, NEW),
    ("end", 2021, 55.3, NEW | {"derivation": "24.6 + 30.7"}),
    ("slip", 2021, 51.3, NEW | {"derivation": "24.6 + 30.7"}),
]
TOOL_ROWS = [
    ("t-a", 2015, 62.0, OWN | DERIVED),
    ("t-b", 2015, 56.7, OWN | DERIVED),
    ("t-year", 2020, 73.0, OWN),
]
TABLE = evidence(*CNC_ROWS, *TOOL_ROWS)


def test_a_shift_is_established_where_every_implied_level_lies_on_one_side():
    found = shifts(TABLE, MILESTONES).set_index("tied_by")
    assert found["shift"].round(9).to_dict() == {
        "tie-a": 12.4,
        "tie-b": 14.3,
        "t-a": 4,
        "t-b": -1.3,
    }
    assert found["established"].to_dict() == {
        "tie-a": True, "tie-b": True, "t-a": False, "t-b": False,
    }  # fmt: skip


def test_an_implied_level_within_the_plans_rounding_establishes_nothing():
    table = evidence(("tie", 2015, 33.4, NEW | DERIVED))
    assert not shifts(table, MILESTONES)["established"].any()


@pytest.mark.parametrize(
    ("decimals", "implied", "established"),
    [
        # A level derived to one decimal is a tenth wide to each side; the plan is 32.5 to 33.5.
        pytest.param(0, 33.6, False, id="touches-the-plan-from-above"),
        pytest.param(0, 33.7, True, id="above"),
        pytest.param(0, 32.4, False, id="touches-the-plan-from-below"),
        pytest.param(0, 32.3, True, id="below"),
        # Printed as 33.0 the plan stands for 32.95 to 33.05.
        pytest.param(1, 33.2, True, id="above-a-plan-of-one-decimal"),
        pytest.param(1, 33.049, False, id="within-a-plan-of-one-decimal"),
    ],
)
def test_a_shift_lies_beyond_both_roundings(decimals, implied, established):
    table = evidence(("tie", 2015, implied, NEW | DERIVED))
    found = shifts(table, MILESTONES.assign(decimals=float(decimals)))
    assert found["established"].tolist() == [established]


def test_a_rate_of_which_the_plan_gives_no_level_for_2015_has_no_shift():
    table = evidence(*TOOL_ROWS, *CNC_ROWS)
    found = shifts(table, MILESTONES[MILESTONES["indicator_id"] == CNC])
    assert set(found["indicator_id"]) == {CNC}


@pytest.mark.parametrize(
    ("changes", "brought_down"),
    [
        ({}, True),
        ({"status": "estimate"}, False),
        ({"grade": "C"}, False),
        ({"series": "other"}, False),
        ({"variant": "key fields"}, False),
    ],
)
def test_only_firm_values_under_the_later_label_are_brought_down(changes, brought_down):
    table = evidence(("tie", 2015, 45.4, NEW | DERIVED), ("year", 2020, 52.1, NEW | changes))
    assert on_plan_basis(table, MILESTONES).empty is not brought_down


def test_the_order_of_the_rows_does_not_change_the_plans_basis():
    pd.testing.assert_frame_equal(
        on_plan_basis(TABLE[::-1], MILESTONES), on_plan_basis(TABLE, MILESTONES)
    )


def test_the_last_value_of_a_year_is_brought_down_by_each_shift():
    found = on_plan_basis(TABLE, MILESTONES)
    cnc = found[found["indicator_id"] == CNC].set_index("tied_by")
    assert cnc["evidence_id"].tolist() == ["year", "year"]
    assert cnc["level"].round(9).to_dict() == {"tie-a": 39.7, "tie-b": 37.8}
    assert cnc["short"].round(9).to_dict() == {"tie-a": 10.3, "tie-b": 12.2}


def test_the_verdict_is_official_and_on_the_plans_own_basis():
    found = rate_verdicts(on_plan_basis(TABLE, MILESTONES)).set_index("indicator_id")
    assert found["reached"].to_dict() == {CNC: True, TOOLS: True}
    assert found["established"].to_dict() == {CNC: True, TOOLS: False}
    ends = ["implied_low", "implied_high", "level_low", "level_high", "short_low", "short_high"]
    assert found.loc[CNC, ends].astype(float).round(9).tolist() == [
        45.4, 47.3, 37.8, 39.7, 10.3, 12.2,
    ]  # fmt: skip


def test_a_value_below_its_target_is_not_reached():
    table = evidence(("tie", 2015, 45.4, NEW | DERIVED), ("year", 2020, 49.9, NEW))
    assert not rate_verdicts(on_plan_basis(table, MILESTONES))["reached"].any()


def test_a_value_equal_to_its_target_is_reached():
    table = evidence(("tie", 2015, 45.4, NEW | DERIVED), ("year", 2020, 50.0, NEW))
    assert rate_verdicts(on_plan_basis(table, MILESTONES))["reached"].all()


def test_the_band_takes_the_smallest_and_the_largest_shift_off_reported_values():
    lines = rate_lines(TABLE, OBSERVATIONS, MILESTONES)
    found = band(lines, on_plan_basis(TABLE, MILESTONES))
    assert found.columns.tolist() == ["indicator_id", "date", "piece", "low", "high"]
    assert set(found["indicator_id"]) == {CNC}
    # June 2020, the year, and 2021; the slip and the implied levels are no points of the band.
    assert found["low"].round(9).tolist() == [36.8, 37.8, 41.0]
    assert found["high"].round(9).tolist() == [38.7, 39.7, 42.9]


def test_no_stretch_of_a_line_crosses_from_the_plans_level_to_the_later_label():
    lines = rate_lines(TABLE, OBSERVATIONS, MILESTONES)
    joined = lines[lines["piece"].notna()]
    assert (joined.groupby("piece")["line"].nunique() == 1).all()
    assert set(joined["status"]) == {"reported"}


def test_a_value_of_key_enterprises_is_on_its_line_but_joined_to_nothing():
    key = {"population": "KEY industrial enterprises"}
    lines = rate_lines(
        evidence(*CNC_ROWS, ("key", 2021, 62.9, NEW | key)), OBSERVATIONS, MILESTONES
    )
    (found,) = lines[lines["evidence_id"] == "key"].to_dict("records")
    assert found["line"] == "later"
    assert pd.isna(found["piece"])


def test_a_line_stops_where_the_count_passes_to_enterprises_that_assess_themselves():
    rows = [
        ("before", 2017, 34.1, NEW),
        ("first", 2018, 47.8, NEW | {"population": "99,000 enterprises in self-assessment"}),
        ("after", 2019, 49.5, NEW | {"population": "industrial enterprises"}),
    ]
    lines = rate_lines(evidence(*CNC_ROWS, *rows), OBSERVATIONS, MILESTONES)
    piece = lines.set_index("evidence_id")["piece"]
    assert piece["before"] != piece["first"] == piece["after"]


def test_only_an_established_shift_gives_variants_one_a_level_implied():
    rows = plan_basis_rows(TABLE, MILESTONES)
    assert set(rows["indicator_id"]) == {CNC}
    assert rows["value"].round(9).tolist() == [39.7, 37.8]
    assert rows["evidence_id"].tolist() == ["year; tie-a", "year; tie-b"]
    assert rows["variant"].tolist() == [
        f"{ON_PLAN_BASIS}, if the later label stood at {level} % then" for level in (45.4, 47.3)
    ]
    assert (rows["status"] == "derived").all()


def test_a_second_variant_has_the_worse_grade_of_its_two_rows():
    rows = [row if row[0] != "tie-a" else (*row[:3], row[3] | {"grade": "C"}) for row in CNC_ROWS]
    table = plan_basis_rows(evidence(*rows), MILESTONES)
    assert table.set_index("evidence_id")["grade"].to_dict() == {
        "year; tie-a": "C", "year; tie-b": "B",
    }  # fmt: skip


def test_a_stated_rise_is_taken_apart_at_2015():
    found = splices(TABLE, MILESTONES)
    early = found[(found["evidence_id"] == "end") & (found["tied_by"] == "tie-a")].iloc[0]
    # 24.6 to 33 on the plan's line, 33 to 45.4 by the label, 45.4 to 55.3 on the later label.
    parts = early[["on_plan_line", "shift", "on_later_label"]].astype(float)
    assert parts.round(9).tolist() == [8.4, 12.4, 9.9]
    assert (early["since"], early["start"], early["stated"]) == (2012, 24.6, 30.7)


def test_a_rise_taken_off_a_later_value_gives_the_start_of_its_splice():
    found = splices(TABLE, MILESTONES).set_index(["evidence_id", "tied_by"])
    early = found.loc[("early", "tie-a")]
    # 55.3 less 28.3: 27 to 33 on the plan's line, 33 to 45.4 by the label, 45.4 to 55.3 on the new.
    assert (early["since"], round(early["start"], 9), early["stated"]) == (2013, 27.0, 28.3)
    parts = early[["on_plan_line", "shift", "on_later_label"]].astype(float)
    assert parts.round(9).tolist() == [6.0, 12.4, 9.9]


def test_a_rise_stated_since_2015_joins_nothing_and_is_not_taken_apart():
    table = evidence(
        ("tie", 2015, 45.4, NEW | DERIVED | {"derivation": "[end] - 9.9"}),
        ("end", 2021, 55.3, NEW | {"derivation": "45.4 + 9.9"}),
    )
    assert splices(table, MILESTONES).empty


def test_a_sum_whose_start_no_row_dates_is_not_taken_apart():
    rows = [row for row in CNC_ROWS if row[0] != "start"]
    assert set(splices(evidence(*rows), MILESTONES)["evidence_id"]) == {"early"}


def test_the_parts_of_every_splice_sum_to_the_stated_rise():
    found = splices(TABLE, MILESTONES)
    parts = found[["on_plan_line", "shift", "on_later_label"]].sum(axis=1)
    assert parts.round(9).tolist() == found["stated"].round(9).tolist()
    assert set(found["evidence_id"]) == {"early", "end", "slip"}


def test_values_before_2015_under_the_later_label_stand_on_the_plans_line():
    found = rate_lines(TABLE, OBSERVATIONS, MILESTONES).set_index("evidence_id")["line"]
    assert found[["start", "early", "miit"]].tolist() == ["own", "own", "own"]
    assert found[["tie-a", "june", "year"]].tolist() == ["later", "later", "later"]


def test_a_rate_without_an_established_shift_has_one_line():
    found = rate_lines(TABLE, OBSERVATIONS, MILESTONES)
    tools = found[(found["indicator_id"] == TOOLS) & (found["line"] != "plan")]
    assert set(tools["line"]) == {"own"}


def test_a_row_whose_own_sum_fails_stands_on_no_line():
    found = rate_lines(TABLE, OBSERVATIONS, MILESTONES)
    assert "end" in set(found["evidence_id"])
    assert "slip" not in set(found["evidence_id"])


@pytest.mark.parametrize(
    ("derivation", "value", "holds"),
    [
        pytest.param("24.6 + 30.7", 55.3, True, id="sum"),
        pytest.param("24.6 + 30.7", 55.4, False, id="a-tenth-more"),
        pytest.param("0.05 + 0.05", 0.05, True, id="half-a-tenth-less"),
    ],
)
def test_a_sum_holds_within_half_a_unit_of_its_last_digit(derivation, value, holds):
    table = evidence(*CNC_ROWS, ("sum", 2022, value, NEW | {"derivation": derivation}))
    assert ("sum" in set(rate_lines(table, OBSERVATIONS, MILESTONES)["evidence_id"])) is holds


@pytest.mark.parametrize("changes", [{"comparability": "different"}, {"status": "estimate"}])
def test_another_measure_or_an_estimate_stands_on_no_line(changes):
    table = evidence(*CNC_ROWS, ("other", 2022, 60.0, NEW | changes))
    assert "other" not in set(rate_lines(table, OBSERVATIONS, MILESTONES)["evidence_id"])


def test_lines_are_numbered_by_rate_and_date():
    found = rate_lines(TABLE[::-1], OBSERVATIONS, MILESTONES)
    assert found.index.tolist() == list(range(len(found)))
    assert found.groupby("indicator_id")["date"].is_monotonic_increasing.all()
    assert found["indicator_id"].is_monotonic_increasing


def test_the_history_holds_each_table_of_the_two_rates_by_its_name():
    found = rate_history(TABLE, {"observations": OBSERVATIONS, "milestones": MILESTONES})
    lines, basis = rate_lines(TABLE, OBSERVATIONS, MILESTONES), on_plan_basis(TABLE, MILESTONES)
    expected = {
        "lines": lines,
        "on_plan_basis": basis,
        "band": band(lines, basis),
        "verdicts": rate_verdicts(basis),
        "splices": splices(TABLE, MILESTONES),
    }
    for name, table in expected.items():
        pd.testing.assert_frame_equal(getattr(found, name), table)


@pytest.mark.parametrize("left_out", ["tie-a", "tie-b"])
def test_the_shift_rests_on_the_rows_it_names(left_out):
    table = evidence(*(row for row in CNC_ROWS if row[0] != left_out))
    assert left_out not in set(on_plan_basis(table, MILESTONES)["tied_by"])
