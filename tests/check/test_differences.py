"""Differences as sentences: which cell, which word, from what to what."""

import copy
import io
import json

import pytest
from PIL import Image

from helpers import paths
from helpers.check.differences import REBUILT, compare_folders, describe, difference
from helpers.present.figure_output import MIME
from tests.check.workbooks import workbook

NOTEBOOK = paths.NOTEBOOKS / "03_progress_2016.ipynb"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("33.3 % was", "33.4 % was", "'33.3' became '33.4'"),
        ("in 2016, 33.3 %", "in 2016, 33.4 %", "'33.3' became '33.4' after 'in 2016,'"),
        ("a gap of −0.2", "a gap of −0.3", "'−0.2' became '−0.3' after 'a gap of'"),
        ("ahead of it", "behind it", "'ahead of' became 'behind'"),
        ("one two", "one", "'two' after 'one' is gone"),
        ("one", "one two", "'two' after 'one' is new"),
        ("one two six", "two six seven", "'one' is gone (and 1 more place)"),
        ("a", "", "'a' is gone"),
        ("a  b", "a b", "only blanks or line ends differ"),
        ("same", "same", ""),
    ],
    ids=lambda text: text[:12],
)
def test_the_smallest_difference_of_two_texts_is_told(before, after, told):
    assert difference(before, after) == told


def test_long_differences_are_cut_short():
    told = difference("a " * 50, "b " * 50)
    assert told.count("a") < 20
    assert "..." in told


def test_one_side_is_said_to_have_what_the_other_lacks():
    assert difference("one two", "one", REBUILT) == (
        "has 'two' after 'one', which the rebuild has not"
    )
    assert difference("one", "one two", REBUILT) == "lacks 'two' after 'one', which the rebuild has"


TABLE = b"indicator_id,year,value\ncnc,2020,50\ntools,2020,72\n"


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (TABLE.replace(b"50", b"51"), ["row 2 (cnc), column 'value': 50 became 51"]),
        (TABLE.replace(b",50", b","), ["row 2 (cnc), column 'value': 50 became a blank"]),
        (TABLE + b"energy,2020,-18\n", ["row 4 (energy) is new"]),
        (TABLE.replace(b"tools,2020,72\n", b""), ["row 3 (tools) is gone"]),
        (
            b"indicator_id,year,value\ntools,2020,72\ncnc,2020,50\n",
            ["row 3 (tools), place: 'row 3' became 'row 2'"],
        ),
        (TABLE.replace(b"value", b"worth"), ["column 'value' is gone", "column 'worth' is new"]),
        (
            b"indicator_id,value,year\ncnc,50,2020\ntools,72,2020\n",
            ["order of columns: 'indicator_id, year, value' became 'indicator_id, value, year'"],
        ),
    ],
    ids=["cell", "blank", "new-row", "gone-row", "swapped-rows", "column", "order"],
)
def test_a_table_is_compared_cell_by_cell(after, told):
    assert describe("milestones.csv", TABLE, after) == told


def test_a_row_that_went_and_one_that_came_leave_the_others_alone():
    after = TABLE.replace(b"cnc,2020,50\n", b"") + b"energy,2020,-18\n"
    assert describe("milestones.csv", TABLE, after) == [
        "row 2 (cnc) is gone",
        "row 3 (energy) is new",
    ]


def test_line_ends_alone_are_told_as_bytes():
    (told,) = describe("milestones.csv", TABLE, TABLE.replace(b"\n", b"\r\n"))
    assert told.startswith("byte 24: 'or_id,year,value\\ncnc")


def test_of_a_long_cell_the_words_that_differ_are_told():
    words = b"a note of many words, " * 9
    before, after = (TABLE.replace(b"72", b'"' + words + end + b'"') for end in (b"33.3", b"33.4"))
    assert describe("t.csv", before, after) == [
        "row 3 (tools), column 'value': '33.3' became '33.4' after 'a note of many words,'"
    ]


def test_a_swapped_pair_of_indicators_names_both_values():
    swapped = TABLE.replace(b"50", b"x").replace(b"72", b"50").replace(b"x", b"72")
    assert describe("milestones.csv", TABLE, swapped) == [
        "row 2 (cnc), column 'value': 50 became 72",
        "row 3 (tools), column 'value': 72 became 50",
    ]


@pytest.fixture(scope="module")
def notebook():
    return json.loads(NOTEBOOK.read_text("utf-8"))


def change_figure(cells):
    bundle = next(c for c in cells if c["id"] == "gaps-figure")["outputs"][0]["data"][MIME]
    bundle["rows"][0][bundle["columns"].index("gap")] = 99.5


def change_drawing(cells):
    bundle = next(c for c in cells if c["id"] == "fan-figure")["outputs"][0]["data"][MIME]
    bundle["svg"] = bundle["svg"].replace("33.3", "33.4")


def change_narrow_drawing(cells):
    bundle = next(c for c in cells if c["id"] == "fan-figure")["outputs"][0]["data"][MIME]
    bundle["narrow"] = bundle["narrow"].replace("33.3", "33.4")


def change_words(cells):
    data = next(c for c in cells if c["id"] == "answer")["outputs"][0]["data"]
    text = "".join(data["text/html"])
    data["text/html"] = text.replace("33.3", "33.4", 1)


def change_source(cells):
    next(c for c in cells if c["id"] == "question")["source"] = "# Another question"


def swap_cells(cells):
    cells[3], cells[4] = cells[4], cells[3]


def strip(cells):
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None


@pytest.mark.parametrize(
    ("plant", "words"),
    [
        (change_figure, ("'gaps-figure'", "drawn in 'gaps'", "column 'gap'", "became 99.5")),
        (change_drawing, ("'fan-figure'", "drawing", "'33.3", "became '33.4")),
        (change_narrow_drawing, ("'fan-figure'", "drawing for phones", "'33.3", "became '33.4")),
        (change_words, ("'answer'", "'33.3' became '33.4'")),
        (change_source, ("cell 1 'question': ", "Another question")),
        (swap_cells, ("order of cells: ", "is gone", "is new")),
        (strip, ("number of outputs: 1 became 0", "run as number: 3 became a blank")),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_planted_change_in_a_notebook_is_named(notebook, plant, words):
    changed = copy.deepcopy(notebook)
    plant(changed["cells"])
    found = describe(NOTEBOOK.name, json.dumps(notebook).encode(), json.dumps(changed).encode())
    assert all(word in "\n".join(found) for word in words), found


def test_a_hand_edited_page_is_named_by_the_words_a_reader_sees():
    before = b"<html><body><p>33.3 % was <b>reported</b></p></body></html>"
    (told,) = describe("index.html", before, before.replace(b"33.3", b"33.9"))
    assert told == "'33.3' became '33.9'"
    (told,) = describe("index.html", before, before.replace(b"<b>", b"<b class='x'>"))
    assert told == "markup: 'class='x'' after '<html><body><p>33.3 % was <b' is new"


def test_an_alternative_text_counts_as_words():
    before = b'<img alt="digital tools are ahead" src="data:,">'
    assert (
        "'ahead' became 'behind'"
        in describe("x.html", before, before.replace(b"ahead", b"behind"))[0]
    )


def test_a_workbook_is_compared_sheet_by_sheet():
    assert describe("tables.xlsx", workbook(50), workbook(51)) == [
        "sheet 'milestones', row 2 (cnc), column 'value': 50 became 51"
    ]


def test_a_json_value_is_named_by_its_path():
    before, after = b'{"a": {"b": [1, 2]}}', b'{"a": {"b": [1, 3]}}'
    assert describe("run.json", before, after) == ["a.b[1]: 2 became 3"]


def test_bytes_of_an_unknown_kind_are_named_by_place():
    assert describe("x.png", b"abc", b"abd") == ["byte 3: 'abc' became 'abd'"]


def test_a_picture_is_told_by_how_much_of_it_differs():
    before, after = (Image.new("RGB", (4, 5), "white") for _ in "ab")
    after.putpixel((1, 1), (0, 0, 0))
    wide = Image.new("RGB", (5, 5), "white")
    assert describe("x.png", png(before), png(after)) == ["1 of 20 pixels of the picture differ"]
    assert describe("x.png", png(before), png(wide)) == ["the picture is another one"]


def png(picture):
    buffer = io.BytesIO()
    picture.save(buffer, "png")
    return buffer.getvalue()


def test_a_broken_file_is_still_told():
    assert describe("x.json", b"{}", b"{") == ["byte 2: '{}' became '{'"]
    book = workbook(50)
    (told,) = describe("x.xlsx", book, book[:-30])
    assert told.startswith("byte ")


def test_files_gone_new_and_changed_are_told_in_order():
    before = {"a.csv": TABLE, "b.csv": TABLE, "d.csv": TABLE}
    after = {
        "b.csv": TABLE.replace(b"50", b"51").replace(b"72", b"73"),
        "c.csv": TABLE,
        "d.csv": TABLE,
    }
    assert compare_folders(before, after, "data/") == [
        "data/a.csv: is not made any more",
        "data/b.csv: row 3 (tools), column 'value': 72 became 73 (and 1 more place)",
        "data/c.csv: is missing",
    ]


def test_what_one_file_alone_has_is_said_of_that_file():
    stored, made = b"<p>one two</p>", b"<p>one</p>"
    assert compare_folders({"x.html": stored}, {"x.html": made}, "reports/") == [
        "reports/x.html has 'two' after 'one', which the rebuild has not"
    ]
    assert compare_folders({"t.csv": TABLE}, {"t.csv": TABLE + b"energy,2020,-18\n"}) == [
        "t.csv lacks row 4 (energy), which the rebuild has"
    ]
