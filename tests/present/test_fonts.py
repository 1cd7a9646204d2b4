"""Fonts held in memory: read once, and measured as matplotlib measures them."""

from io import BytesIO

import matplotlib
from matplotlib import font_manager, ft2font

import helpers.present.theme  # noqa: F401 - whoever draws or measures has imported it

SANS = "DejaVu Sans"


def test_what_is_drawn_or_measured_reads_its_fonts_from_memory():
    font_manager._get_font.cache_clear()
    assert isinstance(font_manager.get_font(font_manager.findfont(SANS)).fname, BytesIO)


def test_a_font_in_memory_measures_as_one_in_a_file():
    path = font_manager.findfont(SANS)
    sizes = []
    for font in (vars(font_manager)["ft2font"].FT2Font(path), ft2font.FT2Font(path)):
        font.set_size(10, 160)
        font.set_text("Rate of 61.8 % ▲")
        sizes.append((font.get_width_height(), font.get_descent()))
    assert sizes[0] == sizes[1]


def test_matplotlib_still_needs_fonts_to_be_held_in_memory():
    assert matplotlib.__version_info__ < (3, 12), "delete helpers.present.fonts"
