"""Texts of a rerunner's cells: what is a year, a number, a plain text, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.intake.cell_texts import Number, is_plain, read_number, read_year, without_hidden


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2017", 2017),
        ("2017年", 2017),
        ("2017 年", 2017),
        ("1949", 1949),
        ("2049", 2049),
        ("1948", None),
        ("2050", None),
        ("17", None),
        ("20170", None),
        ("2017-12-31", None),
        ("", None),
        ("year", None),
    ],
)
def test_a_year_has_four_digits_and_lies_within_the_century_of_the_republic(text, year):
    assert read_year(text) == year


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("-3.50%", Number(-3.5, 2)),
        ("+4", Number(4.0, 0)),
        ("- 7.25", Number(-7.25, 2)),
        ("1,234.5", Number(1234.5, 1)),
        ("0.0", Number(0.0, 1)),
        ("3e4", Number(30_000.0, 0)),
        ("1.25E+1", Number(12.5, 1)),
        ("-5e-3", Number(-0.005, 3)),
    ],
)
def test_a_number_has_its_sign_and_its_printed_decimals(text, number):
    assert read_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["-", "—", "", "three", "3 to 4", "down 18% from 2015", "--3", "+-3", "-+3",
     "3e400", "nan"],
)  # fmt: skip
def test_blanks_changes_words_and_two_signs_are_no_number(text):
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "moderate"),
    [
        ("999999999999999", True),
        ("1000000000000000", False),
        ("-1000000000000000", False),
        ("123456789012.345", True),
        ("999999999999.9", True),
        ("1000000000000.000", False),
        ("100000000000000.0", False),
        ("0.123456789012", True),
        ("0.1234567890123", False),
        ("999.123456789012", True),
        ("1000.123456789010", False),
        ("0." + "1" * 400, False),
    ],
)
def test_a_number_is_moderate_to_fifteen_digits_twelve_of_them_decimals(text, moderate):
    assert read_number(text).is_moderate is moderate


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("数控化率 - 5 % (about)", True),
        ("x" * 10_000, True),
        ("x" * 10_001, False),
        ("a\u202eb", False),
        ("a\tb", False),
        ("=1+1", False),
        ("@A1", False),
        ("-SUM(A1)", False),
        ("+cmd|' /C x'!A0", False),
        ('+HYPERLINK ("http://x","y")', False),
        ('-1+WEBSERVICE\u00a0("http://x")', False),
        ("+ЕСЛИ (1;2)", False),
        (" =1+1", False),
        ("- 5 % (about)", True),
        ("- 5 points", True),
        ("1=1", True),
    ],
    ids=lambda value: str(value)[:12],
)
def test_a_plain_text_is_short_hides_nothing_and_comes_alive_nowhere(text, plain):
    assert is_plain(text) is plain


def test_what_a_text_hides_is_written_as_an_escape_but_lines_and_tabs_stay():
    assert without_hidden("a\u202eb\x07\n\tc\rd") == "a\\u202eb\\x07\n\tc\\rd"


@given(st.text())
def test_a_text_without_what_it_hides_stays_as_it_is(text):
    once = without_hidden(text)
    assert without_hidden(once) == once
    if is_plain(text):
        assert once == text
