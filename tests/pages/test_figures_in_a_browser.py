"""Figures in a real browser: wide or narrow, dark where the screen is, light and wide in print."""

from io import BytesIO

import pytest
from PIL import Image

from tests.pages.conftest import A4_HEIGHT, A4_WIDTH, as_new

pytestmark = pytest.mark.slow

PAGES = ["03_progress_2016.html", "08_scoreboard.html", "sectors/1.html"]
# Of the drawing shown: its own width in pixels, and its width on the page.
SHOWN = """() => [...document.querySelectorAll("figure img")].map(
    image => [image.naturalWidth, image.getBoundingClientRect().width])"""
# Those of a sheet are drawn for the width of a printed page.
WIDE, NARROW, SHEET = 960, 336, 806
SMALLEST_TYPE = 8.5 * 96 / 72  # pixels at natural size


@pytest.fixture(params=PAGES)
def page(request, kept_page, site):
    as_new(kept_page).goto((site / request.param).as_uri())
    return kept_page


def corner(page):
    """Return the colour of the paper of the first figure, just inside of its corner."""
    shot = page.locator("figure img").first.screenshot()
    with Image.open(BytesIO(shot)) as picture:
        return picture.convert("RGB").getpixel((picture.width - 12, 12))


def large(page):
    """Return the width of the drawing for desktops and print."""
    return SHEET if "/sectors/" in page.url else WIDE


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_each_screen_gets_the_drawing_that_it_has_room_for(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    drawing = large(page) if width > 960 else NARROW
    # A browser changes the drawing some time after the width; one that never does is a fault.
    page.wait_for_function(f"{SHOWN}.every(([natural]) => natural === {drawing})")
    shown = page.evaluate(SHOWN)
    assert shown
    for natural, across in shown:
        assert across <= width
        assert across / natural * SMALLEST_TYPE >= 11


def test_a_figure_is_dark_on_a_dark_screen_and_light_on_a_light_one(page):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    assert min(corner(page)) > 250
    page.emulate_media(color_scheme="dark")
    assert max(corner(page)) < 40


def test_in_print_a_figure_is_wide_and_light_whatever_the_screen(page):
    page.emulate_media(color_scheme="dark", media="print")
    page.set_viewport_size({"width": A4_WIDTH, "height": A4_HEIGHT})
    assert {natural for natural, _ in page.evaluate(SHOWN)} == {large(page)}
    assert min(corner(page)) > 250
