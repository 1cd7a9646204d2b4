"""``mic2025 validate``: figures, a target table alone, or both."""

import json

import pytest

from helpers.commands.intake import make_template, validate
from helpers.errors import DataRefused, WrongCall

TARGETS = "indicator_id,year,value,role\nmy_rate,2015,10,baseline\nmy_rate,2020,20,target\n"


@pytest.fixture
def write(tmp_path):
    def at(name, text):
        (tmp_path / name).write_text(text, "utf-8")
        return str(tmp_path / name)

    return at


def test_a_target_table_is_checked_alone(write, capsys):
    validate("", write("t.csv", TARGETS))
    assert capsys.readouterr().out == "t.csv: 1 target can be taken, for 2020\n"


def test_figures_are_checked_beside_their_targets(write, capsys):
    figures = write("f.csv", "indicator_id,year,value\nmy_rate,2016,12\nmy_rate,2017,13\n")
    validate(figures, write("t.csv", TARGETS))
    assert capsys.readouterr().out.splitlines() == [
        "t.csv: 1 target can be taken, for 2020",
        "f.csv: 2 observations can be taken, for 2016, 2017",
    ]


def test_machines_read_the_same(write, capsys):
    validate("", write("t.csv", TARGETS), as_json=True)
    told = json.loads(capsys.readouterr().out)
    assert (told["targets"], told["years"]) == (1, [2020])
    assert "observations" not in told


def test_a_target_before_its_baseline_is_refused(write):
    with pytest.raises(DataRefused, match="was not taken"):
        validate("", write("t.csv", TARGETS.replace("2020", "2010")))


def test_with_nothing_to_check_it_says_what_to_give():
    with pytest.raises(WrongCall, match="give a file of figures, --targets with a table, or both"):
        validate("", "")


def test_without_a_workbook_of_figures_template_writes_one_of_targets(tmp_path, capsys):
    path = tmp_path / "goals.xlsx"
    make_template("", str(path))
    assert path.is_file()
    with pytest.raises(WrongCall, match="there already"):
        make_template("", str(path))
    with pytest.raises(WrongCall, match="nothing to write"):
        make_template("", "")
