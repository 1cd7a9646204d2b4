"""All tables of an edition, computed and written: CSV, data package and workbook."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import all_tables, analyse, tables_with_hindsight
from helpers.data.areas import of_whole
from helpers.data.hindsight import notes_of
from helpers.data.input_tables import read_input_tables
from helpers.data.package import write_package
from helpers.data.plan import OWN, PlanDescription
from helpers.data.schema import Table
from helpers.data.tables.catalogue import tables_in
from helpers.data.transcriptions import record_of
from helpers.data.validate import check_tables
from helpers.data.write import as_written, write_csv
from helpers.present.plan_words import compendium_title
from helpers.present.workbook.cover_text import charted, cover_of
from helpers.present.workbook.write import write_workbook

WORKBOOK = "mic2025-tables.xlsx"
# Parameters that choose the paths to compare with.
CHOICES = tuple(field.name for field in fields(PathChoices))


def edition_tables(parameters: dict[str, Any]) -> dict[str, pd.DataFrame]:
    """Return every declared table under the given notebook parameters, checked.

    Raises
    ------
    DataRefused
        If an input cannot be taken, or a computed table breaks its schema.
    """
    targets = parameters.get("targets", "")
    edition = read_input_tables(
        parameters.get("observations", ""), targets, reading=parameters.get("reading", ())
    )
    chosen = {"report_year": edition.last_reported_year} | {
        name: parameters[name] for name in CHOICES if name in parameters
    }
    choices, indicators = PathChoices(**chosen), parameters.get("indicators", ())
    tables = all_tables(edition, analyse(edition, choices, indicators))
    tables |= tables_with_hindsight(read_input_tables(), record_of(targets), notes_of(targets))
    check_tables(tables, tables_in(tables, targets))
    return tables


def workbook_name(plan: PlanDescription) -> str:
    """Return what the workbook of a plan's tables is called."""
    return WORKBOOK if plan == OWN else f"{plan.slug}-tables.xlsx"


def write_tables(
    tables: dict[str, pd.DataFrame],
    declared: tuple[Table, ...],
    folder: Path,
    plan: PlanDescription = OWN,
) -> list[Path]:
    """Write all tables with ``datapackage.json`` and the workbook; return the paths.

    `plan` is the one that they speak of. Cover and charts of the workbook speak of the whole.
    """
    title = compendium_title(plan)
    tables = tables | {table.name: as_written(tables[table.name], table) for table in declared}
    whole = {name: of_whole(rows) for name, rows in tables.items()}
    folder.mkdir(parents=True, exist_ok=True)
    written = [write_csv(tables[table.name], table, folder) for table in declared]
    package = write_package(declared, folder, title, plan)
    workbook = write_workbook(
        tables, declared, folder / workbook_name(plan), title, cover_of(whole, title, plan),
        charted(whole),
    )  # fmt: skip
    return [*written, package, workbook]
