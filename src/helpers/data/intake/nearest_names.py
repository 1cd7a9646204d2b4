"""Names that were expected: listed in a sentence, and the nearest one offered."""

from __future__ import annotations

import difflib
from bisect import bisect
from collections.abc import Sequence
from functools import lru_cache

from helpers.data.intake.limits import MOST_LISTED, MOST_SEARCHED

# Longer names are no slip of the keyboard, and comparing them takes long.
LONGEST_NAME = 100


def listed(known: Sequence[str]) -> str:
    """Return the known names separated by commas, the first of them where they are many.

    Examples
    --------
    >>> listed([f"i{n}" for n in range(1_000)])[-28:]
    'i37, i38, i39 and 960 others'
    """
    more = len(known) - MOST_LISTED
    text = ", ".join(known[:MOST_LISTED])
    if more <= 0:
        return text
    return f"{text} and {more} {'other' if more == 1 else 'others'}"


def nearest(name: str, known: Sequence[str], alike: float = 0.5) -> str:
    """Return "Did you mean 'x'? " for the nearest known name, or nothing.

    Of very many names those are searched that begin or end most like `name`. How much of both
    names must be the same, of 1, tells `alike`.
    """
    if len(name) > LONGEST_NAME:
        return ""
    if len(known) > MOST_SEARCHED:
        forward, backward = _ordered(tuple(known))
        ends = [text[::-1] for text in _beside(name[::-1], backward)]
        known = [*_beside(name, forward), *ends]
    close = difflib.get_close_matches(name, known, cutoff=alike)
    return f"Did you mean '{close[0]}'? " if close else ""


@lru_cache(maxsize=2)
def _ordered(known: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Return the names in order, and the names read backwards in order."""
    return sorted(known), sorted(text[::-1] for text in known)


def _beside(name: str, ordered: list[str]) -> list[str]:
    """Return the names that would stand beside `name`."""
    place, reach = bisect(ordered, name), MOST_SEARCHED // 4
    return ordered[max(0, place - reach) : place + reach]
