"""Names and frame of the pages that belong to no single question, and the one without tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpers.data.plan import OWN, recorded_plan
from helpers.present.texts.blocks import plain_labels
from helpers.report.footer import TEMPLATE, frame_words
from helpers.report.pages import Page, filled, finish
from helpers.report.roads import Road

# Their names, by which the menu and the words know them.
REFERENCE = ("methods", "sources", "glossary", "downloads", "changes")


def glossary_page(page: Page) -> str:
    """Return the page of all terms, to which every other page links a word; its frame is given."""
    return finish(filled("glossary", page, terms=page.terms))


def reference_names(record: Mapping[str, Any]) -> list[str]:
    """Return the names of the pages of a version; the changes are those of the published plan's."""
    is_own = recorded_plan(record) == OWN
    return [name for name in REFERENCE if is_own or name != "changes"]


def reference_roads(record: Mapping[str, Any]) -> list[Road]:
    """Return the way to each page of a version."""
    words = plain_labels(TEMPLATE, "reference")
    return [
        Road(f"{name}.html", words[f"{name}.title"], words[f"{name}.lead"])
        for name in reference_names(record)
    ]


def reference_frame(name: str, record: Mapping[str, Any] | None = None, **others: Any) -> Page:
    """Return the frame of a page.

    Parameters
    ----------
    name
        By which the words know it.
    record
        The run record of a version, None for a page that belongs to none.
    others
        Further fields of the page.
    """
    words = plain_labels(TEMPLATE, "reference")
    title = words[f"{name}.title"]
    told = frame_words(record, title) if record else {}
    return Page(title, words[f"{name}.lead"], heading=title, path=f"{name}.html", **told, **others)
