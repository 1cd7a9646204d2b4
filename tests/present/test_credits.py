"""The foot of a picture names who published what it draws."""

import pytest

from helpers.present.credits import credited


@pytest.mark.parametrize(
    ("source", "publishers"),
    [
        ("chamber_2017, appendix 3; plan_zh, box 3", ["State Council 2015", "U.S. Chamber"]),
        ("broadband-2016-alliance, cnc-2016-miit, tools-2016-miit", ["MIIT", "Broadband"]),
        ("miit_2017, I.1; cnc-2016-miit", ["MIIT"]),
        ("scoreboard; comparison", []),
        ("", []),
    ],
)
def test_each_publisher_is_named_once(source, publishers):
    found = credited(source)
    assert len(found) == len(publishers)
    for full, start in zip(found, publishers, strict=True):
        assert full.startswith(start)


def test_an_added_figure_is_credited_to_no_publisher():
    assert credited("cnc_key_process_ratio-2017-added-2") == []
