"""The page of changes: the changelog, a section a version."""

from __future__ import annotations

import re
from typing import Any

import mistune
from markupsafe import Markup

from helpers import paths
from helpers.report.pages import Page, filled, finish

CHANGELOG = paths.ROOT / "CHANGELOG.md"


class Sections(mistune.HTMLRenderer):
    """Gives the heading of each version, and of each part of it, an id of its own."""

    def __init__(self) -> None:
        super().__init__(escape=True)
        self.version = ""

    def heading(self, text: str, level: int, **_: Any) -> str:
        """Return a heading."""
        name = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        if level == 2:
            self.version = f"version-{text.partition(',')[0].replace('.', '-')}"
        anchor = self.version if level == 2 else f"{self.version}-{name}"
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'


def changes_page(page: Page, changelog: str = "") -> str:
    """Return the page; its frame is given, and the text of the changelog, "" for our own."""
    text = changelog or CHANGELOG.read_text(encoding="utf-8")
    _, mark, versions = text.partition("\n## ")  # the page has a title and a lead of its own
    body = mistune.create_markdown(renderer=Sections())(mark + versions)
    return finish(filled("changes", page, body=Markup(body)))
