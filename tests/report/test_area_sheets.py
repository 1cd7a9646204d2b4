"""Sheets of areas: asked for by name, made from tables alone, found from the pages around them."""

import re

import pytest

from helpers.data.areas import AreaTables, chosen_areas, of_areas, of_whole
from helpers.errors import WrongCall
from helpers.report.area_sheets import NOTEBOOK, TABLE, area_pages, area_sheets
from helpers.report.html_marks import mark
from helpers.report.site import Site
from helpers.run.write_tables import edition_tables
from tests.panels import PROVINCES, panel_rows, write_xlsx
from tests.report.rendering import committed_pages, site_pages

NAMES = ("North", "South West", "东部", "<b>East</b>")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """The tables of a version with four areas: of the whole, and what is said of areas."""
    path = tmp_path_factory.mktemp("panel") / "panel.xlsx"
    rows = panel_rows(("N", "S", "E", "X"), (2016, 2017))
    named = enumerate(zip("NSEX", NAMES, strict=True), 1)
    areas = [[area, name, place] for place, (area, name) in named]
    write_xlsx(path, rows, areas)
    return _split(edition_tables({"observations": str(path), "report_year": 2016}))


def _split(tables):
    """Return the tables as ``assembly`` hands them on."""
    kept = ("areas", "area_verdicts")
    whole = {name: rows if name in kept else of_whole(rows) for name, rows in tables.items()}
    own = (of_areas(tables[name]) for name in ("areas", "observations", "milestones"))
    return whole, AreaTables(*own)


RECORD = {
    "edition": "mine", "version": "0.1", "command": "mic2025 rerun", "inputs": {}, "versions": {}
}  # fmt: skip


def asking(*asked):
    return RECORD | {"report_year": 2016, "parameters": {"area_sheets": list(asked)}}


def pages_of(found, *asked):
    tables, by_area = found
    sheets = area_sheets(tables, asking(*asked))
    there = ["index", "12_areas", *(one.page for one in sheets)]
    return area_pages(sheets, tables, by_area, asking(*asked), there)


def test_an_area_is_asked_for_by_short_name_or_name_and_all_at_once(found):
    areas = found[1].areas
    assert list(chosen_areas(areas, ["E", "North"])["area"]) == ["N", "E"]
    assert list(chosen_areas(areas, ["all"])["area"]) == ["N", "S", "E", "X"]
    assert list(chosen_areas(areas, "N, South West")["area"]) == ["N", "S"]
    assert chosen_areas(areas, []).empty


def test_an_unknown_area_is_refused_with_the_nearest_name(found):
    with pytest.raises(WrongCall, match="Did you mean 'North'"):
        chosen_areas(found[1].areas, ["Nort"])
    with pytest.raises(WrongCall, match="no column 'area'"):
        chosen_areas(found[1].areas.iloc[:0], ["all"])


def test_a_page_is_named_by_the_place_of_the_area_and_what_a_file_can_hold(found):
    assert [*pages_of(found, "all")] == [
        "areas/1-north.html", "areas/2-south-west.html", "areas/3.html", "areas/4-b-east-b.html"
    ]  # fmt: skip


def test_no_sheet_is_made_unasked_or_without_areas(found, tables):
    assert area_sheets(found[0], asking()) == []
    assert area_sheets(tables, asking("all")) == []


def test_the_same_tables_give_the_same_bytes_one_or_many(found):
    every = pages_of(found, "all")
    assert pages_of(found, "all") == every
    alone = pages_of(found, "S")["areas/2-south-west.html"].decode()
    among = every["areas/2-south-west.html"].decode()
    bare = [
        re.sub(r"<(nav|footer)\b.*?</\1>", "", html, flags=re.DOTALL) for html in (alone, among)
    ]
    assert bare[0] == bare[1]


def test_a_sheet_stands_below_the_page_on_areas_between_its_like(found):
    html = pages_of(found, "all")["areas/2-south-west.html"].decode()
    assert '<a href="../12_areas.html">Areas</a>' in html
    assert '<a rel="prev" href="../areas/1-north.html">' in html
    assert '<a rel="next" href="../areas/3.html">' in html


def test_a_name_from_a_strangers_file_stays_a_text(found):
    html = pages_of(found, "X")["areas/4-b-east-b.html"].decode()
    assert "<b>East</b>" not in html
    assert "&lt;b&gt;East&lt;/b&gt; in 2016" in html


def test_sheets_are_listed_on_the_index_and_linked_by_name(found):
    tables, by_area = found
    files = site_pages(Site([], tables, asking("S", "E"), by_area))
    index = files["index"]["index.html"].decode()
    for name, page in (("South West", "2-south-west"), ("东部", "3")):
        assert f"areas/{page}.html" in files["areas"]
        assert re.search(rf'<li><a href="areas/{page}.html">(<span lang="zh">)?{name}', index)
    plain = site_pages(Site([], tables, asking(), by_area))
    assert plain["areas"] == {}
    assert "areas/" not in plain["index"]["index.html"].decode()


def test_the_page_on_areas_says_which_have_a_sheet_or_how_to_ask_for_one(found):
    tables, by_area = found
    one = next(page for page in committed_pages() if page.name == NOTEBOOK)
    asked = Site([one], tables, asking("S"), by_area).page(one)[one.href].decode()
    assert 'sheet of their own: <a href="areas/2-south-west.html">South West</a>.' in asked
    plain = Site([one], tables, asking(), by_area).page(one)[one.href].decode()
    assert "on request: <code>-p area_sheets=NAME</code>" in plain
    alone = Site([one], tables, asking(), None).page(one)[one.href].decode()
    assert "area_sheets=NAME" not in alone


def test_the_notebook_on_areas_promises_no_page_that_papermill_alone_does_not_make():
    (one,) = (page for page in committed_pages() if page.name == NOTEBOOK)
    assert TABLE in [cell["id"] for cell in one.notebook["cells"]]
    for cell in one.notebook["cells"]:
        assert "sheet_links" not in cell["source"]


def test_a_link_to_a_sheet_leads_there_or_is_a_text():
    link = '<a data-page="area_2">South</a>'
    assert mark(link, {"area_2": "areas/2-south.html"}) == '<a href="areas/2-south.html">South</a>'
    assert mark(link, {}) == "<a>South</a>"


def test_thirty_one_sheets_are_small(tmp_path_factory):
    path = tmp_path_factory.mktemp("provinces") / "p.xlsx"
    write_xlsx(path, panel_rows(PROVINCES, (2016,)))
    found = _split(edition_tables({"observations": str(path), "report_year": 2016}))
    pages = pages_of(found, "all")
    assert len(pages) == len(PROVINCES)
    assert max(map(len, pages.values())) < 100_000
