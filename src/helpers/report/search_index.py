"""What a search looks through: the texts of pages, each with its heading and where it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from helpers.edition.layout import GLOSSARY
from helpers.report.html_marks import VOID

# What is no text of a page: the way around it, its code, and drawn values, which its tables hold.
PASSED = ("nav", "script", "style", "template", "form", "pre", "thead", "summary", "footer")
BLOCKS = ("p", "li", "h1", "h2", "h3", "caption", "figcaption", "div", "section", "figure", "tr")
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


@dataclass
class PageTexts(HTMLParser):
    """The title of a page and its texts, in reading order."""

    html: str
    title: str = ""
    texts: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the page."""
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self._parts: list[str] = []
        self._place = self._anchor = self._heading = ""
        self.feed(self.html[max(self.html.find("<main"), 0) :])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element; called by the parser."""
        attributes = {name: value or "" for name, value in attrs}
        passed = self._is_passed or tag in PASSED or self._is_aside(tag, attributes)
        if tag in BLOCKS and not self._in_row:
            self._end_text()
        if tag not in VOID:
            self._open.append((tag, passed))
        if passed:
            return
        if tag in ("h1", "h2", "h3"):
            self._place = ""
        self._place = attributes.get("id") or self._place
        if tag in ("td", "th") and self._parts:
            self._parts.append(BETWEEN_CELLS)
        if tag == "dd":
            self._parts.append(AFTER_TERM)

    def handle_endtag(self, tag: str) -> None:
        """End an element; called by the parser, and right after the start of an empty one."""
        if tag in VOID:
            return
        if tag in BLOCKS and (tag == "tr" or not self._in_row):
            self._end_text(tag)
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Take a piece of text; called by the parser."""
        if not self._is_passed:
            self._parts.append(data)

    @property
    def _is_passed(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    @property
    def _in_row(self) -> bool:
        return any(tag == "tr" for tag, _ in self._open)

    def _is_aside(self, tag: str, attributes: Mapping[str, str]) -> bool:
        """Tell whether it is a heading's sign, folded code, drawn values or the words of a fold."""
        kind = attributes.get("class", "")
        folded = tag == "details" and any(name == "figure" for name, _ in self._open)
        return kind in ("anchor-link", "code", "downloads") or folded or tag == "summary"

    def _end_text(self, tag: str = "") -> None:
        """Keep what was read since the last text ended."""
        text = " ".join("".join(self._parts).split())
        self._parts = []
        if not text or self._is_passed:
            return
        place, self._place = self._place, ""
        if tag == "h1":
            self.title = text
        elif tag == "h2":
            self._anchor, self._heading = place, text
        else:
            self.texts.append(Text(text, self._anchor, self._heading, place, tag == "tr"))


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
