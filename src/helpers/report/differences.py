"""The page of differences between two editions."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.present.table import ShownTable, as_text
from helpers.report.pages import Page, environment, finish


def differences_page(found: Sequence[dict[str, str]], first: str, second: str) -> str:
    """Return the page that lists what differs between two editions."""
    rows = pd.DataFrame(found, columns=["kind", "where", "before", "after"])
    table = ShownTable(
        rows[["where", "kind", "before", "after"]],
        [as_text("where", "Where"), as_text("kind", "What"),
         as_text("before", first), as_text("after", second)],
        f"A row is a difference between the editions {first} and {second}.",
    )  # fmt: skip
    page = Page(
        title=f"{first} and {second} compared",
        edition_label="Two editions",
        description=f"What differs between the editions {first} and {second}.",
        command=f"mic2025 diff {first} {second}",
    )
    template = environment().get_template("differences.html.j2")
    return finish(template.render(page=page, table=table.html(), count=len(rows)))
