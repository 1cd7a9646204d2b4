"""The page of sources: every text and document, its page where the publisher has one."""

import re
from html import unescape

import pytest

from helpers.present.facts.documents import Places, documents_table
from helpers.present.outward import OUTWARD
from helpers.report.citations import citations_of
from helpers.report.reference_frame import reference_frame
from helpers.report.roads import Road
from helpers.report.sources import registered, sources_page

PLACES = Places("08_scoreboard.html", {"rd_intensity": "indicators/rd_intensity.html"})
TABLES = ("target_evidence", "indicator_evidence", "outside_assessments")
DOCUMENT = ["publisher", "document", "published", "address"]


@pytest.fixture(scope="module")
def shown(tables):
    return documents_table(tables, PLACES)


@pytest.fixture(scope="module")
def html(tables):
    cited = {"miit_2017": [Road("03_progress_2016.html", "Was the plan on its path?", "")]}
    return sources_page(reference_frame("sources"), tables, citations_of(tables), cited, PLACES, "")


def test_every_address_of_a_publisher_is_linked_and_no_other(shown, tables):
    wanted = set()
    for name in TABLES:
        rows = tables[name]
        wanted |= set(rows.loc[rows["address_kind"] == "publisher", "address"])
    found = re.findall(rf'<a href="([^"]+)" rel="{OUTWARD}"', shown.html())
    assert {unescape(address) for address in found} == wanted


def test_each_document_stands_once(shown, tables):
    documents = {tuple(row) for name in TABLES for row in tables[name][DOCUMENT].to_numpy()}
    assert len(shown.cells) == len(documents)


def test_a_document_of_another_row_stands_by_its_title(shown):
    titles = list(shown.rows["document"])
    assert "Fifth census communique no. 6, and 2018年我国规模以上工业企业R&D活动统计分析" in titles
    of_two = (
        "十四五工业绿色发展规划, full text republished; SCIO briefing on promoting high-quality "
    )
    assert of_two + "development" in titles
    assert of_two + "development; communiques on above-scale value added 2023 to 2025" in titles
    assert not [title for title in titles if re.search(r"\bdocuments? of\b|\btwo rows\b", title)]


def test_a_document_names_what_it_bears_and_leads_there(shown):
    html = unescape(shown.html())
    assert '<a href="08_scoreboard.html#evidence-oc-001">' in html
    assert re.search(
        r'<a href="08_scoreboard.html#evidence-rd_intensity-2019">R&D intensity 2019', html
    )


def test_a_row_that_no_outcome_rests_on_leads_to_the_sheet_of_its_indicator(tables):
    board = tables["scoreboard"].assign(evidence_ids="")
    html = documents_table(tables | {"scoreboard": board}, PLACES).html()
    assert "#evidence-" not in html
    assert '<a href="indicators/rd_intensity.html">R&amp;D intensity 2019</a>' in html


def test_a_source_says_how_many_rows_it_bears_and_where_it_is_cited(html, tables):
    rows = int((tables["programme_reports"]["source_id"] == "miit_2017").sum())
    own = html.partition('<li id="source-miit_2017">')[2].partition("</li>")[0]
    assert f'<a href="tables/programme_reports.csv" download>{rows} rows of' in own
    assert '<a href="03_progress_2016.html">Was the plan on its path?</a>' in own


def test_a_text_leads_to_the_page_of_its_publisher_where_one_is_known(html, tables):
    for row in tables["sources"].to_dict("records"):
        own = html.partition(f'<li id="source-{row["source_id"]}">')[2].partition("</li>")[0]
        links = re.findall(rf'<a href="([^"]+)" rel="{OUTWARD}"', own)
        assert links == ([row["address"]] if row["address"] else [])
    assert "Address as printed in the Chamber report, I.A, note 8; not opened by us." in html


def test_an_address_of_a_text_is_printed_in_another_text(tables):
    sources = tables["sources"].fillna("").set_index("source_id")
    linked = sources[sources["address"] != ""]
    assert len(linked)
    for name, place in linked["address_from"].items():
        other = place.partition(",")[0]
        assert other in sources.index
        assert other != name


def test_every_source_of_the_register_is_there_in_its_order(tables):
    found = registered(tables, citations_of(tables), {}, "")
    assert [one.note.source_id for one in found] == list(tables["sources"]["source_id"])


def test_without_evidence_the_page_lists_the_register_alone(tables):
    less = {name: table for name, table in tables.items() if name != "scoreboard"}
    html = sources_page(reference_frame("sources"), less, citations_of(less), {}, PLACES, "")
    assert 'id="documents"' not in html
    assert 'id="source-plan_zh"' in html
