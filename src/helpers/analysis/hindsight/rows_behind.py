"""The evidence rows behind some outcomes, of indicators and of targets alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.data.raw import references

TABLES = ("indicator_evidence", "target_evidence")


def rows_behind(board: pd.DataFrame, record: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Evidence rows that outcomes rest on, with the rows that contradict them.

    Parameters
    ----------
    board
        Rows of the table ``SCOREBOARD``.
    record
        Needs the tables of evidence.

    Returns
    -------
    DataFrame
        The columns that both tables of evidence have, indicators first, each in the order of its
        table.
    """
    rows = pd.concat([record[name] for name in TABLES], join="inner", ignore_index=True)
    conflicts = dict(zip(rows["evidence_id"], rows["conflicts_with"], strict=True))
    named = _names(board["evidence_ids"])
    wanted = named | _names(conflicts.get(name, "") for name in named)
    return rows[rows["evidence_id"].isin(wanted)].reset_index(drop=True)


def _names(cells: Iterable[str]) -> set[str]:
    """Return the names in cells that separate them by semicolons."""
    return {name for cell in cells for name in references(cell)}
