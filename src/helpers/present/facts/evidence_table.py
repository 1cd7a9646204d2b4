"""The evidence rows behind outcomes, each with its document, publisher, date and page."""

from __future__ import annotations

import re

import pandas as pd

from helpers.present.evidence_links import (
    as_document,
    as_evidence_links,
    as_evidence_row,
    documents,
)
from helpers.present.numbers import true_minus
from helpers.present.table import ShownTable, as_chinese, as_span, as_text, labelled
from helpers.present.texts.blocks import Facts, phrase, plain_labels
from helpers.present.texts.language import language
from helpers.present.words import unit_word

# Ids of rows of evidence, "cnc_key_process_ratio-2020-key-fields" and "oc-109".
ROW_ID = re.compile(r"\b(?:[a-z0-9]+(?:_[a-z0-9]+)+|oc)-\w+(?:-\w+)*")


class NamedRowFacts(Facts, template="evidence", block="named_row"):
    """A row that a note names: its figure, "" for words alone, its period and its publisher."""

    figure: str
    period: str
    publisher: str


def with_rows_named(notes: pd.Series, rows: pd.DataFrame) -> pd.Series:
    """Return notes with the ids of evidence rows in them as value, year and publisher.

    Parameters
    ----------
    notes
        Texts of evidence rows.
    rows
        The rows that they may name.
    """
    known = rows.drop_duplicates("evidence_id").set_index("evidence_id")

    def named(found: re.Match[str]) -> str:
        if found[0] not in known.index:
            return found[0]
        row = known.loc[found[0]]
        figure = _figure(row["value_printed"], row["unit"])
        return phrase(NamedRowFacts(figure, row["period"], row["publisher"]))

    return notes.map(lambda note: ROW_ID.sub(named, note))


def evidence_table(rows: pd.DataFrame) -> ShownTable:
    """Show evidence rows, so that the outcomes on the page can link to them.

    Parameters
    ----------
    rows
        Result of ``rows_behind.rows_behind``.
    """
    spoken = language()
    printed = zip(rows["value_printed"], rows["unit"], strict=True)
    shown = rows.assign(
        figure=[_figure(*cells) for cells in printed],
        kept=[spoken.word(name, "comparabilities") for name in rows["comparability"]],
        source=documents(rows),
    )
    columns = [
        as_evidence_row("evidence_id"),
        as_chinese("label_printed"),
        as_text("figure"),
        *map(as_span, ("period", "status", "grade", "kept")),
        as_document("source"),
        as_evidence_links("conflicts_with"),
    ]
    return labelled(shown, columns, plain_labels("evidence", "evidence_table"))


def _figure(printed: str, unit: str) -> str:
    """Return a figure as printed, with its unit where the print is a bare number."""
    figure = true_minus(printed)
    is_bare = bool(printed) and printed.lstrip("-").replace(".", "", 1).isdigit()
    return f"{figure} {unit_word(unit)}" if is_bare and unit else figure
