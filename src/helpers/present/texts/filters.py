"""Filters of the templates: numbers as digits, names as they stand within a sentence."""

from __future__ import annotations

from helpers.present.numbers import (
    MINUS,
    number,
    plain_number,
    plain_span,
    qualified,
    span,
    true_minus,
)
from helpers.present.words import STATUSES, day, gap_word, mid_sentence, sentence_case


def ends_of(ends: tuple[float, float], decimals: int = 1, *, sign: bool = False) -> str:
    """Return "low to high", or one number where both print alike."""
    return span(ends[0], ends[1], decimals, sign=sign)


def plain_ends_of(ends: tuple[float, float]) -> str:
    """Return "low to high" with as many digits as they need, or one number."""
    return plain_span(*ends)


def target(ends: tuple[float, float, str]) -> str:
    """Return a target of a low end, a high end and a qualifier, as the roadmap's pages show it."""
    return qualified(*ends)


def grouped(value: float) -> str:
    """Return a number of up to six digits as it is, thousands apart, with a true minus sign."""
    return f"{value:,g}".replace("-", MINUS)


def significant(value: float, digits: int) -> str:
    """Return a number with so many significant digits; larger ones with all before the point."""
    return grouped(float(f"{value:.{digits}g}"))


def unbroken(text: str) -> str:
    """Return a text that stays on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def status(position: str) -> str:
    """Return sign and word of a position; what is none stays as it is."""
    known = STATUSES.get(position)
    return f"{known.sign} {known.word}" if known else position


FILTERS = {
    "number": number,
    "plain_number": plain_number,
    "true_minus": true_minus,
    "day": day,
    "mid_sentence": mid_sentence,
    "thousands": "{:,}".format,
    "span": ends_of,
    "plain_span": plain_ends_of,
    "target": target,
    "sentence_case": sentence_case,
    "grouped": grouped,
    "significant": significant,
    "status": status,
    "gap_unit": gap_word,
    "unbroken": unbroken,
}
