"""The workbook: a cover with the verdicts, charts on cells, numbers as their unit is printed."""

import re
import zipfile

import openpyxl
import pandas as pd
import pytest

from helpers.data.tables.assessment import MILESTONES, OBSERVATIONS, SOURCES
from helpers.data.tables.catalogue import ALL
from helpers.present.plan_words import compendium_title
from helpers.present.workbook.charts import chart_points
from helpers.present.workbook.cover_text import charted, cover_of
from helpers.present.workbook.write import write_workbook
from helpers.run.write_tables import WORKBOOK

TITLE = compendium_title()

pytestmark = pytest.mark.slow

CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"


def column(sheet, name):
    place = next(cell.column for cell in sheet[1] if cell.value.endswith(f"\n{name}"))
    return [row[place - 1] for row in sheet.iter_rows(min_row=2)]


def test_the_workbook_has_a_sheet_for_each_table_with_its_rows(book, tables):
    lead = ["cover", "contents", "dictionary", "charts"]
    assert book.sheetnames == [*lead, *(table.name for table in ALL)]
    for table in ALL:
        sheet = book[table.name]
        assert [cell.value.partition("\n")[2] for cell in sheet[1]] == table.names
        assert sheet.max_row == len(tables[table.name]) + 1
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_the_dictionary_describes_every_column(book):
    described = {(row[0].value, row[1].value) for row in book["dictionary"].iter_rows(min_row=2)}
    assert described == {(table.name, column.name) for table in ALL for column in table.columns}


def test_the_cover_asks_the_question_and_gives_each_verdict_with_its_paths(book):
    lines = [[cell.value for cell in row if cell.value is not None] for row in book["cover"]]
    assert lines[0] == [TITLE]
    assert lines[1] == ["The sources of the published version, without added figures."]
    assert lines[2] == ["Was Made in China 2025 on its path in 2016?"]
    found = {line[0]: line for line in lines if len(line) == 8}
    assert found["Digital R&D tool penetration"][1:6] == [
        2016, 61.8, "%", "58.6 to 61.6", "△ ahead, partly within rounding"
    ]  # fmt: skip
    met = [line for line in lines if line[:2] == ["Broadband penetration", 2025]]
    assert met[0][2:6] == [
        "82 %", "B", "117.9 per 100 households (2025)", "✓ met"
    ]  # fmt: skip
    assert found["CNC ratio of key processes"][5:7] == [
        "▽ behind, partly within rounding",
        "behind on all 12 paths (1 within rounding)",
    ]


def test_the_cover_says_which_files_an_edition_adds(tables):
    added = {"source_id": "added", "title": "new.csv"}
    sources = pd.concat([tables["sources"], pd.DataFrame([added])])
    cover = cover_of(dict(tables) | {"sources": sources}, TITLE)
    assert cover.edition == "A version of its own, with figures from new.csv."


def test_an_edition_without_a_compared_value_has_a_cover_that_says_so(tables):
    nothing = dict(tables) | {"comparison": tables["comparison"].iloc[:0]}
    cover = cover_of(nothing, TITLE)
    assert cover.verdicts.rows == []
    assert cover.question.endswith("No value reported for the year can be compared.")
    assert charted(nothing) == []


def test_every_link_leads_to_a_sheet_of_the_workbook(book):
    linked = {
        cell.hyperlink.location.partition("!")[0].strip("'")
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert linked <= set(book.sheetnames)
    assert linked >= {"comparison", "sources", "dictionary", "charts", "contents"}


def test_rates_are_drawn_with_their_milestones_and_the_reported_value(tables):
    assert charted(tables) == ["broadband_penetration", DIGITAL, CNC]
    points = chart_points(CNC, tables)
    drawn = [{k: v for k, v in point.items() if k not in ("source", "where")} for point in points]
    assert drawn == [
        {"year": 2013, "baseline": 27.0, "plan": 27.0},
        {"year": 2015, "expected": 33.0, "plan": 33.0},
        {"year": 2016, "reported": 33.3},
        {"year": 2020, "target": 50.0, "plan": 50.0},
        {"year": 2025, "target": 64.0, "plan": 64.0},
    ]


def test_charts_refer_to_cells_and_name_axes_and_units(written, book):
    sheet = book["charts"]
    with zipfile.ZipFile(written / WORKBOOK) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith("xl/charts/chart"))
        charts = [archive.read(name).decode() for name in names]
    titles = ["Broadband penetration", "Digital R&amp;D tool penetration", "CNC ratio"]
    for chart, title in zip(charts, titles, strict=True):
        texts = re.findall(r"<a:t>([^<]*)</a:t>", chart)
        assert texts[0].startswith(title)
        assert set(texts[1:]) == {"year", "percent"}
        places = re.findall(r"<c:f>'charts'!([^<]*)</c:f>|<f>'charts'!([^<]*)</f>", chart)
        named = [sheet[a or b].value for a, b in places if ":" not in (a or b)]
        assert named == ["plan", "baseline", "expected", "target", "reported"]


def test_numbers_show_the_decimals_and_the_unit_they_were_printed_with(book):
    formats = {
        (ids.value, year.value): value.number_format
        for ids, year, value in zip(
            *(column(book["milestones"], name) for name in ("indicator_id", "year", "value")),
            strict=True,
        )
    }
    assert formats[CNC, 2020] == '0" %"'
    assert formats["rd_intensity", 2013] == '0.00" %"'
    assert formats["patent_density", 2025] == "0.00"
    assert formats["quality_competitiveness_index", 2013] == "0.0"


def test_years_have_no_separator_and_gaps_no_percent_sign(book):
    sheet = book["comparison"]
    assert {cell.number_format for cell in column(sheet, "report_year")} == {"0"}
    assert {cell.number_format for cell in column(sheet, "gap")} == {"0.00"}
    assert {cell.number_format for cell in column(sheet, "expected")} == {'0.00" %"', "0.00"}
    assert {cell.number_format for cell in column(sheet, "path_year")} == {"0.0"}


def test_columns_fit_and_long_texts_wrap_in_rows_that_are_high_enough(book):
    for sheet in book.worksheets:
        widths = [shape.width for shape in sheet.column_dimensions.values()]
        assert max(widths) <= 60
    long = max(column(book["discrepancies"], "reason"), key=lambda cell: len(cell.value or ""))
    assert long.alignment.wrap_text
    lines = book["discrepancies"].row_dimensions[long.row].height / 15
    assert lines * 60 > len(long.value)


def test_a_workbook_of_a_few_tables_needs_no_cover(edition, tmp_path):
    declared = (SOURCES, MILESTONES, OBSERVATIONS)
    path = write_workbook(edition, declared, tmp_path / "few.xlsx", TITLE)
    names = openpyxl.load_workbook(path).sheetnames
    assert names == ["contents", "dictionary", "sources", "milestones", "observations"]


def test_a_text_that_looks_like_a_formula_stays_a_text(edition, tmp_path):
    changed = {"sources": edition.sources.assign(note="=HYPERLINK(1)")}
    path = write_workbook(changed, (SOURCES,), tmp_path / "book.xlsx", TITLE)
    cell = openpyxl.load_workbook(path)["sources"]["G2"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")
