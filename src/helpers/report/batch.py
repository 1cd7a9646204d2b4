"""The page over all runs of a batch."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.report.pages import Page, environment, finish

# Columns every summary has; those between are the parameters that set runs apart.
NAME, RESULT, ANSWER, FAILURE = "run", "result", "answer", "failure"


def batch_page(batch: str, rows: pd.DataFrame, pages: Mapping[str, str], command: str) -> str:
    """Return the page that lists every run of a batch.

    Parameters
    ----------
    batch
        Its name.
    rows
        A row a run: name, the parameters that set it apart, result, answer, failure.
    pages
        The page to open for a run, by its name; "" where there is none.
    command
        The command that made the batch.
    """
    failed = int((rows[RESULT] == "failed").sum())
    page = Page(
        title=f"Batch {batch}",
        description=f"{len(rows)} runs over a grid of parameters, {failed} of them failed.",
        edition_label=f"Batch {batch}",
        command=command,
    )
    parameters = [name for name in rows if name not in (NAME, RESULT, ANSWER, FAILURE)]
    return finish(
        environment()
        .get_template("batch.html.j2")
        .render(page=page, rows=rows.to_dict("records"), parameters=parameters, pages=pages)
    )
