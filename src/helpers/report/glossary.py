"""The page of all terms, to which every other page links a word where it first uses it."""

from __future__ import annotations

from helpers.report.pages import Page, environment, finish


def glossary_page(page: Page) -> str:
    """Return the page; its frame is given."""
    template = environment().get_template("glossary.html.j2")
    return finish(template.render(page=page, terms=page.terms))
