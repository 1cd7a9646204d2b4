"""The packaging record: what went in, what came out, the same bytes each time, a valid crate."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest
import rocrate

from helpers.edition.fingerprint import hash_bytes
from helpers.run.crate import CRATE, crate_text, media_type, release_date

RECORD = {
    "edition": "mine",
    "version": "0.1.0",
    "command": "mic2025 rerun --observations new.csv --edition mine",
    "report_year": 2017,
    "parameters": {"report_year": 2017, "rules": ["linear"], "observations": "new.csv"},
    "inputs": {"data/raw/funds.csv": "0" * 64, "new.csv": hash_bytes(b"added")},
    "versions": {"python": "3.11.7", "pandas": "3.1.1"},
    "notebooks": {"03_progress_2016": {"seconds": 4.2}},
}
FILES = {
    "index.html": b"<html></html>",
    "notebooks/03_progress_2016.ipynb": b"{}",
    "tables/mic2025-tables.xlsx": b"x",
    "inputs/observations/new.csv": b"added",
}


@pytest.fixture(scope="module")
def entities():
    graph = json.loads(crate_text(RECORD, FILES))["@graph"]
    return {entity["@id"]: entity for entity in graph}


def ids(references):
    return [one["@id"] for one in references]


def test_every_file_stands_in_it_with_size_and_hash(entities):
    for name, content in FILES.items():
        assert entities[name]["@type"] == "File"
        assert entities[name]["sha256"] == hash_bytes(content)
        assert entities[name]["contentSize"] == str(len(content))
    assert set(ids(entities["./"]["hasPart"])) == {*FILES, "run.json"}


def test_the_run_joins_inputs_tool_and_results(entities):
    run = entities["#run"]
    assert run["@type"] == "CreateAction"
    assert run["instrument"] == {"@id": "#mic2025"}
    assert entities["#mic2025"]["softwareVersion"] == "0.1.0"
    assert set(ids(run["result"])) == {*FILES, "run.json"} - {"inputs/observations/new.csv"}
    assert {"#data/raw/funds.csv", "inputs/observations/new.csv"} <= set(ids(run["object"]))
    assert entities["#data/raw/funds.csv"]["sha256"] == "0" * 64
    assert entities["#parameter-report_year"]["value"] == "2017"
    assert entities["#parameter-rules"]["value"] == '["linear"]'


def test_it_names_the_versions_that_shape_the_outputs(entities):
    needs = ids(entities["#mic2025"]["softwareRequirements"])
    assert needs == ["pkg:pypi/pandas@3.1.1", "pkg:generic/python@3.11.7"]


def test_equal_runs_give_equal_bytes_whatever_time_they_took():
    slower = RECORD | {"notebooks": {"03_progress_2016": {"seconds": 99.9}}}
    shuffled = dict(reversed(FILES.items()))
    assert crate_text(slower, shuffled) == crate_text(RECORD, FILES)


def test_only_the_published_edition_names_the_maintainers_as_authors(entities):
    assert "author" not in entities["./"]
    graph = json.loads(crate_text(RECORD | {"edition": "published"}, FILES))["@graph"]
    root = next(entity for entity in graph if entity["@id"] == "./")
    assert root["author"] == root["publisher"] == {"@id": "#maintainers"}
    assert root["datePublished"] == release_date()


def test_media_types_do_not_depend_on_the_machine():
    known = {name: media_type(name) for name in ("a.csv", "a.html", "a.json", "a.png", "a.svg")}
    assert known == {
        "a.csv": "text/csv",
        "a.html": "text/html",
        "a.json": "application/json",
        "a.png": "image/png",
        "a.svg": "image/svg+xml",
    }
    assert media_type("a.unheard") == "application/octet-stream"


@pytest.fixture
def validator(monkeypatch):
    """The validator of the profile, with the JSON-LD context that the library brings along."""
    from rocrate_validator import models, services
    from rocrate_validator.utils import document_loader
    from rocrate_validator.utils.http import HttpRequester

    context = (Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_text("utf-8")
    answer = SimpleNamespace(
        status_code=200,
        headers={"Content-Type": "application/ld+json"},
        text=context,
        content=context.encode(),
        json=lambda: json.loads(context),
    )
    monkeypatch.setattr(HttpRequester, "get", lambda *_, **__: answer, raising=False)
    monkeypatch.setattr(document_loader, "_fetch_json_ld", lambda _: json.loads(context))

    def validate(folder):
        settings = models.ValidationSettings(
            rocrate_uri=str(folder),
            profile_identifier="process-run-crate-0.5",
            requirement_severity=models.Severity.REQUIRED,
            offline=True,
            cache_path=str(folder.parent / "cache"),
        )
        result = services.validate(settings)
        return [issue.message for issue in result.get_issues(models.Severity.REQUIRED)]

    return validate


@pytest.fixture
def crate(tmp_path):
    """An edition on disk."""
    folder = tmp_path / "mine"
    for name, content in (FILES | {"run.json": b"{}"}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / CRATE).write_text(crate_text(RECORD, FILES), encoding="utf-8")
    return folder


@pytest.mark.filterwarnings("ignore")
def test_it_is_a_valid_process_run_crate_and_the_validator_bites(crate, validator):
    assert validator(crate) == []
    text = (crate / CRATE).read_text("utf-8")
    (crate / CRATE).write_text(text.replace('"instrument"', '"tool"'), encoding="utf-8")
    assert any("instrument" in message for message in validator(crate))


def test_a_version_of_another_plan_is_about_that_plan():
    plan = {"title": "Goals for 2030", "publisher": "A council", "address": "https://example.org/g"}
    graph = json.loads(crate_text(RECORD | {"plan": plan}, FILES))["@graph"]
    told = {entity["@id"]: entity for entity in graph}
    root = told["./"]
    assert root["name"] == "Goals for 2030 indicator compendium, edition mine"
    assert "Made in China" not in root["description"]
    assert root["about"] == {"@id": "https://example.org/g"}
    assert told[told["https://example.org/g"]["publisher"]["@id"]]["name"] == "A council"
