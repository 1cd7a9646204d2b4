"""The page that searches all pages of an edition; it carries their texts, and asks nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from helpers.edition.layout import (
    CHANGES,
    DOWNLOADS,
    GLOSSARY,
    INDEX,
    METHODS,
    SEARCH,
    SHARE,
    SOURCES,
)
from helpers.present.texts.blocks import plain_labels
from helpers.report.footer import TEMPLATE, frame_words
from helpers.report.menu import menu
from helpers.report.pages import Page, filled, tidy
from helpers.report.search_index import as_data, search_index

ENDING = ".html"
LOOKED_UP = (METHODS, SOURCES, GLOSSARY, DOWNLOADS, CHANGES)


def search_page(files: Mapping[str, bytes], record: Mapping[str, Any]) -> str:
    """Return the search page.

    Parameters
    ----------
    files
        Content by path below the edition's folder; its pages are searched: the index first, then
        those that answer a question, then those to look something up.
    record
        The run record, for what the frame says of the version.
    """
    paths = sorted(filter(_is_page, files), key=lambda path: (path != INDEX, path in LOOKED_UP))
    found = search_index({path: files[path].decode("utf-8") for path in paths})
    words = plain_labels(TEMPLATE, "search")
    there = [path.removesuffix(ENDING) for path in paths]
    page = Page(
        title=words["title"],
        description=words["description"],
        path=SEARCH,
        image=SHARE if SHARE in files else "",
        menu=menu(SEARCH.removesuffix(ENDING), there, str(record["report_year"])),
        **frame_words(record, words["title"]),
    )
    return tidy(filled("search", page, listed=found, index=Markup(as_data(found))))


def _is_page(path: str) -> bool:
    return path.endswith(ENDING) and path != SEARCH
