"""Written tables: canonical CSV, a valid data package, the same bytes each time."""

import json

import pandas as pd
import pytest
from frictionless import Package

from helpers import paths
from helpers.data.tables.catalogue import ALL
from helpers.run.write_tables import write_tables

pytestmark = pytest.mark.slow


def test_committed_tables_are_the_ones_the_code_makes(written):
    names = sorted(path.name for path in written.iterdir())
    assert names == sorted(path.name for path in paths.PROCESSED.iterdir())
    different = [
        name
        for name in names
        if (written / name).read_bytes() != (paths.PROCESSED / name).read_bytes()
    ]
    assert different == []


def test_writing_twice_gives_the_same_bytes(written, tables, tmp_path):
    write_tables(tables, ALL, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (written / path.name).read_bytes(), path.name


def test_the_last_bits_that_processors_disagree_on_reach_no_written_byte(written, tables, tmp_path):
    nudged = {
        table.name: tables[table.name].assign(
            **{
                column.name: tables[table.name][column.name].astype(float) * (1 + 2**-52)
                for column in table.columns
                if column.kind == "number"
            }
        )
        for table in ALL
    }
    assert nudged["trajectories"]["value"].gt(tables["trajectories"]["value"]).any()
    write_tables(nudged, ALL, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (written / path.name).read_bytes(), path.name


def test_the_data_package_is_valid(written):
    report = Package(str(written / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


def test_the_data_package_notices_a_changed_byte(written, tmp_path):
    for path in written.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = tmp_path / "milestones.csv"
    table.write_text(table.read_text().replace("61.8", "61.9").replace(",72,", ",73,", 1))
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_columns_stand_in_the_declared_order(written):
    for table in ALL:
        header = (written / f"{table.name}.csv").read_text("utf-8").partition("\n")[0]
        assert header.split(",") == table.names


def test_lines_end_with_a_line_feed_and_numbers_have_ten_digits(written):
    text = (written / "comparison.csv").read_bytes()
    assert b"\r" not in text
    assert b"1.228571429," in text


def test_raw_cells_stay_strings():
    for path in sorted(paths.RAW.glob("plan_indicators_*.csv")):
        table = pd.read_csv(path, dtype=str, keep_default_na=False)
        assert table.loc[1, "2025"] == "1.10"


def test_the_data_package_names_the_profile_of_version_2(written):
    package = json.loads((written / "datapackage.json").read_text("utf-8"))
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [resource["name"] for resource in package["resources"]] == [t.name for t in ALL]
