"""A site rendered from executed notebooks, as files by path."""

import nbformat

from helpers.edition.layout import SEARCH, SHARE
from helpers.edition.notebooks import all_notebooks
from helpers.edition.sheets import kind_of, page_of, subject_of
from helpers.report.beside import beside
from helpers.report.search_page import search_page
from helpers.report.site import Executed, Site


def committed_pages():
    """Return the committed notebooks as pages; a sheet with its default subject alone."""
    pages = []
    for notebook in all_notebooks():
        kind, subject = kind_of(notebook), subject_of(notebook, {})
        name = page_of(kind, subject) if kind else notebook.name
        content = nbformat.read(notebook.path, as_version=4)
        pages.append(Executed(name, content, subject, notebook.name))
    return pages


def site_pages(site, downloads=()):
    """Return the files of every page of a site by its name, each by its path."""
    pages = {one.name: site.page(one) for one in site.executed}
    if not site.has_index:
        return pages
    return pages | beside(site, downloads) | {SHARE: dict(site.shared)}


def render_site(executed, tables, record, downloads):
    """Return every file of the site by its path below the edition's folder."""
    pages = site_pages(Site(executed, tables, record), downloads)
    files = {path: content for files in pages.values() for path, content in files.items()}
    return files | {SEARCH: search_page(files, record).encode("utf-8")}
