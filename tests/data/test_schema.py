"""A declared table knows its columns by name and in order."""

from helpers.data.schema import Column, Table

FIRST, SECOND = Column("b", "string", "One"), Column("a", "year", "Two")
TABLE = Table("t", "T", "a row", (FIRST, SECOND), ("b",))


def test_names_stand_in_their_printed_order():
    assert TABLE.names == ["b", "a"]


def test_a_column_is_found_by_its_name():
    assert TABLE.column("a") is SECOND
    assert TABLE.column("b") is FIRST


def test_a_column_is_required_and_open_unless_it_says_otherwise():
    column = Column("c", "number", "Three")
    assert column.required
    assert not column.names_rows
    assert (column.choices, column.minimum, column.maximum) == ((), None, None)


def test_columns_are_chosen_in_the_order_they_are_named():
    assert TABLE.chosen("a", "b") == (SECOND, FIRST)
