"""What a search looks through: the texts of pages, each with its heading and where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple

from helpers.edition.layout import GLOSSARY
from helpers.report.html_marks import VOID

# What is no text of a page: the way around it, its code, and drawn values, which its tables hold.
PASSED = {"nav", "script", "style", "template", "form", "pre", "thead", "summary", "footer"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "caption", "figcaption", "div", "section", "figure", "tr"}
# A heading's sign, folded code, and the files of a figure.
ASIDES = ("anchor-link", "code", "downloads")
# What stands between texts: a tag with its slash, name and attributes, or what has no text at all.
ELEMENT = re.compile(
    r"<!--.*?-->|<script.*?</script>|<(/?)([a-zA-Z0-9]+)([^>]*)>|<[^>]+>", re.DOTALL
)
ID, CLASS = re.compile(r'\sid="([^"]*)"'), re.compile(r'\sclass="([^"]*)"')
BETWEEN_CELLS, AFTER_TERM = " · ", ": "


@dataclass
class Text:
    """A text of a page: a paragraph, an item of a list or a row of a table.

    ``place`` is an id within it, "" without; ``heading`` and ``anchor`` are those above it.
    """

    text: str
    anchor: str
    heading: str
    place: str = ""
    is_row: bool = False


class OpenElement(NamedTuple):
    """An open element whose text is read: whether it is in a row or a figure."""

    name: str = ""
    in_row: bool = False
    in_figure: bool = False


@dataclass
class PageTexts:
    """The title of a page and its texts, in reading order."""

    html: str
    title: str = ""
    texts: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        self._open = [OpenElement()]
        # How many elements are open from the first whose text is passed over.
        self._passed = 0
        self._parts: list[str] = []
        self._place = self._anchor = self._heading = ""
        parts = [*ELEMENT.split(self.html[max(self.html.find("<main"), 0) :]), None, None, None]
        for text, end, name, attributes in zip(*(parts[n::4] for n in range(4)), strict=True):
            if text and not self._passed:
                self._parts.append(text)
            if not name:
                continue
            is_open = name not in VOID and not attributes.endswith("/")
            if self._passed:
                self._passed += (-1 if end else 1) if is_open else 0
            elif end:
                self._end(name)
            else:
                self._begin(name, attributes, is_open)

    def _begin(self, name: str, attributes: str, is_open: bool) -> None:
        """Begin an element that is not within one that is passed over; it may hold nothing."""
        around = self._open[-1]
        if name in BLOCKS and not around.in_row:
            self._end_text()
        if name in PASSED or _is_aside(name, attributes, around):
            self._passed = int(is_open)
            return
        if is_open:
            in_row, in_figure = around.in_row or name == "tr", around.in_figure or name == "figure"
            self._open.append(OpenElement(name, in_row, in_figure))
        if name in ("h1", "h2", "h3"):
            self._place = ""
        self._place = _attribute(ID, attributes) or self._place
        if name in ("td", "th") and self._parts:
            self._parts.append(BETWEEN_CELLS)
        if name == "dd":
            self._parts.append(AFTER_TERM)

    def _end(self, name: str) -> None:
        """End an element, and what is open within it."""
        if name in BLOCKS and (name == "tr" or not self._open[-1].in_row):
            self._end_text(name)
        while len(self._open) > 1 and self._open.pop().name != name:
            pass

    def _end_text(self, tag: str = "") -> None:
        """Keep what was read since the last text ended."""
        text = " ".join(unescape("".join(self._parts)).split())
        self._parts = []
        if not text:
            return
        place, self._place = self._place, ""
        if tag == "h1":
            self.title = text
        elif tag == "h2":
            self._anchor, self._heading = place, text
        else:
            self.texts.append(Text(text, self._anchor, self._heading, place, tag == "tr"))


def _is_aside(name: str, attributes: str, around: OpenElement) -> bool:
    """Tell whether an element is a heading's sign, folded code or drawn values."""
    return (name == "details" and around.in_figure) or _attribute(CLASS, attributes) in ASIDES


def _attribute(pattern: re.Pattern[str], attributes: str) -> str:
    """Return the value of one of the attributes of a tag, "" without it."""
    found = pattern.search(attributes) if attributes else None
    return unescape(found[1]) if found else ""


def search_index(pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the texts of pages, in the order of the pages.

    Parameters
    ----------
    pages
        HTML by path below the edition's folder.

    Returns
    -------
    list
        A dictionary for each page with ``href``, ``title`` and ``parts``; a part is an anchor, a
        heading and its texts; a text comes with its own anchor, "" for a row of a table without one
        and None for a paragraph without one. A text that several pages have is listed for one of
        them: the glossary, else a sheet, else the first.
    """
    order = sorted(pages, key=lambda path: (path != GLOSSARY, "/" not in path))
    known: set[str] = set()
    found = {path: _page(path, PageTexts(pages[path]), known) for path in order}
    return [found[path] for path in pages]


def as_data(values: Any) -> str:
    """Return plain values as JSON that ends no element of a page and starts none."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e")


def _page(path: str, read: PageTexts, known: set[str]) -> dict[str, Any]:
    """Return a page as the index holds it, without the texts that are known already."""
    parts: dict[tuple[str, str], list[list[str | None]]] = {}
    for one in _new(read.texts, known):
        own = one.place or ("" if one.is_row else None)
        parts.setdefault((one.anchor, one.heading), []).append([one.text, own])
    listed = [[*part, texts] for part, texts in parts.items()]
    return {"href": path, "title": read.title, "parts": listed}


def _new(texts: list[Text], known: set[str]) -> Iterator[Text]:
    """Yield the texts that are not known yet, and make them known."""
    for one in texts:
        if one.text not in known:
            known.add(one.text)
            yield one
