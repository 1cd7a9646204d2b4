"""From an outcome to its evidence row, and from the row to its publisher: links that hold."""

import pandas as pd
import pytest

from helpers.present.evidence_links import (
    as_address,
    as_document,
    as_evidence_links,
    as_evidence_row,
    documents,
    seen_on,
)
from helpers.present.outward import OUTWARD
from helpers.present.table import ShownTable, as_text

HOSTILE = '"><script>alert(1)</script>'


def html_of(column, value):
    rows = pd.DataFrame({"name": ["a"], "cell": [value]})
    html = ShownTable(rows, [as_text("name", "Name"), column], "Title").html()
    return html.partition("<tbody>")[2]


def test_a_publishers_page_is_a_link_that_says_it_leads_out():
    html = html_of(as_address("cell", "Page"), ("https://stats.gov.cn/a?b=1&c=2", "publisher"))
    assert f'<a href="https://stats.gov.cn/a?b=1&amp;c=2" rel="{OUTWARD}">stats.gov.cn</a>' in html


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (("https://copy.example/a", "repost"), "seen in a repost on copy.example"),
        (("", ""), "no page recorded"),
        (("javascript:alert(1)", "publisher"), "no page recorded"),
    ],
    ids=["repost", "no-page", "script"],
)
def test_any_other_page_is_told_in_words(page, words):
    html = html_of(as_address("cell", "Page"), page)
    assert f'<td class="text">{words}</td>' in html
    assert seen_on(page) == words


@pytest.mark.parametrize("scheme", ["https://a.example/", "javascript://a.example/%0aalert(1)//"])
def test_a_hostile_address_stays_within_its_attribute(scheme):
    html = html_of(as_address("cell", "Page"), (scheme + HOSTILE, "publisher"))
    assert "<script" not in html
    assert "javascript:" not in html


def test_a_document_stands_with_its_publisher_its_date_and_its_page():
    row = {"publisher": "MIIT", "document": "report on 2020", "published": "2021-03-01",
           "address": "https://miit.gov.cn/a", "address_kind": "publisher"}  # fmt: skip
    (found,) = documents(pd.DataFrame([row]))
    html = html_of(as_document("cell", "Document"), found)
    assert "MIIT: Report on 2020, 1 March 2021; <a href=" in html
    assert "<script" not in html_of(
        as_document("cell", "Document"), documents(pd.DataFrame([row | {"document": HOSTILE}]))[0]
    )


def test_an_outcome_leads_to_each_of_its_rows():
    html = html_of(as_evidence_links("cell", "Evidence"), "oc-001; oc-002")
    assert '<a href="#evidence-oc-001">oc-001</a>; <a href="#evidence-oc-002">oc-002</a>' in html
    assert '<span id="evidence-oc-001">oc-001</span>' in html_of(
        as_evidence_row("cell", "Evidence"), "oc-001"
    )


def test_a_link_says_what_tells_a_row_from_the_others_of_its_indicator():
    html = html_of(as_evidence_links("cell", "Evidence"), "rd_intensity-2018; oc-002")
    assert '<a href="#evidence-rd_intensity-2018">2018</a>; <a href="#evidence-oc-002">' in html


def test_an_outcome_without_rows_says_so():
    html = html_of(as_evidence_links("cell", "Evidence", blank="none"), "")
    assert '<td class="links blank">none</td>' in html


def test_a_hostile_name_of_a_row_is_a_text():
    for column in (as_evidence_links("cell", "Evidence"), as_evidence_row("cell", "Evidence")):
        assert "<script" not in html_of(column, HOSTILE)
