"""Figures in rows: inches down, values where they are said to stand, texts that fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.present import theme
from helpers.present.figures.rows import in_rows, lines_of, width_of

WORDS = st.lists(st.text("abcdefghij", min_size=1, max_size=9), min_size=1, max_size=12)


@given(WORDS, st.floats(1.0, 4.0))
def test_no_line_is_wider_than_it_may_be_and_no_word_is_lost(words, width):
    text = " ".join(words)
    lines = lines_of(text, width)
    assert " ".join(lines) == text
    assert all(width_of(line) <= width or " " not in line for line in lines)


def test_a_percentage_and_a_pair_of_years_stay_together():
    lines = lines_of("it rose by 20 % over 2013 → 2025", 1.0)
    assert any("20 %" in line for line in lines)
    assert any("2013 → 2025" in line for line in lines)


def test_a_blank_text_is_a_line():
    assert lines_of("", 1.0) == [""]


@pytest.mark.parametrize("layout", [theme.WIDE, theme.NARROW], ids=["wide", "narrow"])
def test_values_stand_at_the_inches_asked_for(layout):
    sheet = in_rows(layout, 2.0, "Title", values=(0, 100), between=(1.0, 3.0))
    theme.fix_layout(sheet.drawing)
    edges = [sheet.axis.transData.transform((value, 1.0))[0] for value in (0, 100)]
    inches = (edges[1] - edges[0]) / sheet.drawing.dpi
    assert inches == pytest.approx(2.0, rel=0.01)


@pytest.mark.parametrize("title", ["Title", "A title of many words " * 8], ids=["short", "long"])
def test_rows_keep_their_height_whatever_the_title(title):
    sheet = in_rows(theme.NARROW, 3.0, title, ticks=True, key_lines=2)
    sheet.drawing.legend(handles=sheet.axis.plot([], [], label="key"), loc="outside lower left")
    theme.fix_layout(sheet.drawing)
    height = sheet.axis.get_window_extent().height / sheet.drawing.dpi
    assert height == pytest.approx(3.0, rel=0.15)
