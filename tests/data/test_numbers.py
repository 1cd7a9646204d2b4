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
        ("万家", {10_000}),
        ("两亿", {200_000_000}),
        ("三千二百万", {32_000_000}),
        ("三个十年", {3, 10}),
        ("hundreds of billions", {100}),
        ("no figure", {0}),
        ("zero growth", {0}),
        ("Half of it", {0.5}),
        ("one plant", {1}),
        ("the first and the seventh", {1}),  # ordinals only as far as the sources print them
        ("the world's most", {1}),  # first place
        ("two or three", {2, 3}),
        ("the second half", {2, 0.5}),
        ("doubling", {2}),
        ("doubled", {2}),
        ("a third", {3}),
        ("four to six", {4, 6}),
        ("five", {5}),
        ("seven or eight", {7, 8}),
        ("nine of ten", {9, 10}),
        ("over the decade", {10}),
        ("twelve", {12}),
        ("a hundred", {100}),
        ("all of them", {100}),  # in percent
        ("many", set()),
    ],
)
def test_phrase_prints_its_numbers(phrase, expected):
    assert numbers_in(phrase) == expected
