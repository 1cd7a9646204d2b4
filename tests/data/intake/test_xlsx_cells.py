"""Workbooks as input: what a spreadsheet can hide, and what its cells say."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import ExternalBook, ExternalLink

from helpers.data.input_tables import read_input_tables
from helpers.data.intake import limits
from helpers.data.intake.xlsx_cells import SheetCells, checked_width, is_filled, read_xlsx
from helpers.errors import DataRefused
from tests import fuzz

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
    rows = read_xlsx(Path(save(book))).rows
    assert dict(rows) == {1: HEADER, 2: [CNC, "2017", text]}


def test_of_sheets_none_of_which_is_called_observations_the_filled_one_is_read(book, save):
    book.create_sheet("empty", 0)
    sheet = read_xlsx(Path(save(book)))
    name, rows = sheet.name, sheet.rows
    assert name == "figures"
    assert len(list(rows)) == 2


def test_a_workbook_without_any_content_has_a_sheet_without_rows(save):
    sheet = read_xlsx(Path(save(openpyxl.Workbook())))
    name, rows = sheet.name, sheet.rows
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
    rows = read_xlsx(broken).rows
    assert len(list(rows)) == 2


def read_through(path):
    sheet = read_xlsx(Path(path))
    list(sheet.rows)
    sheet.refuse_hidden()


def refused(path):
    with pytest.raises(DataRefused) as refusal:
        read_through(path)
    return refusal.value


def test_a_formula_is_placed_in_its_row_under_its_heading(book, save):
    book.active["A3"] = CNC
    book.active["C2"] = "=30+4.1"
    book.active["B3"] = "=2000+18"
    book.active["D3"] = "=1+1"
    found = refused(save(book))
    assert found.message == "cannot read figures.xlsx"
    assert [(problem.sheet, problem.row, problem.column) for problem in found.problems] == [
        ("figures", 2, "value"),
        ("figures", 3, "year"),
        ("figures", 3, ""),
    ]


def test_problems_beyond_the_most_that_are_told_are_counted_by_rows(book, save, monkeypatch):
    monkeypatch.setattr(limits, "MOST_PROBLEMS", 2)
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
    assert [problem.row for problem in found.problems] == [2, 3]
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


FORMATS = ("0.0%", "0.000", "0.00 %")
NORMAL = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs>{}</cellXfs>'
    '<cellStyles><cellStyle name="Normal" xfId="0"/></cellStyles>'
)


@pytest.fixture
def cells_of(tmp_path):
    """Return the cells of a sheet whose rows are written in XML; styles by their formats' ids."""
    books = []

    def read(rows, formats=(0,)):
        parts = fuzz.workbook_parts([])
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f"<sheetData>{rows}")
        custom = "".join(
            f'<numFmt numFmtId="{number}" formatCode="{code}"/>'
            for number, code in enumerate(FORMATS, 164)
        )
        used = "".join(f'<xf numFmtId="{number}"/>' for number in formats)
        parts["xl/styles.xml"] = (
            f'<styleSheet xmlns="{fuzz.MAIN}"><numFmts>{custom}</numFmts>'
            f"{NORMAL.format(used)}</styleSheet>"
        )
        kind = f'<Override PartName="/xl/styles.xml" ContentType="{fuzz.KIND}.styles+xml"/>'
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace("</Types>", f"{kind}</Types>")
        path = tmp_path / "book.xlsx"
        path.write_bytes(fuzz.zipped(parts))
        books.append(openpyxl.load_workbook(path, read_only=True, data_only=True))
        return SheetCells(books[-1].active)

    yield read
    for book in books:
        book.close()


def values(cells):
    return [(number, [cell["value"] for cell in row]) for number, row in cells.rows()]


def test_rows_come_with_their_numbers_as_the_file_holds_them(cells_of):
    rows = '<row r="1"><c r="A1"><v>3</v></c></row><row r="2000000"><c r="B2000000"/></row>'
    assert values(cells_of(rows)) == [(1, [3]), (2_000_000, [None])]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((1, 1), "row 1 after row 1"), ((5, 3), "row 3 after row 5"), ((0,), "row 0 after row 0"),
     ((7, 2_000_001), "row 2000001 after row 7")],
)  # fmt: skip
def test_a_row_out_of_order_or_beyond_two_million_is_refused(cells_of, numbers, words):
    rows = "".join(f'<row r="{number}"/>' for number in numbers)
    with pytest.raises(ValueError, match=f"^{words}$"):
        values(cells_of(rows))


def formulas(cells):
    return [cell.get("formula") for _, row in cells.rows() for cell in row]


def test_a_formula_with_a_stored_value_gives_the_value(cells_of):
    cells = cells_of('<row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1"/></row>')
    (stored, empty) = next(cells.rows())[1]
    assert (stored["value"], "formula" in stored) == (3, False)
    assert (is_filled(stored), is_filled(empty)) == (True, False)


def test_a_formula_without_a_stored_value_is_named_and_fills_its_cell(cells_of):
    cells = cells_of('<row r="1"><c r="A1"><f>1+2</f></c><c r="B1"><f/></c></row>')
    (_, row), *_ = cells.rows()
    assert [cell["formula"] for cell in row] == ["=1+2", "="]
    assert all(map(is_filled, row))


def test_a_shared_formula_is_moved_to_where_the_cell_stands(cells_of):
    rows = [
        '<f t="shared" si="7"/>',
        '<f t="shared" si="7">B2*2</f>',
        '<f t="shared" si="7"/>',
        '<f t="shared" si="7">C4*3</f>',
        '<f t="shared" si="7"/>',
        '<f t="shared" si="8"/>',
        "<f>D7</f>",
        '<f si="7">E8</f>',
    ]
    sheet = "".join(
        f'<row r="{number}"><c r="A{number}">{formula}</c></row>'
        for number, formula in enumerate(rows, 1)
    )
    # Before its text stands anywhere nothing can be moved; the first text is the one that is.
    assert formulas(cells_of(sheet)) == [
        "=", "=B2*2", "=B3*2", "=C4*3", "=B5*2", "=", "=D7", "=E8",
    ]  # fmt: skip


def test_only_the_rows_marked_as_hidden_are(cells_of):
    marks = {1: "", 2: 'hidden="1"', 3: 'hidden="true"', 4: 'hidden="0"', 5: 'ht="20"'}
    cells = cells_of("".join(f'<row r="{row}" {mark}/>' for row, mark in marks.items()))
    hidden = [number for number, _ in cells.rows() if cells.is_hidden(number)]
    assert hidden == [2, 3]


@pytest.mark.parametrize(
    ("number", "percent"),
    [(0, False), (9, True), (10, True), (14, False), (163, False), (164, True), (165, False),
     (166, True)],
)  # fmt: skip
def test_a_percent_is_told_by_a_built_in_format_or_one_of_the_books_own(cells_of, number, percent):
    rows = '<row r="1"><c r="A1" s="0"><v>1</v></c><c r="B1" s="1"><v>1</v></c></row>'
    cells = cells_of(rows, formats=(0, number))
    (_, (plain, styled)), *_ = cells.rows()
    assert (cells.is_percent(plain), cells.is_percent(styled)) == (False, percent)


def test_a_row_is_as_wide_as_its_last_value_and_at_most_256_columns():
    def row(*columns):
        return [{"column": column, "value": 1} for column in columns]

    assert checked_width([]) == 0
    assert checked_width([{"column": 9, "value": None}]) == 0
    assert checked_width([*row(2, 256), {"column": 300, "value": None}]) == 256
    with pytest.raises(ValueError, match="a filled cell in column 257"):
        checked_width(row(257, 1))
