"""Bounds, parts of a year, changes over years, units of one's own, several sources of one year."""

import numpy as np
import pytest

from helpers.data.bounds import open_ends
from helpers.data.input_tables import read_input_tables
from helpers.data.intake.findings import Findings
from helpers.errors import DataRefused

CNC, ENERGY, HEADER = "cnc_key_process_ratio", "energy_intensity", "indicator_id,year,value"
PLAN = "indicator_id,year,value,role,unit\nshare,2013,40,baseline,percent\n"


def read(path, targets=""):
    findings = Findings()
    rows = read_input_tables(str(path), str(targets), findings=findings).observations
    return rows[rows["source_id"] == "added"], findings


def qualifiers(path):
    return list(read(path)[0]["qualifier"])


@pytest.mark.parametrize(
    ("cell", "qualifier"),
    [(">34 %", "over"), ("＞34", "over"), ("over 34", "over"), ("超过34%", "over"),
     ("more than 34", "over"), ("≥34", "at_least"), (">=34", "at_least"),
     ("at least 34", "at_least"),
     ("不低于34", "at_least"), ("34以上", "at_least"), ("34% or more", "at_least"),
     ("<34", "under"), ("less than 34", "under"), ("低于34", "under"), ("≤34", "at_most"),
     ("<=34", "at_most"), ("不超过34", "at_most"), ("34以下", "at_most"), ("up to 34", "at_most"),
     ("about 34", "about"), ("34", "exact")],
)  # fmt: skip
def test_a_bound_is_read_from_its_cell(write, cell, qualifier):
    added, _ = read(write("t.csv", f"{HEADER}\n{CNC},2017,{cell}"))
    assert added[["value", "decimals", "qualifier"]].to_numpy().tolist() == [[34.0, 0, qualifier]]


def test_a_bound_is_read_from_its_column_and_its_print(write):
    assert qualifiers(write("t.csv", f"{HEADER},qualifier\n{CNC},2017,34,over")) == ["over"]
    assert qualifiers(write("t.csv", f"{HEADER},qualifier\n{CNC},2017,34,以上")) == ["at_least"]
    assert qualifiers(write("t.csv", f"{HEADER},value_printed\n{CNC},2017,34,>34.0")) == ["over"]


def test_a_fall_is_a_bound_of_its_size():
    down, up = open_ends(
        np.array([90.0, -20.0, -20.0, 3.0, 0.0]), np.array(["over", "over", "under", "", "over"])
    )
    assert down.tolist() == [False, True, False, False, False]
    assert up.tolist() == [True, False, True, False, True]


def test_a_fall_of_more_than_a_number_is_taken_and_one_of_less_is_not(write):
    assert qualifiers(write("t.csv", f"{HEADER},qualifier\n{ENERGY},2017,-8,over")) == ["over"]
    with pytest.raises(DataRefused, match="no bound of the indicator closes"):
        read(write("t.csv", f"{HEADER},qualifier\n{ENERGY},2017,-8,under"))


def test_a_target_may_be_a_bound_and_a_base_may_not(write):
    plan = write("p.csv", f"{PLAN}share,2020,>70,target,percent")
    milestones = read_input_tables(targets=str(plan)).milestones
    assert milestones["qualifier"].tolist() == ["exact", "over"]
    plan = write(
        "p.csv", "indicator_id,year,value,role\nshare,2013,>40,baseline\nshare,2020,70,target"
    )
    with pytest.raises(DataRefused, match="a path begins at a number"):
        read_input_tables(targets=str(plan))


@pytest.mark.parametrize(
    "year", ["2017-06", "2017/6", "2017M06", "2017年6月", "2017 Q2", "2017Q2", "2017年第二季度",
             "2017年二季度"],
)  # fmt: skip
def test_a_month_or_quarter_counts_for_its_year_and_is_kept(write, year):
    added, findings = read(write("t.csv", f"{HEADER},note\n{CNC},{year},34.1,survey"))
    assert added["year"].tolist() == [2017]
    assert added["note"].tolist() == [f"speaks of {year}; survey"]
    assert findings.readings == [f"t.csv: 1 of a month or quarter ({year}) count for the year"]


def test_values_of_one_year_by_several_sources_stand_side_by_side(write):
    rows = f"{CNC},2017,34.1,A\n{CNC},2017,34.6,B"
    added, findings = read(write("t.csv", f"{HEADER},source\n{rows}"))
    assert added["value"].tolist() == [34.1, 34.6]
    (doubt,) = findings.doubts
    assert (doubt.row, doubt.expected) == (3, "one value of 2017, as in row 2, which has 34.1")
    with pytest.raises(DataRefused, match="as in row 2"):
        read(write("t.csv", f"{HEADER},source\n{rows.replace('B', 'A')}"))


def test_yearly_changes_are_chained_so_that_a_year_has_one(write):
    rows = (
        f"{ENERGY},2016,-5,percent_on_previous_year,A\n{ENERGY},2016,-6,percent_on_previous_year,B"
    )
    with pytest.raises(DataRefused, match="as in row 2"):
        read(write("t.csv", f"{HEADER},unit,source\n{rows}"))


def test_a_change_from_the_base_year_is_one_in_the_indicators_own_unit(write):
    header = f"{HEADER},unit,base_year"
    rows = (
        f"{ENERGY},2019,-15.6,percent_over_period,2015\n{ENERGY},2022,-6.8,percent_over_period,2020"
    )
    added, findings = read(write("t.csv", f"{header}\n{rows}"))
    assert added["unit"].tolist() == ["percent", "percent_over_period"]
    assert added["note"].tolist() == ["change from 2015 to 2019", "change from 2020 to 2022"]
    (doubt,) = findings.doubts
    assert (doubt.row, doubt.remedy) == (3, "It cannot be compared as it stands.")


def test_a_unit_of_ones_own_agrees_within_an_indicator(write):
    plan = write(
        "p.csv",
        "indicator_id,year,value,role,unit\nsteel,2013,40,baseline,million tonnes\n"
        "steel,2020,70,target,million tonnes",
    )
    figures = "indicator_id,year,value,unit\nsteel,2016,50,million tonnes\nsteel,2017,52,"
    added, _ = read(write("t.csv", figures), plan)
    assert set(added["unit"]) == {"million tonnes"}
    with pytest.raises(DataRefused, match="expected million tonnes, the indicator's own"):
        read(write("t.csv", "indicator_id,year,value,unit\nsteel,2016,50,tonnes"), plan)
    mixed = "indicator_id,year,value,role,unit\na,2013,1,baseline,t\na,2020,2,target,kg"
    with pytest.raises(DataRefused, match="t, as in the indicator's first row"):
        read_input_tables(targets=str(write("p.csv", mixed)))


def test_a_unit_near_a_known_one_is_doubted(write):
    findings = Findings()
    rows = "a,2013,1,baseline,percnt\na,2020,2,target,percnt"
    plan = write("p.csv", f"indicator_id,year,value,role,unit\n{rows}")
    read_input_tables(targets=str(plan), findings=findings)
    assert "Did you mean 'percent'? Mend it if so." in str(findings.doubts[0])
