"""One HTML page for each executed notebook, through nbconvert and the compendium's template."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from helpers.report.outputs import output_html

TEMPLATES = Path(__file__).parent / "templates"
TEMPLATE = "compendium"


@dataclass
class Page:
    """What the template needs beside the notebook."""

    title: str
    description: str
    root: str = ""
    edition_label: str = ""
    command: str = ""
    record: list[tuple[str, str]] = field(default_factory=list)
    contents: list[tuple[str, str]] = field(default_factory=list)
    previous: dict[str, str] | None = None
    next: dict[str, str] | None = None

    @property
    def home(self) -> str:
        """The way to the index."""
        return f"{self.root}index.html"

    @property
    def style(self) -> str:
        """The style sheet, inlined so that a page is one file."""
        return style_sheet()


@cache
def style_sheet() -> str:
    """Return the style sheet without comments and needless blanks."""
    text = (TEMPLATES / TEMPLATE / "style.css").read_text(encoding="utf-8")
    return re.sub(r"\s*\n\s*", "\n", text).strip()


def render_notebook(notebook: Any, name: str, page: Page) -> str:
    """Return an executed notebook as an HTML page.

    Parameters
    ----------
    notebook
        nbformat notebook with its outputs.
    name
        Stem of the page's file; prefixes the files of its figures.
    page
        Title, navigation and record.
    """
    exporter = _exporter()
    exporter.environment.filters["output_html"] = partial(output_html, page=name, root=page.root)
    html, _ = exporter.from_notebook_node(notebook, resources={"page": page})
    return tidy(html)


def tidy(html: str) -> str:
    """Return HTML without empty lines and trailing blanks."""
    return "\n".join(line.rstrip() for line in html.splitlines() if line.strip()) + "\n"


@cache
def _exporter() -> Any:
    """Return the exporter; built once, since it compiles the templates."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name=TEMPLATE,
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=False,
    )
    exporter.environment.filters.setdefault("output_html", partial(output_html, page=""))
    return exporter


def environment() -> Any:
    """Return the Jinja environment of the templates, for pages that are no notebook."""
    return _exporter().environment


def headings(notebook: Any) -> list[tuple[str, str]]:
    """Return anchor and text of the second-level headings, as nbconvert anchors them."""
    found = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            found += re.findall(r"^## +(.+?)\s*$", cell["source"], re.MULTILINE)
    return [(text.replace(" ", "-"), text) for text in found]
