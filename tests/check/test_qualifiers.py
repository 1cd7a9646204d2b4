"""Qualifiers against the words of their print."""

import pytest

from helpers.check.qualifiers import asked_for


@pytest.mark.parametrize(
    ("phrase", "qualifier"),
    [
        ("exceeding 20 percent", "over"), ("more 50%", "over"), ("超过70%", "over"),
        ("80% or more", "at_least"), ("30%以上", "at_least"),
        ("not be less than 1,000kgf", "at_least"),
        ("never exceeded $1 billion", "at_most"), ("up to 65 percent", "at_most"),
        ("top 5", "at_most"),
        ("better than 5L/100km", "under"), ("just under 40 percent", "under"),
        ("nearly 40 percent", "about"), ("近50家", "about"), ("some 30", "about"),
        ("75%", "exact"), ("16/14nm", "exact"), ("somewhere", "exact"),
    ],
)  # fmt: skip
def test_words_ask_for_a_qualifier(phrase, qualifier):
    assert asked_for(phrase) == qualifier
