"""Characters of raw cells that are not what they look like: look-alikes, and what nothing shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from helpers.data.raw import read_rows
from helpers.errors import Problem

REMEDY = "Write the cell anew by hand; nothing in it may be hidden, or look like another letter."
WORD = re.compile(r"[^\W\d_]+")
# Alphabets whose letters pass for one another.
ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
# Cyrillic and Greek letters that pass for Latin ones.
LOOK_ALIKES = frozenset("АВЕЅІЈКМНОРСТУХаеѕіјорсухԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν")
HIDDEN = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
# Letters that show nothing, and forms of another letter that Unicode keeps for old encodings.
FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
OLD_FORMS = re.compile("[\u2e80-\u2fdf\ufb00-\ufb4f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")


def cells_are_what_they_look_like(folder: Path) -> Iterator[Problem]:
    """Yield cells of raw tables with hidden characters, odd blanks, or letters of two alphabets."""
    for path in sorted(folder.rglob("*.csv")):
        for row in read_rows(path.relative_to(folder).as_posix(), folder):
            for column, cell in row.cells.items():
                told = "" if cell.isascii() and cell.isprintable() else fault_of(cell)
                if told:
                    yield row.problem(column, f"a cell without {told}", REMEDY)


@lru_cache(maxsize=16_384)
def fault_of(cell: str) -> str:
    """Return what is wrong with the characters of a cell, "" where nothing is.

    Examples
    --------
    >>> fault_of("R\\u0430te"), fault_of("3\\u200b3"), fault_of("数控化率 – 5 %")
    ("letters of two alphabets in the word 'R\\u0430te'", 'the character U+200B', '')
    """
    for mark in cell:
        blank = unicodedata.category(mark) == "Zs" and mark != " "
        if blank or mark in FILLERS or unicodedata.category(mark) in HIDDEN:
            return f"the character U+{ord(mark):04X}"
    old = OLD_FORMS.search(cell)
    if old or unicodedata.normalize("NFC", cell) != cell:
        return f"the form {old[0]!a} of a letter" if old else "letters in pieces"
    for word in WORD.findall(cell):
        alphabets = {name for name in map(_alphabet, word) if name in ALPHABETS}
        if len(alphabets) > 1:
            return f"letters of two alphabets in the word {word!r}"
        if len(word) > 1 and alphabets and LOOK_ALIKES.issuperset(word):
            return f"the word {word!r}, which only looks Latin"
    return ""


def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
