"""Workbooks as input: what a spreadsheet can hide, and what its cells say."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from helpers.data.input_tables import read_input_tables
from helpers.data.intake import xlsx
from helpers.data.intake.xlsx import read_xlsx
from helpers.errors import DataRefused

CNC = "cnc_key_process_ratio"
HEADER = ["indicator_id", "year", "value"]


@pytest.fixture
def book():
    new = openpyxl.Workbook()
    new.active.title = "figures"
    new.active.append(HEADER)
    new.active.append([CNC, 2017, 34.1])
    return new


@pytest.fixture
def save(tmp_path):
    def save_book(book):
        path = tmp_path / "figures.xlsx"
        book.save(path)
        return str(path)

    return save_book


def added(path):
    rows = read_input_tables(path).observations
    return rows[rows["source_id"] == "added"]


def merge(book):
    book.active.merge_cells("A2:A3")


def hide(book):
    book.active.append([CNC, 2018, 35.0])
    book.active.row_dimensions[3].hidden = True


def formula(book):
    book.active["C2"] = "=30+4.1"


def second_sheet(book):
    book.create_sheet("more").append(HEADER)


def date_for_year(book):
    book.active["B2"] = datetime.date(2017, 12, 31)


def error_value(book):
    book.active["C2"] = "#DIV/0!"


def text_for_value(book):
    book.active["C2"] = "34.1 (provisional)"


FAULTS = {
    "merged": (merge, "the merged cells A2:A3; expected one value in each cell"),
    "hidden": (hide, "row 3: found a hidden row with content"),
    "formula": (formula, "the formula =30+4.1 without a stored value"),
    "second-sheet": (second_sheet, "a further sheet 'more' with content"),
    "date": (date_for_year, "found '2017-12-31'; expected a year, not a date"),
    "error": (error_value, "found '#DIV/0!'; expected a number"),
    "words": (text_for_value, "found '34.1 (provisional)'"),
}


@pytest.mark.parametrize(("plant", "words"), FAULTS.values(), ids=FAULTS)
def test_what_a_spreadsheet_hides_is_named(book, save, plant, words):
    plant(book)
    with pytest.raises(DataRefused) as refused:
        read_input_tables(save(book))
    assert words in str(refused.value)
    assert "figures.xlsx" in str(refused.value)


def test_a_cell_shown_in_percent_gives_the_percentage_it_shows(book, save):
    book.active["C2"] = 0.341
    book.active["C2"].number_format = "0.0%"
    assert added(save(book))["value"].tolist() == [34.1]


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        (434.99999999999994, "435"),  # the double nearest to 4.35 times 100
        (0.123456789012345, "0.123456789012345"),
        (1500, "1500"),
        (1e3, "1000"),
        (True, "True"),
        (datetime.time(12, 30), "12:30:00"),
        (datetime.datetime(2017, 3, 1, 12), "2017-03-01"),
        ("34.10", "34.10"),
    ],
    ids=str,
)
def test_a_stored_value_becomes_the_text_a_reader_of_the_sheet_sees(book, save, stored, text):
    book.active["C2"] = stored
    _, rows = read_xlsx(Path(save(book)))
    assert dict(rows) == {1: HEADER, 2: [CNC, "2017", text]}


def test_of_sheets_none_of_which_is_called_observations_the_filled_one_is_read(book, save):
    book.create_sheet("empty", 0)
    name, rows = read_xlsx(Path(save(book)))
    assert name == "figures"
    assert len(list(rows)) == 2


def test_a_workbook_without_any_content_has_a_sheet_without_rows(save):
    name, rows = read_xlsx(Path(save(openpyxl.Workbook())))
    assert (name, list(rows)) == ("Sheet", [])


def test_a_link_to_another_workbook_is_not_followed(book, save, tmp_path):
    link = ExternalLink(externalBook=ExternalBook())
    link.file_link = Relationship(type="externalLinkPath", Target="other.xlsx")
    book._external_links.append(link)
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(save(book)) as whole, zipfile.ZipFile(broken, "w") as archive:
        for name in whole.namelist():
            if "externalLinks/" not in name:
                archive.writestr(name, whole.read(name))
    _, rows = read_xlsx(broken)
    assert len(list(rows)) == 2


def refused(path):
    with pytest.raises(DataRefused) as refusal:
        list(read_xlsx(Path(path))[1])
    return refusal.value


def test_a_formula_is_placed_in_its_row_under_its_heading(book, save):
    book.active["A3"] = CNC
    book.active["C2"] = "=30+4.1"
    book.active["B3"] = "=2000+18"
    book.active["D3"] = "=1+1"
    found = refused(save(book))
    assert found.message == "cannot read figures.xlsx"
    assert [(one.sheet, one.row, one.column) for one in found.problems] == [
        ("figures", 2, "value"),
        ("figures", 3, "year"),
        ("figures", 3, ""),
    ]


def test_problems_beyond_the_most_that_are_told_are_counted_by_rows(book, save, monkeypatch):
    monkeypatch.setattr(xlsx, "MOST_PROBLEMS", 2)
    for row in range(2, 8):
        book.active.cell(row, 1, CNC)
    book.active.row_dimensions[2].hidden = True
    book.active["C3"] = "=1+2"
    book.active.row_dimensions[4].hidden = True
    book.active["B5"] = "=1+4"
    book.active["C5"] = "=2+4"
    book.active["C6"] = "=1+5"
    book.active.row_dimensions[6].hidden = True
    found = refused(save(book))
    assert [one.row for one in found.problems] == [2, 3]
    assert "3 further rows have problems" in found.message


def test_the_sheet_called_observations_is_read_among_others(book, save):
    sheet = book.create_sheet("observations")
    sheet.append(HEADER)
    sheet.append([CNC, 2018, 36.0])
    assert added(save(book))["value"].tolist() == [36.0]


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (70 * 2**20))
    with pytest.raises(DataRefused, match="unpack to 70 MiB"):
        read_input_tables(str(path))
