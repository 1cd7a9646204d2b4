"""Which analysis makes which table of an edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.comparison.gaps import compare
from helpers.analysis.comparison.inputs import ComparisonInputs, PathChoices
from helpers.analysis.comparison.scales import scaled_milestones
from helpers.analysis.comparison.trajectories import trajectories
from helpers.analysis.comparison.verdicts import verdicts
from helpers.analysis.hindsight.results import look_back
from helpers.analysis.progress.assess import assess_progress
from helpers.analysis.progress.specifications import specifications


@dataclass(frozen=True)
class Results:
    """What was compared, and the tables computed from it."""

    inputs: ComparisonInputs
    trajectories: pd.DataFrame
    comparison: pd.DataFrame
    verdicts: pd.DataFrame

    @property
    def indicators(self) -> pd.DataFrame:
        """The indicators kept."""
        return self.inputs.indicators

    @property
    def points(self) -> pd.DataFrame:
        """Their milestones on the scale of comparison."""
        return self.inputs.points


def analyse(
    tables: Mapping[str, pd.DataFrame], choices: PathChoices, indicators: Sequence[str] = ()
) -> Results:
    """Trajectories, comparison and verdicts of an edition.

    Parameters
    ----------
    tables
        The edition: needs indicators, milestones and observations.
    choices
        The paths to compare with.
    indicators
        Ids to keep; empty for all.
    """
    kept = {name: tables[name] for name in ("indicators", "milestones", "observations")}
    if indicators:
        kept = {name: table[table["indicator_id"].isin(indicators)] for name, table in kept.items()}
    chosen = kept["indicators"].reset_index(drop=True)
    points = scaled_milestones(kept["milestones"], chosen)
    inputs = ComparisonInputs(kept["observations"], points, chosen, choices)
    compared = compare(inputs)
    return Results(inputs, trajectories(points, chosen, choices), compared, verdicts(compared))


def all_tables(tables: Mapping[str, pd.DataFrame], results: Results) -> dict[str, pd.DataFrame]:
    """Input tables and computed tables together, by name."""
    return dict(tables) | {
        "trajectories": results.trajectories,
        "comparison": results.comparison,
        "progress": assess_progress(results.inputs),
        "specifications": specifications(results.inputs),
    }


def tables_with_hindsight(
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, pd.DataFrame],
    notes: Mapping[str, pd.DataFrame],
) -> dict[str, pd.DataFrame]:
    """The record of the sources with what is computed from the later values.

    Parameters
    ----------
    tables
        The published edition: added figures never enter what is looked back on.
    record, notes
        Results of ``transcriptions.record_of`` and ``hindsight.notes_of``; both empty under another
        plan, and the result is then empty too.
    """
    if not record:
        return {}
    back = look_back(tables, record, notes)
    computed = {"hindsight": back.hindsight, "outcomes": back.outcomes}
    return dict(record) | dict(notes) | computed
