"""Links out of the compendium: they say so, and the check of the pages refuses any other."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

OUTWARD = "external noreferrer"
SCHEMES = ("http", "https")


def outward_link(words: str, address: str) -> str:
    """Return words, which are HTML, as a link to a page of the web; without one, the words."""
    if urlsplit(address).scheme not in SCHEMES:
        return words
    return f'<a href="{escape(address)}" rel="{OUTWARD}">{words}</a>'
