"""Numbers in a printed phrase: digits, number words, and Chinese numerals with a counted unit.

Used to hold every reading to its print: a value that is not among the numbers of its phrase must
be marked as suspect.
"""

from __future__ import annotations

import re

from helpers.data.parsing import NUMBER_WORDS, normalise

WORD_VALUES = NUMBER_WORDS | {
    "no": 0.0,
    "zero": 0.0,
    "half": 0.5,
    "first": 1.0,
    "most": 1.0,
    "second": 2.0,
    "doubling": 2.0,
    "doubled": 2.0,
    "third": 3.0,
    "decade": 10.0,
    "eleven": 11.0,
    "twelve": 12.0,
    "hundred": 100.0,
    "hundreds": 100.0,
    "all": 100.0,
}
NUMERALS = dict(zip("零一二三四五六七八九", range(10), strict=True)) | {"两": 2}
POWERS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+")
# A run of digits is tried from its first one only: long runs would take the square of their length.
CHINESE_NUMERALS = re.compile(r"(?<![0-9])[0-9]*\s?[零一二三四五六七八九两十百千万亿]+")


def numbers_in(phrase: str) -> set[float]:
    """Return every number a phrase prints, in digits or in words, without its sign.

    Examples
    --------
    >>> sorted(numbers_in("RMB 1,200 billion, over two thirds"))
    [2.0, 1200.0]
    >>> sorted(numbers_in("三个十年"))
    [3.0, 10.0]
    """
    plain = re.sub("千(?=瓦|米|克)", "k", normalise(phrase))
    found = {float(text.replace(",", "")) for text in DIGITS.findall(plain)}
    words = WORD_VALUES.keys() & re.findall(r"[a-z]+", plain.lower())
    found |= {float(WORD_VALUES[word]) for word in words}
    return found | {_chinese(text) for text in CHINESE_NUMERALS.findall(plain)}


def _chinese(text: str) -> float:
    """Return a Chinese numeral such as 十八, 3 万 or 百万."""
    total = current = 0.0
    digits = re.match(r"[0-9]+", text)
    if digits:
        current = float(digits.group())
    for mark in text:
        if mark in NUMERALS:
            current = float(NUMERALS[mark])
        elif mark in POWERS and POWERS[mark] >= POWERS["万"]:
            total = (total + current or 1.0) * POWERS[mark]
            current = 0.0
        elif mark in POWERS:
            total += (current or 1.0) * POWERS[mark]
            current = 0.0
    return total + current
