"""Words and tables of notebook 09: where every number comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import version

import pandas as pd

from helpers.data.coverage import CLASSES
from helpers.data.schema import Table
from helpers.data.write import csv_text
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_count, as_span, as_text, as_year
from helpers.present.words import count, day, true_minus

PACKAGES = (
    "jupyterlab",
    "pandas",
    "seaborn",
    "statsmodels",
    "papermill",
    "nbval",
    "openpyxl",
    "numpy",
    "matplotlib",
    "pandera",
    "nbconvert",
)
DIGIT_CLASSES = ("digits", *CLASSES)
Tables = Mapping[str, pd.DataFrame]


def answer(tables: Tables, declared: tuple[Table, ...]) -> Prose:
    """Say how many rows lead back to which sources."""
    taken = _taken(tables, declared)
    complete = int((taken[["source_id", "locator"]] != "").all(axis=1).sum())
    return Prose(
        (
            f"**{complete:,} of {count(len(taken), 'transcribed row')}** carry a source and a "
            f"locator.{_without_locator(tables)} Everything else on these pages is computed from "
            f"them, or is this compendium's reading and marked as such. The edition holds "
            f"{count(len(declared), 'table')} from "
            f"{taken['source_id'].nunique()} of "
            f"{count(len(tables['sources']), 'registered source')}. For any one figure, "
            f"'mic2025 trace' with its id prints the whole way back.",
        ),
        kind="answer",
    )


def _without_locator(tables: Tables) -> str:
    """Say what stands for a locator where a row names its own document."""
    later = len(tables.get("later_observations", ()))
    return f" {later} later figures name publisher, document and date instead." if later else ""


def _taken(tables: Tables, declared: tuple[Table, ...]) -> pd.DataFrame:
    """Return source, locator and table of every row that was taken from a source."""
    parts = [
        tables[table.name][["source_id", "locator"]].assign(table=table.name)
        for table in declared
        if {"source_id", "locator"} <= set(table.names) and table.name != "discrepancies"
    ]
    return pd.concat(parts, ignore_index=True)


def sources_table(tables: Tables, declared: tuple[Table, ...]) -> ShownTable:
    """Show the source register with what was taken from each."""
    taken = _taken(tables, declared)
    counts = taken.groupby(["source_id", "table"], sort=False).size()
    told = {
        source: "; ".join(f"{table} {own}" for (_, table), own in rows.items())
        for source, rows in counts.groupby(level=0, sort=False)
    }
    if "later_observations" in tables:  # its rows name their documents, not one source
        told["later"] = f"later_observations {len(tables['later_observations'])}"
    rows = tables["sources"].assign(
        taken=tables["sources"]["source_id"].map(told).fillna("checked against only"),
        dated=tables["sources"]["published"].fillna("").map(day),
    )
    columns = [
        as_text("source_id", "Source"),
        as_text("title", "Title"),
        as_text("publisher", "Publisher"),
        as_span("dated", "Published", blank="no date printed"),
        as_text("taken", "Rows taken, by table"),
        as_text("note", "Note"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a source text.",
        "Translations are set beside the Chinese text and "
        "checked against it; their values are not counted again. Later figures name publisher, "
        "document and date in their own rows.",
    )


def grades_table(tables: Tables) -> ShownTable:
    """Show how well the later figures are attested."""
    later = tables.get("later_observations", pd.DataFrame(columns=["grade", "status", "conflict"]))
    rows = (
        later.groupby(["grade", "status"], sort=True)
        .agg(rows=("grade", "size"), conflicts=("conflict", lambda column: (column == "yes").sum()))
        .reset_index()
    )
    columns = [
        as_text("grade", "Grade"),
        as_text("status", "Kind of statement"),
        as_count("rows", "Rows"),
        as_count("conflicts", "Of them contradicted"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a grade of evidence and a kind of statement among the figures published later.",
        "A: official text seen. B: official figure quoted elsewhere.",
    )


def coverage_table(tables: Tables) -> ShownTable:
    """Show how many digits of each text were accounted for, and as what."""
    rows = tables.get("coverage", pd.DataFrame(columns=["source_id", "sha256", *DIGIT_CLASSES]))
    rows = rows.assign(hash=rows["sha256"].str[:16])
    columns = [as_text("source_id", "Text")] + [
        as_count(name, name.replace("_", " ").capitalize()) for name in DIGIT_CLASSES
    ]
    return ShownTable(
        rows,
        [*columns, as_text("hash", "Hash of the text (SHA-256)")],
        "A row is a source text: how many of its digits belong to what; of the hash, the first 16 "
        "digits.",
    )


def way_back_table(tables: Tables) -> ShownTable:
    """Show for every printed value its table row, source and locator."""
    names = tables["indicators"][["indicator_id", "name_en"]]
    rows = pd.concat(
        [
            tables["milestones"].assign(table="milestones"),
            tables["observations"].assign(table="observations"),
        ]
    ).merge(names, on="indicator_id")
    rows["printed"] = rows["printed_zh"].fillna(rows["value"].map("{:g}".format).map(true_minus))
    columns = [
        as_text("name_en", "Indicator"),
        as_year("year"),
        as_text("printed", "As printed"),
        as_text("table", "Table"),
        as_text("source_id", "Source"),
        as_text("locator", "Where in the source"),
    ]
    return ShownTable(rows, columns, "A row is a printed value and the way back to it.")


def tables_table(tables: Tables, declared: tuple[Table, ...]) -> ShownTable:
    """Show the tables of the edition with rows and hash."""
    rows = pd.DataFrame(
        {
            "name": [table.name for table in declared],
            "row": [table.row for table in declared],
            "rows": [len(tables[table.name]) for table in declared],
            "hash": [
                hashlib.sha256(csv_text(tables[table.name], table).encode()).hexdigest()[:16]
                for table in declared
            ],
        }
    )
    columns = [
        as_text("name", "Table"),
        as_text("row", "A row is"),
        as_count("rows", "Rows"),
        as_text("hash", "Hash (SHA-256)"),
    ]
    return ShownTable(
        rows, columns, "A row is a table of this edition; of the hash, the first 16 digits."
    )


def dictionary_table(declared: tuple[Table, ...]) -> ShownTable:
    """Show the data dictionary."""
    rows = pd.DataFrame(
        [
            (f"{table.name}.{column.name}", column.kind, column.unit, column.description)
            for table in declared
            for column in table.columns
        ],
        columns=["column", "kind", "unit", "description"],
    )
    columns = [
        as_text("column", "Column"),
        as_text("kind", "Type"),
        as_text("unit", "Unit", blank="none"),
        as_text("description", "Meaning"),
    ]
    return ShownTable(rows, columns, "A row is a column of a table.")


def versions_table() -> ShownTable:
    """Show the locked versions the outputs depend on."""
    rows = pd.DataFrame({"package": PACKAGES, "version": [version(name) for name in PACKAGES]})
    return ShownTable(
        rows,
        [as_text("package", "Package"), as_text("version", "Version")],
        "A row is a package whose version the outputs may depend on.",
    )
