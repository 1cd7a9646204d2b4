"""Table of trajectories: every path of every indicator, year by year."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.comparison.paths import of_each_rule, path_value
from helpers.data.tables.assessment import TRAJECTORIES

ENDS = {"value": "value", "value_low": "low", "value_high": "high"}
OF_LEGS = ("year", *(f"{name}_{side}" for name in ("year", *ENDS.values())
                     for side in ("start", "end")))  # fmt: skip


def allowed_rules(
    points: pd.DataFrame, indicators: pd.DataFrame, rules: Sequence[str]
) -> pd.DataFrame:
    """Those of `rules` that make sense for each indicator.

    Linear always; geometric where every point is positive; logit for levels that are shares of a
    whole (bounds 0 and 100 percent).

    Returns
    -------
    DataFrame
        indicator_id, `rule`, `rule_order` (position in `rules`), sorted as `indicators`, then so.
    """
    ids = indicators["indicator_id"]
    held = {
        "linear": pd.Series(True, ids),
        "geometric": _all_points(points["low"] > 0, points, ids),
        "logit": _all_points(points["high"] < 100, points, ids),
    }
    share = (
        (indicators["unit"] == "percent")
        & (indicators["target_kind"] == "level")
        & (indicators["lower_bound"] == 0)
        & (indicators["upper_bound"] == 100)
    )
    held["logit"] &= share.to_numpy()
    parts = [
        pd.DataFrame(
            {"indicator_id": ids, "rule": rule, "rule_order": order, "place": range(len(ids))}
        )[held[rule].to_numpy()]
        for order, rule in enumerate(rules)
        if rule in held
    ]
    columns = ["indicator_id", "rule", "rule_order"]
    if not parts:
        return pd.DataFrame(columns=columns)
    return pd.concat(parts).sort_values(["place", "rule_order"], ignore_index=True)[columns]


def _all_points(holds: pd.Series, points: pd.DataFrame, ids: pd.Series) -> pd.Series:
    """Say of which indicators something holds for all points; of none that has no point."""
    return holds.groupby(points["indicator_id"]).all().reindex(ids, fill_value=False)


def base_points(points: pd.DataFrame, base_years: Sequence[int]) -> pd.DataFrame:
    """Points a path may start from: chosen years of levels, the printed base of changes.

    An empty choice stands for every year.
    """
    chosen = points["year"].isin(base_years) | (not base_years)
    level_bases = ~points["role"].isin(["target", "base"]) & chosen
    return points[level_bases | (points["role"] == "base")]


def target_points(points: pd.DataFrame, target_years: Sequence[int]) -> pd.DataFrame:
    """Points a path may end in; an empty choice stands for every target."""
    chosen = points["year"].isin(target_years) | (not target_years)
    return points[(points["role"] == "target") & chosen]


def trajectories(
    points: pd.DataFrame, indicators: pd.DataFrame, choices: PathChoices
) -> pd.DataFrame:
    """Every path from a base to a target, and the piecewise ones through all targets.

    Parameters
    ----------
    points
        Result of ``scales.scaled_milestones``.
    indicators
        Table as declared in ``helpers.data.tables``.
    choices
        Which paths to draw. Changes and means have their base year printed; it is always used.

    Returns
    -------
    DataFrame
        Columns of ``TRAJECTORIES``, sorted as `indicators`, then by rule, base, target, path and
        year. `value_low` and `value_high` are the ends of the rounding interval: a path is monotone
        in its base and in its target. An indicator without a base or a target among the chosen
        years has no row.
    """
    ends = (base_points(points, choices.base_years), target_points(points, choices.target_years))
    paths = _paths(*ends).merge(allowed_rules(points, indicators, choices.rules), on="indicator_id")
    if paths.empty:
        return pd.DataFrame(columns=TRAJECTORIES.names)
    places = {name: place for place, name in enumerate(indicators["indicator_id"])}
    paths["indicator_order"] = paths["indicator_id"].map(places)
    paths = paths.sort_values(
        ["indicator_order", "rule_order", "base_order", "path_order", "year_start"]
    )
    return _yearly(paths)[TRAJECTORIES.names]


def skipped_targets(trajectories: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Earlier targets that a direct path to a later target does not go through.

    Parameters
    ----------
    trajectories
        Result of `trajectories`.
    points
        Result of ``scales.scaled_milestones``.

    Returns
    -------
    DataFrame
        Columns of `trajectories`, a row a direct path and target before its own: `value` on the
        path in the `year` of the target, and `target`, the value the plan sets for that year.
    """
    targets = points.loc[points["role"] == "target", ["indicator_id", "year", "value"]]
    targets = targets.rename(columns={"value": "target"})
    direct = trajectories[trajectories["path"] == "direct"]
    passing = direct[direct["year"] < direct["target_year"]]
    return passing.merge(targets, on=["indicator_id", "year"])


def _paths(bases: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Return the legs of every path: one of a direct path, one to each target of a piecewise one.

    A leg runs from the columns with ``_start`` to those with ``_end``; `years` says how many years
    it fills, its last one included only where the path ends.
    """
    pairs = bases.assign(base_order=range(len(bases))).merge(
        targets.drop(columns=["scale", "role"]), on="indicator_id", suffixes=("_start", "_end")
    )
    pairs = pairs[pairs["year_end"] > pairs["year_start"]].sort_values(["base_order", "year_end"])
    by_base = pairs.groupby("base_order")
    pairs = pairs.assign(
        base_year=pairs["year_start"],
        path_order=by_base.cumcount(),
        last_year=by_base["year_end"].transform("max"),
        ends=by_base["year_end"].transform("size"),
    )
    direct = pairs.assign(path="direct", target_year=pairs["year_end"])
    through = pairs[pairs["ends"] > 1]
    through = through.assign(
        path="piecewise", target_year=through["last_year"], path_order=len(pairs)
    )
    for name in ("year", *ENDS.values()):
        before = through.groupby("base_order")[f"{name}_end"].shift()
        through[f"{name}_start"] = before.fillna(through[f"{name}_start"])
    legs = pd.concat([direct, through])
    legs["year_start"] = legs["year_start"].astype(int)
    is_last = legs["year_end"] == legs["target_year"]
    return legs.assign(years=legs["year_end"] - legs["year_start"] + is_last)


def _yearly(legs: pd.DataFrame) -> pd.DataFrame:
    """Return the yearly values of every leg, with the ends of their rounding."""
    rows = legs.loc[legs.index.repeat(legs["years"])]
    rows = rows.assign(year=rows["year_start"] + rows.groupby(level=0).cumcount())
    rows = rows.reset_index(drop=True)
    found = {column: np.full(len(rows), np.nan) for column in ENDS}
    for rule, places, own in of_each_rule(rows, OF_LEGS):
        for column, point in ENDS.items():
            found[column][places] = path_value(
                rule, own["year"], own["year_start"], own[f"{point}_start"],
                own["year_end"], own[f"{point}_end"],
            )  # fmt: skip
    return rows.assign(**found)
