"""Running text as a notebook output: Markdown with its facts in place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from typing import Any

import mistune

TAG = re.compile(r"<[^>]+>")


class PageLinks(mistune.HTMLRenderer):
    """Links to pages keep the name of the page; what renders a page knows where it lies."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Return a link; ``page:07_hindsight`` becomes a name without an address."""
        if url.startswith("page:"):
            return f'<a data-page="{escape(url.removeprefix("page:"))}">{text}</a>'
        return super().link(text, url, title)


@cache
def _markdown() -> mistune.Markdown:
    # Facts are escaped where they enter; what else is HTML a template wrote.
    return mistune.create_markdown(renderer=PageLinks(escape=False))


@dataclass(frozen=True)
class Passage:
    """Running text.

    Parameters
    ----------
    markdown
        The text; every fact in it escaped for HTML.
    kind
        ``answer``, ``limits`` or "": how the page sets it off.
    """

    markdown: str
    kind: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs as plain text, without the points of lists."""
        return [_plain(text) for text in re.findall(r"<p>(.*?)</p>", self._inner(), re.DOTALL)]

    @property
    def points(self) -> list[str]:
        """The points of lists as plain text."""
        return [_plain(text) for text in re.findall(r"<li>(.*?)</li>", self._inner(), re.DOTALL)]

    def text(self) -> str:
        """Return the words without markup, a point on a line of its own."""
        marked = self._inner().replace("<li>", "<li>- ")
        return "\n".join(filter(None, map(_plain, marked.replace("</p>", "</p>\n\n").split("\n"))))

    def html(self) -> str:
        """Return the words as HTML."""
        style = f"prose {self.kind}".strip()
        return f'<div class="{style}">{self._inner()}</div>'

    def _inner(self) -> str:
        """Return the text as HTML; lines of a paragraph flow on."""
        lines = re.sub(r"\n(?=[^\n\s-])(?<!\n\n)", " ", self.markdown)
        return str(_markdown()(lines)).strip()


def is_answer(html: str) -> bool:
    """Tell whether the HTML of an output is that of a passage of the kind ``answer``."""
    return html.startswith(Passage("", "answer").html().removesuffix("</div>"))


def joined(*passages: Passage, kind: str = "") -> Passage:
    """Return passages one after the other; one that says nothing takes no room."""
    return Passage("\n\n".join(filter(None, (one.markdown for one in passages))), kind)


def _plain(html: str) -> str:
    """Return HTML as plain text."""
    return unescape(TAG.sub("", html)).strip()
