"""The evidence rows behind some outcomes, of indicators and of targets alike."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.data.formulas import rests_on
from helpers.data.raw import references

TABLES = ("indicator_evidence", "target_evidence")
# What stands in place of documents that other rows name: those rows, or those a value is made of.
OF_ROWS = re.compile(r"the documents? of (its two rows|[\w-]+-[\w-]+(?: and [\w-]+-[\w-]+)*)")
OF_ITS_OWN = "its two rows"


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

    def titled(document: str, derivation: str) -> str:
        def of_rows(found: re.Match[str]) -> str:
            is_own = found[1] == OF_ITS_OWN
            names = rests_on(derivation) if is_own else found[1].split(" and ")
            return "; ".join(dict.fromkeys(titles.get(name, name) for name in names))

        return OF_ROWS.sub(of_rows, document)

    documents = zip(rows["document"], rows["derivation"], strict=True)
    return rows.assign(document=[titled(*cells) for cells in documents])


def _names(cells: Iterable[str]) -> set[str]:
    """Return the names in cells that separate them by semicolons."""
    return {name for cell in cells for name in references(cell)}
