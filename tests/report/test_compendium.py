"""The one file: every page in it, every link within it or out to a publisher, nothing beside it."""

import re

import pytest

from helpers.check.pages import LARGEST_COMPENDIUM, check_pages
from helpers.edition.layout import COMPENDIUM
from helpers.present.outward import OUTWARD
from helpers.report.compendium import compendium_page
from tests.report.rendering import committed_pages, render_site
from tests.report.test_pages import RECORD


def page(title, body):
    return (
        f'<nav><a href="x.html">x</a></nav><main id="main"><h1>{title}</h1>{body}</main>'.encode()
    )


PAGES = {
    "index.html": page("Start", '<p><a href="a/b.html#row">Row</a> <a href="a/b.html">B</a></p>'),
    "a/b.html": page(
        "B",
        '<h2 id="row">Row</h2><a href="#row">up</a> <a href="../tables/t.csv" download>t</a> '
        f'<a href="../index.html">All</a> <a href="https://x.org" rel="{OUTWARD}">x.org</a>'
        '<picture><source srcset="data:,"/><img alt="What the drawing shows, in words"/></picture>'
        '<details class="code"><summary>Code</summary><pre>1</pre></details>',
    ),
}


@pytest.fixture(scope="module")
def html():
    return compendium_page(PAGES, RECORD).decode()


def test_links_between_pages_become_anchors(html):
    assert '<a href="#a-b--row">Row</a> <a href="#a-b">B</a>' in html
    assert '<a href="#a-b--row">up</a>' in html
    assert '<a href="#index">All</a>' in html
    for anchor in ("index", "a-b", "a-b--row"):
        assert html.count(f'id="{anchor}"') == 1


def test_a_file_beside_the_pages_is_named_and_a_publisher_linked(html):
    assert " t " in html
    assert "t.csv" not in html
    assert f'<a href="https://x.org" rel="{OUTWARD}">x.org</a>' in html


def test_code_ways_and_narrow_drawings_are_left_out(html):
    main = html.partition("<main")[2]
    assert "<pre>" not in main
    assert "x.html" not in main
    assert "<source" not in main


def test_headings_go_one_level_down_and_contents_name_each_page(html):
    assert re.findall(r"<h1>(.*?)</h1>", html) == ["The whole compendium in one file"]
    assert "<h2>B</h2>" in html
    assert '<h3 id="a-b--row">' in html
    assert '<li><a href="#a-b">B</a></li>' in html


def test_the_same_pages_give_the_same_bytes():
    assert compendium_page(PAGES, RECORD) == compendium_page(PAGES, RECORD)


def test_a_file_too_large_to_mail_is_told():
    made = compendium_page(PAGES, RECORD)
    assert check_pages({COMPENDIUM: made}).state == "green"
    large = made + b"<!-- " + b"x" * LARGEST_COMPENDIUM + b" -->"
    (finding,) = check_pages({COMPENDIUM: large}).findings
    assert f"{LARGEST_COMPENDIUM:,} at most" in finding


@pytest.mark.slow
def test_the_compendium_of_the_site_needs_no_other_file(tables):
    files = render_site(committed_pages(), tables, RECORD, [])
    pages = {name: content for name, content in files.items() if name.endswith(".html")}
    made = compendium_page(pages, RECORD)
    assert len(made) < LARGEST_COMPENDIUM
    assert check_pages({COMPENDIUM: made}).findings == ()
