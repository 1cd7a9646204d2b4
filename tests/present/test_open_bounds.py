"""Bounds that decide nothing: every page says that the bound leaves it open, not a rounding."""

import pytest

from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.comparison.verdicts import prospects
from helpers.analysis.edition_tables import PathChoices, all_tables, analyse
from helpers.analysis.progress.specifications import rule_verdicts, specifications
from helpers.data.input_tables import read_input_tables
from helpers.present.facts import comparison, index, path_tables, robustness
from helpers.present.workbook.cover_text import cover_of

# Far below every path, and so undecided as a least value, and decided as a most value.
ROWS = "cnc_key_process_ratio,{year},30,over\ndigital_rd_tool_penetration,{year},50,at_most"
OPEN = "left open by the bound"


@pytest.fixture
def read(write):
    def results(year):
        path = write("b.csv", "indicator_id,year,value,qualifier\n" + ROWS.format(year=year))
        edition = read_input_tables(str(path))
        return edition, analyse(edition, PathChoices(year))

    return results


def cells(shown, header):
    place = [column.header for column in shown.columns].index(header)
    return [row[place] for row in shown.cells]


def test_the_page_on_the_year_says_that_the_bound_leaves_it_open(read):
    _, results = read(2017)
    told = comparison.answer(results).text()
    assert f"CNC ratio of key processes: {OPEN} on all 12 paths" in told
    assert "digital R&D tool penetration was behind every path" in told
    assert "within rounding" not in told + comparison.robustness(results).text()
    positions = cells(comparison.verdict_table(results), "Position")
    assert sorted(positions) == ["▼ behind the path", f"◇ {OPEN}"]
    assert f"◇ {OPEN}" in cells(path_tables.paths_table(results), "Position")


def test_no_pace_is_told_of_the_number_of_a_bound(read):
    _, results = read(2017)
    assert "of its planned pace" not in comparison.robustness(results).text()


def test_a_target_that_is_past_is_left_open_by_the_bound(read):
    _, results = read(2021)
    assert OPEN in cells(path_tables.past_table(results), "Outcome")
    assert f"50 for 2020: {OPEN}" in comparison.answer(results).text()


def test_what_a_bound_allows_does_not_stand_under_rounding(read):
    edition, results = read(2017)
    tables = [comparison.verdict_table(results), path_tables.pace_table(results)]
    headers = [column.header for shown in tables for column in shown.columns]
    assert {"Possible gap", "Possible so far"} <= set(headers)
    assert not any("rounding" in header for header in headers)
    assert all("Possible: all that the printed digits, or a bound" in one.note for one in tables)
    observed = scaled_observations(edition.observations, results.points, edition.indicators)
    rated = rule_verdicts(specifications(results.inputs))
    ahead = prospects(results.comparison, results.points, observed, rated)
    told = index.headline(results, ahead).points
    assert "short; with the bound, " in told[0]
    assert "with rounding" not in "".join(told)


def test_no_rule_puts_an_undecided_bound_behind_its_paths(read):
    edition, results = read(2017)
    tables = all_tables(edition, results)
    told = robustness.claims(
        tables["specifications"], tables["comparison"], edition.indicators
    ).text()
    assert f"CNC ratio of key processes: {OPEN}." in told
    assert "2 values are bounds" in told


def test_the_cover_of_the_workbook_says_that_the_bound_leaves_it_open(read):
    cover = cover_of(all_tables(*read(2017)), "title")
    assert any(f"◇ {OPEN}" in row for row in cover.verdicts.rows)
    assert "Left open by the bound:" in cover.notes[0]
