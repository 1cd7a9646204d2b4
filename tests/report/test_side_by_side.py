"""Pages of a red verification: the list leads to each file, nothing is run or loaded."""

import re

import pytest

from helpers.check.side_by_side import changed_files
from helpers.check.verdict import Check
from helpers.report.side_by_side import MOST, side_by_side_pages

RED = Check("tables", "red", "1 finding", ("t.csv: row 2: '<50>' became '51'",))
TABLE = b"id,value,words\na,50,<b>bold</b>\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0"/></svg>'
PAGE = b"<h1>Head</h1><p>33.3 % &lt;now&gt;</p><p>Last</p>"


@pytest.fixture(scope="module")
def pages():
    files = changed_files(
        {
            "data/processed/t.csv": (TABLE, TABLE.replace(b"50", b"51").replace(b"bold", b"mild")),
            "reports/index.html": (PAGE, PAGE.replace(b"33.3", b"33.4")),
            "reports/figures/x.svg": (SVG, SVG.replace(b"M0 0", b"M1 1")),
            "reports/gone.html": (PAGE, None),
        }
    )
    return side_by_side_pages(files, [RED])


def plain(html):
    return html.replace("<wbr>", "")


def test_the_list_names_checks_and_leads_to_the_files_the_smallest_first(pages):
    html = plain(pages["index.html"])
    assert "t.csv: row 2: &#39;&lt;50&gt;&#39; became" in html
    assert "4 files differ" in html
    links = re.findall(r'<th scope="row"><a href="([^"]+)"', html)
    assert sorted(links) == sorted(set(pages) - {"index.html"})
    assert links[0] == "reports/index.html.html"
    assert "stored, and not made any more" in html.partition("gone.html")[2]


def test_a_page_leads_back_and_shows_both_sides_as_text(pages):
    html = plain(pages["data/processed/t.csv.html"])
    assert '<a href="../../index.html">All files that differ</a>' in html
    assert "<b>bold</b>" not in html
    assert "&lt;b&gt;bold&lt;/b&gt;" in html
    assert html.index(">50<") < html.index(">51<") < html.index("bold")


def test_words_that_differ_are_marked(pages):
    html = pages["reports/index.html.html"]
    assert "<del>33.3</del>" in html
    assert "<ins>33.4</ins>" in html
    assert "&lt;now&gt;" in html
    assert "Last" not in html


def test_drawings_lie_over_each_other(pages):
    html = pages["reports/figures/x.svg.html"]
    over = html.partition('class="over"')[2].partition("</div>")[0]
    assert over.count("data:image/svg+xml;base64,") == 2


def test_no_page_runs_or_loads_anything(pages):
    for html in pages.values():
        assert "<script" not in html
        assert "script-src 'none'" in html
        assert not re.search(r'(?:src|href)="(?!"|data:|#|[\w./-]+\.html")', html)


def test_of_very_many_cells_the_smallest_are_shown_and_the_others_counted():
    more = 3
    rows = [f"r{n},{n}" for n in range(1, MOST["cells"] + more + 1)]
    before = "\n".join(["id,value", *rows]).encode()
    after = re.sub(rb",(\d+)", rb",\g<1>.5", before)
    (file,) = changed_files({"t.csv": (before, after)})
    html = plain(side_by_side_pages([file], [])["t.csv.html"])
    assert html.count('<tr><th scope="row">') == MOST["cells"]
    assert f"{more} more of them are larger" in html
    assert f">row {len(rows) + 1} (r{len(rows)}), column &#39;value&#39;<" in html
    assert ">row 2 (r1), value<" not in html
