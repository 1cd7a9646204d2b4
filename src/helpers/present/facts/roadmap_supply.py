"""Tables of notebook 05 that set roadmap figures beside the plan's component target, or do not."""

from __future__ import annotations

import pandas as pd

from helpers.present.facts.roadmap import SOURCE_NOTE
from helpers.present.numbers import DASH, as_target, number, plain_number
from helpers.present.table import ShownTable, as_span, as_text, as_year
from helpers.present.words import measure_word, sentence_case

BASIS_WORDS = {
    "nearest": "yes, nearest in wording",
    "home_market": "yes, as another measure",
    "market_not_named": "only if the home market is meant",
    "no": "no",
}
BASIS_REASONS = {
    "nearest": "Own supply of core systems; printed for maritime equipment only.",
    "home_market": "Sales at home; supply may be assured without them, and the other way round.",
    "market_not_named": "Which market is meant is not printed.",
}
NO_REASONS = {
    "domestic_market_share": "Finished goods or whole industries, not components.",
    "market_share": "Finished goods or whole industries, not components.",
    "international_market_share": "Sales on the international market, not supply at home.",
    "self_sufficiency_rate": "Another term than the plan's, for applications, not components.",
    "indigenous_rate": "Whose product it is, not where its parts come from.",
    "application_rate": "How many use a thing, not who supplies it.",
    "usage_rate": "How many use a thing, not who supplies it.",
    "effective_use_rate": "How much of what is spread takes effect, not who supplies it.",
    "domestic_equipment_rate": "Finished equipment in hospitals.",
    "generic_production_rate": "Drugs that are brought to production.",
    "export_share": "Sales abroad.",
    "export_share_of_production": "Sales abroad.",
    "overseas_share_of_sales": "Sales abroad.",
    "foreign_share_of_sales": "Sales abroad.",
    "service_share_of_sales": "Services in the sales of the industry.",
}


def supply_table(beside: pd.DataFrame, plan: pd.Series) -> ShownTable:
    """Show each component target with its distance to the plan's values."""
    rows = beside.assign(
        word=[measure_word(name) for name in beside["measure"]],
        may=[BASIS_WORDS[name] for name in beside["basis"]],
        **{f"target_{year}": _targets(beside, year) for year in (2020, 2025)},
        **{
            f"to_{name}": [_distance(value) for value in beside[f"distance_{name}"]]
            for name in ("2020", "2025", "rise")
        },
    )
    columns = [
        as_text("item", "Component target"),
        as_year("sector_no", "Sector"),
        as_text("word", "Measure"),
        as_text("may", "Beside the plan?"),
        as_span("target_2020", "2020, %"),
        as_span("target_2025", "2025, %"),
        as_span("to_2020", "2020 less the plan, points"),
        as_span("to_2025", "2025 less the plan, points"),
        as_span("to_rise", "Rise less the plan's, points"),
    ]
    return ShownTable(
        rows,
        columns,
        f"A row is a component target. The plan: {plain_number(plan['value_2020'])} % in 2020, "
        f"{plain_number(plan['value_2025'])} % in 2025 of {plan['item']}.",
        f"An object counts as a component by the words of the item. {SOURCE_NOTE} The plan: "
        f"{plan['source_id']}, {plan['locator']}.",
    )


def _targets(rows: pd.DataFrame, year: int) -> list[str]:
    """Return the targets of a year with their signs; a dash where there is none."""
    return [
        as_target(*ends) or DASH
        for ends in zip(
            rows[f"low_{year}"], rows[f"high_{year}"], rows[f"qualifier_{year}"], strict=True
        )
    ]


def _distance(value: float) -> str:
    """Return a distance with its sign; a dash where a year has no figure."""
    return number(value, 0, sign=True) if pd.notna(value) else DASH


def measures_table(beside_plan: pd.DataFrame) -> ShownTable:
    """Show for every measure in percent whether it may be set beside the plan's target, and why."""
    records = beside_plan.to_dict("records")
    rows = beside_plan.assign(
        word=[sentence_case(measure_word(name)) for name in beside_plan["measure"]],
        object=["components, materials" if row["component"] else "other" for row in records],
        may=[BASIS_WORDS[row["basis"]] for row in records],
        reason=[
            BASIS_REASONS.get(row["basis"])
            or NO_REASONS.get(row["measure"], "A measure this compendium has not judged.")
            for row in records
        ],
    )
    columns = [
        as_text("word", "Measure"),
        as_text("object", "Of"),
        as_year("figures", "Figures"),
        as_text("may", "Beside the plan's component target?"),
        as_text("reason", "Why"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a measure in percent and a kind of object.",
        "The plan's own term is independent assurance (自主保障); what its share is counted in is "
        "not printed, so no measure of the roadmap is the same.",
    )
