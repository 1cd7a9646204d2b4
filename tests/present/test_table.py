"""Semantic tables: caption, scope, escaped cells, status in words."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pandas as pd
import pytest

from helpers.present.table import (
    MANY_ROWS,
    ShownTable,
    as_chinese,
    as_count,
    as_figures,
    as_number,
    as_source,
    as_status,
    as_text,
)
from helpers.present.table_marks import for_page


@pytest.fixture
def shown():
    rows = pd.DataFrame(
        {"name": ["<script>alert(1)</script>"], "zh": ["宽带"], "gap": [-3.14], "at": ["behind"]}
    )
    columns = [
        as_text("name", "Name"),
        as_chinese("zh", "中文"),
        as_number("gap", "Gap, points"),
        as_status("at", "Position"),
    ]
    return ShownTable(rows, columns, "A row is a test & more.", "Source: none.")


def test_table_is_well_formed_with_caption_and_scopes(shown):
    tree = ET.fromstring(f"<div>{shown.html()}</div>")
    assert tree.findtext(".//caption") == "A row is a test & more."
    assert [cell.get("scope") for cell in tree.iter("th")] == ["col"] * 4 + ["row"]


def test_cells_are_text_whatever_they_hold(shown):
    assert "<script>" not in shown.html()
    assert "&lt;script&gt;" in shown.html()


def test_status_is_a_sign_and_a_word(shown):
    assert shown.cells[0][3] == "▼ behind the path"


def test_chinese_cells_say_so(shown):
    assert '<td class="zh" lang="zh">宽带</td>' in shown.html()


def test_plain_text_form_has_the_same_cells(shown):
    assert shown.text().splitlines()[2].split("\t")[1:3] == ["宽带", "−3.1"]


def test_a_blank_cell_says_why_and_looks_like_no_value():
    rows = pd.DataFrame({"name": ["a", "b"], "rate": [1.0, float("nan")]})
    columns = [as_text("name", "Name"), replace(as_number("rate", "Rate", 1), blank="not printed")]
    html = ShownTable(rows, columns, "A row is a test.").html()
    assert '<td class="number">1.0</td>' in html
    assert '<td class="number blank">not printed</td>' in html


def test_a_cell_as_printed_is_chinese_only_where_it_holds_chinese():
    rows = pd.DataFrame({"label": ["宽带", "Broadband", "0.88"]})
    html = ShownTable(rows, [as_chinese("label", "Label")], "A row is a label.").html()
    assert html.count('lang="zh"') == 1


def test_a_column_of_long_cells_is_given_room():
    rows = pd.DataFrame({"name": ["a"], "why": ["long words " * 10]})
    columns = [as_text("name", "Name"), as_text("why", "Why")]
    html = ShownTable(rows, columns, "A row is a test.").html()
    assert '<th scope="col" class="text long most">Why</th>' in html
    assert '<th scope="col" class="text">Name</th>' in html


def test_only_the_column_with_most_to_read_is_marked_so():
    rows = pd.DataFrame({"name": ["a"], "short": ["word " * 10], "longer": ["word " * 20]})
    columns = [as_text(name, name) for name in rows]
    html = ShownTable(rows, columns, "A row is a test.").html()
    assert 'class="text long">short' in html
    assert 'class="text long most">longer' in html


def test_a_table_without_rows_is_a_sentence():
    table = ShownTable(pd.DataFrame({"a": []}), [as_text("a", "A")], "A row.", empty="No & none.")
    assert table.html() == "<p>No &amp; none.</p>"
    assert table.text() == "No & none."
    assert replace(table, empty="").text() == "There is nothing to list."


def test_counts_have_their_thousands_apart_and_years_do_not_need_it():
    rows = pd.DataFrame({"name": ["a"], "rows": [3312.0]})
    shown = ShownTable(rows, [as_text("name", "Name"), as_count("rows", "Rows")], "A row.")
    assert shown.cells == [["a", "3,312"]]


def test_a_source_is_shown_by_its_name_and_keeps_its_id_for_the_page():
    rows = pd.DataFrame({"source": ["plan_en_cset", "my_survey"]})
    html = ShownTable(rows, [as_source("source", "Source")], "A row is a source.").html()
    assert 'data-source="plan_en_cset">CSET translation</th>' in html
    assert 'data-source="my_survey">my survey</th>' in html


def three(**columns):
    rows = pd.DataFrame({"name": ["a", "b", "c"]} | columns)
    return ShownTable(rows, [as_text(name, name.title()) for name in rows], "A row is a test.")


def test_what_a_column_says_in_every_row_is_said_once():
    table = replace(three(kind=["x"] * 3, year=["1", "2", "2"], what=["y"] * 3), note="Source: z.")
    assert "<td" in table.html()
    assert table.text().splitlines()[1] == "Name\tYear"
    assert "The same in every row: Kind: x; What: y. Source: z.</p>" in table.html()


def test_two_rows_may_say_the_same_and_so_may_a_column_that_is_alone():
    assert (
        "The same" not in replace(three(kind=["x"] * 3), rows=three(kind=["x"] * 3).rows[:2]).html()
    )
    named = ShownTable(pd.DataFrame({"name": ["a"] * 3}), [as_text("name", "Name")], "A row.")
    assert named.html().count(">a</th>") == 3


def test_an_outcome_stands_in_every_row_even_where_all_are_alike():
    rows = pd.DataFrame({"name": ["a", "b", "c"], "at": ["behind"] * 3})
    table = ShownTable(rows, [as_text("name", "Name"), as_status("at", "Position")], "A row.")
    assert table.html().count("behind the path") == 3


def test_a_repeated_source_keeps_its_id_for_the_page():
    rows = pd.DataFrame({"name": ["a", "b", "c"], "source": ["plan_zh"] * 3})
    table = ShownTable(rows, [as_text("name", "Name"), as_source("source", "Source")], "A row.")
    assert "The same in every row: Source: plan_zh." in table.html()


def test_a_long_table_is_folded_and_says_how_long_it_is():
    rows = pd.DataFrame({"name": [str(row) for row in range(MANY_ROWS + 1)]})
    table = ShownTable(rows, [as_text("name", "Name")], "A row is a test.")
    assert f"<summary>A row is a test.: {MANY_ROWS + 1} rows</summary>" in table.html()
    assert "<details" not in replace(table, rows=rows[:MANY_ROWS]).html()
    assert "<details" in replace(table, rows=rows[:2], folded=True).html()
    assert '<details class="rows" open>' in table.fold(opened=True).html()


def test_a_narrow_table_says_that_it_is():
    assert '<div class="table small"' in three(why=["x", "y", "z"]).html()
    assert '<div class="table"' in three(why=["long words " * 5, "b", "c"]).html()


def test_decimal_points_of_a_column_align():
    rows = pd.DataFrame({"name": ["a", "b", "c"], "value": ["0.70", "33", "none"]})
    html = ShownTable(
        rows, [as_text("name", "Name"), as_figures("value", "Value")], "A row."
    ).html()
    assert ">33\N{PUNCTUATION SPACE}\N{FIGURE SPACE}\N{FIGURE SPACE}<" in html
    assert ">none<" in html


def test_a_page_leaves_out_classes_that_change_nothing():
    html = '<td class="text" style="text-align:left">a</td><td class="zh" lang="zh">b</td>'
    html += '<td class="span">c</td><td class="span">d e</td><td class="text blank">f</td>'
    assert for_page(html) == (
        '<td>a</td><td lang="zh">b</td><td>c</td><td class="span">d e</td><td class="blank">f</td>'
    )
