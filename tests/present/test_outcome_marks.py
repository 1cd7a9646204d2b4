"""Outcomes told apart by word, sign and shape, never by colour alone."""

import pandas as pd
import pytest

from helpers.data.tables.evidence import GRADES
from helpers.data.tables.scoreboard import OUTCOMES, SCOREBOARD
from helpers.present import outcome_marks, theme
from helpers.present.outcome_marks import as_outcome, mark_of, words_of
from helpers.present.table import ShownTable, as_text
from helpers.present.texts.language import language

MARKS = [*outcome_marks.OUTCOMES.values(), *outcome_marks.LEANINGS.values()]


def test_every_declared_outcome_leaning_and_grade_has_its_own_words():
    for kind, names in {
        "outcomes": OUTCOMES,
        "leanings": SCOREBOARD.column("leaning").choices,
        "grades": GRADES,
    }.items():
        words = language().words[kind]
        assert set(words) == set(names), kind
        assert len(set(words.values())) == len(words), kind


def test_every_outcome_has_a_mark():
    assert set(outcome_marks.OUTCOMES) == set(OUTCOMES)


@pytest.mark.parametrize("what", ["sign", "shape"])
def test_marks_differ_without_colour(what):
    told = [mark.sign if what == "sign" else (mark.shape, mark.hollow) for mark in MARKS]
    assert len(set(told)) == len(MARKS)


def test_tones_are_those_of_the_theme():
    assert {mark.tone for mark in MARKS} <= set(theme.TONES)


def test_what_leans_is_marked_by_its_leaning_and_says_both():
    assert mark_of(("supportive_only", "met")).sign == "△"
    assert words_of(("supportive_only", "met")) == "△ undecided, leans met"
    assert words_of(("supportive_only", "none")) == "○ undecided"


def test_a_cell_of_an_outcome_has_its_tone():
    rows = pd.DataFrame({"name": ["a"], "standing": [("missed", "none")]})
    shown = ShownTable(rows, [as_text("name", "Name"), as_outcome("standing", "Outcome")], "Title")
    assert '<td class="status behind">✗\N{NO-BREAK SPACE}missed</td>' in shown.html()
