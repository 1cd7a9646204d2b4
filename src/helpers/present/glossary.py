"""The compendium's own words, each explained in one sentence where a page first uses it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Term:
    """A word with its meaning.

    Parameters
    ----------
    word
        As it stands in the glossary.
    pattern
        Regular expression of its uses; case does not matter.
    meaning
        One sentence without a stop.
    """

    word: str
    pattern: str
    meaning: str

    @property
    def anchor(self) -> str:
        """Id of its explanation on a page."""
        return "word-" + re.sub(r"[^a-z0-9]+", "-", self.word.lower()).strip("-")


TERMS = (
    Term(
        "CNC ratio",
        r"\bCNC ratio\b",
        "share of key processes under numerical control, as a mean over enterprises",
    ),
    Term(
        "Penetration",
        r"\bpenetration\b",
        "share of enterprises that use the tools named, or of households with broadband",
    ),
    Term(
        "Energy intensity",
        r"\benergy intensity\b",
        "energy used per unit of industrial value added; lower is better",
    ),
    Term(
        "Path",
        r"\bpaths?\b",
        "line from a base value to a target: one choice of base year, target year and rule; the "
        "plan prints nothing in between",
    ),
    Term(
        "Reading",
        r"\d readings?\b|\b(?:every|each|row is a) reading\b|\ba reading is\b",
        "one choice of base year, target year and rule",
    ),
    Term(
        "Rule",
        r"\b(?:linear|geometric|logit)\b|\bevery rule\b",
        "how a path runs: linear adds the same points each year, geometric the same percent, "
        "logit (for shares) the same step in the logarithm of the odds",
    ),
    Term(
        "Gap",
        r"\bgaps?\b",
        "reported value less the path of that year, sign turned where lower is better; positive is "
        "better",
    ),
    Term(
        "Rounding",
        r"\brounding",
        "a printed 33 stands for 32.5 to 33.5, and 'about 5' for 4 to 6",
    ),
    Term(
        "Pace",
        r"\bpaces?\b",
        "change a year: observed since a base, planned, or required from the report on",
    ),
    Term(
        "Specification",
        r"\bspecifications?\b",
        "a reading by one published rule of assessment, with one choice for each rounding and "
        "for the sampling error",
    ),
    Term(
        "Expected",
        r"\b(?:expected|expectation)\b",
        "printed in May 2015 as the value for 2015",
    ),
    Term(
        "Index",
        r"\bindex, (?:\d{4}|base year) = 100|\bpoints or index points\b",
        "value of the base year set to 100; 'down 18 %' becomes 82",
    ),
    Term(
        "Rendering",
        r"\brenderings?\b",
        "the plan's table in Chinese, or in one of its two English translations",
    ),
    Term(
        "Series",
        r"\bseries\b",
        "values under one label and one population",
    ),
    Term(
        "Locator",
        r"\blocators?\b",
        "the place in a source: a section, a row, or words that are easy to find",
    ),
)


def terms_in(text: str, known: Collection[Term] = ()) -> list[Term]:
    """Return the terms that `text` uses and that are not yet known, in the order of first use."""
    found = [
        (match.start(), term)
        for term in TERMS
        if term not in known and (match := re.search(term.pattern, text, re.IGNORECASE))
    ]
    return [term for _, term in sorted(found, key=lambda pair: pair[0])]


def glossary_html(terms: Collection[Term]) -> str:
    """Return terms and meanings as a small list; "" for none."""
    if not terms:
        return ""
    items = "".join(
        f'<div><dt id="{term.anchor}"><dfn>{escape(term.word)}</dfn></dt>'
        f"<dd>{escape(term.meaning)}</dd></div>"
        for term in terms
    )
    return f'<dl class="words">{items}</dl>'
