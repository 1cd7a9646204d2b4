"""Words and tables of notebook 09: where every number comes from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import version

import pandas as pd

from helpers.data.schema import Table
from helpers.data.write import csv_text
from helpers.present.prose import Prose
from helpers.present.table import ShownTable, as_text, as_year
from helpers.present.words import count

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
Tables = Mapping[str, pd.DataFrame]


def answer(tables: Tables, declared: tuple[Table, ...]) -> Prose:
    """Say how many rows lead back to which sources."""
    traced = pd.concat([tables["milestones"], tables["observations"]])[["source_id", "locator"]]
    complete = (traced != "").all(axis=1).sum()
    return Prose(
        (
            f"**{complete} of {count(len(traced), 'printed value')}** carry a source and a "
            f"locator; everything else on these pages is computed from them. The edition holds "
            f"{count(len(declared), 'table')} from "
            f"{count(traced['source_id'].nunique(), 'source')}.",
        ),
        kind="answer",
    )


def sources_table(tables: Tables) -> ShownTable:
    """Show the source register with the number of values taken from each."""
    taken = pd.concat([tables["milestones"], tables["observations"]])["source_id"].value_counts()
    rows = tables["sources"].assign(
        values=tables["sources"]["source_id"].map(taken).fillna(0).astype(int)
    )
    columns = [
        as_text("source_id", "Source"),
        as_text("title", "Title"),
        as_text("publisher", "Publisher"),
        as_text("published", "Published"),
        as_year("values", "Values taken"),
        as_text("note", "Note"),
    ]
    return ShownTable(
        rows,
        columns,
        "A row is a source text.",
        "A blank date: the text prints none. Translations are set beside the Chinese "
        "text and checked against it; their values are not counted again.",
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
    rows["printed"] = rows["printed_zh"].fillna(rows["value"].map("{:g}".format))
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
        as_year("rows", "Rows"),
        as_text("hash", "SHA-256, first 16 digits"),
    ]
    return ShownTable(rows, columns, "A row is a table of this edition, as CSV in data/processed.")


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
        as_text("unit", "Unit"),
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
