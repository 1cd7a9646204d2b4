"""The way around an edition: the menu at the head of its pages, and where a page hangs in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from helpers.edition.layout import INDEX, OVERVIEW
from helpers.edition.sheets import AREA, FOLDERS
from helpers.present.texts.blocks import plain_labels
from helpers.report.footer import TEMPLATE
from helpers.report.roads import Road

NUMBER = re.compile(r"\A\d+_")


@dataclass(frozen=True)
class Part:
    """A part of an edition.

    Parameters
    ----------
    name
        Its entry among the words of the menu.
    pages
        Names of its pages without their numbers; the first that is there stands for it.
    kind
        What each of its sheets is about, "" where it has none.
    is_listed
        Whether the list of its sheets stands for it, where there are some.
    """

    name: str
    pages: tuple[str, ...]
    kind: str = ""
    is_listed: bool = True

    def holds(self, page: str) -> bool:
        """Tell whether a page belongs to it."""
        return _bare(page) in self.pages or self._is_sheet(page)

    def href(self, there: Collection[str]) -> str:
        """Return where its entry leads among the pages that are there, "" for nowhere."""
        if self.is_listed and any(map(self._is_sheet, there)):
            return f"{INDEX}#{FOLDERS[self.kind]}"
        known = {_bare(page): page for page in there}
        return next((f"{known[page]}.html" for page in self.pages if page in known), "")

    def _is_sheet(self, page: str) -> bool:
        return bool(self.kind) and page.startswith(f"{FOLDERS[self.kind]}/")


PARTS = (
    Part("overview", (OVERVIEW,)),
    Part("year", ("progress_2016", "target_trajectories", "robustness")),
    Part("outcomes", ("scoreboard", "hindsight")),
    Part("indicators", ("clean_indicators",), "indicator"),
    Part("areas", ("areas",), AREA, is_listed=False),
    Part("sectors", ("sector_roadmap",), "sector"),
    Part("programmes", ("programmes_and_funds",)),
    Part("methods", ("methods",)),
    Part("sources", ("sources", "provenance", "downloads", "glossary", "changes")),
)


def grouped(roads: Sequence[Road], report_year: str) -> list[tuple[str, list[Road]]]:
    """Return roads by the part their pages belong to, each with its words; the others first."""
    words = plain_labels(TEMPLATE, "menu", report_year=report_year)
    found: dict[str, list[Road]] = {part.name: [] for part in PARTS}
    for road in roads:
        page = road.href.removesuffix(".html")
        part = next((part for part in PARTS if part.holds(page)), PARTS[0])
        found[part.name].append(road)
    return [(words[name], own) for name, own in found.items() if own]


@dataclass(frozen=True)
class Step:
    """A link of the menu or of the way to a page.

    ``current`` is ``page`` where it leads to the page itself, ``true`` where the page lies below
    it, else "".
    """

    href: str
    words: str
    current: str = ""


def menu(page: str, there: Collection[str], report_year: str) -> list[Step]:
    """Return the menu of a page; none where the edition has no index.

    Parameters
    ----------
    page
        Its name, without ending, below the edition's folder.
    there
        Names of all pages of the edition.
    report_year
        The year its values are compared in.
    """
    if OVERVIEW not in there:
        return []
    words = plain_labels(TEMPLATE, "menu", report_year=report_year)
    return [step for part in PARTS if (step := _step(part, page, there, words)).href]


def crumbs(page: str, menu: Collection[Step], title: str) -> list[Step]:
    """Return the way from the index down to a page; none for the index and what the menu names."""
    above = [step for step in menu if step.current]
    if any(step.current == "page" for step in above) or not above:
        return []
    overview = next(iter(menu))
    return [
        *(replace(step, current="") for step in (overview, *above)),
        Step(f"{page}.html", title, "page"),
    ]


def _step(part: Part, page: str, there: Collection[str], words: Mapping[str, str]) -> Step:
    """Return the entry of a part as the menu of a page shows it."""
    href = part.href(there)
    current = "page" if href == f"{page}.html" else "true" if part.holds(page) else ""
    return Step(href, words[part.name], current)


def _bare(page: str) -> str:
    """Return the name of a page without its number."""
    return NUMBER.sub("", page)
