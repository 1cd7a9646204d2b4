"""All declared tables in the order they are published."""

from __future__ import annotations

from collections.abc import Container

from helpers.data.schema import Table
from helpers.data.tables.areas import AREA_VERDICTS, AREAS, with_areas
from helpers.data.tables.assessment import (
    COMPARISON,
    CORE,
    MILESTONES,
    OBSERVATIONS,
    PAST_TARGETS,
    PROGRESS,
    RENDERINGS,
    TRAJECTORIES,
)
from helpers.data.tables.documents import COVERAGE, DISCREPANCIES, DOCUMENTS
from helpers.data.tables.evidence import EVIDENCE, LATER_OBSERVATIONS
from helpers.data.tables.figures import FIGURES
from helpers.data.tables.hindsight import HINDSIGHT_TABLES, NOTE_FILES
from helpers.data.tables.scoreboard import SCOREBOARD

SOURCE_TABLES: tuple[Table, ...] = (
    *FIGURES,
    *DOCUMENTS,
    *EVIDENCE,
    *HINDSIGHT_TABLES,
    SCOREBOARD,
)
ALL: tuple[Table, ...] = (*CORE, *SOURCE_TABLES)
# Tables in which a row may speak of an area.
KEYED = (OBSERVATIONS, MILESTONES, TRAJECTORIES, COMPARISON, PAST_TARGETS, PROGRESS)
# What texts and documents print, row by row. The accounts of digits are counted, the later
# observations made from the evidence.
TRANSCRIPTIONS = {
    f"{table.name}.csv": table
    for table in (*FIGURES, *DOCUMENTS, *EVIDENCE)
    if table not in (COVERAGE, LATER_OBSERVATIONS)
}
# Every raw table that is read as it stands, by file.
RAW_TABLES = TRANSCRIPTIONS | NOTE_FILES


def quoting_tables() -> dict[str, Table]:
    """Return the raw tables whose rows quote a source text, by file.

    Discrepancies quote two texts at a time, and have a guard of their own.
    """
    return {
        file: table
        for file, table in RAW_TABLES.items()
        if table.printed and "source_id" in table.names and table is not DISCREPANCIES
    }


def tables_of(targets: str, *, has_areas: bool = False) -> tuple[Table, ...]:
    """Return the tables of an edition: all, or of another plan those that are of no text's own.

    Where it has areas, those tables that speak of areas have them as a key.
    """
    tables = tuple(table for table in CORE if table is not RENDERINGS) if targets else ALL
    if not has_areas:
        return tables
    own = tuple(with_areas(table) if table in KEYED else table for table in tables)
    return (*own, AREAS, AREA_VERDICTS)


def tables_in(tables: Container[str], targets: str) -> tuple[Table, ...]:
    """Return the declarations of the tables that an edition has, by their names."""
    return tables_of(targets, has_areas=AREAS.name in tables)
