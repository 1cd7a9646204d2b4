"""The scoreboard of the published tables, which the page of every indicator and sector needs."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.analysis.hindsight.scoreboard import named, scoreboard
from helpers.data.input_tables import read_input_tables
from helpers.data.shared import shared
from helpers.data.transcriptions import read_record

BOARD = "board"


def board() -> pd.DataFrame:
    """Return the outcome of every target with what it is about (``scoreboard.named``)."""
    return _tables()[BOARD]


@shared
def _tables(folder: Path) -> dict[str, pd.DataFrame]:
    """Return the same from the raw tables of a folder, by its name."""
    tables, record = read_input_tables(folder=folder), read_record(folder)
    return {BOARD: named(scoreboard(tables, record), tables["indicators"], record)}
