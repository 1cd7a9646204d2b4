"""Pages: nothing from outside, readable without scripts, everything said in words."""

import base64
import copy
import hashlib
import posixpath
import re
from html import unescape
from html.parser import HTMLParser

import pytest

from helpers.check.pages import BULK, LARGEST_PAGE, LARGEST_TEXT
from helpers.data.tables.catalogue import ALL
from helpers.edition.layout import CHANGES, COMPENDIUM, DOWNLOADS, GLOSSARY, METHODS, SHARE, SOURCES
from helpers.present.figure_output import MIME
from helpers.present.outward import OUTWARD
from helpers.report.outputs import NARROW_SCREENS, compact, figure_files, output_html, svg_size
from helpers.report.pages import style_sheet
from helpers.report.site import Executed
from tests.report.rendering import committed_pages, render_site

pytestmark = pytest.mark.slow

RECORD = {
    "edition": "published", "version": "0", "command": "mic2025 build", "report_year": 2016,
    "parameters": {"report_year": 2016}, "inputs": {"data/raw/a.csv": "0" * 64},
    "versions": {"x": "1"},
}  # fmt: skip

ALL_TABLES = [table.name for table in ALL]
SHEET = "indicators/cnc_key_process_ratio"
REFERENCE = {DOWNLOADS, SOURCES, METHODS, GLOSSARY, CHANGES}


@pytest.fixture(scope="module")
def executed():
    return committed_pages()


@pytest.fixture(scope="module")
def site(executed, tables):
    return render_site(executed, tables, RECORD, ["tables/milestones.csv"])


@pytest.fixture(scope="module")
def pages(site):
    return {name: content.decode() for name, content in site.items() if name.endswith(".html")}


def without_terms(html):
    """Return a page as it reads without the links to the glossary."""
    return re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", html)


class Elements(HTMLParser):
    """Collects elements with their attributes, and the ids."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def test_there_is_a_page_for_each_notebook_an_index_and_what_lies_beside_it(pages, executed):
    beside = {"index.html", "search.html", *REFERENCE}
    assert set(pages) == {*beside, *(f"{one.name}.html" for one in executed)}


def test_no_page_loads_anything_or_runs_a_script_but_the_one_its_policy_names(pages):
    for name, html in pages.items():
        elements = Elements(html)
        values = [{"type": "application/json", "id": "index"}] * (name == "search.html")
        assert elements.all("script") == [*values, {}], name
        (text,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"default-src 'none'; script-src 'sha256-{digest}'; img-src" in html
        assert not elements.all("iframe"), name
        for image in elements.all("img"):
            assert image["src"].startswith("data:image/svg+xml;base64,"), name
        for link in elements.all("link"):
            assert link["href"].startswith("data:"), name
        assert "@import" not in html
        assert "url(" not in html
        assert not [a for _, a in elements.found if any(key.startswith("on") for key in a)]


def test_every_page_forbids_outside_resources(pages):
    for html in pages.values():
        assert "default-src 'none'" in html


def test_every_link_leads_somewhere(pages, site):
    # Beside the pages lie the tables, the run record, the list of editions, all pages in one file.
    tables = {f"tables/{name}.csv" for name in ALL_TABLES}
    beside = tables | {"run.json", "editions.html", COMPENDIUM}
    ids = {name: {a["id"] for _, a in Elements(html).found if "id" in a}
           for name, html in pages.items()}  # fmt: skip
    for name, html in pages.items():
        for link in Elements(html).all("a"):
            if link.get("rel") == OUTWARD:
                continue
            target, _, anchor = link["href"].partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            assert not target or path in set(site) | beside, (name, link)
            assert not anchor or anchor in ids[path if target else name], (name, link)


def test_ids_are_unique_on_a_page(pages):
    for name, html in pages.items():
        ids = [a["id"] for _, a in Elements(html).found if "id" in a]
        assert len(ids) == len(set(ids)), name


def test_every_figure_has_words_caption_and_data(pages):
    html = pages["03_progress_2016.html"]
    images = Elements(html).all("img")
    assert images
    assert all(len(image["alt"]) > 60 for image in images)
    counts = (html.count("<figcaption>"), html.count("Data behind the figure</summary>"))
    assert counts == (len(images), len(images))


def test_the_page_says_what_holds_and_what_does_not(pages):
    html = without_terms(pages["03_progress_2016.html"])
    for words in (
        "On every path, even after rounding:",
        "Pace depends on the base year:",
        "2015 was forecast, not measured.",
        "The two names may not mean one series.",
    ):
        assert words in html


def test_every_page_ends_with_its_own_citation_to_copy(pages):
    foot = unescape(pages["03_progress_2016.html"]).partition("<footer")[2]
    assert (
        '<p>To cite this page: "Was the plan on its path in 2016?", Made in China 2025 indicator '
        "compendium (release 0), by its maintainers.</p>"
    ) in foot


def test_the_index_says_what_was_set_and_when_values_followed(pages, tables):
    html = unescape(pages["index.html"])
    lead = f"China's industrial plan of May 2015 set {len(tables['indicators'])} indicators"
    assert f"{lead} with targets for 2020 and 2025." in html
    assert "By March 2017, values for 2016 had been published" in html


def test_the_index_shows_the_outcomes_before_the_report_year_and_the_picture(pages):
    html = without_terms(pages["index.html"])
    places = ['class="prose answer"', 'id="indicators"', 'id="sectors"', 'id="verdicts"', "<figure"]
    assert [html.index(place) for place in places] == sorted(html.index(place) for place in places)
    assert "CNC ratio of key processes</strong>, behind on all 12 paths" in html
    assert "33.3\N{NO-BREAK SPACE}%; 33.5 to 36.9" in html


def test_code_is_there_and_folded(pages):
    html = pages["03_progress_2016.html"]
    assert html.count("<summary>Parameters</summary>") == 1
    assert html.count("<summary>Code</summary>") > 1
    assert "<details open" not in html


def test_the_answer_comes_before_any_code(pages):
    for name in set(pages) - {"index.html", "search.html", *REFERENCE}:
        html = pages[name]
        assert html.index('class="prose answer"') < html.index('<details class="code">'), name


def test_a_word_leads_to_the_glossary_once_and_is_there(pages):
    words = Elements(pages["glossary.html"]).all("dt")
    anchors = {f"glossary.html#{word.get('id')}" for word in words}
    for name in ("03_progress_2016.html", f"{SHEET}.html"):
        links = [link["href"] for link in Elements(pages[name]).all("a")
                 if link.get("class") == "term"]  # fmt: skip
        assert links
        assert len(links) == len(set(links)), name
        assert {link.removeprefix("../") for link in links} <= anchors


def test_what_a_newcomer_needs_to_read_an_answer_stands_beside_it(pages):
    answer = pages["03_progress_2016.html"].partition('class="prose answer"')[2]
    assert re.search(r'</div>\s*<dl class="words">.*?<dfn>Path</dfn>', answer, re.S)


def test_a_figure_names_its_source_with_place_and_footnote(pages):
    html = pages["03_progress_2016.html"]
    (miit,) = re.findall(
        r"Ministry of Industry and Information Technology 2017 .*?%[.;]\s?[^<]*", html
    )[:1]
    assert '<a href="#source-miit_2017">[' in miit
    assert "I.5, sentence with 61.8%; I.5, sentence with 33.3%" in miit
    assert html.count('<li id="source-miit_2017">') == 1


def test_each_figure_says_how_to_cite_it(pages):
    for name in ("index.html", "03_progress_2016.html", f"{SHEET}.html"):
        html = unescape(pages[name])
        assert html.count("To cite it: figure ") == html.count("<figure "), name
    assert 'To cite it: figure "fan" in "Was the plan on its path in 2016?", ' in unescape(
        pages["03_progress_2016.html"]
    )


def test_a_sheet_is_named_for_its_indicator(pages):
    html = pages[f"{SHEET}.html"]
    assert "<h1>CNC ratio of key processes</h1>" in html
    assert "<title>CNC ratio of key processes: targets and reported values ·" in html
    assert 'content="../figures/share.png"' in html


def test_with_an_address_a_page_names_itself_and_its_picture_in_full(executed, tables):
    record = RECORD | {"site_address": "https://example.org/mic/"}
    files = render_site(executed[:1], tables, record, [])
    for name in ("index.html", "search.html", "methods.html", executed[0].href):
        elements = Elements(files[name].decode())
        assert {"rel": "canonical", "href": f"https://example.org/mic/{name}"} in elements.all(
            "link"
        )
        metas = {meta.get("property"): meta.get("content") for meta in elements.all("meta")}
        assert metas["og:image"] == "https://example.org/mic/figures/share.png"
        assert metas["og:url"] == f"https://example.org/mic/{name}"


def test_no_cell_is_left_blank(pages):
    blank = re.compile(r"<t[dh][^>]*></t[dh]>")
    assert {name: len(blank.findall(html)) for name, html in pages.items()} == dict.fromkeys(
        pages, 0
    )


def test_a_notebook_named_in_the_text_is_linked(pages):
    link = '<a href="04_robustness.html">How fragile are the verdicts?</a>'
    assert link in pages["03_progress_2016.html"]
    link = '<a href="08_scoreboard.html">Which targets were met?</a>'
    assert link in pages["07_hindsight.html"]


def test_a_rerun_says_on_every_page_that_it_is_not_the_published_edition(executed, tables):
    record = RECORD | {
        "edition": "mine", "report_year": 2017, "inputs": {"data/raw/a.csv": "0", "new.csv": "1"},
    }  # fmt: skip
    files = render_site(executed[:1], tables, record, [])
    for name in ("index.html", f"{executed[0].name}.html"):
        html = files[name].decode()
        assert "This is version mine, made with new.csv, for 2017." in html
        assert "It is not the published version." in html
        assert "Version mine ·" in html
    assert b"editions.html" not in files["index.html"]


def test_the_index_says_how_it_turned_out_where_there_is_evidence_on_the_targets(
    pages, executed, tables
):
    assert "<h1>How did Made in China 2025 turn out?</h1>" in pages["index.html"]
    without = {name: table for name, table in tables.items() if name != "scoreboard"}
    index = render_site(executed[:1], without, RECORD, [])["index.html"].decode()
    assert "<h1>Was Made in China 2025 on its path in 2016?</h1>" in index
    assert index.count('class="prose answer"') == 1
    assert 'class="look"' not in index


def test_every_cell_of_the_index_leads_to_a_row_of_evidence(pages):
    links = [link["href"] for link in Elements(pages["index.html"]).all("a")
             if link["href"].startswith(f"{SHEET}.html#evidence-")]  # fmt: skip
    assert links
    ids = {a["id"] for _, a in Elements(pages[f"{SHEET}.html"]).found if "id" in a}
    assert {link.partition("#")[2] for link in links} <= ids


def test_what_lies_behind_a_link_is_told_without_markup(pages):
    descriptions = re.findall(
        r'<meta name="description" content="([^"]*)"', "".join(pages.values())
    )
    assert descriptions
    assert not [text for text in descriptions if re.search(r"[*`]|\]\(", text)]
    assert ".ipynb)" not in pages["index.html"]


def test_a_question_asks_about_the_year_of_its_edition_whatever_the_default(executed, tables):
    asked = next(one for one in executed if one.name == "03_progress_2016")
    other = copy.deepcopy(asked.notebook)
    for cell in other["cells"]:
        cell["source"] = cell["source"].replace("2016", "2015")
    record = RECORD | {"report_year": 2017}
    for notebook in (asked.notebook, other):
        files = render_site([Executed("03_x", notebook)], tables, record, [])
        assert b"<h1>Was the plan on its path in 2017?</h1>" in files["03_x.html"]


def test_pages_keep_their_budget(pages):
    for name, html in pages.items():
        without_figures = BULK.sub("", html)
        assert len(without_figures.encode()) < LARGEST_TEXT, name
        assert len(html.encode()) < LARGEST_PAGE, name


def test_figures_can_be_downloaded_as_svg_png_and_csv(site):
    names = {name for name in site if name.startswith("figures/")} - {SHARE}
    stems = {name.rpartition(".")[0] for name in names}
    assert "figures/03_progress_2016-fan" in stems
    for stem in stems:
        assert site[f"{stem}.png"].startswith(b"\x89PNG")
        assert site[f"{stem}.csv"].count(b"\n") > 3


def test_rendering_twice_gives_the_same_bytes(site, executed, tables):
    again = render_site(executed, tables, RECORD, ["tables/milestones.csv"])
    assert again == site


def test_unknown_outputs_are_shown_as_text():
    output = {"output_type": "display_data", "data": {"text/plain": "<script>1</script>"}}
    assert output_html(output, "x") == "<pre>&lt;script&gt;1&lt;/script&gt;</pre>"
    stream = {"output_type": "stream", "name": "stdout", "text": "a < b"}
    assert output_html(stream, "x") == "<pre>a &lt; b</pre>"


def test_svg_size_is_read_in_css_pixels():
    assert svg_size('<svg height="72pt" version="1.1" width="360pt">') == (480, 96)
    assert svg_size('<svg width="360pt" height="72pt">') == (480, 96)


SMALL = '<svg height="72pt" width="72pt"></svg>'


def test_screens_without_room_get_the_narrow_drawing_and_print_the_wide_one():
    bundle = {
        "name": "one", "alt": "words", "caption": "caption", "source": "", "columns": [],
        "rows": [], "svg": '<svg height="72pt" width="720pt"></svg>',
        "narrow": '<svg height="144pt" width="252pt"></svg>',
    }  # fmt: skip
    html = output_html({"output_type": "display_data", "data": {MIME: bundle}}, "page")
    (source,) = re.findall(r"<source [^>]+>", html)
    (image,) = re.findall(r"<img [^>]+>", html)
    assert source.startswith('<source media="screen and (max-width: 60rem)"')
    assert source.endswith(' width="336" height="192">')
    assert image.endswith(' alt="words" width="960" height="96">')
    for element, drawing in ((source, "narrow"), (image, "svg")):
        encoded = re.search(r"base64,([^\"]+)", element).group(1)
        assert base64.b64decode(encoded).decode() == bundle[drawing]


@pytest.mark.parametrize(("source", "told"), [("", ""), ("x", " Source: x.")])
def test_a_figure_names_its_source_where_it_has_one(source, told):
    bundle = {
        "name": "one", "alt": "words", "caption": "what is drawn", "source": source, "columns": [],
        "rows": [], "svg": SMALL, "narrow": SMALL,
    }  # fmt: skip
    html = output_html({"output_type": "display_data", "data": {MIME: bundle}}, "page")
    assert f"<figcaption>what is drawn{told}</figcaption>" in html


def test_a_page_holds_its_drawings_without_their_indents_and_turns_by_nothing():
    turned = ' <g>\n  <text x="3" transform="rotate(-0 3 4)">a  b</text>\n </g>'
    assert compact(turned) == '<g>\n<text x="3">a  b</text>\n</g>'
    assert compact('<text transform="rotate(-90 3 4)">a</text>').count("rotate") == 1


def test_pages_and_style_sheet_agree_which_screens_are_narrow():
    assert f"@media {NARROW_SCREENS} {{" in style_sheet()


def test_a_page_without_figures_has_no_figure_files(executed):
    assert figure_files(executed[0].notebook, executed[0].name) == {}
