"""A link onward says in one sentence what lies there."""

import pytest

from helpers.report.roads import Road


@pytest.mark.parametrize(
    ("description", "gist"),
    [
        ("One sentence. Another one.", "One sentence."),
        ("What the U.S. Chamber lists. More.", "What the U.S. Chamber lists."),
        ("Was it so in 2016? It was.", "Was it so in 2016?"),
        ("no end", "no end"),
        ("", ""),
    ],
)
def test_the_gist_is_the_first_sentence(description, gist):
    assert Road("a.html", "A", description).gist == gist
