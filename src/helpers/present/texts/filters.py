"""Filters of the templates: numbers as digits, names as they stand within a sentence."""

from __future__ import annotations

from helpers.present.numbers import number, plain_number, span, true_minus
from helpers.present.words import day, mid_sentence


def ends_of(ends: tuple[float, float], decimals: int = 1, *, sign: bool = False) -> str:
    """Return "low to high", or one number where both print alike."""
    return span(ends[0], ends[1], decimals, sign=sign)


FILTERS = {
    "number": number,
    "plain_number": plain_number,
    "true_minus": true_minus,
    "day": day,
    "mid_sentence": mid_sentence,
    "thousands": "{:,}".format,
    "span": ends_of,
}
