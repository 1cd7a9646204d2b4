"""This compendium's readings of the later figures, and what others concluded: raw to typed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.data.raw import read_raw
from helpers.data.shared import shared
from helpers.data.tables.hindsight import NOTE_FILES
from helpers.data.transcriptions import typed
from helpers.data.validate import check_table
from helpers.errors import DataRefused, Problem


def notes_of(targets: str, folder: Path = paths.RAW) -> dict[str, pd.DataFrame]:
    """Return the readings of later values; nothing under another plan's targets."""
    return {} if targets else read_hindsight(folder)


@shared
def read_hindsight(folder: Path) -> dict[str, pd.DataFrame]:
    """Read the three tables of readings, typed and checked against their declarations.

    Returns
    -------
    dict of DataFrame
        later_series, series_evidence and outside_assessments.

    Raises
    ------
    DataRefused
        For every cell that does not hold to its declaration.
    """
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Problem] = []
    for file, table in NOTE_FILES.items():
        rows, faults = typed(read_raw(file, folder), table, file)
        problems += faults or check_table(rows, table, {}, file)
        tables[table.name] = rows
    if problems:
        raise DataRefused("the readings of later figures cannot be taken as they are", problems)
    return tables
