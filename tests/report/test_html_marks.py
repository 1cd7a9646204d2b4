"""Marks in finished pages: Chinese in its language, notebooks linked, nothing else touched."""

import re

import pytest

from helpers.report.html_marks import mark

PAGES = {"04_robustness": "04_robustness.html"}


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


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>5 % of 3 % x</p>", "<p>5\u00a0% of 3\u00a0% x</p>"),
        ("<code>5 % 3</code>", "<code>5 % 3</code>"),
        ("<td>energy_intensity</td>", "<td>energy_<wbr>intensity</td>"),
        ("<td>rd_rate</td>", "<td>rd_rate</td>"),
        ("<p>energy_intensity</p>", "<p>energy_intensity</p>"),
    ],
    ids=["percent", "code", "long name", "short name", "no cell"],
)
def test_lines_break_where_a_reader_would_break_them(html, expected):
    assert mark(html, {}) == expected


def test_breaking_lines_changes_no_letter():
    html = "<td>sources.source_id and 5 of https://example.org/a_b-c/d.html</td>"
    assert re.sub("<wbr[^>]*>", "", mark(html, {})) == html


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="04_robustness.ipynb">x</a>', '<a href="04_robustness.html">x</a>'),
        ('<a data-page="robustness">x</a>', '<a href="04_robustness.html">x</a>'),
        ('<a data-page="nowhere">x</a>', "<a>x</a>"),
        ('<a href="figures/a.png">x</a>', '<a href="figures/a.png">x</a>'),
    ],
    ids=["file", "name", "no page", "other"],
)
def test_a_link_to_a_notebook_leads_to_its_page(link, expected):
    assert mark(f"<p>{link}</p>", PAGES) == f"<p>{expected}</p>"


def test_a_word_of_the_glossary_is_linked_once_where_it_is_first_read():
    html = "<h1>A path</h1><p>The gap to a path, and another path.</p><p>No gap.</p>"
    assert mark(html, {}, "../glossary.html") == (
        '<h1>A path</h1><p>The <a class="term" href="../glossary.html#word-gap">gap</a> to a '
        '<a class="term" href="../glossary.html#word-path">path</a>, and another path.</p>'
        "<p>No gap.</p>"
    )


@pytest.mark.parametrize(
    "html",
    [
        "<h2>A path</h2>",
        "<table><thead><tr><th>Gap</th></tr></thead><tbody><tr><td><p>gap</p></td></tr></tbody></table>",
        "<details><p>a path</p></details>",
        '<p><a href="x.html">the path</a></p>',
        "<p><code>path</code></p>",
        "<footer><p>a path</p></footer>",
    ],
)
def test_a_word_is_no_link_in_headings_tables_folds_links_code_and_the_foot(html):
    assert mark(html, {}, "glossary.html") == html


def test_without_a_glossary_no_word_is_linked():
    assert mark("<p>A path.</p>", {}) == "<p>A path.</p>"


def test_the_sign_beside_a_heading_is_no_stop_for_keys_and_screen_readers():
    html = '<h2 id="Limits">Limits<a class="anchor-link" href="#Limits">¶</a></h2>'
    assert mark(html, {}) == html.replace(
        '"anchor-link"', '"anchor-link" tabindex="-1" aria-hidden="true"'
    )
