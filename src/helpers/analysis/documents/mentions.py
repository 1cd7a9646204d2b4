"""Rows of a list that name something in the words of its own name.

A row names it where a text of the row has two words of the name side by side, or the whole of a
name of one word. Case, hyphens and a last "s" do not count; joining words do not make a pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pandas as pd

WORD = re.compile(r"[a-z0-9]+")
JOINING = frozenset(("a", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"))


def mentions(rows: pd.DataFrame, columns: Sequence[str], names: Iterable[str]) -> pd.DataFrame:
    """Return the rows that name something, with `matched`: the words they share with a name of it.

    Parameters
    ----------
    rows
        A row an entry of the list.
    columns
        The texts to look in.
    names
        What the thing is called.

    Examples
    --------
    >>> rows = pd.DataFrame({"title": ["Robotic Industry Plan", "Plan on Smart Grids"]})
    >>> mentions(rows, ["title"], ["Robotics", "Smart cars"])["matched"].to_list()
    ['robotic']
    """
    wanted = set().union(*(_phrases(name) for name in names))
    found = [
        list(dict.fromkeys(phrase for text in texts for phrase in _found(text, wanted)))
        for texts in rows[list(columns)].itertuples(index=False, name=None)
    ]
    kept = rows.assign(matched=["; ".join(own) for own in found])
    return kept[kept["matched"] != ""].reset_index(drop=True)


def _words(text: str) -> list[str]:
    """Return the words of a text, each without a last "s"."""
    return [word.removesuffix("s") for word in WORD.findall(text.lower())]


def _pairs(words: Sequence[str]) -> list[str]:
    """Return every two words that stand side by side, neither of them a joining word."""
    return [
        f"{first} {second}" for first, second in pairwise(words) if not JOINING & {first, second}
    ]


def _phrases(name: str) -> set[str]:
    """Return by what a text names something of that name."""
    words = _words(name)
    return set(words) if len(words) == 1 else set(_pairs(words))


def _found(text: str, wanted: set[str]) -> list[str]:
    """Return the wanted phrases in a text, in their order."""
    words = _words(text)
    return [phrase for phrase in (*_pairs(words), *words) if phrase in wanted]
