"""Bad input: each kind of fault has its sentence, and all of a file's faults come at once."""

import csv
from itertools import groupby

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.data.input_tables import read_input_tables
from helpers.data.intake.limits import MOST_PROBLEMS
from helpers.data.intake.observations import read_added_observations
from helpers.errors import DataRefused

HEADER = "indicator_id,year,value"
CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"

FAULTS = [
    ("unknown-indicator", f"{HEADER}\ncnc_ratio,2017,34.1", "Did you mean 'cnc_key_process_ratio'"),
    ("no-indicator", f"{HEADER}\n,2017,34.1", "column 'indicator_id': found a blank"),
    ("year-in-words", f"{HEADER}\n{CNC},last year,34.1", "expected a year of four digits"),
    ("date-for-year", f"{HEADER}\n{CNC},2017-12-31,34.1", "Write the year alone"),
    ("two-digit-year", f"{HEADER}\n{CNC},17,34.1", "expected a year of four digits"),
    ("year-before-base", f"{HEADER}\n{CNC},2012,34.1", "a year from 2013 on"),
    ("year-of-no-time", f"{HEADER}\n{CNC},1912,34.1", "a year from 1949 to 2049"),
    ("no-year", f"{HEADER}\n{CNC},,34.1", "column 'year': found a blank"),
    ("value-in-words", f"{HEADER}\n{CNC},2017,a third", "found 'a third'; expected a number"),
    ("no-value", f"{HEADER}\n{CNC},2017,", "column 'value': found a blank"),
    ("dash-for-value", f"{HEADER}\n{CNC},2017,-", "found no row with a value"),
    ("decimal-comma", f'{HEADER}\n{CNC},2017,"34,1"', "expected a number"),
    ("bound-without-end", f"{HEADER}\npatent_density,2017,>34", "no bound of the indicator closes"),
    ("bound-of-words", f"{HEADER}\n{CNC},2017,over a third", "expected a number"),
    ("bound-twice", f"{HEADER}\n{CNC},2017,>>34", "expected a number"),
    ("two-qualifiers", f"{HEADER},qualifier\n{CNC},2017,>34,about", "over, as the value says"),
    ("month-13", f"{HEADER}\n{CNC},2017-13,34.1", "a year, not a date"),
    ("two-months", f"{HEADER}\n{CNC},2017-03,34.1\n{CNC},2017-06,34.2", "stands for the year"),
    ("no-base-year", f"{HEADER},unit\nenergy_intensity,2017,-8,percent_over_period",
     "column 'base_year': found a blank"),
    ("base-after", f"{HEADER},unit,base_year\nenergy_intensity,2017,-8,percent_over_period,2018",
     "a year before 2017"),
    ("base-of-a-level", f"{HEADER},base_year\n{CNC},2017,34.1,2015",
     "a blank, except in rows of percent_over_period"),
    ("unit-of-its-own", f"{HEADER},unit\n{CNC},2017,34.1,tonnes", "percent, the indicator's own"),
    ("formula", f"{HEADER}\n{CNC},2017,=34+0.1", "found '=34+0.1'"),
    ("share-over-100", f"{HEADER}\n{CNC},2017,134.1", "at least 0 and at most 100"),
    ("negative-share", f"{HEADER}\n{CNC},2017,-3", "at least 0 and at most 100"),
    (
        "percent-of-an-index",
        f"{HEADER}\nquality_competitiveness_index,2017,84%",
        "a number in index_points",
    ),
    ("unknown-unit", f"{HEADER},unit\n{CNC},2017,34.1,percents", "Did you mean 'percent'"),
    ("unknown-qualifier", f"{HEADER},qualifier\n{CNC},2017,34.1,circa", "one of exact, about"),
    ("unknown-status", f"{HEADER},status\n{CNC},2017,34.1,guessed", "reported, derived, expected"),
    ("repeated-row", f"{HEADER}\n{CNC},2017,34.1\n{CNC},2017,34.2", "as in row 2"),
    ("missing-column", f"indicator_id,year\n{CNC},2017", "no column 'value'"),
    ("misspelt-column", f"indicator_id,jahr,value\n{CNC},2017,34.1", "the column 'jahr'"),
    ("column-twice", f"{HEADER},value\n{CNC},2017,34.1,34.2", "the column 'value' twice"),
    ("column-without-name", f"{HEADER},,note\n{CNC},2017,34.1,1,x", "a column without a name"),
    ("too-many-cells", f"{HEADER}\n{CNC},2017,34,1", "found 4 cells; expected 3"),
    ("header-only", f"{HEADER}\n", "a header only"),
    ("empty", "", "no rows"),
    ("blank-lines-only", "\n\n  \n", "no rows"),
    ("unclosed-quote", f'{HEADER}\n{CNC},2017,"34.1', "a well-formed CSV file"),
    ("null-bytes", f"{HEADER}\n{CNC},2017,\0", "another encoding"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "words"), FAULTS, ids=[name for name, _, _ in FAULTS])
def test_fault_has_its_sentence(write, name, text, words):
    path = write(f"{name}.csv", text)
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(path))
    assert words in str(refused.value)
    assert f"{name}.csv" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.csv", "found no such file"),
        ("figures.numbers", "a file of type '.numbers'"),
        ("not-a-workbook.xlsx", "a damaged workbook"),
    ],
)
def test_file_that_cannot_be_opened_is_named(write, tmp_path, name, words):
    if name != "missing.csv":
        write(name, "x")
    with pytest.raises(DataRefused, match=words):
        read_input_tables(str(tmp_path / name))


def test_all_faults_of_a_file_are_told_in_reading_order(write):
    path = write("many.csv", f"{HEADER}\ncnc,17,x\n{DIGITAL},2017,163.2\n{DIGITAL},2001,1")
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(path))
    places = [(problem.row, problem.column) for problem in refused.value.problems]
    assert places == [
        (2, "indicator_id"),
        (2, "year"),
        (2, "value"),
        (3, "value"),
        (4, "year"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("comma", f"{HEADER}\n{CNC},2017,34.1\n", "utf-8"),
        ("semicolon", f"indicator_id;year;value\n{CNC};2017;34.1\n", "utf-8"),
        ("tab", f"indicator_id\tyear\tvalue\n{CNC}\t2017\t34.1\n", "utf-8"),
        ("bom", f"{HEADER}\n{CNC},2017,34.1\n", "utf-8-sig"),
        ("gb18030", f"{HEADER},note\n{CNC},2017,34.1,数控化率\n", "gb18030"),
        ("crlf", f"{HEADER}\r\n{CNC},2017,34.1\r\n", "utf-8"),
        ("full-width", f"{HEADER}\n{CNC},２０１７,３４．１％\n", "utf-8"),
        ("chinese-year", f"{HEADER}\n{CNC},2017年,34.1\n", "utf-8"),
        ("columns-moved", f"value,year,indicator_id\n34.1,2017,{CNC}\n", "utf-8"),
        ("blank-rows", f"\n{HEADER}\n\n{CNC},2017,34.1\n\n", "utf-8"),
    ],
)
def test_every_dialect_gives_the_same_observation(write, name, text, encoding):
    added = read_input_tables(str(write(f"{name}.csv", text, encoding))).observations
    row = added[added["source_id"] == "added"].iloc[0]
    assert (row["indicator_id"], row["year"], row["value"], row["decimals"]) == (CNC, 2017, 34.1, 1)
    assert (row["series"], row["comparable"], row["unit"]) == ("plan", "yes", "percent")


def test_a_workbook_gives_the_same_observation(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append([CNC, 2017, 34.1])
    path = tmp_path / "figures.xlsx"
    book.save(path)
    added = read_input_tables(str(path)).observations
    row = added[added["source_id"] == "added"].iloc[0]
    assert (row["year"], row["value"], row["locator"]) == (2017, 34.1, "sheet Sheet, row 2")


def test_the_way_back_of_an_added_figure_names_file_and_row(write):
    path = write("new.csv", f"{HEADER},source\n{CNC},2017,34.1,Yearbook p. 3")
    edition = read_input_tables(str(path))
    row = edition.observations[edition.observations["source_id"] == "added"].iloc[0]
    assert row["locator"] == "row 2"
    assert row["note"] == "Yearbook p. 3"
    titles = edition.sources.set_index("source_id")["title"]
    assert titles["added"] == "new.csv"


def test_added_figures_change_no_published_row(write, edition):
    path = write("new.csv", f"{HEADER}\n{CNC},2017,34.1")
    more = read_input_tables(str(path))
    before = more.observations[more.observations["source_id"] != "added"].reset_index(drop=True)
    assert before.equals(edition.observations)
    assert more.milestones.equals(edition.milestones)


def test_of_many_problems_the_first_are_told_and_the_rest_counted(write):
    rows = "\n".join(f"{CNC},1912,3.{value}" for value in range(MOST_PROBLEMS + 5))
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(write("many.csv", f"{HEADER}\n{rows}")))
    assert len(refused.value.problems) == MOST_PROBLEMS
    assert refused.value.message == (
        "many.csv was not taken; 5 further rows have problems, told once these are mended"
    )


def test_a_repetition_far_down_names_the_row_it_repeats(write):
    rows = "\n".join(f"{CNC},2017,34.1,label {number}" for number in range(3_000))
    text = f"{HEADER},series\n{rows}\n{CNC},2017,34.2,label 1500\n"
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(write("again.csv", text)))
    assert [(problem.row, problem.expected) for problem in refused.value.problems] == [
        (3_002, "one row for each, as in row 1502")
    ]


def test_of_very_many_known_names_some_are_listed_and_the_nearest_is_offered(write):
    names = [f"indicator_{number}" for number in range(500)]
    plan = "indicator_id,year,value,role\n" + "\n".join(
        f"{name},2015,20,baseline\n{name},2025,60,target" for name in names
    )
    observed = write("new.csv", f"{HEADER}\nindicator-499,2017,30")
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(observed), str(write("plan.csv", plan)))
    (problem,) = refused.value.problems
    assert problem.expected.endswith("indicator_39 and 460 others")
    assert "Did you mean 'indicator_499'?" in problem.remedy


def test_rows_with_several_faults_are_told_until_there_are_a_thousand(write):
    rows = f"{CNC},1912,x\n" * 502
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(write("many.csv", f"{HEADER}\n{rows}")))
    assert len(refused.value.problems) == 1_000
    assert refused.value.message.startswith("many.csv was not taken; 2 further rows have problems")


@pytest.mark.parametrize("cells", ["2013,34.1", "2017,0", "2017,100"])
def test_a_year_or_value_at_its_bound_is_no_fault_of_a_faulty_row(write, cells):
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(write("f.csv", f"{HEADER},status\n{CNC},{cells},guessed")))
    assert [problem.column for problem in refused.value.problems] == ["status"]


NONE = float("nan")
INDICATORS = pd.DataFrame(
    {
        "indicator_id": ["share", "index"],
        "unit": ["percent", "index_points"],
        "target_kind": ["level", "level"],
        "lower_bound": [0.0, NONE],
        "upper_bound": [100.0, NONE],
    }
)
# Of the index no milestone says from which year on it may be observed.
MILESTONES = pd.DataFrame(
    {"indicator_id": ["share"], "year": [2015], "base_year": [2013.0], "value": [33.0]}
)


def read_rows(path, *rows):
    """Read rows of a small edition; what a row does not say is a sound share of 2017."""
    rows = [{"indicator_id": "share", "year": "2017", "value": "34.1"} | row for row in rows]
    names = sorted({name for row in rows for name in row})
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return read_added_observations(path, INDICATORS, MILESTONES)


@pytest.mark.parametrize(
    "cells",
    [
        {},
        {"year": "2013"},
        {"value": "0"},
        {"value": "100"},
        {"value": "34.1%"},
        {"value": "134.1", "unit": "percent_per_year"},
        {"indicator_id": "index", "value": "134.1"},
        {"indicator_id": "index", "value": "-3%", "unit": "percentage_points"},
        {"indicator_id": "index", "year": "1950"},
        {"qualifier": "about", "status": "expected", "note": "by hand"},
    ],
    ids=str,
)
def test_a_sound_row_is_taken(tmp_path, cells):
    assert len(read_rows(tmp_path / "f.csv", cells)) == 1


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"indicator_id": "other", "unit": "percent"}, "indicator_id"),
        ({"indicator_id": "index", "year": "17"}, "year"),
        ({"year": "2012"}, "year"),
        ({"value": "-0.1"}, "value"),
        ({"value": "100.1"}, "value"),
        ({"value": "a third"}, "value"),
        ({"indicator_id": "index", "value": "9" * 16}, "value"),
        ({"indicator_id": "index", "value": "84%"}, "value"),
        ({"unit": "percents"}, "unit"),
        ({"qualifier": "circa"}, "qualifier"),
        ({"status": "guessed"}, "status"),
        ({"series": "=1+1"}, "series"),
        ({"population": "=1+1"}, "population"),
        ({"label_printed": "=1+1"}, "label_printed"),
        ({"source": "=1+1"}, "source"),
        ({"note": "=1+1"}, "note"),
    ],
    ids=str,
)
def test_one_fault_of_a_row_is_one_problem_of_its_column(tmp_path, cells, column):
    with pytest.raises(DataRefused) as refused:
        read_rows(tmp_path / "f.csv", cells)
    assert [(problem.row, problem.column) for problem in refused.value.problems] == [(2, column)]


def test_a_row_is_read_as_unit_year_value_and_decimals(tmp_path):
    rows = read_rows(
        tmp_path / "f.csv",
        {"value": "34.10%"},
        {"indicator_id": "index"},
        {"unit": "index_base_100", "series": "a label"},
    )
    assert rows[["unit", "year", "value", "decimals", "series"]].to_numpy().tolist() == [
        ["percent", 2017, 34.1, 2, "plan"],
        ["index_points", 2017, 34.1, 1, "plan"],
        ["index_base_100", 2017, 34.1, 1, "a label"],
    ]


def test_source_and_note_become_one_note(tmp_path):
    path = tmp_path / "f.csv"
    both, note, neither = (
        {"source": "s", "note": "n"},
        {"note": "n", "year": "2018"},
        {"year": "2019"},
    )
    assert read_rows(path, both, note, neither)["note"].tolist() == ["s; n", "n", ""]
    assert read_rows(path, note, neither)["note"].tolist() == ["n", ""]


CELLS = {
    "indicator_id": ["share", "index", "cnc", ""],
    "year": ["2017", "2018年", "２０１７", "2012", "1912", "17", "2017-01", "9" * 20, ""],
    "value": ["34.1", "34.1%", "134", "-3", "a third", "9" * 30, "0." + "1" * 14, "1e400", "nan"],
    "unit": ["", "percent", "index_points", "percents", "patents_per_100m_yuan"],
    "qualifier": ["exact", "about", "circa", ""],
    "series": ["", "plan", "a label", "a\u202eb"],
    "status": ["reported", "guessed"],
    "note": ["", "=1+1", "- 5 % (about)", "x\x1b[2J"],
}
ROWS = st.lists(
    st.fixed_dictionaries({n: st.sampled_from(c) for n, c in CELLS.items()}), min_size=1, max_size=6
)


def told_by_row(path, rows):
    """Return what is told of each row at fault but repetitions, by its place among the rows."""
    try:
        read_rows(path, *rows)
    except DataRefused as refused:
        by_row = groupby(refused.problems, key=lambda problem: problem.row - 2)
        told = {
            row: [(problem.column, problem.found, problem.expected) for problem in problems
                  if "as in row" not in problem.expected]
            for row, problems in by_row
        }  # fmt: skip
        return {row: problems for row, problems in told.items() if problems}
    return {}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=ROWS)
def test_all_rows_at_once_are_told_the_same_as_each_alone(tmp_path, rows):
    alone = {row: told_by_row(tmp_path / "f.csv", [cells]) for row, cells in enumerate(rows)}
    expected = {row: told[0] for row, told in alone.items() if told}
    assert told_by_row(tmp_path / "f.csv", rows) == expected
