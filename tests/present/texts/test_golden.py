"""Every number of every answer: what it said before a rewording it says after it."""

import json

import pytest

from tests.present.texts.golden import FOLDER, differences, numbers_in, running_texts


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.json")), ids=lambda path: path.stem)
def test_a_rewording_says_the_same_numbers_save_those_with_a_reason(path):
    golden, texts = json.loads(path.read_text("utf-8")), running_texts(path.stem)
    assert set(texts) == set(golden)
    for cell, text in texts.items():
        lost, gained = differences(text, golden[cell]["numbers"])
        assert lost == set(golden[cell].get("dropped", {})), cell
        assert gained == set(golden[cell].get("added", {})), cell


def test_numbers_keep_their_signs_and_lose_their_commas():
    text = "From 2016-2020: 1,800 of 35 (−0.25 to +0.85), CO2 and box 1; 7.50."
    assert numbers_in(text) == {"2016", "1800", "35", "−0.25", "+0.85", "1", "7.50"}


def test_a_lost_number_and_a_new_one_are_told():
    assert differences("4 of 6", "3 4") == ({"3"}, {"6"})
