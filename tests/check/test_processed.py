"""Committed tables against their data package and their declarations."""

import shutil

import pytest

from helpers import paths
from helpers.check.processed import check_processed


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(paths.PROCESSED, tmp_path / "processed")


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def findings(folder):
    return "\n".join(check_processed(folder).findings)


def test_the_committed_tables_hold():
    check = check_processed()
    assert (check.state, check.findings) == ("green", ())


def test_a_changed_byte_is_seen_by_the_hash_of_the_package(folder):
    edit(folder / "sources.csv", "Ministry", "ministry")
    assert findings(folder) == (
        "data/processed/sources.csv: its bytes are not the ones datapackage.json describes"
    )


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("comparison.csv", ",behind,", ",sideways,", "found 'sideways'; expected one of ahead"),
        ("milestones.csv", ",2013,", ",soon,", "found 'soon'; expected a year"),
        ("observations.csv", ",61.8,", ",161.8,", "expected a value within the bounds"),
        ("milestones.csv", "plan_zh", "hearsay", "an entry of the table sources"),
        (
            "milestones.csv",
            "indicator_id,year",
            "indicator_id,jear",
            "its columns are not the ones",
        ),
    ],
    ids=["choice", "type", "bounds", "key", "column"],
)
def test_a_cell_against_the_schema_is_named(folder, file, old, new, words):
    edit(folder / file, old, new)
    assert words in findings(folder)


def test_a_missing_table_is_named(folder):
    (folder / "funds.csv").unlink()
    assert "data/processed/funds.csv: is described but missing" in findings(folder)


def test_a_missing_package_is_named(folder):
    (folder / "datapackage.json").unlink()
    assert findings(folder) == "data/processed/datapackage.json: is missing or no JSON"
