"""The page of differences speaks in words: names, positions, what did it."""

import re

from helpers.report.differences import differences_page

NAMES = {"rate": "Rate of use"}
FOUND = [
    {"kind": "parameter", "where": "report_year", "before": "2016", "after": "2017"},
    {"kind": "new", "where": "observations rate-2017-added-2", "before": "", "after": "46.4"},
    {"kind": "gone", "where": "comparison rate-2016-x linear 2013 2020", "after": "",
     "before": "too_close_to_say"},
    {"kind": "changed", "where": "milestones rate 2020, value", "before": "50", "after": "51"},
]  # fmt: skip


def rows(html):
    return [
        re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)
        for row in re.findall(r"<tr>(.*?)</tr>", html)[1:]
    ]


def test_rows_name_indicators_and_positions():
    assert rows(differences_page(FOUND, "published", "mine", NAMES)) == [
        ["report year", "parameter", "2016", "2017"],
        ["Rate of use 2017", "new observation", "none", "46.4"],
        ["Rate of use 2016, linear path 2013 to 2020", "comparison gone", "◇ too close to say",
         "none"],
        ["Rate of use 2020", "value changed", "50", "51"],
    ]  # fmt: skip


def test_it_counts_what_differs_and_names_the_cause():
    html = differences_page(FOUND, "published", "mine", NAMES)
    assert (
        "4 things differ: 1 input or parameter, 1 milestone changed, 1 new observation and "
        "1 comparison gone. The inputs and parameters, listed first, made the difference."
    ) in html


def test_an_indicator_without_a_name_keeps_its_id():
    assert rows(differences_page(FOUND[1:2], "a", "b"))[0][0] == "rate 2017"


def test_two_editions_alike_have_no_table():
    html = differences_page([], "a", "b")
    assert "Nothing differs." in html
    assert "<table" not in html
