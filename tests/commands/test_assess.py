"""``mic2025 assess``: the methods serve other plans too."""

import io

import pandas as pd
import pytest

from helpers.commands.assess import assess
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
        ("x,2016,1,2016,2,2025,3,,", "a year before current and target year"),
        ("x,2013,one,2016,2,2025,3,,", "found 'one'; expected a number"),
        ("x,2013,1,2016,2,2025,3,up,", "one of higher, lower"),
        ("x,2013,1,2016,,2025,3,,", "column 'current_value': found a blank"),
    ],
)
def test_bad_rows_are_named(write, row, words):
    with pytest.raises(DataRefused) as refused:
        assess(str(write("bad.csv", f"{HEADER}\n{row}\n")), "cagr_ratio", "")
    assert words in str(refused.value)


def test_an_unknown_method_is_a_wrong_call(write):
    with pytest.raises(WrongCall, match="Known: cagr_ratio"):
        assess(str(write("plan.csv", ROWS)), "magic", "")
