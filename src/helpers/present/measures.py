"""Words for the roadmap's measures, matches and qualifiers, the same in figures and tables."""

from __future__ import annotations

import pandas as pd

from helpers.present.words import DASH, number

MEASURE_WORDS = {
    "domestic_market_share": "domestic market share",
    "market_share": "market share, market not named",
    "international_market_share": "international market share",
    "self_supporting_rate": "self-supporting rate",
    "self_sufficiency_rate": "self-sufficiency rate",
    "independent_assurance_rate": "independently assured supply",
    "mtbf": "mean time between failures",
    "mtbf_mileage": "mileage between failures",
}
QUALIFIER_SIGNS = {"over": ">", "at_least": "≥", "about": "~", "under": "<", "at_most": "≤"}
MATCH_WORDS = {
    "strict": "same item",
    "loose": "≈ wordings differ a little",
    "corrected": "◆ after a corrected misprint",
    "single": "no partner",
}


def measure_word(measure: str) -> str:
    """Return a measure in words; the ones with no entry of their own without underscores."""
    return MEASURE_WORDS.get(measure, measure.replace("_", " "))


def plain_number(value: float | None) -> str:
    """Return a number with as many digits as it needs, two at most; "" for a missing one.

    Examples
    --------
    >>> plain_number(6.25), plain_number(40.0), plain_number(0.0)
    ('6.25', '40', '0')
    """
    text = number(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain_span(low: float, high: float) -> str:
    """Return "low to high" with as many digits as they need, or one number where they agree."""
    first, last = plain_number(low), plain_number(high)
    return first if first == last else f"{first} to {last}"


def as_target(low: float, high: float, qualifier: str) -> str:
    """Return a target with the sign of its qualifier; a range by its ends; "" for a missing one.

    Examples
    --------
    >>> as_target(70.0, 70.0, "over"), as_target(5.0, 10.0, "exact")
    ('>70', '5–10')
    """
    if pd.isna(low):
        return ""
    ends = plain_number(low) if low == high else f"{plain_number(low)}{DASH}{plain_number(high)}"
    return f"{QUALIFIER_SIGNS.get(qualifier, '')}{ends}"


def sector_heading(sector_no: int, sector: str) -> str:
    """Return number and name of a sector as the appendix prints them."""
    return f"{sector_no} {sector}"


def sentence_case(words: str) -> str:
    """Return words with a capital first letter, the others as they are."""
    return words[:1].upper() + words[1:]
