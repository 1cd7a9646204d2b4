"""Blocks of the templates: escaped facts, labels by name, plurals, and what is missing."""

from dataclasses import dataclass

import pandas as pd
import pytest
from jinja2 import DictLoader, UndefinedError

from helpers.present.texts import blocks
from helpers.present.texts.blocks import Facts, environment, labels, of_rows, phrase, say
from helpers.present.texts.language import language
from helpers.present.texts.passage import Passage, joined

TEMPLATE = """
{% block prose %}
**{{ name }}** had {% trans count=amount %}one value{% pluralize %}{{ count }} values{% endtrans %}.

- {{ name }}
{% endblock %}
{% block table %}
title: Values of {{ name }}
note: First line,
  second line: with a colon,
  {% if name %}
  {% trans count=amount %}one value{% pluralize %}{{ count }} values{% endtrans %}: the third
  {% endif %}
value: Value
{% endblock %}
{% block cell %}
{{ amount }}
{{ name }}
{% endblock %}
"""


class Said(Facts, template="sample", block="prose"):
    name: str
    amount: int


class Headed(Facts, template="sample", block="table"):
    name: str
    amount: int


class Celled(Facts, template="sample", block="cell"):
    name: str
    amount: int


@pytest.fixture(autouse=True)
def sample(monkeypatch):
    for is_markdown in (True, False):
        monkeypatch.setattr(
            environment(language(), is_markdown), "loader", DictLoader({"sample.md": TEMPLATE})
        )


def test_a_fact_is_a_text_whatever_it_holds():
    told = say(Said("<script> *a* [b](c)", 2))
    assert "<strong>&lt;script&gt; *a* [b](c)</strong>" in told.html()
    assert told.text().splitlines()[0] == "<script> *a* [b](c) had 2 values."


def test_one_is_not_many():
    assert say(Said("CNC", 1)).paragraphs == ["CNC had one value."]
    assert say(Said("CNC", 0)).paragraphs == ["CNC had 0 values."]


def test_points_are_points():
    told = say(Said("CNC", 1), "answer")
    assert told.points == ["CNC"]
    assert told.html().startswith('<div class="prose answer">')
    assert told.text() == "CNC had one value.\n- CNC"


def test_labels_stand_under_their_names_and_run_on():
    assert labels(Headed("a & b", 2)) == {
        "title": "Values of a & b",
        "note": "First line, second line: with a colon, 2 values: the third",
        "value": "Value",
    }


def test_a_phrase_is_one_line():
    assert phrase(Celled("a", 3)) == "3 a"
    assert phrase(Celled("a\N{NO-BREAK SPACE}b", 3)) == "3 a\N{NO-BREAK SPACE}b"


def test_a_fact_that_is_not_there_is_an_error():
    with pytest.raises(UndefinedError, match="'name' is undefined"):
        blocks._filled(environment(language(), False), "sample", "cell", {"amount": 1})


def test_a_link_to_a_page_waits_for_its_address():
    told = Passage("See [How it turned out](page:07_hindsight).")
    assert '<a data-page="07_hindsight">How it turned out</a>' in told.html()
    assert told.text() == "See How it turned out."


def test_passages_follow_one_another_and_one_that_says_nothing_takes_no_room():
    told = joined(Passage("One."), Passage(""), Passage("- Two."), kind="answer")
    assert (told.paragraphs, told.points, told.kind) == (["One."], ["Two."], "answer")


def test_a_line_that_holds_a_tag_alone_is_no_line(monkeypatch):
    text = "{% block cell %}\n{% if amount %}\n{{ name }}\n{% endif %}\n\nend\n{% endblock %}"
    used = environment(language(), False)
    monkeypatch.setattr(used, "loader", DictLoader({"other.md": text}))
    assert blocks._filled(used, "other", "cell", {"amount": 1, "name": "a"}) == "a\n\nend"


def test_things_are_counted_by_kind_one_is_not_many():
    amounts = [("fund", 7), ("project_total", 1), ("loan", 2)]
    told = language().counted(amounts, "fund_kinds")
    assert told == "7 funds, 1 project total and 2 loan agreements"
    assert language().counted([], "fund_kinds") == ""


@dataclass(frozen=True)
class Row:
    name: str
    amount: int = 5


def test_a_dataclass_is_made_of_each_row_and_keeps_its_default_without_a_column():
    rows = pd.DataFrame({"name": ["a", "b"], "other": [1, 2]})
    assert of_rows(Row, rows) == [Row("a", 5), Row("b", 5)]
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        of_rows(Row, rows[["other"]])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ -1800.0 | grouped }}", "−1,800"),
        ("{{ 4.36 | grouped }}", "4.36"),
        ("{{ 0.00237 | significant(2) }}", "0.0024"),
        ("{{ 1234.5 | significant(2) }}", "1,200"),
        ("{{ (5, 10.0, 'over') | target }}", ">5–10"),
        ("{{ (6.25, 8.5) | plain_span }}", "6.25 to 8.5"),
        ("{{ 'ahead' | status }}", "▲ ahead of the path"),
        ("{{ 'unknown' | status }}", "unknown"),
        ("{{ 'index, 2015 = 100' | gap_unit }}", "index points"),
        ("{{ 'since 2013' | unbroken }}", "since\N{NO-BREAK SPACE}2013"),
    ],
)
def test_a_filter_shows_numbers_and_positions_as_every_page_does(text, shown):
    assert environment(language(), False).from_string(text).render() == shown
