"""What is marked in the finished text of a page: Chinese, and the names of other notebooks."""

from __future__ import annotations

import re
from collections.abc import Mapping

TAGS = re.compile(r"(<!--.*?-->|<[^>]+>)", re.DOTALL)
# Ideographs and full-width signs that stand between them.
CHINESE = re.compile(
    "[\u3007\u3400-\u9fff\uf900-\ufaff]"
    "(?:[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]*"
    "[\u3007\u3400-\u9fff\uf900-\ufaff\uff09])?"
)
NOTEBOOK = re.compile(r"\bnotebook (\d\d)\b")
# Nothing is marked within these: not text for a reader, or a link already.
CLOSED = ("style", "title", "code", "pre", "a")
VOID = ("meta", "link", "img", "br", "hr", "input", "wbr")


def mark(html: str, pages: Mapping[str, str]) -> str:
    """Return a page with its Chinese marked as such and its notebooks linked.

    Parameters
    ----------
    html
        A whole page.
    pages
        Address of the page of each notebook by its two-digit number.
    """
    parts = TAGS.split(html)
    open_elements: list[tuple[str, bool]] = []
    for position, part in enumerate(parts):
        if position % 2:
            _step(part, open_elements)
            continue
        closed = any(name in CLOSED for name, _ in open_elements)
        chinese = bool(open_elements) and open_elements[-1][1]
        if not closed:
            part = NOTEBOOK.sub(lambda found: _link(found, pages), part)
        if not chinese and not any(name in ("style", "title") for name, _ in open_elements):
            part = CHINESE.sub(r'<span lang="zh">\g<0></span>', part)
        parts[position] = part
    return "".join(parts)


def _step(tag: str, open_elements: list[tuple[str, bool]]) -> None:
    """Take an element onto the stack of open ones, or off it; note whether it is in Chinese."""
    found = re.match(r"</?([a-zA-Z0-9]+)", tag)
    if found is None:
        return
    name = found.group(1).lower()
    if tag.startswith("</"):
        while open_elements and open_elements.pop()[0] != name:
            pass
    elif name not in VOID and not tag.endswith("/>"):
        language = re.search(r'\slang="([^"]*)"', tag)
        inherited = bool(open_elements) and open_elements[-1][1]
        chinese = language.group(1).startswith("zh") if language else inherited
        open_elements.append((name, chinese))


def _link(found: re.Match[str], pages: Mapping[str, str]) -> str:
    """Return a notebook's name as a link where it has a page."""
    address = pages.get(found.group(1))
    return f'<a href="{address}">{found.group(0)}</a>' if address else found.group(0)
