"""Texts of a rerunner's cells read as years, numbers and plain texts, or why they are none.

Each function looks at a text alone: equal texts of a large file are read once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from helpers.data.intake.limits import MOST_CHARACTERS, MOST_DECIMALS, MOST_DIGITS
from helpers.data.intake.nearest_names import listed, nearest
from helpers.data.parsing import UnparsedCell, parse_cell
from helpers.data.tables.columns import FIRST_YEAR, LAST_YEAR

YEAR = re.compile(r"[0-9]{4}(?=(?:\.0+)?$)")
# A month or a quarter of a year.
PERIOD = re.compile(
    r"([0-9]{4})(?:"
    r"[-/](?:0?[1-9]|1[0-2])"
    r"|[- ]?[Mm](?:0?[1-9]|1[0-2])"
    r"|年 ?(?:0?[1-9]|1[0-2]) ?月份?"
    r"|[- ]?[Qq][1-4]"
    r"|年 ?第?[1-4一二三四] ?季度?"
    r")"
)
WHOLE = re.compile(r"([0-9]{1,9})(?:\.0+)?")
# So many decimals and digits are computed, not printed; of them so many count as if they were.
TYPED_DECIMALS, COMPUTED_DIGITS, MOST_COMPUTED, KEPT_DIGITS = 8, 14, 20, 8
# What a spreadsheet shows of a number; the sixteenth digit of a double is noise.
SHOWN_DIGITS = 15
# Ids name files and parts of addresses.
SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
# Control characters, marks that turn the direction of writing, halves of a character, characters
# that XML cannot hold, and tags that nothing shows.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
# A number with a comma for the point; a comma before just three digits may separate thousands.
DECIMAL_COMMA = re.compile(
    r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),(?:[0-9]{1,2}|[0-9]{4,}) ?%?"
)
SCIENTIFIC = re.compile(r"[+-]?[0-9]+(?:\.(?P<fraction>[0-9]+))?[eE](?P<power>[+-]?[0-9]{1,2})")
COMMA_NUMBER = re.compile(r"[+-]?[0-9.]+,[0-9]+ ?%?")
# Signs and words of a bound, before or after its number, by the qualifier they stand for.
BEFORE = {
    "over": r">|over|more than|above|超过|高于|大于",
    "at_least": r">=|≥|at least|不低于|不少于",
    "under": r"<|under|less than|below|低于|小于|不足",
    "at_most": r"<=|≤|at most|up to|不超过|不高于",
}
AFTER = {"at_least": r"以上|or more|and more", "at_most": r"以下|or less|and less"}
BOUNDS = [
    *((name, re.compile(rf"(?:{words}) ?(?P<figure>[^<>=≤≥].*)", re.I))
      for name, words in BEFORE.items()),
    *((name, re.compile(rf"(?P<figure>.*\d.*?) ?(?:{words})", re.I))
      for name, words in AFTER.items()),
]  # fmt: skip
# What was expected of a cell, and what to do.
Advice = tuple[str, str]
PLAIN_ADVICE = (
    f"a text of at most {MOST_CHARACTERS} characters without control or direction "
    "marks that does not begin as a formula",
    "Write it anew, beginning with a letter.",
)
# What a spreadsheet computes when it opens a .csv: "=1+1", "@A1", "-SUM (A1)", "+cmd|' /C x'!A0",
# blanks before a parenthesis or not; "- 5 % (about)" stays a text.
FORMULA = re.compile(r"\s*(?:[=@]|[+-].*[\w'.]\s*[(|])")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a cell gives it.

    Attributes
    ----------
    value, decimals
        The value with its sign, and the digits printed after the decimal point.
    qualifier
        What the cell says of it: about, over, at_least, under, at_most; "" for nothing.
    """

    value: float
    decimals: int
    qualifier: str = ""

    @property
    def is_moderate(self) -> bool:
        """Whether a double holds every digit and the tables print every decimal."""
        whole = abs(self.value) < 10.0 ** (MOST_DIGITS - self.decimals)
        return whole and self.decimals <= MOST_DECIMALS


def with_point(text: str) -> str:
    """Return a number written with a decimal comma with a point; any other text as it is.

    Examples
    --------
    >>> with_point("61,8 %"), with_point("1.234,5"), with_point("61.8")
    ('61.8 %', '1234.5', '61.8')
    """
    if not COMMA_NUMBER.fullmatch(text):
        return text
    return text.replace(".", "").replace(",", ".")


def read_year(text: str) -> int | None:
    """Return a year of four digits within the years of the compendium, else None.

    Examples
    --------
    >>> read_year("2017年"), read_year("2017-12-31"), read_year("99999999999999999999")
    (2017, None, None)
    """
    digits = YEAR.match(text.removesuffix("年").strip())
    if not digits or not FIRST_YEAR <= int(digits[0]) <= LAST_YEAR:
        return None
    return int(digits[0])


def year_of_period(text: str) -> int | None:
    """Return the year of a month or quarter, else None; a day is more than a year can keep.

    Examples
    --------
    >>> [year_of_period(text) for text in ("2016-06", "2016Q2", "2016年6月", "2016年第二季度")]
    [2016, 2016, 2016, 2016]
    >>> year_of_period("2016-13"), year_of_period("2016-06-30"), year_of_period("2016")
    (None, None, None)
    """
    match = PERIOD.fullmatch(text)
    return read_year(match[1]) if match else None


def read_whole(text: str) -> int | None:
    """Return a whole number that is not negative; None where a text is anything else.

    Examples
    --------
    >>> read_whole("3"), read_whole("3.0"), read_whole("3.5")
    (3, 3, None)
    """
    match = WHOLE.fullmatch(text)
    return int(match[1]) if match else None


def read_number(text: str) -> Number | None:
    """Return a number, percent sign, "about" or a bound or not; None where a text is else.

    Examples
    --------
    >>> read_number("-3.50%")
    Number(value=-3.5, decimals=2, qualifier='')
    >>> read_number("约 5").qualifier, read_number("33.33333333333333").decimals
    ('about', 6)
    >>> read_number(">90 %"), read_number("70以上").qualifier
    (Number(value=90.0, decimals=0, qualifier='over'), 'at_least')
    >>> read_number("three") is None
    True
    """
    sign = -1.0 if text.startswith("-") else 1.0
    if match := SCIENTIFIC.fullmatch(text):
        decimals = len(match["fraction"] or "") - int(match["power"])
        return Number(float(text), min(max(0, decimals), MOST_DECIMALS))
    try:
        cell = parse_cell(re.sub("^[+-]", "", text).strip())
    except UnparsedCell:
        return _read_bound(text)
    if cell.kind != "level" or cell.value is None:
        return None
    decimals = _printed_decimals(text, cell.value, cell.decimals or 0)
    return Number(sign * cell.value, decimals, "about" if cell.qualifier == "about" else "")


def _read_bound(text: str) -> Number | None:
    """Return a bound: the number beside its sign or word, with the qualifier that stands for it."""
    for name, pattern in BOUNDS:
        match = pattern.fullmatch(text)
        number = read_number(match["figure"]) if match else None
        if number and not number.qualifier:
            return replace(number, qualifier=name)
    return None


def _printed_decimals(text: str, value: float, decimals: int) -> int:
    """Return how many decimals count as printed: all, or of a computed number the first digits."""
    digits = re.sub("[^0-9]", "", text).lstrip("0")
    is_computed = COMPUTED_DIGITS <= len(digits) <= MOST_COMPUTED and not digits.endswith("0")
    if decimals <= TYPED_DECIMALS or not is_computed:
        return decimals
    before = math.floor(math.log10(value)) + 1
    return min(decimals, MOST_DECIMALS, max(0, KEPT_DIGITS - before))


def stored_text(value: Any, *, percent: bool, decimals: int) -> str:
    """Return a stored value as text, with as many decimals as it is shown with, or has."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    exact = Decimal(format(value, f".{SHOWN_DIGITS}g") if isinstance(value, float) else value)
    shown = (exact * 100 if percent else exact).normalize()
    own = -int(shown.as_tuple().exponent)
    text = f"{shown:.{decimals}f}" if own < decimals else f"{shown:f}"
    return f"{text}%" if percent else text


def is_plain(text: str) -> bool:
    """Tell whether a text hides nothing and comes alive nowhere.

    Examples
    --------
    >>> is_plain("数控化率 - 5 %"), is_plain("=1+1"), is_plain("a\\u202eb")
    (True, False, False)
    """
    if text.isascii() and text.isprintable() and text[:1].isalnum():  # almost every cell
        return len(text) <= MOST_CHARACTERS
    return len(text) <= MOST_CHARACTERS and not UNSEEN.search(text) and not FORMULA.match(text)


def is_slug(text: str) -> bool:
    """Tell whether a text may name an indicator, and so a file.

    Examples
    --------
    >>> is_slug("rd_intensity"), is_slug("../x"), is_slug("R&D intensity")
    (True, False, False)
    """
    return SLUG.fullmatch(text) is not None


def slug_advice(text: str) -> Advice:
    """Say why a text is no id, and offer one made of it."""
    made = re.sub("[^a-z0-9]+", "_", text.lower()).strip("_")[:60]
    offer = f"Write '{made}', for example, and the name in name_en or name_zh." if made else ""
    expected = "an id of at most 60 small letters a to z, digits, '_' and '-'"
    return expected, offer or "Write a short id, and the name in name_en or name_zh."


def year_advice(text: str) -> Advice:
    """Say why a text is no year; a day is none, for it says more."""
    year = text.removesuffix("年").strip()
    if re.fullmatch(r"[0-9]{4}[-/.][0-9]{1,2}([-/.][0-9]{1,2})?", year):
        return "a year, not a date", f"Write the year alone, {year[:4]}."
    if not re.fullmatch(r"[0-9]{4}", year):
        return "a year of four digits", "Write the year alone, 2017 for example."
    return f"a year from {FIRST_YEAR} to {LAST_YEAR}", "Check the year."


def number_advice(text: str) -> Advice:
    """Say why a text is no number that the tables can hold."""
    number = read_number(text)
    if number is None or number.qualifier:
        return "a number", "Write digits with a decimal point, without words."
    limits = f"a number of at most {MOST_DIGITS} digits, {MOST_DECIMALS} of them decimals"
    return limits, "Round it, or use a larger unit."


def choice_advice(choices: Sequence[str], text: str) -> Advice:
    """Name the choices of a column, and the nearest one."""
    return f"one of {listed(choices)}", f"{nearest(text, choices)}Choose one of the list."


def without_hidden(text: str) -> str:
    """Return a text with what it hides as escapes; line feeds and tabs stay.

    Examples
    --------
    >>> print(without_hidden("a\\u202eb"))
    a\\u202eb
    """
    return UNSEEN.sub(_as_escape, text)


def _as_escape(match: re.Match[str]) -> str:
    mark = match[0]
    return mark if mark in "\n\t" else mark.encode("unicode_escape").decode()
