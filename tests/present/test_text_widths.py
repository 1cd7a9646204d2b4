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


def lines(letters):
    words = st.lists(st.text(letters, min_size=1, max_size=9), min_size=2, max_size=8)
    return words.map(" ".join).filter(lambda line: len(line) > 9)


@pytest.mark.parametrize("weight", ["normal", "bold"])
@given(line=lines(LETTERS.replace(" ", "")))
def test_a_line_is_never_measured_too_small(weight, line):
    assert width_of(line, 8.5, weight) >= inked(line, 8.5, weight) * 0.985


# Pairs of a capital or a stop, such as "Ya" and "P.", stand closer than their letters alone.
@pytest.mark.parametrize("weight", ["normal", "bold"])
@given(line=lines("abcdeghilmnopqsu0123456789"))
def test_a_line_of_letters_that_do_not_lean_is_measured_little_wider(weight, line):
    assert width_of(line, 8.5, weight) <= inked(line, 8.5, weight) * ROOM * 1.1


def test_a_text_twice_the_size_is_twice_as_wide():
    assert width_of("Broadband", 17.0) == pytest.approx(2 * width_of("Broadband", 8.5))
