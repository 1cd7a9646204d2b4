"""Numbers in printed phrases, in digits, words and Chinese numerals."""

import pytest

from helpers.data.numbers import numbers_in


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("over 4,000", {4000}),
        ("US$.16 billion", {0.16}),
        ("20 to 30", {20, 30}),
        ("16/14nm", {16, 14}),
        ("eleven supporting plans", {11}),
        ("2 or 3 years", {2, 3}),
        ("initiated.99 enterprises", {0.99}),  # glued to a full stop: must be marked as suspect
        ("3 万家", {3, 30_000}),
        ("千家", {1_000}),
        ("百家", {100}),
        ("80 种", {80}),
        ("十八世纪", {18}),
        ("百万千瓦级", {1_000_000}),
        ("三个十年", {3, 10}),
        ("hundreds of billions", {100}),
        ("no figure", {0}),
        ("many", set()),
    ],
)
def test_phrase_prints_its_numbers(phrase, expected):
    assert numbers_in(phrase) == expected
