"""Cells that lead from an outcome to its evidence row, and from the row to its publisher.

Only addresses of publishers become links; a repost is named by its host.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from helpers.data.hindsight import references
from helpers.present.table import Shown, escape
from helpers.present.texts.blocks import Facts, phrase

# A link out of the compendium says so; the check of the pages refuses any other.
OUTWARD = "external noreferrer"
SCHEMES = ("http", "https")


@dataclass(frozen=True)
class SeenFacts(Facts, template="evidence", block="seen_on"):
    """The host a row was seen on, "" for none, and whether it repeats another's document."""

    host: str
    is_repost: bool


def as_evidence_row(name: str, header: str = "") -> Shown:
    """Show a column of evidence ids so that links lead to their rows."""
    return Shown(name, header, markup=lambda row: f'<span id="{_anchor(row)}">{escape(row)}</span>')


def as_evidence_links(name: str, header: str = "", *, blank: str = "") -> Shown:
    """Show a column of evidence ids, separated by semicolons, as links to their rows."""
    return Shown(name, header, blank=blank, markup=_row_links)


def as_address(name: str, header: str = "") -> Shown:
    """Show a column of pairs of address and its kind: a publisher's as a link, else in words."""
    return Shown(name, header, seen_on, markup=_page_link)


def seen_on(page: tuple[str, str]) -> str:
    """Return where a row was seen: the publisher's host, the host of a repost, or no page."""
    address, kind = page
    return phrase(SeenFacts(urlsplit(address).netloc, kind == "repost"))


def _page_link(page: tuple[str, str]) -> str:
    """Return the host of a publisher as a link to the page, else the words."""
    address, kind = page
    words = escape(seen_on(page))
    if kind != "publisher" or urlsplit(address).scheme not in SCHEMES:
        return words
    return f'<a href="{escape(address)}" rel="{OUTWARD}">{words}</a>'


def _row_links(names: str) -> str:
    """Return evidence ids as links within the page."""
    links = (f'<a href="#{_anchor(row)}">{escape(row)}</a>' for row in references(names))
    return "; ".join(links)


def _anchor(row: str) -> str:
    """Return the id of an evidence row on its page."""
    return f"evidence-{escape(row)}"
