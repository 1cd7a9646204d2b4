"""All results of hindsight, computed once for the notebook and for the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.comparison.scales import scaled_milestones
from helpers.analysis.documents.arithmetic_checks import slips, triples
from helpers.analysis.hindsight.later import later_values
from helpers.analysis.hindsight.projections import freeze, projections
from helpers.analysis.hindsight.scores import YEARS, hindsight, scores
from helpers.data.parameter_choices import check_choices
from helpers.data.shared import remembered
from helpers.data.tables.columns import RULES


@dataclass(frozen=True)
class LookBack:
    """What was known, points and later values on the scale of comparison, and what follows."""

    known_milestones: pd.DataFrame
    known_observations: pd.DataFrame
    points: pd.DataFrame
    later: pd.DataFrame
    triples: pd.DataFrame
    projections: pd.DataFrame
    hindsight: pd.DataFrame
    scores: pd.DataFrame


def look_back(
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, pd.DataFrame],
    notes: Mapping[str, pd.DataFrame],
    base_years: Sequence[int] = (),
    rules: Sequence[str] = RULES,
) -> LookBack:
    """Look back on the projections and targets from the later published values.

    Parameters
    ----------
    tables
        The published edition, without added figures.
    record
        Needs later_observations.
    notes
        Result of ``helpers.data.hindsight.read_hindsight``.
    base_years, rules
        The paths to project; an empty choice of base years stands for all.

    Raises
    ------
    WrongCall
        With every base year and every rule that there is not.
    """
    choices = PathChoices(max(YEARS), base_years, rules=rules)
    check_choices(tables, base_years=choices.base_years)
    return _looked_back(dict(tables), record["later_observations"], notes["later_series"], choices)


@remembered
def _looked_back(
    tables: dict[str, pd.DataFrame],
    observed: pd.DataFrame,
    series: pd.DataFrame,
    choices: PathChoices,
) -> LookBack:
    """Return the same from later observations and what is known of their series."""
    indicators, milestones = tables["indicators"], tables["milestones"]
    points = scaled_milestones(milestones, indicators)
    later = later_values(observed, series, points, indicators)
    checked = triples(observed, milestones)
    table = hindsight(tables, later, slips(checked), choices.base_years, choices.rules)
    known = freeze(tables)
    return LookBack(
        known_milestones=known[0],
        known_observations=known[1],
        points=points,
        later=later,
        triples=checked,
        projections=projections(tables, YEARS, choices.base_years, choices.rules),
        hindsight=table,
        scores=scores(table),
    )
