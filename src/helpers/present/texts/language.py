"""The language of the pages: its folder of templates, its words and its plural."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from helpers.data.tables.unit_words import DIFFERENCE_WORDS, UNIT_WORDS

FOLDER = Path(__file__).parent
DEFAULT = "en"
SETTING = "MIC2025_LANGUAGE"
# Characters of names that a sentence bears, and of those it keeps where there are more.
MOST_OF_NAMES, SHORT_OF_NAMES = 330, 190


@dataclass(frozen=True, eq=False)
class Language:
    """One language.

    Parameters
    ----------
    folder
        Where its templates lie.
    words
        Words for ids, by kind (units, positions, ...): those of ``words.yml``, and of the tables
        where it has no kind `units` or `gaps`.
    """

    folder: Path
    words: Mapping[str, Any]

    def word(self, name: str, kind: str) -> str:
        """Return the word for an id; for an id without one the id, underscores as blanks."""
        return str(self.words[kind].get(name, name.replace("_", " ")))

    def listing(self, items: list[str]) -> str:
        """Return items as a sentence lists them: "a", "a and b" or "a, b and c"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self.words['grammar']['and']} {items[-1]}"

    def names(self, items: list[str]) -> str:
        """Return names as `listing` does; of very many the first, and how many others there are."""
        text = self.listing(items)
        if len(text) <= MOST_OF_NAMES:
            return text
        room = accumulate(len(name) + len(", ") for name in items)
        kept = max(1, sum(used <= SHORT_OF_NAMES for used in room))
        grammar = self.words["grammar"]
        left = len(items) - kept
        if not left:
            return text
        others = grammar["other"] if left == 1 else grammar["others"]
        return f"{', '.join(items[:kept])} {grammar['and']} {left} {others}"

    def counted(self, amounts: list[tuple[str, int]], kind: str) -> str:
        """Return how many there are of each id: "7 funds, 1 loan agreement and 2 totals".

        Parameters
        ----------
        amounts
            Ids with their numbers.
        kind
            Where their words stand; those for several stand under the same name with ``_many``.
        """
        plurals = Plurals(self.words["grammar"]["plural"])
        kinds = [plurals.ngettext(kind, f"{kind}_many", amount) for _, amount in amounts]
        return self.listing(
            [
                f"{amount} {self.word(name, own)}"
                for (name, amount), own in zip(amounts, kinds, strict=True)
            ]
        )


class Plurals(gettext.NullTranslations):
    """Chooses between singular and plural by the rule of the language.

    The templates are written in the language itself, so that nothing is translated.
    """

    def __init__(self, rule: str) -> None:
        super().__init__()
        self._is_plural = gettext.c2py(rule)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the singular or the plural form."""
        return msgid2 if self._is_plural(n) else msgid1


@cache
def language(folder: Path | None = None) -> Language:
    """Return the language of a folder, else the one the setting names, else English."""
    place = folder or FOLDER / os.environ.get(SETTING, DEFAULT)
    words = yaml.safe_load((place / "words.yml").read_text(encoding="utf-8"))
    return Language(place, {"units": UNIT_WORDS, "gaps": DIFFERENCE_WORDS} | words)
