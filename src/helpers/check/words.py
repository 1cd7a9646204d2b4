"""The smallest difference between two texts, as a phrase."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A number with its sign and decimals is one word: 33.3 became 33.4, not "3 became 4".
TOKEN = re.compile(r"[+\-−]?\d+(?:,\d{3})*(?:\.\d+)?|\w+|[^\w\s]")
CONTEXT = 5
LONGEST = 12


def difference(before: str, after: str) -> str:
    """Return what became what and after which words; "" for equal texts.

    Blanks do not count unless nothing else differs.

    Examples
    --------
    >>> difference("in 2016, 33.3 % was reported", "in 2016, 33.4 % was reported")
    "'33.3' became '33.4' after 'in 2016,'"
    """
    if before == after:
        return ""
    old, new = (list(TOKEN.finditer(text)) for text in (before, after))
    start = _common(old, new)
    if start == len(old) == len(new):
        return "only blanks or line ends differ"
    end = _common(old[start:][::-1], new[start:][::-1])
    gone, come = old[start : len(old) - end], new[start : len(new) - end]
    place = f" after {_phrase(old[max(0, start - CONTEXT) : start])}" if start else ""
    return f"{_phrase(gone)} became {_phrase(come)}{place}"


def _common(first: Sequence[re.Match[str]], second: Sequence[re.Match[str]]) -> int:
    """Return how many leading words two texts share."""
    for position, (one, other) in enumerate(zip(first, second, strict=False)):
        if one.group() != other.group():
            return position
    return min(len(first), len(second))


def _phrase(words: Sequence[re.Match[str]]) -> str:
    """Return words in quotes as their text prints them, cut short where they are many."""
    if not words:
        return "nothing"
    shown = words[:LONGEST]
    text = shown[0].string[shown[0].start() : shown[-1].end()]
    more = " ..." if len(words) > LONGEST else ""
    return repr(" ".join(text.split()) + more)
