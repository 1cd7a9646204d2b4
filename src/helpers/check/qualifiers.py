"""Qualifiers held to the words of their print: "over 30 %" is no exact figure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from helpers.data.raw import COMPARE, read_rows
from helpers.data.tables.catalogue import RAW_TABLES
from helpers.errors import Problem

# Words of a print and the qualifier they ask for; the first that stands there decides.
WORDS = {
    "at_most": r"never exceed|up to|as much as|or less|\btop \d",
    "at_least": r"at least|or more|not (?:be )?less than|hundreds of|以上",
    "under": r"\bunder\b|less than|below|better than",
    "over": r"more than|\bover\b|exceed|above|surpass|\bmore \d|>|突破|超[过過]",
    "about": r"about|nearly|around|roughly|approximate|some \d|estimated|左右|约|近\d",
}
# Here a figure without such a word is exact; elsewhere the words may stand beside the figure.
BARE_IS_EXACT = ("roadmap_targets.csv", "programme_reports.csv", "chamber_figures.csv")


def qualifiers_against_print(folder: Path) -> Iterator[Problem]:
    """Yield qualifiers that the words of the printed value contradict."""
    for file, table in RAW_TABLES.items():
        if not {"qualifier", "value_printed", "value"} <= set(table.names):
            continue
        for row in read_rows(file, folder):
            asked = asked_for(row["value_printed"])
            says = asked != "exact" or file in BARE_IS_EXACT
            if row["value"] and says and row["qualifier"] != asked:
                yield row.problem(
                    "qualifier", f"{asked}, as {row['value_printed']!r} says", COMPARE
                )


def asked_for(phrase: str) -> str:
    """Return the qualifier that a printed value asks for.

    Examples
    --------
    >>> asked_for("exceeding 20 percent"), asked_for("75%"), asked_for("top 5")
    ('over', 'exact', 'at_most')
    """
    found = (name for name, words in WORDS.items() if re.search(words, phrase.lower()))
    return next(found, "exact")
