"""Rows and cells of a sheet as the file holds them: order, formulas, hidden rows, percents."""

import openpyxl
import pytest

from helpers.data.intake.cells import SheetCells, checked_width, is_filled
from tests import fuzz

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
