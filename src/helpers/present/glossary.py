"""The compendium's own words, each explained in one sentence where a page first uses it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from html import escape

from helpers.present.texts.language import language


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


@cache
def glossary() -> tuple[Term, ...]:
    """Return the terms of the language."""
    return tuple(Term(word, **told) for word, told in language().words["glossary"].items())


def terms_in(text: str, known: Collection[Term] = ()) -> list[Term]:
    """Return the terms that `text` uses and that are not yet known, in the order of first use."""
    found = [
        (match.start(), term)
        for term in glossary()
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
