"""REPRODUCING.md says what the scripts beside it found."""

import pytest

from helpers import paths
from tests.faults import libraries
from tests.test_environment import PINS

ROW = dict.fromkeys(libraries.COLUMNS, "0") | {"library": "numpy", "locked": "2.4.6"}


def test_its_table_of_libraries_is_the_one_that_was_found():
    page, rows = libraries.PAGE.read_text("utf-8"), libraries.read_found()
    assert rows
    assert libraries.with_table(page, rows) == page
    changed = [rows[0] | {"tried": "0.0.0"}, *rows[1:]]
    assert libraries.with_table(page, changed) != page


def test_the_libraries_tried_stand_beside_the_locked_ones():
    for row in libraries.read_found():
        assert row["locked"] == PINS[row["library"]]
        minors = [wanted.removesuffix("*") for wanted in libraries.neighbours(row["locked"])]
        assert row["tried"].startswith(tuple(minors))
        assert not row["file"] or (paths.ROOT / row["file"]).is_file()


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"cells": "1", "pictures": "12"}, "`t.csv` 1 cell, 12 pictures"),
        ({"texts": "2"}, "`t.csv` 2 texts"),
    ],
)
def test_a_file_that_moves_is_told_with_what_differs_in_it(counts, told):
    assert libraries.summary(ROW | {"file": "data/processed/t.csv"} | counts) == told


def test_nothing_that_moves_is_told_as_well():
    *_, line = libraries.lines([ROW | {"file": "", "tried": "2.5.5"}])
    assert line.endswith("| nothing |")


def test_minor_versions_beside_one_are_asked_for():
    assert list(libraries.neighbours("2.4.6")) == ["2.5.*", "2.3.*"]
    assert list(libraries.neighbours("3.0.1")) == ["3.1.*"]
