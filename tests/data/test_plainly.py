"""One pass over the columns of a small table: what holds plainly and what is left to pandera."""

import numpy as np
import pandas as pd
import pytest

from helpers.data.plainly import holds_plainly
from helpers.data.schema import Column, Table

NAN = float("nan")


def holds(cells, kind, **declared):
    column = Column("c", kind, "a column", **declared)
    table = Table("t", "T", "a row", (column,), ("c",))
    return holds_plainly(pd.DataFrame({"c": pd.Series(cells)}), table)


@pytest.mark.parametrize(
    ("cells", "declared", "expected"),
    [
        (["a", "b"], {}, True),
        (["a", ""], {}, False),
        (["a", ""], {"required": False}, True),
        (["a", None], {"required": False}, False),
        ([1, 2], {}, False),
        ([NAN, 2.0], {"required": False}, False),
        (["a", "b"], {"choices": ("a", "b")}, True),
        (["a", "a"], {"choices": ("a", "b")}, True),
        (["a", "c"], {"choices": ("a", "b")}, False),
        (["a", ""], {"choices": ("a", "b")}, False),
        (["a", ""], {"choices": ("a", "b"), "required": False}, True),
        (["c", ""], {"choices": ("a", "b"), "required": False}, False),
    ],
)
def test_texts_are_among_the_choices_and_blank_only_where_they_may_be(cells, declared, expected):
    assert holds(cells, "string", **declared) == expected


@pytest.mark.parametrize(
    ("cells", "kind", "declared", "expected"),
    [
        ([True, False], "boolean", {}, True),
        ([1, 0], "boolean", {}, False),
        (["true"], "boolean", {}, False),
        ([1, 2], "integer", {}, True),
        ([2015, 2020], "year", {}, True),
        ([1.0, 2.0], "integer", {}, False),
        ([2015.0], "year", {}, False),
        ([1.0, 2.5], "number", {}, True),
        ([1, 2], "number", {}, False),
        ([True], "number", {}, False),
        ([1.0, NAN], "number", {}, False),
        ([1.0, NAN], "number", {"required": False}, True),
        ([NAN, NAN], "number", {"required": False, "minimum": 0, "maximum": 9}, True),
        ([1.0, NAN], "integer", {"required": False}, False),
    ],
)
def test_numbers_are_of_their_declared_type(cells, kind, declared, expected):
    assert holds(cells, kind, **declared) == expected


@pytest.mark.parametrize(
    ("cells", "declared", "expected"),
    [
        ([3, 5], {"minimum": 3, "maximum": 5}, True),
        ([3, 5], {"minimum": 3}, True),
        ([3, 5], {"maximum": 5}, True),
        ([3, 5], {"minimum": 4}, False),
        ([3, 5], {"maximum": 4}, False),
        ([3, 5], {"minimum": 0, "maximum": 4}, False),
        ([3, 5], {"minimum": 4, "maximum": 9}, False),
    ],
)
def test_bounds_are_closed_and_each_is_kept(cells, declared, expected):
    assert holds(cells, "integer", **declared) == expected
    assert holds(np.array(cells, dtype=float), "number", **declared) == expected


def test_every_declared_column_must_be_there_and_hold():
    first, second = Column("a", "integer", "one"), Column("b", "integer", "two")
    table = Table("t", "T", "a row", (first, second), ("a",))
    assert holds_plainly(pd.DataFrame({"b": [1], "a": [2], "more": ["x"]}), table)
    assert not holds_plainly(pd.DataFrame({"a": [2]}), table)
    assert not holds_plainly(pd.DataFrame({"a": [2], "b": [1.5]}), table)
    assert not holds_plainly(pd.DataFrame({"a": [2.5], "b": [1]}), table)
