"""The pages that belong to no single question: downloads, glossary, changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from helpers.edition.layout import CHANGES, DOWNLOADS, GLOSSARY
from helpers.present.texts.blocks import fixed_labels
from helpers.report.changes import changes_page
from helpers.report.downloads import downloads_page
from helpers.report.footer import TEMPLATE, frame_words
from helpers.report.glossary import glossary_page
from helpers.report.menu import crumbs, menu
from helpers.report.pages import Page

# Their names, by which the menu and the words know them.
REFERENCE = ("downloads", "glossary", "changes")


def reference_pages(
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    downloads: Sequence[str],
    there: Sequence[str] = REFERENCE,
    image: str = "",
) -> dict[str, bytes]:
    """Return the pages by the names of their files.

    Parameters
    ----------
    tables, record, downloads
        As in ``site.render_pages``.
    there
        Names of all pages of the version, for the menu.
    image
        The picture that a preview shows, below the edition's folder.
    """

    def frame(name: str) -> Page:
        page = reference_frame(name, record, image=image)
        page.menu = menu(name, there, str(record["report_year"]))
        page.crumbs = crumbs(name, page.menu, page.title)
        return page

    pages = {
        DOWNLOADS: downloads_page(frame("downloads"), tables, record, downloads),
        GLOSSARY: glossary_page(frame("glossary")),
        CHANGES: changes_page(frame("changes")),
    }
    return {name: html.encode("utf-8") for name, html in pages.items()}


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
    words = fixed_labels(TEMPLATE, "reference")
    title = words[f"{name}.title"]
    told = frame_words(record, title) if record else {}
    return Page(title, words[f"{name}.lead"], heading=title, **told, **others)
