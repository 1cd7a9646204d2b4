"""Workbooks of other kinds, .xls and .ods: read as they are, or refused in sentences."""

import datetime
import zipfile

import pytest
import xlwt

from helpers.data.input_tables import read_input_tables
from helpers.data.intake import calamine_child, other_workbooks
from helpers.data.intake.findings import Findings
from helpers.data.intake.plan_sheet import plan_of_targets
from helpers.data.plan import PlanDescription
from helpers.errors import DataRefused

CNC, TOOLS = "cnc_key_process_ratio", "digital_rd_tool_penetration"
HEADER = ["indicator_id", "year", "value"]
ROWS = [HEADER, [CNC, 2016, 33.4], [CNC, 2017, 34.2], [TOOLS, 2017, 63.2]]
TAKEN = [[CNC, 2016, 33.4, 1], [CNC, 2017, 34.2, 1], [TOOLS, 2017, 63.2, 1]]


def xls(path, sheets, merged=()):
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for number, row in enumerate(rows):
            for place, value in enumerate(row):
                if value is not None:
                    sheet.write(number, place, value)
        for area in merged:
            sheet.merge(*area)
    book.save(str(path))
    return path


def ods(path, sheets, merged=()):
    """Write the least that is an OpenDocument spreadsheet."""
    names = {key: f"urn:oasis:names:tc:opendocument:xmlns:{key}:1.0"
             for key in ("office", "table", "text", "manifest")}  # fmt: skip
    declared = " ".join(f'xmlns:{key}="{name}"' for key, name in names.items())
    tables = ""
    for name, rows in sheets.items():
        body = "".join(
            f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
        )
        tables += f'<table:table table:name="{name}">{body}</table:table>'
    content = (
        f"<office:document-content {declared}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", f"<manifest:manifest {declared}/>")
    return path


def ods_cell(value):
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        return (
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'
            "</table:table-cell>"
        )
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}'
        "</text:p></table:table-cell>"
    )


WRITERS = {".xls": xls, ".ods": ods}
each_kind = pytest.mark.parametrize("kind", WRITERS)


def read(path, **options):
    findings = Findings()
    rows = read_input_tables(str(path), findings=findings, **options).observations
    added = rows[rows["source_id"] == "added"].sort_values(["indicator_id", "year"])
    return added[["indicator_id", "year", "value", "decimals"]].to_numpy().tolist(), findings


def refusal(path):
    with pytest.raises(DataRefused) as refused:
        read(path)
    return str(refused.value)


@each_kind
def test_a_long_table_is_read(tmp_path, kind):
    found, _ = read(WRITERS[kind](tmp_path / f"t{kind}", {"observations": ROWS}))
    assert found == TAKEN


@each_kind
def test_a_wide_table_below_a_title_is_read(tmp_path, kind):
    rows = [["主要指标"], [], ["指标", 2016, 2017], ["关键工序数控化率", 33.4, 34.2],
            ["数字化研发设计工具普及率", "-", 63.2], ["注：企业自报。"]]  # fmt: skip
    found, findings = read(WRITERS[kind](tmp_path / f"t{kind}", {"s": rows}))
    assert found == TAKEN
    assert "header in row 3; years as columns, 2016 to 2017" in findings.readings[0]


@each_kind
def test_the_only_sheet_that_fits_is_read(tmp_path, kind):
    found, findings = read(
        WRITERS[kind](tmp_path / f"t{kind}", {"Contents": [["Tables"]], "Data": ROWS})
    )
    assert found == TAKEN
    assert "of sheet 'Data'" in findings.readings[0]


@each_kind
def test_what_the_reading_cannot_know_is_said(tmp_path, kind):
    rows = [HEADER, [CNC, 2017, 34], [TOOLS, 2017, 63.2]]
    _, findings = read(WRITERS[kind](tmp_path / f"t{kind}", {"observations": rows}))
    assert findings.readings[0].endswith(other_workbooks.WITHOUT_FORMATS)
    (doubt,) = findings.doubts
    assert (doubt.found, doubt.column) == (
        "whole numbers, whose number formats are not read, in rows 2", "value"
    )  # fmt: skip


@each_kind
def test_the_way_back_names_sheet_row_and_column(tmp_path, kind):
    rows = [["title"], [], HEADER, [CNC, 2017, "many"]]
    words = refusal(WRITERS[kind](tmp_path / f"t{kind}", {"s": rows}))
    assert f"t{kind}, sheet 's', row 4, column 'value': found 'many'" in words


def test_merged_cells_of_the_table_are_refused_and_those_of_a_title_are_not(tmp_path):
    rows = [["title"], HEADER, [CNC, 2016, 33.4], [None, 2017, 34.2]]
    words = refusal(xls(tmp_path / "t.xls", {"s": rows}, merged=[(0, 0, 0, 2), (2, 3, 0, 0)]))
    assert "row 3: found merged cells in rows 3 to 4" in words
    assert "row 1" not in words


def test_a_date_of_a_cell_is_read_as_one(tmp_path):
    rows = [HEADER, [CNC, datetime.date(2017, 6, 1), 34.2]]
    book = xlwt.Workbook()
    sheet = book.add_sheet("s")
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            style = xlwt.easyxf(num_format_str="yyyy-mm-dd")
            is_date = isinstance(value, datetime.date)
            sheet.write(number, place, value, *([style] if is_date else []))
    book.save(str(tmp_path / "t.xls"))
    assert "2017-06-01" in refusal(tmp_path / "t.xls")


@each_kind
@pytest.mark.parametrize("data", [b"", b"no workbook at all", bytes(5_000)])
def test_a_damaged_file_is_refused(tmp_path, kind, data):
    path = tmp_path / f"t{kind}"
    path.write_bytes(data)
    assert f"t{kind}: found a damaged workbook" in refusal(path)


def test_a_damaged_part_is_refused(tmp_path):
    path = xls(tmp_path / "t.xls", {"s": ROWS})
    path.write_bytes(path.read_bytes()[:1_000])
    assert "t.xls: found a" in refusal(path)


def test_an_encrypted_workbook_is_called_so(tmp_path):
    path = xls(tmp_path / "t.xls", {"s": ROWS})
    path.rename(tmp_path / "t.xlsx")
    assert "an encrypted workbook, or an .xls file under another name" in refusal(
        tmp_path / "t.xlsx"
    )


def test_a_sheet_that_claims_a_full_memory_is_refused(tmp_path, monkeypatch):
    corners = [["a"], *([] for _ in range(65_000)), [*[None] * 255, 1]]
    path = xls(tmp_path / "t.xls", {f"s{number}": corners for number in range(6)})
    assert path.stat().st_size < 2**20
    assert "could not be read within 2 GiB of memory" in refusal(path)


def test_the_limits_of_the_child_are_those_that_are_said():
    assert calamine_child.MOST_MEMORY == 2 * 2**30


@each_kind
def test_a_sheet_that_describes_the_plan_is_read(tmp_path, kind):
    goals = [["indicator_id", "year", "value", "role"], ["skills", 2021, 54, "baseline"],
             ["skills", 2030, 80, "target"]]  # fmt: skip
    plan = [["field", "value"], ["title", "Goals for 2030"], ["issued", 2022]]
    path = WRITERS[kind](tmp_path / f"goals{kind}", {"targets": goals, "plan": plan})
    assert plan_of_targets(path) == PlanDescription("Goals for 2030", issued="2022")
    read_sources = read_input_tables(targets=str(path))["sources"].set_index("source_id")
    assert read_sources.at["targets", "title"] == "Goals for 2030"


@each_kind
def test_a_sheet_that_names_areas_is_read(tmp_path, kind):
    rows = [[*HEADER, "area"], [CNC, 2017, 34.2, "north"], [CNC, 2017, 31.4, "south"]]
    areas = [["area", "name", "order"], ["south", "South coast", 1], ["north", "North", 2]]
    path = WRITERS[kind](tmp_path / f"t{kind}", {"observations": rows, "areas": areas})
    listed = read_input_tables(str(path)).by_area.areas
    assert listed["name"].tolist() == ["South coast", "North"]
