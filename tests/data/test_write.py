"""Tables as CSV: what is written can be read back and written again to the same bytes."""

import pytest

from helpers.data.tables.register import tables_of
from helpers.data.write import csv_text, read_csv

DECLARED = {table.name: table for table in tables_of("")}


@pytest.mark.parametrize("name", DECLARED)
def test_a_table_read_back_is_written_to_the_same_bytes(tables, name):
    text = csv_text(tables[name], DECLARED[name])
    assert csv_text(read_csv(text, DECLARED[name]), DECLARED[name]) == text
