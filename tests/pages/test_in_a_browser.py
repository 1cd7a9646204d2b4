"""The site in a real browser: it keeps to itself, fits every width, and leaves nobody out."""

import re

import pytest

from tests.pages.conftest import (
    A4_HEIGHT,
    A4_WIDTH,
    OF_COLOURS,
    SHEETS,
    WIDTHS,
    Visit,
    as_new,
    axe_source,
    is_thorough,
    leave_all,
    leave_little,
    noting,
    run_axe,
    shares,
    visited_pages,
)  # fmt: skip

pytestmark = pytest.mark.slow

BACKGROUND = "getComputedStyle(document.body).backgroundColor"
# Captions of a sheet, which is short, name their table without its address.
MEASURE_PRINT = """() => ({
    code: [...document.querySelectorAll('details.code')].filter(e => e.offsetParent).length,
    cut: [...document.images].map(e => e.getBoundingClientRect())
        .filter(box => box.right > innerWidth + 1 || box.height > %d).length,
    links: getComputedStyle(document.querySelector(
        'main a[href]:not([href^="#"], [download], .term, .sheet figcaption a, .board a)'
    ), '::after').content,
})"""


def look_at(page, address):
    """Look at a page once and return everything the tests ask about."""
    seen = Visit()
    with noting(as_new(page), seen):
        page.goto(address)
        measure(page, seen)
        ask_axe(page, seen)
    return seen


def measure(page, seen):
    """Note how a page fits screens of every width, and paper."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        seen.overflow[width] = page.evaluate("document.documentElement.scrollWidth")
    seen.backgrounds["light"] = page.evaluate(BACKGROUND)
    page.emulate_media(color_scheme="dark", media="print")
    page.set_viewport_size({"width": A4_WIDTH, "height": A4_HEIGHT})
    seen.backgrounds["print"] = page.evaluate(BACKGROUND)
    seen.printed = page.evaluate(MEASURE_PRINT % A4_HEIGHT)


def ask_axe(page, seen):
    """Note what axe finds in the dark and in the light: in every row if all is asked for."""
    (leave_all if is_thorough() else leave_little)(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(axe_source())
    page.emulate_media(color_scheme="dark", media="screen")
    seen.backgrounds["dark"] = page.evaluate(BACKGROUND)
    seen.faults["dark"] = run_axe(page, OF_COLOURS)
    page.emulate_media(color_scheme="light")
    seen.faults["light"] = run_axe(page)


@pytest.fixture(scope="module", params=shares())
def visits(request, page_for_axe, site):
    """The pages of a share, each looked at once."""
    names = visited_pages(site, request.param)
    return {name: look_at(page_for_axe, f"file://{site / name}") for name in names}


def test_every_share_has_pages(visits):
    assert visits


def test_no_request_leaves_the_page(visits):
    for name, visit in visits.items():
        outside = [url for url in visit.requests if not url.startswith("data:")]
        assert len(outside) == 1, name
        assert outside[0].endswith(f"/{name}")


def test_the_browser_has_nothing_to_complain_about(visits):
    assert {name: visit.messages for name, visit in visits.items() if visit.messages} == {}


def test_no_page_scrolls_sideways(visits):
    wide = {
        (name, width): found
        for name, visit in visits.items()
        for width, found in visit.overflow.items()
        if found > width
    }
    assert wide == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visits, scheme):
    assert {n: visit.faults[scheme] for n, visit in visits.items() if visit.faults[scheme]} == {}


def test_dark_is_dark_and_paper_is_white(visits):
    for name, visit in visits.items():
        light, dark, paper = (visit.backgrounds[key] for key in ("light", "dark", "print"))
        assert light == paper == "rgb(255, 255, 255)", name
        assert max(map(int, re.findall(r"\d+", dark))) < 64, name


def test_on_paper_nothing_is_cut_code_is_left_out_and_links_are_spelled_out(visits):
    for name, visit in visits.items():
        assert visit.printed["cut"] == visit.printed["code"] == 0, name
        assert re.search(r"\((https?://\S+|[\w/.]+\.(html|csv))\)", visit.printed["links"]), name


def test_the_index_prints_on_a4(page, site):
    page.goto(f"file://{site / 'index.html'}")
    document = page.pdf(prefer_css_page_size=True)
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", document))
    assert {(round(float(w)), round(float(h))) for w, h in boxes} == {(595, 842)}


def test_the_first_key_leads_past_the_header(page, site):
    page.goto(f"file://{site / '03_progress_2016.html'}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize(("width", "folded"), [(360, True), (1280, False), (1500, False)])
def test_menu_and_contents_are_folded_where_room_is_scarce_and_never_there_twice(
    page, site, width, folded
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"file://{site / '04_robustness.html'}")
    for name in ("menu", "contents"):
        shown = page.locator(f"nav.{name} li:visible")
        if folded:
            assert shown.count() == 0
            page.locator(f"nav.{name} summary").click()
        assert shown.count() == page.locator(f"nav.{name} li").count() / 2


def test_contents_stay_beside_a_wide_page_and_cover_nothing(page, site):
    page.set_viewport_size({"width": 1500, "height": 800})
    page.goto(f"file://{site / '04_robustness.html'}")
    page.evaluate("scrollTo(0, 3000)")
    contents = page.locator("nav.contents").bounding_box()
    assert 0 <= contents["y"] < 100
    right = page.evaluate("""() => Math.max(...[...document.querySelectorAll(
        'main > :not(nav), main figure img')].map(e => e.getBoundingClientRect().right))""")
    assert right <= contents["x"]


def test_the_menu_leads_by_keys_and_says_where_one_is(page, site):
    page.goto(f"file://{site / 'index.html'}")
    menu = page.locator("nav.menu a:visible")
    assert menu.locator("nth=0").get_attribute("aria-current") == "page"
    menu.filter(has_text="Outcomes").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/08_scoreboard.html")
    assert page.locator("nav.menu a[aria-current=page]:visible").inner_text() == "Outcomes"


def test_a_sheet_says_the_way_back_up(page, site):
    page.goto(f"file://{site / SHEETS[0]}")
    assert page.locator("nav.crumbs li").all_inner_texts() == [
        "Overview", "Indicators", "CNC ratio of key processes"
    ]  # fmt: skip
    page.locator("nav.crumbs a").last.click()
    page.wait_for_url("**/index.html#indicators")


def test_no_key_stops_at_the_sign_beside_a_heading(page, site):
    page.goto(f"file://{site / '04_robustness.html'}")
    signs = "[...document.querySelectorAll('.anchor-link')]"
    assert page.evaluate(f"{signs}.length") > 5
    assert page.evaluate(f"{signs}.every(e => e.tabIndex < 0 && e.ariaHidden === 'true')")


def test_folded_code_opens_by_keyboard(page, site):
    page.goto(f"file://{site / '03_progress_2016.html'}")
    code = page.locator("details.code").first
    assert not code.locator("pre").first.is_visible()
    code.locator("summary").focus()
    page.keyboard.press("Enter")
    assert code.locator("pre").first.is_visible()


def test_the_keys_follow_the_order_on_the_page(page, site):
    page.goto(f"file://{site / 'index.html'}")
    places = []
    for _ in range(25):
        page.keyboard.press("Tab")
        places.append(page.evaluate(
            "document.activeElement.getBoundingClientRect().top + scrollY"
        ))  # fmt: skip
    assert places[1:] == sorted(places[1:])


def test_a_reader_without_scripts_reads_the_same(page, without_scripts, site):
    texts = []
    for one in (page, without_scripts):
        one.goto(f"file://{site / 'index.html'}")
        texts.append(one.locator("body").inner_text())
    assert texts[0] == texts[1]
    assert "one was behind: CNC ratio of key processes, at 33.3" in texts[0]


def test_the_answer_is_on_the_first_screen_of_a_phone(page, site):
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"file://{site / 'index.html'}")
    box = page.locator(".answer").first.bounding_box()
    assert box["y"] + box["height"] < 640


def test_the_indicators_are_on_the_first_screen_of_a_desktop(page, site):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"file://{site / 'index.html'}")
    for part in ("#indicators tbody tr:last-child", "#sectors tbody tr:last-child"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] < 800, part
