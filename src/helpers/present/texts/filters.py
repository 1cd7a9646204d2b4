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
    # Of pairs of ends, and of ends with a qualifier, as facts hold them.
    "span": lambda ends, *decimals, **sign: span(*ends, *decimals, **sign),
    "plain_span": lambda ends: plain_span(*ends),
    "target": lambda ends: qualified(*ends),
    "sentence_case": sentence_case,
    "grouped": grouped,
    "significant": significant,
    "status": status,
    "gap_unit": gap_word,
    "unbroken": unbroken,
}
