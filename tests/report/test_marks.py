"""Marks in finished pages: Chinese in its language, notebooks linked, nothing else touched."""

import pytest

from helpers.report.marks import mark

PAGES = {"04": "04_robustness.html"}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>rate (数控化率) of</p>", '<p>rate (<span lang="zh">数控化率</span>) of</p>'),
        ("<td>二（三）2020年</td>",
         '<td><span lang="zh">二（三）</span>2020<span lang="zh">年</span></td>'),
        ('<td lang="zh">宽带</td><td>宽带</td>',
         '<td lang="zh">宽带</td><td><span lang="zh">宽带</span></td>'),
        ('<td lang="zh"><b>宽带</b></td>', '<td lang="zh"><b>宽带</b></td>'),
        ("<title>宽带</title>", "<title>宽带</title>"),
        ('<img alt="宽带"><p>宽</p>', '<img alt="宽带"><p><span lang="zh">宽</span></p>'),
        ("<p>100（％）</p>", "<p>100（％）</p>"),
    ],
    ids=["run", "digits between", "marked", "inherited", "title", "attribute", "signs only"],
)  # fmt: skip
def test_chinese_is_marked_where_it_is_not_yet(html, expected):
    assert mark(html, {}) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>in notebook 04.</p>", '<p>in <a href="04_robustness.html">notebook 04</a>.</p>'),
        ("<p>in notebook 05.</p>", "<p>in notebook 05.</p>"),
        ("<code>notebook 04</code>", "<code>notebook 04</code>"),
        ('<a href="x">notebook 04</a>', '<a href="x">notebook 04</a>'),
        ('<p title="notebook 04">x</p>', '<p title="notebook 04">x</p>'),
    ],
    ids=["linked", "no page", "code", "link already", "attribute"],
)
def test_a_notebook_is_linked_where_it_has_a_page(html, expected):
    assert mark(html, PAGES) == expected
