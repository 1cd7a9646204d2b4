"""CITATION.cff holds to the Citation File Format 1.2.0 and to the package."""

import re
from datetime import date

import yaml

from helpers import __version__, paths

CFF = yaml.safe_load((paths.ROOT / "CITATION.cff").read_text("utf-8"))
# Keys of the format that this file may use; those it must have come first.
REQUIRED = {"cff-version", "message", "title", "authors"}
KNOWN = REQUIRED | {
    "abstract", "commit", "contact", "date-released", "doi", "identifiers", "keywords", "license",
    "license-url", "preferred-citation", "references", "repository", "repository-artifact",
    "repository-code", "type", "url", "version",
}  # fmt: skip
ENTITY, PERSON = {"name"}, {"family-names", "given-names"}


def test_it_has_the_required_keys_and_no_unknown_one():
    assert CFF.keys() >= REQUIRED
    assert CFF.keys() <= KNOWN
    assert CFF["cff-version"] == "1.2.0"
    assert CFF["type"] in ("software", "dataset")


def test_its_texts_are_texts_and_its_authors_have_names():
    for name in ("message", "title", "abstract"):
        assert isinstance(CFF[name], str)
        assert CFF[name].strip()
    assert CFF["authors"]
    assert all(author.keys() >= ENTITY or author.keys() & PERSON for author in CFF["authors"])
    assert len(set(CFF["keywords"])) == len(CFF["keywords"])


def test_its_date_is_a_date_written_as_text():
    assert isinstance(CFF["date-released"], str)
    assert date.fromisoformat(CFF["date-released"]) > date(2017, 3, 11)


def test_version_and_licences_are_those_of_the_package():
    project = (paths.ROOT / "pyproject.toml").read_text("utf-8")
    assert str(CFF["version"]) == __version__
    assert f'license = "{" AND ".join(CFF["license"])}"' in project
    assert re.search(rf'^version = "{re.escape(__version__)}"$', project, re.M)


def test_the_changelog_has_a_section_of_that_version_and_date():
    text = (paths.ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"\n## {CFF['version']}, {CFF['date-released']}\n" in text


def test_a_version_to_come_tells_data_results_and_commands_apart():
    text = (paths.ROOT / "CHANGELOG.md").read_text("utf-8")
    found = re.findall(r"^## (\S+), unreleased\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    for _, section in found:
        assert re.findall(r"^### (.+)$", section, re.M) == ["Data", "Results", "Commands"]
