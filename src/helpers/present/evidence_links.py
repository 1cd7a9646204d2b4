"""Cells that lead from an outcome to its evidence row, and from the row to its publisher.

Only addresses of publishers become links; a repost is named by its host.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape
from urllib.parse import urlsplit

import pandas as pd

from helpers.data.raw import references
from helpers.present.outward import outward_link
from helpers.present.table import Shown
from helpers.present.texts.blocks import Facts, phrase
from helpers.present.words import day, sentence_case

# How the id of a row on an indicator begins, "cnc_key_process_ratio-".
INDICATOR = re.compile(r"^[a-z0-9]+(?:_[a-z0-9]+)+-")


class DocumentFacts(Facts, template="evidence", block="document"):
    """A document with its publisher and its date in words, "" for an unknown one."""

    publisher: str
    document: str
    published: str


class SeenFacts(Facts, template="evidence", block="seen_on"):
    """The host a row was seen on, "" for none, and whether it repeats another's document."""

    host: str
    is_repost: bool


def _document(found: tuple[DocumentFacts, tuple[str, str]]) -> str:
    """Return publisher, document, date and where it was seen."""
    facts, page = found
    return f"{phrase(facts)} {seen_on(page)}"


def _linked_document(found: tuple[DocumentFacts, tuple[str, str]]) -> str:
    """Return what `_document` says, with the page as a link."""
    facts, page = found
    return f"{escape(phrase(facts))} {_page_link(page)}"


def documents(rows: pd.DataFrame) -> list[tuple[DocumentFacts, tuple[str, str]]]:
    """Return what ``as_document`` shows of evidence rows."""
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
    return outward_link(words, address) if kind == "publisher" else words


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


# Columns of evidence ids: so that links lead to their rows; and, separated by semicolons, as links
# to their rows.
as_evidence_row = partial(
    Shown, markup=lambda row: f'<span id="{_anchor(row)}">{escape(row)}</span>'
)
as_evidence_links = partial(Shown, kind="links", markup=_row_links)
# Pairs of an address and its kind, a publisher's as a link, else in words; and pairs of a document,
# as ``DocumentFacts``, with such a pair for the page it was seen on.
as_address = partial(Shown, cell=seen_on, markup=_page_link)
as_document = partial(Shown, cell=_document, markup=_linked_document)
