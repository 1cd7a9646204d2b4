"""Words for values: numbers, units, positions and indicator names, the same on every page."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

UNIT_WORDS = {
    "percent": "%",
    "percentage_points": "percentage points",
    "percent_per_year": "% a year",
    "percent_on_previous_year": "% on the year before",
    "index_points": "index points",
    "patents_per_100m_yuan": "patents per 100 million yuan",
    "index_base_100": "index, base year = 100",
}
# Texts the tables name by their ids, as a sentence names them.
SOURCE_WORDS = {
    "plan_zh": "Chinese text",
    "plan_en_cset": "CSET translation",
    "plan_en_g6": "G.6 translation",
    "broadband_2017": "broadband report",
    "miit_2017": "MIIT report",
    "chamber_2017": "Chamber report",
    "article_2021": "article of 2021",
}
# Units of a difference: 61.8 % less 60.8 % are points, not percent.
GAP_WORDS = {"percent": "points", "index_points": "index points"}


# Measures of the roadmap.
@dataclass(frozen=True)
class Status:
    """How a position is told apart without colour.

    Parameters
    ----------
    word
        As it stands alone, in a table.
    sign
        Its shape.
    tone
        Name of its colour.
    short
        Word before "on 3 of 12 paths"; "" where it is no position against one path.
    """

    word: str
    sign: str
    tone: str
    short: str = ""


STATUSES = {
    "ahead": Status("ahead of the path", "▲", "ahead", "ahead"),
    "leans_ahead": Status("ahead, partly within rounding", "△", "ahead", "ahead"),
    "on_path": Status("on the path", "●", "level", "level"),
    "behind": Status("behind the path", "▼", "behind", "behind"),
    "leans_behind": Status("behind, partly within rounding", "▽", "behind", "behind"),
    "too_close_to_say": Status("too close to say", "◇", "level", "within rounding"),
    "depends": Status("depends on the path", "◆", "level"),
    "not_comparable": Status("not comparable", "✕", "none", "not comparable"),
}
COUNTED = ("ahead", "behind", "too_close_to_say", "on_path", "not_comparable")


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
    """Return "1 path", "12 paths"."""
    return f"{amount} {noun if amount == 1 else plural or noun + 's'}"


def agreement(verdict: Mapping[Any, Any]) -> str:
    """Return on how many paths an observation lies where, as every page counts them.

    Parameters
    ----------
    verdict
        A row of ``helpers.analysis.comparison.verdicts``.

    Examples
    --------
    >>> none = dict.fromkeys(COUNTED, 0) | {"paths": 12}
    >>> agreement(none | {"verdict": "leans_behind", "behind": 11, "too_close_to_say": 1})
    'behind on all 12 paths (1 within rounding)'
    >>> agreement(none | {"verdict": "depends", "behind": 5, "ahead": 7})
    'ahead on 7 of 12 paths, behind on 5'
    """
    name, total = verdict["verdict"], verdict["paths"]
    if name == "not_comparable":
        return STATUSES[name].short
    if name.startswith("leans_") or verdict.get(name) == total:
        where = {1: "on its one path", 2: "on both paths"}.get(total, f"on all {total} paths")
        within = total - verdict[name.removeprefix("leans_")]
        return f"{STATUSES[name].short} {where}" + (f" ({within} within rounding)" * bool(within))
    most, *others = sorted((key for key in COUNTED if verdict[key]), key=lambda key: -verdict[key])
    parts = [f"{STATUSES[most].short} on {verdict[most]} of {count(total, 'path')}"]
    return ", ".join([*parts, *(f"{STATUSES[key].short} on {verdict[key]}" for key in others)])


def source_word(source: str) -> str:
    """Return a source as a sentence names it; one added by a rerun by its id without marks.

    Examples
    --------
    >>> source_word("plan_en_cset"), source_word("my_survey")
    ('CSET translation', 'my survey')
    """
    return SOURCE_WORDS.get(source, source.replace("_", " "))


def in_words(text: str) -> str:
    """Return a remark with the ids of sources and indicators in it as words.

    Examples
    --------
    >>> in_words("plan_en_g6 prints no year"), in_words("energy_intensity")
    ('the G.6 translation prints no year', 'energy intensity')
    """
    for source, word in SOURCE_WORDS.items():
        text = text.replace(source, f"the {word}")
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda found: found[0].replace("_", " "), text)


def day(date: str) -> str:
    """Return a date in figures with its month in words; a year alone stays as it is.

    Examples
    --------
    >>> day("2017-03-11"), day("2017-03"), day("2017")
    ('11 March 2017', 'March 2017', '2017')
    """
    year, _, rest = date.partition("-")
    month, _, own = rest.partition("-")
    return " ".join(filter(None, [own.lstrip("0"), month and month_name[int(month)], year]))


def unit_word(unit: str) -> str:
    """Return the unit as printed after a number; scales are their own words."""
    return UNIT_WORDS.get(unit, unit)


def gap_word(scale: str) -> str:
    """Return the unit of a gap on that scale."""
    return GAP_WORDS.get(scale, "index points" if scale.startswith("index") else unit_word(scale))


def sentence_case(words: str) -> str:
    """Return words with a capital first letter, the others as they are."""
    return words[:1].upper() + words[1:]
