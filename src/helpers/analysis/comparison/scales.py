"""Milestones and observations on one scale per indicator, so that they can be compared.

A target of the plan is a level, a change from a base year or the mean growth of a plan period.
Only levels can be divided by one another as printed; for the rest "2016 value / 2020 target" says
nothing. Changes in percent become an index (base year = 100), changes in percentage points count
from 0, mean growth is cumulated to an index.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from helpers.analysis.comparison.rounding import half_width, of_the_number, printed_interval

POINT_COLUMNS = ["indicator_id", "year", "value", "low", "high", "scale", "role"]


def scale_name(entry: Mapping[str, Any], base_year: int | None) -> str:
    """Name the scale an indicator is compared on: its unit, or what it counts from."""
    if entry["target_kind"] == "level":
        return str(entry["unit"])
    if entry["unit"] == "percentage_points":
        return f"percentage points since {base_year}"
    return f"index, {base_year} = 100"


def scaled_milestones(milestones: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Milestones with their rounding intervals on the scale of comparison.

    Parameters
    ----------
    milestones, indicators
        Tables as declared in ``helpers.data.tables``.

    Returns
    -------
    DataFrame
        Columns ``POINT_COLUMNS``: a row a milestone, and a row of role ``base`` for the base year
        of changes and means (100 or 0, exact). `low` and `high` enclose what rounds to the print. A
        target that is a bound is the number to be reached: it has no width.
    """
    table = _with_entries(milestones, indicators)
    half = half_width(table["decimals"], table["qualifier"])
    values = pd.DataFrame(
        {"value": table["value"], "low": table["value"] - half, "high": table["value"] + half}
    )
    percent_change = (table["target_kind"] == "change_from_base") & ~table["in_points"]
    values[percent_change] += 100.0
    mean = table["target_kind"] == "period_mean"
    years = (table["year"] - table["base_year"])[mean].astype(float)
    growth = (1.0 + values[mean] / 100.0).pow(years, axis=0)
    values[mean] = 100.0 * growth.groupby(table["place"]).cumprod()
    # The base comes first, and a stable sort leaves it there.
    points = pd.concat([_bases(table), table.assign(**values)])
    points = points.sort_values("place", kind="stable", ignore_index=True)
    level = points["target_kind"] == "level"
    low = points["lower_bound"].astype(float).where(level).fillna(float("-inf"))
    high = points["upper_bound"].astype(float).where(level).fillna(float("inf"))
    for column in ("low", "high"):
        points[column] = points[column].clip(low, high)
    return points[POINT_COLUMNS]


def _with_entries(milestones: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return the milestones with what the register says, by indicator as it appears and by year."""
    places = {name: place for place, name in enumerate(milestones["indicator_id"].unique())}
    first = milestones.groupby("indicator_id")["base_year"].min()
    entries = indicators[indicators["indicator_id"].isin(places)]
    entries = entries[["indicator_id", "unit", "target_kind", "lower_bound", "upper_bound"]].assign(
        place=entries["indicator_id"].map(places).astype(int),
        in_points=entries["unit"] == "percentage_points",
        first_base=entries["indicator_id"].map(first),
    )
    entries["scale"] = [
        scale_name(entry, None if entry["target_kind"] == "level" else int(entry["first_base"]))
        for entry in entries.to_dict("records")
    ]
    columns = ["indicator_id", "year", "role", "value", "base_year", "decimals", "qualifier"]
    entries["indicator_id"] = entries["indicator_id"].astype(milestones["indicator_id"].dtype)
    table = milestones[columns].merge(entries, on="indicator_id")
    return table.sort_values(["place", "year"])


def _bases(table: pd.DataFrame) -> pd.DataFrame:
    """Return the point every change and mean is counted from: 100, or 0 in percentage points."""
    counted = table[table["target_kind"] != "level"].drop_duplicates("place")
    value = (~counted["in_points"]).astype(float) * 100.0
    return counted.assign(
        year=counted["first_base"].astype(int), role="base", value=value, low=value, high=value
    )


def scaled_observations(
    observations: pd.DataFrame, points: pd.DataFrame, indicators: pd.DataFrame
) -> pd.DataFrame:
    """Observations with their rounding intervals on the scale of comparison.

    Parameters
    ----------
    observations, indicators
        Tables as declared in ``helpers.data.tables``.
    points
        Result of `scaled_milestones`; tells each indicator's base year and scale.

    Returns
    -------
    DataFrame
        `observations` with `value`, `low`, `high` and `qualifier` on the scale, where a fall of
        more than 8 is an index under 92, and `reason`: "" or why the value cannot be brought to it
        (`value` is then NaN). Changes on the previous year are chained from the base year and need
        every year of their series in between.
    """
    entries = indicators.set_index("indicator_id")
    base_years = points[points["role"] == "base"].set_index("indicator_id")["year"]
    low, high = printed_interval(observations)
    table = observations.assign(
        low=low,
        high=high,
        qualifier=of_the_number(observations),
        kind=observations["indicator_id"].map(entries["target_kind"]),
        own_unit=observations["indicator_id"].map(entries["unit"]),
        base_year=observations["indicator_id"].map(base_years),
        reason="",
    )
    values = ["value", "low", "high"]
    level, mean = table["kind"] == "level", table["kind"] == "period_mean"
    same_unit = table["unit"] == table["own_unit"]
    since_base = same_unit & ~mean & ~level
    changed = since_base & (table["unit"] == "percent")
    table.loc[changed, values] += 100.0
    # Nothing falls by more than all of it.
    table.loc[changed, "low"] = table["low"].clip(lower=0.0)
    # A period mean is the growth of a single year as an observation: the same chain.
    yearly = ((table["unit"] == "percent_on_previous_year") & ~level) | (same_unit & mean)
    is_index = (table["unit"] == "index_base_100") & ~level
    direct = (same_unit & level) | since_base | is_index
    table = _chain(table, yearly, values)
    unknown = ~direct & ~yearly
    table.loc[unknown, values] = float("nan")
    table.loc[unknown, "reason"] = "its unit cannot be brought to the unit of the milestones"
    low = table["indicator_id"].map(entries["lower_bound"]).where(level)
    high = table["indicator_id"].map(entries["upper_bound"]).where(level)
    table["low"] = table["low"].clip(lower=low.fillna(float("-inf")))
    table["high"] = table["high"].clip(upper=high.fillna(float("inf")))
    return table.drop(columns=["kind", "own_unit", "base_year"])


def needed_for(observations: pd.DataFrame, indicators: pd.DataFrame, year: int) -> pd.DataFrame:
    """Observations that the scale of one year rests on: its own, and the yearly changes before.

    Parameters
    ----------
    observations, indicators
        Tables as declared in ``helpers.data.tables``.
    """
    kind = observations["indicator_id"].map(indicators.set_index("indicator_id")["target_kind"])
    later = observations["year"] > year
    beside = (observations["year"] < year) & (kind == "level")
    return observations[~later & ~beside]


def _chain(table: pd.DataFrame, yearly: pd.Series, values: list[str]) -> pd.DataFrame:
    """Cumulate yearly changes to an index of the base year, within one series at a time."""
    chained = table[yearly].sort_values(["indicator_id", "series", "year"])
    if chained.empty:
        return table
    groups = [chained["indicator_id"], chained["series"]]
    # One value a year and no gap: the n-th year after the base is the n-th of its series.
    after_base = chained["year"] > chained["base_year"]
    position = after_base.groupby(groups).cumsum()
    complete = after_base & (chained["year"] - chained["base_year"] == position)
    growth = (1.0 + chained[values] / 100.0).where(after_base, 1.0)
    index = 100.0 * growth.groupby(groups).cumprod()
    table = table.copy()
    table.loc[chained.index, values] = index.where(complete)
    table.loc[chained.index[~complete], "reason"] = (
        "a change on the previous year needs every year since the base year"
    )
    return table
