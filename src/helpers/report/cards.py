"""Tables for narrow screens: a row is a card, a table of few figures is turned, long ones fold."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from helpers.present.table_marks import fold_words

TABLE = re.compile(
    r'(?P<place><div\b(?=[^>]*\bclass="table(?P<kind>[^"]*)")[^>]*>)<table>'
    r"(?P<head>\s*<caption>.*?</caption>\s*<thead><tr>(?P<cells>.*?)</tr></thead>)",
    re.DOTALL,
)
HEADING = re.compile(r"<th\b[^>]*>(.*?)(?:</th>|(?=<th\b)|$)", re.DOTALL)
# A footnote in a heading is no part of its words.
MARKS = re.compile(r"<a\b.*?</a>|<[^>]+>", re.DOTALL)
# A table narrow enough to stay one on a phone needs none.
SMALL = "small"
# A table whose cells are all numbers, in so few rows that they are columns of a phone.
ROWS_SIDE_BY_SIDE = 4
SHORT_HEADING = 10
TURNED = "turned"
WORDS = re.compile(r'<td(?! class="number)')
# A table that is one of cards on a phone, and no part of a fold yet, with its note.
CARDS = re.compile(
    r'(?<!</summary>)<div class="table" tabindex="0" role="region" aria-label="(?P<caption>[^"]*)">'
    r'(?P<rows>.*?)</table></div>(?:\s*<p class="note">.*?</p>)?',
    re.DOTALL,
)
# A fold that a page has open, as far as its table.
OPENED = re.compile(
    r'<details class="rows" open>(?=<summary>.*?</summary>(?P<rows>.*?)</table>)', re.DOTALL
)
# More cards than these would push away what follows them.
MOST_CARDS = 5
# What ends a string of CSS, or begins an escape in it.
ACTIVE = re.compile(r"[\\\"\n\r\f<>&]")


def with_card_labels(page: str) -> str:
    """Return a page whose tables give their style the headings of their columns, or are turned."""
    return TABLE.sub(_labelled, page)


def _labelled(found: re.Match[str]) -> str:
    """Return the start of a table with its labels, or with the size it has when it is turned."""
    if SMALL in found["kind"].split():
        return found[0]
    headers = [
        html.unescape(MARKS.sub("", cell)).strip() for cell in HEADING.findall(found["cells"])
    ]
    rows = _rows_after(found)
    if not found["kind"] and _fits_turned(rows):
        place = found["place"].replace('class="table"', f'class="table {TURNED}"')
        size = f"--rows:{len(headers) + 1};--columns:{len(rows)}"
        return f'{place}<table style="{size}">{found["head"]}'
    return f"{found['place']}<table{card_labels(headers)}>{found['head']}"


def _fits_turned(rows: Sequence[str]) -> bool:
    """Tell whether rows are columns of a phone: few, of figures alone, under short headings."""
    headings = [MARKS.sub("", row.partition("</th>")[0]) for row in rows]
    return (
        0 < len(rows) <= ROWS_SIDE_BY_SIDE
        and all(len(html.unescape(heading)) <= SHORT_HEADING for heading in headings)
        and not any(map(WORDS.search, rows))
    )


def _rows_after(found: re.Match[str]) -> list[str]:
    """Return the rows below the head of a table."""
    end = found.string.find("</table>", found.end())
    return found.string[found.end() : end].split("<tr>")[1:]


def with_folded_cards(page: str) -> str:
    """Return a page whose longer tables of cards are folded on a phone.

    The style shows them unfolded where a row is a row: on wide screens and on paper.
    """
    return CARDS.sub(_folded, OPENED.sub(_folded_open, page))


def _folded_open(found: re.Match[str]) -> str:
    """Return the start of a fold that is open on wide screens, and only there if it is long."""
    return '<details class="rows cards">' if _count(found["rows"]) > MOST_CARDS else found[0]


def _count(table: str) -> int:
    """Return how many rows a table has below its head."""
    return table.partition("<tbody>")[2].count("<tr>")


def _folded(found: re.Match[str]) -> str:
    """Return a table with its note in a fold that says how many rows it has."""
    rows = _count(found["rows"])
    if rows <= MOST_CARDS:
        return found[0]
    summary = fold_words(html.unescape(found["caption"]), rows)
    return f'<details class="cards"><summary>{html.escape(summary)}</summary>{found[0]}</details>'


def card_labels(headers: Sequence[str]) -> str:
    """Return the attribute that gives the style each column's heading, once for a whole table.

    On narrow screens a row is a card, and each of its cells begins with the heading.

    Examples
    --------
    >>> card_labels(["Name", "Year"])
    ' style="--c1:&quot;Name&quot;;--c2:&quot;Year&quot;"'
    """
    named = (f'--c{place}:"{_css(text)}"' for place, text in enumerate(headers, start=1))
    return f' style="{html.escape(";".join(named))}"'


def _css(text: str) -> str:
    """Return a text that stays a text within a string of CSS."""
    return ACTIVE.sub(lambda sign: f"\\{ord(sign[0]):x} ", text)
