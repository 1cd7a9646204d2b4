"""No edition and no batch overwrites another without being told to; each can be removed alone."""

import json

import pytest

from helpers import paths
from helpers.commands import batch as batch_command
from helpers.commands import editions as editions_command
from helpers.commands import rerun as rerun_command
from helpers.commands.batch import Outcome, batch
from helpers.commands.editions import editions
from helpers.commands.rerun import rerun
from helpers.edition.publish import remove
from helpers.errors import WrongCall
from helpers.run.grid import read_grid


def put(folder, name, content="{}"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def put_edition(folder, command, files=("index.html", "tables/a.csv")):
    for name in files:
        put(folder, name, "x")
    record = {"edition": folder.name, "command": command, "files": dict.fromkeys(files, "")}
    put(folder, "run.json", json.dumps(record))


def names(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """A folder of editions where runs end at once."""
    folder = tmp_path / "reports"
    put_edition(folder / "mine", "mic2025 rerun -p rules=linear --edition mine")
    monkeypatch.setattr(paths, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(rerun_command, "build", lambda *_, **__: None)
    made = lambda runs, *_: [Outcome(run.name) for run in runs]  # noqa: E731
    monkeypatch.setattr(batch_command, "_make", made)
    for module in (editions_command, batch_command):
        monkeypatch.setattr(module, "list_editions_beside", lambda _: None)
    return folder


def test_the_same_command_updates_its_edition(reports):
    rerun("mine", "", "", ["rules=linear"], reports=reports)


def test_another_command_needs_to_be_told_to_replace_it(reports):
    with pytest.raises(WrongCall) as refused:
        rerun("mine", "", "", ["rules=logit"], reports=reports)
    assert str(refused.value) == (
        "reports/mine holds an edition, made by: mic2025 rerun -p rules=linear --edition mine; "
        "choose another name, or add --replace to put this one in its place"
    )
    rerun("mine", "", "", ["rules=logit"], may_replace=True, reports=reports)


@pytest.mark.parametrize("may_replace", [False, True])
def test_what_is_no_edition_is_never_written_into(reports, may_replace):
    put(reports / "holiday", "photo.jpg")
    told = "no edition, so nothing was written there; choose another name, or, if nothing in it is"
    with pytest.raises(WrongCall, match=told):
        rerun("holiday", "", "", [], may_replace, reports)


@pytest.mark.parametrize("record", ["run.json", "batch.json"])
def test_an_edition_whose_record_is_torn_is_left_and_its_remedy_told(reports, record):
    put(reports / "torn", "index.html", "x")
    put(reports / "torn", record, '{"edition": "to')
    with pytest.raises(WrongCall) as refused:
        rerun("torn", "", "", [], may_replace=True, reports=reports)
    assert str(refused.value) == (
        "reports/torn holds something that is no edition, so nothing was written there "
        f"({record} cannot be read); choose another name, or, if nothing in it is needed, remove "
        "reports/torn and run this again"
    )
    assert names(reports / "torn") == sorted(["index.html", record])


def test_an_edition_and_a_batch_do_not_replace_one_another(reports, tmp_path):
    put(tmp_path, "mine.yml", "notebooks: [9]\nruns: [{report_year: 2016}]")
    with pytest.raises(
        WrongCall, match=r"holds an edition.*remove it first with 'mic2025 editions"
    ):
        batch(str(tmp_path / "mine.yml"), 1, False, "", may_replace=True, reports=reports)
    put(tmp_path, "many.yml", "notebooks: [9]\nruns: [{report_year: 2016}]")
    batch(str(tmp_path / "many.yml"), 1, False, "", reports=reports)
    with pytest.raises(WrongCall, match=r"holds a batch, made by: mic2025 batch many\.yml"):
        rerun("many", "", "", [], may_replace=True, reports=reports)


def test_another_batch_of_the_same_name_needs_to_be_told_to_replace_it(reports, tmp_path):
    file = tmp_path / "many.yml"
    put(tmp_path, "many.yml", "notebooks: [9]\nruns: [{name: old, report_year: 2016}]")
    batch(str(file), 1, False, "", reports=reports)
    put_edition(reports / "many" / "old", "mic2025 batch many.yml")
    batch(str(file), 1, False, "", reports=reports)
    file.write_text("notebooks: [9]\nruns: [{name: new, report_year: 2016}]")
    with pytest.raises(WrongCall, match="add --replace"):
        batch(str(file), 1, False, "", reports=reports)
    assert (reports / "many" / "old").is_dir()
    batch(str(file), 1, False, "", may_replace=True, reports=reports)
    assert not (reports / "many" / "old").exists(), "runs of the old batch would pass for its own"


@pytest.mark.parametrize(
    "name", ["index.html", "run.json", "readme.md", "editions.html", "a.replaced", "sectors"]
)
def test_a_name_that_would_clash_is_refused_early(reports, name):
    with pytest.raises(WrongCall, match="an edition cannot be called"):
        rerun(name, "", "", [], reports=reports)


@pytest.mark.parametrize("name", ["index.html", "batch.json", "summary.csv", "many.yml", "a."])
def test_a_run_that_would_clash_with_the_summary_is_refused_early(tmp_path, name):
    put(tmp_path, "many.yml", f"runs: [{{name: {name}, report_year: 2016}}]")
    with pytest.raises(WrongCall, match="without the ending of a file"):
        read_grid(tmp_path / "many.yml")


def test_a_run_named_for_a_file_keeps_clear_of_the_summary(tmp_path):
    put(tmp_path, "many.yml", "runs: [{indicator: index.html}]")
    assert [run.name for run in read_grid(tmp_path / "many.yml").runs] == ["index.html-run"]


def test_a_batch_file_that_would_clash_with_the_summary_is_refused(tmp_path):
    put(tmp_path, "index.html", "runs: [{report_year: 2016}]")
    with pytest.raises(WrongCall, match=r"index\.html is no batch; give a \.yml file"):
        read_grid(tmp_path / "index.html")


def test_fewer_than_no_runs_at_a_time_are_refused(tmp_path):
    with pytest.raises(WrongCall, match="found --jobs -1; expected a number of runs"):
        batch(str(tmp_path / "many.yml"), -1, False, "")


def test_editions_are_listed_and_shown(reports, capsys):
    put(reports, "holiday/photo.jpg")
    editions("", "", False, reports)
    assert capsys.readouterr().out == (
        "mine  edition: mic2025 rerun -p rules=linear --edition mine\n"
    )
    editions("mine", "", True, reports)
    assert json.loads(capsys.readouterr().out) == {
        "name": "mine", "kind": "edition",
        "command": "mic2025 rerun -p rules=linear --edition mine", "files": 3,
    }  # fmt: skip
    with pytest.raises(WrongCall, match=r"there is no edition 'yours'.*there are mine"):
        editions("yours", "", False, reports)


def test_an_edition_is_deleted_alone_and_what_is_not_its_own_stays(reports, capsys):
    put(reports, "index.html", "published")
    put(reports, "yours/run.json", json.dumps({"edition": "yours", "files": {}}))
    put(reports, "mine/notes.txt", "my own")
    editions("", "mine", False, reports)
    assert names(reports) == ["index.html", "mine/notes.txt", "yours/run.json"]
    assert "left there, as it is no part of the edition: notes.txt" in capsys.readouterr().out
    editions("", "yours", False, reports)
    assert names(reports) == ["index.html", "mine/notes.txt"]


@pytest.mark.parametrize("name", ["published", "..", "../reports", "", "tables", "holiday"])
def test_nothing_else_can_be_deleted(reports, name):
    put(reports, "run.json", json.dumps({"edition": "published", "files": {"tables/a.csv": ""}}))
    put(reports, "tables/a.csv")
    put(reports, "holiday/photo.jpg")
    before = names(reports)
    if name:
        with pytest.raises(WrongCall, match="there is no edition"):
            editions("", name, False, reports)
    assert names(reports) == before


def test_a_record_that_names_files_elsewhere_removes_none(reports):
    put(reports, "precious.csv", "1")
    put(reports, "bad/run.json", json.dumps({"edition": "bad", "files": {"../precious.csv": ""}}))
    with pytest.raises(WrongCall, match="leads out of its folder"):
        editions("", "bad", False, reports)
    assert (reports / "precious.csv").is_file()


def test_what_a_link_leads_to_is_not_removed(tmp_path):
    put(tmp_path, "far/a.csv", "1")
    put(tmp_path, "mine/index.html", "1")
    (tmp_path / "mine" / "tables").symlink_to(tmp_path / "far")
    assert remove(["index.html", "tables/a.csv"], tmp_path / "mine") == ["tables"]
    assert names(tmp_path / "far") == ["a.csv"]
