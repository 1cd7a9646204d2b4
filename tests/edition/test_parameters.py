"""The parameter contract: what is refused before a kernel starts."""

import pytest

from helpers.edition.notebooks import all_notebooks, read_parameters
from helpers.edition.parameters import (
    check_values,
    declared_parameters,
    for_notebook,
    parse_assignments,
)
from helpers.errors import RunFailed, WrongCall


@pytest.fixture(scope="module")
def declared():
    return declared_parameters(all_notebooks())


def test_every_notebook_declares_readable_parameters():
    for notebook in all_notebooks():
        assert notebook.parameters, notebook.name
        assert all(entry.help for entry in notebook.parameters)


def test_a_line_gives_name_type_default_and_help():
    (entry,) = read_parameters("report_year: int = 2016  # year compared", "x.ipynb")
    assert (entry.name, entry.type, entry.default, entry.help) == (
        "report_year",
        "int",
        2016,
        "year compared",
    )


@pytest.mark.parametrize(
    "line",
    [
        "x = 1",
        "x: int",
        "x: float = 1.0  # no such type",
        "x: int = 1  # a = b",
        "print(1)",
        "x: int = y  # a name",
    ],
)
def test_a_line_papermill_would_misread_is_refused(line):
    with pytest.raises(RunFailed, match="is not 'name: type = default"):
        read_parameters(line, "x.ipynb")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"reportyear": 2017}, "Did you mean 'report_year'"),
        ({"colour": "red"}, "one of observations, reading, targets"),
        ({"report_year": "2017x"}, "report_year='2017x'"),
        ({"report_year": 2017.5}, "expected a whole number. "),
        ({"report_year": True}, "expected a whole number. "),
        ({"rules": [1]}, "expected names. "),
        ({"base_years": ["2013"]}, "expected whole numbers. "),
        ({"observations": 5}, "expected a text. "),
        ({"observations": "nowhere.csv"}, "no file 'nowhere.csv'"),
    ],
)
def test_unknown_and_mistyped_parameters_are_refused(declared, values, words):
    with pytest.raises(WrongCall) as refused:
        check_values(values, declared)
    assert words in str(refused.value)


def test_all_faults_are_told_at_once(declared):
    with pytest.raises(WrongCall) as refused:
        check_values({"a": 1, "report_year": "x"}, declared)
    assert len(refused.value.problems) == 2


def test_values_from_the_command_line_are_literals_or_text():
    values = parse_assignments(["report_year=2017", "rules=['linear']", "edition=mine"])
    assert values == {"report_year": 2017, "rules": ["linear"], "edition": "mine"}
    with pytest.raises(WrongCall, match="write name=value"):
        parse_assignments(["report_year"])


def test_one_value_makes_a_list(declared):
    assert check_values({"rules": "linear"}, declared) == {"rules": ["linear"]}


def test_a_notebook_gets_only_what_it_declares_and_what_differs():
    notebook = all_notebooks()[0]
    values = {"observations": "x.csv", "targets": "", "report_year": 2017}
    assert for_notebook(values, notebook) == {"observations": "x.csv"}


def test_of_several_years_the_last_is_compared_unless_another_is_said(declared):
    years = {"report_years": [2024, 2022, 2023]}
    assert check_values(years, declared)["report_year"] == 2024
    assert check_values(years | {"report_year": 2022}, declared)["report_year"] == 2022
    assert "report_year" not in check_values({"report_years": []}, declared)
