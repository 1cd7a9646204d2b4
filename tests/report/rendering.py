"""A site rendered from executed notebooks, as files by path."""

from helpers.report.site import render_pages


def render_site(executed, tables, record, downloads):
    """Return every file of the site by its path below the edition's folder."""
    pages = render_pages(executed, tables, record, downloads)
    return {path: content for files in pages.values() for path, content in files.items()}
