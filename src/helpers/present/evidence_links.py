"""Cells that lead from an outcome to its evidence row, and from the row to its publisher.

Only addresses of publishers become links; a repost is named by its host.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import pandas as pd

from helpers.data.hindsight import references
from helpers.present.table import Shown, escape
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.words import day, sentence_case

# A link out of the compendium says so; the check of the pages refuses any other.
OUTWARD = "external noreferrer"
# How the id of a row on an indicator begins, "cnc_key_process_ratio-".
INDICATOR = re.compile(r"^[a-z0-9]+(?:_[a-z0-9]+)+-")
SCHEMES = ("http", "https")


@dataclass(frozen=True)
class DocumentFacts(Facts, template="evidence", block="document"):
    """A document with its publisher and its date in words, "" for an unknown one."""

    publisher: str
    document: str
    published: str


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
    return Shown(name, header, kind="links", blank=blank, markup=_row_links)


def as_address(name: str, header: str = "") -> Shown:
    """Show a column of pairs of address and its kind: a publisher's as a link, else in words."""
    return Shown(name, header, seen_on, markup=_page_link)


def as_document(name: str, header: str = "") -> Shown:
    """Show a column of pairs of a document, as ``DocumentFacts``, and the page it was seen on.

    The page is a pair of address and kind, and a link where `as_address` makes one.
    """
    return Shown(name, header, _document, markup=_linked_document)


def _document(found: tuple[DocumentFacts, tuple[str, str]]) -> str:
    """Return publisher, document, date and where it was seen."""
    facts, page = found
    return f"{phrase(facts)} {seen_on(page)}"


def _linked_document(found: tuple[DocumentFacts, tuple[str, str]]) -> str:
    """Return what `_document` says, with the page as a link."""
    facts, page = found
    return f"{escape(phrase(facts))} {_page_link(page)}"


def documents(rows: pd.DataFrame) -> list[tuple[DocumentFacts, tuple[str, str]]]:
    """Return what `as_document` shows of evidence rows."""
    columns = ["publisher", "document", "published", "address", "address_kind"]
    return [
        (DocumentFacts(publisher, sentence_case(document), day(published)), (address, kind))
        for publisher, document, published, address, kind in rows[columns].to_numpy()
    ]


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
    """Return evidence ids as links within the page, without the indicator that the row names."""
    links = (
        f'<a href="#{_anchor(row)}">{escape(INDICATOR.sub("", row))}</a>'
        for row in references(names)
    )
    return "; ".join(links)


def _anchor(row: str) -> str:
    """Return the id of an evidence row on its page."""
    return f"evidence-{escape(row)}"
