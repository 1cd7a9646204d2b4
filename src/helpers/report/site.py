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
        """First heading; a sheet adds the indicator its page is about."""
        heading = self.notebook["cells"][0]["source"].partition("\n")[0].lstrip("# ").strip()
        folder, _, subject = self.name.rpartition("/")
        return f"{subject.replace('_', ' ')}: {heading}" if folder else heading

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
    main = [one for one in executed if "/" not in one.name]
    sheets = [one for one in executed if "/" in one.name]
    for group in (main, sheets):
        for position, one in enumerate(group):
            page = _page(one, record)
            page.previous = _link(group[position - 1], page.root) if position else None
            page.next = _link(group[position + 1], page.root) if group[position + 1 :] else None
            html = render_notebook(one.notebook, one.name, page)
            files[f"{one.name}.html"] = html.encode("utf-8")
            for figure in figure_files(one.notebook, one.name):
                files |= figure.paths
    picture = next(filter(None, (picture_of(one.notebook, one.name) for one in main)), "")
    names = tables["indicators"].set_index("indicator_id")["name_en"]
    links = [_link(one) | {"title": names[one.name.rpartition("/")[2]]} for one in sheets]
    home = home_page([_link(one) for one in main], links, picture, tables, record, downloads)
    files["index.html"] = home.encode("utf-8")
    return files


def _page(one: Executed, record: Mapping[str, Any]) -> Page:
    """Return the page frame of an executed notebook."""
    root = "../" * one.name.count("/")
    return Page(
        title=one.title,
        root=root,
        contents=headings(one.notebook),
        description=one.description,
        edition_label=edition_label(record),
        command=record["command"],
        record=footer_record(record),
    )


def _link(one: Executed, root: str = "") -> dict[str, str]:
    """Return the link to a page as seen from a page with that way back to the index."""
    href = f"{root}{one.name}.html"
    return {"href": href, "title": one.title, "description": one.description}
