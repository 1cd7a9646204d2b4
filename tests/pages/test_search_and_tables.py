"""The one script: search, sort and filter, from disk, by keys, and nothing from a text as code."""

import re

import pytest

from helpers.report.search_index import as_data
from helpers.report.search_page import LOOKED_UP
from tests.pages.conftest import SHEETS, Visit, as_new, axe_source, noting, run_axe

pytestmark = pytest.mark.slow
LONG = "05_sector_roadmap.html"
HOSTILE = """<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>"""


@pytest.fixture
def noted(kept_page):
    """The addresses that the kept page asks for, and what goes wrong in it."""
    seen = Visit()
    with noting(kept_page, seen):
        yield seen


@pytest.fixture
def page(kept_page, noted):
    """A desktop's page in which nothing goes wrong."""
    yield as_new(kept_page)
    assert noted.messages == []


def column(page, number):
    table = page.locator(".tools + .table").first
    return table.locator(f"tbody tr:not([hidden]) > :nth-child({number})").all_inner_texts()


def test_a_search_from_any_page_finds_a_page_by_name_and_asks_nobody(page, site, noted):
    page.goto(f"file://{site / LONG}")
    page.locator("header input:visible").press_sequentially("cnc ratio processes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=cnc+ratio+processes")
    first = page.locator("#results article").first
    assert "CNC ratio of key processes" in first.locator("h2").inner_text()
    first.locator("h2 a").click()
    page.wait_for_url(f"**/{SHEETS[0]}")
    requests = noted.requests
    assert [url for url in requests if not url.startswith(("file://", "data:"))] == []
    assert {url.partition("?")[0].rpartition("/")[2] for url in requests if "file:" in url} == {
        LONG, "search.html", SHEETS[0].rpartition("/")[2]
    }  # fmt: skip


def test_a_result_leads_to_its_place_and_a_row_to_its_table_filtered(page, site):
    page.goto(f"file://{site / 'search.html'}?q=数控化率")
    assert page.locator("#results li").count() > 0
    row = page.locator("#results li a[href*='?find=']").first
    shown = row.locator("xpath=..").inner_text()
    row.click()
    assert re.search(r"\?find=.*#", page.url), shown
    field = page.locator(".tools input").evaluate_all("all => all.filter(e => e.value).length")
    hidden = page.locator("tbody tr[hidden]").count()
    assert (field > 0) == (hidden > 0)


def test_a_row_that_was_searched_for_is_unfolded(page, site):
    page.set_viewport_size({"width": 360, "height": 740})
    for asked, is_open in (("no-such-word", False), ("Gansu", True)):
        page.goto(f"file://{site}/06_programmes_and_funds.html?find={asked}")
        row = page.locator("details:is(.rows, .cards) tbody tr", has_text="Gansu").first
        assert row.is_visible() == is_open


def test_a_word_of_the_glossary_leads_to_its_entry(page, site):
    page.goto(f"file://{site / 'search.html'}?q=gap reported minus path")
    assert page.locator("#results a[href='glossary.html#word-gap']").count() == 1


def test_a_page_that_answers_stands_before_one_to_look_something_up(page, site):
    page.goto(f"file://{site / 'search.html'}?q=chips")
    links = page.locator("#results h2 a").evaluate_all(
        "all => all.map(e => e.getAttribute('href'))"
    )
    found = [href in LOOKED_UP for href in links]
    assert any(found)
    assert found == sorted(found)


def test_without_a_find_the_search_says_so(page, site):
    page.goto(f"file://{site / 'search.html'}")
    assert page.locator("#told").inner_text() == ""
    page.locator("#words").fill("no-such-word")
    assert page.locator("#told").inner_text().startswith("No page has all of these words.")


def test_no_text_of_the_data_becomes_code(page, site, tmp_path):
    html = (site / "search.html").read_text("utf-8")
    index = as_data(
        [{"href": "a.html", "title": HOSTILE, "parts": [["", HOSTILE, [[HOSTILE, None]]]]}]
    )
    before, opening, rest = html.partition('<script type="application/json" id="index">')
    planted = before + opening + index + rest[rest.index("</script>") :]
    (tmp_path / "search.html").write_text(planted, "utf-8")
    page.goto(f"file://{tmp_path / 'search.html'}?q=onerror")
    assert HOSTILE[:30] in page.locator("#results h2").inner_text()
    assert page.locator("#results img, #results script").count() == 0
    assert page.title() != "hit"


def test_a_column_of_numbers_sorts_as_numbers_and_back_to_the_print(page, site):
    page.goto(f"file://{site / LONG}")
    printed = column(page, 1)
    assert len(printed) > 15
    button = page.locator(".tools + .table thead button").first
    orders = []
    for expected in ("ascending", "descending", None):
        button.focus()
        page.keyboard.press("Enter")
        head = page.locator(".tools + .table thead th").first
        assert head.get_attribute("aria-sort") == expected
        orders.append(column(page, 1))
    assert sorted(orders[0]) == sorted(orders[1]) == sorted(printed)
    assert orders[2] == printed


SORTED = """<table><thead><tr><th>Value</th><th>Date</th></tr></thead><tbody>%s</tbody></table>"""


def test_values_sort_by_size_dates_by_day_and_blanks_come_last(page, site, tmp_path):
    values = ["1,200", "−5.0", "9.50", "≈ 80 %", "none", *(str(10 + n) for n in range(12))]
    dates = ["3 May 2021", "12 March 2019", *["1 June 2020"] * 15]
    rows = "".join(
        f"<tr><td{' class=blank' * (value == 'none')}>{value}</td><td>{day}</td></tr>"
        for value, day in zip(values, dates, strict=True)
    )
    html = (site / LONG).read_text("utf-8")
    main = re.sub(r"<main.*</main>", lambda _: f"<main>{SORTED % rows}</main>", html, flags=re.S)
    (tmp_path / "a.html").write_text(main, "utf-8")
    page.goto(f"file://{tmp_path / 'a.html'}")
    first, second = page.locator("thead button").all()
    cells = "[...document.querySelectorAll('tbody tr')].map(e => e.cells[%d].textContent)"
    first.click()
    found = page.evaluate(cells % 0)
    assert found[:2] == ["−5.0", "9.50"]
    assert found[-3:] == ["≈ 80 %", "1,200", "none"]
    first.click()
    assert page.evaluate(cells % 0)[:2] == ["1,200", "≈ 80 %"]
    assert page.evaluate(cells % 0)[-1] == "none"
    second.click()
    found = page.evaluate(cells % 1)
    assert (found[0], found[-1]) == ("12 March 2019", "3 May 2021")


def test_a_filter_keeps_the_rows_that_have_all_words_and_counts_them(page, site):
    page.goto(f"file://{site / LONG}")
    rows = len(column(page, 1))
    table = page.locator(".tools + .table").first
    words = table.locator("tbody tr").nth(3).inner_text().lower().split()
    page.locator(".tools input").first.focus()
    page.keyboard.type(f"{words[0]} {words[-1]}")
    texts = [text.lower() for text in table.locator("tbody tr:not([hidden])").all_inner_texts()]
    assert 0 < len(texts) < rows
    assert all(words[0] in text and words[-1] in text for text in texts)
    assert page.locator(".tools output").first.inner_text() == f"{len(texts)} of {rows} rows"


def test_axe_finds_nothing_in_results_and_above_tables(page_for_axe, site):
    page = as_new(page_for_axe)
    for address in ("search.html?q=machine tools", f"{LONG}?find=robot"):
        page.goto(f"file://{site}/{address}")
        page.evaluate(axe_source())
        assert run_axe(page) == [], address


def test_without_scripts_the_search_page_says_so_and_lists_all_pages(without_scripts, site):
    page = without_scripts
    page.goto(f"file://{site / 'search.html'}")
    assert page.locator("main .answer").inner_text().startswith("Searching needs a script")
    names = {link.get_attribute("href") for link in page.locator("main li a").all()}
    assert {"index.html", LONG, SHEETS[0]} <= names


@pytest.mark.parametrize("name", [LONG, "08_scoreboard.html"])
def test_without_scripts_a_long_table_is_plain_and_whole(page, without_scripts, site, name):
    texts = []
    for one in (page, without_scripts):
        one.goto(f"file://{site / name}")
        texts.append(one.locator("main tbody tr").all_text_contents())
        assert (one.locator(".tools").count() > 0) == (one is page)
    assert texts[0] == texts[1]
