"""A rerunner's file as cells under their header: dialects, ragged rows, and how large it may be."""

import openpyxl
import pytest

from helpers.data.intake import files
from helpers.data.intake.files import read_sheet
from helpers.errors import DataRefused


@pytest.fixture
def sheet_of(write):
    def read(text, name="file.csv", encoding="utf-8"):
        return read_sheet(write(name, text, encoding))

    return read


def refused(path):
    with pytest.raises(DataRefused) as error:
        read_sheet(path)
    return error.value


def rows_of(sheet):
    return dict(zip(sheet.cells.index, sheet.cells.to_numpy().tolist(), strict=True))


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "A.CSV"])
def test_cells_stand_under_their_header_with_the_rows_of_the_file(sheet_of, name):
    sheet = sheet_of("\n name ,year\n\nx,1\n , \ny,2\n", name)
    assert (sheet.file, sheet.name, list(sheet.cells)) == (name, "", ["name", "year"])
    assert rows_of(sheet) == {4: ["x", "1"], 6: ["y", "2"]}


def test_a_workbook_gives_its_sheet_and_rows(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "figures"
    for row in (["name", "year"], ["x", 1]):
        book.active.append(row)
    book.save(tmp_path / "a.XLSX")
    sheet = read_sheet(tmp_path / "a.XLSX")
    assert (sheet.file, sheet.name, rows_of(sheet)) == ("a.XLSX", "figures", {2: ["x", "1"]})


def test_the_mark_that_stands_most_often_in_the_header_separates(sheet_of):
    assert rows_of(sheet_of("a;b,c;d\n1,5;2;3\n")) == {2: ["1,5", "2", "3"]}
    assert rows_of(sheet_of("a\tb\n1,5\t2\n")) == {2: ["1,5", "2"]}


def test_a_character_may_stand_across_two_blocks(sheet_of, monkeypatch):
    monkeypatch.setattr(files, "BLOCK", 2)
    assert rows_of(sheet_of("名\n数控化率\n")) == {2: ["数控化率"]}
    assert rows_of(sheet_of("名\n数控化率\n", encoding="gb18030")) == {2: ["数控化率"]}


@pytest.mark.parametrize("data", [b"a\n1\xc3", b"a\n\x00", b"a\n\xff\xff\n"])
def test_bytes_of_no_text_are_refused(tmp_path, data):
    path = tmp_path / "bytes.csv"
    path.write_bytes(data)
    assert "bytes in another encoding" in str(refused(path))


def test_a_file_has_so_many_rows_at_most(sheet_of, write, monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 3)
    assert len(sheet_of("a\n1\n2\n3").cells) == 3
    assert "found more than 3 rows" in str(refused(write("long.csv", "a\n1\n2\n3\n4")))


def test_blanks_at_the_end_of_a_header_are_no_columns(sheet_of):
    sheet = sheet_of("a,b, ,\n1,2,,\n")
    assert list(sheet.cells) == ["a", "b"]
    assert list(sheet_of("a,,\n1").cells) == ["a"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["no rows"]),
        ("a,b\n", ["a header only"]),
        ("a,,b,a\n1", ["a column without a name", "the column 'a' twice"]),
        ("a\n1,2,3\n1\n1,2", ["3 cells", "2 cells"]),
        ('a,b\n"1"2,3', ["',' expected after '\"'"]),
    ],
)
def test_every_fault_of_the_layout_is_told(write, text, found):
    assert [problem.found for problem in refused(write("f.csv", text)).problems] == found


def test_faults_name_their_rows(write):
    problems = refused(write("f.csv", "\na,\n1,2\n\n3,4,5")).problems
    assert [(problem.row, problem.expected) for problem in problems] == [
        (3, "1, as in the header"),
        (5, "1, as in the header"),
    ]
    assert refused(write("f.csv", "\na,a\n1")).problems[0].row == 2


def test_a_short_row_is_filled_with_blanks_and_blanks_beyond_the_header_are_dropped(sheet_of):
    sheet = sheet_of("a,b,c\n1\n1,2,3, ,\n1,2\n")
    assert rows_of(sheet) == {2: ["1", "", ""], 3: ["1", "2", "3"], 4: ["1", "2", ""]}


def test_rows_are_the_same_however_many_are_stacked(sheet_of, monkeypatch):
    text = "name,year\n" + "".join(f"name {row % 3},{row}\n" for row in range(7))
    whole = rows_of(sheet_of(text))
    assert whole[8] == ["name 0", "6"]
    monkeypatch.setattr(files, "STACK", 2)
    assert rows_of(sheet_of(text)) == whole


def test_equal_texts_are_one_object_until_too_many_are_remembered(sheet_of, monkeypatch):
    monkeypatch.setattr(files, "STACK", 1)
    monkeypatch.setattr(files, "REMEMBERED", 2)
    # Of two rows to remember both are; the row behind the third one finds all forgotten.
    cells = sheet_of("name\none\ntwo\none\nsix\ntwo\ntwo\n").cells["name"]
    assert cells[4] is cells[2]
    assert cells[6] == cells[3]
    assert cells[6] is not cells[3]
    assert cells[7] is cells[6]
