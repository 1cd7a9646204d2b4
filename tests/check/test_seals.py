"""The second record of the raw tables: cells, lines, and the files beside."""

import shutil

import pytest

from helpers import paths
from helpers.check import seals
from helpers.check.figures import TEXTS_VARIABLE
from helpers.check.planted import Edit, plant
from helpers.check.seals import WHOLE, broken_seals, check_seals, sealed, write_seals
from helpers.data.raw import read_raw
from helpers.errors import DataRefused
from tests.faults.editor import FAULTS, planted_together


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A checkout of raw tables, seals and the files that are sealed whole."""
    monkeypatch.delenv(TEXTS_VARIABLE, raising=False)
    for name in ("raw", "seals"):
        shutil.copytree(paths.ROOT / "data" / name, tmp_path / "data" / name)
    (tmp_path / "reports").mkdir()
    for name in WHOLE:
        shutil.copy(paths.ROOT / name, tmp_path / name)
    return tmp_path


def test_every_cell_is_as_it_was_sealed(monkeypatch):
    monkeypatch.delenv(TEXTS_VARIABLE, raising=False)
    check = check_seals()
    assert (check.state, check.findings) == ("green", ())
    assert "as they were sealed" in check.told


def test_a_change_is_named_by_row_and_column_though_its_hash_was_renewed(root):
    table = read_raw("series.csv", root / "data" / "raw")
    plant(root / "data" / "raw", [Edit("series.csv", 1, "reason", table.at[1, "reason"], "Alike.")])
    (finding,) = check_seals(root).findings
    assert finding.startswith("series.csv, row 3, column 'reason': found 'Alike.'; expected the ")
    assert "run 'mic2025 seal'" in finding


def test_every_fault_of_an_editor_is_named_by_row_and_column(tmp_path):
    raw, edits = planted_together(tmp_path)
    named = {problem.place for problem in broken_seals(raw, paths.SEALS)}
    assert [edit.place for edit in edits if edit.place not in named] == []
    assert len(named) == len(edits) > len(FAULTS)


def test_rows_that_change_places_are_named(root):
    path = root / "data" / "raw" / "series.csv"
    head, first, second, *rest = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, second, first, *rest]) + "\n", "utf-8")
    assert [one.place for one in broken_seals(root / "data" / "raw", root / "data" / "seals")][
        :2
    ] == ["series.csv, row 2, column 'series'", "series.csv, row 3, column 'series'"]


def test_a_row_more_is_named(root):
    with (root / "data" / "raw" / "series.csv").open("a", encoding="utf-8") as file:
        file.write("x,y,z,yes,r,s\n")
    (finding,) = check_seals(root).findings
    assert "series.csv: found 5 rows of series, indicator_id" in finding


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_beside_the_tables_that_changed_is_named(root, name):
    with (root / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    (finding,) = check_seals(root).findings
    assert finding.startswith(f"{name}: is not the file that was sealed")


def test_a_lost_seal_is_named(root):
    (root / "data" / "seals" / "funds.csv").unlink()
    assert check_seals(root).findings[0].startswith("funds.csv: found no such file")


def test_equal_cells_have_other_seals_in_another_row():
    table = read_raw("series.csv")
    digests = sealed(table, "series.csv")["source_id"]
    assert table["source_id"].duplicated().any()
    assert digests[0] != digests[1]
    assert sealed(table, "other.csv")["source_id"][0] != digests[0]


def test_nothing_is_sealed_without_the_texts(root):
    with pytest.raises(DataRefused, match="sealed beside their texts alone"):
        list(write_seals(root))


def test_sealing_shows_what_it_seals_anew_and_leaves_nothing_broken(root, monkeypatch):
    monkeypatch.setattr(seals, "texts_at_hand", lambda _: {"none of these": "a text"})
    table = read_raw("series.csv", root / "data" / "raw")
    plant(root / "data" / "raw", [Edit("series.csv", 1, "reason", table.at[1, "reason"], "Alike.")])
    lines = list(write_seals(root))
    assert lines == ["series.csv, row 3, column 'reason': sealed as 'Alike.'"]
    assert list(broken_seals(root / "data" / "raw", root / "data" / "seals")) == []


def test_a_print_that_its_text_does_not_hold_is_not_sealed(root, monkeypatch):
    monkeypatch.setattr(seals, "texts_at_hand", lambda _: {"miit_2017": "another text"})
    with pytest.raises(DataRefused, match="nothing was sealed") as refused:
        list(write_seals(root))
    assert refused.value.problems[0].expected == "words that stand in the text"
