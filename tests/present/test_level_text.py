"""Level text of PNGs: a line at once, where matplotlib would have placed its letters."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.present.level_text import LevelTextCanvas

# A letter's edge may fall on the pixel beside, and be that much lighter or darker.
PIXEL = 1
# As a share of the ink; off by a pixel, or upside down, a line differs by half of it and more.
DIFFERENCE = 0.45


def drawn(canvas, words, **given):
    figure = Figure(figsize=(3, 1), dpi=160)
    surface = canvas(figure)
    figure.text(0.1, 0.4, words, **given)
    surface.draw()
    return np.asarray(surface.buffer_rgba())[..., :3].astype(int)


def ink(picture):
    """Return the rows and columns that a picture has ink in: first and last of each."""
    rows, columns = np.nonzero((picture < 128).any(axis=2))
    return np.array([rows.min(), rows.max(), columns.min(), columns.max()])


@pytest.mark.parametrize("size", [7, 8.5, 10.5])
@pytest.mark.parametrize("words", ["2015 gypsy", "▲ 61.8 % of 12 paths", "Two lines\nof text"])
def test_a_level_line_stands_where_matplotlib_places_it(words, size):
    ours = drawn(LevelTextCanvas, words, fontsize=size)
    theirs = drawn(FigureCanvasAgg, words, fontsize=size)
    assert abs(ink(ours) - ink(theirs)).max() <= PIXEL
    assert (255 - ours).sum() == pytest.approx((255 - theirs).sum(), rel=0.02)
    assert abs(ours - theirs).sum() < DIFFERENCE * (255 - theirs).sum()


@pytest.mark.parametrize("words", ["2015", "jjj"])
def test_a_letter_that_begins_beside_its_place_is_set_off_as_by_matplotlib(words):
    ours = drawn(LevelTextCanvas, words, fontsize=40)
    assert abs(ink(ours) - ink(drawn(FigureCanvasAgg, words, fontsize=40))).max() <= PIXEL


@pytest.mark.parametrize(
    ("words", "given"),
    [("at an angle", {"rotation": 90}), (r"$x^2$", {})],
    ids=["angle", "formula"],
)
def test_what_is_no_level_line_is_drawn_by_matplotlib(words, given):
    ours = drawn(LevelTextCanvas, words, **given)
    assert (ours == drawn(FigureCanvasAgg, words, **given)).all()


def test_a_line_has_its_colour():
    colours = drawn(LevelTextCanvas, "IIII", color="#a84300", fontsize=30).reshape(-1, 3)
    assert tuple(colours[colours.sum(axis=1).argmin()]) == (0xA8, 0x43, 0x00)


def test_a_figure_drawn_at_another_size_is_drawn_anew():
    figure = Figure(figsize=(3, 1), dpi=100)
    canvas = LevelTextCanvas(figure)
    small = canvas.get_renderer()
    assert canvas.get_renderer() is small
    figure.set_dpi(200)
    assert (canvas.get_renderer().width, small.width) == (600, 300)
