"""Words of the provenance page: its counts are those of its tables."""

import re

import pandas as pd

from helpers.data.tables.catalogue import ALL
from helpers.present.facts import provenance


def cells(shown, header):
    place = [column.header for column in shown.columns].index(header)
    return [row[place] for row in shown.cells]


def test_the_answer_counts_the_sources_its_table_shows_rows_of(tables):
    told = provenance.answer(tables, ALL).text()
    shown = provenance.sources_table(tables, ALL)
    named = zip(cells(shown, "Source"), cells(shown, "Rows taken, by table"), strict=True)
    # The documents of the evidence and the compendium's own readings are no text.
    taken = [cell for name, cell in named if name not in ("later", "project")]
    drawn_on = [cell for cell in taken if cell != "used for checks only"]
    assert f"from {len(drawn_on)} of {len(taken)} registered texts" in " ".join(told.split())


def test_rows_of_evidence_without_a_date_are_said(tables):
    told = " ".join(provenance.answer(tables, ALL).text().split())
    names = ("target_evidence", "indicator_evidence", "outside_assessments")
    undated = sum(int((tables[name]["published"] == "").sum()) for name in names)
    assert f"all but {undated} with a date" in told


def test_rows_of_evidence_are_counted_by_table_and_together(tables):
    told = provenance.answer(tables, ALL).text()
    (evidence,) = [
        cell
        for cell in cells(provenance.sources_table(tables, ALL), "Rows taken, by table")
        if "evidence" in cell
    ]
    total = sum(int(number) for number in re.findall(r"\d+", evidence))
    assert f"{total} rows of evidence name publisher" in told


def test_an_edition_without_evidence_says_nothing_of_it(edition):
    told = provenance.answer(dict(edition), ALL[:4]).text()
    assert "evidence" not in told


def test_the_grades_cover_every_row_of_evidence(tables):
    rows = cells(provenance.grades_table(tables), "Rows")
    total = len(tables["target_evidence"]) + len(tables["indicator_evidence"])
    assert sum(map(int, rows)) == total


def test_the_article_prints_no_date(tables):
    shown = provenance.sources_table(tables, ALL)
    dated = dict(zip(cells(shown, "Source"), cells(shown, "Published"), strict=True))
    assert dated["article_2021"] == "no date printed"


def test_values_of_areas_are_led_back_in_the_tables_alone(tables):
    areas = tables["observations"].assign(area="North")
    rows = tables["observations"].assign(area="whole")
    joined = tables | {"observations": pd.concat([rows, areas], ignore_index=True)}
    plain, shown = provenance.way_back_table(tables), provenance.way_back_table(joined)
    assert shown.cells == plain.cells
    assert plain.note == ""
    total = len(plain.rows) + len(areas)
    assert f"{len(plain.rows)} of {total} rows, those of the whole" in shown.note


def test_the_way_back_of_many_values_is_cut_and_says_so(tables):
    many = pd.concat([tables["observations"]] * 200, ignore_index=True)
    shown = provenance.way_back_table(tables | {"observations": many})
    total = len(many) + len(tables["milestones"])
    assert len(shown.rows) == provenance.MOST_LED_BACK
    assert f"{len(shown.rows)} of {total:,} rows; every row" in shown.note
