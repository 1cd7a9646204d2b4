"""Figures of data/raw changed by their last digit: something catches and names each of a sample.

All of them: ``python -m tests.mutation.raw``.
"""

import random

import pytest

from tests.mutation.raw import BYTES, REGISTER, all_changes, catch, changed_digit, named_by_register

pytestmark = pytest.mark.slow

SEED = 2025
# The figures the whole compendium hangs on: the plan's milestones and the values of 2016.
FIGURES = {
    "plan_indicators_zh.csv": ("2013", "2015", "2020", "2025"),
    "observations.csv": ("value_printed",),
}


def sample():
    """Return one change of every raw table, the same ones every time."""
    by_file = {}
    for change in all_changes():
        by_file.setdefault(change.file, []).append(change)
    draw = random.Random(SEED)
    return [draw.choice(changes) for changes in by_file.values()]


def test_the_register_names_file_row_column_and_both_values_of_a_change_in_every_table():
    changes = sample()
    assert len(changes) >= 30
    assert [str(change) for change in changes if not named_by_register(change)] == []


@pytest.mark.parametrize("file", FIGURES)
def test_every_milestone_and_rate_is_held_by_more_than_its_hash(file):
    changes = [one for one in all_changes([file]) if one.column in FIGURES[file]]
    assert len(changes) >= 3
    caught = [catch(change) for change in changes]
    assert [str(one.change) for one in caught if one.by in (BYTES, REGISTER)] == []
    assert all(one.told for one in caught)


@pytest.mark.parametrize(
    ("cell", "after"), [("33.3 %", "33.4 %"), ("2019", "2010"), ("1.1、", "1.2、"), ("none", "")]
)
def test_a_change_is_the_last_digit_and_nothing_else(cell, after):
    assert changed_digit(cell) == after
