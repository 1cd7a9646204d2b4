"""What became of the targets of one indicator, and the values it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.hindsight.drawn import failed_sums, speaks_for_itself
from helpers.analysis.hindsight.rows_behind import rows_behind


@dataclass(frozen=True)
class IndicatorOutcome:
    """One indicator in hindsight; without rows where the plan's evidence does not belong to it.

    Parameters
    ----------
    targets
        Its outcomes (``scoreboard.named``), by year.
    history
        Rows of indicator_evidence with a value of the same or a near measure, by year.
    failed
        Those of them that no chart draws, since they contradict their own sum.
    evidence
        The rows that outcomes and history rest on (``rows_behind``).
    """

    targets: pd.DataFrame
    history: pd.DataFrame
    failed: pd.DataFrame
    evidence: pd.DataFrame


def outcome_of(
    indicator: str, board: pd.DataFrame, record: Mapping[str, pd.DataFrame]
) -> IndicatorOutcome:
    """Return what became of the targets of an indicator.

    Parameters
    ----------
    indicator
        Its id.
    board
        Outcomes of all targets (``scoreboard.named``).
    record
        Needs the evidence; empty, under another plan's targets, it gives tables without rows.
    """
    if not record:
        return IndicatorOutcome(*(pd.DataFrame() for _ in range(4)))
    own = board[board["indicator_id"] == indicator].sort_values("year", ignore_index=True)
    rows = record["indicator_evidence"]
    rows = rows[rows["indicator_id"] == indicator]
    history = rows[speaks_for_itself(rows)].sort_values("year", kind="stable", ignore_index=True)
    cited = pd.concat([own["evidence_ids"], history["evidence_id"]]).to_frame("evidence_ids")
    return IndicatorOutcome(own, history, failed_sums(rows), rows_behind(cited, record))
