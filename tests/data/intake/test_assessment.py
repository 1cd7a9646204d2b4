"""A table of base, current and target values, as a rerunner writes it."""

import pytest

from helpers.data.intake.assessment import read_assessments
from helpers.data.intake.findings import Findings
from helpers.errors import DataRefused

HEADER = "base_year,base_value,current_year,current_value,target_year,target"


@pytest.fixture
def read(write):
    def read_text(text):
        return read_assessments(write("plan.csv", text))

    return read_text


def refused(read, text):
    with pytest.raises(DataRefused) as error:
        read(text)
    return error.value


def test_a_row_is_read_with_its_years_values_and_choices(read):
    table = read(f"name,{HEADER},better,share\ngap,2015,30.5,2017,27,2020,20.25%,lower,yes")
    assert table.to_dict("records") == [
        {
            "name": "gap", "base_year": 2015, "current_year": 2017, "target_year": 2020,
            "base_value": 30.5, "current_value": 27.0, "target": 20.25,
            "better": "lower", "share": True,
        }
    ]  # fmt: skip


def test_what_is_not_said_is_higher_and_no_share_and_named_by_its_row(read):
    table = read(f"{HEADER}\n2015,1,2016,2,2020,3\n\n2015,1,2016,2,2020,4")
    assert table["name"].tolist() == ["row 2", "row 4"]
    assert set(table["better"]) == {"higher"}
    assert not table["share"].any()


@pytest.mark.parametrize("year", ["1066", "2015.0", "2100", "2015"])
def test_a_year_may_be_of_any_time_and_written_as_a_decimal(read, year):
    table = read(f"{HEADER}\n{year},1,2016,2,2020,3")
    assert table["base_year"].tolist() == [float(year)]


def test_a_figure_that_is_not_there_is_one_for_its_row_alone(read):
    table = read(f"{HEADER}\n2015,,2016,2,2020,3\n,1,2016,2,2020,3\n2015,1,2016,2,2020,3")
    assert table["base_value"].isna().tolist() == [True, False, False]
    assert table["base_year"].isna().tolist() == [False, True, False]


def test_numbers_may_be_unrounded_or_scientific(read):
    row = read(f"{HEADER}\n2015,1e3,2016,1.25E+03,2020,33.333333333333336").iloc[0]
    assert (row["base_value"], row["current_value"]) == (1000, 1250)
    assert row["target"] == 33.333333333333336


def test_further_columns_are_carried_along_and_own_output_is_replaced(read):
    table = read(f"{HEADER},goal,method,value,class\n2015,1,2016,2,2020,3,4.1,old,9,met")
    assert table["goal"].tolist() == ["4.1"]
    assert not {"method", "value", "class"} & set(table)


def test_a_column_that_may_be_misspelt_and_a_fraction_are_said(write):
    findings = Findings()
    text = f"{HEADER},beter,goal\n2015,30,2016,0.34,2020,50,lower,4"
    read_assessments(write("plan.csv", text), findings)
    assert ["'better'" in doubt.remedy for doubt in findings.doubts] == [True, False]
    assert "found '0.34'" in str(findings.doubts[1])


def test_a_carried_cell_that_comes_alive_in_a_spreadsheet_is_refused(read):
    error = refused(read, f"{HEADER},goal\n2015,1,2016,2,2020,3,=1+1")
    assert [problem.column for problem in error.problems] == ["goal"]


def test_every_fault_is_told(read):
    error = refused(read, f"{HEADER},better,share\nx,1,2017,x,2020,3,up,maybe\n2015,1,2016,2,0,3,,")
    assert error.message == "plan.csv was not taken"
    assert [(problem.row, problem.column) for problem in error.problems] == [
        (2, "base_year"), (2, "current_value"), (2, "better"), (2, "share"), (3, "target_year"),
    ]  # fmt: skip


def test_of_many_faults_a_thousand_are_told_and_the_other_rows_counted(read):
    rows = "2015,1,2016,x,2020,3\n" * 1_002 + "2015,1,2016,2,2020,3\n"
    error = refused(read, f"{HEADER}\n{rows}")
    assert len(error.problems) == 1_000
    assert error.message.startswith("plan.csv was not taken; 2 further rows have problems")


@pytest.mark.parametrize(
    ("name", "doubted"), [("extra", False), ("sector", False), ("betterr", True), ("limits", True)]
)
def test_a_further_column_is_doubted_only_if_its_name_is_nearly_one_of_the_form(
    write, name, doubted
):
    columns = "base_year,base_value,current_year,current_value,target_year,target"
    path = write("a.csv", f"{columns},{name}\n2013,27,2016,33.3,2020,50,7\n")
    findings = Findings()
    read_assessments(path, findings)
    assert any(f"the column '{name}'" in str(one) for one in findings.doubts) is doubted
