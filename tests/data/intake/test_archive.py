"""How large an archive and its parts may be: each limit hit exactly, and passed by one."""

import zipfile
from pathlib import Path

import pytest

from helpers.data.intake import archive
from helpers.data.intake.archive import check_archive, damaged
from helpers.errors import DataRefused

SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
MIB = 1_048_576
MUCH = "parts that unpack to"
MANY = "more elements than figures need"


@pytest.fixture
def said(tmp_path):
    """Return what an archive of parts is refused for, "" if it is taken.

    `sizes` are what the directory of the archive says of a part, whatever the part holds.
    """

    def check(parts, sizes=None):
        path = tmp_path / "book.xlsx"
        with zipfile.ZipFile(path, "w") as book:
            for name, data in parts.items():
                book.writestr(name, data)
            for name, size in (sizes or {}).items():
                book.getinfo(name).file_size = size
        try:
            check_archive(path)
        except DataRefused as error:
            (problem,) = error.problems
            return problem.found
        return ""

    return check


@pytest.mark.parametrize(("part", "mib"), [(SHEET, 384), (TEXTS, 128), (STYLES, 8)])
def test_a_part_may_unpack_to_so_many_mib(said, monkeypatch, part, mib):
    monkeypatch.setattr(archive, "MOST_RATIO", 10**9)
    assert said({part: "<a/>"}, {part: mib * MIB}) == ""
    assert said({part: "<a/>"}, {part: mib * MIB + 1}) == f"1 {MUCH} {mib} MiB"


def test_all_parts_together_may_unpack_to_384_mib(said, monkeypatch):
    monkeypatch.setattr(archive, "MOST_RATIO", 10**9)
    parts = {f"xl/worksheets/sheet{number}.xml": "<a/>" for number in range(3)}
    sizes = dict.fromkeys(parts, 128 * MIB)
    assert said(parts, sizes) == ""
    assert said(parts | {"one.bin": "x"}, sizes) == f"4 {MUCH} 384 MiB"


def test_a_part_may_unpack_to_a_hundred_times_its_size(said):
    data = f"<a>{' ' * 19_993}</a>"
    assert said({SHEET: data}, {SHEET: 2_000_000}) == ""
    assert said({SHEET: data}, {SHEET: 2_000_001}) == f"1 {MUCH} 1 MiB"


def test_a_part_of_one_mib_may_unpack_to_any_times_its_size(said):
    assert said({SHEET: "<a/>"}, {SHEET: MIB}) == ""
    assert said({SHEET: "<a/>"}, {SHEET: MIB + 1}) == f"1 {MUCH} 1 MiB"


def test_an_archive_may_have_two_thousand_parts(said):
    parts = {f"part{number}": "" for number in range(2_000)}
    assert said(parts) == ""
    assert said(parts | {"last": ""}) == f"2001 {MUCH} 0 MiB"


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        (STYLES, "<a>", "</a>"),
        # Two elements stand around the row, one behind it.
        (SHEET, "<a><b><row>", "</row></b><c/></a>"),
        (TEXTS, "<a><si>", "</si><c/></a>"),
    ],
)
def test_a_row_or_what_surrounds_the_rows_may_have_50_000_elements(said, part, before, after):
    most = 50_000 if part != STYLES else 49_999
    assert said({part: f"{before}{'<x/>' * most}{after}"}) == ""
    assert said({part: f"{before}{'<x/>' * (most + 1)}{after}"}).startswith(MANY)


@pytest.mark.parametrize(
    ("part", "before", "piece", "after"),
    [
        (SHEET, "<a><b>", "<row><c/></row>", "</b></a>"),
        (SHEET, "<p:a xmlns:p='u'><p:b>", "<p:row><p:c/></p:row>", "</p:b></p:a>"),
        (TEXTS, "<a>", "<si><t/></si>", "</a>"),
    ],
)
def test_there_may_be_more_rows_and_texts_than_elements_in_one(said, part, before, piece, after):
    assert said({part: f"{before}{piece * 50_001}{after}"}) == ""
    assert said({STYLES: f"{before}{piece * 50_001}{after}"}).startswith(MANY)


def test_rows_and_elements_of_a_part_are_counted(said, monkeypatch):
    monkeypatch.setattr(archive, "MOST_ROWS", 3)
    three, four = (f"<a><b>{'<row><c/></row>' * number}</b></a>" for number in (3, 4))
    assert said({SHEET: three}) == ""
    assert said({SHEET: four}).startswith(MANY)
    # Two around the rows, and two of each row.
    monkeypatch.setattr(archive, "MOST_ELEMENTS", 8)
    assert said({SHEET: three}) == ""
    monkeypatch.setattr(archive, "MOST_ELEMENTS", 7)
    assert said({SHEET: three}).startswith(MANY)


def test_elements_may_stand_fifty_deep(said):
    assert said({STYLES: "<a>" * 50 + "</a>" * 50}) == ""
    assert said({STYLES: "<a>" * 51 + "</a>" * 51}).startswith(MANY)


def test_a_text_may_fill_sixteen_blocks(said):
    # The first block, of 256 KiB, has the element that the text stands in.
    longest = f"<a>{'x' * (17 * 262_144 - 7)}</a>"
    assert said({SHEET: longest}) == ""
    assert said({SHEET: longest + "\n"}) == f"a text of several MiB in '{SHEET}'"
    assert said({"xl/media/drawing.bin": longest + "\n"}) == ""


@pytest.mark.parametrize("data", ["<a><b></b>", "<a></b>", "", "\x00\x01"])
def test_a_broken_part_is_damage_and_a_picture_is_none(said, data):
    assert said({STYLES: data}).startswith("a damaged workbook")
    assert said({"xl/_rels/workbook.xml.RELS": data}).startswith("a damaged workbook")
    assert said({"xl/media/picture.png": data}) == ""


def test_damage_is_quoted_in_200_characters():
    (problem,) = damaged(Path("book.xlsx"), ValueError("9" * 300)).problems
    assert problem.found == f"a damaged workbook ({'9' * 200})"


POSING = "a part '{}' of another kind than its name"


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        (f"<Override PartName='/{SHEET}' ContentType='a.worksheet+xml'/>", ""),
        (f"<Override PartName='/{SHEET}' ContentType='a.styles+xml'/>", POSING.format(SHEET)),
        (f"<Override PartName='/{SHEET}' ContentType='sharedStrings+xml'/>", POSING.format(SHEET)),
        (f"<Override PartName='/{SHEET}'/>", POSING.format(SHEET)),
        (f"<Override PartName='/{TEXTS}' ContentType='a.sharedStrings+xml'/>", ""),
        (f"<Override PartName='/{TEXTS}' ContentType='worksheet+xml'/>", POSING.format(TEXTS)),
        (f"<Override PartName='/{STYLES}' ContentType='a.styles+xml'/>", ""),
        (f"<Default PartName='/{SHEET}' ContentType='a.styles+xml'/>", ""),
        ("<Relationship Type='a/chartsheet'/>", "a chart sheet"),
        ("<Relationship Type='a/worksheet'/>", ""),
        ("<Relationship/>", ""),
        ("<Other Type='a/chartsheet'/>", ""),
    ],
)
def test_a_reference_says_of_a_part_what_its_name_says(said, reference, found):
    assert said({"[Content_Types].xml": f"<a>{reference}</a>"}) == found
