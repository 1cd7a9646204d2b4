"""A whole version in one file: nothing foreign, nothing changed, the same bytes twice."""

import shutil
import zipfile

import pytest

from helpers.commands import export as module
from helpers.commands.export import BROWSERS, export
from helpers.edition.fingerprint import hash_bytes
from helpers.edition.layout import COMPENDIUM, RECORD
from helpers.edition.run_record import record_text
from helpers.errors import RunFailed, WrongCall

FILES = {
    "index.html": b"<p>index",
    "tables/rows.csv": b"a\n1\n",
    COMPENDIUM: b"<!doctype html><title>All</title><p>All pages",
}


@pytest.fixture
def reports(tmp_path):
    """A version of three files, with a foreign one beside them."""
    folder = tmp_path / "reports"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    hashes = {name: hash_bytes(content) for name, content in FILES.items()}
    (folder / RECORD).write_text(record_text({"edition": "published", "files": hashes}))
    (folder / "foreign.html").write_bytes(b"not of this version")
    return folder


def test_the_archive_holds_the_version_in_one_folder_and_nothing_foreign(reports, tmp_path):
    target = tmp_path / "all.zip"
    export(str(target), reports=reports)
    with zipfile.ZipFile(target) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
        assert {info.external_attr >> 16 & 0o777 for info in archive.infolist()} == {0o644}
    expected = FILES | {RECORD: (reports / RECORD).read_bytes()}
    assert found == {f"mic2025-published/{name}": text for name, text in expected.items()}


def test_the_same_version_gives_the_same_archive(reports, tmp_path):
    once, again = tmp_path / "once.zip", tmp_path / "again.zip"
    export(str(once), reports=reports)
    export(str(again), reports=reports)
    assert once.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("all.tar", "ends in none of .zip, .pdf"),
        ("reports/all.zip", "Name a place outside"),
        ("reports/tables/all.pdf", "Name a place outside"),
    ],
)
def test_another_ending_or_a_place_among_the_versions_is_refused(reports, tmp_path, name, words):
    with pytest.raises(WrongCall, match=words):
        export(str(tmp_path / name), reports=reports)
    assert not (tmp_path / name).exists()


def test_without_a_version_it_says_what_makes_one(tmp_path):
    (tmp_path / "reports").mkdir()
    with pytest.raises(WrongCall, match="'mic2025 build' makes one"):
        export(str(tmp_path / "all.zip"), reports=tmp_path / "reports")


def test_every_file_that_is_missing_or_another_is_named_and_nothing_is_written(reports, tmp_path):
    (reports / "index.html").write_bytes(b"changed")
    (reports / "tables/rows.csv").unlink()
    with pytest.raises(RunFailed) as refused:
        export(str(tmp_path / "all.zip"), reports=reports)
    assert "index.html: found another file" in str(refused.value)
    assert "tables/rows.csv: found no file" in str(refused.value)
    assert not (tmp_path / "all.zip").exists()


def test_without_a_browser_a_sentence_says_what_to_do(reports, tmp_path, monkeypatch):
    monkeypatch.setattr(module.shutil, "which", lambda _: None)
    with pytest.raises(RunFailed, match=r"Install Chromium, or print compendium\.html") as refused:
        export(str(tmp_path / "all.pdf"), reports=reports)
    assert refused.value.exit_code == 1
    assert not (tmp_path / "all.pdf").exists()


@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="no browser to print with")
def test_the_pages_are_printed_to_the_same_bytes_twice(reports, tmp_path):
    once, again = tmp_path / "once.pdf", tmp_path / "again.pdf"
    export(str(once), reports=reports)
    export(str(again), reports=reports)
    assert once.read_bytes().startswith(b"%PDF")
    assert once.read_bytes() == again.read_bytes()
