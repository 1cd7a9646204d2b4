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
        is_named = row["file"] and not row["file"].startswith(libraries.FAILED)
        assert not is_named or (paths.ROOT / row["file"]).is_file()


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([("t.csv", "1", "0", "0")], "1 cell in `t.csv`"),
        ([("t.csv", "4", "0", "0"), ("n.ipynb", "1", "0", "6")],
         "5 cells in 2 files; 6 pictures in `n.ipynb`"),
        ([(f"{libraries.FAILED}: no module", "0", "0", "0")], "nothing was made: no module"),
    ],
)  # fmt: skip
def test_what_moves_is_counted_and_named_where_it_is_one_file(found, told):
    rows = [ROW | dict(zip(libraries.COLUMNS[5:], one, strict=True)) for one in found]
    assert libraries.summary(rows) == told


def test_nothing_that_moves_is_told_as_well():
    *_, line = libraries.lines([ROW | {"file": "", "tried": "2.5.5"}])
    assert line.endswith("| nothing |")


def test_minor_versions_beside_one_are_asked_for():
    assert list(libraries.neighbours("2.4.6")) == ["2.5.*", "2.3.*"]
    assert list(libraries.neighbours("3.0.1")) == ["3.1.*"]
