"""Whole numbers without printed decimals are doubted in columns of values alone."""

from functools import partial

import pytest

from helpers.data.intake.limits import MOST_LISTED
from helpers.data.intake.whole_numbers import doubt_whole_numbers
from helpers.errors import Problem


def doubted(header, rows):
    in_sheet = partial(Problem, file="f.xlsx")
    found = doubt_whole_numbers(in_sheet, header, rows, "whole numbers")
    return [(problem.column, problem.found) for problem in found]


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (("indicator_id", "year", "value"), ["value"]),
        (("indicator_id", "2017", "2018"), ["2017", "2018"]),
        (("indicator_id", "2017", "value"), ["value"]),
        (("indicator_id", "note"), []),
    ],
    ids=["long", "a column a year", "a year beside the values", "no values"],
)
def test_columns_of_values_are_those_named_so_or_else_those_of_years(header, columns):
    found = doubted(header, {1: [4], 2: [2, 3]})
    assert [column for column, _ in found] == columns


def test_rows_are_listed_as_far_as_they_are_not_too_many():
    rows = list(range(2, MOST_LISTED + 2))
    listed = ", ".join(map(str, rows))
    assert doubted(["value"], {0: rows}) == [("value", f"whole numbers, in rows {listed}")]
    ((_, more),) = doubted(["value"], {0: [*rows, 98, 99]})
    assert more == f"whole numbers, in rows {listed} and 2 more"
