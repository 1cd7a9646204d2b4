"""The compendium's own words: a page links each to the glossary where it first uses it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape

from helpers.present.texts.language import language
from helpers.present.words import sentence_case


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
    beside
        Whether an answer that uses it cannot be understood without it: its meaning then stands
        beside the answer.
    own
        Whether it is a word of the published version's plan alone.
    """

    word: str
    pattern: str
    meaning: str
    beside: bool = False
    own: bool = False

    @cached_property
    def uses(self) -> re.Pattern[str]:
        """What finds its uses."""
        return re.compile(self.pattern, re.IGNORECASE)

    @property
    def anchor(self) -> str:
        """Id of its explanation on a page."""
        return "word-" + re.sub(r"[^a-z0-9]+", "-", self.word.lower()).strip("-")

    @property
    def sentence(self) -> str:
        """Its meaning as a sentence of its own."""
        return f"{sentence_case(self.meaning)}."


@cache
def glossary() -> tuple[Term, ...]:
    """Return the terms of the language."""
    return tuple(Term(word, **told) for word, told in language().words["glossary"].items())


def glossary_of(is_own_plan: bool) -> list[Term]:
    """Return all terms for the published plan, and for another one those of any plan."""
    return [term for term in glossary() if is_own_plan or not term.own]


def terms_in(text: str, known: Collection[Term] = ()) -> list[Term]:
    """Return the terms that `text` uses and that are not yet known, in the order of first use."""
    found = [
        (match.start(), term)
        for term in glossary()
        if term not in known and (match := term.uses.search(text))
    ]
    return [term for _, term in sorted(found, key=lambda pair: pair[0])]


def beside_html(text: str) -> str:
    """Return the terms an answer cannot be understood without, with their meanings; "" for none."""
    terms = [term for term in terms_in(text) if term.beside]
    if not terms:
        return ""
    items = "".join(
        f"<div><dt><dfn>{escape(term.word)}</dfn></dt><dd>{escape(term.meaning)}</dd></div>"
        for term in terms
    )
    return f'<dl class="words">{items}</dl>'
