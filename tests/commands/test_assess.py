"""``mic2025 assess``: the methods serve other plans too."""

import io

import pandas as pd
import pytest

from helpers.cli import main
from helpers.commands.assess import assess, methods_help
from helpers.errors import DataRefused, WrongCall

HEADER = "name,base_year,base_value,current_year,current_value,target_year,target,better,share"
ROWS = f"""{HEADER}
cnc,2013,27,2016,33.3,2025,64,,yes
emissions,1990,100,2023,63,2030,45,lower,
"""


def test_value_and_class_stand_in_each_row(write, capsys):
    assess(str(write("plan.csv", ROWS)), "cagr_ratio", "")
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert table["name"].tolist() == ["cnc", "emissions"]
    assert table["value"].iloc[0] == pytest.approx(0.971, abs=0.001)
    assert table["class"].tolist() == ["substantial_progress", "moderate_progress"]


def test_a_rule_that_cannot_assess_a_row_says_why(write, capsys):
    assess(str(write("plan.csv", ROWS)), "logit_ratio", "")
    table = pd.read_csv(io.StringIO(capsys.readouterr().out), keep_default_na=False)
    assert table["assessable"].tolist() == [True, False]
    assert table["reason"].tolist() == ["", "not a share of a whole in percent"]


def test_an_output_file_is_written(write, tmp_path):
    assess(str(write("plan.csv", ROWS)), "sdsn", str(tmp_path / "out.csv"))
    assert len(pd.read_csv(tmp_path / "out.csv")) == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("x,2013,one,2016,2,2025,3,,", "found 'one'; expected a number"),
        ("x,2013,1,2016,2,2025,3,up,", "one of higher, lower"),
        ("x,year,1,2016,2,2025,3,,", "column 'base_year': found 'year'"),
    ],
)
def test_bad_rows_are_named(write, row, words):
    with pytest.raises(DataRefused) as refused:
        assess(str(write("bad.csv", f"{HEADER}\n{row}\n")), "cagr_ratio", "")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("x,2013,1,2016,,2025,3,,", "a value or a year is missing"),
        ("x,2016,1,2016,2,2025,3,,", "less than a full year between base and current value"),
        ("x,2013,1,2016,2,2013,3,,", "the target year is not after the base year"),
    ],
)
def test_a_row_that_cannot_be_assessed_says_why_and_stops_no_other(write, capsys, row, reason):
    assess(str(write("plan.csv", f"{ROWS}{row}\n")), "cagr_ratio", "")
    table = pd.read_csv(io.StringIO(capsys.readouterr().out), keep_default_na=False)
    assert table["assessable"].tolist() == [True, True, False]
    assert table["reason"].tolist() == ["", "", reason]


def test_the_share_of_the_time_that_has_passed_stands_beside_the_score(write, capsys):
    assess(str(write("plan.csv", ROWS)), "cagr_ratio", "")
    table = pd.read_csv(io.StringIO(capsys.readouterr().out))
    assert table["elapsed_share"].tolist() == pytest.approx([3 / 12, 33 / 40])


def test_its_own_output_can_be_assessed_again(write, capsys, tmp_path):
    assess(str(write("plan.csv", ROWS)), "cagr_ratio", str(tmp_path / "once.csv"))
    assess(str(tmp_path / "once.csv"), "cagr_ratio", str(tmp_path / "twice.csv"))
    assert (tmp_path / "once.csv").read_bytes() == (tmp_path / "twice.csv").read_bytes()


def test_standard_input_is_read(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ROWS.encode())))
    assess("-", "cagr_ratio", "")
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_the_help_lists_methods_columns_and_sources(capsys):
    with pytest.raises(SystemExit):
        main(["assess", "--help"])
    told = capsys.readouterr().out
    assert all(words in told for words in ("base_value", "cagr_ratio", "status_index"))
    assert "Statistics Canada" in told


def test_an_unknown_method_is_a_wrong_call(write):
    with pytest.raises(WrongCall, match="Known: cagr_ratio"):
        assess(str(write("plan.csv", ROWS)), "magic", "")


SERIES = "name,year,value,target_year,target\n" + "".join(
    f"a,{year},{value},2025,60\nb,{year},{100 - value},2025,60\n"
    for year, value in zip(range(2011, 2018), (30, 33, 36, 40, 43, 47, 50), strict=True)
)


def table_of(capsys, *arguments):
    assert main(["assess", *map(str, arguments)]) == 0
    return pd.read_csv(io.StringIO(capsys.readouterr().out), keep_default_na=False)


def test_a_series_a_name_serves_the_rule_that_needs_one(write, capsys):
    table = table_of(capsys, write("s.csv", SERIES), "--method", "extrapolation")
    assert table["name"].tolist() == ["a", "b"]
    assert table[["base_year", "base_value", "current_year", "current_value"]].to_numpy().tolist()[
        0
    ] == [2011, 30, 2017, 50]
    assert table["class"].tolist() == ["sun", "thunderstorm"]


def test_a_series_may_name_its_base(write, capsys):
    rows = SERIES.replace("target_year,target\n", "target_year,target,base_year\n")
    rows = "\n".join(f"{row},2013" if number else row for number, row in enumerate(rows.split()))
    table = table_of(capsys, write("s.csv", rows), "--method", "cagr_ratio")
    assert table["base_value"].tolist() == [36, 64]


def test_without_a_target_no_column_of_it_is_needed(write, capsys):
    rows = "base_year,base_value,current_year,current_value,better\n2015,90,2021,93.2,higher\n"
    table = table_of(capsys, write("t.csv", rows), "--method", "cagr")
    assert table["class"].tolist() == ["moderate_progress"]
    rows = rows.replace("better\n", "better,limit\n").replace("higher\n", "higher,100\n")
    table = table_of(capsys, write("t.csv", rows), "--method", "cagr")
    assert table["class"].tolist() == ["substantial_progress"]
    assert table["limit"].tolist() == [100]
    series = "name,year,value\n" + "".join(
        f"a,{year},{year - 2000}\n" for year in range(2010, 2016)
    )
    table = table_of(capsys, write("s.csv", series), "--method", "direction")
    assert table["class"].tolist() == ["sun"]


def test_with_a_target_the_column_is_missed(write, capsys):
    rows = "base_year,base_value,current_year,current_value\n2015,90,2021,93.2\n"
    assert main(["assess", str(write("t.csv", rows)), "--method", "sdsn"]) == 3
    assert "no column 'target_year'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("a,2015,1,2025,60\na,2015,2,2025,60", "one row for each, as in row 2"),
        ("a,2015,1,2025,60\na,2016,2,2025,61", "what the first row of the name has"),
        ("a,2015,,2025,60", "column 'value': found a blank"),
        ("a,year,1,2025,60", "column 'year': found 'year'"),
        (",2015,1,2025,60", "column 'name': found a blank"),
    ],
)
def test_bad_rows_of_a_series_are_named(write, capsys, rows, words):
    path = write("s.csv", f"name,year,value,target_year,target\n{rows}")
    assert main(["assess", str(path), "--method", "extrapolation"]) == 3
    assert words in capsys.readouterr().err


def test_a_score_stands_where_the_rule_has_one(write, capsys):
    path = write("plan.csv", ROWS)
    scores = table_of(capsys, path, "--method", "cagr_ratio")["score"]
    assert scores.tolist() == pytest.approx([7.1429 * 0.97089 - 4.2857, 0.4855], abs=0.5)
    assert set(table_of(capsys, path, "--method", "sdsn")["score"]) == {""}


def test_help_tells_each_column_for_what_it_is():
    lines = [line.split(maxsplit=1) for line in methods_help().splitlines()]
    told = {words for name, words in (line for line in lines if len(line) == 2)
            if name == "base_year"}  # fmt: skip
    assert told == {
        "Year the change is counted from",
        "Year the change is counted from; blank: the first of the name",
    }
