"""How readings agree, in words: one side only where every gap lies on it."""

import pytest

from helpers.present.facts.comparison import _agreement


@pytest.mark.parametrize(
    ("above", "ahead", "behind", "close", "on_path", "words"),
    [
        (12, 12, 0, 0, 0, "All 12 readings put it ahead, and rounding cannot change that in any."),
        (0, 0, 11, 1, 0, "All 12 readings put it behind; for 11 of them rounding cannot change"),
        (4, 2, 5, 3, 2, "Of 12 readings, rounding included: 2 ahead, 5 behind, 3 too close to say"),
        (0, 0, 11, 0, 1, "Of 12 readings, rounding included: 11 behind, 1 on the path."),
    ],
)
def test_readings_are_counted_by_side(above, ahead, behind, close, on_path, words):
    verdict = {"paths": 12, "above": above, "ahead": ahead, "behind": behind}
    verdict |= {"too_close_to_say": close, "on_path": on_path}
    assert _agreement(verdict).startswith(words)
