"""Which analysis makes which table of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.analysis.areas import with_area_rows
from helpers.analysis.comparison.gaps import compare
from helpers.analysis.comparison.inputs import ComparisonInputs, PathChoices, kept_indicators
from helpers.analysis.comparison.past_targets import past_targets
from helpers.analysis.comparison.scales import scaled_milestones
from helpers.analysis.comparison.trajectories import skipped_targets, trajectories
from helpers.analysis.comparison.verdicts import toward_next_target, verdicts
from helpers.analysis.hindsight.results import look_back
from helpers.analysis.hindsight.scoreboard import scoreboard
from helpers.analysis.progress.assess import assess_progress
from helpers.analysis.progress.specifications import specifications
from helpers.data.hindsight import notes_of
from helpers.data.input_tables import InputTables, read_input_tables
from helpers.data.shared import remembered
from helpers.data.tables.areas import AREAS
from helpers.data.transcriptions import record_of


@dataclass(frozen=True)
class Results:
    """What was compared, and the tables computed from it.

    `has_areas` tells of values of areas, which are compared by themselves.
    """

    inputs: ComparisonInputs
    trajectories: pd.DataFrame
    comparison: pd.DataFrame
    past_targets: pd.DataFrame
    verdicts: pd.DataFrame
    has_areas: bool = False

    @property
    def indicators(self) -> pd.DataFrame:
        """The indicators kept."""
        return self.inputs.indicators

    @property
    def points(self) -> pd.DataFrame:
        """Their milestones on the scale of comparison."""
        return self.inputs.points

    @property
    def reported(self) -> set[str]:
        """Ids of the indicators with a value of the report year, whether it has a path or not."""
        values = self.inputs.observations
        return set(values.loc[values["year"] == self.inputs.choices.report_year, "indicator_id"])

    @property
    def next_verdicts(self) -> pd.DataFrame:
        """Verdicts over the paths to the earliest target still ahead alone."""
        return verdicts(toward_next_target(self.comparison))

    @property
    def skipped_targets(self) -> pd.DataFrame:
        """Earlier targets that paths to a later one do not go through."""
        return skipped_targets(self.trajectories, self.points)


def analyse(
    tables: Mapping[str, pd.DataFrame], choices: PathChoices, indicators: Sequence[str] = ()
) -> Results:
    """Trajectories, comparison, past targets and verdicts of an edition.

    Parameters
    ----------
    tables
        The edition: needs indicators, milestones and observations.
    choices
        The paths to compare with.
    indicators
        Ids to keep; empty for all.

    Raises
    ------
    WrongCall
        With every indicator and every year that the edition does not have.
    """
    indicators = kept_indicators(tables, choices, indicators)
    kept = {name: tables[name] for name in ("indicators", "milestones", "observations")}
    if indicators:
        kept = {name: table[table["indicator_id"].isin(indicators)] for name, table in kept.items()}
    has_areas = isinstance(tables, InputTables) and tables.by_area is not None
    return replace(_analysed(kept, choices), has_areas=has_areas)


@remembered
def _analysed(kept: dict[str, pd.DataFrame], choices: PathChoices) -> Results:
    """Return the results of the tables of `analyse`, which most notebooks ask for."""
    chosen = kept["indicators"].reset_index(drop=True)
    points = scaled_milestones(kept["milestones"], chosen)
    inputs = ComparisonInputs(kept["observations"], points, chosen, choices)
    compared = compare(inputs)
    paths = trajectories(points, chosen, choices)
    return Results(inputs, paths, compared, past_targets(inputs), verdicts(compared))


def over_years(
    tables: Mapping[str, pd.DataFrame],
    choices: PathChoices,
    report_years: Iterable[int],
    indicators: Sequence[str] = (),
) -> pd.DataFrame:
    """Verdicts of several report years, by year; columns as ``verdicts.verdicts`` gives them.

    Parameters
    ----------
    tables, choices, indicators
        As for `analyse`; the report year of `choices` is not used.
    report_years
        Years whose observations are compared; none gives an empty table without columns.

    Raises
    ------
    WrongCall
        As for `analyse`.
    """
    found = [
        analyse(tables, replace(choices, report_year=year), indicators).verdicts
        for year in sorted(set(report_years))
    ]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame()


def results_of(tables: Mapping[str, pd.DataFrame], report_year: int) -> Results:
    """Results as the computed tables of an edition hold them."""
    indicators, comparison = tables["indicators"], tables["comparison"]
    points = scaled_milestones(tables["milestones"], indicators)
    choices = PathChoices(report_year)
    return Results(
        ComparisonInputs(tables["observations"], points, indicators, choices),
        tables["trajectories"],
        comparison,
        tables["past_targets"],
        verdicts(comparison),
        AREAS.name in tables,
    )


def all_tables(inputs: Mapping[str, pd.DataFrame], results: Results) -> dict[str, pd.DataFrame]:
    """Input tables and computed tables together, by name; with the rows of areas, if any."""
    tables = dict(inputs) | {
        "trajectories": results.trajectories,
        "comparison": results.comparison,
        "past_targets": results.past_targets,
        "progress": assess_progress(results.inputs),
        "specifications": specifications(results.inputs),
    }
    if not isinstance(inputs, InputTables):
        return tables
    kept = list(results.indicators["indicator_id"])
    return tables | with_area_rows(tables, inputs, results.inputs.choices, kept)


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
    computed = {
        "hindsight": look_back(tables, record, notes).hindsight,
        "scoreboard": scoreboard(tables, record),
    }
    return dict(record) | dict(notes) | computed


def computed_from_published() -> dict[str, pd.DataFrame]:
    """Return what most notebooks ask of the published tables; forks of this process have it then.

    The comparison of the last reported year, on every path, and the record with hindsight.
    """
    edition = read_input_tables()
    results = analyse(edition, PathChoices(edition.last_reported_year))
    compared = {"trajectories": results.trajectories, "comparison": results.comparison}
    return compared | tables_with_hindsight(edition, record_of(""), notes_of(""))
