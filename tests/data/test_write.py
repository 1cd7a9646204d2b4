"""Tables as CSV: what is written can be read back and written again to the same bytes."""

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.schema import Column, Table
from helpers.data.tables.catalogue import tables_of
from helpers.data.write import FLOAT_FORMAT, csv_text, plain_csv, read_csv, write_csv

DECLARED = {table.name: table for table in tables_of("")}
SMALL = Table(
    "small",
    "Small",
    "a row",
    (
        Column("name", "string", "Name"),
        Column("year", "year", "Year; blank: none", required=False),
        Column("count", "integer", "Count; blank: none", required=False),
        Column("value", "number", "Value; blank: none", required=False),
        Column("doubt", "boolean", "Whether it is in doubt"),
    ),
    primary_key=("name",),
)
ROWS = pd.DataFrame(
    {
        "doubt": [True, False, False],
        "beyond": [7, 8, 9],
        "value": [1 / 3, 20.0, float("nan")],
        "count": [3.0, float("nan"), 12.0],
        "year": [2013.0, 2015.0, float("nan")],
        "name": ["数控化率, total", "NA", ""],
    }
)
TEXT = """name,year,count,value,doubt
"数控化率, total",2013,3,0.3333333333,true
NA,2015,,20,false
,,12,,false
"""


def test_a_table_is_written_with_its_declared_columns_ten_digits_and_bare_blanks(tmp_path):
    assert csv_text(ROWS, SMALL) == TEXT
    path = write_csv(ROWS, SMALL, tmp_path)
    assert path == tmp_path / "small.csv"
    assert path.read_bytes() == TEXT.encode()


def test_a_table_is_read_back_in_its_declared_kinds_and_words_for_nothing_stay_words():
    rows = read_csv(TEXT, SMALL)
    assert rows["name"].tolist() == ["数控化率, total", "NA", ""]
    assert rows["year"].tolist()[:2] == [2013, 2015]
    assert rows["value"].tolist()[:2] == [0.3333333333, 20.0]
    assert rows["doubt"].tolist() == [True, False, False]
    blanks = rows.isna()
    assert blanks.sum().to_dict() == {"name": 0, "year": 1, "count": 1, "value": 1, "doubt": 0}


@pytest.mark.parametrize("name", DECLARED)
def test_a_table_read_back_is_written_to_the_same_bytes(tables, name):
    text = csv_text(tables[name], DECLARED[name])
    assert csv_text(read_csv(text, DECLARED[name]), DECLARED[name]) == text


def test_a_column_with_a_cell_of_another_kind_stays_text_for_the_check_to_name_it():
    rows = read_csv(TEXT.replace("2015", "soon"), SMALL)
    assert rows["year"].tolist() == ["2013", "soon", ""]
    assert rows["count"].tolist()[:1] == [3]


def test_digits_in_a_column_of_texts_stay_texts_and_a_column_left_out_stays_out():
    rows = read_csv("name,value\n007,1\n12,2\n", SMALL)
    assert rows.to_dict("list") == {"name": ["007", "12"], "value": [1, 2]}


def test_a_table_is_printed_as_pandas_prints_it():
    table = pd.DataFrame(
        {
            "name": ["a,b", 'c"d', "é\nf", None],
            "value": [0.1, float("nan"), 1e-12, -1234567.891234],
            "whole": pd.array([1, None, 3, 4], dtype="Int64"),
            "ok": [True, False, True, None],
        }
    )
    plain = table.to_csv(index=False, float_format=FLOAT_FORMAT, lineterminator="\n")
    assert plain_csv(table) == plain


@given(st.lists(st.text(alphabet='a1é ,"\n', max_size=3), max_size=4), st.integers(1, 3))
def test_cells_are_quoted_as_csv_quotes_them(texts, width):
    stream = io.StringIO()
    names = [f"column {number}" for number in range(width)]
    rows = [[text] * width for text in texts]
    csv.writer(stream, lineterminator="\n").writerows([names, *rows])
    assert plain_csv(pd.DataFrame(rows, columns=names, dtype=object)) == stream.getvalue()


def test_a_return_within_a_cell_is_quoted_so_that_it_ends_no_row():
    assert plain_csv(pd.DataFrame({"a": ["b\rc"], "d": ["e"]})) == 'a,d\n"b\rc",e\n'


def test_a_table_without_columns_is_an_empty_header():
    assert plain_csv(pd.DataFrame(index=[1, 2])) == "\n"
