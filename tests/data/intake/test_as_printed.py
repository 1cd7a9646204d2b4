"""Decimals as printed: from a number format, a column decimals, a print, or the digits typed."""

import openpyxl
import pytest

from helpers.data.input_tables import read_input_tables
from helpers.data.intake.findings import Findings
from helpers.data.intake.xlsx_cells import shown_decimals
from helpers.errors import DataRefused

CNC = "cnc_key_process_ratio"
HEADER = ["indicator_id", "year", "value"]


def read(path, findings=None):
    rows = read_input_tables(str(path), findings=findings).observations
    return rows[rows["source_id"] == "added"].sort_values("year")


def workbook(path, rows, formats, header=HEADER):
    book = openpyxl.Workbook()
    book.active.append(header)
    for row in rows:
        book.active.append(row)
    for place, text in formats.items():
        book.active[place].number_format = text
    book.save(path)
    return path


def test_zeros_that_a_number_format_shows_count_as_printed(tmp_path):
    rows = [[CNC, 2017, 73], [CNC, 2018, 73], [CNC, 2019, 0.73], [CNC, 2020, 73.25]]
    formats = {"C2": "0.0", "C3": "#,##0.00_ ", "C4": "0.0%", "C5": "0.0"}
    found = read(workbook(tmp_path / "f.xlsx", rows, formats))
    assert found["value"].tolist() == [73.0, 73.0, 73.0, 73.25]
    assert found["decimals"].tolist() == [1, 2, 1, 2], "digits that are stored are never cut"


def test_a_workbook_reads_as_the_csv_that_shows_the_same(tmp_path, write):
    rows = [[CNC, 2017, 73], [CNC, 2018, 61.8]]
    found = read(workbook(tmp_path / "f.xlsx", rows, {"C2": "0.0", "C3": "0.0"}))
    same = read(write("f.csv", f"indicator_id,year,value\n{CNC},2017,73.0\n{CNC},2018,61.8"))
    columns = ["year", "value", "decimals", "qualifier"]
    assert found[columns].to_numpy().tolist() == same[columns].to_numpy().tolist()


def test_where_decimals_cannot_be_known_it_is_said(tmp_path):
    findings = Findings()
    rows = [[CNC, 2017, 73], [CNC, 2018, 61.8], [CNC, 2019, 74]]
    read(workbook(tmp_path / "f.xlsx", rows, {"C4": "0"}), findings)
    (doubt,) = findings.doubts
    assert doubt.column == "value"
    assert doubt.found == "whole numbers in cells without a number format, in rows 2"


def test_a_computed_value_is_kept_in_full_and_printed_short(tmp_path):
    found = read(workbook(tmp_path / "f.xlsx", [[CNC, 2017, 100 / 3]], {}))
    assert abs(found["value"].item() - 100 / 3) < 1e-12
    assert found["decimals"].item() == 6


@pytest.mark.parametrize(
    ("text", "decimals"),
    [
        ("0.00", 2), ("0", 0), ("#,##0.0", 1), ("0.0%", 1), ('0.0" %"', 1), ("0.0_);(0.0)", 1),
        ("[Red]0.0", 1), ("0.0##", 1), ("¥ #,##0.00", 2), ("General", None), ("@", None),
        ("yyyy", None), ("0.0E+00", None), ("# ?/?", None), ("0.0,", None), ("", None),
    ],
)  # fmt: skip
def test_a_number_format_says_how_many_decimals_it_always_shows(text, decimals):
    assert shown_decimals(text) == decimals


def test_columns_say_what_was_printed(write):
    text = (
        "indicator_id,year,value,decimals,value_printed\n"
        f"{CNC},2017,73,1,\n{CNC},2018,73,,73.0\n{CNC},2019,35,,约 35\n{CNC},2020,61.8421,,61.84%\n"
        f"{CNC},2021,about 62,,\n{CNC},2022,62.0,,\n{CNC},2023,62.0,0,\n{CNC},2024,62.5,,62\n"
    )
    found = read(write("f.csv", text))
    assert found["decimals"].tolist() == [1, 1, 0, 2, 0, 1, 0, 0]
    qualifiers = ["exact", "exact", "about", "exact", "about", "exact", "exact", "exact"]
    assert found["qualifier"].tolist() == qualifiers
    assert found["value"].tolist() == [73, 73, 35, 61.8421, 62, 62, 62, 62.5], (
        "a value is kept in full"
    )


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("73,,72.0", "column 'value_printed': found '72.0'; expected the print of 73"),
        ("73,,74", "column 'value_printed': found '74'; expected the print of 73"),
        ("73,,many", "expected the value as printed, 73.0 or about 5 for example"),
        ("73,2,73.0", "column 'decimals': found '2'; expected 1, as printed"),
        ("73,13,", "expected a whole number from 0 to 12"),
        ("73,-1,", "expected a whole number from 0 to 12"),
        ("73,one,", "expected a whole number from 0 to 12"),
    ],
)
def test_a_print_that_contradicts_the_value_is_refused(write, cells, words):
    header = "indicator_id,year,value,decimals,value_printed"
    with pytest.raises(DataRefused) as refused:
        read(write("f.csv", f"{header}\n{CNC},2017,{cells}"))
    assert words in str(refused.value)


def test_a_fall_may_be_printed_in_words(write):
    header = "indicator_id,year,value,value_printed"
    found = read(write("f.csv", f"{header}\nenergy_intensity,2017,-12.0,down 12.0% from 2015"))
    assert (found["value"].item(), found["decimals"].item()) == (-12.0, 1)


def test_a_small_value_is_printed_with_its_sign(write):
    header = "indicator_id,year,value,value_printed"
    rows = f"rd_intensity,2017,0.9,0.90\n{CNC},2017,0,0.0"
    found = read(write("f.csv", f"{header}\n{rows}"))
    assert found["decimals"].tolist() == [2, 1]
