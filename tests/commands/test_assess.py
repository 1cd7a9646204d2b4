"""``mic2025 assess``: the methods serve other plans too."""

import io

import pandas as pd
import pytest

from helpers.cli import main
from helpers.commands.assess import assess, csv_text
from helpers.data.write import FLOAT_FORMAT
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


def test_a_table_is_printed_as_pandas_prints_it():
    names, values = ["a,b", 'c"d', "é\nf"], [0.1, float("nan"), 1e-12]
    table = pd.DataFrame({"name": names, "value": values, "ok": [True, False, True]})
    plain = table.to_csv(index=False, float_format=FLOAT_FORMAT, lineterminator="\n")
    assert csv_text(table) == plain


def test_the_help_lists_methods_columns_and_sources(capsys):
    with pytest.raises(SystemExit):
        main(["assess", "--help"])
    told = capsys.readouterr().out
    assert all(words in told for words in ("base_value", "cagr_ratio", "status_index"))
    assert "Statistics Canada" in told


def test_an_unknown_method_is_a_wrong_call(write):
    with pytest.raises(WrongCall, match="Known: cagr_ratio"):
        assess(str(write("plan.csv", ROWS)), "magic", "")
