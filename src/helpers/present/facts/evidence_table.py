"""The evidence rows behind outcomes, each with its document, publisher, date and page."""

from __future__ import annotations

import pandas as pd

from helpers.present.evidence_links import (
    as_document,
    as_evidence_links,
    as_evidence_row,
    documents,
)
from helpers.present.numbers import true_minus
from helpers.present.table import ShownTable, as_chinese, as_span, as_text, labelled
from helpers.present.texts.blocks import plain_labels
from helpers.present.texts.language import language
from helpers.present.words import unit_word


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
