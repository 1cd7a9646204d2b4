"""What was projected from the knowledge of 11 March 2017, scored against what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from helpers.analysis.comparison.paths import Floats
from helpers.analysis.hindsight.later import of_key_enterprises, preferred
from helpers.analysis.hindsight.projections import legs, projected
from helpers.data.tables.hindsight import HINDSIGHT

# The last value on the plan's own level of the numerical control rate is that of 2017.
YEARS = (2017, 2020, 2021, 2023, 2025)
# A choice: the rounding interval promises nothing about the future, so the level only sets how
# dear a miss is (2 / 0.1 = 20 for each unit outside).
LEVEL = 0.9
SCORED = ("same", "other")
PROJECTION = ["path", "rule", "base_year"]
KEYS = ["indicator_id", "same_series", *PROJECTION]
VALUE_COLUMNS = ["later_id", "indicator_id", "series", "relation", "year", "date",
                 "value", "low", "high", "grade"]  # fmt: skip


def hindsight(
    tables: Mapping[str, pd.DataFrame],
    later: pd.DataFrame,
    left_out: Sequence[str],
    base_years: Sequence[int],
    rules: Sequence[str],
) -> pd.DataFrame:
    """Every projection against every later value of the years ``YEARS``.

    Parameters
    ----------
    tables
        The edition; only what ``projections.freeze`` leaves of it is projected from.
    later
        Result of ``later.later_values``.
    left_out
        Rows of `later` no score may rest on, for example ``triples.slips``.
    base_years, rules
        The paths; an empty choice of base years stands for all.

    Returns
    -------
    DataFrame
        Columns of ``HINDSIGHT``, in the order of the indicators, then by path, base year, rule,
        date and series. A value of a part of a year is met at its own date. Proxies are left out,
        as they measure something else, and so are values of key enterprises, for all rates alike.
    """
    indicators = tables["indicators"]
    kept = later["relation"].isin(SCORED) & ~later["later_id"].isin(left_out)
    values = later[kept & ~of_key_enterprises(later)]
    values = preferred(values[values["year"].isin(YEARS)])[VALUE_COLUMNS].rename(
        columns={"value": "published", "low": "published_low", "high": "published_high"}
    )
    table = values.merge(legs(tables, base_years, rules), on="indicator_id")
    table = table[(table["since"] < table["date"]) & (table["date"] <= table["until"])]
    table = projected(table, indicators)
    error = table["projected"] - table["published"]
    scored = table.assign(
        same_series=table["relation"] == "same",
        error=error,
        absolute_error=error.abs(),
        interval_score=interval_score(
            table["projected_low"], table["projected_high"], table["published"]
        ),
    )
    return _ordered(scored, indicators, rules)[HINDSIGHT.names]


def _ordered(table: pd.DataFrame, indicators: pd.DataFrame, rules: Sequence[str]) -> pd.DataFrame:
    """Return the rows in the order that `hindsight` states."""
    indicator = {name: place for place, name in enumerate(indicators["indicator_id"])}
    rule = {name: place for place, name in enumerate(rules)}
    keys = ["indicator_order", "path", "base_year", "rule_order", "date", "series"]
    return table.assign(
        indicator_order=table["indicator_id"].map(indicator), rule_order=table["rule"].map(rule)
    ).sort_values(keys, ignore_index=True)


def interval_score(
    low: ArrayLike, high: ArrayLike, value: ArrayLike, level: float = LEVEL
) -> Floats:
    """Interval score of Gneiting and Raftery (2007, section 6.2); smaller is better.

    With the interval [l, u] at level 1 - a and the value x::

        S = (u - l) + (2 / a) (l - x) [x < l] + (2 / a) (x - u) [x > u]

    Parameters
    ----------
    low, high, value : array_like of float, broadcast together
        In one unit, which is that of the score.
    level
        Nominal level of the interval, between 0 and 1.

    Examples
    --------
    >>> interval_score([10, 10], [12, 12], [11, 13]).round(9).tolist()
    [2.0, 22.0]
    """
    low, high, value = (np.asarray(x, dtype=float) for x in (low, high, value))
    outside = np.maximum(low - value, 0.0) + np.maximum(value - high, 0.0)
    return np.asarray((high - low) + 2.0 / (1.0 - level) * outside)


def scores(table: pd.DataFrame) -> pd.DataFrame:
    """Mean scores of each projection, within the plan's own series and across labels apart.

    Parameters
    ----------
    table
        Result of `hindsight`.

    Returns
    -------
    DataFrame
        A row for each indicator, same_series, path, rule and base year (0 for the plan's path,
        whose start moves on with the milestones), in the order of `table`: `scale` (of the errors),
        `values` (how many), `bias` (mean error), `mean_absolute_error`, `worst` (largest absolute
        error), `mean_interval_score`, `capped` (how many).
    """
    keyed = table.assign(base_year=table["base_year"].where(table["path"] == "pace", 0))
    return (
        keyed.groupby(KEYS, sort=False)
        .agg(
            scale=("scale", "first"),
            values=("error", "size"),
            bias=("error", "mean"),
            mean_absolute_error=("absolute_error", "mean"),
            worst=("absolute_error", "max"),
            mean_interval_score=("interval_score", "mean"),
            capped=("capped", "sum"),
        )
        .reset_index()
    )


def by_start(scores: pd.DataFrame) -> pd.DataFrame:
    """Mean size of the errors by where a projection starts, whatever its rule.

    Parameters
    ----------
    scores
        Result of `scores`.

    Returns
    -------
    DataFrame
        A row for each indicator, same_series, path and base year: `scale`, `values` (how many),
        `low` and `high` (mean absolute errors of the best and the worst rule); the closest first.
    """
    keys = ["indicator_id", "same_series", "path", "base_year"]
    found = scores.groupby(keys, as_index=False, sort=False).agg(
        scale=("scale", "first"),
        values=("values", "max"),
        low=("mean_absolute_error", "min"),
        high=("mean_absolute_error", "max"),
    )
    return found.sort_values(["indicator_id", "same_series", "low"], ignore_index=True)


def main_scores(scores: pd.DataFrame) -> pd.DataFrame:
    """Return one row a projection: within the plan's own series where it has values, else across.

    Parameters
    ----------
    scores
        Result of `scores` for one indicator.
    """
    ordered = scores.assign(across=~scores["same_series"].astype(bool))
    kept = ordered.sort_values("across", kind="stable").drop_duplicates(PROJECTION)
    return kept.sort_index().drop(columns="across")
