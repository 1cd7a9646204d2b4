"""Later published values on the scale of comparison, with their rounding and their label."""

from __future__ import annotations

from typing import Any

import pandas as pd

from helpers.analysis.comparison.rounding import half_width

# A derived level combines two printed figures, so it may be off by both their roundings.
FIGURES_IN_A_DERIVATION = 2.0
VALUES = ["value", "low", "high"]
VALUE_STATUSES = ("reported", "derived")
CHANGES = ("percent_over_period", "percent_on_previous_year")
# Values further apart are not joined: what lies between them has not been published.
LONGEST_STEP = 2.0
# Their values stand above those of all enterprises, and only some years have them.
KEY_ENTERPRISES = "key industrial enterprises"


def later_values(
    later: pd.DataFrame, series: pd.DataFrame, points: pd.DataFrame, indicators: pd.DataFrame
) -> pd.DataFrame:
    """Later rows on the scale their indicator is compared on.

    Parameters
    ----------
    later, series, indicators
        Tables later_observations, later_series and indicators, as declared in
        ``helpers.data.tables``.
    points
        Result of ``scales.scaled_milestones``; tells base year and scale.

    Returns
    -------
    DataFrame
        `later` with `value`, `low`, `high` on the scale (NaN where a row cannot be brought to it),
        `scale`, `relation` and `label` of its series, `date` (the end of a year is the year itself,
        the end of June 2023 is 2022.5), `chain`, the rows a chained index rests on. Rounding: half
        the last printed digit, a whole one for "about", twice that for derived levels, no upper end
        for "over". `piece`: see `segments`.
    """
    table = later.merge(series[["series", "relation", "label"]], on="series", how="left")
    entries = indicators.set_index("indicator_id")
    own = table["indicator_id"]
    table = table.assign(
        scale=own.map(points.groupby("indicator_id")["scale"].first()),
        date=_dates(table),
        chain=table["later_id"],
    )
    half = _half_widths(table)
    table["low"], table["high"] = table["value"] - half, table["value"] + half
    table.loc[table["qualifier"] == "over", "low"] = table["value"]
    level = (own.map(entries["target_kind"]) == "level") & (
        table["unit"] == own.map(entries["unit"])
    )
    base_years = own.map(points[points["role"] == "base"].set_index("indicator_id")["year"])
    chained = _chained(table, base_years)
    table.loc[~level, VALUES] = float("nan")
    table.update(chained)
    floor = own.map(entries["lower_bound"]).where(level).fillna(float("-inf"))
    ceiling = own.map(entries["upper_bound"]).where(level).fillna(float("inf"))
    table["low"] = table["low"].clip(lower=floor)
    table["high"] = table["high"].clip(upper=ceiling)
    open_end = table["value"].notna() & (table["qualifier"] == "over")
    table.loc[open_end, "high"] = float("inf")
    return table.assign(piece=segments(table))


def _dates(table: pd.DataFrame) -> pd.Series:
    """Return the date of each row in years: the end of its month or quarter, else of its year."""
    month = table["period"].str.extract(r"^\d{4}-(\d{2})")[0].astype(float)
    quarter = table["period"].str.extract(r"^\d{4}Q(\d)")[0].astype(float)
    share = (month / 12.0).where(table["precision"] == "month")
    share = share.fillna((quarter / 4.0).where(table["precision"] == "quarter")).fillna(1.0)
    return table["year"] - 1.0 + share


def _half_widths(table: pd.DataFrame) -> pd.Series:
    """Return half the rounding interval of each printed value, in its own unit."""
    decimals = table["value_printed"].str.extract(r"\d+(?:\.(\d+))?")[0].str.len().fillna(0.0)
    about = table["qualifier"].where(table["qualifier"] == "about", "exact")
    half = half_width(decimals, about)
    return half.where(table["status"] != "derived", FIGURES_IN_A_DERIVATION * half)


def _chained(table: pd.DataFrame, base_years: pd.Series) -> pd.DataFrame:
    """Return index values (base year = 100) of changes, each chained on a row of its series.

    A change counted from the base year needs no other row. One counted from a later year is
    multiplied by that year's index of the same series, of an exact row before an "about" one;
    without such a row it stays out.
    """
    rows = table[table["unit"].isin(CHANGES) & table["value"].notna()]
    rows = rows.assign(inexact=rows["qualifier"] != "exact", start=_starts(rows))
    index: dict[tuple[str, float], dict[str, Any]] = {}
    found: dict[Any, dict[str, Any]] = {}
    for position, row in rows.sort_values(["year", "inexact"], kind="stable").iterrows():
        start = (row["series"], row["start"])
        if row["start"] == base_years[position]:
            origin = {**dict.fromkeys(VALUES, 100.0), "chain": ""}
        elif start in index:
            origin = index[start]
        else:
            continue
        found[position] = {name: origin[name] * (1.0 + row[name] / 100.0) for name in VALUES}
        found[position]["chain"] = f"{origin['chain']}; {row['later_id']}".removeprefix("; ")
        if row["status"] in VALUE_STATUSES:
            index.setdefault((row["series"], row["year"]), found[position])
    return pd.DataFrame.from_dict(found, orient="index", columns=[*VALUES, "chain"])


def _starts(rows: pd.DataFrame) -> pd.Series:
    """Return the year each change is counted from."""
    return rows["base_year"].where(rows["unit"] == "percent_over_period", rows["year"] - 1)


def of_key_enterprises(values: pd.DataFrame) -> pd.Series:
    """Tell which values speak of key enterprises only, by the population they name."""
    return values["population"].str.contains(KEY_ENTERPRISES, case=False)


def preferred(values: pd.DataFrame) -> pd.DataFrame:
    """Values that speak for a year: of each series the whole-year rows, else the latest ones.

    Parameters
    ----------
    values
        Result of `later_values`, or some of its rows.

    Returns
    -------
    DataFrame
        Rows with a value, reported or derived, in their order; contradictory rows all stay.
    """
    usable = values[values["status"].isin(VALUE_STATUSES) & values["value"].notna()]
    part = usable["precision"] != "year"
    groups = [usable["series"], usable["year"]]
    whole = part == part.groupby(groups).transform("min")
    latest = usable["date"] == usable["date"].where(whole).groupby(groups).transform("max")
    return usable[whole & latest]


def segments(values: pd.DataFrame) -> pd.Series:
    """Number the pieces of each series that a line may join, as drawn from left to right.

    Parameters
    ----------
    values
        Rows with series, date, status, conflict and value.

    Returns
    -------
    Series of float
        One number a piece; NaN for rows no line may touch: derived, contradicted, without a value.
        A new piece begins with each series and after more than ``LONGEST_STEP`` years.
    """
    joined = values[
        (values["status"] == "reported") & (values["conflict"] == "no") & values["value"].notna()
    ].sort_values(["series", "date"])
    step = joined.groupby("series")["date"].diff()
    return (step.isna() | (step > LONGEST_STEP)).cumsum().reindex(values.index).astype(float)
