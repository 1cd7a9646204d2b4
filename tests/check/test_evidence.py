"""Guards of the evidence: a row each, worked by hand."""

import pandas as pd
import pytest

from helpers.check import evidence

ROW = {
    "evidence_id": "one", "value_printed": "27%", "value": 27.0, "value_high": float("nan"),
    "period": "2020", "year": 2020.0, "precision": "year", "status": "reported", "derivation": "",
    "qualifier": "exact",
    "publisher": "International Federation of Robotics, via Sina", "published": "2021-01",
    "address": "https://tech.sina.com.cn/a", "address_kind": "publisher",
    "base_year": float("nan"),
}  # fmt: skip
HOSTS = pd.DataFrame({"host": ["sina.com.cn"], "owner": ["Sina"]})


def found(guard, tmp_path, **cells):
    """Return the columns a guard names in one row of target_evidence."""
    rows, none = pd.DataFrame([ROW | cells]), pd.DataFrame([ROW]).head(0)
    tables = dict.fromkeys(("indicator_evidence", "outside_assessments"), none)
    tables |= {"target_evidence": rows, "evidence_hosts": HOSTS}
    return [problem.column for problem in guard(tables, tmp_path)]


@pytest.mark.parametrize(
    ("printed", "value", "high"),
    [
        ("27%", 27.0, None),
        ("fell by 27 percent", -27.0, None),
        ("27,2%", 27.2, None),
        ("20%-30%", 20.0, 30.0),
        ("19087万千瓦", 190.87, None),
        ("116,462.38 billion yuan", 1164623.8, None),
        ("RMB 227,656,041,000", 227.656041, None),
        ("two", 2.0, None),
    ],
)
def test_a_value_that_is_printed_holds(tmp_path, printed, value, high):
    cells = {"value_printed": printed, "value": value, "value_high": high}
    assert found(evidence.values_against_print, tmp_path, **cells) == []


@pytest.mark.parametrize(
    ("printed", "value", "high", "columns"),
    [
        ("27%", 27.1, None, ["value"]),
        ("27%", 2.7, None, ["value"]),
        ("19087万千瓦", 190.88, None, ["value"]),
        ("20%-30%", 20.0, 31.0, ["value_high"]),
        ("", 3.0, None, ["value"]),
    ],
)
def test_a_value_that_is_not_printed_is_named(tmp_path, printed, value, high, columns):
    cells = {"value_printed": printed, "value": value, "value_high": high}
    assert found(evidence.values_against_print, tmp_path, **cells) == columns


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"derivation": "33 + 10", "value_printed": "43", "value": 43.0}, []),
        ({"derivation": "100 / 3", "value_printed": "33", "value": 33.0}, []),
        ({"derivation": "100 / 3", "value_printed": "33.0", "value": 33.0}, ["value"]),
        (
            {"derivation": "1094000 / 1.172", "value_printed": "933000", "value": 933000.0},
            ["value"],
        ),
        (
            {
                "derivation": "1094000 / 1.172",
                "value_printed": "933000",
                "value": 933000.0,
                "qualifier": "about",
            },
            [],
        ),
        ({"derivation": "33 + 11", "value_printed": "43", "value": 43.0}, ["value"]),
        ({"derivation": ""}, ["derivation"]),
        ({"derivation": "[nobody] - 1"}, ["derivation"]),
        (
            {"derivation": "20 + 7; 100 - 70", "value_printed": "27-30", "value_high": 30.0},
            [],
        ),
        (
            {"derivation": "20 + 7; 100 - 71", "value_printed": "27-30", "value_high": 30.0},
            ["value_high"],
        ),
        ({"derivation": "20 + 7", "value_printed": "27-30", "value_high": 30.0}, ["derivation"]),
    ],
)
def test_a_derived_value_is_what_its_formula_rounds_to(tmp_path, cells, columns):
    assert found(evidence.formulas_give_values, tmp_path, status="derived", **cells) == columns


def test_a_reported_value_may_stand_beside_a_sum_it_contradicts(tmp_path):
    assert found(evidence.formulas_give_values, tmp_path, derivation="24.6 + 30.7") == []


@pytest.mark.parametrize(
    ("period", "year", "base", "columns"),
    [
        ("2020", 2020, None, []),
        ("2016-2020", 2020, 2015, []),
        ("2015 to 2020", 2020, 2015, []),
        ("latest, year not stated", None, None, []),
        ("2016-2020", 2019, 2015, ["year"]),
        ("2016-2020", 2020, 2016, ["base_year"]),
        ("2015 to 2020", 2020, 2014, ["base_year"]),
        ("latest, year not stated", 2025, None, ["year"]),
    ],
)
def test_year_and_base_year_are_those_of_the_period(tmp_path, period, year, base, columns):
    cells = {"period": period, "year": year, "base_year": base}
    assert found(evidence.years_are_of_periods, tmp_path, **cells) == columns


@pytest.mark.parametrize(
    ("name", "period", "columns"),
    [
        ("rate-2020", "2020", []),
        ("rate-2016-2020", "2016-2020", []),
        ("rate-2020-06", "2020-06", []),
        ("rate-2019", "2020", ["evidence_id"]),
        ("rate-2020-06", "2020-09", ["period"]),
    ],
)
def test_the_name_of_a_row_gives_its_period(tmp_path, name, period, columns):
    cells = {"evidence_id": name, "period": period}
    assert found(evidence.years_are_of_periods, tmp_path, **cells) == columns


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({}, []),
        ({"published": "2020"}, []),
        ({"published": ""}, []),
        ({"published": "2019"}, ["published"]),
        ({"published": "2020-12-18"}, ["published"]),
        ({"published": "2020-12-18", "status": "estimate"}, []),
        ({"published": "2020 Q4"}, ["published"]),
        ({"published": "2020-09-01", "period": "2020-01..2020-09", "precision": "period"}, []),
        (
            {"published": "2020-08-31", "period": "2020-01..2020-09", "precision": "period"},
            ["published"],
        ),
        ({"published": "2020-05-31", "period": "2020H1", "precision": "half_year"}, ["published"]),
        ({"published": "2020-04", "period": "2020Q1", "precision": "quarter"}, []),
    ],
)
def test_a_value_is_published_after_its_period(tmp_path, cells, columns):
    assert found(evidence.values_were_known, tmp_path, **cells) == columns


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({}, []),
        ({"publisher": "International Federation of Robotics"}, ["address"]),
        ({"address": "https://sina.com.cn.mirror.net/a"}, ["address"]),
        ({"address": "https://mirror.net/a", "address_kind": "repost"}, []),
        ({"address": "", "address_kind": ""}, []),
        ({"address": "", "address_kind": "repost"}, ["address_kind"]),
        ({"address": "https://mirror.net/a", "address_kind": ""}, ["address_kind"]),
    ],
)
def test_an_address_is_the_publishers_only_on_a_host_of_one_named(tmp_path, cells, columns):
    assert found(evidence.addresses_are_of_publishers, tmp_path, **cells) == columns


def test_a_name_given_twice_is_left_to_the_schema(tmp_path):
    once = ROW | {"status": "derived", "derivation": "[one] - 0"}
    rows = pd.DataFrame([once, once])
    tables = {"target_evidence": rows, "indicator_evidence": rows.head(0)}
    assert list(evidence.formulas_give_values(tables, tmp_path)) == []
