"""CONTRIBUTING answers where things are; the answers hold, and so do the drills it counts."""

import re

import pytest

from helpers import paths

TEXT = (paths.ROOT / "CONTRIBUTING.md").read_text("utf-8")
SOURCE = paths.ROOT / "src" / "helpers"
# What a reader of the file finds there, by a word of the question.
FOUND = {
    "printed cell": "def parse_cell",
    "Which columns, types and units": "COMPARISON = Table(",
    "rank has an area": "def ranks_within",
    "rerunner's file of figures": "OBSERVATION_FORM",
    "refused before they are opened": "def check_archive",
    ".xls or .ods": "def read_other",
    "no target": "ON_TRACK",
    "Which plan does": "OWN = PlanDescription(",
    "say of its plan": "def plan_of_targets",
    "three renderings": "def read_plan",
    'interval of "about 5"': '"about": 1.0',
    "constant-growth path": "def path_value",
    "ahead, behind, or too close": "def position",
    "Statistics Canada's rule": '"substantial_progress"',
    "turns a class": "def flip_change",
    "figures in percent form a pair": "def share_pairs",
    "amounts of a fund": "def implied_rates",
    "projections from March 2017": "interval_score",
    "met, missed, or open": "def decide",
    "sentence of the page on 2016": "{% block",
    "called in a table": "percent_per_year",
    "sign has": "behind",
    "run again": "def notebook_fingerprint",
    "take the old one's place": "def publish",
    "frame of every page": "<!DOCTYPE html>",
    "part of the menu": "PARTS = (",
    "one script": "use strict",
    "sheet of their own": "def area_sheets",
    "can be searched": "class PageTexts",
}
ANSWERS = dict(re.findall(r"^\| ([^|]+\?) \| `([^`]+)` \|$", TEXT, re.M))


def test_there_is_an_answer_to_each_question_looked_up_here():
    assert len(ANSWERS) == len(FOUND)


@pytest.mark.parametrize("words", FOUND)
def test_an_answer_is_a_file_that_holds_what_is_asked_for(words):
    (place,) = [place for question, place in ANSWERS.items() if words in question]
    assert FOUND[words].lower() in (SOURCE / place).read_text("utf-8").lower()


def test_the_rooms_it_draws_are_the_rooms_there_are():
    drawn = set(re.findall(r"(\w+)/(?=\s)", TEXT.partition("```")[2].partition("```")[0]))
    there = {path.name for path in SOURCE.rglob("*") if (path / "__init__.py").is_file()}
    assert drawn - {"helpers"} == there
