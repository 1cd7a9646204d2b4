"""All declared tables in the order they are published."""

from __future__ import annotations

from helpers.data.schema import Table
from helpers.data.tables.assessment import CORE
from helpers.data.tables.documents import DOCUMENTS
from helpers.data.tables.figures import FIGURES
from helpers.data.tables.hindsight import HINDSIGHT_TABLES
from helpers.data.tables.later import LATER

RECORD: tuple[Table, ...] = (*FIGURES, *DOCUMENTS, *LATER, *HINDSIGHT_TABLES)
ALL: tuple[Table, ...] = (*CORE, *RECORD)


def tables_of(targets: str) -> tuple[Table, ...]:
    """Return the tables of an edition: all of them, or the core alone under another plan."""
    return CORE if targets else ALL
