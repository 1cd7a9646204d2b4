"""Every table of every page: nothing cut, nothing to push sideways, nothing said in each row."""

import re

import pytest

from tests.pages.conftest import DESKTOP, PHONE, as_new, page_names

pytestmark = pytest.mark.slow

# Pixels of a page, from its head to its foot, that a thumb can pass.
SCROLL = 15_000
PAGE_BYTES, WITH_PICTURES = 300 * 1024, 1500 * 1024
# It holds the words of all the others.
INDEX_OF_WORDS = "search.html"
PICTURE = re.compile(r'(?:src|srcset)="data:image[^"]*"')

# Of each table: what is wider or higher than its place, and what stands outside of the screen.
MEASURE = """() => {
    document.querySelectorAll('details').forEach(fold => fold.open = true);
    return [...document.querySelectorAll('.table')].map(place => {
        const cells = [...place.querySelectorAll('tbody td, tbody th')].slice(0, 60);
        const right = Math.max(0, ...cells.map(cell => cell.getBoundingClientRect().right));
        return {
            caption: place.querySelector('caption').textContent,
            cut: [place.scrollWidth - place.clientWidth, place.scrollHeight - place.clientHeight],
            outside: right > innerWidth,
        };
    }).filter(found => Math.max(...found.cut) > 1 || found.outside);
}"""
REPEATED = """() => [...document.querySelectorAll('.table:not(.drawn) tbody')].flatMap(body => {
    const rows = [...body.rows];
    return [...rows[0].cells].map((cell, at) => at).filter(at =>
        rows.length > 2 && rows[0].cells.length > 1
        && !rows[0].cells[at].matches('.status, .links, :has(a)')
        && new Set(rows.map(row => row.cells[at].textContent)).size == 1
    ).map(at => rows[0].cells[at].textContent);
})"""
# Words that a line end breaks in the small tables of a page.
BROKEN = """() => [...document.querySelectorAll('.table.small :is(th, td)')].flatMap(cell => {
    const found = [], walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walk.nextNode())
        for (const word of walk.currentNode.data.matchAll(/[A-Za-z]{3,}/g)) {
            const range = document.createRange();
            range.setStart(walk.currentNode, word.index);
            range.setEnd(walk.currentNode, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
            if (lines.size > 1) found.push(word[0]);
        }
    return found;
})"""
# Equations wider than their place, and the smallest letter of one, in pixels.
FORMULAS = """() => {
    const places = [...document.querySelectorAll('.formulas')];
    const letters = [...document.querySelectorAll('math :is(mi, mn)')];
    return {
        cut: places.filter(one => one.scrollWidth > one.clientWidth).map(one => one.textContent),
        smallest: Math.min(...letters.map(one => parseFloat(getComputedStyle(one).fontSize))),
    };
}"""
# What a phone shows of the first row: the heading of each column before its cell.
CARD = """() => {
    const row = document.querySelector('.table:not(.small, .drawn) tbody tr');
    return [...row.cells].map(cell => getComputedStyle(cell, '::before').content);
}"""


@pytest.fixture(scope="module")
def seen(kept_page, site):
    """How long each page is on a phone, what is cut on each screen, what every row says."""
    found = {DESKTOP: {}, PHONE: {}, "repeated": {}, "height": {}}
    for name in page_names(site):
        as_new(kept_page, PHONE).goto(f"file://{site / name}")
        found["height"][name] = kept_page.evaluate("document.documentElement.scrollHeight")
        for size in (PHONE, DESKTOP):
            found[size][name] = as_new(kept_page, size).evaluate(MEASURE)
        found["repeated"][name] = kept_page.evaluate(REPEATED)
    return found


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_table_is_cut_or_wider_than_its_place(seen, size):
    assert {name: cut for name, cut in seen[size].items() if cut} == {}


def test_no_column_says_the_same_in_every_row(seen):
    assert {name: cells for name, cells in seen["repeated"].items() if cells} == {}


def test_a_cut_table_and_a_repeated_column_would_be_seen(page, site):
    page.goto(f"file://{site / '01_clean_indicators.html'}")
    page.evaluate("""() => {
        const place = document.querySelector('.table');
        place.style.cssText = 'height: 5rem; overflow: auto';
        place.querySelectorAll('tbody tr').forEach(row => row.cells[1].textContent = 'same');
    }""")
    assert [found["cut"][1] > 0 for found in page.evaluate(MEASURE)] == [True]
    assert page.evaluate(REPEATED) == ["same"]


def test_on_a_phone_a_row_is_a_card_that_names_its_columns(phone, site):
    phone.goto(f"file://{site / '08_scoreboard.html'}")
    phone.locator("details.cards > summary").first.click()
    heading, *others = phone.evaluate(CARD)
    assert heading == "none"
    assert others[:2] == ['"Target year"', '"Outcome"']
    assert phone.get_by_role("table").first.get_by_role("rowheader").count()


def test_a_small_table_stays_one_on_a_phone(phone, site):
    phone.goto(f"file://{site / '01_clean_indicators.html'}")
    first = phone.locator(".table.small").first
    assert first.locator("thead th").last.is_visible()
    assert first.locator("tbody td").last.bounding_box()["x"] < PHONE[0]


def test_on_a_phone_no_word_of_a_small_table_is_broken(phone, site):
    broken = {}
    for name in ("01_clean_indicators.html", "index.html", "indicators/cnc_key_process_ratio.html"):
        phone.goto(f"file://{site / name}")
        broken[name] = phone.evaluate(BROKEN)
    assert {name: words for name, words in broken.items() if words} == {}


def test_on_a_phone_formulas_and_citations_are_whole_and_legible(phone, site):
    phone.goto(f"file://{site / 'methods.html'}")
    found = phone.evaluate(FORMULAS)
    phone.goto(f"file://{site / 'downloads.html'}")
    wide = phone.evaluate(
        "[...document.querySelectorAll('pre')].filter(one => one.scrollWidth > one.clientWidth)"
    )
    assert (found["cut"], wide) == ([], [])
    assert found["smallest"] >= 11


def test_no_page_is_heavier_than_a_phone_should_load(site):
    heavy = {}
    for name in set(page_names(site)) - {INDEX_OF_WORDS}:
        html = (site / name).read_text("utf-8")
        words = len(PICTURE.sub("", html).encode())
        if words > PAGE_BYTES or len(html.encode()) > WITH_PICTURES:
            heavy[name] = (words, len(html.encode()))
    assert heavy == {}


def test_a_page_of_a_notebook_is_no_endless_scroll_on_a_phone(seen):
    heights = {
        name: height for name, height in seen["height"].items() if name[0].isdigit() or "/" in name
    }
    assert heights
    assert {name: height for name, height in heights.items() if height > SCROLL} == {}


@pytest.mark.parametrize("name", ["06_programmes_and_funds.html", "sectors/1.html"])
def test_long_tables_are_folded_on_a_phone_alone(phone, site, name):
    phone.goto(f"file://{site / name}")
    fold = phone.locator("details.cards").first
    table, summary = fold.locator("table"), fold.locator("summary")
    assert not table.is_visible()
    summary.click()
    assert table.is_visible()
    summary.click()
    as_new(phone)
    assert table.is_visible()
    assert table.locator("caption").is_visible()
    assert not summary.is_visible()


def test_a_link_into_a_folded_table_opens_it(phone, site):
    phone.goto(f"file://{site / '08_scoreboard.html'}")
    place = phone.locator("details.cards tbody th").last
    phone.evaluate("place => { place.id = 'place'; }", place.element_handle())
    assert not place.is_visible()
    phone.evaluate("location.hash = 'place'")
    place.wait_for(state="visible")
