"""The files of the site, without a browser: links, downloads, budgets, what a preview shows."""

import csv
import posixpath
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.without_target import WITHOUT_TARGET
from helpers.check.pages import BULK, LARGEST_PAGE, LARGEST_TEXT
from helpers.present.outcome_marks import LEANINGS, OUTCOMES
from helpers.present.outward import OUTWARD
from helpers.present.words import STATUSES
from tests.pages.conftest import page_names

# Tables whose rows have the address of a page.
REGISTERED = ("sources", "target_evidence", "indicator_evidence", "outside_assessments")


class Elements(HTMLParser):
    """Collects elements with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def pages(site):
    return {name: (site / name).read_text("utf-8") for name in page_names(site)}


@pytest.fixture(scope="module")
def elements(pages):
    return {name: Elements(html) for name, html in pages.items()}


def rows_of(path):
    """Return the rows of a published table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def below(name, href):
    """Return where a link of a page leads, below the site's folder."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(href)))


def test_every_link_and_download_is_there(site, elements):
    missing = []
    for name, page in elements.items():
        for link in page.all("a"):
            target = link["href"].partition("#")[0]
            if link.get("rel") == OUTWARD:
                continue
            if target and not (site / below(name, target)).is_file():
                missing.append((name, target))
    assert missing == []


def test_links_that_lead_out_go_to_pages_of_the_web(elements):
    links = [link for page in elements.values() for link in page.all("a")]
    outward = [link["href"] for link in links if link.get("rel") == OUTWARD]
    assert outward
    assert all(href.startswith(("https://", "http://")) for href in outward)


def test_every_address_of_a_publisher_is_linked_and_nothing_else_leads_out(site, elements):
    known = {
        row["address"]
        for name in REGISTERED
        for row in rows_of(site / f"tables/{name}.csv")
        if row["address"] and row.get("address_kind", "publisher") == "publisher"
    }
    led = {
        name: {link["href"] for link in page.all("a") if urlsplit(link["href"]).scheme}
        for name, page in elements.items()
    }
    rules = {rule.address for rule in (*METHODS.values(), *WITHOUT_TARGET.values())}
    assert led["sources.html"] == known
    assert set().union(*led.values()) <= known | rules


def test_every_anchor_is_there(elements):
    ids = {name: {a["id"] for _, a in page.found if "id" in a} for name, page in elements.items()}
    for name, page in elements.items():
        for link in page.all("a"):
            target, _, anchor = link["href"].partition("#")
            place = below(name, target) if target else name
            if anchor and place in ids:
                assert anchor in ids[place], (name, link["href"])


def test_pages_keep_their_budget(pages):
    for name, html in pages.items():
        bare = BULK.sub("", html)
        assert len(bare.encode()) < LARGEST_TEXT, name
        assert len(html.encode()) < LARGEST_PAGE, name


def test_every_page_has_title_description_icon_and_one_heading(elements, pages):
    for name, page in elements.items():
        metas = {m.get("name") or m.get("property"): m.get("content") for m in page.all("meta")}
        assert len(metas["description"]) > 40, name
        assert metas["og:title"]
        assert [link["rel"] for link in page.all("link")] == ["icon"]
        assert len(page.all("h1")) == len(page.all("title")) == 1, name
    titles = [re.search(r"<title>(.*?)</title>", html).group(1) for html in pages.values()]
    assert len(set(titles)) == len(titles)


def test_the_preview_image_is_a_file_of_the_site(site, elements):
    shown = {
        name: meta["content"]
        for name, page in elements.items()
        for meta in page.all("meta")
        if meta.get("property") == "og:image"
    }
    assert set(elements) - set(shown) == {"editions.html"}
    for name, image in shown.items():
        assert (site / below(name, image)).read_bytes().startswith(b"\x89PNG"), name


def test_every_picture_says_in_words_and_numbers_what_it_shows(elements):
    for name, page in elements.items():
        for image in page.all("img"):
            assert len(image["alt"]) > 60, name
            assert re.search(r"\d", image["alt"]), name
            assert not re.match(r"(chart|figure|graph|image|plot)\b", image["alt"], re.I), name


def test_a_status_is_never_told_by_colour_alone(pages):
    cells = [
        cell
        for html in pages.values()
        for cell in re.findall(r'<td class="status [a-z]+">(.*?)</td>', html)
    ]
    assert cells
    marks = [*STATUSES.values(), *OUTCOMES.values(), *LEANINGS.values()]
    signs = "".join({re.escape(mark.sign) for mark in marks})
    assert not [cell for cell in cells if not re.match(rf"[{signs}]\s[a-z]", cell)]
