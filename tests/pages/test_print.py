"""On paper: a sheet is short enough to hand out, and says what it leaves out."""

import re

import pytest

from tests.pages.conftest import A4_HEIGHT, A4_WIDTH, page_names

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]

MOST_PAGES = 2
KINDS = ("indicators", "sectors")
# Points: the smallest type of a drawing at its own size, and what can be read on paper.
SMALLEST_TYPE, LEGIBLE = 8.5, 7.0
# What links print behind themselves.
PRINTED_ADDRESSES = "all => all.map(link => getComputedStyle(link, '::after').content)"
SCALE = """() => Math.min(...[...document.querySelectorAll("figure img")].map(image =>
    Math.min(image.width / image.naturalWidth, image.height / image.naturalHeight)))"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_prints_on_few_pages(browser, site, kind):
    page, long = browser.new_page(), {}
    for name in page_names(site):
        if name.startswith(kind):
            page.goto(f"file://{site / name}")
            count = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
            if count > MOST_PAGES:
                long[name] = count
    page.close()
    assert long == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_figures_of_a_sheet_are_legible_on_paper(browser, site, kind):
    page, small = browser.new_page(viewport={"width": A4_WIDTH, "height": A4_HEIGHT}), {}
    page.emulate_media(media="print")
    for name in page_names(site):
        if name.startswith(kind):
            page.goto(f"file://{site / name}")
            smallest = page.evaluate(SCALE) * SMALLEST_TYPE
            if smallest < LEGIBLE:
                small[name] = smallest
    page.close()
    assert small == {}


def test_a_folded_table_stands_on_paper_by_its_name(browser, site):
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"file://{site / 'indicators/cnc_key_process_ratio.html'}")
    fold = page.locator("details.rows").first
    assert fold.locator("summary").is_visible()
    assert not fold.locator("table").is_visible()
    page.close()


def test_a_table_that_a_phone_folds_is_whole_on_paper(browser, site):
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"file://{site / '08_scoreboard.html'}")
    assert not page.locator("details.cards table").first.is_visible()
    page.emulate_media(media="print")
    folds = page.locator("details.cards").all()
    assert folds
    for fold in folds:
        assert fold.locator("tbody tr").last.is_visible()
        assert not fold.locator("summary").is_visible()
    page.close()


def test_the_boards_of_the_index_print_no_address_in_each_cell(browser, site):
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"file://{site / 'index.html'}")
    links = page.locator(".board a[href]")
    assert set(links.evaluate_all(PRINTED_ADDRESSES)) == {"none"}
    page.close()


def test_headings_of_a_table_are_printed_again_where_it_goes_on(browser, site):
    """Chromium repeats the text of a heading, and no box within it such as a button's."""
    page = browser.new_page()
    page.goto(f"file://{site / '08_scoreboard.html'}")
    assert page.locator("thead button").count()
    page.emulate_media(media="print")
    buttons = page.locator("thead button")
    assert set(buttons.evaluate_all("all => all.map(own => own.getClientRects().length)")) == {0}
    page.close()


def test_a_printed_sheet_says_how_the_targets_turned_out(browser, site):
    page = browser.new_page()
    page.emulate_media(media="print")
    page.goto(f"file://{site / 'indicators/cnc_key_process_ratio.html'}")
    told = page.locator("section:has(#How-it-turned-out) + .prose li")
    assert told.count()
    assert all(item.is_visible() for item in told.all())
    page.close()
