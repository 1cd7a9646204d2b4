"""Which roadmap figures may be set beside the plan's self-supply target, and how they stand to it.

The plan's box 3 wants 40 % (2020) and 70 % (2025) of core basic components and key basic materials
under independent assurance (自主保障) and does not print what the share is counted in. The roadmap
prints other measures for single product groups. None is the plan's, so no value is averaged,
weighted or tested against it; a figure is set beside it only where its object is a component or
a material and its measure speaks of supply at home.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.documents.roadmap import ENDS

PLAN_MEASURE = "independent_assurance_rate"
# An object counts as component or material by the item's own words; this compendium's reading.
COMPONENT = r"\b(?:components?|parts|materials?|chips|critical systems|core systems)\b"
# How near a measure comes to the plan's: the nearest first. All others cannot be set beside it.
BASES = {
    "self_supporting_rate": "nearest",
    "domestic_market_share": "home_market",
    "market_share": "market_not_named",
}
NOT = "no"


def plan_supply(programme_targets: pd.DataFrame) -> pd.Series:
    """The plan's national target for core components: value of both years (percent), and rise.

    Returns
    -------
    Series
        item, measure, value_2020, value_2025, rise, source_id, locator.
    """
    own = programme_targets[programme_targets["measure"] == PLAN_MEASURE].set_index("year")
    first, last = (own.loc[year] for year in ENDS)
    return pd.Series(
        {
            "item": first["item"],
            "measure": PLAN_MEASURE,
            "value_2020": first["value"],
            "value_2025": last["value"],
            "rise": last["value"] - first["value"],
            "source_id": first["source_id"],
            "locator": first["locator"],
        }
    )


def is_component(items: pd.Series) -> pd.Series:
    """Tell whether the words of an item name a component, part, material, chip or core system."""
    return items.str.contains(COMPONENT, case=False)


def basis(items: pd.Series, measures: pd.Series) -> pd.Series:
    """Say how near a figure comes to the plan's target: a value of ``BASES``, or ``no``."""
    return measures.map(BASES).where(is_component(items), NOT).fillna(NOT)


def supply(shares: pd.DataFrame, singles: pd.DataFrame, plan: pd.Series) -> pd.DataFrame:
    """Component figures that may be set beside the plan's target, with their distance to it.

    Parameters
    ----------
    shares, singles
        Results of ``roadmap_shares.share_pairs`` and ``roadmap_shares.single_shares``.
    plan
        Result of `plan_supply`.

    Returns
    -------
    DataFrame
        Rows of both with `basis`, `distance_2020` and `distance_2025` (figure minus plan, points;
        NaN where the year has no figure) and `distance_rise` (points). Nearest basis first, then
        pairs before single figures, then in the order of the roadmap.
    """
    table = pd.concat([shares, singles]) if len(singles) else shares
    table = table.assign(basis=basis(table["item"], table["measure"]))
    table = table[table["basis"] != NOT]
    table = _nearest_first(table)
    for name in (*(f"value_{year}" for year in ENDS), "rise"):
        table[f"distance_{name.removeprefix('value_')}"] = table[name] - plan[name]
    return table


def beside_plan(targets: pd.DataFrame) -> pd.DataFrame:
    """Every measure in percent, split by object: may it be set beside the plan's target?

    Returns
    -------
    DataFrame
        measure, component (whether its objects are components or materials), figures, basis; those
        that may be set beside the plan first, then in the order of `targets`.
    """
    rows = targets[targets["unit"] == "percent"]
    rows = rows.assign(
        component=is_component(rows["item"]), basis=basis(rows["item"], rows["measure"])
    )
    table = (
        rows.groupby(["measure", "component", "basis"], sort=False)
        .size()
        .rename("figures")
        .reset_index()
    )
    return _nearest_first(table)


def _nearest_first(table: pd.DataFrame) -> pd.DataFrame:
    """Return rows by their basis, those of one basis in their order."""
    order = {name: position for position, name in enumerate([*BASES.values(), NOT])}
    return table.sort_values(
        "basis", key=lambda names: names.map(order), kind="stable", ignore_index=True
    )
