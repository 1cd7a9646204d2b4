"""Table of progress: each observation, base and target by every method, with rounding and flips."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.comparison.inputs import ComparisonInputs
from helpers.analysis.comparison.path_choices import POINT, path_choices
from helpers.analysis.comparison.scales import scaled_observations
from helpers.analysis.progress.flips import flip_change
from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Records, Series, make_records
from helpers.analysis.progress.rounding_classes import class_sets
from helpers.data.tables.assessment import PROGRESS

NO_SERIES = "the series is not the plan's"


def assess_progress(inputs: ComparisonInputs) -> pd.DataFrame:
    """Assess observations of one year by all methods.

    Returns
    -------
    DataFrame
        Columns as declared in ``helpers.data.tables``, sorted as the path choices, then by method.
    """
    grid = path_choices(inputs)
    grid = grid[grid["value"].notna()]
    if grid.empty:
        return pd.DataFrame(columns=PROGRESS.names).astype({"assessable": bool, "value": float})
    records = records_of(grid, inputs)
    parts = [_one_method(name, grid, records, order) for order, name in enumerate(METHODS)]
    table = pd.concat(parts).assign(report_year=inputs.choices.report_year)
    return table.sort_values(["row", "order"], ignore_index=True)[PROGRESS.names]


def _one_method(name: str, grid: pd.DataFrame, records: Records, order: int) -> pd.DataFrame:
    """Return the rows of one method."""
    result = assess(name, records)
    comparable = (grid["comparable"] != "no").to_numpy()
    known = result.assessable & comparable
    sets = class_sets(
        name,
        records,
        (grid["low"], grid["high"]),
        (grid["low_base"], grid["high_base"]),
        (grid["low_target"], grid["high_target"]),
    )
    flips = flip_change(name, records)
    return grid[["indicator_id", "base_year", "target_year", "observation_id"]].assign(
        observed=grid["value"],
        method=name,
        value=np.where(known, result.value, np.nan),
        **{"class": np.where(known, result.classes, "")},
        class_set=np.where(known, sets.as_text(), ""),
        assessable=known,
        reason=np.where(comparable, result.reasons, NO_SERIES),
        flip_change=np.where(known, flips, np.nan),
        row=range(len(grid)),
        order=order,
    )


def records_of(grid: pd.DataFrame, inputs: ComparisonInputs) -> Records:
    """Records of the path choices, with the yearly points known of each indicator.

    Only what was reported counts as a point: the baseline and observations of comparable series up
    to the report year, on the scale of comparison. A value that the plan expected is none.
    """
    return make_records(
        base_year=grid["base_year"],
        base=grid["value_base"],
        year=grid["year"],
        value=grid["value"],
        target_year=grid["target_year"],
        target=grid["value_target"],
        better=np.where(grid["sign"] > 0, "higher", "lower"),
        share=grid["scale"].eq("percent"),
        series=_series(grid, inputs),
    )


def _series(grid: pd.DataFrame, inputs: ComparisonInputs) -> Series:
    """Return the reported points of each row's indicator, NaN where there are fewer."""
    points, observations = inputs.points, inputs.observations
    baselines = points.loc[points["role"] == "baseline", POINT]
    comparable = observations[
        (observations["comparable"] != "no")
        & (observations["year"] <= inputs.choices.report_year)
        & observations["indicator_id"].isin(grid["indicator_id"])
    ]
    reported = scaled_observations(comparable, points, inputs.indicators)[POINT]
    known = pd.concat([baselines, reported]).dropna(subset="value")
    known = known.drop_duplicates(["indicator_id", "year"]).sort_values("year")
    codes, indicators = pd.factorize(grid["indicator_id"])
    known = known.assign(row=indicators.get_indexer(known["indicator_id"])).query("row >= 0")
    place = known.groupby("row").cumcount()
    filled = np.full((4, len(indicators), place.max() + 1 if len(place) else 1), np.nan)
    filled[:, known["row"], place] = known[["year", "value", "low", "high"]].to_numpy(float).T
    return Series(*filled[:, codes])
