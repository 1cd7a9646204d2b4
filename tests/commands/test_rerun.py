"""A rerun says what its figures speak of, and reads them once to know it."""

import pytest

from helpers.commands import rerun as command
from helpers.data import input_tables
from helpers.errors import WrongCall

FIGURES = (
    "indicator_id,year,value\ncnc_key_process_ratio,2017,34.1\ncnc_key_process_ratio,2018,35\n"
)


@pytest.fixture
def built(monkeypatch):
    """Note what would be built instead of building it."""
    calls = []
    monkeypatch.setattr(command, "build", lambda values, *_, **__: calls.append(values))
    return calls


@pytest.fixture
def reads(monkeypatch):
    """Count how often the input tables are read."""
    calls, read = [], input_tables.read_input_tables

    def read_and_note(*files, **more):
        calls.append(files)
        return read(*files, **more)

    monkeypatch.setattr(input_tables, "read_input_tables", read_and_note)
    monkeypatch.setattr("helpers.run.read_inputs.read_input_tables", read_and_note)
    return calls


def test_added_figures_of_other_years_are_hinted_at_after_one_reading(write, built, reads, capsys):
    path = str(write("new.csv", FIGURES))
    command.rerun("mine", path, "", [])
    assert built == [{"observations": path}]
    assert len(reads) == 1
    assert capsys.readouterr().err == (
        "note: no added figure speaks of 2016, the year compared; they speak of 2017, 2018. "
        "Add -p report_year=2018 to compare them.\n"
    )


@pytest.mark.parametrize("figures", ["", FIGURES])
def test_without_added_figures_or_with_one_of_the_year_nothing_is_said(
    write, built, capsys, figures
):
    path = str(write("new.csv", figures)) if figures else ""
    command.rerun("mine", path, "", ["report_year=2017"] if figures else [])
    assert len(built) == 1
    assert capsys.readouterr().err == ""


def test_a_year_that_only_the_added_figures_speak_of_may_be_compared(write, built):
    path = str(write("new.csv", FIGURES))
    with pytest.raises(
        WrongCall, match=r"no value of 2019 .* there are values of 2016, 2017, 2018"
    ):
        command.rerun("mine", path, "", ["report_year=2019"])
    assert built == []
    command.rerun("mine", path, "", ["report_year=2018"])
    assert [values["report_year"] for values in built] == [2018]


def test_a_file_that_is_not_there_is_refused_before_anything_is_read(built, reads):
    with pytest.raises(WrongCall, match=r"no file 'nowhere\.csv'"):
        command.rerun("mine", "nowhere.csv", "", [])
    assert built == reads == []
