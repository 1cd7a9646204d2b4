"""A width measured letter by letter is that of the whole text, and never too small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from helpers.present.figures.rows import ROOM, width_of

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,%()–→≥"


def inked(text, size, weight):
    """Return the width that a text inks, in inches."""
    kind = FontProperties(family="DejaVu Sans", size=size, weight=weight)
    return text_to_path.get_text_width_height_descent(text, kind, False)[0] / 72


@pytest.mark.parametrize("weight", ["normal", "bold"])
@given(words=st.lists(st.text(LETTERS, min_size=1, max_size=9), min_size=2, max_size=8))
def test_a_line_is_measured_as_wide_as_it_is_or_a_little_wider(weight, words):
    text = " ".join(words).strip()
    if len(text) > 9:
        measured = width_of(text, 8.5, weight)
        assert inked(text, 8.5, weight) * 0.985 <= measured <= inked(text, 8.5, weight) * ROOM * 1.1


def test_a_text_twice_the_size_is_twice_as_wide():
    assert width_of("Broadband", 17.0) == pytest.approx(2 * width_of("Broadband", 8.5))
