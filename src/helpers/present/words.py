"""Words for values: numbers, units, positions and indicator names, the same on every page."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"

UNIT_WORDS = {
    "percent": "%",
    "percentage_points": "percentage points",
    "percent_per_year": "% a year",
    "percent_on_previous_year": "% on the year before",
    "index_points": "index points",
    "patents_per_100m_yuan": "patents per 100 million yuan",
    "index_base_100": "index, base year = 100",
}
# Units of a difference: 61.8 % less 60.8 % are points, not percent.
GAP_WORDS = {"percent": "points", "index_points": "index points"}


@dataclass(frozen=True)
class Status:
    """How a position is told apart without colour: a word, a sign and a shape."""

    word: str
    sign: str
    tone: str


STATUSES = {
    "ahead": Status("ahead of the path", "▲", "ahead"),
    "leans_ahead": Status("ahead, rounding aside", "△", "ahead"),
    "on_path": Status("on the path", "●", "level"),
    "behind": Status("behind the path", "▼", "behind"),
    "leans_behind": Status("behind, rounding aside", "▽", "behind"),
    "too_close_to_say": Status("too close to say", "◇", "level"),
    "depends": Status("depends on the reading", "◆", "level"),
    "not_comparable": Status("not comparable", "✕", "none"),
}


def number(value: float | None, decimals: int = 1, *, sign: bool = False) -> str:
    """Return a number with a true minus sign; "" for a missing one.

    Examples
    --------
    >>> number(-3.125, 1)
    '−3.1'
    >>> number(1.25, 1, sign=True)
    '+1.2'
    """
    if value is None or pd.isna(value):
        return ""
    rounded = round(float(value), decimals) + 0.0  # no "-0.0"
    text = f"{rounded:+.{decimals}f}" if sign and rounded else f"{rounded:.{decimals}f}"
    return text.replace("-", MINUS)


def span(low: float, high: float, decimals: int = 1, *, sign: bool = False) -> str:
    """Return "low to high", or one number where both print alike."""
    first, last = (number(end, decimals, sign=sign) for end in (low, high))
    return first if first == last else f"{first} to {last}"


def listing(words: list[str]) -> str:
    """Return "a", "a and b" or "a, b and c"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def mid_sentence(name: str) -> str:
    """Return a name as it stands within a sentence; abbreviations keep their capitals.

    Examples
    --------
    >>> mid_sentence("Energy intensity"), mid_sentence("CNC ratio"), mid_sentence("R&D intensity")
    ('energy intensity', 'CNC ratio', 'R&D intensity')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def count(amount: int, noun: str, plural: str = "") -> str:
    """Return "1 reading", "12 readings"."""
    return f"{amount} {noun if amount == 1 else plural or noun + 's'}"


def unit_word(unit: str) -> str:
    """Return the unit as printed after a number; scales are their own words."""
    return UNIT_WORDS.get(unit, unit)


def gap_word(scale: str) -> str:
    """Return the unit of a gap on that scale."""
    return GAP_WORDS.get(scale, "index points" if scale.startswith("index") else unit_word(scale))
