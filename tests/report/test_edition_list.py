"""The list of editions: what lies beside the published one, and whether it still holds."""

import json

import pytest

from helpers.report.edition_list import editions_page, list_editions

PUBLISHED = {
    "edition": "published", "version": "1", "report_year": 2016,
    "parameters": {"report_year": 2016, "observations": "", "rules": ["linear"]},
    "inputs": {"data/raw/a.csv": "aa"},
}  # fmt: skip
MINE = PUBLISHED | {
    "edition": "mine", "report_year": 2017,
    "parameters": {"report_year": 2017, "observations": "new.csv", "rules": ["linear"]},
    "inputs": {"data/raw/a.csv": "aa", "new.csv": "bb"},
}  # fmt: skip


@pytest.fixture
def reports(tmp_path):
    write(tmp_path, PUBLISHED)
    write(tmp_path / "mine", MINE)
    return tmp_path


def write(folder, record):
    folder.mkdir(exist_ok=True)
    (folder / "run.json").write_text(json.dumps(record), "utf-8")


def test_an_edition_is_listed_with_what_was_added(reports):
    published, mine = list_editions(reports)
    assert (published.href, published.added, published.state) == (
        "index.html", "nothing", "the version to cite",
    )  # fmt: skip
    assert (mine.href, mine.report_year, mine.added) == ("mine/index.html", 2017, "new.csv")
    assert mine.parameters == "report year: 2017"
    assert mine.state == "up to date"


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"inputs": {"data/raw/a.csv": "old", "new.csv": "bb"}}, "out of date: the source tables"),
        ({"version": "0"}, "out of date: made by release 0"),
    ],
    ids=["tables", "version"],
)
def test_an_edition_made_from_something_older_is_stale(reports, change, state):
    write(reports / "mine", MINE | change)
    assert list_editions(reports)[1].state.startswith(state)


def test_folders_without_a_record_of_their_own_are_no_editions(reports):
    write(reports / "copy", MINE)
    (reports / "broken").mkdir()
    (reports / "broken" / "run.json").write_text("{")
    (reports / "tables").mkdir()
    assert [edition.name for edition in list_editions(reports)] == ["published", "mine"]


@pytest.mark.parametrize("missing", ["inputs", "parameters", "report_year", "version"])
def test_a_record_that_lacks_what_is_listed_is_left_out(reports, missing):
    write(reports / "mine", {name: told for name, told in MINE.items() if name != missing})
    assert [edition.name for edition in list_editions(reports)] == ["published"]


def test_the_page_tells_editions_apart_and_links_what_is_there(reports):
    (reports / "diff-published-mine.html").write_text("x")
    html = editions_page(reports)
    assert '<a href="mine/index.html">Version mine</a>' in html
    assert 'href="diff-published-mine.html"' in html
    assert "default-src 'none'" in html


def test_the_list_depends_on_records_alone(reports):
    assert editions_page(reports) == editions_page(reports)
    (reports / "run.json").touch()
    assert editions_page(reports).count("<tr>") == 3
