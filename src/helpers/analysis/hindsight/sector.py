"""All that is known of one sector of the roadmap: targets, outcomes, evidence, who names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.documents.mentions import mentions
from helpers.analysis.documents.roadmap import doubts, of_sectors


@dataclass(frozen=True)
class Sector:
    """One sector.

    Parameters
    ----------
    number, name
        As the roadmap has them.
    targets
        Its outcomes (``scoreboard.named``) by year, within a year in the order of the roadmap.
    evidence
        Rows of target_evidence on its targets, also those that decide nothing.
    assessments
        What others concluded on it: rows of outside_assessments.
    policies, funds
        Rows of the lists that name it, with `matched` (``mentions``).
    doubts
        Its figures in doubt (``roadmap.doubts``).
    """

    number: int
    name: str
    targets: pd.DataFrame
    evidence: pd.DataFrame
    assessments: pd.DataFrame
    policies: pd.DataFrame
    funds: pd.DataFrame
    doubts: pd.DataFrame

    @property
    def judged(self) -> pd.DataFrame:
        """The targets that set a figure."""
        return self.targets[self.targets["outcome"] != "no_figure_set"]


def sector_of(
    number: int,
    board: pd.DataFrame,
    record: Mapping[str, pd.DataFrame],
    assessments: pd.DataFrame,
) -> Sector:
    """Return what is known of a sector.

    Parameters
    ----------
    number
        Its number in the roadmap.
    board
        Outcomes of all targets (``scoreboard.named``).
    record
        Needs roadmap_targets, roadmap_pairs, target_evidence, policies, funds and discrepancies.
    assessments
        Table outside_assessments.

    Raises
    ------
    WrongCall
        If the roadmap has no such sector; the message lists those it has.
    """
    printed, _ = of_sectors(record["roadmap_targets"], record["roadmap_pairs"], [number])
    own = board[board["sector_no"] == number].sort_values("year", kind="stable")
    evidence = record["target_evidence"]
    names = [printed["sector"].iloc[0], *printed["subsector"].unique()]
    return Sector(
        number=number,
        name=names[0],
        targets=own.reset_index(drop=True),
        evidence=evidence[evidence["target_id"].isin(printed["target_id"])],
        assessments=assessments[assessments["sector_no"] == number].reset_index(drop=True),
        policies=mentions(record["policies"], ["section", "title_en"], names),
        funds=mentions(record["funds"], ["name", "purpose"], names),
        doubts=doubts(printed, record["discrepancies"]),
    )
