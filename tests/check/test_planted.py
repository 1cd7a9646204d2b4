"""The sample that a check plants on its own run."""

import shutil

import pytest

from helpers import paths
from helpers.check import planted_around
from helpers.check.hash_sums import check_raw_files
from helpers.check.planted import check_planted, draw_edits, named_alone, plant, plant_sample
from helpers.check.planted_around import AROUND

SEED = 2025


def test_a_sample_can_be_drawn_again_and_another_seed_draws_another():
    first = draw_edits(paths.RAW, 12, SEED)
    assert draw_edits(paths.RAW, 12, SEED) == first
    assert draw_edits(paths.RAW, 12, SEED + 1) != first
    assert len({(one.file, one.position) for one in first}) == 12
    assert all(one.before != one.after for one in first)


def test_a_planted_sample_passes_the_register_of_hashes(tmp_path):
    raw = shutil.copytree(paths.RAW, tmp_path / "raw")
    plant(raw, draw_edits(paths.RAW, 6, SEED))
    assert check_raw_files(raw).findings == ()


def test_each_of_a_sample_is_named(tmp_path):
    found = plant_sample(paths.ROOT, tmp_path, SEED, 40)
    assert (found.seed, found.count, found.missed) == (SEED, 40 + len(AROUND), ())
    assert (found.by_print, found.one_by_one) == (0, 0)
    assert check_planted(found).state == "green"


@pytest.mark.parametrize("name", AROUND)
def test_a_fault_around_that_nothing_names_is_told(tmp_path, monkeypatch, name):
    plant, _ = AROUND[name]
    monkeypatch.setattr(planted_around, "AROUND", {name: (plant, lambda _: ())})
    assert list(planted_around.missed_around(paths.ROOT, tmp_path, SEED)) == [name]


def test_a_blind_check_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.check.planted.broken_seals", lambda *_: iter(()))
    found = plant_sample(paths.ROOT, tmp_path, SEED, 5)
    assert len(found.missed) == 5
    assert check_planted(found).state == "red"


def test_guards_name_some_without_any_seal(tmp_path):
    edits = [one for one in draw_edits(paths.RAW, 60, SEED) if "\u200b" in one.after][:2]
    assert all(named_alone(paths.RAW, tmp_path / "alone", edit) for edit in edits)
