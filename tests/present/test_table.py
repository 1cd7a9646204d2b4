"""Semantic tables: caption, scope, escaped cells, status in words."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pandas as pd
import pytest

from helpers.present.table import (
    ShownTable,
    as_chinese,
    as_count,
    as_number,
    as_source,
    as_status,
    as_text,
)


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
    assert shown.cells()[0][3] == "▼ behind the path"


def test_chinese_cells_say_so(shown):
    assert '<td class="zh" lang="zh">宽带</td>' in shown.html()


def test_plain_text_form_has_the_same_cells(shown):
    assert shown.text().splitlines()[2].split("\t")[1:3] == ["宽带", "−3.1"]


def test_a_blank_cell_says_why_and_looks_like_no_value():
    rows = pd.DataFrame({"name": ["a", "b"], "rate": [1.0, float("nan")]})
    columns = [as_text("name", "Name"), as_number("rate", "Rate", 1, blank="not printed")]
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
    assert shown.cells() == [["a", "3,312"]]


def test_a_source_is_shown_by_its_name_and_keeps_its_id_for_the_page():
    rows = pd.DataFrame({"source": ["plan_en_cset", "my_survey"]})
    html = ShownTable(rows, [as_source("source", "Source")], "A row is a source.").html()
    assert 'data-source="plan_en_cset">CSET translation</th>' in html
    assert 'data-source="my_survey">my survey</th>' in html
