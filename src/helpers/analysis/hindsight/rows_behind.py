"""The evidence rows behind some outcomes, of indicators and of targets alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.data.raw import references

TABLES = ("indicator_evidence", "target_evidence")
# What stands in place of a document that another row names.
OF_OTHERS = re.compile(r"the documents? of ((?:[\w-]+ and )*[\w-]+)")


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
        table, with `document` as in `with_documents_named`.
    """
    rows = pd.concat([record[name] for name in TABLES], join="inner", ignore_index=True)
    rows = with_documents_named(rows)
    conflicts = dict(zip(rows["evidence_id"], rows["conflicts_with"], strict=True))
    named = _names(board["evidence_ids"])
    wanted = named | _names(conflicts.get(name, "") for name in named)
    return rows[rows["evidence_id"].isin(wanted)].reset_index(drop=True)


def with_documents_named(rows: pd.DataFrame) -> pd.DataFrame:
    """Return evidence rows with the documents of other rows by their titles, not by the rows' ids.

    Parameters
    ----------
    rows
        All rows of evidence.
    """
    titles = dict(zip(rows["evidence_id"], rows["document"], strict=True))

    def titled(found: re.Match[str]) -> str:
        return " and ".join(titles.get(name, name) for name in found[1].split(" and "))

    return rows.assign(document=[OF_OTHERS.sub(titled, title) for title in rows["document"]])


def _names(cells: Iterable[str]) -> set[str]:
    """Return the names in cells that separate them by semicolons."""
    return {name for cell in cells for name in references(cell)}
