"""A table of base, current and target values, as a rerunner writes it."""

import pytest

from helpers.data.intake.assessment import read_assessments
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


@pytest.mark.parametrize(
    ("base", "current", "target", "sound"),
    [
        (2015, 2017, 2020, True),
        (2015, 2022, 2020, True),
        (2017, 2017, 2020, False),
        (2017, 2018, 2017, False),
        (2018, 2017, 2020, False),
        (2018, 2020, 2017, False),
    ],
)
def test_the_base_year_comes_first(read, base, current, target, sound):
    text = f"{HEADER}\n{base},1,{current},2,{target},3"
    if sound:
        assert len(read(text)) == 1
    else:
        (problem,) = refused(read, text).problems
        assert (problem.row, problem.column) == (2, "base_year")
        assert problem.expected == "a year before current and target year"


def test_every_fault_is_told_and_an_unread_year_only_once(read):
    error = refused(read, f"{HEADER},better,share\n17,1,2017,x,2020,3,up,maybe\n2015,1,2016,2,,3,,")
    assert error.message == "plan.csv was not taken"
    assert [(problem.row, problem.column) for problem in error.problems] == [
        (2, "base_year"), (2, "current_value"), (2, "better"), (2, "share"), (3, "target_year"),
    ]  # fmt: skip


def test_of_many_faults_a_thousand_are_told_and_the_other_rows_counted(read):
    rows = "2015,1,2016,x,2020,3\n" * 1_002 + "2015,1,2016,2,2020,3\n"
    error = refused(read, f"{HEADER}\n{rows}")
    assert len(error.problems) == 1_000
    assert error.message.startswith("plan.csv was not taken; 2 further rows have problems")
