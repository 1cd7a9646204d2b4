"""``mic2025 verify``: one table, one verdict, one exit code."""

import hashlib
import json
import shutil

import pytest

from helpers import paths
from helpers.check.nbval import Report
from helpers.check.verdict import NOT_RUN, Check
from helpers.cli import main
from helpers.commands import verify as module
from helpers.edition.notebooks import PATH_NOTEBOOK, all_notebooks, sound_notebooks

GREEN = Check("raw files", "green", "30 files hold their hashes")
RED = Check("tables", "red", "1 finding", ("milestones.csv: row 2: '50' became '51'",))
SKIPPED = Check("published edition", NOT_RUN, "nothing published here to compare")


@pytest.fixture
def checks(monkeypatch, tmp_path):
    """Let verify find what the test says."""
    monkeypatch.setattr(module.paths, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(module, "use_kernel_environment", lambda: None)

    def find(*found):
        monkeypatch.setattr(module, "run_checks", lambda *_: iter(found))

    return find


def test_all_green_ends_with_code_0(checks, capsys):
    checks(GREEN)
    assert main(["verify"]) == 0
    out = capsys.readouterr().out
    assert "✓ green   raw files             30 files hold their hashes" in out
    assert "GREEN (" in out


def test_what_was_not_run_is_not_green(checks, capsys):
    checks(GREEN, SKIPPED)
    assert main(["verify"]) == 1
    out = capsys.readouterr().out
    assert "– not run published edition" in out
    assert "RED: published edition (not run) (" in out


def test_one_red_check_ends_with_code_1_and_the_smallest_difference(checks, capsys):
    checks(GREEN, RED)
    assert main(["verify"]) == 1
    out = capsys.readouterr().out
    assert "✗ red     tables" in out
    assert "  - milestones.csv: row 2: '50' became '51'" in out
    assert "RED: tables (" in out


def test_machines_get_one_json_document(checks, capsys):
    checks(GREEN, RED)
    assert main(["verify", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["verdict"] == "red"
    assert [one["state"] for one in document["checks"]] == ["green", "red"]
    assert document["checks"][1]["findings"] == list(RED.findings)


def test_the_scratch_place_goes_unless_it_is_to_be_kept(checks, tmp_path, capsys):
    checks(GREEN)
    main(["verify"])
    assert list((tmp_path / "cache").iterdir()) == []
    main(["verify", "--keep"])
    assert [path.name[:7] for path in (tmp_path / "cache").iterdir()] == ["verify-"]
    assert "The edition made anew is in verify-" in capsys.readouterr().err


def test_the_scratch_place_goes_when_a_check_breaks_down(checks, tmp_path, monkeypatch):
    checks()
    monkeypatch.setattr(module, "run_checks", lambda *_: iter([1 / 0]))
    with pytest.raises(ZeroDivisionError):
        main(["verify"])
    assert list((tmp_path / "cache").iterdir()) == []


def test_checks_come_in_the_order_of_the_table_and_all_notebooks_are_run(monkeypatch, tmp_path):
    ran = {True: [], False: []}

    def nbval(lane, *, warm, edition):
        ran[warm] += [one.name[:2] for one in lane]
        assert edition == (tmp_path / "reports" if warm else None)
        return Report(len(lane), () if warm else ("notebooks/03.ipynb, cell 3: differs",))

    monkeypatch.setattr("helpers.check.nbval.run_nbval", nbval)
    monkeypatch.setattr("helpers.check.rebuild.check_rebuild", lambda _: [RED])
    monkeypatch.setattr(module, "quick_checks", lambda *_: [lambda: GREEN])
    sample = module.Sample(7)
    monkeypatch.setattr(sample, "plant", lambda _: GREEN)
    found = list(module.run_checks(tmp_path, False, sample))
    assert [one.name for one in found] == [
        "raw files", "raw files", "nbval, warm kernels", "nbval, cold kernels", "tables",
    ]  # fmt: skip
    assert sorted(ran[True]) == [one.name[:2] for one in all_notebooks()]
    assert [f"{number}_" for number in ran[False]] == [PATH_NOTEBOOK]
    assert [one.state for one in found] == ["green", "green", "green", "red", "red"]
    assert found[2].told == f"{len(all_notebooks())} cells show what is committed"


@pytest.mark.parametrize("text", ["no JSON", '{"cells": [{"cell_type": "code"}]}'])
def test_a_file_that_is_no_notebook_is_red_and_the_others_are_judged(monkeypatch, tmp_path, text):
    folder = tmp_path / "notebooks"
    shutil.copytree(paths.NOTEBOOKS, folder)
    broken = next(folder.glob(f"{PATH_NOTEBOOK}*.ipynb"))
    broken.write_text(text, "utf-8")
    monkeypatch.setattr(module, "sound_notebooks", lambda: sound_notebooks(folder))
    ran = []
    monkeypatch.setattr(
        "helpers.check.nbval.run_nbval",
        lambda lane, *, warm, edition: ran.extend(lane) or Report(len(lane), ()),
    )
    monkeypatch.setattr("helpers.check.rebuild.check_rebuild", lambda _: [GREEN])
    sample = module.Sample(7)
    monkeypatch.setattr(sample, "plant", lambda _: GREEN)
    found = {one.name: one for one in module.run_checks(tmp_path / "scratch", False, sample)}
    (finding,) = found["notebook lint"].findings
    assert f"{broken.name} is not a notebook" in finding
    assert found["nbval, cold kernels"].state == NOT_RUN
    assert found["nbval, warm kernels"].state == "green"
    assert [one.path.name for one in ran] == sorted(
        path.name for path in folder.glob("*.ipynb") if path != broken
    )
    assert found["seals"].state == found["figures"].state == "green"


def test_cold_starts_every_notebook(monkeypatch, tmp_path):
    cold = []
    monkeypatch.setattr(
        "helpers.check.nbval.run_nbval",
        lambda lane, *, warm, edition: cold.extend([] if warm else lane) or Report(1, ()),
    )
    monkeypatch.setattr("helpers.check.rebuild.check_rebuild", lambda _: [GREEN])
    monkeypatch.setattr(module, "quick_checks", lambda *_: [])
    sample = module.Sample(7)
    monkeypatch.setattr(sample, "plant", lambda _: GREEN)
    list(module.run_checks(tmp_path, True, sample))
    assert len(cold) == len(all_notebooks())


def test_a_run_plants_its_own_sample_and_a_certificate_tells_of_it(
    checks, monkeypatch, tmp_path, capsys
):
    def run(scratch, cold, sample):
        assert sample.certified
        return iter([sample.plant(scratch)])

    monkeypatch.setattr(module, "LOOKED_AT_ALONE", 1)
    monkeypatch.setattr(module, "run_checks", run)
    file = tmp_path / "certificate.json"
    assert main(["verify", "--seed", "11", "--certificate", str(file)]) == 0
    assert "faults planted in a copy, all named (seed 11); " in capsys.readouterr().out
    content = file.read_bytes()
    predicate = json.loads(content)["predicate"]
    assert (predicate["result"], predicate["planted"]["seed"]) == ("PASSED", 11)
    assert predicate["planted"]["lookedAtAlone"] == 1
    page = (tmp_path / "certificate.json.html").read_text("utf-8")
    assert hashlib.sha256(content).hexdigest() in page


def test_red_shows_what_differs_side_by_side(checks, monkeypatch, tmp_path, capsys):
    pair = {"data/processed/t.csv": (b"id,value\na,50\n", b"id,value\na,51\n")}
    monkeypatch.setattr("helpers.check.rebuild.differing", lambda _: pair)
    checks(GREEN, RED)
    folder = tmp_path / "new" / "seen"
    assert main(["verify", "--report", str(folder)]) == 1
    assert f"side by side in {folder / 'index.html'}" in capsys.readouterr().err
    assert RED.findings[0].replace("'", "&#39;") in (folder / "index.html").read_text("utf-8")
    page = (folder / "data/processed/t.csv.html").read_text("utf-8")
    assert '<td class="long">50</td>' in page
    assert [path.name for path in folder.parent.iterdir()] == ["seen"]


def test_green_writes_no_such_pages(checks, tmp_path):
    checks(GREEN)
    assert main(["verify", "--report", str(tmp_path / "seen")]) == 0
    assert not (tmp_path / "seen").exists()


def test_pages_go_over_nothing_and_among_no_versions(checks, monkeypatch, tmp_path, capsys):
    checks(RED)
    monkeypatch.setattr(module.paths, "REPORTS", tmp_path / "reports")
    kept = tmp_path / "kept"
    kept.mkdir()
    assert main(["verify", "--report", str(kept)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert main(["verify", "--report", str(tmp_path / "reports" / "seen")]) == 2
    assert "would lie among the versions" in capsys.readouterr().err
    assert list(kept.iterdir()) == []


def test_without_a_certificate_the_commit_is_not_asked_for():
    assert module.Sample(1).certified is False
