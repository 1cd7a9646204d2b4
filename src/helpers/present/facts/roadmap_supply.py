"""Which roadmap figures are compared with the plan's component target, and how they compare."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.documents.roadmap import ENDS
from helpers.present.facts.roadmap import TEMPLATE, Years, year_labels
from helpers.present.numbers import number, qualified
from helpers.present.table import ShownTable, as_span, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, labels, plain_labels
from helpers.present.texts.language import language
from helpers.present.words import sentence_case


class SupplyFacts(Years, Facts, template=TEMPLATE, block="supply_table"):
    """The plan's share of components (percent) and where it is printed."""

    plan_first: float
    plan_last: float
    plan_item: str
    plan_place: str


def supply_table(beside: pd.DataFrame, plan: pd.Series) -> ShownTable:
    """Show each component target with its distance to the plan's values."""
    distances = [name for name in beside.columns if name.startswith("distance_")]
    rows = _in_words(beside).assign(
        **{f"target_{year}": _targets(beside, year) for year in ENDS},
        **{name: [number(value, 0, sign=True) for value in beside[name]] for name in distances},
    )
    columns = [
        as_text("item"),
        as_year("sector_no"),
        *map(as_text, ("word", "may")),
        *map(as_span, ("target_2020", "target_2025")),
        *(as_span(name) for name in distances),
    ]
    facts = SupplyFacts(
        plan_first=plan["value_2020"],
        plan_last=plan["value_2025"],
        plan_item=plan["item"],
        plan_place=f"{plan['source_id']}, {plan['locator']}",
    )
    return labelled(rows, columns, labels(facts) | year_labels())


def _in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with their measure, and how near it comes to the plan's, in words."""
    spoken = language()
    return rows.assign(
        word=[spoken.word(name, "measures") for name in rows["measure"]],
        may=[spoken.word(name, "supply_bases") for name in rows["basis"]],
    )


def _targets(rows: pd.DataFrame, year: int) -> list[str]:
    """Return the targets of a year with their signs, "" where there is none."""
    ends = (rows[f"{name}_{year}"] for name in ("low", "high", "qualifier"))
    return [qualified(*target) for target in zip(*ends, strict=True)]


def measures_table(beside_plan: pd.DataFrame) -> ShownTable:
    """Show for every measure in percent whether it is compared with the plan's target, and why."""
    words = plain_labels(TEMPLATE, "measures_table")
    rows = _in_words(beside_plan)
    rows = rows.assign(
        word=rows["word"].map(sentence_case),
        object=beside_plan["component"].map({True: words["component"], False: words["other"]}),
        reason=[_reason(row) for row in beside_plan.to_dict("records")],
    )
    columns = [
        *map(as_text, ("word", "object")),
        as_year("figures"),
        *map(as_text, ("may", "reason")),
    ]
    return labelled(rows, columns, words)


def _reason(row: dict) -> str:
    """Return why a measure is compared with the plan's, or why not."""
    reasons, refusals = language().words["supply_reasons"], language().words["supply_refusals"]
    return reasons.get(row["basis"]) or refusals.get(row["measure"], refusals["unknown"])
