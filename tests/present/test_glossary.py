"""The glossary: each word found in its uses, explained once, escaped."""

import pytest

from helpers.present.glossary import beside_html, glossary, terms_in


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


def test_a_meaning_is_told_as_a_sentence():
    assert all(term.sentence.endswith(".") for term in glossary())
    (gap,) = [term for term in glossary() if term.word == "Gap"]
    assert gap.sentence.startswith("How far a reported value is ahead of a path (plus)")


def test_beside_an_answer_stand_only_the_words_it_cannot_do_without():
    assert beside_html("a gap and a pace") == ""
    html = beside_html("rounding, a gap, and a path")
    assert html.startswith('<dl class="words"><div><dt><dfn>Rounding</dfn></dt><dd>a printed 33')
    assert "&quot;about 5&quot;" in html
    assert html.index("Rounding") < html.index("Path")
    assert "Gap" not in html


def test_three_words_at_most_stand_beside_an_answer():
    assert 0 < sum(term.beside for term in glossary()) <= 3
