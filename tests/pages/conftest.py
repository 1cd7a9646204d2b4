"""A site to look at, a browser to look with, and one page of it that tests use by turns."""

import json
import os
import re
import shutil
from contextlib import contextmanager
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
DESKTOP, PHONE = (1280, 800), (360, 740)
A4_WIDTH, A4_HEIGHT = 673, 1001  # CSS pixels of the page less its margins of 16 mm
# The everyday run shows axe the first rows of a table and nothing that is folded; the others are
# like them, and a thorough run shows it all.
ROWS = 2
# As many shares of all pages as a thorough run spreads over its processes.
SHARES = 13
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A dark page has the elements of a light one: only these rules can find something else there.
OF_COLOURS = ["color-contrast", "link-in-text-block"]
THOROUGH = "MIC2025_THOROUGH"
SHEETS = ("indicators/cnc_key_process_ratio.html", "sectors/1.html")


def pytest_configure(config):
    config.addinivalue_line(
        "markers", f"more_pages: every row of every page with {THOROUGH}=1, else a part of them"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if "visits" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.more_pages)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Keep the tests of one share of the pages in one process, which looks at each page once.

    The groups of xdist 3.8 are meant for that and do nothing under pytest 9: they rename tests in a
    way that it no longer reads, and each process would look at every page.
    """
    if config.getoption("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByShare(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            found = re.search(r"share-\d+", nodeid)
            return found.group() if found else super()._split_scope(nodeid)

    return ByShare(config, log)


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


def is_thorough():
    return bool(os.environ.get(THOROUGH))


def shares():
    """Return by which share of the pages tests are repeated: every day there is only one."""
    names = [f"share-{number}" for number in range(SHARES)] if is_thorough() else ["a part"]
    return [pytest.param(number, id=name) for number, name in enumerate(names)]


def visited_pages(folder, share):
    """Return the pages a browser looks at: of the sheets one a kind, unless all is asked for."""
    names = page_names(folder)
    if is_thorough():
        return names[share::SHARES]
    return [name for name in names if "/" not in name or name in SHEETS]


@pytest.fixture(scope="package")
def browser():
    """One browser for all these files; without one it skips, or fails if all is asked for.

    Not for the session: while Playwright is open no other test can run a loop of asyncio.
    """
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        told = f"no page was looked at: none of {', '.join(BROWSERS)} is on the path"
        (pytest.fail if is_thorough() else pytest.skip)(told)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def kept_page(browser):
    """The page of ordinary readers: a new one costs three times what loading into it does."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="package")
def page_for_axe(browser):
    """A page into which axe can be put from outside, which its own policy would forbid."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="package")
def without_scripts(browser):
    """A desktop's page in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield as_new(context.new_page())
    context.close()


@pytest.fixture
def page(kept_page):
    """The kept page as if newly opened: a desktop's light screen. What is loaded is new anyway."""
    return as_new(kept_page)


@pytest.fixture
def phone(kept_page):
    """The kept page on a phone's screen."""
    return as_new(kept_page, PHONE)


def as_new(page, size=DESKTOP):
    """Give a page the size of a screen, light and in no medium of its own; return it."""
    page.emulate_media(color_scheme="light", media="null")
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    return page


@dataclass
class Visit:
    """What one look at a page found."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    overflow: dict[int, int] = field(default_factory=dict)
    faults: dict[str, list] = field(default_factory=dict)
    backgrounds: dict[str, str] = field(default_factory=dict)
    printed: dict[str, object] = field(default_factory=dict)


@contextmanager
def noting(page, seen):
    """Note what a page asks for and complains about, from before it is loaded."""
    listeners = {
        "request": lambda request: seen.requests.append(request.url),
        "console": lambda message: seen.messages.append(message.text),
        "pageerror": lambda error: seen.messages.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


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


def leave_all(page):
    """Open all that is folded in a page."""
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")


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
