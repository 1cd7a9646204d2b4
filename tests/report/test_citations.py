"""Citations: ids become publisher, year, footnote and place."""

import pandas as pd
import pytest
from markupsafe import Markup

from helpers.report.citations import _joined, citations_of


@pytest.fixture(scope="module")
def citations():
    sources = pd.DataFrame(
        {
            "source_id": ["plan_x", "report_x", "later"],
            "title": ["Plan", "Report", "Others"],
            "publisher": ["Council", "Ministry", "Several"],
            "published": ["2015-05-08", "2017-03-11", ""],
            "note": ["", "", ""],
            "address": ["", "", ""],
            "address_from": ["", "", ""],
        }
    )
    observations = pd.DataFrame(
        {
            "observation_id": ["rate-2016", "energy-2016"],
            "indicator_id": ["rate", "energy"],
            "source_id": ["report_x", "report_x"],
            "locator": ["I.5", "I.1"],
        }
    )
    milestones = pd.DataFrame(
        {
            "indicator_id": ["rate", "rate", "energy"],
            "source_id": ["plan_x"] * 3,
            "locator": ["table, row 8", "table, row 8", "table, row 9"],
        }
    )
    return citations_of(
        {"sources": sources, "observations": observations, "milestones": milestones}
    )


def test_observations_are_cited_by_their_places(citations):
    notes = citations.used(["rate-2016"])
    assert citations.cite("rate-2016, energy-2016", notes).startswith(
        'Ministry 2017 <a href="#source-report_x">[2]</a>, I.5; I.1; '
    )


def test_the_plan_that_values_are_compared_with_is_cited_beside_their_report(citations):
    notes = citations.used(["rate-2016"])
    assert [note.source_id for note in notes] == ["plan_x", "report_x"]
    assert citations.cite("rate-2016", notes).endswith(
        '; Council 2015 <a href="#source-plan_x">[1]</a>, table, row 8'
    )


def test_a_figure_of_report_and_later_evidence_names_both_and_the_plan(citations):
    told = citations.cite("rate-2016; indicator_evidence", citations.used(["rate-2016"]))
    assert [told.find(part) > 0 for part in ("I.5", "table, row 8")] == [True, True]
    assert told.endswith("; indicator_evidence")


def test_a_page_of_evidence_lists_it_among_its_sources(citations):
    for text in ('<span id="evidence-oc-001">oc-001</span>', "indicator_evidence; plan_x"):
        assert citations.used([text])[-1].source_id == "later"
    notes = citations.used(["indicator_evidence"])
    assert citations.link(Markup("Much later."), notes) == "Much later."


def test_rows_of_one_table_are_cited_together(citations):
    notes = citations.used(["milestones: rate, energy"])
    assert citations.cite("milestones: rate, energy", notes) == (
        'Council 2015 <a href="#source-plan_x">[1]</a>, table, rows 8, 9'
    )
    assert citations.cite("rate", notes).endswith("table, row 8")


def test_a_source_in_a_sentence_keeps_what_is_said_of_it(citations):
    notes = citations.used(["report_x, box 1; plan_x"])
    assert citations.cite("report_x, box 1; plan_x & more", notes) == (
        'Ministry 2017 <a href="#source-report_x">[2]</a>, box 1; '
        'Council 2015 <a href="#source-plan_x">[1]</a> &amp; more'
    )


def test_the_name_of_a_table_leads_to_it(citations):
    assert citations.cite("observations", [], "../") == (
        '<a href="../tables/observations.csv">observations.csv</a>'
    )


def test_a_word_that_only_looks_like_an_id_is_left_alone(citations):
    assert citations.used(["later", "plan_xy", "my-rate-2016"]) == []
    assert citations.cite("plan_xy", []) == "plan_xy"


def test_notes_of_a_table_are_linked_and_nothing_else_is(citations):
    notes = citations.used(["plan_x"])
    html = '<td>plan_x</td><p class="note">Source: plan_x.</p>'
    assert citations.link_notes(html, notes) == (
        '<td>plan_x</td><p class="note">Source: Council 2015 <a href="#source-plan_x">[1]</a>.</p>'
    )


def test_a_table_that_a_note_names_is_a_link_and_another_file_is_not(citations):
    html = '<p class="note">All in observations.csv, not in my-observations.csv or b.csv.</p>'
    assert citations.link_notes(html, [], "../") == (
        '<p class="note">All in <a href="../tables/observations.csv">observations.csv</a>, '
        "not in my-observations.csv or b.csv.</p>"
    )


def test_an_edition_without_tables_cites_nothing():
    bare = citations_of({})
    assert bare.used(["rate-2016"]) == []
    assert bare.cite("rate-2016", []) == "rate-2016"


def test_rows_that_follow_one_another_are_a_range(citations):
    assert _joined(["table, row 3", "table, row 1", "table, row 2"]) == "table, rows 1 to 3"
    assert _joined(["row 3", "row 2"]) == "rows 2, 3"


def test_a_place_that_is_a_sentence_leaves_its_full_stop_to_the_caption():
    assert _joined(["row 6; taken as of 2022.", "row 7; all areas."]) == (
        "row 6; taken as of 2022; row 7; all areas"
    )


def test_a_cell_that_names_a_source_gets_its_footnote(citations):
    notes = citations.used(["plan_x"])
    html = '<td class="source" data-source="plan_x">the plan</td><td data-source="no_x">n</td>'
    assert citations.link_notes(html, notes) == (
        '<td class="source" data-source="plan_x">the plan <a href="#source-plan_x">[1]</a></td>'
        '<td data-source="no_x">n</td>'
    )
