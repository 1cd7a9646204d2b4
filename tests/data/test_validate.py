"""Schemas: what no table of the compendium may hold."""

import pandas as pd
import pytest

from helpers.analysis.computed import all_tables
from helpers.data.edition import load_edition
from helpers.data.plainly import holds_plainly
from helpers.data.tables.core import CORE, MILESTONES, OBSERVATIONS
from helpers.data.validate import check_table, check_tables
from helpers.errors import DataRefused


def problems_of(edition, table, **changes):
    rows = edition[table.name].copy()
    for column, value in changes.items():
        rows[column] = rows[column].astype(object)
        rows.loc[0, column] = value
    return [str(p) for p in check_table(rows, table, edition, f"{table.name}.csv")]


@pytest.mark.parametrize(
    ("table", "changes", "words"),
    [
        (MILESTONES, {"year": 1900}, "found 1900; expected 1949 or more"),
        (MILESTONES, {"year": 2050}, "found 2050; expected 2049 or less"),
        (MILESTONES, {"year": "soon"}, "found 'soon'; expected a year"),
        (MILESTONES, {"value": float("nan")}, "found a blank; expected a value"),
        (MILESTONES, {"role": "goal"}, "expected one of baseline, expected, target"),
        (MILESTONES, {"source_id": "hearsay"}, "an entry of the table sources"),
        (MILESTONES, {"indicator_id": "gdp"}, "an entry of the table indicators"),
        (MILESTONES, {"value": -1.0}, "a value within the bounds of its indicator"),
        (MILESTONES, {"base_year": 2014.0, "year": 2013}, "a base year before the year"),
        (OBSERVATIONS, {"unit": "furlongs"}, "found 'furlongs'; expected one of percent"),
        (OBSERVATIONS, {"value": 161.8}, "a value within the bounds of its indicator"),
        (OBSERVATIONS, {"locator": ""}, "a text that is not empty"),
    ],
)
def test_fault_is_found_and_placed(edition, table, changes, words):
    found = problems_of(edition, table, **changes)
    assert len(found) == 1
    assert words in found[0]
    assert found[0].startswith(f"{table.name}.csv, row 2, column ")


def test_a_repeated_key_is_found(edition):
    rows = pd.concat([edition.milestones, edition.milestones.iloc[:1]])
    found = check_table(rows, MILESTONES, edition, "milestones.csv")
    assert [problem.row for problem in found] == [40]
    assert "a second time" in str(found[0])


def test_a_missing_column_is_found(edition):
    rows = edition.milestones.drop(columns="locator")
    found = check_table(rows, MILESTONES, edition, "milestones.csv")
    assert "no column 'locator'" in str(found[0])


def test_every_table_of_the_published_edition_holds(edition, results):
    check_tables(all_tables(edition, results), CORE)


def test_all_tables_are_checked_before_anything_is_said(edition):
    broken = dict(edition) | {
        "milestones": edition.milestones.assign(role="goal"),
        "observations": edition.observations.assign(unit="furlongs"),
    }
    with pytest.raises(DataRefused) as refused:
        check_tables(broken, (MILESTONES, OBSERVATIONS))
    assert len(refused.value.problems) == 38 + 3


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        (MILESTONES, {"year": 1900}),
        (MILESTONES, {"value": float("nan")}),
        (MILESTONES, {"role": "goal"}),
        (OBSERVATIONS, {"unit": "furlongs"}),
        (OBSERVATIONS, {"locator": ""}),
        (OBSERVATIONS, {"decimals": 13}),
    ],
)
def test_one_pass_over_the_columns_notices_what_pandera_would_tell(edition, table, changes):
    rows = edition[table.name].copy()
    for column, value in changes.items():
        rows[column] = (
            rows[column].astype(type(value)) if rows[column].dtype == int else rows[column]
        )
        rows.loc[0, column] = value
    assert not holds_plainly(rows, table)


def test_one_pass_over_the_columns_passes_a_sound_table(write):
    path = write("new.csv", "indicator_id,year,value\ncnc_key_process_ratio,2017,34.1")
    assert holds_plainly(load_edition(str(path)).observations, OBSERVATIONS)
