"""Headings of columns for narrow screens, where a row is a card and each cell names its column."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

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
# What ends a string of CSS, or begins an escape in it.
ACTIVE = re.compile(r"[\\\"\n\r\f<>&]")


def with_card_labels(page: str) -> str:
    """Return a page whose tables give their style the headings of their columns."""
    return TABLE.sub(_labelled, page)


def _labelled(found: re.Match[str]) -> str:
    """Return the start of a table with its labels."""
    if SMALL in found["kind"].split():
        return found[0]
    headers = [
        html.unescape(MARKS.sub("", cell)).strip() for cell in HEADING.findall(found["cells"])
    ]
    return f"{found['place']}<table{card_labels(headers)}>{found['head']}"


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
