"""Rows of separated values: taken at once or one by one, they are the rows that csv reads."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.intake import files
from helpers.data.intake.files import read_sheet
from helpers.data.intake.separated_rows import SeparatedRows
from helpers.data.intake.table_shape import find_shape

CELLS = st.text(alphabet='ab1é, "\r\n', max_size=3)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=3), max_size=8)


def rows_of(text):
    """Return rows of a text whose faults are ValueErrors."""
    return SeparatedRows(io.StringIO(text, newline=""), ",", ValueError)


def taken(rows, most):
    """Return all rows, as many at once as are even, and how many were."""
    found, at_once = [], 0
    while True:
        even = rows.take_even(3, most)
        if even:
            numbers, columns = even
            at_once += len(numbers)
            found += zip(numbers.tolist(), map(list, zip(*columns, strict=True)), strict=True)
        elif one := next(rows, None):
            found.append(one)
        else:
            return found, at_once


@given(ROWS, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.integers(1, 4))
def test_rows_taken_at_once_are_what_csv_reads(rows, end, is_bare, most):
    stream = io.StringIO()
    csv.writer(stream, lineterminator=end).writerows(rows)
    text = stream.getvalue().removesuffix(end) if is_bare else stream.getvalue()
    expected = [*enumerate(csv.reader(io.StringIO(text, newline=""), strict=True), 1)]
    assert taken(rows_of(text), most)[0] == expected


@pytest.mark.parametrize("text", ["a,b,c\n" * 5, "a,,c\r\n" * 5, "a,b,c\n" * 4 + ",,"])
def test_even_lines_are_taken_at_once(text):
    found, at_once = taken(rows_of(text), 2)
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]
    assert at_once == 5


@pytest.mark.parametrize("odd", ['a,"b",c', "a,b", "a,b,c,d", "a,b\rc,d", ""])
def test_a_line_that_is_not_even_is_read_by_itself_and_the_rest_at_once(odd):
    text = f"{odd}\n" + "a,b,c\n" * 3
    found, at_once = taken(rows_of(text), 4)
    assert found == [*enumerate(csv.reader(io.StringIO(text, newline="")), 1)]
    assert at_once == 3


def test_a_fault_is_told_in_the_words_of_the_caller_at_its_row():
    rows = rows_of('a,b,c\nd,"e"x,f\n')
    assert rows.take_even(3, 1)
    with pytest.raises(ValueError, match="expected after"):
        next(rows)


@pytest.fixture
def limit():
    """The longest cell that Python reads by itself; frictionless lifts it for its whole process."""
    before = csv.field_size_limit(131_072)
    yield csv.field_size_limit()
    csv.field_size_limit(before)


def test_a_cell_too_long_for_the_reader_is_left_to_it(limit):
    rows = rows_of("a,b," + "c" * (limit + 1) + "\n")
    assert rows.take_even(3, 5) is None
    with pytest.raises(ValueError, match="field larger"):
        next(rows)


@given(
    st.lists(
        st.tuples(*[st.sampled_from(["", " ", "a", " a", "注：", "-", "…", "5", "-5", "n/a"])] * 3),
        max_size=12,
    ),
    st.sampled_from([("name", "x", "value"), ("name", "value", "x"), ("name", "x", "note")]),
)
def test_rows_kept_at_once_are_those_that_are_read_one_by_one(rows, names):
    head = [(1, list(names))]
    numbered = [(number, list(row)) for number, row in enumerate(rows, 2)]
    singly, at_once = (find_shape(head, names, names) for _ in range(2))
    filled = (row for row in numbered if any(map(str.strip, row[1])))
    expected = [*singly.read(filled)]
    columns = [[row[place] for row in rows] for place in range(3)]
    numbers, kept = at_once.keep(np.arange(2, len(rows) + 2), columns)
    found = zip(numbers.tolist(), map(list, zip(*kept, strict=True)), strict=True)
    assert [*found] == expected
    told = ("rows", "without_value", "left_out")
    assert [getattr(at_once, name) for name in told] == [getattr(singly, name) for name in told]


def test_a_file_is_read_alike_however_many_rows_are_taken_at_once(tmp_path, monkeypatch):
    rows = [f"{'' if n % 7 == 0 else n},x{n % 5},{'-' if n % 11 == 0 else n}" for n in range(90)]
    rows[50] = '"fifty, quoted",x,50'
    rows[60], rows[70] = "", "注：a note,,"
    path = tmp_path / "figures.csv"
    path.write_text("\n".join(["name,kind,value", *rows]), encoding="utf-8")
    columns = ("name", "kind", "value")
    whole = read_sheet(path, columns, columns)
    monkeypatch.setattr(files, "EVEN_STACK", 0)
    singly = read_sheet(path, columns, columns)
    monkeypatch.setattr(files, "EVEN_STACK", 3)
    monkeypatch.setattr(files, "STACK", 2)
    by_threes = read_sheet(path, columns, columns)
    assert whole.cells.equals(singly.cells)
    assert by_threes.cells.equals(singly.cells)
    assert whole.readings == singly.readings == by_threes.readings
    assert "row 72" in whole.readings[0]
