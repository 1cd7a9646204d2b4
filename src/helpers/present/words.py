"""Words for values: units, positions, sources and names, the same on every page."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass

from helpers.present.texts.language import language

ID = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
# What stands where a table needs a text and its file gives none.
UNSAID = "-"


@dataclass(frozen=True)
class Status:
    """How a position is told apart without colour.

    Parameters
    ----------
    name
        Id of the position.
    sign
        Its shape.
    tone
        Name of its colour.
    """

    name: str
    sign: str
    tone: str

    @property
    def word(self) -> str:
        """Its word, as it stands alone in a table."""
        return language().word(self.name, "positions")


STATUSES = {
    status.name: status
    for status in (
        Status("ahead", "▲", "ahead"),
        Status("leans_ahead", "△", "ahead"),
        Status("on_path", "●", "level"),
        Status("behind", "▼", "behind"),
        Status("leans_behind", "▽", "behind"),
        Status("too_close_to_say", "◇", "level"),
        # Of a bound that decides nothing; the tables have too_close_to_say.
        Status("open_bound", "◇", "level"),
        Status("depends", "◆", "level"),
        Status("not_comparable", "✕", "none"),
    )
}


def mid_sentence(name: str) -> str:
    """Return a name as it stands within a sentence; abbreviations keep their capitals.

    Examples
    --------
    >>> mid_sentence("Energy intensity"), mid_sentence("CNC ratio"), mid_sentence("R&D intensity")
    ('energy intensity', 'CNC ratio', 'R&D intensity')
    """
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def source_word(source: str) -> str:
    """Return a source as a sentence names it; one added by a rerun by its id without marks.

    Examples
    --------
    >>> source_word("plan_en_cset"), source_word("my_survey")
    ('CSET translation', 'my survey')
    """
    return language().word(source, "sources")


def in_words(text: str) -> str:
    """Return a remark with the ids of sources and indicators in it as words.

    An id has parts joined by "_": a word of its own, such as "later", stays, though a source may
    be called so.

    Examples
    --------
    >>> in_words("plan_en_g6 prints no year"), in_words("energy_intensity")
    ('the G.6 translation prints no year', 'energy intensity')
    >>> in_words("equals the later label")
    'equals the later label'
    """
    sources = language().words["sources"]
    return ID.sub(
        lambda found: (
            f"the {sources[found[0]]}" if found[0] in sources else found[0].replace("_", " ")
        ),
        text,
    )


def told(text: str) -> str:
    """Return what a table says; "" for the dash that stands where it leaves something open.

    Examples
    --------
    >>> told("-"), told("Enterprises")
    ('', 'Enterprises')
    """
    return "" if text == UNSAID else text


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
    return language().word(unit, "units")


def axis_unit(scale: str) -> str:
    """Return the unit of a value axis in words."""
    return str(language().words["axes"].get(scale, "")) or unit_word(scale)


def gap_word(scale: str) -> str:
    """Return the unit of a gap on that scale."""
    gaps = language().words["gaps"]
    return str(gaps.get(scale.partition(",")[0], "")) or unit_word(scale)


def sentence_case(words: str) -> str:
    """Return words with a capital first letter, the others as they are."""
    return words[:1].upper() + words[1:]
