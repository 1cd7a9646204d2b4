"""Another plan's target table in place of the twelve indicators."""

import pytest

from helpers.analysis.results import analyse
from helpers.data.edition import load_edition
from helpers.errors import DataRefused

HEADER = "indicator_id,year,value,role,better,target_kind,base_year"
PLAN = f"""{HEADER}
skills,2021,54,baseline,,,
skills,2030,80,target,,,
emissions,2030,-55,target,lower,change_from_base,1990
"""
FIGURES = "indicator_id,year,value\nskills,2023,55.6\nemissions,2023,-37\n"


def test_another_plan_replaces_indicators_and_leaves_the_ministrys_figures_out(write):
    edition = load_edition(targets=str(write("plan.csv", PLAN)))
    assert edition.indicators["indicator_id"].tolist() == ["skills", "emissions"]
    assert edition.observations.empty
    assert len(edition.milestones) == 3


def test_observations_of_another_plan_are_compared_on_its_own_years(write):
    edition = load_edition(str(write("new.csv", FIGURES)), str(write("plan.csv", PLAN)))
    results = analyse(edition, 2023, [], [])
    positions = results.comparison.groupby("indicator_id")["position"].unique().map(list)
    assert positions.to_dict() == {"skills": ["behind"], "emissions": ["behind"]}
    assert set(results.comparison["base_year"]) == {2021, 1990}


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("no-target", f"{HEADER}\nskills,2021,54,baseline,,,", "found 'skills' with baseline only"),
        ("no-base", f"{HEADER}\nskills,2030,80,target,,,", "found 'skills' with target only"),
        (
            "change-without-base",
            f"{HEADER}\ne,2030,-55,target,lower,change_from_base,",
            "the year the change or mean is counted from",
        ),
        (
            "base-after-target",
            f"{HEADER}\ne,2030,-55,target,lower,change_from_base,2031",
            "a year before 2030",
        ),
        (
            "two-directions",
            f"{HEADER}\ns,2021,54,baseline,lower,,\ns,2030,80,target,higher,,",
            "lower, as in the indicator's first row",
        ),
        ("unknown-role", f"{HEADER}\ns,2021,54,goal,,,", "one of baseline, expected, target"),
        ("share-over-100", f"{HEADER}\ns,2021,154,baseline,,,", "at most 100"),
        (
            "year-twice",
            f"{HEADER}\ns,2021,54,baseline,,,\ns,2021,55,target,,,",
            "as in row 2",
        ),
    ],
)
def test_fault_in_a_target_table_has_its_sentence(write, name, text, words):
    with pytest.raises(DataRefused) as refused:
        load_edition(targets=str(write(f"{name}.csv", text)))
    assert words in str(refused.value)
