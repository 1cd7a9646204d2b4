"""Hostile files: refused in sentences before they cost anything, or taken without coming alive."""

import json
import zipfile
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import cli
from helpers.data.input_tables import read_input_tables
from helpers.data.intake import archive
from helpers.data.intake.cell_texts import is_plain, read_number
from helpers.data.intake.limits import MOST_COLUMNS
from helpers.data.tables.assessment import SOURCES
from helpers.data.write import csv_text
from helpers.errors import DataRefused
from helpers.present.workbook.write import write_workbook
from tests import fuzz

# Long cells are drawn on purpose; hypothesis finds them too long to print.
pytestmark = pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
CNC = fuzz.CNC
HEADER = "indicator_id,year,value"
ROWS = [["indicator_id", "year", "value"], [CNC, "2017", "34.1"]]
SAMPLE = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def refusal(path):
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(path))
    fuzz.check_sentence(refused.value)
    return str(refused.value)


def spoilt(tmp_path, **parts):
    path = tmp_path / "hostile.xlsx"
    named = {name.replace("__", "/") + ".xml": data for name, data in parts.items()}
    path.write_bytes(fuzz.zipped(fuzz.workbook_parts(ROWS) | named))
    return path


@SAMPLE
@given(fuzz.PHRASES)
def test_a_printed_cell_is_read_or_refused(text):
    fuzz.check_phrase(text)


@SAMPLE
@given(fuzz.CSV_FILES, st.sampled_from(fuzz.READERS))
def test_a_csv_file_is_taken_or_refused_in_sentences(data, reader):
    fuzz.check_file(data, ".csv", reader)


@SAMPLE
@given(fuzz.workbooks(), st.sampled_from(fuzz.READERS))
def test_a_workbook_is_taken_or_refused_in_sentences(data, reader):
    fuzz.check_file(data, ".xlsx", reader)


def test_the_sound_workbook_that_is_spoilt_here_is_taken(tmp_path):
    added = read_input_tables(str(spoilt(tmp_path))).observations
    assert added.loc[added["source_id"] == "added", "value"].tolist() == [34.1]


@pytest.mark.parametrize(
    "value",
    ["1e400", "inf", "-Infinity", "NaN", "9" * 100_000, "0." + "1" * 100_000, "0x1F", "1_000"],
    ids=lambda value: value[:12],
)
def test_a_number_that_no_table_can_hold_is_refused(write, value):
    words = refusal(write("number.csv", f"{HEADER}\npatent_density,2017,{value}"))
    assert "row 2, column 'value'" in words
    assert "a number" in words


def test_a_long_cell_is_quoted_in_part(write):
    words = refusal(write("long.csv", f"{HEADER}\n{CNC},2017,{'9' * 100_000}"))
    assert "and 99800 characters more; expected a number of at most 15 digits" in words


@pytest.mark.parametrize("year", ["99999999999999999999", "-2017", "0000", "2017e0", "٢٠١٧"])
def test_a_year_beyond_all_years_is_refused(write, year):
    assert "column 'year'" in refusal(write("year.csv", f"{HEADER}\n{CNC},{year},34.1"))


@pytest.mark.parametrize(
    "label",
    ["a\u202eb", "\u2066a", "a\x1b[31mb", "a\x07", "a\x7f", "=1+1", "＝1+1", "@SUM(A1)",
     "+cmd|'/C calc'!A0", "-HYPERLINK(1)", "x" * 10_001, "a\ufffe", "a\U000e0041"],
    ids=lambda label: repr(label[:8]),
)  # fmt: skip
def test_a_label_that_hides_something_or_computes_is_refused(write, label):
    words = refusal(write("label.csv", f"{HEADER},series\n{CNC},2017,34.1,{label}"))
    assert "column 'series'" in words
    assert "without control or direction marks that does not begin as a formula" in words


@pytest.mark.parametrize(
    "label", ["- 5 % (about)", "+2 points", "<b>label</b>", "规模以上（样本）", "O'Neil & Co"]
)
def test_a_label_that_is_merely_odd_is_taken_as_it_stands(label):
    assert is_plain(label)


def test_marks_that_a_terminal_obeys_are_printed_as_escapes(write, capsys):
    path = write("bad.csv", f"{HEADER},\x1b]0;x\x07\u202e\n{CNC},2017,\x1b[2J,1")
    assert cli.main(["validate", str(path)]) == 3
    told = capsys.readouterr().err
    assert "\\x1b]0;x\\x07\\u202e" in told
    assert not set(told) & set("\x1b\x07\u202e")
    assert cli.main(["validate", "--json", str(path)]) == 3
    told = capsys.readouterr().out
    assert json.loads(told)["problems"]
    assert not set(told) & set("\x1b\x07\u202e")


def test_a_million_columns_are_refused_at_once(write):
    words = refusal(write("wide.csv", ",".join(f"c{number}" for number in range(1_000_000))))
    assert f"found 1000000 columns; expected at most {MOST_COLUMNS}" in words


def test_a_row_of_a_million_cells_is_refused(write):
    words = refusal(write("row.csv", f"{HEADER}\n{CNC},2017,34.1{',1' * 1_000_000}"))
    assert "found 1000003 cells; expected 3" in words


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in pairwise("abcdefghij"))
    + "]><worksheet>&j;</worksheet>"
)


@pytest.mark.parametrize("part", ["xl__worksheets__sheet1", "xl__styles", "docProps__core"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_every_part_and_encoding(tmp_path, part, encoding):
    text = BILLION.encode(encoding)
    assert "a document type declaration" in refusal(spoilt(tmp_path, **{part: text}))


BOMBS = {
    "ratio": ("xl__worksheets__sheet1", b"<a>" + b" " * 2**21 + b"</a>", "unpack to 2 MiB"),
    "style": ("xl__styles", b"<a>" + b"<x/>" * 60_000 + b"</a>", "more elements than figures"),
    "row": (
        "xl__worksheets__sheet1",
        b"<a><b><row>" + b"<c/>" * 60_000 + b"</row></b></a>",
        "more elements than figures",
    ),
    "posing-row": (
        "xl__worksheets__sheet1",
        b"<a><b>" + b"<d><row/><c/></d>" * 30_000 + b"</b></a>",
        "more elements than figures",
    ),
    "depth": ("xl__styles", b"<a>" * 60 + b"</a>" * 60, "more elements than figures"),
}


@pytest.mark.parametrize(("part", "data", "words"), BOMBS.values(), ids=BOMBS)
def test_a_part_that_would_fill_the_memory_is_refused(tmp_path, part, data, words):
    assert words in refusal(spoilt(tmp_path, **{part: data}))


def test_a_text_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "MOST_RATIO", 10_000)
    data = b"<a>" + b"x" * (6 * 2**20) + b"</a>"
    assert "a text of several MiB" in refusal(spoilt(tmp_path, xl__worksheets__sheet1=data))


def test_an_archive_of_too_many_parts_is_refused(tmp_path):
    parts = {f"part{number}": b"" for number in range(archive.MOST_MEMBERS)}
    assert f"{archive.MOST_MEMBERS + 5} parts" in refusal(spoilt(tmp_path, **parts))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused(tmp_path):
    path = spoilt(tmp_path)
    with zipfile.ZipFile(path, "a") as book:
        book.writestr("xl/workbook.xml", "<other/>")
    assert "two parts of one name" in refusal(path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("worksheet+xml", "sheet.main+xml", "of another kind than its name"),
        ("relationships/worksheet", "relationships/chartsheet", "a chart sheet"),
        ('r="A2"', 'r="XFD2"', "a filled cell in column 16384"),
        ('r="2"', 'r="99999999"', "row 99999999 after row 1"),
        ('r="2"', 'r="1"', "row 1 after row 1"),
    ],
)
def test_a_workbook_that_lies_about_its_parts_is_refused(tmp_path, old, new, words):
    parts = {name: text.replace(old, new) for name, text in fuzz.workbook_parts(ROWS).items()}
    path = tmp_path / "lying.xlsx"
    path.write_bytes(fuzz.zipped(parts))
    assert words in refusal(path)


def test_a_workbook_that_is_refused_is_not_left_open(tmp_path, monkeypatch):
    opened = []

    class Noted(zipfile.ZipFile):
        def __init__(self, file, *args, **kwargs):
            super().__init__(file, *args, **kwargs)
            opened.append(self)

    monkeypatch.setattr(zipfile, "ZipFile", Noted)
    monkeypatch.setattr("openpyxl.reader.excel.ZipFile", Noted)
    parts = {n: text.replace('r="2"', 'r="1"') for n, text in fuzz.workbook_parts(ROWS).items()}
    path = tmp_path / "lying.xlsx"
    path.write_bytes(fuzz.zipped(parts))
    assert "row 1 after row 1" in refusal(path)
    on_disk = [archive for archive in opened if archive.filename == str(path)]
    assert on_disk
    assert all(archive.fp is None for archive in on_disk)


def test_a_number_of_a_sheet_is_the_one_it_shows(tmp_path):
    path = tmp_path / "noise.xlsx"
    path.write_bytes(
        fuzz.zipped(fuzz.workbook_parts([ROWS[0], [CNC, "2017", "34.300000000000004"]]))
    )
    row = read_input_tables(str(path)).observations.query("source_id == 'added'").iloc[0]
    assert (row["value"], row["decimals"]) == (34.3, 1)


@pytest.mark.parametrize(
    ("text", "moderate"),
    [("999999999999999", True), ("1000000000000000", False), ("0.123456789012", True),
     ("0.1234567890123", False), ("100.000000000000", True), ("1000.000000000000", False)],
)  # fmt: skip
def test_a_double_holds_every_digit_of_a_moderate_number(text, moderate):
    assert read_number(text).is_moderate == moderate
    if moderate:
        number = read_number(text)
        assert f"{number.value:.{number.decimals}f}" == text


def test_labels_of_html_and_marks_of_control_stay_text_in_the_workbook(edition, tmp_path):
    label = "<script>alert('x')</script>"
    rows = edition.sources.assign(title=label, note="=1+1\x0b\x00\u202e")
    given_tables = {"sources": rows}
    assert f",{label}," in csv_text(rows, SOURCES)
    path = write_workbook(given_tables, (SOURCES,), tmp_path / "book.xlsx", "Title")
    sheet = openpyxl.load_workbook(path)["sources"]
    assert (sheet["B2"].value, sheet["B2"].data_type) == (label, "s")
    assert (sheet["G2"].value, sheet["G2"].data_type) == ("=1+1\\x0b\\x00\\u202e", "s")
