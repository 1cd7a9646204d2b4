"""Putting an edition in place: in one step, with everything that is not its own kept."""

import os

import pytest

from helpers.edition import publish as module
from helpers.edition.publish import OLD, exchange, publish, restore, write_atomically


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def place(tmp_path):
    """A folder with an old edition and another edition below it."""
    folder = tmp_path / "reports"
    write_atomically(folder / "old.html", b"old")
    write_atomically(folder / "same.html", b"same")
    write_atomically(folder / "other" / "kept.html", b"another edition")
    return folder


NEW = {"index.html": b"new", "same.html": b"same", "tables/a.csv": b"1"}
AFTER = {**NEW, "other/kept.html": b"another edition"}


def test_old_files_go_new_ones_come_and_others_stay(place, tmp_path):
    publish(NEW, place, ["old.html", "same.html"], tmp_path / "staging")
    assert contents(place) == AFTER
    assert not (tmp_path / "staging").exists()


def test_a_new_edition_gets_its_folder(tmp_path):
    publish(NEW, tmp_path / "reports" / "mine", [], tmp_path / "staging")
    assert contents(tmp_path / "reports" / "mine") == NEW


def test_what_an_interrupted_run_had_staged_is_dropped(place, tmp_path):
    write_atomically(tmp_path / "staging" / "half.html", b"half")
    publish(NEW, place, ["old.html"], tmp_path / "staging")
    assert contents(place) == AFTER


@pytest.mark.parametrize("step", ["write_bytes", "rename"])
def test_a_failure_at_any_step_leaves_the_old_edition(place, tmp_path, monkeypatch, step):
    before = contents(place)

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    if step == "rename":
        monkeypatch.setattr(module, "exchange", fail)
    else:
        monkeypatch.setattr(module.Path, "write_bytes", fail)
    with pytest.raises(OSError, match="No space left"):
        publish(NEW, place, ["old.html"], tmp_path / "staging")
    assert contents(place) == before


def test_an_unchanged_file_keeps_its_time(place, tmp_path):
    os.utime(place / "same.html", (1, 1))
    publish(NEW, place, ["old.html"], tmp_path / "staging")
    assert (place / "same.html").stat().st_mtime == 1


@pytest.fixture(params=["at once", "in two renames"])
def way(request, monkeypatch):
    """The exchange where the system has one, and where it has none."""
    if request.param == "in two renames":
        monkeypatch.setattr(module.sys, "platform", "other")


@pytest.mark.usefixtures("way")
def test_two_folders_change_places(place, tmp_path):
    write_atomically(tmp_path / "new" / "index.html", b"new")
    before = contents(place)
    exchange(tmp_path / "new", place)
    assert contents(place) == {"index.html": b"new"}
    assert contents(tmp_path / "new") == before


def test_a_folder_set_aside_by_an_interrupted_exchange_comes_back(place):
    before = contents(place)
    place.rename(place.with_name(place.name + OLD))
    restore(place)
    assert contents(place) == before
    assert [path.name for path in place.parent.iterdir()] == ["reports"]


def test_an_unchanged_file_is_not_written(tmp_path):
    path = tmp_path / "a.csv"
    assert write_atomically(path, b"1") is True
    before = path.stat().st_mtime_ns
    assert write_atomically(path, b"1") is False
    assert path.stat().st_mtime_ns == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
