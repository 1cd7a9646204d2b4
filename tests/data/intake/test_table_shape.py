"""Where a table begins and ends, which rows say nothing, and what is told of it."""

import numpy as np
import pytest

from helpers.data.intake.reading_choice import Choice
from helpers.data.intake.table_shape import Shape, find_shape, first_text, fits

LONG = ["indicator_id", "year", "value"]
KNOWN = [*LONG, "note", "unit"]
WIDE = ["indicator_id", "2015", "2016"]


def shape_of(names, header_row=1, years=()):
    return Shape(header_row, list(names), list(names), list(years))


def found(*rows, required=LONG, **said):
    return find_shape(list(enumerate(map(list, rows), 1)), KNOWN, required, Choice(**said))


def both(shape, rows):
    """Return what `read` and `keep` leave of rows of one width, by way of reading."""
    again = shape_of(shape.names)
    numbers, columns = again.keep(np.arange(2, 2 + len(rows)), list(zip(*rows, strict=True)))
    kept = [(int(number), list(row)) for number, *row in zip(numbers, *columns, strict=True)]
    read = list(shape.read([(number, list(row)) for number, row in enumerate(rows, 2)]))
    assert (again.rows, again.without_value) == (shape.rows, shape.without_value)
    assert again.left_out == shape.left_out
    return read, kept


@pytest.mark.parametrize(
    ("names", "rows", "left"),
    [
        (LONG, [["a", "2016", "1"], ["b", "2016", "-"], ["c", "2016", " "]], [2, 4]),
        (LONG, [["a", "2016", "1"], ["b", "2016", "n/a"]], [2]),
        # A value in the first column, in the second, and none.
        (["value", "year"], [["-", "2016"], ["1", "2016"]], [3]),
        (["year", "value"], [["2016", "-"], ["2016", "1"]], [3]),
        (["year", "note"], [["2016", "-"], ["-", "1"]], [2, 3]),
        # Notes stand alone, in any column, and end no table.
        (LONG, [["Source: report", "", ""], ["a", "2016", "1"], ["", "", "注：数"]], [3]),
        (LONG, [["a", "", ""], ["", "2016", ""], ["Note", "2016", ""]], [2, 3, 4]),
        (["year", "note"], [["Source", ""], ["Source", "x"], ["", "Notes"]], [3]),
        (["note"], [["Source"], ["Note: x"]], [2, 3]),
    ],
)
def test_rows_without_a_value_and_notes_are_left_out(names, rows, left):
    if len(names) == 1:
        read = kept = list(shape_of(names).read(list(enumerate(rows, 2))))
    else:
        read, kept = both(shape_of(names), rows)
    assert [number for number, _ in read] == left
    assert kept == read
    assert [row for _, row in read] == [rows[number - 2] for number in left]


def test_a_row_of_blanks_is_none():
    numbers, columns = shape_of(LONG).keep(np.arange(2, 4), [(" ", "a"), (" ", "2016"), ("", "1")])
    assert (numbers.tolist(), columns) == ([3], [["a"], ["2016"], ["1"]])


def test_what_is_left_out_is_counted_and_told():
    shape = shape_of(LONG, header_row=3)
    rows = [["a", "2016", "1"], ["b", "2016", "-"], ["c", "2016", "-"], ["Source: x", "", ""]]
    assert len(list(shape.read(list(enumerate(rows, 4))))) == shape.rows == 1
    assert shape.without_value == 2
    assert shape.left_out == [(7, "Source: x")]
    assert shape.told() == [
        "header in row 3", "2 without a value left out", "no part of the table: row 7 'Source: x'",
    ]  # fmt: skip


def test_nothing_is_told_of_a_table_as_the_form_has_it():
    assert found(LONG, ["a", "2016", "1"]).told() == []


def test_what_is_left_out_is_told_in_short():
    shape = shape_of(LONG)
    shape.left_out = [(number, "x" * 70) for number in range(12)]
    (told,) = shape.told()
    assert told.count("row ") == 10
    assert told.count("x" * 60) == 10
    assert "x" * 61 not in told


@pytest.mark.parametrize(
    ("first", "last", "is_outside"),
    [(1, 2, True), (1, 3, False), (3, 3, False), (5, 6, True), (5, 7, False), (4, 5, False)],
)
def test_merged_rows_are_outside_above_the_header_and_among_notes(first, last, is_outside):
    shape = shape_of(LONG, header_row=3)
    shape.left_out = [(5, "note"), (6, "note")]
    assert shape.is_outside(first, last) is is_outside


def test_a_wide_table_gives_a_row_a_year_in_which_nothing_says_so():
    shape = found(WIDE, ["a", "1", ""])
    assert shape.columns == LONG
    rows = [(2, ["a", "1", ""]), (3, ["b", "1"]), (4, ["c", "1", "2", "beside"])]
    assert list(shape.read(rows)) == [
        (2, ["a", "2015", "1"]),
        (3, ["b", "2015", "1"]),
        (4, ["c", "2015", "1", "beside"]),
        (4, ["c", "2016", "2", "beside"]),
    ]
    assert (shape.rows, shape.without_value) == (4, 2)
    assert found([*WIDE, "2017"]).told() == ["years as columns, 2015 to 2017"]


def test_the_first_column_of_a_wide_table_needs_no_name():
    assert found(["", "2015"], ["a", "1"]).names[0] == "indicator_id"
    assert found(["", "2015"], ["a", "1"], required=["indicator_id"]).names[0] == ""
    assert found(["x", "2015"], ["a", "1"]).names[0] == "x"
    # A column that has the years, or the values, makes it a long one.
    assert found(["", "2015", "value"], ["a", "1", "2"]).years == []


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([["Title"], LONG, ["a", "2016", "1"]], 2),
        # One that names all counts beyond one with more names, and years beyond both of them.
        ([["note", "unit", "year", "value"], LONG], 2),
        ([["note", "unit", "year"], WIDE], 2),
        ([WIDE, LONG], 2),
        ([LONG, LONG], 1),
        ([LONG, [*LONG, "unit"]], 2),
        # Two names are enough, one is none.
        ([["Title"], ["year", "value"]], 2),
        ([["Title"], ["x", "value"]], 1),
    ],
)
def test_the_header_is_the_row_that_names_most(rows, row):
    shape = found(*rows)
    assert shape.header_row == row
    assert shape.left_out == [(number, rows[number - 1][0]) for number in range(1, row)]


def test_the_header_is_looked_for_among_the_first_twenty_rows():
    titles = [["Title"]] * 19
    assert found(*titles, LONG).header_row == 20
    assert found(["Title"], *titles, LONG).header_row == 1


def test_a_header_that_is_said_is_taken_with_what_stands_above_it():
    shape = found(LONG, ["Title"], ["a", "b"], LONG, header_row=3)
    assert (shape.header_row, shape.printed) == (3, ["a", "b"])
    assert shape.left_out == [(1, "indicator_id"), (2, "Title")]


def test_a_name_that_is_said_is_guessed_of_no_other_column():
    shape = found(["年份", "x", ""], columns={"x": "year"})
    assert shape.names == ["年份", "year"]
    assert found(["年份", ""]).told() == ["columns '年份' as year"]


def test_a_sheet_fits_that_names_all_columns_or_an_indicator_and_years():
    def fit(*rows, required=LONG):
        return fits(list(enumerate(rows, 1)), KNOWN, required)

    assert fit(["Title"], LONG)
    assert fit(WIDE)
    assert not fit(["x", "2015"])
    assert not fit(["indicator_id", "year", "note"])
    assert fit([*LONG], required=["value"])
    assert fit(["价", "2015"], required=["价"])
    assert not fit(LONG, required=[])


def test_the_first_text_of_a_row_is_its_first_filled_cell():
    assert first_text(["", " ", "注 a", "b"]) == "注 a"
    assert first_text([""]) == ""
