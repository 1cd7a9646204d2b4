"""All results of an edition, computed once for the notebooks and for the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.comparison.gaps import comparison
from helpers.analysis.comparison.scales import scaled_milestones
from helpers.analysis.comparison.trajectories import RULES, trajectories
from helpers.analysis.comparison.verdicts import verdicts


@dataclass(frozen=True)
class Results:
    """Chosen indicators, their points on the scale of comparison, and the tables computed."""

    indicators: pd.DataFrame
    points: pd.DataFrame
    trajectories: pd.DataFrame
    comparison: pd.DataFrame
    verdicts: pd.DataFrame


def analyse(
    tables: Mapping[str, pd.DataFrame],
    report_year: int = 2016,
    base_years: Sequence[int] = (2013, 2015),
    target_years: Sequence[int] = (2020, 2025),
    rules: Sequence[str] = RULES,
    indicators: Sequence[str] = (),
) -> Results:
    """Trajectories, comparison and verdicts of an edition.

    Parameters
    ----------
    tables
        The edition: needs indicators, milestones and observations.
    report_year, base_years, target_years, rules
        As in ``comparison.comparison``.
    indicators
        Ids to keep; empty for all.
    """
    chosen = tables["indicators"]
    kept = {name: tables[name] for name in ("milestones", "observations")}
    if indicators:
        chosen = chosen[chosen["indicator_id"].isin(indicators)]
        kept = {
            name: table[table["indicator_id"].isin(chosen["indicator_id"])]
            for name, table in kept.items()
        }
    points = scaled_milestones(kept["milestones"], chosen)
    readings = (list(base_years), list(target_years), list(rules))
    compared = comparison(kept["observations"], points, chosen, report_year, *readings)
    return Results(
        indicators=chosen.reset_index(drop=True),
        points=points,
        trajectories=trajectories(points, chosen, *readings),
        comparison=compared,
        verdicts=verdicts(compared),
    )
