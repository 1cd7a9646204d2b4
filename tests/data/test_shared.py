"""What follows from the raw tables alone: made once while they stay the same, anew once not."""

import os
import shutil

import pandas as pd
import pytest

from helpers import paths
from helpers.analysis.hindsight import published
from helpers.analysis.hindsight.scoreboard import named, scoreboard
from helpers.data import transcriptions
from helpers.data.input_tables import read_input_tables
from helpers.data.shared import ROWS, remembered, shared
from helpers.errors import DataRefused


@pytest.fixture
def asked():
    """The folders that were read, and a function that reads the first cell of each of its files."""
    folders = []

    @shared
    def first_cells(folder):
        folders.append(folder)
        files = sorted(folder.rglob("*.csv"))
        return {path.stem: pd.read_csv(path, dtype=str) for path in files}

    return folders, first_cells


@pytest.fixture
def raw(tmp_path):
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "one.csv").write_text("name\nfirst\n")
    return tmp_path


def test_tables_are_made_once_while_no_raw_table_changes(asked, raw):
    folders, first_cells = asked
    assert first_cells(raw)["one"].equals(first_cells(raw)["one"])
    assert folders == [raw]


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: (raw / "deeper" / "one.csv").write_text("name\nother\n"),
        lambda raw: (raw / "two.csv").write_text("name\nsecond\n"),
        lambda raw: (raw / "deeper" / "one.csv").rename(raw / "one.csv"),
    ],
    ids=["cell", "new table", "place"],
)
def test_they_are_made_anew_after_any_change_of_a_raw_table(asked, raw, change):
    folders, first_cells = asked
    first_cells(raw)
    change(raw)
    first_cells(raw)
    assert folders == [raw, raw]


def test_a_change_of_the_same_length_at_the_same_time_is_seen(asked, raw):
    _, first_cells = asked
    first_cells(raw)
    path = raw / "deeper" / "one.csv"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    path.write_text("name\nFIRST\n")
    os.utime(path, ns=times)
    assert first_cells(raw)["one"]["name"].item() == "FIRST"


def test_what_one_caller_does_to_its_tables_the_next_does_not_see(asked, raw):
    _, first_cells = asked
    mine = first_cells(raw)
    mine["one"].loc[0, "name"] = "spoilt"
    mine["one"]["added"] = 1
    mine["more"] = pd.DataFrame()
    (theirs,) = first_cells(raw).values()
    assert theirs.to_dict("list") == {"name": ["first"]}


def test_tables_that_are_refused_are_refused_each_time(tmp_path):
    raw = shutil.copytree(paths.RAW, tmp_path / "raw")
    (raw / "later_series.csv").unlink()
    (raw / "roadmap_targets.csv").unlink()
    for _ in range(2):
        with pytest.raises(DataRefused):
            transcriptions.read_record(raw)


@pytest.fixture
def doubled():
    """How often it was computed, and a function that doubles a column of a table."""
    calls = []

    @remembered
    def double(tables, column="value"):
        calls.append(column)
        return {"doubled": tables["one"].assign(**{column: tables["one"][column] * 2})}

    return calls, double


def table(*values):
    return {"one": pd.DataFrame({"value": values, "other": 1})}


def test_the_same_content_is_computed_with_once(doubled):
    calls, double = doubled
    first, second = double(table(1, 2)), double(table(1, 2))
    pd.testing.assert_frame_equal(first["doubled"], second["doubled"])
    assert calls == ["value"]


@pytest.mark.parametrize(
    ("tables", "named"),
    [(table(1, 3), {}), (table(1.0, 2.0), {}), (table(1), {}), (table(1, 2), {"column": "other"})],
    ids=["cell", "type", "row", "argument"],
)
def test_other_content_is_computed_with_anew(doubled, tables, named):
    calls, double = doubled
    double(table(1, 2))
    double(tables, **named)
    assert len(calls) == 2


def test_a_change_in_place_of_what_was_given_or_returned_is_seen(doubled):
    calls, double = doubled
    tables = table(1, 2)
    returned = double(tables)["doubled"]
    returned.loc[0, "value"] = 99
    assert double(tables)["doubled"]["value"].tolist() == [2, 4]
    tables["one"].loc[0, "value"] = 5
    assert double(tables)["doubled"]["value"].tolist() == [10, 4]
    assert len(calls) == 2


@pytest.mark.parametrize(("rows", "times"), [(ROWS, 1), (ROWS + 1, 2)])
def test_a_large_table_is_computed_with_at_each_call(doubled, rows, times):
    calls, double = doubled
    for _ in range(2):
        double(table(*range(rows)))
    assert len(calls) == times


def test_the_published_board_is_that_of_the_published_tables():
    edition, record = read_input_tables(), transcriptions.read_record()
    expected = named(scoreboard(edition, record), edition.indicators, record)
    pd.testing.assert_frame_equal(published.board(), expected)
