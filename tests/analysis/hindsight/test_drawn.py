"""Which later values a chart draws, and which of them a line joins: one rule for every page."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.hindsight.drawn import (
    NOTHING_LATER,
    failed_sums,
    later_of,
    may_be_drawn,
    sum_holds,
)
from helpers.analysis.hindsight.two_rates import rate_lines
from helpers.data.hindsight import read_hindsight
from helpers.data.tables.evidence import INDICATOR_EVIDENCE
from helpers.data.transcriptions import read_record

CNC = "cnc_key_process_ratio"
SERIES = pd.DataFrame(
    [("rates", "same", "Rate"), ("rates of some", "other", "Rate of some"),
     ("like rates", "proxy", "Like a rate")],
    columns=["series", "relation", "label"],
)  # fmt: skip
POINTS = pd.DataFrame(
    [("rate", 2013, "baseline", "percent"), ("rate", 2020, "target", "percent")],
    columns=["indicator_id", "year", "role", "scale"],
)
RATE = pd.DataFrame(
    [("rate", "percent", "level", 0.0, 100.0)],
    columns=["indicator_id", "unit", "target_kind", "lower_bound", "upper_bound"],
)
PLAIN = {
    "indicator_id": "rate", "series": "rates", "unit": "percent", "qualifier": "exact",
    "precision": "year", "status": "reported", "comparability": "same", "base_year": np.nan,
    "value_high": np.nan, "in_later_observations": True,
}  # fmt: skip


def evidence(*rows):
    """Rows of indicator_evidence: id, year, value and what differs from a plain row."""
    told = [
        dict.fromkeys(INDICATOR_EVIDENCE.names, "") | PLAIN
        | {"evidence_id": name, "year": year, "period": str(year), "value": value,
           "value_printed": f"{value:g}"} | changes
        for name, year, value, changes in rows
    ]  # fmt: skip
    return pd.DataFrame(told)


def drawn(*rows):
    record = {"indicator_evidence": evidence(*rows)}
    return later_of(record, {"later_series": SERIES}, POINTS, RATE)


def test_beside_milestones_stand_values_of_both_labels_but_no_bound_and_nothing_earlier():
    found = drawn(
        ("some", 2021, 41.0, {"series": "rates of some"}),
        ("own", 2018, 35.0, {}),
        ("before", 2012, 20.0, {}),
        ("bound", 2019, 36.0, {"qualifier": "over"}),
        ("goal", 2020, 38.0, {"status": "target"}),
        ("proxy", 2019, 37.0, {"series": "like rates"}),
    )
    assert found[["relation", "value"]].to_numpy().tolist() == [["same", 35], ["other", 41]]


def test_without_evidence_of_the_plan_nothing_is_drawn():
    assert later_of({}, {}, POINTS, RATE) is NOTHING_LATER


@pytest.mark.parametrize(
    "changes",
    [
        {"comparability": "different"},
        {"period": "as of 2019-06 (reference year not stated)", "precision": "month"},
        {"unit": "percent_on_previous_year", "precision": "quarter", "period": "2019Q1"},
        {"derivation": "30 + 5"},
    ],
    ids=["other-measure", "no-year", "part-of-a-change", "failed-sum"],
)
def test_what_measures_something_else_or_no_year_is_not_drawn(changes):
    assert drawn(("one", 2019, 36.0, changes)).empty
    assert len(drawn(("one", 2019, 36.0, {}))) == 1


def test_a_row_that_is_no_later_observation_is_drawn_too():
    assert len(drawn(("one", 2019, 36.0, {"in_later_observations": False}))) == 1


def test_a_value_told_twice_is_drawn_once():
    assert drawn(("a", 2019, 36.0, {}), ("b", 2019, 36.0, {}))["later_id"].tolist() == ["a"]


def test_a_row_that_only_a_failed_sum_contradicts_stays_on_its_line():
    slip = {"derivation": "30 + 6", "conflicts_with": "right"}
    rows = [("before", 2018, 35.0, {}), ("right", 2019, 36.0, {"conflicts_with": "slip"})]
    assert drawn(*rows, ("slip", 2019, 32.0, slip))["piece"].tolist() == [1, 1]
    other = {"conflicts_with": "right"}
    assert drawn(*rows, ("slip", 2019, 32.0, other))["piece"].isna().tolist() == [False, True, True]


def test_no_line_passes_from_one_count_to_that_of_enterprises_in_self_assessment():
    found = drawn(
        ("a", 2016, 33.0, {}), ("b", 2017, 34.0, {"population": "9 enterprises in self-assessment"})
    )
    assert found["piece"].tolist() == [1, 2]


def test_failed_sums_are_told_by_year():
    rows = evidence(("b", 2020, 9.0, {"derivation": "1 + 2"}), ("a", 2019, 3.0, {}),
                    ("c", 2018, 8.0, {"derivation": "1 + 2"}))  # fmt: skip
    assert failed_sums(rows)["evidence_id"].tolist() == ["c", "b"]
    assert may_be_drawn(rows).tolist() == [False, True, False]
    assert sum_holds({"derivation": "", "value": 1.0})


def test_the_sheet_and_the_page_on_the_rates_draw_the_same_values(edition):
    record = read_record()
    points = edition["milestones"].assign(scale="percent")
    points = points[points["indicator_id"] == CNC]
    own = edition["indicators"][edition["indicators"]["indicator_id"] == CNC]
    sheet = later_of(record, read_hindsight(), points, own)
    lines = rate_lines(record["indicator_evidence"], edition["observations"], edition["milestones"])
    page = lines[(lines["indicator_id"] == CNC) & lines["evidence_id"].isin(
        record["indicator_evidence"]["evidence_id"])]  # fmt: skip
    page = page[page["date"] >= points.loc[points["role"] != "target", "year"].max()]
    assert {*zip(sheet["date"], sheet["value"], strict=True)} == {
        *zip(page["date"], page["value"], strict=True)
    }
    assert set(sheet["later_id"]) <= set(page["evidence_id"])
