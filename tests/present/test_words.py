"""Numbers and words, the same on every page."""

import pytest

from helpers.present.prose import Prose
from helpers.present.words import STATUSES, count, gap_word, listing, number, span


@pytest.mark.parametrize(
    ("value", "decimals", "sign", "expected"),
    [
        (61.8, 1, False, "61.8"),
        (-3.14, 1, False, "−3.1"),
        (1.2, 1, True, "+1.2"),
        (0.0, 1, True, "0.0"),
        (-0.01, 1, True, "0.0"),
        (None, 1, False, ""),
        (float("nan"), 1, False, ""),
    ],
)
def test_numbers_have_a_true_minus_and_no_negative_zero(value, decimals, sign, expected):
    assert number(value, decimals, sign=sign) == expected


def test_a_range_that_prints_alike_is_one_number():
    assert span(1.01, 1.04) == "1.0"
    assert span(-3.6, -0.2, sign=True) == "−3.6 to −0.2"


def test_lists_and_counts_read_as_sentences():
    assert listing(["a"]) == "a"
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert (count(1, "reading"), count(2, "reading")) == ("1 reading", "2 readings")


def test_every_status_has_a_word_and_a_sign_of_its_own():
    signs = [status.sign for status in STATUSES.values()]
    words = [status.word for status in STATUSES.values()]
    assert len(set(signs)) == len(set(words)) == len(STATUSES)


def test_a_difference_of_shares_is_in_points():
    assert gap_word("percent") == "points"
    assert gap_word("index, 2015 = 100") == "index points"


def test_prose_is_escaped_and_keeps_its_emphasis():
    prose = Prose(("<b> & **strong**",), ("<script>",), "answer")
    assert prose.html() == (
        '<div class="prose answer"><p>&lt;b&gt; &amp; <strong>strong</strong></p>'
        "<ul><li>&lt;script&gt;</li></ul></div>"
    )
    assert prose.text() == "<b> & strong\n- <script>"
