"""Words, the same on every page."""

from helpers.present.prose import Prose
from helpers.present.words import STATUSES, count, gap_word, listing


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
