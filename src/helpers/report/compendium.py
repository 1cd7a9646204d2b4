"""One file of a whole version, to mail: the contents of all pages, their links as anchors."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from posixpath import dirname, join, normpath
from typing import Any

from markupsafe import Markup

from helpers.edition.layout import DOWNLOADS, SEARCH
from helpers.present.outward import OUTWARD
from helpers.report.pages import filled, tidy
from helpers.report.reference_frame import reference_frame

# What makes no sense without the files beside it.
APART = (DOWNLOADS, SEARCH)
# Where the name of the compendium at the head leads: there is no index beside this file.
TOP = "#main"
MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
# Code, ways between pages, and drawings for narrow screens beside the wide ones.
LEFT_OUT = re.compile(
    r'<details class="code">.*?</details>|<nav\b.*?</nav>|<source\b[^>]*>', re.DOTALL
)
NAMED = re.compile(r'(\s(?:id|for|aria-labelledby|aria-describedby|aria-controls)=")([^"]+)"')
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
HREF = re.compile(r'\shref="([^"]*)"')
LEVEL = re.compile(r"(</?h)([1-5])\b")


def compendium_page(pages: Mapping[str, bytes], record: Mapping[str, Any]) -> bytes:
    """Return the file.

    Parameters
    ----------
    pages
        Files of the pages by their paths below the edition's folder, in the order in which to join
        them.
    record
        The run record.

    Returns
    -------
    bytes
        Every id and link is prefixed by the name of its page, so that none is there twice. A link
        to a file that is no page, such as a table, becomes plain text.
    """
    joined = {name: content.decode("utf-8") for name, content in pages.items() if name not in APART}
    parts = [_part(name, html, list(joined)) for name, html in joined.items()]
    contents = [(_stem(name), _title(html)) for name, html in joined.items()]
    page = reference_frame("compendium", record, index=TOP, contents=contents)
    return tidy(filled("compendium", page, parts=parts)).encode("utf-8")


def _part(name: str, html: str, pages: Sequence[str]) -> tuple[str, Markup]:
    """Return anchor and contents of a page, headings one level lower, links within the file."""
    found = MAIN.search(html)
    inner = LEFT_OUT.sub("", found.group(1) if found else "")
    inner = LEVEL.sub(lambda tag: f"{tag[1]}{int(tag[2]) + 1}", inner)
    stem = _stem(name)
    inner = NAMED.sub(lambda own: f'{own[1]}{stem}--{own[2]}"', inner)
    return stem, Markup(LINK.sub(partial(_link, name=name, pages=pages), inner))


def _link(found: re.Match[str], name: str, pages: Sequence[str]) -> str:
    """Return a link as it leads within the file, or out of it to a publisher; else its words."""
    attributes, words = found.groups()
    href = HREF.search(attributes)
    if href is None or f'rel="{OUTWARD}"' in attributes:
        return found[0]
    path, _, anchor = href[1].partition("#")
    target = normpath(join(dirname(name), path)) if path else name
    if target not in pages:
        return words
    place = f"{_stem(target)}--{anchor}" if anchor else _stem(target)
    return f'<a{HREF.sub("", attributes)} href="#{place}">{words}</a>'


def _stem(name: str) -> str:
    """Return the anchor of a page."""
    return name.removesuffix(".html").replace("/", "-")


def _title(html: str) -> Markup:
    """Return the heading of a page."""
    found = HEADING.search(html)
    return Markup(found.group(1) if found else "")
