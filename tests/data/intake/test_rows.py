"""One row of a rerunner's file: what is read, and the words for each fault."""

import pandas as pd
import pytest

from helpers.data.intake.files import Sheet
from helpers.data.intake.rows import Row, header_problems, repetition, rows_of


def row_of(sheet="", **cells):
    return Row(Sheet("f.csv", sheet, pd.DataFrame()), 7, cells, {"unit": "percent", "note": ""})


def faults(row):
    return [(fault.column, fault.found, fault.expected, fault.remedy) for fault in row.faults]


def test_cells_are_normalised_and_blanks_take_their_defaults():
    row = row_of(unit=" ", note="（ａ）", year="２０１７年")
    assert (row["unit"], row["note"], row["other"]) == ("percent", "(a)", "")
    assert (row.year("year"), faults(row)) == (2017, [])


def test_a_row_says_where_it_stands():
    assert row_of().locator == "row 7"
    assert row_of(sheet="figures").locator == "sheet figures, row 7"
    row = row_of(sheet="figures", year="x")
    row.year("year")
    assert row.faults[0].place == "f.csv, sheet 'figures', row 7, column 'year'"


@pytest.mark.parametrize(
    ("text", "expected", "remedy"),
    [
        ("2017-12-31", "a year, not a date", "Write the year alone, 2017."),
        ("2017/5", "a year, not a date", "Write the year alone, 2017."),
        ("17", "a year of four digits", "Write the year alone, 2017 for example."),
        ("1912", "a year from 1949 to 2049", "Check the year."),
    ],
)
def test_a_text_that_is_no_year_is_told_why(text, expected, remedy):
    row = row_of(year=text)
    assert row.year("year") is None
    assert faults(row) == [("year", repr(text), expected, remedy)]


def test_a_text_that_is_missing_is_told_once():
    row = row_of(name="a")
    assert (row.required("name"), row.required("label")) == ("a", "")
    assert faults(row) == [("label", "a blank", "a text", "Fill the cell in.")]


def test_one_of_the_known_values_is_taken_and_the_nearest_offered():
    row = row_of(role="target", kind="targets")
    assert (row.choice("role", ("baseline", "target")), faults(row)) == ("target", [])
    row.choice("kind", ("baseline", "target"))
    (fault,) = row.faults
    assert fault.expected == "one of baseline, target"
    assert fault.remedy == "Did you mean 'target'? Choose one of the list."


@pytest.mark.parametrize(
    ("text", "unit", "read", "expected"),
    [
        ("34.10", "", (34.1, 2), []),
        ("5%", "percent_per_year", (5.0, 0), []),
        ("5%", "", (5.0, 0), []),
        ("5%", "index_points", (5.0, 0), ["a number in index_points"]),
        ("a third", "percent", (None, None), ["a number"]),
        ("9" * 16, "percent", (9999999999999999.0, 0),
         ["a number of at most 15 digits, 12 of them decimals"]),
    ],
)  # fmt: skip
def test_a_number_comes_with_its_decimals_and_agrees_with_its_unit(text, unit, read, expected):
    row = row_of(value=text)
    assert row.number_with_decimals("value", unit) == read
    assert [fault.expected for fault in row.faults] == expected


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        (0.0, 0.0, 100.0, []),
        (100.0, 0.0, 100.0, []),
        (-0.5, 0.0, 100.0, ["a value of at least 0 and at most 100"]),
        (100.5, 0.0, 100.0, ["a value of at least 0 and at most 100"]),
        (-7.0, None, 100.0, []),
        (700.0, 0.0, None, []),
        (700.0, None, 100.0, ["a value of at most 100"]),
        (-7.0, 0.5, None, ["a value of at least 0.5"]),
        (-7.0, None, None, []),
    ],
)
def test_bounds_are_closed_and_none_is_no_bound(value, low, high, expected):
    row = row_of(value="1")
    row.check_bounds("value", value, low, high)
    assert [fault.expected for fault in row.faults] == expected


def test_missing_and_unknown_columns_are_told_with_the_nearest_name():
    sheet = Sheet("f.csv", "", pd.DataFrame(columns=["year", "vaule", "note"]))
    found = header_problems(sheet, ("year", "value"), ("note",))
    assert [(problem.found, problem.remedy) for problem in found] == [
        ("no column 'value'", "Add the column, or rename the one that holds it."),
        ("the column 'vaule'", "Did you mean 'value'? Rename or remove it."),
    ]


def test_rows_come_in_order_with_their_numbers_and_cells():
    sheet = Sheet("f.csv", "", pd.DataFrame({"a": ["x", "y", "z"], "b": list("123")}, [2, 5, 9]))
    rows = [(row.number, row["a"], row["b"], row["c"]) for row in rows_of(sheet, {"c": "?"})]
    assert rows == [(2, "x", "1", "?"), (5, "y", "2", "?"), (9, "z", "3", "?")]
    assert [row.number for row in rows_of(sheet, {}, [0, 2])] == [2, 9]


def test_a_repetition_names_the_key_and_the_row_that_has_it():
    problem = repetition(row_of(), ("a", 2017), 3, "name")
    assert str(problem) == (
        "f.csv, row 7, column 'name': found a, 2017 again; expected one row for each, as in row 3. "
        "Remove one of the rows, or tell them apart."
    )
