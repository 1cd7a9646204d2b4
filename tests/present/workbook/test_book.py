"""A workbook of small tables: what its cells, links and charts hold and point at."""

import datetime
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest

from helpers.data.schema import Column, Table
from helpers.present.workbook.charts import chart_points
from helpers.present.workbook.cover import Cover, CoverTable, fill_cover
from helpers.present.workbook.write import write_workbook

NONE = float("nan")
FIGURES = Table(
    "figures",
    "Figures of the plan",
    "a figure",
    (
        Column("figure_id", "string", "Name of the figure"),
        Column("source_id", "string", "Source"),
        Column("unit", "string", "Unit", choices=("percent", "count")),
        Column("value", "number", "Value; blank: none", "unit column", required=False),
        Column("doubt", "boolean", "Whether it is in doubt"),
    ),
    primary_key=("figure_id",),
)
NAMES = Table(
    "names",
    "Names",
    "a name",
    (Column("name", "string", "Name"), Column("place", "integer", "Place")),
    primary_key=("name",),
)
SOURCES = Table(
    "sources",
    "Sources",
    "a source",
    (Column("source_id", "string", "Short name"), Column("title", "string", "Title")),
    primary_key=("source_id",),
)
TABLES = {
    "names": pd.DataFrame({"name": ["b", "a"], "place": [2, 1]}),
    "sources": pd.DataFrame({"source_id": ["plan", "report"], "title": ["The plan", "plan"]}),
    "figures": pd.DataFrame(
        {
            "figure_id": ["f1", "f2", "f3", "f4"],
            "source_id": ["report", "plan", "lost", "report"],
            "unit": ["percent", "count", "count", "percent"],
            "value": [2.5, NONE, 30.0, 7.0],
            "doubt": [True, False, False, False],
        }
    ),
}
COVER = Cover(
    title="The title " * 20,
    edition="The edition.",
    question="The question?",
    verdicts=CoverTable(
        header=("indicator", "year", "reported"),
        rows=[("Share", 2016, 33.3), ("A long name " * 8, 2016, None)],
        formats=("", "0", "0.0"),
    ),
    notes=["A first note.", "A note of many words. " * 18],
)


def written(folder, declared, **options):
    path = folder / "small.xlsx"
    assert write_workbook(TABLES, declared, path, "Small", **options) == path
    return openpyxl.load_workbook(path)


@pytest.fixture
def book(tmp_path):
    return written(tmp_path, (NAMES, SOURCES, FIGURES), cover=COVER)


def cells(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def links(sheet):
    """Return where each linked cell leads."""
    linked = [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    return {cell.coordinate: cell.hyperlink.location for cell in linked}


def test_the_contents_name_and_link_every_sheet_with_its_rows(book):
    assert cells(book["contents"]) == [
        ["sheet", "title", "a row is", "rows"],
        ["dictionary", "Data dictionary", "a column of a table", None],
        ["names", "Names", "a name", 2],
        ["sources", "Sources", "a source", 2],
        ["figures", "Figures of the plan", "a figure", 4],
    ]
    assert links(book["contents"]) == {
        "A2": "'dictionary'!A1",
        "A3": "'names'!A1",
        "A4": "'sources'!A1",
        "A5": "'figures'!A1",
    }


def test_the_dictionary_says_of_each_column_what_a_cell_may_hold(book):
    lines = cells(book["dictionary"])
    assert lines[0] == [
        "table",
        "column",
        "type",
        "unit",
        "blank allowed",
        "choices",
        "description",
    ]
    assert lines[5:] == [
        ["figures", "figure_id", "string", None, "no", None, "Name of the figure"],
        ["figures", "source_id", "string", None, "no", None, "Source"],
        ["figures", "unit", "string", None, "no", "percent, count", "Unit"],
        ["figures", "value", "number", "unit column", "yes", None, "Value; blank: none"],
        ["figures", "doubt", "boolean", None, "no", None, "Whether it is in doubt"],
    ]


def test_a_table_stands_as_declared_with_blanks_left_blank(book):
    assert cells(book["figures"]) == [
        ["Figure id\nfigure_id", "Source\nsource_id", "Unit\nunit", "Value\nvalue", "Doubt\ndoubt"],
        ["f1", "report", "percent", 2.5, "true"],
        ["f2", "plan", "count", None, "false"],
        ["f3", "lost", "count", 30, "false"],
        ["f4", "report", "percent", 7, "false"],
    ]
    formats = [cell.number_format for cell in book["figures"]["D"][1:]]
    assert formats == ['0.0" %"', "General", "0", '0" %"']
    assert cells(book["names"]) == [["Name\nname", "Place\nplace"], ["b", 2], ["a", 1]]
    assert book["figures"]["D1"].comment.text == "Value; blank: none. Unit: unit column."


def test_a_source_is_linked_to_its_row_of_the_register_where_that_is_in_the_workbook(
    book, tmp_path
):
    assert links(book["figures"]) == {
        "B2": "'sources'!A3", "B3": "'sources'!A2", "B5": "'sources'!A3"
    }  # fmt: skip
    assert links(book["sources"]) == links(book["names"]) == {}
    write_workbook({"figures": TABLES["figures"]}, (FIGURES,), tmp_path / "alone.xlsx", "Alone")
    assert links(openpyxl.load_workbook(tmp_path / "alone.xlsx")["figures"]) == {}


def test_the_workbook_opens_on_its_cover_or_without_one_on_the_contents(book, tmp_path):
    bare = written(tmp_path, (NAMES,))
    for one, names in (
        (book, ["cover", "contents", "dictionary", "names", "sources", "figures"]),
        (bare, ["contents", "dictionary", "names"]),
    ):
        assert one.sheetnames == names
        assert one.active.title == names[0]
        selected = [sheet.title for sheet in one.worksheets if sheet.sheet_view.tabSelected]
        assert selected == [names[0]]


def test_every_time_in_the_file_is_the_day_the_plan_was_issued(book, tmp_path):
    day = datetime.datetime(2015, 5, 8)
    assert book.properties.created.replace(tzinfo=None) == day
    assert book.properties.modified.replace(tzinfo=None) == day
    assert (book.properties.creator, book.properties.title) == ("Small", "Small")
    with zipfile.ZipFile(tmp_path / "small.xlsx") as archive:
        members = archive.infolist()
    assert {member.date_time for member in members} == {(2015, 5, 8, 0, 0, 0)}
    assert [member.filename for member in members] == sorted(m.filename for m in members)


def test_the_cover_has_its_lines_its_table_its_notes_and_links_to_the_sheets_there_are(book):
    sheet = book["cover"]
    lines = [[value for value in row if value is not None] for row in cells(sheet)]
    assert lines == [
        [COVER.title],
        ["The edition."],
        ["The question?"],
        [],
        ["indicator", "year", "reported"],
        ["Share", 2016, 33.3],
        ["A long name " * 8, 2016],
        [],
        ["A first note."],
        [COVER.notes[1]],
        [],
        ["Go to the sheet contents"],
        ["Go to the sheet dictionary"],
        ["Go to the sheet sources"],
    ]
    assert all(row[0].value == line[0] for row, line in zip(sheet, lines, strict=True) if line)
    assert links(sheet) == {
        "A12": "'contents'!A1", "A13": "'dictionary'!A1", "A14": "'sources'!A1"
    }  # fmt: skip


def test_columns_of_numbers_on_the_cover_have_their_format_and_stand_centred(book):
    rows = [list(row)[:3] for row in book["cover"]["A5:C7"]]
    for row in rows:
        assert [cell.alignment.horizontal for cell in row] == ["left", "center", "center"]
        assert all(cell.alignment.wrap_text for cell in row)
    for row in rows[1:]:
        assert [cell.number_format for cell in row] == ["General", "0", "0.0"]
    assert [cell.fill.fgColor.rgb for cell in rows[0]] == ["001F3A5F"] * 3


def test_lines_of_the_cover_run_across_its_table_and_are_as_high_as_they_need(book):
    sheet = book["cover"]
    width = {letter: shape.width for letter, shape in sheet.column_dimensions.items()}
    assert list(width) == list("ABCDEFGH")
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged == {f"A{row}:H{row}" for row in (1, 2, 3, 9, 10)}
    # A mark of 11 points is one wide; a line is a third higher than its letters.
    for row in (1, 2, 3, 9, 10):
        cell = sheet.cell(row, 1)
        size = cell.font.sz
        lines = -(-len(cell.value) * size / 11 // sum(width.values()))
        assert cell.alignment.wrap_text
        assert lines * size * 1.3 < sheet.row_dimensions[row].height < (lines + 1) * size * 1.8
    heights = [sheet.row_dimensions[row].height for row in (6, 7)]
    assert 15 < heights[0] < 20
    assert 4 * 15 < heights[1] < 4 * 20  # 96 marks and a tenth more in lines of 32


def test_the_cover_is_printed_without_a_grid_one_page_wide(book):
    sheet = book["cover"]
    assert not sheet.sheet_view.showGridLines
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_a_row_of_the_cover_has_as_many_cells_as_the_header():
    short = Cover("t", "e", "q", CoverTable(("a", "b"), [("x", 1, 2)], ("", "0")))
    with pytest.raises(ValueError, match="zip"):
        fill_cover(openpyxl.Workbook().active, short)


DRAWN = {
    "indicators": pd.DataFrame(
        {
            "indicator_id": ["share", "score"],
            "name_en": ["Share of lines", "Score"],
            "unit": ["percent", "index_points"],
        }
    ),
    "milestones": pd.DataFrame(
        [
            ("share", 2025, 64.0, "target", "plan", "row 9"),
            ("score", 2013, 83.1, "baseline", "plan", "row 2"),
            ("share", 2013, 27.0, "baseline", "plan", "row 6"),
            ("share", 2015, 33.0, "expected", "plan", "row 7"),
            ("score", 2020, 84.5, "target", "plan", "row 3"),
        ],
        columns=["indicator_id", "year", "value", "role", "source_id", "locator"],
    ),
    "observations": pd.DataFrame(
        [
            ("share", 2016, 33.3, "percent", "report", "page 4"),
            ("share", 2016, 1.5, "percentage_points", "report", "page 5"),
            ("other", 2016, 5.0, "percent", "report", "page 6"),
        ],
        columns=["indicator_id", "year", "value", "unit", "source_id", "locator"],
    ),
}
HEADER = ["year", "plan", "baseline", "expected", "target", "reported", "source", "where"]


@pytest.fixture
def drawn(tmp_path):
    path = tmp_path / "drawn.xlsx"
    write_workbook(TABLES | DRAWN, (NAMES,), path, "Drawn", charted=["share", "score"])
    return openpyxl.load_workbook(path)


def test_points_of_an_indicator_are_its_milestones_and_its_values_in_its_unit_by_year():
    assert chart_points("share", DRAWN) == [
        {"year": 2013, "plan": 27.0, "baseline": 27.0, "source": "plan", "where": "row 6"},
        {"year": 2015, "plan": 33.0, "expected": 33.0, "source": "plan", "where": "row 7"},
        {"year": 2016, "reported": 33.3, "source": "report", "where": "page 4"},
        {"year": 2025, "plan": 64.0, "target": 64.0, "source": "plan", "where": "row 9"},
    ]


def test_points_are_written_below_one_another_with_their_sources(drawn):
    lines = cells(drawn["charts"])
    assert lines[:6] == [
        ["Share of lines (percent)", *([None] * 7)],
        HEADER,
        [2013, 27, 27, None, None, None, "plan", "row 6"],
        [2015, 33, None, 33, None, None, "plan", "row 7"],
        [2016, None, None, None, None, 33.3, "report", "page 4"],
        [2025, 64, None, None, 64, None, "plan", "row 9"],
    ]
    assert all(line == [None] * 8 for line in lines[6:22])
    assert lines[22:] == [
        ["Score (index points)", *([None] * 7)],
        HEADER,
        [2013, 83.1, 83.1, None, None, None, "plan", "row 2"],
        [2020, 84.5, None, None, 84.5, None, "plan", "row 3"],
    ]
    titles = [row[0].row for row in drawn["charts"] if row[0].font.b and not row[0].fill.fill_type]
    assert titles == [1, 23]
    assert cells(drawn["contents"])[2][:2] == ["charts", "Charts"]
    assert links(drawn["contents"])["A3"] == "'charts'!A1"


def places(chart):
    """Return for each series of a chart the cells of its name, its years and its values."""
    return [
        tuple(
            place.replace("'charts'!", "").replace("$", "")
            for place in (one.tx.strRef.f, one.xVal.numRef.f, one.yVal.numRef.f)
        )
        for one in chart.series
    ]


def test_a_chart_stands_beside_its_points_and_points_at_them(drawn):
    share, score = drawn["charts"]._charts
    assert [(c.anchor._from.col, c.anchor._from.row) for c in (share, score)] == [(9, 0), (9, 22)]
    assert places(share) == [
        ("B2", "A3:A6", "B3:B6"),
        ("C2", "A3:A6", "C3:C6"),
        ("D2", "A3:A6", "D3:D6"),
        ("E2", "A3:A6", "E3:E6"),
        ("F2", "A3:A6", "F3:F6"),
    ]
    assert places(score) == [
        ("B24", "A25:A26", "B25:B26"),
        ("C24", "A25:A26", "C25:C26"),
        ("E24", "A25:A26", "E25:E26"),
    ]


def words(title):
    return "".join(run.t for run in title.tx.rich.p[0].r)


def test_axes_are_named_and_end_a_year_and_at_a_ten_beyond_the_points(drawn):
    share, score = drawn["charts"]._charts
    assert [words(c.title) for c in (share, score)] == ["Share of lines", "Score"]
    assert [words(c.x_axis.title) for c in (share, score)] == ["year", "year"]
    assert [words(c.y_axis.title) for c in (share, score)] == ["percent", "index points"]
    ends = [
        [axis.scaling.min, axis.scaling.max]
        for c in (share, score)
        for axis in (c.x_axis, c.y_axis)
    ]
    assert ends == [[2012, 2026], [20, 70], [2012, 2021], [80, 90]]
    for axis in (share.x_axis, share.y_axis):
        assert not axis.delete
        assert not axis.title.overlay
        assert axis.number_format.formatCode == "0"
    assert not share.title.overlay


def test_the_plan_is_a_line_and_every_printed_value_a_mark_of_its_own(drawn):
    share, score = drawn["charts"]._charts
    assert [one.marker.symbol for one in share.series] == [
        None, "circle", "triangle", "square", "diamond"
    ]  # fmt: skip
    assert [one.marker.symbol for one in score.series] == [None, "circle", "square"]
    for chart in (share, score):
        line, *marks = chart.series
        assert line.graphicalProperties.line.dashStyle == "dash"
        assert not line.graphicalProperties.line.noFill
        assert all(one.graphicalProperties.line.noFill for one in marks)
        assert not any(one.smooth for one in chart.series)


def test_the_sheet_of_charts_is_printed_one_page_wide(drawn):
    sheet = drawn["charts"]
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0


def test_a_heading_stands_over_its_values_and_a_link_stays_in_line(book):
    sides = [cell.alignment.horizontal for cell in book["names"][1]]
    assert sides == ["left", "right"]
    assert book["contents"]["A2"].alignment.indent == book["contents"]["B2"].alignment.indent == 1


def test_outcomes_stand_below_the_verdicts_under_a_line_of_their_own(tmp_path):
    outcomes = CoverTable(("indicator", "outcome"), [("Share", "met")], ("", ""))
    cover = replace(COVER, outcome_question="How did it turn out?", outcomes=outcomes)
    sheet = written(tmp_path, (NAMES,), cover=cover)["cover"]
    lines = [[value for value in row if value is not None] for row in cells(sheet)]
    assert lines[8:12] == [["How did it turn out?"], [], ["indicator", "outcome"], ["Share", "met"]]
    assert sheet.print_area.replace("$", "").endswith(f"A1:H{sheet.max_row}")
