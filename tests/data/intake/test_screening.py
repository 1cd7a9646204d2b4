"""A large file is screened column by column, and says the same as if read row by row."""

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.analysis.comparison.gaps import compare, compare_in_parts
from helpers.analysis.comparison.inputs import ComparisonInputs, PathChoices
from helpers.analysis.comparison.verdicts import verdicts
from helpers.data.input_tables import read_input_tables
from helpers.data.intake import observations
from helpers.data.intake.distinct import distinct
from helpers.data.intake.files import Sheet
from helpers.data.intake.limits import MOST_PROBLEMS
from helpers.data.intake.observations import DEFAULTS, REQUIRED
from helpers.data.intake.rows import rows_of
from helpers.data.intake.screening import Register, register_of, repeated, screened
from helpers.data.tables.columns import UNITS
from helpers.errors import DataRefused

CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"
HEADER = "indicator_id,year,value"
CELLS = {
    "indicator_id": [CNC, DIGITAL, "quality_competitiveness_index", "patent_density", "cnc", ""],
    "year": ["2017", "2018年", "２０１７", "2012", "1912", "17", "2017-01", "9" * 20, ""],
    "value": ["34.1", "34.1%", "134", "-3", "a third", "9" * 30, "0." + "1" * 14, "1e400", "nan"],
    "unit": ["", "percent", "index_points", "percents", "patents_per_100m_yuan"],
    "qualifier": ["exact", "about", "circa", ""],
    "series": ["", "plan", "a label", "a\u202eb"],
    "status": ["reported", "guessed"],
    "note": ["", "=1+1", "- 5 % (about)", "x\x1b[2J"],
}
ROWS = st.lists(
    st.fixed_dictionaries({n: st.sampled_from(c) for n, c in CELLS.items()}), min_size=1
)
QUICK = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def sheet_of(rows):
    cells = pd.DataFrame(rows, dtype=object)
    cells.index += 2
    return Sheet("rows.csv", "", cells)


@QUICK
@given(rows=ROWS)
def test_screening_finds_the_rows_that_reading_cell_by_cell_faults(edition, rows):
    sheet = sheet_of(rows)
    register = register_of(edition.indicators, edition.milestones)
    cells = {name: distinct(sheet, name, DEFAULTS.get(name, "")) for name in (*REQUIRED, *DEFAULTS)}
    found = screened(cells, register)["faulty"].tolist()
    told = []
    for row in rows_of(sheet, DEFAULTS):
        observations._tell_faults(row, register)
        told.append(bool(row.faults))
    assert found == told


@QUICK
@given(rows=ROWS)
def test_a_row_is_repeated_if_an_earlier_one_has_its_indicator_year_and_series(rows):
    sheet = sheet_of(rows)
    cells = {name: distinct(sheet, name, DEFAULTS.get(name, "")) for name in (*REQUIRED, *DEFAULTS)}
    years = pd.Series([row.cells.get("year", "") for row in rows_of(sheet, DEFAULTS)])
    known = years.str.removesuffix("年").map({"2017": 2017, "2018": 2018}).fillna(0).astype(int)
    seen, expected = set(), []
    for row, year in zip(rows_of(sheet, DEFAULTS), known, strict=True):
        key = (row["indicator_id"], year, row["series"])
        expected.append(bool(year) and key in seen)
        seen.add(key)
    assert repeated(cells, known.to_numpy()).tolist() == expected


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


@pytest.fixture(scope="module")
def labelled(tmp_path_factory):
    """An edition with twenty labels of each rate in 2017, some of them the plan's own."""
    lines = [
        f"{indicator},2017,{30 + number}.{number % 10},{f'label {number}' if number else 'plan'}"
        for indicator in (CNC, DIGITAL)
        for number in range(20)
    ]
    path = tmp_path_factory.mktemp("labelled") / "new.csv"
    path.write_text("\n".join([f"{HEADER},series", *lines]), encoding="utf-8")
    return read_input_tables(str(path))


@pytest.mark.parametrize("size", [1, 7, 1_000])
def test_a_comparison_in_parts_is_the_comparison(labelled, results, size):
    tables = (labelled.observations, results.points, labelled.indicators)
    inputs = ComparisonInputs(*tables, PathChoices(2017))
    whole = compare(inputs)
    parts = list(compare_in_parts(inputs, size=size))
    assert len(whole) == 40 * 12
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole)
    drawn = pd.concat([verdicts(part) for part in parts], ignore_index=True)
    pd.testing.assert_frame_equal(drawn, verdicts(whole))


NAN = float("nan")
SMALL = Register(
    {
        "share": {"unit": "percent", "lower_bound": 0.0, "upper_bound": 100.0},
        "index": {"unit": "index_points", "lower_bound": NAN, "upper_bound": NAN},
    },
    {"share": 2013.0},
)


def screened_row(**cells):
    sheet = sheet_of([{"indicator_id": "share", "year": "2017", "value": "34.1"} | cells])
    columns = {
        name: distinct(sheet, name, DEFAULTS.get(name, "")) for name in (*REQUIRED, *DEFAULTS)
    }
    return {name: column[0] for name, column in screened(columns, SMALL).items()}


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
def test_a_sound_row_is_not_faulty(cells):
    assert not screened_row(**cells)["faulty"]


@pytest.mark.parametrize(
    "cells",
    [
        {"indicator_id": "other", "unit": "percent"},
        {"indicator_id": "index", "year": "17"},
        {"year": "2012"},
        {"value": "-0.1"},
        {"value": "100.1"},
        {"value": "a third"},
        {"indicator_id": "index", "value": "9" * 16},
        {"indicator_id": "index", "value": "84%"},
        {"unit": "percents"},
        {"qualifier": "circa"},
        {"status": "guessed"},
        {"series": "=1+1"},
        {"population": "=1+1"},
        {"label_printed": "=1+1"},
        {"source": "=1+1"},
        {"note": "=1+1"},
    ],
    ids=str,
)
def test_one_fault_makes_a_row_faulty(cells):
    assert screened_row(**cells)["faulty"]


def test_a_row_is_read_as_unit_year_value_and_decimals():
    row = screened_row(value="34.10%")
    assert (row["value"], row["decimals"], bool(row["percent"]), row["year"]) == (
        34.1,
        2,
        True,
        2017,
    )
    assert UNITS[row["unit"]] == "percent"
    assert UNITS[screened_row(indicator_id="index")["unit"]] == "index_points"
    assert UNITS[screened_row(unit="index_base_100")["unit"]] == "index_base_100"


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
