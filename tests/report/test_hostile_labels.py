"""A label with marks of HTML in it is text on every kind of page, never an element."""

import json
import re
from html.parser import HTMLParser

import nbformat
import pandas as pd
import pytest

from helpers import paths
from helpers.edition.layout import SEARCH
from helpers.present.figure_output import MIME
from helpers.report.batch import batch_page
from helpers.report.differences import differences_page
from helpers.report.edition_list import editions_page
from helpers.report.search_page import search_page
from helpers.report.site import Executed, Site
from tests.report.rendering import site_pages

LABEL = """<script>alert("x")</script><img src=x onerror='y'> & "Q" 'q'"""
RECORD = {
    "edition": LABEL, "version": LABEL, "command": f"mic2025 rerun {LABEL}", "report_year": 2016,
    "parameters": {"targets": "", "observations": LABEL},
    "inputs": {LABEL: "0"}, "versions": {LABEL: LABEL},
}  # fmt: skip
BUNDLE = {
    "name": "one", "alt": LABEL, "caption": LABEL, "source": LABEL, "columns": [LABEL],
    "rows": [[LABEL]], "svg": '<svg height="72pt" width="72pt"></svg>',
    "narrow": '<svg height="72pt" width="36pt"></svg>',
}  # fmt: skip


class Read(HTMLParser):
    """What a browser makes of a page: elements, attributes, and words."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.names, self.words = [], set(), ""
        self.values = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}
        self.values += [value for _, value in attrs]

    def handle_data(self, data):
        self.words += data


def notebook(title, kind="observations"):
    figure = nbformat.v4.new_output("display_data", {MIME: BUNDLE, "image/png": ""})
    parameters = f'{kind}: str = "x"  # help'
    cells = [
        nbformat.v4.new_markdown_cell(f"# {title}\n\nWords."),
        nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(f"'''{LABEL}'''", outputs=[figure]),
        nbformat.v4.new_code_cell("1", outputs=[
            nbformat.v4.new_output("display_data", {"text/plain": LABEL}),
            nbformat.v4.new_output("stream", text=LABEL),
        ]),
    ]  # fmt: skip
    return nbformat.v4.new_notebook(cells=cells)


def index_and_page(tables):
    names = tables["indicators"].assign(name_en=LABEL)
    sources = tables["sources"].assign(title=LABEL, publisher=LABEL, note=LABEL)
    hostile = tables | {"indicators": names, "sources": sources}
    sheet = notebook("What of one indicator?", "indicator")
    executed = [
        Executed("01_one", notebook("One")),
        Executed("indicators/co2_intensity", sheet, "co2_intensity"),
    ]
    pages = site_pages(Site(executed, hostile, RECORD), ["tables/milestones.csv"])
    files = {name: content for files in pages.values() for name, content in files.items()}
    return files | {SEARCH: search_page(files, RECORD).encode("utf-8")}


def batch(_):
    rows = pd.DataFrame([{"run": LABEL, LABEL: LABEL, "result": "failed", "answer": LABEL,
                          "failure": f"x failed with Error: {LABEL}"}])  # fmt: skip
    return batch_page(LABEL, rows, {LABEL: f"{LABEL}/index.html"}, LABEL)


def differences(_):
    found = [
        {"kind": "input", "where": LABEL, "before": LABEL, "after": LABEL},
        {"kind": "changed", "where": f"milestones x 2020, {LABEL}", "before": "", "after": LABEL},
        {"kind": "new", "where": "observations x-2020-y", "before": "", "after": LABEL},
    ]
    return differences_page(found, LABEL, "mine", {"x": LABEL})


def editions(_, folder):
    (folder / "mine").mkdir()
    (folder / "run.json").write_text(json.dumps(RECORD | {"edition": paths.PUBLISHED}), "utf-8")
    record = RECORD | {"edition": "mine", "parameters": {"rules": [LABEL]}}
    (folder / "mine" / "run.json").write_text(json.dumps(record), "utf-8")
    return editions_page(folder)


@pytest.mark.parametrize(
    "kind", ["index.html", "search.html", "01_one.html", "batch", "differences", "editions"]
)
def test_a_hostile_label_stays_text(kind, tables, tmp_path):
    if kind.endswith(".html"):
        html = index_and_page(tables)[kind].decode("utf-8")
    else:
        html = editions(tables, tmp_path) if kind == "editions" else globals()[kind](tables)
    read = Read(html)
    # The page's own script, and on the search page the texts to search.
    assert read.tags.count("script") == (2 if kind == "search.html" else 1)
    assert "onerror" not in read.names
    assert LABEL in read.words.replace("\u00a0", " ")
    values = [in_css(value) for value in filter(None, read.values)]
    assert all("alert" not in value or value.count(LABEL) for value in values)


def in_css(text):
    """Return a text with the escapes of CSS taken back, as a browser reads them."""
    return re.sub(r"\\([0-9a-f]+) ", lambda found: chr(int(found[1], 16)), text)
