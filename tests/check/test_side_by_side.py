"""Differences side by side: each kind is found, its sides are kept, the smallest comes first."""

import base64
import copy
import io
import json

import openpyxl
import pytest
from PIL import Image

from helpers import paths
from helpers.check.rebuild import differing
from helpers.check.side_by_side import changed_file, changed_files
from helpers.present.figure_output import MIME
from tests.check.workbooks import workbook

NOTEBOOK = "03_progress_2016.ipynb"
TABLE = b"indicator_id,year,value\ncnc,2020,50\ntools,2020,72\nenergy,2020,-18\n"


def cells(before, after, name="t.csv"):
    found = changed_file(name, before, after)
    assert not found.pictures
    assert not found.texts
    return [(one.place, one.before, one.after) for one in found.cells]


def texts(found):
    return [
        ("".join(words for words, changed in one.before if changed),
         "".join(words for words, changed in one.after if changed))
        for one in found.texts
    ]  # fmt: skip


def test_cells_come_by_their_relative_change():
    after = TABLE.replace(b",50", b",75").replace(b",72", b",72.1").replace(b"-18", b"")
    assert cells(TABLE, after) == [
        ("row 3 (tools), column 'value'", "72", "72.1"),
        ("row 2 (cnc), column 'value'", "50", "75"),
        ("row 4 (energy), column 'value'", "-18", ""),
    ]


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (TABLE.replace(b"tools,2020,72\n", b""), ("row 3 (tools)", "tools, 2020, 72", None)),
        (TABLE.replace(b"tools", b"co2,2020,-22\ntools"), ("row 3 (co2)", None, "co2, 2020, -22")),
        (TABLE.replace(b",value", b",worth"), ("column 'value'", "value", None)),
    ],
    ids=["gone", "new", "column"],
)
def test_a_row_or_column_that_came_or_went_moves_no_other_cell(after, told):
    found = cells(TABLE, after)
    assert told in found
    assert len(found) == (2 if told[0] == "column 'value'" else 1)


def test_rows_in_another_order_are_named():
    rows = TABLE.split(b"\n")
    swapped = b"\n".join([rows[0], rows[2], rows[1], rows[3], b""])
    assert cells(TABLE, swapped) == [("row 3 (tools), place", "row 3", "row 2")]


def test_a_moved_row_and_a_changed_one_are_told_apart():
    rows = TABLE.split(b"\n")
    changed = b"\n".join([rows[0], rows[3], rows[1], rows[2].replace(b"72", b"73"), b""])
    assert cells(TABLE, changed) == [
        ("row 3 (tools), column 'value'", "72", "73"),
        ("row 4 (energy), place", "row 4", "row 2"),
    ]


def test_line_ends_alone_are_shown_as_bytes():
    ((place, before, after),) = cells(TABLE, TABLE.replace(b"\n", b"\r\n"))
    assert place == "byte 24"
    assert "value\\ncnc" in before
    assert "value\\r\\ncnc" in after


def test_a_workbook_names_its_sheet():
    found = cells(workbook(50), workbook(51), "t.xlsx")
    assert found == [("sheet 'milestones', row 2 (cnc), column 'value'", "50", "51")]
    ((_, *sides),) = cells(workbook(50), workbook("50"), "t.xlsx")
    assert sides == ["50", "'50'"]


def test_a_sheet_that_went_is_told_as_one():
    book = openpyxl.load_workbook(io.BytesIO(workbook(50)))
    book.create_sheet("more")
    buffer = io.BytesIO()
    book.save(buffer)
    assert cells(buffer.getvalue(), workbook(50), "t.xlsx") == [("sheet 'more'", "more", None)]


def test_a_value_of_a_document_is_named_by_its_path():
    assert cells(b'{"a": {"b": [1, 2]}}', b'{"a": {"b": [1, 3]}}', "run.json") == [
        ("a.b[1]", "2", "3")
    ]


PAGE = (
    "<html><head><style>p{}</style></head><body><h1>Cement</h1><p>In 2016, 33.3 % was <b>said</b>."
    '</p><h2>Steel<a class="anchor-link" href="#s">¶</a></h2>'
    "<ul><li>one two three four</li><li>five</li></ul>"
    '<img alt="ahead of it" src="data:,"></body></html>'
)


def test_texts_of_a_page_come_by_the_share_of_words_under_their_heading():
    after = PAGE.replace("five", "six").replace("33.3", "33.4").replace("ahead", "behind")
    found = changed_file("index.html", PAGE.encode(), after.encode())
    assert texts(found) == [("33.3", "33.4"), ("ahead", "behind"), ("five", "six")]
    assert [one.place for one in found.texts] == [
        "under 'Cement'",
        "under 'Steel'",
        "under 'Steel'",
    ]
    assert "".join(words for words, _ in found.texts[0].before) == "In 2016, 33.3 % was said."


def test_a_paragraph_that_came_leaves_the_others_alone():
    after = PAGE.replace("<ul>", "<p>A new one</p><ul>")
    found = changed_file("index.html", PAGE.encode(), after.encode())
    assert texts(found) == [("", "A new one")]


def test_markup_is_shown_where_the_words_are_the_same():
    after = PAGE.replace("<b>", "<i>").replace("</b>", "</i>")
    (found,) = changed_file("x.html", PAGE.encode(), after.encode()).texts
    assert found.place == "markup"
    assert ("b", True) in found.before
    assert ("i", True) in found.after


@pytest.fixture(scope="module")
def stored():
    return (paths.NOTEBOOKS / NOTEBOOK).read_bytes()


def changed(stored, plant):
    book = json.loads(stored)
    plant({cell["id"]: cell for cell in book["cells"]})
    return changed_file(NOTEBOOK, stored, json.dumps(book).encode("utf-8"))


def test_a_picture_shows_the_pixels_that_differ(stored):
    def plant(cells):
        data = cells["fan-figure"]["outputs"][0]["data"]
        picture = Image.open(io.BytesIO(base64.b64decode(data["image/png"]))).convert("RGB")
        picture.paste((255, 0, 0), (100, 200, 103, 202))
        buffer = io.BytesIO()
        picture.save(buffer, "png")
        data["image/png"] = base64.b64encode(buffer.getvalue()).decode("ascii")
        plant.size = picture.size

    found = changed(stored, plant)
    (picture,) = found.pictures
    assert (found.cells, found.texts) == ((), ())
    assert picture.pixels == 6
    assert picture.of == plant.size[0] * plant.size[1]
    assert picture.size == picture.pixels / picture.of
    assert "'fan-figure'" in picture.place
    marked = Image.open(io.BytesIO(base64.b64decode(picture.marked.partition(",")[2])))
    seen, (red, green, blue) = marked.convert("RGB"), (168, 67, 0)
    assert marked.size == plant.size
    for at in ((100, 200), (102, 201)):
        assert max(abs(a - b) for a, b in zip(seen.getpixel(at), (red, green, blue),
                                             strict=True)) < 24  # fmt: skip
    halo, far = seen.getpixel((97, 198)), seen.getpixel((160, 200))
    assert halo[0] - halo[2] > 20
    assert max(far) - min(far) < 12


def test_pictures_of_two_sizes_are_shown_unmarked():
    pictures = []
    for size in ((4, 4), (4, 5)):
        buffer = io.BytesIO()
        Image.new("RGB", size, "white").save(buffer, "png")
        pictures.append(buffer.getvalue())
    (found,) = changed_file("x.png", *pictures).pictures
    assert (found.marked, found.size) == ("", 1.0)
    assert found.before.startswith("data:image/png;base64,")


def test_a_drawing_keeps_both_sides(stored):
    def plant(cells):
        bundle = cells["fan-figure"]["outputs"][0]["data"][MIME]
        bundle["svg"] = bundle["svg"].replace("33.3", "33.4")
        plant.svg = bundle["svg"]

    found = changed(stored, plant)
    (drawing,) = found.pictures
    assert base64.b64decode(drawing.after.partition(",")[2]).decode("utf-8") == plant.svg
    assert 0 < drawing.size < 0.05


def test_values_words_sources_and_outputs_of_a_notebook_are_told_apart(stored):
    def plant(cells):
        bundle = cells["gaps-figure"]["outputs"][0]["data"][MIME]
        bundle["rows"][0][bundle["columns"].index("gap")] = 99.5
        bundle["alt"] = bundle["alt"] + " And more."
        cells["question"]["source"] = "# Another question"
        data = cells["answer"]["outputs"][0]["data"]
        data["text/html"] = "".join(data["text/html"]).replace("33.3", "33.4", 1)

    found = changed(stored, plant)
    (value,) = found.cells
    assert value.place.endswith(", column 'gap'")
    assert "drawn in 'gaps'" in value.place
    assert value.after == "99.5"
    assert ("33.3", "33.4") in texts(found)
    assert any("And more" in after for _, after in texts(found))
    assert any("Another question" in "".join(w for w, _ in one.after) for one in found.texts)


def test_a_cell_that_went_is_told(stored):
    book = json.loads(stored)
    gone = book["cells"].pop(3)
    found = changed_file(NOTEBOOK, stored, json.dumps(book).encode("utf-8"))
    assert f"'{gone['id']}'" in found.texts[0].place
    assert all(not one.after for one in found.texts)


def test_a_file_that_cannot_be_read_is_shown_as_bytes():
    ((place, before, after),) = cells(b'{"a": 1}', b'{"a": 1', "x.json")
    assert (place, after) == ("byte 8", '{"a": 1')
    assert before.endswith("}")


def test_files_come_by_the_size_of_their_difference_and_lost_ones_last():
    small = TABLE.replace(b",72", b",72.1")
    large = TABLE.replace(b",72", b",12").replace(b"cnc", b"other")
    found = changed_files(
        {"a.csv": (TABLE, None), "b.csv": (TABLE, large), "c.csv": (TABLE, small),
         "d.csv": (None, TABLE)}
    )  # fmt: skip
    assert [(one.name, one.state) for one in found] == [
        ("c.csv", "changed"), ("b.csv", "changed"), ("a.csv", "gone"), ("d.csv", "new"),
    ]  # fmt: skip


def test_nothing_differs_where_nothing_was_made(tmp_path):
    assert differing(tmp_path) == {}


def test_equal_notebooks_differ_in_nothing(stored):
    copied = json.dumps(copy.deepcopy(json.loads(stored))).encode("utf-8")
    found = changed_file(NOTEBOOK, stored, copied)
    assert (found.pictures, found.texts) == ((), ())
    assert found.cells[0].place.startswith("byte ")
