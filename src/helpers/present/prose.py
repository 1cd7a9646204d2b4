"""Sentences with computed numbers, as a notebook output."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Prose:
    """Paragraphs or points of plain text; ``**word**`` stands out.

    Parameters
    ----------
    paragraphs
        Each becomes a paragraph.
    points
        Each becomes an item of a list after the paragraphs.
    kind
        ``answer``, ``limits`` or "": how the page sets it off.
    """

    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()
    kind: str = ""

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def text(self) -> str:
        """Return the words without markup."""
        lines = [*self.paragraphs, *(f"- {point}" for point in self.points)]
        return "\n".join(line.replace("**", "") for line in lines)

    def html(self) -> str:
        """Return the words as HTML, everything in them escaped."""
        parts = [f"<p>{emphasise(text)}</p>" for text in self.paragraphs]
        if self.points:
            items = "".join(f"<li>{emphasise(text)}</li>" for text in self.points)
            parts.append(f"<ul>{items}</ul>")
        style = f"prose {self.kind}".strip()
        return f'<div class="{style}">{"".join(parts)}</div>'


def emphasise(text: str) -> str:
    """Escape `text` and turn ``**word**`` into strong."""
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", html.escape(text, quote=False))
