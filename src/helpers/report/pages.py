"""One HTML page for each executed notebook, through nbconvert and the compendium's template."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from helpers.edition.layout import GLOSSARY, INDEX
from helpers.edition.notebooks import source_of
from helpers.present.glossary import Term, glossary_of
from helpers.present.plan_words import compendium_title
from helpers.present.texts.bytecode import template_cache
from helpers.report.arrangement import arrange
from helpers.report.cards import with_card_labels, with_folded_cards
from helpers.report.citations import Citations, Footnote
from helpers.report.html_marks import mark
from helpers.report.menu import Step
from helpers.report.outputs import output_html
from helpers.report.sections import without_empty_sections

TEMPLATES = Path(__file__).parent / "templates"
TEMPLATE = "compendium"
POLICY = (
    "default-src 'none'; script-src %s; img-src 'self' data:; "
    "style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'"
)
# Anchor and words of a heading of a page that is no notebook.
HEADING = re.compile(r'<h[23] id="([^"]+)">([^<]+)</h[23]>')


@dataclass
class Page:
    """What the template needs beside the notebook."""

    title: str
    description: str
    root: str = ""
    # From the root of its folder: a run of a batch has its index one folder up.
    index: str = INDEX
    # What the compendium is called; only a version of another plan has a name of its own.
    compendium: str = field(default_factory=compendium_title)
    is_own_plan: bool = True
    edition_label: str = ""
    edition_note: str = ""
    command: str = ""
    citation: str = ""
    heading: str = ""
    # Below the edition's folder: the page itself, and the picture that a preview of it shows.
    path: str = ""
    image: str = ""
    # Where the edition's folder lies on the web, "" where that is not known.
    address: str = ""
    menu: Sequence[Step] = ()
    crumbs: Sequence[Step] = ()
    record: list[tuple[str, str]] = field(default_factory=list)
    contents: list[tuple[str, str]] = field(default_factory=list)
    previous: dict[str, str] | None = None
    next: dict[str, str] | None = None
    citations: Citations = field(default_factory=lambda: Citations({}, {}, {}))
    sources: Sequence[Footnote] = ()
    # Rules for this page alone, after those that all share.
    own_style: str = ""
    has_script: bool = True
    # Address of each notebook's page by its name, for the text to link to.
    pages: Mapping[str, str] = field(default_factory=dict)
    # What only a version of several pages has to say, by the id of the cell it stands below.
    below: Mapping[str, Markup] = field(default_factory=dict)

    @property
    def home(self) -> str:
        """The way to the index."""
        return f"{self.root}{self.index}"

    def with_contents(self, html: str) -> Page:
        """Return the page with the headings that have an address as its contents."""
        return replace(self, contents=HEADING.findall(html))

    @property
    def glossary(self) -> str:
        """The way to the glossary, which lies beside the index."""
        return self.home.removesuffix(INDEX) + GLOSSARY

    @property
    def terms(self) -> Sequence[Term]:
        """The words its glossary has."""
        return glossary_of(self.is_own_plan)

    @property
    def style(self) -> Markup:
        """The style sheet, inlined so that a page is one file."""
        return style_sheet() + Markup(self.own_style)

    @property
    def script(self) -> Markup:
        """The one script, inlined as well."""
        return script()

    @property
    def policy(self) -> Markup:
        """What a browser lets the page do: show what it holds, and run its own script alone."""
        digest = hashlib.sha256(script().encode("utf-8")).digest()
        own = f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
        return Markup(POLICY % (own if self.has_script else "'none'"))


@cache
def script() -> Markup:
    """Return the script without comments, indents and empty lines, as `tidy` would leave it."""
    lines = (TEMPLATES / TEMPLATE / "script.js").read_text(encoding="utf-8").splitlines()
    bare = [line.strip() for line in lines]
    return Markup("\n".join(line for line in bare if line and not line.startswith("//")))


@cache
def style_sheet() -> Markup:
    """Return the style sheet without comments and needless blanks."""
    text = (TEMPLATES / TEMPLATE / "style.css").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return Markup(re.sub(r"\s*\n\s*", "\n", text).strip())


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
    citations, notebook = page.citations, without_empty_sections(notebook)
    page.sources = citations.used(cited_texts(notebook))
    exporter = notebook_exporter()
    exporter.environment.filters["output_html"] = partial(
        output_html,
        page=name,
        root=page.root,
        citations=citations,
        footnotes=page.sources,
        cite=page.citation,
    )
    resources = {"page": page, "places": arrange(notebook)}
    html, _ = exporter.from_notebook_node(notebook, resources=resources)
    return finish(html, page.pages, page.glossary, page.terms)


def finish(
    html: str,
    pages: Mapping[str, str] | None = None,
    words: str = "",
    terms: Collection[Term] | None = None,
) -> str:
    """Return a page tidied, with its Chinese marked, its notebooks and its words linked.

    Parameters
    ----------
    html
        The page as its template made it.
    pages, words, terms
        As in ``html_marks.mark``.
    """
    return tidy(with_folded_cards(mark(with_card_labels(html), pages or {}, words, terms)))


def tidy(html: str) -> str:
    """Return HTML without empty lines and trailing blanks."""
    return "\n".join(line.rstrip() for line in html.splitlines() if line.strip()) + "\n"


def without_title(source: str) -> str:
    """Return the first cell without its heading, which the page has a place of its own for."""
    return re.sub(r"\A# .*\n*", "", source)


def cited_texts(notebook: Any) -> list[str]:
    """Return the HTML and the figure sources among the outputs of a notebook."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    texts = []
    for output in outputs:
        data = output.get("data", {})
        texts += [str(data.get("text/html", ""))]
        texts += [bundle["source"] for bundle in data.values() if isinstance(bundle, dict)]
    return texts


@cache
def notebook_exporter() -> Any:
    """Return the exporter; built once, since it compiles the templates."""
    from nbconvert import HTMLExporter, __version__

    class PageExporter(HTMLExporter):
        """nbconvert's own, which would read each finished page again for pictures without words."""

        def from_notebook_node(self, nb: Any, resources: Any = None, **kw: Any) -> Any:
            return super(HTMLExporter, self).from_notebook_node(nb, resources, **kw)

    exporter = PageExporter(
        template_name=TEMPLATE,
        extra_template_basedirs=[str(TEMPLATES)],
        exclude_anchor_links=False,
        # None of them has a part here, and the notebook is validated after each.
        default_preprocessors=[],
    )
    exporter.environment.autoescape = True
    exporter.environment.bytecode_cache = template_cache(f"notebook-{__version__}")
    filters = exporter.environment.filters
    filters.setdefault("output_html", partial(output_html, page=""))
    filters["without_title"] = without_title
    return exporter


@cache
def environment() -> Any:
    """Return the Jinja environment of the pages that are no notebook; it needs no nbconvert."""
    from jinja2 import Environment, FileSystemLoader

    return Environment(
        loader=FileSystemLoader(TEMPLATES / TEMPLATE),
        autoescape=True,
        bytecode_cache=template_cache("page"),
    )


def filled(template: str, page: Page, **values: Any) -> str:
    """Return the template of a page that is no notebook with its values in place."""
    return environment().get_template(f"{template}.html.j2").render(page=page, **values)


def headings(notebook: Any) -> list[tuple[str, str]]:
    """Return anchor and text of the second-level headings, as nbconvert anchors them."""
    found = []
    for cell in without_empty_sections(notebook)["cells"]:
        if cell["cell_type"] == "markdown":
            found += re.findall(r"^## +(.+?)\s*$", source_of(cell), re.MULTILINE)
    return [(text.replace(" ", "-"), text) for text in found]
