"""What the rooms share: the published edition and its results, computed once; slow files first."""

import gc

import openpyxl
import pytest
from hypothesis import settings

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import analyse
from helpers.analysis.hindsight import published
from helpers.data.input_tables import read_input_tables
from helpers.data.tables.catalogue import ALL
from helpers.data.transcriptions import read_record
from helpers.run.write_tables import WORKBOOK, edition_tables, write_tables

# How long an example takes says how busy the machine is, and nothing of the code.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
# Python looks for cycles after every 700 objects and, now and then, through all there are: of
# modules and collected tests hundreds of thousands, which stay to the end.
gc.set_threshold(50_000, 20, 100)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Let files that take long begin first, so that no process is left with one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish():
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def edition():
    return read_input_tables()


@pytest.fixture(scope="session")
def record():
    return read_record()


@pytest.fixture(scope="session")
def board():
    return published.board()


@pytest.fixture(scope="session")
def results(edition):
    return analyse(edition, PathChoices(edition.last_reported_year))


@pytest.fixture(scope="session")
def tables():
    return edition_tables({})


@pytest.fixture(scope="session")
def written(tables, tmp_path_factory):
    """The tables of the published edition as files, with the workbook."""
    folder = tmp_path_factory.mktemp("tables")
    write_tables(tables, ALL, folder)
    return folder


@pytest.fixture(scope="session")
def book(written):
    return openpyxl.load_workbook(written / WORKBOOK)


@pytest.fixture
def write(tmp_path):
    """Write a small file named for its fault; return its path."""

    def write_file(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write_file
