"""The site of an edition: pages, index, figures, tables, as files by path."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.report.home import home_page, picture_of
from helpers.report.outputs import figure_files
from helpers.report.pages import Page, headings, render_notebook
from helpers.report.record import edition_label, footer_record


@dataclass(frozen=True)
class Executed:
    """An executed notebook with the name of its page."""

    name: str
    notebook: Any

    @property
    def title(self) -> str:
        """First heading."""
        return self.notebook["cells"][0]["source"].partition("\n")[0].lstrip("# ").strip()

    @property
    def description(self) -> str:
        """First paragraph under the heading."""
        source = self.notebook["cells"][0]["source"]
        paragraphs = re.split(r"\n\s*\n", source.strip())
        return paragraphs[1].replace("\n", " ") if len(paragraphs) > 1 else self.title


def render_site(
    executed: Sequence[Executed],
    tables: Mapping[str, pd.DataFrame],
    record: Mapping[str, Any],
    downloads: Sequence[str],
) -> dict[str, bytes]:
    """Return every file of the site by its path below the edition's folder.

    Parameters
    ----------
    executed
        Executed notebooks in their order.
    tables
        Tables of the edition, for the verdicts on the index.
    record
        The run record; its inputs and versions stand in the footer.
    downloads
        Paths of the table files, below the edition's folder.
    """
    files: dict[str, bytes] = {}
    for position, one in enumerate(executed):
        page = _page(one, record)
        page.contents = headings(one.notebook)
        page.previous = _link(executed[position - 1]) if position else None
        page.next = _link(executed[position + 1]) if position + 1 < len(executed) else None
        files[f"{one.name}.html"] = render_notebook(one.notebook, one.name, page).encode("utf-8")
        for figure in figure_files(one.notebook, one.name):
            files |= figure.paths
    entries = [_link(one) for one in executed]
    picture = next(filter(None, (picture_of(one.notebook, one.name) for one in executed)), "")
    files["index.html"] = home_page(entries, picture, tables, record, downloads).encode("utf-8")
    return files


def _page(one: Executed, record: Mapping[str, Any]) -> Page:
    """Return the page frame of an executed notebook."""
    return Page(
        title=one.title,
        description=one.description,
        edition_label=edition_label(record),
        command=record["command"],
        record=footer_record(record),
    )


def _link(one: Executed) -> dict[str, str]:
    return {"href": f"{one.name}.html", "title": one.title, "description": one.description}
