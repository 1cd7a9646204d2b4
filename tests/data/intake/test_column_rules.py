"""The rules of a rerunner's columns: what is read, and the words for each fault."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.intake.column_rules import FilledForm, distinct, first_rows, joined
from helpers.data.intake.files import Sheet
from helpers.data.intake.input_form import InputForm
from helpers.data.tables.columns import choice, number, text, year
from helpers.errors import DataRefused

FORM = InputForm(
    "rows",
    required=(
        text("name", "A name"),
        year("year", "A year"),
        number("value", "A number"),
        choice("role", "A role", ("baseline", "target")),
    ),
    optional=(
        choice("unit", "A unit", ("percent", "index_points")),
        year("base_year", "A year", required=False),
        number("bound", "A number", required=False),
        text("note", "A text", required=False),
    ),
)
SOUND = {"name": "a", "year": "2017", "value": "34.1", "role": "target"}


def sheet_of(*rows, name=""):
    cells = pd.DataFrame(rows, dtype=object).fillna("")
    cells.index += 7
    return Sheet("f.csv", name, cells)


def filled(*rows, name=""):
    return FilledForm(sheet_of(*[SOUND | row for row in rows], name=name), FORM)


def problems(form):
    with pytest.raises(DataRefused) as refused:
        form.refuse_faults()
    return refused.value.problems


def faults(form):
    return [(fault.column, fault.found, fault.expected, fault.remedy) for fault in problems(form)]


def test_sound_cells_are_read_by_the_kind_of_their_column():
    form = filled({"value": "1,234.50%", "base_year": "2013年"}, {"value": "-3", "bound": "0.5"})
    form.refuse_faults()
    assert form.values["year"].tolist() == [2017, 2017]
    assert form.values["base_year"].tolist() == [2013, 0]
    assert form.values["value"].tolist() == [1234.5, -3.0]
    assert form.decimals["value"].tolist() == [2, 0]
    assert str(form.values["bound"].tolist()) == "[nan, 0.5]"
    assert form.values["role"].tolist() == ["target", "target"]


def test_cells_are_normalised_and_blanks_take_what_they_stand_for():
    form = filled({"unit": " ", "note": "（ａ）", "year": "２０１７年"}, {"unit": "\u200b"})
    form.refuse_faults()
    assert form.values["unit"].tolist() == ["percent", "percent"]
    assert form.values["note"].tolist() == ["(a)", ""]
    assert form.values["year"].tolist() == [2017, 2017]
    assert form.is_blank("note").tolist() == [False, True]


def test_a_row_says_where_it_stands():
    assert filled({}, {}).locators == ["row 7", "row 8"]
    form = filled({}, {"year": "x"}, name="figures")
    assert form.locators == ["sheet figures, row 7", "sheet figures, row 8"]
    assert problems(form)[0].place == "f.csv, sheet 'figures', row 8, column 'year'"


@pytest.mark.parametrize(
    ("cell", "expected", "remedy"),
    [
        ("2017-12-31", "a year, not a date", "Write the year alone, 2017."),
        ("2017/5", "a year, not a date", "Write the year alone, 2017."),
        ("17", "a year of four digits", "Write the year alone, 2017 for example."),
        ("1912", "a year from 1949 to 2049", "Check the year."),
    ],
)
@pytest.mark.parametrize("column", ["year", "base_year"])
def test_a_text_that_is_no_year_is_told_why(column, cell, expected, remedy):
    form = filled({column: cell})
    assert form.values[column].tolist() == [0]
    assert faults(form) == [(column, repr(cell), expected, remedy)]


def test_only_what_is_required_must_be_filled():
    form = filled({"name": "", "year": " ", "value": "", "role": "", "bound": "", "note": ""})
    assert [(column, found, expected) for column, found, expected, _ in faults(form)] == [
        ("name", "a blank", "a text"),
        ("year", "a blank", "a year of four digits"),
        ("value", "a blank", "a number"),
        ("role", "a blank", "one of baseline, target"),
    ]
    assert faults(filled({"name": ""}))[0][-1] == "Fill the cell in."


def test_one_of_the_known_values_is_taken_and_the_nearest_offered():
    assert faults(filled({}, {"role": "targets"})) == [
        (
            "role",
            "'targets'",
            "one of baseline, target",
            "Did you mean 'target'? Choose one of the list.",
        )
    ]


@pytest.mark.parametrize("column", ["name", "note"])
def test_a_text_that_hides_something_or_computes_is_a_fault(column):
    ((where, found, expected, remedy),) = faults(filled({column: "=1+1"}))
    assert (where, found) == (column, "'=1+1'")
    assert "does not begin as a formula" in expected
    assert remedy == "Write it anew, beginning with a letter."


@pytest.mark.parametrize(
    ("cell", "unit", "expected"),
    [
        ("34.10", "index_points", []),
        ("5%", "percent_per_year", []),
        ("5%", "", []),
        ("5%", "tonnes", ["a number in tonnes"]),
        ("5%", "index_points", ["a number in index_points"]),
        ("5 ％", "index_points", ["a number in index_points"]),
        ("a %", "index_points", ["a number"]),
        ("a third", "percent", ["a number"]),
        ("9" * 16, "percent", ["a number of at most 15 digits, 12 of them decimals"]),
    ],
)
def test_a_number_is_moderate_and_its_percent_sign_agrees_with_its_unit(cell, unit, expected):
    form = filled({"value": cell}, {"value": "3"})
    form.fault_percents("value", pd.Series([unit, "index_points"]).to_numpy(dtype=object))
    if expected:
        assert [fault.expected for fault in problems(form)] == expected
    else:
        form.refuse_faults()


NONE = float("nan")


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        ("0", 0.0, 100.0, []),
        ("100", 0.0, 100.0, []),
        ("-0.5", 0.0, 100.0, ["a value of at least 0 and at most 100"]),
        ("100.5", 0.0, 100.0, ["a value of at least 0 and at most 100"]),
        ("-7", NONE, 100.0, []),
        ("700", 0.0, NONE, []),
        ("700", NONE, 100.0, ["a value of at most 100"]),
        ("-7", 0.5, NONE, ["a value of at least 0.5"]),
        ("-7", NONE, NONE, []),
    ],
)
def test_bounds_are_closed_and_nan_is_none(value, low, high, expected):
    form = filled({"value": value})
    form.fault_bounds("value", pd.Series([low]).to_numpy(), pd.Series([high]).to_numpy())
    if expected:
        assert [fault.expected for fault in problems(form)] == expected
    else:
        form.refuse_faults()


def test_a_repetition_names_its_key_and_the_row_that_has_it():
    form = filled({}, {"name": "b"}, {}, {"year": "2018"})
    form.fault_repetitions(("name", "year"), "name")
    assert [str(problem) for problem in problems(form)] == [
        "f.csv, row 9, column 'name': found a, 2017 again; expected one row for each, as in row 7. "
        "Remove one of the rows, or tell them apart."
    ]


@given(rows=st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["2017", "2018", "?"]))))
def test_a_row_is_repeated_if_an_earlier_one_has_its_key_and_a_year(rows):
    form = filled(*({"name": name, "year": cell} for name, cell in [*rows, ("c", "?")]))
    form.fault_repetitions(("name", "year"), "name")
    seen, expected = set(), []
    for place, row in enumerate(rows, 7):
        if row in seen and row[1] != "?":
            expected.append(place)
        seen.add(row)
    assert [fault.row for fault in problems(form) if fault.column == "name"] == expected


def test_faults_are_told_row_by_row_from_left_to_right():
    rows = [{"year": "x", "name": ""}, {"role": "x", "value": "x"}]
    sheet = sheet_of(*[SOUND | row for row in rows])
    form = FilledForm(Sheet("f.csv", "", sheet.cells[["role", "value", "year", "name"]]), FORM)
    form.fault("base_year", form.values["value"] > 0, ("a base", "Add it."))
    assert [(fault.row, fault.column) for fault in problems(form)] == [
        (7, "year"), (7, "name"), (7, "base_year"), (8, "role"), (8, "value"),
    ]  # fmt: skip


def test_a_column_is_its_distinct_texts_and_where_they_stand():
    cells = distinct(sheet_of({"a": "x"}, {"a": "ｘ "}, {"a": ""}, {"a": "y"}), "a", "-")
    assert (cells.texts, cells.codes.tolist()) == (["x", "-", "y"], [0, 0, 1, 2])
    assert cells.column().tolist() == ["x", "x", "-", "y"]
    assert cells.read(len, int).tolist() == [1, 1, 1, 1]
    assert [cells.text(row) for row in range(4)] == ["x", "x", "-", "y"]
    assert distinct(sheet_of({"a": "x"}, {"a": "y"}), "b", "?").column().tolist() == ["?", "?"]


def test_the_first_row_of_each_code_is_found():
    assert first_rows(pd.Series([5, 3, 5, 5, 3]).to_numpy()).tolist() == [0, 1, 0, 0, 1]


def test_texts_of_a_row_are_joined_without_blanks():
    assert joined(["a", "", ""], ["b", "c", ""]) == ["a; b", "c", ""]
