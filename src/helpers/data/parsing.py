"""Printed cells into value, unit, qualifier, kind and decimals.

The three renderings of the plan print the same thing in different words: ``比 2015 年下降 18%``,
``Down 18% from 2015``, ``Fall by 18% than 2015``. A cell is read only where every word in it is
understood; anything else is refused, so that nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from helpers.errors import DataRefused, quoted

FIGURE = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
                "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}  # fmt: skip
AROUND = r"(?:about|around|approximately|some)"


@dataclass(frozen=True)
class ParsedCell:
    """What a printed cell says.

    Attributes
    ----------
    value
        The number with its sign (a fall is negative); None for a blank ("-").
    unit
        ``percent``, ``percentage_points`` or "" where the cell leaves the unit to its row label.
    qualifier
        ``exact`` or ``about``.
    kind
        ``level``, ``change_from_base``, ``period_mean`` or ``blank``.
    decimals
        Digits printed after the decimal point; None for a blank.
    base_year
        The year a change is counted from, where printed.
    plan_period
        Number of the five-year plan a mean is taken over, where printed (13 or 14).
    """

    value: float | None
    unit: str = ""
    qualifier: str = "exact"
    kind: str = "level"
    decimals: int | None = None
    base_year: int | None = None
    plan_period: int | None = None

    @property
    def printed(self) -> str:
        """The number with its printed decimals, "-" for a blank."""
        return "-" if self.value is None else f"{self.value:.{self.decimals}f}"


class UnparsedCell(DataRefused, ValueError):
    """A printed cell with words the parser does not know."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"cannot read the printed cell {quoted(text)}")


# Full-width forms (！ to ～) and the ideographic space. Not NFKC: that would also turn a raised
# footnote mark into a digit of the number before it.
HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"), None)


def normalise(text: str) -> str:
    """Return `text` with full-width marks made half-width, dashes unified and blanks collapsed."""
    if text.isascii() and text.isprintable() and "  " not in text:  # almost every cell
        return text.strip()
    return re.sub(r"\s+", " ", text.translate(HALF_WIDTH | DASHES | INVISIBLE)).strip()


# Each pattern covers a whole cell. Order is free: no text matches two of them.
PATTERNS = [
    ("level", rf"(?P<about>{AROUND} )?{FIGURE} ?(?P<percent>%)?"),
    ("level", rf"{FIGURE} ?(?P<percent>%)? ?(?P<about>左右|上下)"),
    ("level", rf"(?P<about>约|大约) ?{FIGURE} ?(?P<percent>%)?"),
    ("fall", rf"比 ?(?P<base>\d{{4}}) ?年(?:下降|降低|减少) ?{FIGURE} ?%"),
    ("fall", rf"(?:down|fall by) {FIGURE} ?% (?:from|than) (?P<base>\d{{4}})"),
    ("fall", rf"(?:decreased|fell|down) by (?P<about>{AROUND} )?{FIGURE} ?%"),
    ("rise", rf"比 ?(?P<base>\d{{4}}) ?年(?:提高|增加|上升) ?{FIGURE} ?(?P<points>个百分点)"),
    ("rise", rf"比 ?(?P<base>\d{{4}}) ?年(?:提高|增加|上升) ?{FIGURE} ?(?P<percent>%)"),
    (
        "rise",
        r"this is an increase of (?P<word>[a-z]+) (?P<points>percentage points?) "
        r"from (?P<base>\d{4})\.?",
    ),
    ("rise", rf"(?:up|increase by) {FIGURE} ?(?P<percent>%) (?:from|than) (?P<base>\d{{4}})"),
    (
        "mean",
        rf"{FIGURE} ?(?P<about>左右)\(“?\"?(?P<period_zh>十三五|十四五)”?\"?期间年均增速\)",
    ),
    (
        "mean",
        rf"(?P<about>{AROUND}) {FIGURE} ?%? ?\((?:the average )?annual growth rate during the "
        r"[“\"]?(?P<period>1[34])th five-year[”\"]? plan period(?: \[\d{4}-\d{4}\])?\)?",
    ),
]
COMPILED = [(kind, re.compile(pattern, re.IGNORECASE | re.ASCII)) for kind, pattern in PATTERNS]
KIND_OF_PATTERN = {
    "level": "level",
    "fall": "change_from_base",
    "rise": "change_from_base",
    "mean": "period_mean",
}


def parse_cell(text: str) -> ParsedCell:
    """Return what a printed cell says.

    Raises
    ------
    UnparsedCell
        If any part of the cell is not understood, an empty cell included: the sources print "-"
        where they give no value.

    Examples
    --------
    >>> parse_cell("比 2015 年下降 18%").value
    -18.0
    >>> parse_cell("Around 7.5 (the average annual growth rate during the 13th Five-Year Plan "
    ...            "period [2016-2020])").qualifier
    'about'
    """
    cell = normalise(text)
    if cell == "-":
        return ParsedCell(value=None, kind="blank")
    for kind, pattern in COMPILED:
        match = pattern.fullmatch(cell)
        if match:
            return _read_match(kind, match.groupdict(), text)
    raise UnparsedCell(text)


def _read_match(kind: str, parts: dict[str, str | None], text: str) -> ParsedCell:
    """Turn the named parts of one matched pattern into a ParsedCell."""
    number = _read_number(parts, text)
    base = parts.get("base")
    period = parts.get("period") or {"十三五": "13", "十四五": "14"}.get(
        parts.get("period_zh") or ""
    )
    if kind == "mean":
        unit = "percent_per_year"
    elif parts.get("points"):
        unit = "percentage_points"
    else:
        unit = "percent" if "%" in normalise(text) else ""
    return ParsedCell(
        value=-float(number) if kind == "fall" else float(number),
        unit=unit,
        qualifier="about" if parts.get("about") else "exact",
        kind=KIND_OF_PATTERN[kind],
        decimals=len(number.partition(".")[2]),
        base_year=int(base) if base else None,
        plan_period=int(period) if period else None,
    )


def _read_number(parts: dict[str, str | None], text: str) -> str:
    """Return the digits of the number, from digits or from an English number word."""
    if parts.get("number"):
        return str(parts["number"]).replace(",", "")
    word = str(parts.get("word")).lower()
    if word not in NUMBER_WORDS:
        raise UnparsedCell(text)
    return str(NUMBER_WORDS[word])
