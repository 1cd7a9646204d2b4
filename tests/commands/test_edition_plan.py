"""A plan writes below its work folder alone, whatever an indicator is called."""

import pytest

from helpers.commands.edition_plan import plan_edition
from helpers.edition.notebooks import all_notebooks
from helpers.edition.publish import publish, within
from helpers.errors import WrongCall
from helpers.run import plan

OUTSIDE = "../../../../../notebooks/03_progress_2016"


def test_an_id_that_the_intake_had_let_through_writes_nothing_elsewhere(tmp_path, monkeypatch):
    monkeypatch.setitem(plan.SUBJECTS, "indicator", lambda _: [OUTSIDE])
    sheets = [one for one in all_notebooks() if one.name.startswith("09")]
    made = plan_edition("mine", "mic2025 rerun", {}, sheets, tmp_path / "reports" / "mine")
    with pytest.raises(WrongCall, match="leads out of its folder"):
        made.steps(tmp_path / "work")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [OUTSIDE, "/x", "a/../../b", "..\\x"])
def test_no_file_is_placed_outside_of_its_folder(tmp_path, name):
    with pytest.raises(WrongCall, match="leads out of its folder"):
        within(tmp_path, name)
    with pytest.raises(WrongCall, match="leads out of its folder"):
        publish({name: b"1"}, tmp_path / "mine", [], tmp_path / "staging")
    assert list(tmp_path.iterdir()) == []


def test_what_was_guessed_of_an_added_file_stands_in_the_record(tmp_path, write):
    wide = write("wide.csv", "指标,2016,2017\n关键工序数控化率,33.4,34.2\n")
    sheets = [one for one in all_notebooks() if one.name.startswith("03")]
    values = {"observations": str(wide), "report_year": 2017}
    made = plan_edition("mine", "mic2025 rerun", values, sheets, tmp_path / "mine")
    assert made.core["readings"] == [
        "wide.csv: read 2 values: years as columns, 2016 to 2017; columns '指标' as indicator_id"
    ]
    plain = plan_edition("mine", "mic2025 rerun", {}, sheets, tmp_path / "mine")
    assert "readings" not in plain.core


def test_a_plain_name_is_placed_below_its_folder(tmp_path):
    assert within(tmp_path, "notebooks/a.ipynb") == tmp_path / "notebooks" / "a.ipynb"
