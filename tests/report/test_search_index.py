"""What a search looks through: texts with heading and place, rows of tables, words explained."""

import json

from helpers.report.search_index import as_data, search_index

PAGE = """<body><nav>Menu</nav><main><h1>Which targets?</h1><nav>On this page</nav>
<p class="lead">A lead, <em>in</em> two   lines.</p>
<h2 id="Rates">Rates<a class="anchor-link" href="#Rates">¶</a></h2>
<p>Rates are shares.</p>
<div class="table"><table><caption>All rates</caption><thead><tr><th>Name</th></tr></thead>
<tbody><tr><th id="row-1">Broadband</th><td>82<br/>%</td></tr>
<tr><th>CNC<wbr/>ratio</th><td><span lang="zh">数控化率</span></td></tr></tbody></table></div>
<figure id="figure-fan"><img alt="A fan"/><figcaption>A fan of paths.</figcaption>
<details><summary>Data</summary><table><tbody><tr><td>drawn</td></tr></tbody></table></details>
<p class="downloads">CSV</p></figure>
<details class="code"><summary>Code</summary><pre>code()</pre></details>
<dl><div><dt id="word-gap">Gap</dt><dd>A difference.</dd></div></dl>
</main><footer>The foot</footer></body>"""


def parts(html, path="a.html"):
    (page,) = search_index({path: html})
    return page["parts"]


def test_texts_stand_under_their_heading_rows_and_words_with_a_place_of_their_own():
    assert parts(PAGE) == [
        ["", "", [["A lead, in two lines.", None]]],
        ["Rates", "Rates", [
            ["Rates are shares.", None],
            ["All rates", None],
            ["Broadband · 82%", "row-1"],
            ["CNCratio · 数控化率", ""],
            ["A fan of paths.", "figure-fan"],
            ["Gap: A difference.", "word-gap"],
        ]],
    ]  # fmt: skip


def test_what_is_passed_over_ends_no_text_around_it_and_may_hold_others_of_its_name():
    code = (
        '<details class="code"><div>x<br><details><p>y</p></details><img alt=""/></div></details>'
    )
    row = f"<table><tr><td>one{code} two</td><td>three</td></tr></table>"
    (listed,) = parts(f"<main><h1>T</h1>{row}<p>four<nav><ul><li>z</li></ul></nav> five</p></main>")
    assert [text for text, _ in listed[2]] == ["one two · three", "four five"]


def test_a_page_is_known_by_its_heading():
    (page,) = search_index({"a.html": PAGE})
    assert (page["href"], page["title"]) == ("a.html", "Which targets?")


def test_a_text_of_several_pages_is_listed_once_for_the_glossary_or_a_sheet():
    same = "<main><h1>T</h1><p>The same.</p></main>"
    word = "<main><h1>T</h1><p>A word.</p></main>"
    found = search_index(
        {"a.html": same, "sectors/1.html": same + word, "glossary.html": word, "b.html": same}
    )
    assert {page["href"]: [texts for _, _, texts in page["parts"]] for page in found} == {
        "a.html": [],
        "sectors/1.html": [[["The same.", None]]],
        "glossary.html": [[["A word.", None]]],
        "b.html": [],
    }
    assert [page["href"] for page in found] == [
        "a.html",
        "sectors/1.html",
        "glossary.html",
        "b.html",
    ]


def test_no_text_can_end_the_element_that_holds_it():
    text = "</script><script>alert('x') & more"
    assert as_data([text]).isascii()
    assert not set(as_data([text])) & set("<>&")
    assert json.loads(as_data([text])) == [text]
