"""How large a rerunner's file may be: each limit hit exactly, and passed by one."""

import os

import pytest

from helpers.data.intake.cell_texts import is_plain, read_number
from helpers.data.intake.files import read_sheet
from helpers.data.intake.limits import and_further
from helpers.data.intake.nearest_names import listed, nearest
from helpers.errors import DataRefused
from tests import fuzz


def names(count, form="name{:03}"):
    return [form.format(number) for number in range(count)]


def refusal(path):
    with pytest.raises(DataRefused) as error:
        read_sheet(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (0, ""),
        (1, "; 1 further row has problems, told once these are mended"),
        (2, "; 2 further rows have problems, told once these are mended"),
        (1_234, "; 1,234 further rows have problems, told once these are mended"),
    ],
)
def test_rows_beyond_the_problems_told_are_counted(rows, words):
    assert and_further(rows) == words


def test_a_file_of_256_mib_is_looked_at_and_a_larger_one_is_not(tmp_path):
    path = tmp_path / "large.numbers"
    path.touch()
    os.truncate(path, 268_435_456)
    assert "found a file of type '.numbers'" in refusal(path)
    os.truncate(path, 268_435_457)
    assert "found 256 MiB; expected a file of at most 256 MiB" in refusal(path)


def test_a_header_has_64_columns_at_most(write):
    assert len(read_sheet(write("wide.csv", ",".join(names(64)) + "\n1")).cells.columns) == 64
    wide = refusal(write("wide.csv", ",".join(names(65)) + "\n1"))
    assert "found 65 columns; expected at most 64" in wide


def test_a_row_stands_among_the_first_two_millions(tmp_path):
    parts = fuzz.workbook_parts([["name"], ["x"]])
    sheet = "xl/worksheets/sheet1.xml"
    path = tmp_path / "long.xlsx"
    path.write_bytes(fuzz.zipped(parts | {sheet: parts[sheet].replace('r="2"', 'r="2000000"')}))
    assert list(read_sheet(path).cells.index) == [2_000_000]
    path.write_bytes(fuzz.zipped(parts | {sheet: parts[sheet].replace('r="2"', 'r="2000001"')}))
    assert "row 2000001 after row 1" in refusal(path)


def test_of_many_faulty_rows_a_thousand_are_told(write):
    words = refusal(write("ragged.csv", "a\n" + "1,2\n" * 1_003))
    assert words.startswith("cannot read ragged.csv; 3 further rows have problems")
    assert words.count("found 2 cells") == 1_000


def test_a_text_has_ten_thousand_characters_at_most():
    assert is_plain("x" * 10_000)
    assert not is_plain("x" * 10_001)


def test_a_figure_has_fifteen_digits_and_twelve_decimals_at_most():
    assert read_number("9" * 15).is_moderate
    assert not read_number("1" + "0" * 15).is_moderate
    assert read_number("0." + "3" * 12).is_moderate
    assert not read_number("0." + "3" * 13).is_moderate


def test_forty_names_are_listed_and_the_others_counted():
    assert listed(["b", "a"]) == "b, a"
    assert listed(names(40)).endswith("name038, name039")
    assert listed(names(41)).endswith("name038, name039 and 1 other")
    assert listed(names(42)).endswith("name038, name039 and 2 others")


@pytest.mark.parametrize(("others", "offered"), [(199, True), (200, False)])
def test_of_two_hundred_names_all_are_searched(others, offered):
    # Neither end of the name stands near: the others lie between.
    known = ["a-middle-of-the-name-a", *names(others, "y{:03}y")]
    assert bool(nearest("z-middle-of-the-name-z", known)) == offered
