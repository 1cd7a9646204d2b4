"""What parameters may choose from a target table, and how another choice is refused."""

import pandas as pd
import pytest

from helpers.data.parameter_choices import (
    as_letter,
    check_choices,
    known_choices,
    section_letters,
    unknown,
)
from helpers.errors import WrongCall


def plan(roles, base_year=None):
    """A plan of one indicator with a milestone a role and year."""
    milestones = pd.DataFrame(roles, columns=["role", "year"]).assign(base_year=base_year)
    return {"indicators": pd.DataFrame({"indicator_id": ["share"]}), "milestones": milestones}


LEVELS = plan([("baseline", 2013), ("expected", 2015), ("target", 2020), ("target", 2025)])
YEARS = [2013, 2015]


def test_bases_are_milestones_before_the_targets():
    assert known_choices(LEVELS) == {
        "indicators": ["share"], "base_years": YEARS, "target_years": [2020, 2025],
    }  # fmt: skip


def test_without_such_milestones_bases_are_what_the_targets_count_from():
    changes = plan([("target", 2025), ("target", 2020)], [2020, 2015])
    assert known_choices(changes)["base_years"] == [2015, 2020]


def test_every_choice_that_is_not_there_is_named_at_once():
    check_choices(LEVELS, indicators=["share"], base_years=YEARS, target_years=[])
    with pytest.raises(WrongCall) as refused:
        check_choices(LEVELS, indicators=["shore"], base_years=[2013, 2014])
    assert [problem.found for problem in refused.value.problems] == [
        "indicators='shore'", "base_years=2014",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "known", "hint"),
    [
        ("shore", ["share", "rate"], "Did you mean 'share'? "),
        (2010, YEARS, "Did you mean 2013? "),
        (2020, YEARS, "Did you mean 2015? "),
        (2016, YEARS, "Did you mean 2015? "),
        (2021, YEARS, ""),
        (2014, [2013, 2020], "Did you mean 2013? "),
        (2014.5, YEARS, ""),
        (2014, ["2014"], ""),
    ],
)
def test_the_nearest_is_offered_within_five_years(given, known, hint):
    (problem,) = unknown("base_years", [given], known)
    assert problem.remedy == f"{hint}Mend it, or leave 'base_years' out."


def test_where_nothing_can_be_chosen_it_says_so():
    (problem,) = unknown("base_years", [2013], [])
    assert problem.expected == "no choice: there is nothing to choose from"
    assert problem.remedy == "Leave 'base_years' out."
    assert unknown("base_years", [], []) == []


def test_where_no_figure_has_an_area_it_says_what_is_missing_and_what_to_do():
    (problem,) = unknown("area_sheets", ["Hunan", "Hubei"], [])
    assert str(problem) == (
        "found area_sheets='Hunan', 'Hubei'; expected figures of areas: the figures in use have "
        "no column 'area', or nothing in it. Add the column and the area of each figure, or "
        "leave 'area_sheets' out."
    )


def test_rules_are_named_and_nothing_else_has_to_be():
    (problem,) = unknown("rules", [], ["linear"])
    assert problem.found == "rules=[]"
    assert unknown("base_years", [], YEARS) == unknown("rules", ["linear"], ["linear"]) == []


def test_a_section_has_the_letter_before_its_name_however_it_is_asked_for():
    sections = pd.DataFrame({"section": ["B. New Energy Vehicles", "C. Robots"]})
    assert section_letters(sections).tolist() == ["B", "C"]
    assert as_letter(" b ") == "B"
