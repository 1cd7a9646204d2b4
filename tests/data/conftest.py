"""The tables of the published edition as written, once for all tests of their files."""

import openpyxl
import pytest

from helpers.data.tables.register import ALL
from helpers.run.tables import WORKBOOK, write_tables


@pytest.fixture(scope="session")
def written(tables, tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    write_tables(tables, ALL, folder)
    return folder


@pytest.fixture(scope="session")
def book(written):
    return openpyxl.load_workbook(written / WORKBOOK)
