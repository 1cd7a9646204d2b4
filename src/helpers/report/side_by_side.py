"""Pages for a verification that was red: what is stored beside what was made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from helpers.edition.layout import INDEX
from helpers.present.texts.blocks import Facts, labels
from helpers.report.footer import TEMPLATE
from helpers.report.pages import TEMPLATE as FOLDER
from helpers.report.pages import TEMPLATES, Page, environment, finish

# Of one file, the smallest; who needs more has the rebuilt version (verify --keep).
MOST = {"pictures": 24, "cells": 400, "texts": 200}
# Characters of words that did not change, beside those that did.
KEPT = 160
STYLE = "side_by_side.css"


class SideBySideFacts(Facts, template=TEMPLATE, block="side_by_side_page"):
    """How many files differ; the file that a page is about, "" for the list of them."""

    files: int
    file: str = ""


def side_by_side_pages(files: Sequence[Any], red: Sequence[Any]) -> dict[str, str]:
    """Return the pages by their path below a folder: a list, and one page a file that changed.

    Parameters
    ----------
    files
        ``ChangedFile`` objects, in the order of the list.
    red
        Checks that are not green, with what they found.
    """
    rows = [
        {"file": one, "href": _address(one.name) if one.count else "", "first": _first(one)}
        for one in files
    ]
    pages = {INDEX: _render("side_by_side.html.j2", _page(len(files)), rows=rows, red=red)}
    for one in files:
        if one.count:
            address = _address(one.name)
            page = _page(len(files), one.name, "../" * address.count("/"))
            shown = {part: _pieces(one, part) for part in MOST}
            left_out = {part: len(getattr(one, part)) - len(shown[part]) for part in MOST}
            pages[address] = _render(
                "changed_file.html.j2", page, file=one, shown=shown, left_out=left_out
            )
    return pages


def _address(name: str) -> str:
    """Return where the page of a file lies."""
    return f"{name}.html"


def _page(files: int, name: str = "", root: str = "") -> Page:
    """Return what the frame needs: no menu, no script, a way back to the list."""
    words = labels(SideBySideFacts(files, name))
    return Page(
        title=words["title"],
        description=words["description"],
        edition_label=words["label"],
        root=root,
        index=INDEX if name else "",
        has_script=False,
        own_style=_style(),
    )


def _style() -> str:
    """Return the rules that no page of the compendium needs."""
    return (TEMPLATES / FOLDER / STYLE).read_text(encoding="utf-8")


def _render(template: str, page: Page, **facts: Any) -> str:
    return finish(environment().get_template(template).render(page=page, **facts))


def _pieces(one: Any, part: str) -> list[dict[str, Any]]:
    """Return the smallest differences of one kind; long texts are cut where they are the same."""
    pieces = [asdict(piece) for piece in getattr(one, part)[: MOST[part]]]
    if part == "texts":
        for piece in pieces:
            piece |= {side: _shortened(piece[side]) for side in ("before", "after")}
    return pieces


def _shortened(runs: Sequence[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Return runs of words with the middle left out of long ones that did not change."""
    return [(words if is_changed or len(words) <= 2 * KEPT
             else f"{words[:KEPT]} … {words[-KEPT:]}", is_changed)
            for words, is_changed in runs]  # fmt: skip


def _first(one: Any) -> Mapping[str, Any]:
    """Return the smallest difference of a file, for the list."""
    pieces = [*one.cells, *one.texts, *one.pictures]
    smallest = min(pieces, key=lambda piece: piece.size, default=None)
    return asdict(smallest) if smallest else {}
