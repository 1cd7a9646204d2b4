"""Schemas: what no table of the compendium may hold."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.edition_tables import all_tables
from helpers.data.schema import Column, Table
from helpers.data.tables.assessment import CORE, MILESTONES, OBSERVATIONS
from helpers.data.tables.documents import POLICIES
from helpers.data.validate import check_table, check_tables
from helpers.errors import DataRefused

POLICY = {"policy_id": "p", "section": "s", "order_printed": 7, "title_en": "t", "title_zh": "",
          "title_zh_printed": "", "agency_printed": "a", "agencies": "a", "date_printed": "d",
          "date": "2016", "date_precision": "year", "link_printed": "", "suspect": False,
          "suspect_note": "", "source_id": "chamber", "locator": "l"}  # fmt: skip


def problems_of(edition, table, **changes):
    rows = pd.DataFrame([POLICY]) if table is POLICIES else edition[table.name].copy()
    for column, value in changes.items():
        rows[column] = rows[column].astype(object)
        rows.loc[0, column] = value
    return [str(p) for p in check_table(rows, table, edition, f"{table.name}.csv")]


@pytest.mark.parametrize(
    ("table", "changes", "words"),
    [
        (MILESTONES, {"year": 1900}, "found 1900; expected 1949 or more"),
        (MILESTONES, {"year": 2050}, "found 2050; expected 2049 or less"),
        (MILESTONES, {"year": "soon"}, "found 'soon'; expected a year"),
        (MILESTONES, {"value": float("nan")}, "found a blank; expected a value"),
        (MILESTONES, {"role": "goal"}, "expected one of baseline, expected, target"),
        (MILESTONES, {"source_id": "hearsay"}, "an entry of the table sources"),
        (MILESTONES, {"indicator_id": "gdp"}, "an entry of the table indicators"),
        (MILESTONES, {"value": -1.0}, "a value within the bounds of its indicator"),
        (MILESTONES, {"base_year": 2014.0, "year": 2013}, "a base year before the year"),
        (OBSERVATIONS, {"unit": "furlongs"}, "or the indicator's own"),
        (OBSERVATIONS, {"value": 161.8}, "a value within the bounds of its indicator"),
        (OBSERVATIONS, {"locator": ""}, "a text that is not empty"),
        (OBSERVATIONS, {"locator": None}, "found a blank; expected a value"),
        (OBSERVATIONS, {"locator": 3}, "found 3; expected a text"),
        (MILESTONES, {"base_year": 2012.5}, "found 2012.5; expected a whole number"),
        (MILESTONES, {"year": 2013.5}, "found 2013.5; expected a whole number"),
        (MILESTONES, {"decimals": 13}, "found 13; expected 12 or less"),
        (POLICIES, {"suspect": "maybe"}, "found 'maybe'; expected true or false"),
        (POLICIES, {"suspect": None}, "found a blank; expected a value"),
        (POLICIES, {"suspect": 1}, "found 1; expected true or false"),
    ],
)
def test_fault_is_found_and_placed(edition, table, changes, words):
    found = problems_of(edition, table, **changes)
    assert len(found) == 1
    assert words in found[0]
    assert found[0].startswith(f"{table.name}.csv, row 2, column ")


def test_a_repeated_key_is_found(edition):
    rows = pd.concat([edition.milestones, edition.milestones.iloc[:1]])
    found = check_table(rows, MILESTONES, edition, "milestones.csv")
    assert [(problem.row, problem.column) for problem in found] == [(40, "indicator_id")]
    assert "a second time" in str(found[0])


def test_a_missing_column_is_found(edition):
    rows = edition.milestones.drop(columns="locator")
    found = check_table(rows, MILESTONES, edition, "milestones.csv")
    assert "no column 'locator'" in str(found[0])


def test_every_table_of_the_published_edition_holds(edition, results):
    check_tables(all_tables(edition, results), CORE)


def test_all_tables_are_checked_before_anything_is_said(edition):
    broken = dict(edition) | {
        "milestones": edition.milestones.assign(role="goal"),
        "observations": edition.observations.assign(unit="furlongs"),
    }
    with pytest.raises(DataRefused) as refused:
        check_tables(broken, (MILESTONES, OBSERVATIONS))
    assert len(refused.value.problems) == len(edition.milestones) + len(edition.observations)


def test_problems_name_the_file_of_their_table(edition):
    broken = dict(edition) | {"observations": edition.observations.assign(role="", unit="ell")}
    with pytest.raises(DataRefused) as refused:
        check_tables(broken, (MILESTONES, OBSERVATIONS))
    assert {problem.file for problem in refused.value.problems} == {"observations.csv"}


INDICATORS = pd.DataFrame(
    {
        "indicator_id": ["share", "score"],
        "unit": ["percent", "index_points"],
        "lower_bound": [0.0, float("nan")],
        "upper_bound": [100.0, 7.0],
    }
)
NONE = float("nan")


@pytest.mark.parametrize(
    ("rule", "columns", "rows"),
    [
        (
            "within_bounds",
            {
                "indicator_id": ["share", "share", "share", "share", "score", "score", "score"],
                "value": [0.0, 100.0, -0.1, 100.1, -80.0, 7.0, 7.1],
            },
            [4, 5, 8],
        ),
        (
            "within_bounds",
            {
                "indicator_id": ["share", "share", "score"],
                "unit": ["percent", "percentage_points", "index_points"],
                "value": [101.0, -101.0, 8.0],
            },
            [2, 4],
        ),
        (
            "bounds_in_order",
            {"lower_bound": [1.0, 2.0, 3.0, NONE], "upper_bound": [2.0, 2.0, 2.0, 2.0]},
            [3, 4],
        ),
        (
            "range_in_order",
            {"value": [3.0, 3.0, 3.0, 3.0], "value_high": [NONE, 4.0, 3.0, 2.0]},
            [4, 5],
        ),
        (
            "percentage_within_bounds",
            {
                "unit": ["percent", "percent", "percent", "percent", "percent", "count"],
                "value": [100.0, -100.0, 100.5, -101.0, 90.0, 900.0],
                "value_high": [NONE, NONE, NONE, NONE, 100.5, NONE],
            },
            [4, 5, 6],
        ),
        ("percentage_within_bounds", {"unit": ["percent"], "value": [NONE], "value_high": [NONE]},
         []),
        (
            "doubt_has_its_reason",
            {"suspect": [True, True, False, False], "suspect_note": ["why", "", "why", ""]},
            [3, 4],
        ),
        (
            "base_year_before_year",
            {"year": [2015, 2015, 2015, 2015], "base_year": [NONE, 2014.0, 2015.0, 2016.0]},
            [4, 5],
        ),
    ],
)  # fmt: skip
def test_a_rule_names_the_rows_that_break_it_and_no_others(rule, columns, rows):
    table = Table("small", "Small", "a row", (), primary_key=("row",), rules=(rule,))
    cells = pd.DataFrame(columns).assign(row=range(len(columns[next(iter(columns))])))
    found = check_table(cells, table, {"indicators": INDICATORS}, "small.csv")
    assert [problem.row for problem in found] == rows


def holds(cells, kind, **declared):
    column = Column("c", kind, "a column", **declared)
    table = Table("t", "T", "a row", (column,), ("row",))
    return not check_table(pd.DataFrame({"c": cells, "row": range(len(cells))}), table, {}, "t.csv")


@pytest.mark.parametrize(
    ("cells", "declared", "expected"),
    [
        (["a", "b"], {}, True),
        (["a", ""], {}, False),
        (["a", ""], {"required": False}, True),
        (["a", None], {"required": False}, False),
        (["a", 3], {}, False),
        ([1, 2], {}, False),
        ([NONE, 2.0], {"required": False}, False),
        (["a", "b"], {"choices": ("a", "b")}, True),
        (["a", "a"], {"choices": ("a", "b")}, True),
        (["a", "c"], {"choices": ("a", "b")}, False),
        (["a", ""], {"choices": ("a", "b")}, False),
        (["a", ""], {"choices": ("a", "b"), "required": False}, True),
        (["c", ""], {"choices": ("a", "b"), "required": False}, False),
    ],
)
def test_texts_are_among_the_choices_and_blank_only_where_they_may_be(cells, declared, expected):
    assert holds(cells, "string", **declared) == expected


@pytest.mark.parametrize(
    ("cells", "kind", "declared", "expected"),
    [
        ([True, False], "boolean", {}, True),
        ([1, 0], "boolean", {}, False),
        (["true"], "boolean", {}, False),
        ([1, 2], "integer", {}, True),
        ([2015, 2020], "year", {}, True),
        ([1.0, 2.0], "integer", {}, True),
        ([1.0, 2.5], "integer", {}, False),
        ([2015.0], "year", {}, True),
        ([1.0, 2.5], "number", {}, True),
        ([1, 2], "number", {}, True),
        (["1", "a"], "number", {}, False),
        ([1.0, NONE], "number", {}, False),
        ([1.0, NONE], "number", {"required": False}, True),
        ([NONE, NONE], "number", {"required": False, "minimum": 0, "maximum": 9}, True),
        ([1.0, NONE], "integer", {"required": False}, True),
        ([1.5, NONE], "integer", {"required": False}, False),
    ],
)
def test_numbers_are_of_their_declared_type(cells, kind, declared, expected):
    assert holds(cells, kind, **declared) == expected


@pytest.mark.parametrize(
    ("cells", "declared", "expected"),
    [
        ([3, 5], {"minimum": 3, "maximum": 5}, True),
        ([3, 5], {"minimum": 3}, True),
        ([3, 5], {"maximum": 5}, True),
        ([3, 5], {"minimum": 4}, False),
        ([3, 5], {"maximum": 4}, False),
        ([3, 5], {"minimum": 0, "maximum": 4}, False),
        ([3, 5], {"minimum": 4, "maximum": 9}, False),
    ],
)
def test_bounds_are_closed_and_each_is_kept(cells, declared, expected):
    assert holds(cells, "integer", **declared) == expected
    assert holds(np.array(cells, dtype=float), "number", **declared) == expected


def test_every_declared_column_must_be_there_and_more_may_follow():
    first, second = Column("a", "integer", "one"), Column("b", "integer", "two")
    table = Table("t", "T", "a row", (first, second), ("a",))
    assert not check_table(pd.DataFrame({"b": [1], "a": [2], "more": ["x"]}), table, {}, "t.csv")
    (problem,) = check_table(pd.DataFrame({"a": [2]}), table, {}, "t.csv")
    assert str(problem) == "t.csv: found no column 'b'; expected the columns a, b. Add it."


def test_a_checked_table_stays_as_it_was(edition):
    before = edition.milestones.copy()
    assert not check_table(edition.milestones, MILESTONES, edition, "milestones.csv")
    pd.testing.assert_frame_equal(edition.milestones, before)
