"""The page of a certificate says what its JSON says, and which JSON it speaks of."""

import json

import pytest

from helpers.check import certificate as module
from helpers.check.planted import Planted
from helpers.check.verdict import judge
from helpers.report.certificate import by_folder, certificate_page

GREEN = judge("tables", [], "25 tables are the same")
RED = judge("raw files", ["data/raw/a.csv: <b> is not as registered"], "")
ALL_NAMED = Planted(2025, 24, 3, 8, ())
ONE_MISSED = Planted(2025, 24, 3, 8, ("policies.csv, row 3",))


@pytest.fixture
def page(tmp_path):
    def of(checks, planted=ALL_NAMED):
        (tmp_path / "data" / "raw").mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / "raw" / "a.csv").write_text("a\n1\n")
        (tmp_path / "README.md").write_text("words")
        statement = json.loads(module.certificate(tmp_path, checks, planted))
        return certificate_page(statement, "seen.json", "0f" * 32)

    return of


def test_it_begins_with_the_verdict(page):
    assert "Everything was made again with equal bytes." in page([GREEN])
    assert '<p class="lead">Red: raw files.</p>' in page([GREEN, RED])


def test_a_finding_stands_beside_its_check_as_text(page):
    html = page([RED]).replace("<wbr>", "")
    assert "data/raw/a.csv: &lt;b&gt; is not as registered" in html


def test_it_names_the_faults_that_nothing_named(page):
    assert "All were named." in page([GREEN])
    assert "Not named: policies.csv, row 3." in page([GREEN], ONE_MISSED)


def test_it_tells_which_certificate_it_speaks_of_and_how_to_check_that(page):
    html = page([GREEN])
    assert f"<code>seen.json</code>, with the SHA-256 <code>{'0f' * 32}</code>" in html
    assert "python -m tests.certificate check seen.json" in html


def test_files_are_listed_by_folder():
    digest = {"digest": {"sha256": "00"}}
    names = ["data/raw/b.csv", "README.md", "data/raw/a.csv", "reports/figures/x.svg", "tests/"]
    assert by_folder([{"name": name} | digest for name in names]) == [
        ("", [("README.md", "00"), ("tests/", "00")]),
        ("data/raw", [("data/raw/a.csv", "00"), ("data/raw/b.csv", "00")]),
        ("reports", [("reports/figures/x.svg", "00")]),
    ]
