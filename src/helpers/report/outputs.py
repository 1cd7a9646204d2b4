"""Notebook outputs as HTML: the figure bundle as a figure, everything unknown as escaped text."""

from __future__ import annotations

import base64
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from helpers.edition.layout import FIGURES
from helpers.present.figure_output import MIME, UNDER_FIGURE
from helpers.present.table_marks import for_page
from helpers.present.texts.blocks import plain_labels, plain_phrase
from helpers.report.citations import Citations, Footnote
from helpers.report.footer import TEMPLATE

SVG_ADDRESS = "data:image/svg+xml;base64,"
PIXELS_PER_POINT = 96 / 72
# Below it the wide drawing's text would be under 11 pixels high. The style sheet has it as well.
NARROW_SCREENS = "screen and (max-width: 60rem)"
# Rows of drawn values that a page shows; of more it shows the first, and the CSV has them all.
MOST_DRAWN, FIRST_DRAWN = 200, 40

# What matplotlib writes and nobody sees, an eighth of a drawing.
INDENT, NO_TURN = re.compile("^ +", re.MULTILINE), re.compile(r' transform="rotate\(-?0 [^"]*\)"')


def output_html(
    output: Any,
    page: str,
    root: str = "",
    citations: Citations | None = None,
    footnotes: Sequence[Footnote] = (),
    cite: str = "",
) -> Markup:
    """Return one output of a code cell as HTML.

    HTML outputs come from ``helpers.present``, which escapes every cell and word. Anything else is
    shown as plain text.
    """
    if output["output_type"] == "stream":
        return Markup("<pre>{}</pre>").format(output["text"])
    data = output.get("data", {})
    if MIME in data:
        return figure_html(data[MIME], page, root, citations, footnotes, cite)
    if "text/html" in data:
        if data["text/html"].startswith(UNDER_FIGURE):
            return Markup("")  # the figure brings its caption itself
        html = for_page(data["text/html"])
        return citations.link_notes(html, footnotes, root) if citations else Markup(html)
    return Markup("<pre>{}</pre>").format(data.get("text/plain", ""))


def figure_html(
    bundle: dict[str, Any],
    page: str,
    root: str = "",
    citations: Citations | None = None,
    footnotes: Sequence[Footnote] = (),
    cite: str = "",
) -> Markup:
    """Return the figure with alternative text, caption, source, its data and its downloads.

    With `cite`, the citation of its page, it brings a citation of its own.
    """
    source = bundle["source"]
    words = plain_labels(TEMPLATE, "figure")
    cited = citations.cite(source, footnotes, root) if citations else escape(source)
    cited = Markup(" {}: {}").format(words["source"], cited) + "." if source else Markup("")
    stem = f"{root}{FIGURES}/{figure_stem(page, bundle)}"
    links = Markup(" · ").join(
        Markup('<a href="{}.{}" download>{}</a>').format(stem, ending, ending.upper())
        for ending in ("csv", "svg", "png")
    )
    cited_as = (
        plain_phrase(TEMPLATE, "figure_citation", name=bundle["name"], page=cite) if cite else ""
    )
    return Markup(
        '<figure id="figure-{name}">{picture}<figcaption>{caption}{source}</figcaption>'
        "<details><summary>{words[data]}</summary>{table}</details>"
        '<p class="downloads">{words[download]}: {links}. {cited_as}</p></figure>'
    ).format(
        words=words,
        name=bundle["name"],
        picture=_picture(bundle),
        caption=bundle["caption"],
        source=cited,
        table=_data_table(bundle, words),
        links=links,
        cited_as=cited_as,
    )


def _picture(bundle: dict[str, Any]) -> Markup:
    """Return both drawings: on screens with room for it, and in print, the wide one."""
    return Markup(
        '<picture><source media="{media}" srcset="{narrow}" width="{small[0]}" height="{small[1]}">'
        '<img src="{wide}" alt="{alt}" width="{large[0]}" height="{large[1]}"></picture>'
    ).format(
        media=NARROW_SCREENS,
        narrow=_embedded(bundle["narrow"]),
        small=svg_size(bundle["narrow"]),
        wide=_embedded(bundle["svg"]),
        large=svg_size(bundle["svg"]),
        alt=bundle["alt"],
    )


def _embedded(svg: str) -> str:
    """Return an SVG as an address that holds it."""
    return SVG_ADDRESS + base64.b64encode(compact(svg).encode("utf-8")).decode("ascii")


def compact(svg: str) -> str:
    """Return an SVG without what draws nothing: indents, and turns by no angle."""
    return INDENT.sub("", NO_TURN.sub("", svg))


def figure_stem(page: str, bundle: dict[str, Any]) -> str:
    """Return the file name of a figure without its ending."""
    return f"{page.replace('/', '-')}-{bundle['name']}"


def svg_size(svg: str) -> tuple[int, int]:
    """Return width and height of an SVG in CSS pixels."""
    start = svg[svg.index("<svg") :].partition(">")[0]
    points = dict(re.findall(r'\b(width|height)="([\d.]+)pt"', start))
    width, height = (round(float(points[side]) * PIXELS_PER_POINT) for side in ("width", "height"))
    return width, height


def _data_table(bundle: dict[str, Any], words: Mapping[str, str]) -> Markup:
    """Return the values drawn as a plain table; of very many rows the first."""
    is_cut = len(bundle["rows"]) > MOST_DRAWN
    shown = bundle["rows"][:FIRST_DRAWN] if is_cut else bundle["rows"]
    told = f"{words['drawn']} {words['cut']}" if is_cut else words["drawn"]
    head = Markup("").join(
        Markup('<th scope="col">{}</th>').format(name) for name in bundle["columns"]
    )
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_cell(cell, words["blank"]) for cell in row))
        for row in shown
    )
    return Markup(
        '<div class="table drawn" tabindex="0" role="region" aria-label="{words[data]} '
        '{name}"><table><caption>{told}</caption><thead><tr>{head}</tr></thead>'
        "<tbody>{body}</tbody></table></div>"
    ).format(
        words=words,
        told=told,
        name=bundle["name"],
        head=head,
        body=body,
    )


def _cell(cell: Any, blank: str) -> Markup:
    """Return a cell of the data table; a missing value says so."""
    if isinstance(cell, int | float):
        return Markup('<td class="number">{}</td>').format(_shown(cell))
    if cell in (None, ""):
        return Markup('<td class="blank">{}</td>').format(blank)
    return Markup("<td>{}</td>").format(cell)


def _shown(cell: float) -> str:
    """Return a number as text: six significant digits are enough to look at; the CSV has all."""
    return f"{cell:.6g}" if isinstance(cell, float) else str(cell)


def csv_of(bundle: dict[str, Any]) -> str:
    """Return the data behind a figure as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(bundle["columns"])
    writer.writerows(["" if cell is None else cell for cell in row] for row in bundle["rows"])
    return text.getvalue()


def _displays(notebook: Any) -> Iterator[dict[str, Any]]:
    """Yield the data of every display that is a figure."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            if MIME in output.get("data", {}):
                yield output["data"]


def figure_files(notebook: Any, page: str) -> dict[str, bytes]:
    """Return what a reader may download of every figure, by path below the edition's folder."""
    files = {}
    for data in _displays(notebook):
        base = f"{FIGURES}/{figure_stem(page, data[MIME])}"
        files[f"{base}.svg"] = data[MIME]["svg"].encode("utf-8")
        files[f"{base}.png"] = base64.b64decode(data["image/png"])
        files[f"{base}.csv"] = csv_of(data[MIME]).encode("utf-8")
    return files


def find_bundle(notebook: Any, name: str) -> dict[str, Any] | None:
    """Return the figure bundle of that name, or the first one for "", or None."""
    bundles = (data[MIME] for data in _displays(notebook))
    return next((bundle for bundle in bundles if name in ("", bundle["name"])), None)
