"""Printed cells: every wording of the three renderings, and what must be refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.data.parsing import UnparsedCell, normalise, parse_cell

PRINTED = [
    ("0.88", (0.88, "", "exact", "level", 2)),
    ("1.10", (1.1, "", "exact", "level", 2)),
    ("37", (37.0, "", "exact", "level", 0)),
    ("61.8%", (61.8, "percent", "exact", "level", 1)),
    ("７０", (70.0, "", "exact", "level", 0)),
    ("６１．８％", (61.8, "percent", "exact", "level", 1)),
    ("1,234.5", (1234.5, "", "exact", "level", 1)),
    ("about 5%", (5.0, "percent", "about", "level", 0)),
    ("5% 左右", (5.0, "percent", "about", "level", 0)),
    ("约 5%", (5.0, "percent", "about", "level", 0)),
    ("比 2015 年下降 18%", (-18.0, "percent", "exact", "change_from_base", 0)),
    ("比2015年下降１８％", (-18.0, "percent", "exact", "change_from_base", 0)),
    ("比 2015 年提高 2 个百分点", (2.0, "percentage_points", "exact", "change_from_base", 0)),
    ("Down 18% from 2015", (-18.0, "percent", "exact", "change_from_base", 0)),
    ("Fall by 18% than 2015", (-18.0, "percent", "exact", "change_from_base", 0)),
    ("Increase by 2% than 2015", (2.0, "percent", "exact", "change_from_base", 0)),
    ("decreased by about 5%", (-5.0, "percent", "about", "change_from_base", 0)),
    (
        "This is an increase of two percentage points from 2015.",
        (2.0, "percentage_points", "exact", "change_from_base", 0),
    ),
    (
        "7.5 左右（“十三五”期间年均增速）",
        (7.5, "percent_per_year", "about", "period_mean", 1),
    ),
    (
        "About 7.5% (annual growth rate during the “13th five-year” plan period",
        (7.5, "percent_per_year", "about", "period_mean", 1),
    ),
    (
        "Around 6.5 (the average annual growth rate during the 14th Five-Year Plan period "
        "[2021-2025])",
        (6.5, "percent_per_year", "about", "period_mean", 1),
    ),
    ("-", (None, "", "exact", "blank", None)),
    ("－", (None, "", "exact", "blank", None)),
    ("—", (None, "", "exact", "blank", None)),
]


@pytest.mark.parametrize(("text", "expected"), PRINTED, ids=[text for text, _ in PRINTED])
def test_printed_cell_is_read_as(text, expected):
    cell = parse_cell(text)
    assert (cell.value, cell.unit, cell.qualifier, cell.kind, cell.decimals) == expected


WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@pytest.mark.parametrize(("number", "word"), list(enumerate(WORDS, start=1)))
def test_a_number_may_be_printed_as_a_word_up_to_ten(number, word):
    cell = parse_cell(f"This is an increase of {word} percentage points from 2015.")
    assert cell.value == number


@pytest.mark.parametrize(
    ("text", "printed"),
    [("1.10", "1.10"), ("1,234.5", "1234.5"), ("Down 18% from 2015", "-18"), ("—", "-")],
)
def test_a_cell_prints_its_number_with_all_its_decimals(text, printed):
    assert parse_cell(text).printed == printed


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("！Ａ～", "!A~"), ("５　％", "5 %"), ("⦅5、6⦆", "⦅5、6⦆"), ("｟5｠", "｟5｠"), ("–−", "--")],
)
def test_full_width_marks_become_half_width_and_no_others(printed, plain):
    assert normalise(printed) == plain


@pytest.mark.parametrize(
    ("text", "base_year", "period"),
    [
        ("Down 18% from 2015", 2015, None),
        ("比 2015 年提高 2 个百分点", 2015, None),
        ("7.5 左右（“十三五”期间年均增速）", None, 13),
        ("6.5 左右（“十四五”期间年均增速）", None, 14),
        ("About 6.5% (annual growth rate during the “14th five-year” plan period", None, 14),
    ],
)
def test_base_year_and_plan_period_are_read_where_printed(text, base_year, period):
    cell = parse_cell(text)
    assert (cell.base_year, cell.plan_period) == (base_year, period)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "n/a",
        "52 58",
        "12.",
        "1.2.3",
        "1,23",
        "5²",  # a raised footnote mark must not become a digit
        "５₂",
        "①",
        "½",
        "٣",
        "37 (estimate)",
        "Down 18%  from",
        "Down from 2015",
        "Up 18% since last year",
        "This is an increase of umpteen percentage points from 2015.",
        "between 7 and 8",
        "7.5 左右（“十二五”期间年均增速）",
        "=1+1",
        "<b>52</b>",
        "1e5",
        "nan",
        "inf",
        "--5",
    ],
)
def test_cell_with_anything_not_understood_is_refused(text):
    with pytest.raises(UnparsedCell, match="cannot read the printed cell") as refused:
        parse_cell(text)
    assert refused.value.exit_code == 3


@given(st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False))
def test_any_plain_number_comes_back_with_its_decimals(number):
    cell = parse_cell(str(number))
    assert (cell.value, cell.decimals) == (float(number), 3)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_and_nothing_else(text):
    try:
        cell = parse_cell(text)
    except UnparsedCell:
        return
    assert cell.kind == "blank" or cell.value is not None


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing_more(text):
    assert normalise(normalise(text)) == normalise(text)
