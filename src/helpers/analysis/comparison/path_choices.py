"""Each observation beside every base and every target of the paths it is compared with."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from helpers.analysis.comparison.inputs import ComparisonInputs
from helpers.analysis.comparison.trajectories import base_points, target_points

POINT = ["indicator_id", "year", "value", "low", "high"]
ORDER = ["observation_order", "base_year", "target_year"]


def path_choices(inputs: ComparisonInputs) -> pd.DataFrame:
    """One row for each observation of a year, each earlier base and each target after the base.

    Returns
    -------
    DataFrame
        On the scale of comparison: `value`, `low`, `high` of the observation, the same with
        ``_base`` and ``_target``, the years, `scale`, `sign` (+1 where higher is better),
        `comparable`, `reason`, `decimals`; in the order of `indicators`, then by observation,
        base and target.
    """
    (table,) = path_choices_in_parts(inputs)
    return table


def path_choices_in_parts(inputs: ComparisonInputs, size: int = 0) -> Iterator[pd.DataFrame]:
    """Yield the result of `path_choices` part by part, each of at most `size` observations.

    There is one part at least, and only one where `size` is 0.
    """
    observed, choices = inputs.observed, inputs.choices
    places = {name: place for place, name in enumerate(inputs.indicators["indicator_id"])}
    bases = _by_place(base_points(inputs.points, choices.base_years)[POINT], places)
    targets = target_points(inputs.points, choices.target_years)[[*POINT, "scale"]]
    targets = _by_place(targets, places)
    most = max(1, len(observed))
    size = size or most
    for start in range(0, most, size):
        own = observed.iloc[start : start + size]
        yield _with_ends(own, _beside(own, bases), _beside(own, targets))


def _by_place(points: pd.DataFrame, places: dict[str, int]) -> pd.DataFrame:
    """Return the points of the indicators in their order."""
    placed = points.assign(indicator_order=points["indicator_id"].map(places))
    return placed.dropna(subset="indicator_order").sort_values("indicator_order", kind="stable")


def _beside(observed: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Return the points of the indicators that a run of observations covers."""
    if observed.empty:
        return points
    ends = observed["indicator_order"].iloc[[0, -1]]
    first = points["indicator_order"].searchsorted(ends.iloc[0], side="left")
    last = points["indicator_order"].searchsorted(ends.iloc[1], side="right")
    return points.iloc[first:last]


def _with_ends(observed: pd.DataFrame, bases: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Return each observation once for every earlier base and every target after the base."""
    ends = [table.drop(columns="indicator_order") for table in (bases, targets)]
    grid = (
        observed.merge(ends[0], on="indicator_id", suffixes=("", "_base"))
        .merge(ends[1], on="indicator_id", suffixes=("", "_target"))
        .rename(columns={"year_base": "base_year", "year_target": "target_year"})
    )
    grid = grid[(grid["base_year"] < grid["year"]) & (grid["base_year"] < grid["target_year"])]
    return grid.sort_values(ORDER, ignore_index=True)
