"""The page over all runs of a batch."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from helpers.present.texts.blocks import Facts, labels
from helpers.report.footer import TEMPLATE
from helpers.report.pages import Page, filled, finish
from helpers.report.reference_frame import glossary_page, reference_frame

if TYPE_CHECKING:
    import pandas as pd

# Columns every summary has; those between are the parameters that set runs apart.
RUN, RESULT, ANSWER, FAILURE = "run", "result", "answer", "failure"
# A failure begins with the place in the notebook; the reason follows the name of the error.
REASON = re.compile(r".*?failed with \w+: (?P<reason>.*?)(?:\s+The notebook as far .*)?", re.DOTALL)


class BatchFacts(Facts, template=TEMPLATE, block="batch"):
    """Its name, and how many of its runs failed."""

    name: str
    runs: int
    failed: int


def batch_page(batch: str, rows: pd.DataFrame, pages: Mapping[str, str], command: str) -> str:
    """Return the page that lists every run of a batch.

    Parameters
    ----------
    batch
        Its name.
    rows
        A row a run: name, the parameters that set it apart, result, answer, failure. Failures are
        shown first.
    pages
        The page to open for a run, by its name; "" where there is none.
    command
        The command that made the batch.
    """
    words = labels(BatchFacts(batch, len(rows), int((rows[RESULT] == "failed").sum())))
    page = Page(
        title=words["title"],
        description=words["description"],
        edition_label=words["label"],
        command=command,
        index="../index.html",
    )
    told = sorted(map(_told, rows.to_dict("records")), key=lambda row: not row[FAILURE])
    parameters = [name for name in rows if name not in (RUN, RESULT, ANSWER, FAILURE)]
    return finish(filled("batch", page, rows=told, parameters=parameters, pages=pages))


def batch_glossary(batch: str, command: str) -> str:
    """Return the glossary that the pages of a batch link to; arguments as in `batch_page`."""
    label = labels(BatchFacts(batch, 0, 0))["label"]
    return glossary_page(reference_frame("glossary", edition_label=label, command=command))


def _told(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return a run with its answer as running text, or the reason of its failure by itself."""
    answer = str(row[ANSWER] or "").replace(": - ", ": ").replace(" - ", " ")
    found = REASON.fullmatch(str(row[FAILURE] or ""))
    reason = found["reason"] if found else row[FAILURE]
    return {**row, ANSWER: answer, "reason": reason, "details": row[FAILURE] if found else ""}
