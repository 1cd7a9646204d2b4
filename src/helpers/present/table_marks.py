"""What a table's markup tells its viewers: sides of columns, decimal points, what is folded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from helpers.present.texts.blocks import Facts, phrase

# The start of a cell with its classes, the kind of its column first.
CELL = re.compile(r'<t[hd](?: scope="\w+")? class="(?P<kind>\w+)[^"]*"')
ALIGNED = ' style="text-align:%s"'
ALIGNMENT = re.compile(ALIGNED % "(?:left|right)")
# Classes that a page's style would not act on: words, and a kind that matters to Chinese or to
# blanks alone.
PLAIN = re.compile(
    r' class="text"|(?<=<td) class="(?:zh"|span"(?=>[^ <]*<))|(?<= class=")(?:text|span) (?=blank")'
)
FIGURE = re.compile("[<>~\u2264\u2265]?[-+\u2212]?[\\d,]+(?P<decimals>\\.\\d+)?")
# Blanks as wide as a point and as a digit.
POINT, DIGIT = "\u2008", "\u2007"


class FoldedFacts(Facts, template="tables", block="folded"):
    """What is folded: the caption of the table and its rows."""

    caption: str
    rows: int


def fold_words(caption: str, rows: int) -> str:
    """Return the words that a reader opens a folded table by."""
    return phrase(FoldedFacts(caption, rows))


def aligned(table: str) -> str:
    """Return a table with its words at the left and its figures at the right of each column.

    For viewers of notebooks, which know nothing of the page's style and put all cells to one side.
    """
    return CELL.sub(lambda cell: cell[0] + _alignment(cell["kind"]), table)


def for_page(table: str) -> str:
    """Return a table as `aligned` found it, less what a page's style does not ask for."""
    return PLAIN.sub("", ALIGNMENT.sub("", table))


def _alignment(kind: str) -> str:
    """Return the style that puts a cell of that kind to its side of the column."""
    return ALIGNED % ("right" if kind in ("number", "lines") else "left")


def pointed(texts: Sequence[str]) -> list[str]:
    """Return the cells of a column set to the right so that their decimal points align.

    Figures with fewer decimals get blanks of the same width, which copy and read as blanks; other
    texts stay.

    Examples
    --------
    >>> [text.replace(DIGIT, "_").replace(POINT, ",") for text in pointed(["0.70", "33", "none"])]
    ['0.70', '33,__', 'none']
    """
    found = [FIGURE.fullmatch(text) for text in texts]
    lengths = [len(figure["decimals"] or "") if figure else 0 for figure in found]
    most = max(lengths, default=0)
    return [
        text + (POINT + DIGIT * most)[length:most] if figure else text
        for text, figure, length in zip(texts, found, lengths, strict=True)
    ]
