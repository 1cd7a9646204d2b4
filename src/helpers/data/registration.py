"""What is registered: a raw table by its declaration, a source text by the account of its digits.

Every guard of the figures takes its tables and columns from there, so that what is registered is
guarded, and what is not is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from helpers.data.coverage import FOLDER, TEXTS, text_of
from helpers.data.milestones import RENDERING_FILES
from helpers.data.observations import RAW_FILE
from helpers.data.raw import read_raw, read_rows
from helpers.data.tables.catalogue import RAW_TABLES
from helpers.errors import Problem

# Raw tables that input tables are put together from; each has a reader of its own.
INPUT_FILES = ("sources.csv", "indicator_register.csv", "plan_footnotes.csv", "series.csv",
               RAW_FILE, *RENDERING_FILES.values())  # fmt: skip
# Kinds of sources that are no text read from one end to the other.
NO_TEXTS = ("collection", "quoted", "reading")


def unregistered(folder: Path) -> Iterator[Problem]:
    """Yield raw tables that no declaration names, and source texts without an account."""
    texts = set(read_raw(TEXTS, folder)["source_id"])
    known = {TEXTS, *INPUT_FILES, *RAW_TABLES, *(f"{FOLDER}/{name}.csv" for name in texts)}
    for path in sorted(folder.rglob("*.csv")):
        name = path.relative_to(folder).as_posix()
        if name not in known:
            yield Problem(
                "a raw table that nothing declares",
                f"a declared table, or the account of a text of {TEXTS}",
                "Declare its columns in helpers/data/tables, or register its text.",
                name,
            )
    for row in read_rows("sources.csv", folder):
        if row["kind"] not in NO_TEXTS and text_of(row["source_id"]) not in texts:
            remedy = "Account for its digits, one by one."
            yield row.problem("source_id", f"a text that {TEXTS} names", remedy)
