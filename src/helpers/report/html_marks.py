"""What is marked in the text of a page: Chinese, other notebooks, words of the glossary."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from helpers.present.glossary import Term, glossary, terms_in

# A script counts as one tag: what looks like a tag in it is none.
TAGS = re.compile(r"(<!--.*?-->|<script.*?</script>|<[^>]+>)", re.DOTALL)
# Ideographs and full-width signs that stand between them.
CHINESE = re.compile(
    "[\u3007\u3400-\u9fff\uf900-\ufaff]"
    "(?:[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]*"
    "[\u3007\u3400-\u9fff\uf900-\ufaff\uff09])?"
)
NOTEBOOK = re.compile(r"\bnotebook (\d\d)\b")
PERCENT = re.compile(r"(?<=\d) (?=%)")
# A link to a notebook by its file, as notebooks link each other, or by its name, as templates do.
TO_NOTEBOOK = re.compile(r'<a (?:href="(?P<file>[\w./]*\.ipynb)"|data-page="(?P<name>\w+)")')
# Names as the tables have them; a narrow column may break them after each part.
LONG = 14
LONG_NAME = re.compile(rf"[\w./:-]{{{LONG},}}")
PART = re.compile(r"(?<=\w)[_./](?=\w)")
NAME, LANGUAGE = re.compile(r"</?([a-zA-Z0-9]+)"), re.compile(r'\slang="([^"]*)"')
CELLS, HEAD, VERBATIM = ("td", "th"), ("style", "title"), ("code", "pre")
# Nothing is linked within these: not text for a reader, or a link already.
CLOSED = (*HEAD, *VERBATIM, "a")
# Where a word of the glossary becomes a link, and what within it is no place to send a reader away.
READ = ("p", "li", "figcaption", "caption")
SKIPPED = ("thead", "tbody", "details", "nav", "footer", *CLOSED)
# The sign beside a heading that holds its address: for the pointer, since the list of contents has
# the same addresses; it is no stop for keys and screen readers.
HEADING_LINK, PASSED_OVER = 'class="anchor-link"', ' tabindex="-1" aria-hidden="true"'
VOID = {"meta", "link", "img", "br", "hr", "input", "wbr"}


class Surroundings(NamedTuple):
    """The element a text stands in, all elements around it, and whether it is in Chinese."""

    name: str = ""
    within: frozenset[str] = frozenset()
    chinese: bool = False


NOTHING_AROUND = Surroundings()


def mark(
    html: str, pages: Mapping[str, str], words: str = "", terms: Collection[Term] | None = None
) -> str:
    """Return a page with its Chinese marked, notebooks and words linked, its lines well broken.

    Parameters
    ----------
    html
        A whole page.
    pages
        Address of the page of each notebook by its name, ``03_progress_2016``.
    words
        Address of the glossary, to which a page links each word once; "" for no links.
    terms
        The words that glossary has; all of them if None.
    """
    parts = TAGS.split(html)
    open_elements = [NOTHING_AROUND]
    known = [one for one in glossary() if not words or (terms is not None and one not in terms)]
    for position, part in enumerate(parts):
        if position % 2:
            if part.startswith("<a "):
                linked = TO_NOTEBOOK.sub(lambda found: _to_page(found, pages), part)
                parts[position] = linked.replace(HEADING_LINK, HEADING_LINK + PASSED_OVER)
            _step(part, open_elements)
            continue
        if not part or part.isspace():
            continue  # half of the texts between tags
        around = open_elements[-1]
        if not around.within.isdisjoint(READ) and around.within.isdisjoint(SKIPPED):
            part = _explained(part, words, known)
        parts[position] = _marked(part, around, pages)
    return "".join(parts)


def _explained(text: str, words: str, known: list[Term]) -> str:
    """Return a text with its words linked to the glossary that are not yet known; they are now."""
    done, end = [], 0
    for term in terms_in(text, known):
        found = term.uses.search(text, end)
        if found:
            link = f'<a class="term" href="{words}#{term.anchor}">{found[0]}</a>'
            done += [text[end : found.start()], link]
            end = found.end()
            known.append(term)
    return "".join([*done, text[end:]])


def _marked(text: str, around: Surroundings, pages: Mapping[str, str]) -> str:
    """Return a text marked as far as the elements around it allow.

    Most texts are short and plain, and a look at them is faster than a pattern.
    """
    within = around.within
    if not within.isdisjoint(HEAD):
        return text
    if "%" in text and within.isdisjoint(VERBATIM):
        text = PERCENT.sub("\u00a0", text)
    if len(text) >= LONG and not within.isdisjoint(CELLS):
        text = LONG_NAME.sub(_breakable, text)
    if "notebook" in text and within.isdisjoint(CLOSED):
        text = NOTEBOOK.sub(lambda found: _link(found, pages), text)
    if around.chinese or text.isascii():
        return text
    return CHINESE.sub(r'<span lang="zh">\g<0></span>', text)


def _breakable(found: re.Match[str]) -> str:
    """Return a long name with places to break it."""
    return PART.sub(r"\g<0><wbr>", found[0])


def _step(tag: str, open_elements: list[Surroundings]) -> None:
    """Take an element onto the stack of open ones, or off it; the first stays."""
    found = NAME.match(tag)
    if found is None or tag.endswith("</script>"):
        return
    name = found.group(1).lower()
    if tag.startswith("</"):
        while len(open_elements) > 1 and open_elements.pop().name != name:
            pass
    elif name not in VOID and not tag.endswith("/>"):
        above, language = open_elements[-1], LANGUAGE.search(tag) if "lang=" in tag else None
        chinese = language.group(1).startswith("zh") if language else above.chinese
        open_elements.append(Surroundings(name, above.within | {name}, chinese))


def _to_page(found: re.Match[str], pages: Mapping[str, str]) -> str:
    """Return the start of a link to the page of a notebook; of no link where it has none."""
    name = found["name"] or found["file"].rpartition("/")[2].removesuffix(".ipynb")
    for stem, address in pages.items():
        if stem == name or stem.partition("_")[2] == name:
            return f'<a href="{address}"'
    return "<a"


def _link(found: re.Match[str], pages: Mapping[str, str]) -> str:
    """Return a notebook's name as a link where it has a page."""
    number = found.group(1)
    address = next((pages[name] for name in pages if name.startswith(f"{number}_")), "")
    return f'<a href="{address}">{found.group(0)}</a>' if address else found.group(0)
