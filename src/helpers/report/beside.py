"""What lies beside the pages of notebooks: the index, the pages to look up, the sheets of areas."""

from __future__ import annotations

from collections.abc import Container, Sequence

from helpers.data.plan import OWN, recorded_plan
from helpers.edition.layout import GLOSSARY, INDEX, OF_AREAS, OVERVIEW, REFERENCE
from helpers.edition.sheets import AREA, FOLDERS
from helpers.present.glossary import glossary_of
from helpers.present.texts.blocks import Facts, phrase
from helpers.report.home import home_page
from helpers.report.pages import cited_texts, finish
from helpers.report.reference import Around, reference_pages
from helpers.report.roads import Road
from helpers.report.site import Site


class SheetsCitingFacts(Facts, template="documents", block="sheets_citing"):
    """How many sheets of a kind cite a source."""

    kind: str
    pages: int


def beside(
    site: Site, downloads: Sequence[str], held: Container[str] = ()
) -> dict[str, dict[str, bytes]]:
    """Return the files of what is no notebook's page, by group and path; all notebooks have run.

    Parameters
    ----------
    site
        The site of an edition with an index.
    downloads
        Paths of the table files, below the edition's folder.
    held
        The groups of ``layout.BESIDE`` to leave out.
    """
    groups = {
        OF_AREAS: lambda: _areas(site),
        OVERVIEW: lambda: {INDEX: _home(site).encode("utf-8")},
        REFERENCE: lambda: _reference(site, downloads),
    }
    return {name: make() for name, make in groups.items() if name not in held}


def _home(site: Site) -> str:
    """Return the index."""
    kinds = dict.fromkeys(one.kind for one in site.executed if one.kind)
    sheets = {kind: site.group(kind) for kind in kinds}
    if site.area_sheets:
        sheets[AREA] = [one.road for one in site.area_sheets]
    main = [site.roads[one.name] for one in site.executed if not one.kind]
    home = home_page(
        main, sheets, site.front, site.tables, site.record, site.menu(OVERVIEW), site.image()
    )
    terms = glossary_of(recorded_plan(site.record) == OWN)
    return finish(home, site.addresses(""), GLOSSARY, terms)


def _reference(site: Site, downloads: Sequence[str]) -> dict[str, bytes]:
    """Return the pages to look something up."""
    around = Around(
        there=site.there,
        pages=site.addresses(""),
        sheets={one.subject: one.href for one in site.executed if one.kind},
        cited=_cited(site),
        image=site.image(),
    )
    return reference_pages(site.tables, site.record, downloads, around)


def _areas(site: Site) -> dict[str, bytes]:
    """Return the sheets of areas; few editions have any."""
    if not site.by_area or not site.area_sheets:
        return {}
    from helpers.report.area_sheets import area_pages

    return area_pages(
        site.area_sheets, site.tables, site.by_area, site.record, site.there, site.image()
    )


def _cited(site: Site) -> dict[str, list[Road]]:
    """Return the pages that cite each source; the sheets of a kind are counted."""
    found: dict[str, list[Road]] = {}
    counted: dict[tuple[str, str], int] = {}
    for one in site.executed:
        for note in site.citations.used(cited_texts(site.outputs_of(one))):
            if one.kind:
                key = (note.source_id, one.kind)
                counted[key] = counted.get(key, 0) + 1
            else:
                found.setdefault(note.source_id, []).append(site.roads[one.name])
    for (source, kind), pages in counted.items():
        told = phrase(SheetsCitingFacts(kind, pages))
        found.setdefault(source, []).append(Road(f"{INDEX}#{FOLDERS[kind]}", told, ""))
    return found
