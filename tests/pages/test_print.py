"""On paper: a sheet is short enough to hand out, and says what it leaves out."""

import re

import pytest

from tests.pages.conftest import A4_HEIGHT, A4_WIDTH, as_new, page_names

pytestmark = pytest.mark.slow

MOST_PAGES = 2
KINDS = ("indicators/", "sectors/")
# Points: the smallest type of a drawing at its own size, and what can be read on paper.
SMALLEST_TYPE, LEGIBLE = 8.5, 7.0
# What links print behind themselves.
PRINTED_ADDRESSES = "all => all.map(link => getComputedStyle(link, '::after').content)"
SCALE = """() => Math.min(...[...document.querySelectorAll("figure img")].map(image =>
    Math.min(image.width / image.naturalWidth, image.height / image.naturalHeight)))"""


@pytest.fixture(scope="module")
def printed(kept_page, site):
    """Of each sheet the pages that it prints on, and its smallest type on paper in points."""
    found = {}
    for name in page_names(site):
        if name.startswith(KINDS):
            address = f"file://{site / name}"
            page = on_paper(kept_page)
            page.goto(address)
            smallest = page.evaluate(SCALE) * SMALLEST_TYPE
            # Anew: a page that has left its medium opens and closes its folds a moment later.
            as_new(page).goto(address)
            document = page.pdf(prefer_css_page_size=True)
            found[name] = (len(re.findall(rb"/Type\s*/Page\b", document)), smallest)
    return found


@pytest.fixture
def paper(kept_page):
    """The kept page as it is printed."""
    return on_paper(kept_page)


def on_paper(page):
    """Lay a page out for paper; return it."""
    as_new(page, (A4_WIDTH, A4_HEIGHT)).emulate_media(media="print")
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_prints_on_few_pages(printed, kind):
    counts = {name: count for name, (count, _) in printed.items() if name.startswith(kind)}
    assert counts
    assert {name: count for name, count in counts.items() if count > MOST_PAGES} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_figures_of_a_sheet_are_legible_on_paper(printed, kind):
    types = {name: smallest for name, (_, smallest) in printed.items() if name.startswith(kind)}
    assert types
    assert {name: smallest for name, smallest in types.items() if smallest < LEGIBLE} == {}


def test_a_folded_table_stands_on_paper_by_its_name(paper, site):
    paper.goto(f"file://{site / 'indicators/cnc_key_process_ratio.html'}")
    fold = paper.locator("details.rows").first
    assert fold.locator("summary").is_visible()
    assert not fold.locator("table").is_visible()


def test_a_table_that_a_phone_folds_is_whole_on_paper(phone, site):
    phone.goto(f"file://{site / '08_scoreboard.html'}")
    assert not phone.locator("details.cards table").first.is_visible()
    phone.emulate_media(media="print")
    folds = phone.locator("details.cards").all()
    assert folds
    for fold in folds:
        assert fold.locator("tbody tr").last.is_visible()
        assert not fold.locator("summary").is_visible()


def test_the_boards_of_the_index_print_no_address_in_each_cell(paper, site):
    paper.goto(f"file://{site / 'index.html'}")
    links = paper.locator(".board a[href]")
    assert set(links.evaluate_all(PRINTED_ADDRESSES)) == {"none"}


def test_headings_of_a_table_are_printed_again_where_it_goes_on(page, site):
    """Chromium repeats the text of a heading, and no box within it such as a button's."""
    page.goto(f"file://{site / '08_scoreboard.html'}")
    assert page.locator("thead button").count()
    page.emulate_media(media="print")
    buttons = page.locator("thead button")
    assert set(buttons.evaluate_all("all => all.map(own => own.getClientRects().length)")) == {0}


def test_a_printed_sheet_says_how_the_targets_turned_out(paper, site):
    paper.goto(f"file://{site / 'indicators/cnc_key_process_ratio.html'}")
    told = paper.locator("section:has(#How-it-turned-out) + .prose li")
    assert told.count()
    assert all(item.is_visible() for item in told.all())
