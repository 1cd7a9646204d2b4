"""All tables of an edition, inputs and results together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.analysis.hindsight.results import look_back
from helpers.analysis.progress.assess import progress
from helpers.analysis.progress.specifications import specifications
from helpers.analysis.results import Results


def all_tables(
    tables: Mapping[str, pd.DataFrame],
    results: Results,
    report_year: int = 2016,
    base_years: Sequence[int] = (2013, 2015),
    target_years: Sequence[int] = (2020, 2025),
) -> dict[str, pd.DataFrame]:
    """Input tables and computed tables together, by name."""
    chosen = (tables["observations"], results.points, results.indicators, report_year)
    return dict(tables) | {
        "trajectories": results.trajectories,
        "comparison": results.comparison,
        "progress": progress(*chosen, base_years, target_years),
        "specifications": specifications(*chosen, base_years, target_years),
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
        Results of ``record.record_of`` and ``hindsight.notes_of``; both empty under another plan,
        and the result is then empty too.
    """
    if not record:
        return {}
    back = look_back(tables, record, notes)
    computed = {"hindsight": back.hindsight, "outcomes": back.outcomes}
    return dict(record) | dict(notes) | computed
