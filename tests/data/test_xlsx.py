"""Workbooks as input: what a spreadsheet can hide, and the template that avoids it."""

import zipfile

import openpyxl
import pytest

from helpers.data.edition import load_edition
from helpers.data.template import write_template
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
    rows = load_edition(path).observations
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
    import datetime

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
        load_edition(save(book))
    assert words in str(refused.value)
    assert "figures.xlsx" in str(refused.value)


def test_a_cell_shown_in_percent_gives_the_percentage_it_shows(book, save):
    book.active["C2"] = 0.341
    book.active["C2"].number_format = "0.0%"
    assert added(save(book))["value"].tolist() == [34.1]


def test_numbers_of_a_sheet_do_not_grow_digits(book, save):
    book.active["C2"] = 0.1 + 0.2 + 34  # 34.300000000000004 would be a strange print
    row = added(save(book)).iloc[0]
    assert row["value"] == pytest.approx(34.3)


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
        load_edition(str(path))


def test_the_template_refuses_to_be_taken_empty_and_takes_a_row(tmp_path, edition):
    path = write_template(tmp_path / "input.xlsx", edition.indicators)
    with pytest.raises(DataRefused, match="a header only"):
        load_edition(str(path))
    book = openpyxl.load_workbook(path)
    book["observations"].append([CNC, 2017, 34.1])
    book.save(path)
    assert added(str(path))["value"].tolist() == [34.1]


def test_the_template_has_drop_downs_for_every_closed_list(tmp_path, edition):
    book = openpyxl.load_workbook(write_template(tmp_path / "input.xlsx", edition.indicators))
    sheet = book["observations"]
    columns = {cell.column_letter: cell.value for cell in sheet[1]}
    lists = {columns[str(rule.sqref).partition("2:")[0]] for rule in
             sheet.data_validations.dataValidation}  # fmt: skip
    assert lists == {"indicator_id", "unit", "qualifier", "status"}
    known = [cell.value for cell in book["lists"]["A"] if cell.value]
    assert known[1:] == edition.indicators["indicator_id"].tolist()
    assert all(cell.comment for cell in sheet[1])
