"""Where every number comes from: sources, locators, digits, tables and their columns."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.metadata import version

import pandas as pd

from helpers.data.areas import of_whole
from helpers.data.coverage import CLASSES
from helpers.data.schema import Table
from helpers.data.write import csv_text
from helpers.present.numbers import true_minus
from helpers.present.table import ShownTable, as_count, as_span, as_text, as_year, labelled
from helpers.present.texts.blocks import Facts, labels, plain_labels, say
from helpers.present.texts.passage import Passage
from helpers.present.words import day

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
# Tables whose rows are each a printed value of an indicator.
PRINTED = ("milestones", "observations")
GRADED = ("target_evidence", "indicator_evidence")
EVIDENCE = (*GRADED, "outside_assessments")
DIGIT_CLASSES = ("digits", *CLASSES)
HASH_DIGITS = 16
TEMPLATE = "provenance"
# Printed values that the page leads back; a file of a stranger may bring a hundred thousand.
MOST_LED_BACK = 400
# The source under which evidence is registered; its rows name their own documents.
LATER_SOURCE = "later"
# Registered, and no texts: the documents of the evidence, and our own readings.
NO_TEXTS = ("collection", "reading")
Tables = Mapping[str, pd.DataFrame]


class OriginFacts(Facts, template=TEMPLATE, block="answer"):
    """Rows taken from sources, those with a place in it, rows of evidence and those without a date,
    tables, and the registered texts with those of them that rows were taken from.
    """

    complete: int
    taken: int
    evidence: int
    undated: int
    tables: int
    used: int
    texts: int


class RegisterFacts(Facts, template=TEMPLATE, block="sources_table"):
    """Whether some of the sources are translations."""

    has_translations: bool


class CoverageFacts(Facts, template=TEMPLATE, block="coverage_table"):
    """What a digit may belong to, and how many digits of a hash are shown."""

    classes: list[str]
    shown: int


class WayBackFacts(Facts, template=TEMPLATE, block="way_back_table"):
    """How many printed values there are, how many are shown, and whether some are of areas."""

    rows: int
    shown: int
    has_areas: bool


def answer(tables: Tables, declared: tuple[Table, ...]) -> Passage:
    """Say how many rows lead back to which sources."""
    taken = _taken(tables, declared)
    sources = tables["sources"]
    texts = set(sources.loc[~sources["kind"].isin(NO_TEXTS), "source_id"])
    facts = OriginFacts(
        complete=int((taken[["source_id", "locator"]] != "").all(axis=1).sum()),
        taken=len(taken),
        evidence=sum(_rows_of_evidence(tables).values()),
        undated=sum(
            int((tables[name]["published"].fillna("") == "").sum())
            for name in _rows_of_evidence(tables)
        ),
        tables=len(declared),
        used=len(texts & _rows_taken(tables, declared).keys()),
        texts=len(texts),
    )
    return say(facts, "answer")


def _taken(tables: Tables, declared: tuple[Table, ...]) -> pd.DataFrame:
    """Return source, locator and table of every row that was taken from a source."""
    parts = [
        tables[table.name][["source_id", "locator"]].assign(table=table.name)
        for table in declared
        if {"source_id", "locator"} <= set(table.names) and table.name != "discrepancies"
    ]
    return pd.concat(parts, ignore_index=True)


def _rows_taken(tables: Tables, declared: tuple[Table, ...]) -> dict[str, str]:
    """Return for each source how many rows of which tables were taken from it."""
    counts = _taken(tables, declared).groupby(["source_id", "table"], sort=False).size()
    taken = {
        str(source): "; ".join(f"{table} {rows}" for (_, table), rows in of_source.items())
        for source, of_source in counts.groupby(level=0, sort=False)
    }
    if evidence := _rows_of_evidence(tables):
        taken[LATER_SOURCE] = "; ".join(f"{table} {rows}" for table, rows in evidence.items())
    return taken


def _rows_of_evidence(tables: Tables) -> dict[str, int]:
    """Return how many rows each table holds whose rows name their documents, not one source."""
    return {name: len(tables[name]) for name in EVIDENCE if name in tables}


def sources_table(tables: Tables, declared: tuple[Table, ...]) -> ShownTable:
    """Show the source register with what was taken from each."""
    sources = tables["sources"]
    rows = sources.assign(
        title_shown=sources["title"],
        remark=sources["note"],
        taken=sources["source_id"].map(_rows_taken(tables, declared)),
        dated=sources["published"].fillna("").map(day),
    )
    columns = [
        *map(as_text, ("source_id", "title_shown", "publisher")),
        as_span("dated"),
        *map(as_text, ("taken", "remark")),
    ]
    has_translations = bool((sources["kind"] == "translation").any())
    return labelled(rows, columns, labels(RegisterFacts(has_translations)))


def grades_table(tables: Tables) -> ShownTable:
    """Show how well the figures of targets and indicators are attested."""
    columns_of = ["grade", "status", "conflicts_with"]
    parts = [pd.DataFrame(columns=columns_of)]
    parts += [tables[name][columns_of] for name in GRADED if name in tables]
    rows = (
        pd.concat(parts)
        .groupby(["grade", "status"], sort=True)
        .agg(
            rows=("grade", "size"), conflicts=("conflicts_with", lambda cells: (cells != "").sum())
        )
        .reset_index()
    )
    columns = [as_text("grade"), as_text("status"), as_count("rows"), as_count("conflicts")]
    return labelled(rows, columns, plain_labels(TEMPLATE, "grades_table"))


def coverage_table(tables: Tables) -> ShownTable:
    """Show how many digits of each text were accounted for, and as what."""
    rows = tables.get("coverage", pd.DataFrame(columns=["source_id", "sha256", *DIGIT_CLASSES]))
    rows = rows.assign(hash=rows["sha256"].str[:HASH_DIGITS])
    columns = [as_text("source_id"), *map(as_count, DIGIT_CLASSES), as_text("hash")]
    return labelled(rows, columns, labels(CoverageFacts(list(DIGIT_CLASSES), HASH_DIGITS)))


def way_back_table(tables: Tables) -> ShownTable:
    """Show for every printed value of the whole its table row, source and locator."""
    names = tables["indicators"][["indicator_id", "name_en"]]
    printed = {name: tables[name] for name in PRINTED}
    whole = {name: of_whole(rows) for name, rows in printed.items()}
    rows = pd.concat([table.assign(table=name) for name, table in whole.items()])
    rows = rows.merge(names, on="indicator_id").head(MOST_LED_BACK)
    rows["printed"] = rows["printed_zh"].fillna(rows["value"].map("{:g}".format).map(true_minus))
    columns = [
        as_text("name_en"),
        as_year("year"),
        *map(as_text, ("printed", "table", "source_id", "locator")),
    ]
    total = sum(map(len, printed.values()))
    facts = WayBackFacts(total, len(rows), any("area" in one for one in printed.values()))
    return labelled(rows, columns, labels(facts))


def tables_table(tables: Tables, declared: tuple[Table, ...]) -> ShownTable:
    """Show the tables of the edition with rows and hash."""
    rows = pd.DataFrame(
        [
            (table.name, table.row, len(tables[table.name]), _hash(tables[table.name], table))
            for table in declared
        ],
        columns=["name", "row", "rows", "hash"],
    )
    columns = [as_text("name"), as_text("row"), as_count("rows"), as_text("hash")]
    return labelled(rows, columns, plain_labels(TEMPLATE, "tables_table", shown=HASH_DIGITS))


def _hash(rows: pd.DataFrame, table: Table) -> str:
    """Return the first digits of the SHA-256 of a table as written."""
    return hashlib.sha256(csv_text(rows, table).encode()).hexdigest()[:HASH_DIGITS]


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
    columns = [as_text(name) for name in rows]
    return labelled(rows, columns, plain_labels(TEMPLATE, "dictionary_table"))


def versions_table() -> ShownTable:
    """Show the locked versions the outputs depend on."""
    rows = pd.DataFrame({"package": PACKAGES, "version": [version(name) for name in PACKAGES]})
    columns = [as_text("package"), as_text("version")]
    return labelled(rows, columns, plain_labels(TEMPLATE, "versions_table"))
