"""The sample that a check plants on its own run."""

from helpers import paths
from helpers.check.hash_sums import check_raw_files
from helpers.check.planted import draw_edits, named_alone, plant, plant_sample

SEED = 2025


def test_a_sample_can_be_drawn_again_and_another_seed_draws_another():
    first = draw_edits(paths.RAW, 12, SEED)
    assert draw_edits(paths.RAW, 12, SEED) == first
    assert draw_edits(paths.RAW, 12, SEED + 1) != first
    assert len({(one.file, one.position) for one in first}) == 12
    assert all(one.before != one.after for one in first)


def test_a_planted_sample_passes_the_register_of_hashes(tmp_path):
    import shutil

    raw = shutil.copytree(paths.RAW, tmp_path / "raw")
    plant(raw, draw_edits(paths.RAW, 6, SEED))
    assert check_raw_files(raw).findings == ()


def test_each_of_a_sample_is_named(tmp_path):
    found = plant_sample(paths.ROOT, tmp_path, SEED, 40)
    assert (found.seed, found.count, found.missed) == (SEED, 40, ())
    assert (found.by_print, found.one_by_one) == (0, 0)


def test_a_blind_check_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.check.planted.broken_seals", lambda *_: iter(()))
    assert len(plant_sample(paths.ROOT, tmp_path, SEED, 5).missed) == 5


def test_guards_name_some_without_any_seal(tmp_path):
    edits = [one for one in draw_edits(paths.RAW, 60, SEED) if "\u200b" in one.after][:2]
    assert all(named_alone(paths.RAW, tmp_path / "alone", edit) for edit in edits)
