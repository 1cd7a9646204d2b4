"""The input tables of an edition: the published sources, and what a rerun adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from helpers import paths
from helpers.data.areas import AreaTables, area_tables, of_areas, of_whole, whole_and_areas
from helpers.data.intake.areas import listed_areas, read_areas
from helpers.data.intake.findings import Findings
from helpers.data.intake.nearest_names import nearest
from helpers.data.intake.observations import ADDED, added_source, read_added_observations
from helpers.data.intake.other_labels import read_other_labels
from helpers.data.intake.plan_sheet import check_base_values, plan_of_targets
from helpers.data.intake.targets import TARGETS, read_targets
from helpers.data.milestones import PlanTable, read_plan
from helpers.data.observations import add_comparability, read_observations
from helpers.data.plan import PlanDescription
from helpers.data.raw import read_raw
from helpers.data.shared import shared
from helpers.data.tables.assessment import INDICATORS, MILESTONES, OBSERVATIONS, RENDERINGS, SOURCES
from helpers.data.validate import check_tables
from helpers.errors import WrongCall

INPUT_TABLES = (SOURCES, INDICATORS, MILESTONES, OBSERVATIONS, RENDERINGS)


@dataclass(frozen=True)
class InputTables(Mapping[str, pd.DataFrame]):
    """The input tables of an edition, checked; a mapping from name to table.

    Attributes
    ----------
    by_area
        What is said of areas, None where the edition has none; the tables speak of the whole.
    """

    sources: pd.DataFrame
    indicators: pd.DataFrame
    milestones: pd.DataFrame
    observations: pd.DataFrame
    renderings: pd.DataFrame
    by_area: AreaTables | None = None

    def __getitem__(self, name: str) -> pd.DataFrame:
        return getattr(self, name)

    def __iter__(self) -> Iterator[str]:
        return (table.name for table in INPUT_TABLES)

    def __len__(self) -> int:
        return len(INPUT_TABLES)

    @property
    def reported(self) -> pd.DataFrame:
        """All values, those of areas after those of the whole."""
        if self.by_area is None:
            return self.observations
        return whole_and_areas(self.observations, self.by_area.observations)

    @property
    def last_reported_year(self) -> int:
        """The latest year of which a value is reported or added."""
        return int(self.observations["year"].max())

    def only(self, indicator: str) -> InputTables:
        """Return the edition of one indicator.

        Raises
        ------
        WrongCall
            If there is no such indicator; the nearest is offered.
        """
        known = list(self.indicators["indicator_id"])
        if indicator not in known:
            hint = nearest(indicator, known)
            raise WrongCall(f"no indicator '{indicator}'. {hint}There are {', '.join(known)}")
        kept = {
            name: table[table["indicator_id"] == indicator].reset_index(drop=True)
            for name, table in self.items()
            if "indicator_id" in table
        }
        by_area = self.by_area and self.by_area.only(indicator)
        return replace(self, **kept, by_area=by_area)


def read_input_tables(
    observations: str = "",
    targets: str = "",
    folder: Path = paths.RAW,
    findings: Findings | None = None,
    reading: Sequence[str] = (),
) -> InputTables:
    """Read, reconcile and check all input tables.

    Parameters
    ----------
    observations
        Path of a .csv or .xlsx file with added observations; "" for none. A relative path counts
        from the working directory.
    targets
        Path of another plan's target table; "" for the plan Made in China 2025. Another plan
        leaves out what belongs to this one: its sources, and the ministry's figures.
    folder
        Where the raw tables lie.
    findings
        Takes what was guessed of the added files, and what is probably wrong with them.
    reading
        What is said of the table of observations in place of a guess: "sheet=Data",
        "header_row=3", "value=数值" for a column.

    Raises
    ------
    WrongCall
        If what is said does not fit the file.
    DataRefused
        If a raw table or an added file cannot be taken as it is.
    """
    if observations or targets:
        return _read(observations, targets, folder, findings, reading)
    return InputTables(**published_tables(folder))


@shared
def published_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the input tables of the published sources alone, by name."""
    return dict(_read("", "", folder, None, ()))


def _read(
    observations: str,
    targets: str,
    folder: Path,
    findings: Findings | None,
    reading: Sequence[str],
) -> InputTables:
    """Read, reconcile and check; see `read_input_tables`."""
    sources = read_raw("sources.csv", folder)
    areas = read_areas((observations, targets))
    own_milestones = pd.DataFrame(columns=[*MILESTONES.names, "area"])
    if targets:
        indicators, printed = read_targets(targets, findings, areas)
        milestones, own_milestones = of_whole(printed), of_areas(printed)
        plan = PlanTable(indicators, milestones, pd.DataFrame(columns=RENDERINGS.names))
        observed = pd.DataFrame(columns=OBSERVATIONS.names)
        described = plan_of_targets(targets, findings)
        check_base_values(described, milestones, Path(targets).name)
        sources = pd.DataFrame([_plan_source(described, targets)])
    else:
        plan = read_plan(folder)
        observed = read_observations(folder)
    by_area = None
    if observations:
        labels = None if targets else read_other_labels(folder)
        known_plan = (plan.indicators, plan.milestones)
        added = read_added_observations(observations, *known_plan, labels, findings, reading, areas)
        known = add_comparability(added, plan.indicators, folder)
        known = known.assign(area=added["area"]) if "area" in added else known
        by_area = area_tables(
            listed_areas(areas, added, own_milestones), of_areas(known), own_milestones
        )
        known = of_whole(known)
        observed = pd.concat([observed, known]) if len(observed) else known
        source = pd.DataFrame([added_source(ADDED, observations, "Observations")])
        sources = pd.concat([sources, source], ignore_index=True)
    edition = InputTables(
        sources=sources,
        indicators=plan.indicators,
        milestones=plan.milestones,
        observations=_in_register_order(observed, plan.indicators),
        renderings=plan.renderings,
        by_area=by_area,
    )
    check_tables(edition, INPUT_TABLES)
    if by_area is not None:
        by_area.check(edition)
    return edition


def _plan_source(plan: PlanDescription, targets: str) -> dict[str, str]:
    """Return the source row of another plan's targets: the plan as far as it is told."""
    row = added_source(TARGETS, targets, "Targets")
    told = {"title": plan.title, "publisher": plan.publisher, "published": plan.issued}
    note = " ".join(filter(None, (plan.citation, f"Read from {row['title']}.", row["note"])))
    return row | {name: text for name, text in told.items() if text} | {"note": note}


def _in_register_order(observed: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """Sort observations as the plan lists its indicators, then by year and id."""
    position = {name: number for number, name in enumerate(indicators["indicator_id"])}
    by_id = np.argsort(observed["observation_id"].to_numpy(dtype=object), kind="stable")
    by_id = by_id[np.argsort(observed["year"].to_numpy(dtype=float)[by_id], kind="stable")]
    place = observed["indicator_id"].map(position).to_numpy(dtype=float)
    order = by_id[np.argsort(place[by_id], kind="stable")]
    return observed.take(order).reset_index(drop=True)
