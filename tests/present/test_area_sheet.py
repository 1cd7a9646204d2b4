"""The sheet of one area: what it says of test data, and what it says where there is nothing."""

import pandas as pd
import pytest

from helpers.analysis.areas import analyse_areas
from helpers.analysis.comparison.inputs import PathChoices
from helpers.data.input_tables import read_input_tables
from helpers.present.facts import area_sheet
from tests.panels import NOTE, write_csv

CNC, WATER, ENERGY = "cnc_key_process_ratio", "water_intensity", "energy_intensity"
ROWS = [
    [CNC, "North", 2018, "60"],
    [CNC, "South", 2018, "60.0"],
    [CNC, "West", 2018, "20"],
    [ENERGY, "North", 2018, "-6"],
    [ENERGY, "South", 2018, "-12"],
    [WATER, "North", 2017, "-5"],
]
TARGETS = """indicator_id,area,year,value,role,better,unit
rate,,2015,10,baseline,higher,percent
rate,,2025,60,target,,
rate,North,2025,80,target,,
"""


def standings_of(path, chosen, targets="", year=2018):
    edition = read_input_tables(str(path), str(targets))
    results = analyse_areas(edition, PathChoices(year))
    tables = {**edition, "area_verdicts": results.verdicts}
    areas = edition.by_area.areas
    kept = areas[areas["area"].isin(chosen)]
    return area_sheet.standings(tables, edition.by_area, kept, year)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    path = write_csv(tmp_path_factory.mktemp("p") / "p.csv", [[*row, NOTE] for row in ROWS])
    return standings_of(path, ("North", "South", "West"))


def test_the_finding_comes_first_and_counts_the_indicators(found):
    north, _, west = found
    first, *_ = area_sheet.answer(north).paragraphs
    assert first.startswith("North in 2018: ahead on 1 of 2 indicators, behind on 1")
    assert (
        area_sheet.answer(west)
        .paragraphs[0]
        .startswith("West in 2018: ahead on 0 of one indicator, behind on 1.")
    )
    assert "Best place among the areas: 3 of 3, CNC ratio" in area_sheet.answer(west).text()
    assert area_sheet.answer(north).points[-1] == (
        "Best place among the areas: 1 to 2 of 3, CNC ratio of key processes. "
        "Last place: 2 of 2, Energy intensity."
    )


def test_a_row_has_value_targets_gap_position_and_rank_with_what_rounding_leaves_open(found):
    north, south, west = (area_sheet.table(one).cells[0] for one in found)
    assert [row[1] for row in (north, south, west)] == ["60", "60.0", "20"]
    assert north[0] == "CNC ratio of key processes, %"
    assert north[2].replace("\N{NO-BREAK SPACE}", " ") == "50 (2020), 64 (2025)"
    assert [row[-1] for row in (north, south, west)] == ["1 to 2 / 3", "1 to 2 / 3", "3 / 3"]
    assert north[-2] == "▲ ahead of the path"
    assert west[-2] == "▼ behind the path"
    least, most = (float(text) for text in north[4].replace("+", "").split(" to "))
    low, high = (float(text) for text in north[5].replace("+", "").split(" to "))
    assert low < least < most < high


def test_rows_stand_as_the_plan_lists_its_indicators(found, edition):
    order = list(edition.indicators["indicator_id"])
    shown = list(found[0].rows["indicator_id"])
    assert shown == sorted(shown, key=order.index)


def test_what_rounding_could_change_is_told_with_the_gap_it_leaves(found):
    (energy,) = [row for row in found[0].rows.to_dict("records") if row["indicator_id"] == ENERGY]
    unsure = area_sheet.rounding(found[0]).text()
    assert ("Energy intensity" in unsure) == (
        energy["verdict"].startswith("leans_") or energy["verdict"] == "too_close_to_say"
    )
    assert "CNC ratio" not in unsure
    assert "every value stays where it is" in area_sheet.rounding(found[2]).text()


def test_a_position_that_leans_is_told_as_unsure(found):
    rows = found[0].rows.assign(verdict="leans_behind", interval_low=-0.5, interval_high=0.25)
    told = area_sheet.rounding(area_sheet.AreaStanding("North", 2018, rows, {})).points
    assert len(told) == len(rows)
    assert all("−0.5" in point and "+0.2" in point for point in told)


def test_missing_values_are_told_with_the_years_that_have_one(found, edition):
    told = area_sheet.missing(found[0]).points
    assert len(told) == len(edition.indicators) - 2
    assert "Water intensity: no value for 2018; there is one for 2017." in told
    assert "R&D intensity: no value for 2018, nor for another year." in told


def test_a_value_under_another_label_is_no_missing_one(found):
    rows = found[2].rows.assign(verdict="not_comparable")
    one = area_sheet.AreaStanding("West", 2018, rows, {})
    assert area_sheet.missing(one).points == [
        "CNC ratio of key processes: a value under another label, which cannot be compared."
    ]
    assert "can be compared with a path" in area_sheet.answer(one).text()


def test_an_area_without_a_value_of_the_year_says_so(found):
    one = area_sheet.AreaStanding("East", 2018, found[0].rows.iloc[:0], {"Water": []})
    assert area_sheet.answer(one).text().startswith("No value of East for 2018")
    assert area_sheet.table(one).rows.empty
    assert "nothing to round" in area_sheet.rounding(one).text()


def test_targets_of_an_areas_own_are_shown_and_counted(write):
    targets = write("t.csv", TARGETS)
    text = "indicator_id,area,year,value\nrate,North,2020,40\nrate,South,2020,40"
    north, south = standings_of(write("f.csv", text), ("North", "South"), targets, 2020)
    cells = [area_sheet.table(one).cells[0][2] for one in (north, south)]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in cells] == ["80 (2025)", "60 (2025)"]
    assert "of the area's own: 1 of 1" in area_sheet.table(north).note
    assert "those of the whole" in area_sheet.table(south).note


def test_of_two_series_the_one_that_compares_is_shown(found):
    rows = found[0].rows
    tables = pd.concat([rows.assign(verdict="not_comparable", observation_id="x"), rows])
    kept = area_sheet.one_each(tables.reset_index(drop=True))
    assert list(kept["observation_id"]) == list(rows["observation_id"])
