"""What a compendium is called after its plan."""

from helpers.data.plan import PlanDescription
from helpers.present.plan_words import SETTING, compendium_title, drawn_for


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
