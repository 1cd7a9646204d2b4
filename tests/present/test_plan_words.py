"""What a compendium is called after its plan."""

from helpers.data.plan import PlanDescription
from helpers.present.plan_words import SETTING, compendium_title, drawn_for, own_plan_alone


def test_a_compendium_is_named_for_its_plan_or_for_none():
    assert compendium_title() == "Made in China 2025 indicator compendium"
    assert compendium_title(PlanDescription("Goals for 2030", "Goals")) == (
        "Goals indicator compendium"
    )
    assert compendium_title(PlanDescription()) == "Indicator compendium"


def test_the_foot_of_a_figure_names_the_compendium_its_kernel_draws_for(monkeypatch):
    assert drawn_for() == compendium_title()
    monkeypatch.setenv(SETTING, "Goals indicator compendium")
    assert drawn_for() == "Goals indicator compendium"


def test_a_cell_of_the_published_plan_says_so_under_other_targets_alone():
    assert own_plan_alone("") is None
    told = own_plan_alone("folder/goals.csv").text()
    assert told.endswith("nothing in it is of goals.csv.")
    assert "Made in China 2025 alone" in told
