"""Putting an edition in place: all or nothing, and an interrupted move is finished."""

import json

import pytest

from helpers.run.publish import SEAL, finish, publish, stage, write_atomically


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_are_moved_and_obsolete_ones_removed(tmp_path):
    staging, place = tmp_path / "staging", tmp_path / "reports"
    write_atomically(place / "old.html", b"old")
    write_atomically(place / "other" / "kept.html", b"another edition")
    stage({"index.html": b"new", "tables/a.csv": b"1"}, staging)
    publish(staging, place, ["old.html"])
    assert contents(place) == {
        "index.html": b"new",
        "tables/a.csv": b"1",
        "other/kept.html": b"another edition",
    }
    assert not staging.exists()


def test_an_unsealed_staging_folder_changes_nothing(tmp_path):
    staging, place = tmp_path / "staging", tmp_path / "reports"
    write_atomically(place / "index.html", b"old")
    stage({"index.html": b"half"}, staging)
    assert finish(staging) is False
    assert contents(place) == {"index.html": b"old"}
    assert not staging.exists()


@pytest.mark.parametrize("moved", [0, 1, 2])
def test_an_interrupted_move_is_finished_by_the_next_run(tmp_path, moved):
    staging, place = tmp_path / "staging", tmp_path / "reports"
    files = {"a.html": b"1", "b.html": b"2"}
    stage(files, staging)
    seal = {"destination": str(place), "files": list(files), "obsolete": []}
    write_atomically(staging / SEAL, json.dumps(seal).encode())
    place.mkdir()
    for name in list(files)[:moved]:
        (staging / name).replace(place / name)
    assert finish(staging) is True
    assert contents(place) == files


def test_an_unchanged_file_is_not_written(tmp_path):
    path = tmp_path / "a.csv"
    assert write_atomically(path, b"1") is True
    before = path.stat().st_mtime_ns
    assert write_atomically(path, b"1") is False
    assert path.stat().st_mtime_ns == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]
