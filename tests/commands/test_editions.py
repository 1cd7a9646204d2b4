"""Reruns and their differences, over the published notebooks that are quick to run."""

import json

import pytest

from helpers.commands.build import build
from helpers.commands.diff import compare_editions, diff
from helpers.commands.listing import print_plan
from helpers.commands.rerun import command_line, rerun
from helpers.commands.trace import print_trace
from helpers.errors import WrongCall
from tests.commands.conftest import keep_to
from tests.commands.test_build import small_notebook

pytestmark = pytest.mark.slow

FIGURES = "indicator_id,year,value\ncnc_key_process_ratio,2017,34.1\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A published edition and one with an added figure, from one small notebook."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "notebooks").mkdir()
    small_notebook(folder / "notebooks" / "01_small.ipynb")
    (folder / "new.csv").write_text(FIGURES)
    with pytest.MonkeyPatch.context() as patch:
        keep_to(folder, patch)
        where = {"notebooks_folder": folder / "notebooks", "reports": folder / "reports"}
        build(**where)
        build({"observations": str(folder / "new.csv")}, "mine", "mic2025 rerun", **where)
    return folder


def test_an_edition_equals_itself(house):
    assert compare_editions(house / "reports", house / "reports") == []


def test_a_difference_names_the_input_that_did_it_first(house):
    found = compare_editions(house / "reports", house / "reports" / "mine")
    assert (found[0].kind, found[0].where) == ("input", "new.csv")
    told = [str(one) for one in found]
    assert "observations cnc_key_process_ratio-2017-added-2: new (34.1)" in told
    assert len([one for one in found if one.kind == "gone"]) == 0


def test_every_row_a_difference_names_is_found_by_trace(house, capsys):
    found = compare_editions(house / "reports", house / "reports" / "mine")
    rows = [one for one in found if one.kind in ("new", "gone", "changed")]
    assert rows
    for one in rows:
        print_trace(one.where, False, "", house / "processed", house / "reports")
    told = capsys.readouterr().out
    assert "in the edition mine:\n\ncnc_key_process_ratio-2017-added-2\n  table    obs" in told


def test_an_edition_is_traced_and_planned_by_its_name(house, capsys):
    name = "cnc_key_process_ratio-2017-added-2"
    print_trace(name, False, "mine", house / "processed", house / "reports")
    assert capsys.readouterr().out.startswith("in the edition mine:")
    with pytest.raises(WrongCall, match="nothing is called"):
        print_trace(name, False, "published", house / "processed", house / "reports")
    with pytest.raises(WrongCall, match=r"there is no edition 'yours'.*there are mine"):
        print_plan(False, "yours", house / "reports")
    print_plan(True, "mine", house / "reports")
    planned = json.loads(capsys.readouterr().out)
    assert planned["01_clean_indicators"] == ["it has not run for this edition"]


def test_differences_are_a_page_too(house, capsys):
    diff("published", "mine", False, house / "reports")
    assert "cnc_key_process_ratio-2017-added-2" in capsys.readouterr().out
    page = (house / "reports" / "diff-published-mine.html").read_text("utf-8")
    assert "CNC ratio of key processes 2017" in page
    assert "new observation" in page
    diff("published", "mine", True, house / "reports")
    assert json.loads(capsys.readouterr().out)[0]["where"] == "new.csv"


def test_an_edition_that_is_not_there_is_named(house):
    with pytest.raises(WrongCall, match="there is no edition 'nobody'"):
        diff("published", "nobody", False, house / "reports")


@pytest.mark.parametrize(
    "name", ["../x", "a/b", "", ".hidden", "published", "tables", "Über", "x" * 61, "a\n", "CON."]
)
def test_a_name_that_could_leave_its_folder_is_refused(name):
    with pytest.raises(WrongCall, match="an edition cannot be called"):
        rerun(name, "", "", [])


def test_the_command_that_makes_an_edition_names_files_without_their_folder():
    made = command_line("mine", "/a b/new figures.csv", "", ["report_year=2017"])
    assert made == (
        "mic2025 rerun --observations 'new figures.csv' -p report_year=2017 --edition mine"
    )


def test_two_files_of_one_name_are_refused_before_anything_runs(monkeypatch):
    monkeypatch.setattr("helpers.commands.rerun.build", lambda *_: pytest.fail("a kernel ran"))
    with pytest.raises(WrongCall, match=r"both called figures\.csv"):
        rerun("mine", "a/figures.csv", "b/figures.csv", [])


def test_a_year_of_which_nothing_is_reported_is_refused_before_anything_runs(monkeypatch):
    monkeypatch.setattr("helpers.commands.rerun.build", lambda *_: pytest.fail("a kernel ran"))
    with pytest.raises(WrongCall, match=r"no value of 2018 is reported or added.*values of 2016"):
        rerun("mine", "", "", ["report_year=2018"])
