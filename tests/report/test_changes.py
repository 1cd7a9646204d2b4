"""The page of changes: a section a version, each part with an anchor of its own."""

from helpers.report.changes import changes_page
from helpers.report.reference_frame import reference_frame

TEXT = """# Changelog

Newest first.

## 0.2.0, unreleased

### Data

- A `table` more & <b>less</b>.

## 0.1.0, 2026-11-21

### Data

- The first.
"""


def page():
    return changes_page(reference_frame("changes"), TEXT)


def test_each_version_and_each_part_of_it_has_an_anchor():
    html = page()
    assert '<h2 id="version-0-2-0">0.2.0, unreleased</h2>' in html
    assert '<h3 id="version-0-2-0-data">Data</h3>' in html
    assert '<h3 id="version-0-1-0-data">Data</h3>' in html
    assert '<li><a href="#version-0-1-0">0.1.0, 2026-11-21</a></li>' in html


def test_the_page_has_one_heading_and_the_text_is_text():
    html = page()
    assert html.count("<h1>") == 1
    assert "Changelog" not in html
    assert "Newest first" not in html
    assert "<code>table</code> more &amp; &lt;b&gt;less&lt;/b&gt;" in html


def test_our_own_changelog_has_its_parts():
    html = changes_page(reference_frame("changes"))
    for part in ("Data", "Results", "Commands"):
        assert f">{part}</h3>" in html
