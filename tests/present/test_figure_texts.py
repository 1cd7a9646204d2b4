"""No figure of the committed notebooks has text that is small, cut off or written over."""

import re
from functools import cache

import nbformat
import pytest
from matplotlib.colors import to_rgb

from helpers import paths
from helpers.present import theme
from helpers.present.figure_output import MIME
from tests.present.svg_texts import cut_off, faults, small, texts_of, written_over


@cache
def bundles():
    """Return the figures of the committed notebooks by name."""
    found = {}
    for path in sorted(paths.NOTEBOOKS.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                if MIME in output.get("data", {}):
                    found[output["data"][MIME]["name"]] = output["data"][MIME]
    return found


DRAWINGS = [(name, layout) for name in bundles() for layout in ("svg", "narrow")]


@pytest.mark.parametrize(("name", "layout"), DRAWINGS)
def test_no_text_is_small_cut_off_or_written_over_another(name, layout):
    assert faults(bundles()[name][layout]) == {}


@pytest.mark.parametrize("name", list(bundles()))
def test_every_colour_has_a_partner_for_dark_screens(name):
    drawings = bundles()[name]["svg"] + bundles()[name]["narrow"]
    colours = set(re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", drawings))
    assert colours <= set(theme.DARK)


@pytest.mark.parametrize("name", list(bundles()))
def test_a_picture_says_who_made_it(name):
    for layout in ("svg", "narrow"):
        written = " ".join(one.text for one in texts_of(bundles()[name][layout]))
        assert "indicator compendium" in written
        assert "CC BY" in written.replace(theme.NO_BREAK, " ")


def brightness(colour):
    """Return the relative luminance of a colour (WCAG 2)."""
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one, other):
    """Return the contrast of two colours (WCAG 2)."""
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_on_dark_screens_words_and_marks_stand_out():
    dark = theme.DARK
    for words in (theme.INK, theme.MUTED, *theme.TEXT_TONES.values()):
        assert contrast(dark[words], dark[theme.PAPER]) >= 4.5
    for mark in (theme.REPORT, theme.OTHER, *theme.KINDS):
        assert contrast(dark[mark], dark[theme.PAPER]) >= 3
    for ground in theme.GROUNDS.values():
        assert contrast(dark[theme.INK], dark[ground]) >= 4.5


@pytest.fixture
def planted():
    """Return the SVG of a figure that has the texts put into it."""

    def draw(*texts, size=9.0):
        figure = theme.new_figure(theme.NARROW, 1.0)
        for x, y, words in texts:
            figure.text(x, y, words, fontsize=size)
        figure.set_layout_engine(None)
        return theme.svg(figure)

    return draw


def test_the_measure_finds_what_is_planted(planted):
    assert faults(planted((0.1, 0.2, "one"), (0.1, 0.6, "other"))) == {}
    assert written_over(planted((0.1, 0.5, "one"), (0.12, 0.52, "other"))) == [("one", "other")]
    assert cut_off(planted((0.9, 0.5, "far too long"))) == ["far too long"]
    assert cut_off(planted((-0.1, 0.5, "left"))) == ["left"]
    assert small(planted((0.1, 0.5, "tiny"), size=8.0)) == ["tiny"]


def test_a_turned_text_fills_a_high_box():
    figure = theme.new_figure(theme.NARROW, 2.0)
    figure.text(0.5, 0.1, "standing upright", rotation=90)
    figure.set_layout_engine(None)
    (one,) = texts_of(theme.svg(figure))
    assert one.box.height > one.box.width > 0
