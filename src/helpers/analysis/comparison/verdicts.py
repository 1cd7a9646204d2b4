"""Table of verdicts: what all paths of an observation say, and what the next target asks."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# Columns of a verdict that are an end of a column of the comparison.
RANGES = {
    "expected_low": ("expected", "min"),
    "expected_high": ("expected", "max"),
    "gap_least": ("gap", "min"),
    "gap_most": ("gap", "max"),
    "interval_low": ("gap_low", "min"),
    "interval_high": ("gap_high", "max"),
}
DECIDED = ("ahead", "on_path", "behind", "too_close_to_say")


def verdicts(comparison: pd.DataFrame) -> pd.DataFrame:
    """Summary of a comparison, one row an observation.

    Parameters
    ----------
    comparison
        Result of ``gaps.compare``.

    Returns
    -------
    DataFrame
        In the order of `comparison`: indicator_id, observation_id, report_year, scale, observed,
        decimals, qualifier; `paths` (how many), one count a position; `above`, how many paths leave
        a positive gap whatever the rounding; the range of `expected` and of `gap`; `interval_low`
        and `interval_high`, the ends over all rounding intervals; and `verdict`: the position of
        all paths; ``leans_ahead`` or ``leans_behind`` where every path that can be told apart from
        the observation agrees and every gap has that sign; ``depends`` where paths contradict each
        other; ``too_close_to_say`` or ``not_comparable`` where none is decided.
    """
    codes, _ = pd.factorize(comparison["observation_id"])
    of_each = ["indicator_id", "observation_id", "report_year", "scale", "observed", "decimals",
               "qualifier"]  # fmt: skip
    table = comparison.loc[~pd.Series(codes, comparison.index).duplicated(), of_each]
    table = table.reset_index(drop=True)
    table["paths"] = np.bincount(codes)
    for name in (*DECIDED, "not_comparable"):
        table[name] = _count(comparison["position"] == name, codes)
    table["above"] = _count(comparison["gap"] > 0, codes)
    below = _count(comparison["gap"] < 0, codes)
    for name, (column, end) in RANGES.items():
        table[name] = comparison[column].groupby(codes).agg(end).to_numpy()
    return table.assign(verdict=_verdicts(table, below))


def toward_next_target(comparison: pd.DataFrame) -> pd.DataFrame:
    """Rows of a comparison that lead to the earliest target still ahead of each observation."""
    first = comparison.groupby("observation_id")["target_year"].transform("min")
    return comparison[comparison["target_year"] == first]


def _count(holds: pd.Series, codes: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return of how many paths of each observation something holds."""
    return np.bincount(codes, weights=holds.to_numpy(dtype=float)).astype(np.int64)


def _verdicts(table: pd.DataFrame, below: NDArray[np.int64]) -> NDArray[np.object_]:
    """Return the one word the paths of each observation bear."""
    names = (*DECIDED, "not_comparable")
    ahead, behind = table["ahead"] > 0, table["behind"] > 0
    cases = {name: table[name] == table["paths"] for name in names} | {
        "leans_ahead": ahead & ~behind & (table["above"] == table["paths"]),
        "leans_behind": behind & ~ahead & (below == table["paths"]),
        "depends": ahead & behind,
    }
    words = [np.array(name, dtype=object) for name in (*cases, "too_close_to_say")]
    return np.select(list(cases.values()), words[:-1], words[-1])


def prospects(
    comparison: pd.DataFrame,
    points: pd.DataFrame,
    observed: pd.DataFrame,
    rules: pd.DataFrame,
) -> pd.DataFrame:
    """Base and pace of each observation so far, and the pace its next target requires.

    Parameters
    ----------
    comparison
        Result of ``gaps.compare``.
    points, observed
        Results of ``scales.scaled_milestones`` and ``scales.scaled_observations``.
    rules
        Result of ``specifications.rule_verdicts``.

    Returns
    -------
    DataFrame
        One row an observation, in the order of `comparison`: observation_id; `start_year`,
        `start_value` and `start_role` of the latest base; `target_year`, the first one after the
        report year, and `target_value`; `pace_required`, `pace_required_low`,
        `pace_required_high`; `first_base` and `pace_first`, the earliest base and the pace since;
        `pace_start`, the pace since the latest; `comparable`, as observed; the columns of
        `rules`, with no ratings where no rule could assess the observation. What the target asks is
        missing where every target year is past.
    """
    rows = [
        _prospect(own, points, observed)
        for _, own in comparison.groupby("observation_id", sort=False)
    ]
    known = pd.DataFrame(rows) if rows else pd.DataFrame({"observation_id": []}, dtype=object)
    table = known.merge(rules, on="observation_id", how="left")
    counts = table[["ratings", "enough"]].fillna(0).astype(int)
    return table.assign(
        **counts, families=[told if isinstance(told, tuple) else () for told in table["families"]]
    )


def _prospect(
    own: pd.DataFrame,
    points: pd.DataFrame,
    observed: pd.DataFrame,
) -> dict[str, object]:
    """Return the row of one observation."""
    row = own.iloc[0]
    years = own.groupby("base_year")["pace_observed"].first()
    start = _point(points, row["indicator_id"], years.index.max())
    report = observed[observed["observation_id"] == row["observation_id"]].iloc[0]
    return {
        "observation_id": row["observation_id"],
        "start_year": int(start["year"]),
        "start_value": start["value"],
        "start_role": start["role"],
        **_required(own, points),
        "first_base": int(years.index.min()),
        "pace_first": years.loc[years.index.min()],
        "pace_start": years.loc[years.index.max()],
        "comparable": report["comparable"],
    }


def _required(own: pd.DataFrame, points: pd.DataFrame) -> dict[str, object]:
    """Return the next target and the pace to it with its ends; missing where none is left."""
    paces = ["pace_required", "pace_required_low", "pace_required_high"]
    later = own[own["target_year"] > own["report_year"]]
    if later.empty:
        return dict.fromkeys(["target_year", "target_value", *paces], float("nan"))
    row = later.loc[later["target_year"].idxmin()]
    target = _point(points, row["indicator_id"], row["target_year"])
    return {
        "target_year": int(row["target_year"]),
        "target_value": target["value"],
        **row[paces].astype(float).to_dict(),
    }


def _point(points: pd.DataFrame, indicator: str, year: int) -> pd.Series:
    """Return the milestone of an indicator in a year."""
    return points[(points["indicator_id"] == indicator) & (points["year"] == year)].iloc[0]
