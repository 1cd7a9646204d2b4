"""Words, the same on every page."""

import pytest

from helpers.present.facts.verdicts import COUNTED, agreement
from helpers.present.words import STATUSES, axis_unit, gap_word, in_words, source_word


def test_every_status_has_a_word_and_a_sign_of_its_own():
    # A bound that decides nothing has the sign of what the tables call it.
    signs = [status.sign for name, status in STATUSES.items() if name != "open_bound"]
    words = [status.word for status in STATUSES.values()]
    assert len(set(signs)) + 1 == len(set(words)) == len(STATUSES)
    assert STATUSES["open_bound"].sign == STATUSES["too_close_to_say"].sign


def test_a_plain_word_that_is_also_the_id_of_a_source_stays_a_word():
    assert in_words("neither name equals the later label") == "neither name equals the later label"
    assert in_words("miit_2017 prints none") == "the MIIT report prints none"


@pytest.mark.parametrize(
    ("verdict", "counts", "words"),
    [
        ("ahead", {"ahead": 12}, "ahead on all 12 paths"),
        ("leans_behind", {"behind": 11, "too_close_to_say": 1},
         "behind on all 12 paths (1 within rounding)"),
        ("leans_ahead", {"ahead": 2, "on_path": 1, "too_close_to_say": 1},
         "ahead on all 4 paths (2 within rounding)"),
        ("too_close_to_say", {"too_close_to_say": 4}, "within rounding on all 4 paths"),
        ("too_close_to_say", {"ahead": 2, "too_close_to_say": 10},
         "within rounding on 10 of 12 paths, ahead on 2"),
        ("depends", {"behind": 7, "ahead": 5}, "behind on 7 of 12 paths, ahead on 5"),
        ("on_path", {"on_path": 1}, "level on its one path"),
        ("leans_ahead", {"ahead": 1, "on_path": 1}, "ahead on both paths (1 within rounding)"),
        ("not_comparable", {"not_comparable": 12}, "not comparable"),
    ],
)  # fmt: skip
def test_a_verdict_has_one_count_of_paths(verdict, counts, words):
    row = dict.fromkeys(COUNTED, 0) | counts | {"verdict": verdict, "paths": sum(counts.values())}
    assert agreement(row) == words


@pytest.mark.parametrize(
    ("verdict", "counts", "words"),
    [
        ("too_close_to_say", {"too_close_to_say": 4}, "left open by the bound on all 4 paths"),
        ("too_close_to_say", {"ahead": 2, "too_close_to_say": 10},
         "left open by the bound on 10 of 12 paths, ahead on 2"),
        ("leans_ahead", {"ahead": 3, "too_close_to_say": 1},
         "ahead on all 4 paths (1 left open by the bound)"),
        ("ahead", {"ahead": 12}, "ahead on all 12 paths"),
    ],
)  # fmt: skip
def test_what_a_bound_leaves_open_is_not_called_rounding(verdict, counts, words):
    row = dict.fromkeys(COUNTED, 0) | counts | {"verdict": verdict, "paths": sum(counts.values())}
    assert agreement(row | {"qualifier": "at_least"}) == words


def test_a_difference_of_shares_is_in_points():
    assert gap_word("percent") == "points"
    assert gap_word("index, 2015 = 100") == "index points"


def test_a_unit_or_source_without_a_word_is_called_by_its_id():
    assert gap_word("tonnes_a_year") == axis_unit("tonnes_a_year") == "tonnes a year"
    assert source_word("my_survey") == "my survey"
    assert axis_unit("percent") == "percent"
