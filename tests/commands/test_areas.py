"""An edition with areas: what is planned and written for it; without them nothing changes."""

import openpyxl
import pytest

from helpers import paths
from helpers.commands.diff import compare_editions
from helpers.commands.edition_plan import plan_edition
from helpers.commands.trace import EVERY
from helpers.data.tables.catalogue import tables_in
from helpers.data.trace import read_printed, trace
from helpers.data.write import csv_text
from helpers.edition.notebooks import all_notebooks
from helpers.edition.run_record import record_text
from helpers.present.workbook import write as workbook
from helpers.run.write_tables import edition_tables, write_tables
from tests.panels import panel_rows, write_csv

CNC = "cnc_key_process_ratio"
KEYED = ["comparison", "milestones", "observations", "past_targets", "progress", "trajectories"]


@pytest.fixture(scope="module")
def panel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("panel")
    return write_csv(folder / "panel.csv", panel_rows(("North", "South"), (2016, 2017)))


@pytest.fixture(scope="module")
def found(panel):
    """The tables of an edition with the areas of the panel."""
    return edition_tables({"observations": panel, "report_year": 2016})


def pages(observations, folder):
    values = {"observations": str(observations)} if observations else {}
    plan = plan_edition("x", "mic2025 rerun", values, all_notebooks(), folder)
    return [task.page for task in plan.tasks]


def test_the_page_on_areas_is_made_only_where_there_are_areas(tmp_path, panel, write):
    plain = write("f.csv", f"indicator_id,year,value\n{CNC},2017,34")
    assert "12_areas" not in pages("", tmp_path)
    assert "12_areas" not in pages(plain, tmp_path)
    assert [*pages("", tmp_path), "12_areas"] == pages(panel, tmp_path)


def test_the_published_tables_know_no_areas(tables):
    declared = tables_in(tables, "")
    assert not [one.name for one in declared if "area" in one.names]
    for one in declared:
        stored = (paths.PROCESSED / f"{one.name}.csv").read_text("utf-8")
        assert csv_text(tables[one.name], one) == stored


def test_a_blank_column_of_areas_leaves_every_byte_as_it_is(write):
    rows = f"{CNC},2017,34.1,{{}}\n{CNC},2016,33.9,{{}}"
    plain = write("f.csv", "indicator_id,year,value\n" + rows.replace(",{}", ""))
    first = edition_tables({"observations": str(plain)})
    blank = write("f.csv", "indicator_id,year,value,area\n" + rows.replace("{}", ""))
    second = edition_tables({"observations": str(blank)})
    assert list(first) == list(second)
    for one in tables_in(first, ""):
        assert csv_text(first[one.name], one) == csv_text(second[one.name], one)


def test_rows_of_the_whole_come_first_and_are_as_without_areas(found, tables, tmp_path):
    declared = {one.name: one for one in tables_in(found, "")}
    assert sorted(name for name, one in declared.items() if "area" in one.names) == sorted(
        [*KEYED, "areas", "area_verdicts"]
    )
    for name in KEYED:
        own = found[name][found[name]["area"] == "whole"].drop(columns="area")
        plain = next(one for one in tables_in(tables, "") if one.name == name)
        assert csv_text(own, plain) == csv_text(tables[name], plain)
    write_tables(found, tables_in(found, ""), tmp_path / "tables")
    book = openpyxl.load_workbook(tmp_path / "tables" / "mic2025-tables.xlsx", read_only=True)
    assert {"areas", "area_verdicts"} <= set(book.sheetnames)
    book.close()


def test_a_table_too_long_for_a_sheet_is_a_csv_alone(tables, tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 100)
    declared = tables_in(tables, "")
    path = workbook.write_workbook(tables, declared, tmp_path / "b.xlsx", "title")
    long = {one.name for one in declared if len(tables[one.name]) > 100}
    assert long
    book = openpyxl.load_workbook(path, read_only=True)
    assert not long & set(book.sheetnames)
    titles = {name: title for name, title, *_ in book["contents"].values}
    book.close()
    assert all(titles[name].endswith("as CSV alone") for name in long)


def test_diff_tells_changed_verdicts_of_areas_and_no_row_of_areas_else(tmp_path, found, tables):
    record = {"inputs": {}, "parameters": {}}
    folders = [tmp_path / name for name in ("a", "b", "none")]
    changed = found["area_verdicts"].copy()
    changed.loc[0, "verdict"] = "depends"
    versions = (found, found | {"area_verdicts": changed}, tables)
    for folder, version in zip(folders, versions, strict=True):
        (folder / "tables").mkdir(parents=True)
        (folder / "run.json").write_text(record_text(record), "utf-8")
        for one in tables_in(version, ""):
            text = csv_text(version[one.name], one)
            (folder / "tables" / f"{one.name}.csv").write_text(text, "utf-8")
    (one,) = compare_editions(folders[0], folders[1])
    place = " ".join(changed.loc[0, ["indicator_id", "area"]])
    assert (one.where, one.after) == (f"area_verdicts {place}, verdict", "depends")
    (traced,) = trace(one.where, read_printed(folders[1] / "tables", EVERY), EVERY)
    assert (traced.table.name, traced.row["verdict"]) == ("area_verdicts", "depends")
    (new,) = compare_editions(folders[2], folders[0])
    assert (new.kind, new.where, new.after) == ("new", "areas", "2 areas")
