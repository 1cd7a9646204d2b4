"""The glossary: each word found in its uses, explained once, escaped."""

import pytest

from helpers.present.glossary import Term, glossary, glossary_html, terms_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The gap to every path.", ["Gap", "Path"]),
        ("all 12 paths agree", ["Path"]),
        ("20 of 20 ratings", ["Rating"]),
        ("an operating system", []),
        ("digital R&D tool Penetration", ["Penetration"]),
        ("CNC ratio of key processes", ["CNC ratio"]),
        ("index, 2015 = 100", ["Index"]),
        ("the index of this book", []),
        ("logit and linear", ["Rule"]),
    ],
)
def test_terms_are_found_in_the_order_of_their_first_use(text, words):
    assert [term.word for term in terms_in(text)] == words


def test_a_known_term_is_not_explained_again():
    (path,) = terms_in("a path")
    assert terms_in("a path and its gap", [path])[0].word == "Gap"


def test_terms_have_anchors_and_words_of_their_own():
    assert len({term.anchor for term in glossary()}) == len(glossary())
    assert not [term.word for term in glossary() if term.meaning.endswith(".")]


def test_the_list_is_escaped_and_empty_without_terms():
    assert glossary_html([]) == ""
    html = glossary_html([Term("R&D rate", "x", "a < b")])
    assert html == (
        '<dl class="words"><div><dt id="word-r-d-rate"><dfn>R&amp;D rate</dfn></dt>'
        "<dd>a &lt; b</dd></div></dl>"
    )
