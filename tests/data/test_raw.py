"""Raw tables: every cell a text as printed, named by the row a spreadsheet shows."""

import pandas as pd
import pytest

from helpers.data.raw import RawRow, cell_problem, check_numbers, read_raw, row_in_file, rows_of
from helpers.errors import DataRefused


def refused(folder):
    with pytest.raises(DataRefused) as error:
        read_raw("a.csv", folder)
    return str(error.value)


def test_every_cell_is_the_text_that_stands_there(write, tmp_path):
    write("a.csv", "name,value\nNA,0.880\n,1\n")
    assert read_raw("a.csv", tmp_path).to_dict("list") == {
        "name": ["NA", ""],
        "value": ["0.880", "1"],
    }


def test_a_table_that_cannot_be_read_is_named(write, tmp_path):
    assert "a.csv: found no such file" in refused(tmp_path)
    write("a.csv", "名,value\n", "gb18030")
    assert "a.csv: found bytes that are not UTF-8 at position 0" in refused(tmp_path)
    write("a.csv", "a,b\n1,2\n1,2,3\n")
    assert "expected as many cells in each row as in the header" in refused(tmp_path)


@pytest.mark.parametrize(("options", "rows"), [({}, [4, 5, 6]), ({"blanks": True}, [5, 6])])
def test_a_column_of_numbers_holds_plain_digits_and_blanks_where_it_may(options, rows):
    table = pd.DataFrame({"n": ["12", "-0.5", "", "1e3", "x"], "note": ["a"] * 5})
    with pytest.raises(DataRefused) as error:
        check_numbers(table, "a.csv", "n", **options)
    assert [problem.row for problem in error.value.problems] == rows
    check_numbers(table.head(2), "a.csv", "n")


def test_the_first_row_below_the_header_is_the_second_of_the_file():
    assert [row_in_file(position) for position in (0, 1, 40)] == [2, 3, 42]
    assert str(cell_problem("a.csv", 1, "value", "x", "a number", "Mend it.")) == (
        "a.csv, row 3, column 'value': found 'x'; expected a number. Mend it."
    )


def test_a_row_names_what_its_cell_holds_or_what_is_found_in_it():
    row = RawRow("a.csv", 1, {"value": "x"})
    assert str(row.problem("value", "a number", "Mend it.")) == (
        "a.csv, row 3, column 'value': found 'x'; expected a number. Mend it."
    )
    assert row.problem("value", "a number", found="two words").found == "'two words'"


def test_rows_of_a_part_keep_their_positions():
    table = pd.DataFrame({"name": ["a", "b", "c"]})
    assert list(rows_of(table[table["name"] != "b"])) == [(0, {"name": "a"}), (2, {"name": "c"})]
