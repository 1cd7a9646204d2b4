"""Putting an edition in place: in one step, with everything that is not its own kept."""

import contextlib
import os

import pytest

from helpers.edition import publish as module
from helpers.edition.publish import OLD, exchange, publish, restore, write_atomically
from helpers.errors import WrongCall


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


def test_a_full_disk_names_the_file_that_did_not_fit(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left") as stopped:
        write_atomically(tmp_path / "a.csv", b"1")
    assert stopped.value.filename == str(tmp_path / ".a.csv.part")


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


def test_a_linked_folder_stays_a_link_and_changes_where_it_leads(place, tmp_path):
    there = tmp_path / "elsewhere" / "x"
    there.parent.mkdir()
    place.rename(there)
    place.symlink_to(there)
    publish(NEW, place, ["old.html"], tmp_path / "staging")
    assert place.is_symlink()
    assert contents(there) == AFTER
    assert not (tmp_path / "staging").exists()


def test_what_a_link_left_where_an_edition_is_built_leads_to_is_left_alone(place, tmp_path):
    write_atomically(tmp_path / "precious" / "table.csv", b"1")
    (tmp_path / "staging").symlink_to(tmp_path / "precious")
    publish(NEW, place, ["old.html"], tmp_path / "staging")
    assert contents(place) == AFTER
    assert contents(tmp_path / "precious") == {"table.csv": b"1"}


def test_a_linked_edition_beside_the_published_one_is_kept(place, tmp_path):
    write_atomically(tmp_path / "far" / "index.html", b"far")
    (place / "far").symlink_to(tmp_path / "far")
    publish(NEW, place, ["old.html"], tmp_path / "staging")
    assert (place / "far").is_symlink()
    assert (place / "far" / "index.html").read_bytes() == b"far"


@pytest.mark.parametrize("name", ["../x.html", "a/../../x.html", "/x.html"])
def test_no_file_is_written_outside_of_its_folder(place, tmp_path, name):
    before = contents(tmp_path)
    with pytest.raises(WrongCall, match="leads out of its folder"):
        publish({name: b"x"}, place, [], tmp_path / "staging")
    assert contents(tmp_path) == before


class Failing:
    """Lets the n-th step that changes the disk fail, whichever it is."""

    def __init__(self, monkeypatch, at):
        self.left = at
        for owner, name in (
            (module.Path, "write_bytes"), (module.os, "link"), (module.Path, "rename"),
            (module.Path, "mkdir"), (module.shutil, "rmtree"), (module, "exchange"),
        ):  # fmt: skip
            monkeypatch.setattr(owner, name, self.counted(getattr(owner, name)))

    def counted(self, step):
        def stepping(*words, **named):
            self.left -= 1
            if self.left < 0:
                raise OSError(28, "No space left on device")
            return step(*words, **named)

        return stepping


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("linked", [False, True], ids=["folder", "link"])
@pytest.mark.parametrize("at", range(24))
def test_a_failure_at_any_step_loses_nothing(place, tmp_path, monkeypatch, at, linked):
    if linked:
        place.rename(tmp_path / "there")
        place.symlink_to(tmp_path / "there")
    before = contents(place)
    with monkeypatch.context() as patch:
        failing = Failing(patch, at)
        with contextlib.suppress(OSError):
            publish(NEW, place, ["old.html"], tmp_path / "staging")
    restore(place.resolve())
    assert contents(place) in (before, AFTER)
    assert place.is_symlink() == linked
    publish(NEW, place, ["old.html"], tmp_path / "staging")
    assert contents(place) == AFTER
    assert failing.left < 0 or at > 10


def test_what_a_killed_writing_left_beside_goes_with_the_next_one(tmp_path):
    path, beside = tmp_path / "page.html", tmp_path / ".page.html.part"
    for content, is_new in ((b"1", True), (b"1", False), (b"2", True)):
        beside.write_bytes(b"half")
        assert write_atomically(path, content) is is_new
        assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
