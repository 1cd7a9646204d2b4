"""A site to look at and a browser to look with; both are started once."""

import json
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from helpers import paths
from helpers.edition.layout import COMPENDIUM
from helpers.edition.sheets import FOLDERS

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No sandbox in a container, and nothing the browser would ask the network for by itself.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# The second is a window of 1,280 at 200 %.
WIDTHS = (320, 640, 768, 1280)
A4_WIDTH, A4_HEIGHT = 673, 1001  # CSS pixels of the page less its margins of 16 mm
# The everyday run shows axe the first rows of a table and nothing that is folded; the others are
# like them, and a thorough run shows it all.
ROWS = 2
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A dark page has the elements of a light one: only these rules can find something else there.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
THOROUGH = "MIC2025_THOROUGH"
SHEETS = ("indicators/cnc_key_process_ratio.html", "sectors/1.html")


def pytest_configure(config):
    config.addinivalue_line(
        "markers", f"thorough: every row of every page, light and dark; runs with {THOROUGH}=1"
    )
    config.addinivalue_line("markers", f"more_pages: looks at more pages with {THOROUGH}=1")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "visits" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.more_pages)
        if item.get_closest_marker("thorough") and not os.environ.get(THOROUGH):
            item.add_marker(pytest.mark.skip(reason=f"runs with {THOROUGH}=1"))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The published site where a build left it current, else one of the committed notebooks."""
    if is_current():
        return paths.REPORTS
    return rendered(tmp_path_factory.mktemp("site"))


def is_current():
    from helpers.commands.edition_plan import plan_edition
    from helpers.edition.notebooks import all_notebooks

    plan = plan_edition(paths.PUBLISHED, "mic2025 build", {}, all_notebooks(), paths.REPORTS)
    return plan.is_current and (paths.REPORTS / "editions.html").is_file()


def rendered(folder):
    """Render the committed notebooks and write the tables beside them."""
    from helpers.data.tables.catalogue import ALL
    from helpers.report.compendium import compendium_page
    from helpers.report.edition_list import editions_page
    from helpers.run.write_tables import edition_tables, write_tables
    from tests.report.rendering import committed_pages, render_site

    tables = edition_tables({})
    written = write_tables(tables, ALL, folder / "tables")
    record = {
        "edition": "published", "version": "0", "command": "mic2025 build", "report_year": 2016,
        "parameters": {"targets": ""}, "inputs": {}, "versions": {},
    }  # fmt: skip
    files = render_site(
        committed_pages(), tables, record, [f"tables/{path.name}" for path in written]
    )
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    pages = {name: content for name, content in files.items() if name.endswith(".html")}
    (folder / COMPENDIUM).write_bytes(compendium_page(pages, record))
    (folder / "run.json").write_text(json.dumps(record), "utf-8")
    (folder / "editions.html").write_text(editions_page(folder), "utf-8")
    return folder


def page_names(folder):
    """Return the pages of the published edition, and the list of editions; not all in one."""
    names = [path.name for path in folder.glob("*.html") if path.name != COMPENDIUM]
    for kind in FOLDERS.values():
        names += [path.relative_to(folder).as_posix() for path in folder.glob(f"{kind}/*.html")]
    return sorted(names)


def visited_pages(folder):
    """Return the pages a browser looks at: of the sheets one a kind, unless all is asked for."""
    names = page_names(folder)
    if os.environ.get(THOROUGH):
        return names
    return [name for name in names if "/" not in name or name in SHEETS]


@pytest.fixture(scope="module")
def browser():
    """One browser for a module; where none is installed it skips, or fails if all is asked for."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        told = f"no page was looked at: none of {', '.join(BROWSERS)} is on the path"
        (pytest.fail if os.environ.get(THOROUGH) else pytest.skip)(told)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield opened
        opened.close()


@dataclass
class Visit:
    """What one look at a page found."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    overflow: dict[int, int] = field(default_factory=dict)
    faults: dict[str, list] = field(default_factory=dict)
    backgrounds: dict[str, str] = field(default_factory=dict)
    printed: dict[str, object] = field(default_factory=dict)


def axe_source():
    """Return axe-core as the locked package carries it; nothing is fetched."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def leave_little(page, count=ROWS):
    """Take what is folded, and all but the first rows, out of a page."""
    page.evaluate(
        "count => document.querySelectorAll(`tbody tr:nth-child(n + ${count + 1}),"
        "details:not([open], .cards) > :not(summary)`).forEach(part => part.remove())",
        count,
    )


def run_axe(page, rules=None):
    """Return what axe finds: rule, element and what to do, for WCAG 2.2 AA and good practice."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    found = page.evaluate(
        "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only
    )
    return [
        (fault["id"], node["html"][:200], node["failureSummary"])
        for fault in found["violations"]
        for node in fault["nodes"]
    ]
