"""The answer of every page fits on a first screen."""

import re

import pytest

from helpers.edition.notebooks import all_notebooks
from tests.present.test_sheet import told_of

# What an answer of a page may have at most; a reader sees so many at once, also on a phone.
MOST_WORDS = 120
ANSWER = '<div class="prose answer">'


def words_in(text):
    """Return how many words a text has; a dash or a sign by itself is none."""
    return len(re.findall(r"\S*\w\S*", text))


def answers(notebook):
    """Return the answers that a committed notebook shows, as plain texts."""
    data = [out.get("data", {}) for cell in notebook.cells for out in cell.get("outputs", [])]
    return [
        "".join(one["text/plain"]) for one in data if ANSWER in "".join(one.get("text/html", ""))
    ]


@pytest.mark.parametrize("notebook", all_notebooks(), ids=lambda one: one.name)
def test_a_page_has_one_answer_of_120_words_at_most(notebook):
    (answer,) = answers(notebook)
    assert words_in(answer) <= MOST_WORDS


def test_the_answer_of_every_indicator_sheet_has_120_words_at_most(edition, record):
    lengths = {
        name: words_in(told_of(edition, name, record).text())
        for name in edition.indicators["indicator_id"]
    }
    assert lengths
    assert {name: size for name, size in lengths.items() if size > MOST_WORDS} == {}
