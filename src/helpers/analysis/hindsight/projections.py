"""Projections from the knowledge of 11 March 2017: legs that lead on from it, by two ways.

The *pace* goes on as observed from a base (t0, y0) through the report (t, y): a straight line on
the scale of a rule, beyond t. The *plan* path runs from milestone to milestone on that scale.
Neither may leave the bounds of its indicator; where it would, it is held there and marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from helpers.analysis.comparison.paths import path_value
from helpers.analysis.comparison.scales import scaled_milestones, scaled_observations
from helpers.analysis.comparison.trajectories import allowed_rules, base_points
from helpers.data.tables.columns import RULES

FROZEN = "2017-03-11"
ENDS = {"": "value", "_low": "low", "_high": "high"}


def freeze(
    tables: Mapping[str, pd.DataFrame], day: str = FROZEN
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Milestones, and observations of the latest year, that were published by a day.

    Parameters
    ----------
    tables
        The edition: needs sources, milestones and observations.
    day
        Last day of publication, year-month-day. A source without a date is left out.

    Returns
    -------
    tuple of DataFrame
        Milestones and observations.
    """
    sources = tables["sources"]
    known = sources[(sources["published"] != "") & (sources["published"] <= day)]["source_id"]
    milestones, observations = (
        tables[name][tables[name]["source_id"].isin(known)]
        for name in ("milestones", "observations")
    )
    return milestones, observations[observations["year"] == observations["year"].max()]


def legs(
    tables: Mapping[str, pd.DataFrame], base_years: Sequence[int], rules: Sequence[str]
) -> pd.DataFrame:
    """Every leg a projection may run on, by indicator, path, rule and start.

    Parameters
    ----------
    tables
        The edition; only what `freeze` leaves of it is used.
    base_years
        Years an observed pace may start from; empty for all.
    rules
        Rules to use where they make sense.

    Returns
    -------
    DataFrame
        Columns indicator_id, scale, path (pace or plan), rule, `since` and `until` (dates the leg
        serves), base_year, base, end_year, end, and ``_low`` and ``_high`` of base and end: the
        corners from which the lowest and the highest projection run. Only indicators with a report.
    """
    milestones, observations = freeze(tables)
    indicators = tables["indicators"]
    points = scaled_milestones(milestones, indicators)
    reports = scaled_observations(observations, points, indicators)
    reports = reports[["indicator_id", "year", "value", "low", "high"]].dropna()
    found = pd.concat([_pace_legs(points, reports, base_years), _plan_legs(points)])
    found = found[found["indicator_id"].isin(reports["indicator_id"])]
    allowed = allowed_rules(points, indicators, [rule for rule in RULES if rule in rules])
    return found.merge(allowed[["indicator_id", "rule"]], on="indicator_id")


def _pace_legs(
    points: pd.DataFrame, reports: pd.DataFrame, base_years: Sequence[int]
) -> pd.DataFrame:
    """Return a leg for each base: through the report, and on without end.

    A later value grows with the report and shrinks with the base: the lowest projection runs from
    the high end of the base to the low end of the report.
    """
    bases = base_points(points, base_years)
    joined = bases.merge(reports, on="indicator_id", suffixes=("", "_report"))
    joined = joined[joined["year"] < joined["year_report"]]
    return pd.DataFrame(
        {
            **_names(joined, "pace", joined["year"], joined["year_report"]),
            "since": joined["year_report"].astype(float),
            "until": np.inf,
            "base": joined["value"],
            "base_low": joined["high"],
            "base_high": joined["low"],
            **{f"end{end}": joined[f"{column}_report"] for end, column in ENDS.items()},
        }
    )


def _plan_legs(points: pd.DataFrame) -> pd.DataFrame:
    """Return a leg for each pair of consecutive milestones; both ends move together."""
    following = points.groupby("indicator_id")[["year", *ENDS.values()]].shift(-1)
    stops = following.dropna(subset="year").astype({"year": int})
    starts = points.loc[stops.index]
    return pd.DataFrame(
        {
            **_names(starts, "plan", starts["year"], stops["year"]),
            "since": starts["year"].astype(float),
            "until": stops["year"].astype(float),
            **{f"base{end}": starts[column] for end, column in ENDS.items()},
            **{f"end{end}": stops[column] for end, column in ENDS.items()},
        }
    )


def _names(
    rows: pd.DataFrame, path: str, base_year: pd.Series, end_year: pd.Series
) -> dict[str, object]:
    """Return what names a leg."""
    return {
        "indicator_id": rows["indicator_id"],
        "scale": rows["scale"],
        "path": path,
        "base_year": base_year,
        "end_year": end_year,
    }


def projected(table: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Projections on legs, held within the bounds.

    Parameters
    ----------
    table
        Rows of `legs` with a `date` in years to project to.
    indicators
        Table as declared in ``helpers.data.tables``.

    Returns
    -------
    DataFrame
        `table` with projected, projected_low, projected_high on the scale of comparison, and
        `capped`, whether one of them was held at a bound.
    """
    names = [f"projected{end}" for end in ENDS]
    free = pd.DataFrame(index=table.index, columns=names, dtype=float)
    for rule, own in table.groupby("rule"):
        ends = (own["date"], own["base_year"], own["end_year"])
        for end in ENDS:
            free.loc[own.index, f"projected{end}"] = path_value(
                str(rule), ends[0], ends[1], own[f"base{end}"], ends[2], own[f"end{end}"]
            )
    floor, ceiling = _bounds(table, indicators)
    held = free.clip(lower=floor, upper=ceiling, axis=0)
    return table.assign(**held, capped=(held != free).any(axis=1))


def projections(
    tables: Mapping[str, pd.DataFrame],
    years: Sequence[int],
    base_years: Sequence[int],
    rules: Sequence[str],
) -> pd.DataFrame:
    """Every projection for the ends of the given years, whether or not a value came out.

    Returns
    -------
    DataFrame
        The columns of `legs` with `year`, `date` and those that `projected` adds.
    """
    table = legs(tables, base_years, rules).merge(
        pd.DataFrame({"year": list(years), "date": [float(year) for year in years]}), how="cross"
    )
    table = table[(table["since"] < table["date"]) & (table["date"] <= table["until"])]
    return projected(table.reset_index(drop=True), tables["indicators"])


def _bounds(table: pd.DataFrame, indicators: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return the bounds of each row on its scale; those of a change in percent count from 100."""
    entries = indicators.set_index("indicator_id")
    own = table["indicator_id"]
    shift = 100.0 * table["scale"].str.startswith("index, ")
    floor = (own.map(entries["lower_bound"]) + shift).fillna(-np.inf)
    ceiling = (own.map(entries["upper_bound"]) + shift).fillna(np.inf)
    return floor, ceiling
