"""Pages of an edition: links lead somewhere, nothing comes from outside, pictures have words."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from helpers.check.verdict import Check, judge
from helpers.edition.layout import COMPENDIUM
from helpers.present.outward import OUTWARD, SCHEMES

# Bytes of a page; with drawings and the texts to search taken out, and as it is. The largest has
# the evidence of every outcome, so that each can be followed without leaving the page.
LARGEST_TEXT = 400_000
LARGEST_PAGE = 1_500_000
# The file of all pages, which must pass through a mail.
LARGEST_COMPENDIUM = 6_000_000
SHORTEST_ALT = 20
BULK = re.compile(r'data:image/[^"]+|<script type="application/json".*?</script>', re.DOTALL)
# The kind of a script that holds values and runs nothing.
VALUES = "application/json"
LOADING = {"src", "srcset", "poster", "data", "formaction", "background"}
OUTSIDE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//|^(?:https?|ftp|file|javascript):", re.IGNORECASE)

WEB = tuple(f"{scheme}://" for scheme in SCHEMES)


class PageElements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        # Scripts by their attributes and what they say.
        self.scripts: list[tuple[dict[str, str], list[str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element; called by the parser."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag == "script":
            self.scripts.append((self.elements[-1][1], []))

    def handle_data(self, data: str) -> None:
        """Keep a piece of a script; called by the parser."""
        if self.cdata_elem == "script":
            self.scripts[-1][1].append(data)

    @property
    def policy(self) -> str:
        """What the page asks browsers to let it do, "" for nothing."""
        metas = [attributes for tag, attributes in self.elements if tag == "meta"]
        known = {meta.get("http-equiv", ""): meta.get("content", "") for meta in metas}
        return known.get("Content-Security-Policy", "")

    @cached_property
    def ids(self) -> Counter[str]:
        """All ids, each with how often it stands there."""
        return Counter(attributes["id"] for _, attributes in self.elements if "id" in attributes)


def check_pages(files: Mapping[str, bytes], told: str = "") -> Check:
    """Check every page of an edition.

    Parameters
    ----------
    files
        Content of every file by its path below the edition's folder; what links may lead to.
    told
        Which edition it is, for the line of a green check.
    """
    texts = {
        name: content.decode("utf-8", "replace")
        for name, content in files.items()
        if name.endswith(".html")
    }
    pages = {name: PageElements(html) for name, html in texts.items()}
    found = [] if pages else ["there is no page"]
    for name, page in pages.items():
        problems = (*_links(name, page, pages, files), *_content(page), *_size(name, texts[name]))
        found += [f"{name}: {problem}" for problem in problems]
    links = sum(tag == "a" for page in pages.values() for tag, _ in page.elements)
    pictures = sum(tag == "img" for page in pages.values() for tag, _ in page.elements)
    seen = f"{len(pages)} pages, {links} links, {pictures} pictures with words{told}"
    return judge("pages", found, seen)


def _links(
    name: str, page: PageElements, pages: Mapping[str, PageElements], files: Mapping[str, bytes]
) -> Iterator[str]:
    """Yield links that lead nowhere, and those outside that are no publisher's page."""
    for tag, attributes in page.elements:
        address = attributes.get("action" if tag == "form" else "href", "")
        if tag not in ("a", "area", "form") or not address:
            continue
        if OUTSIDE.match(address):
            if attributes.get("rel") == OUTWARD and address.startswith(WEB):
                continue
            yield f"a link to the outside address {address}"
            continue
        path, _, anchor = unquote(address).partition("#")
        target = normpath(join(dirname(name), path)) if path else name
        if target not in files:
            yield f"the link to {address} leads nowhere"
        elif anchor and target in pages and anchor not in pages[target].ids:
            yield f"the link to {address} names a place that is not there"


def _content(page: PageElements) -> Iterator[str]:
    """Yield what loads, runs or stays silent."""
    for tag, attributes in page.elements:
        if tag in ("iframe", "object", "embed"):
            yield f"a <{tag}>"
        for attribute, value in attributes.items():
            loads = attribute in LOADING or (
                tag == "link" and attribute == "href" and attributes.get("rel") != "canonical"
            )
            if loads and not value.startswith("data:"):
                yield f"<{tag} {attribute}> loads {value[:60]}"
            if attribute.startswith("on"):
                yield f"<{tag}> runs code on {attribute[2:]}"
        if tag == "img" and len(attributes.get("alt", "")) < SHORTEST_ALT:
            yield f"a picture whose words are {attributes.get('alt', '')!r}"
    yield from _scripts(page)
    repeated = sorted(one for one, times in page.ids.items() if times > 1)
    if repeated:
        yield f"the id {repeated[0]} more than once"
    tags = {tag for tag, _ in page.elements}
    yield from (f"no <{tag}>" for tag in ("title", "main", "h1") if tag not in tags)


def _scripts(page: PageElements) -> Iterator[str]:
    """Yield scripts that are not the one script the policy of the page lets run."""
    sources = re.findall(r"script-src ([^;]*)", page.policy)
    for attributes, parts in page.scripts:
        text = "".join(parts)
        digest = base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        if attributes.get("type") != VALUES and sources != [f"'sha256-{digest}'"]:
            yield f"a script its policy does not allow: {text[:40]}"


def _size(name: str, html: str) -> Iterator[str]:
    """Yield sizes beyond the budget, and styles that load something."""
    if "@import" in html or re.search(r"url\((?!['\"]?data:)", html):
        yield "a style that loads something"
    budgets = [
        (BULK.sub("", html), LARGEST_TEXT, "without its drawings"),
        (html, LARGEST_PAGE, "in all"),
    ]
    if name == COMPENDIUM:
        budgets = [(html, LARGEST_COMPENDIUM, "in all")]
    for content, most, what in budgets:
        size = len(content.encode("utf-8"))
        if size > most:
            yield f"{size:,} bytes {what}, {most:,} at most"
