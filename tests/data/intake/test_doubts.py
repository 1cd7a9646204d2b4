"""What can be taken and is probably wrong is said, and changes nothing."""

from datetime import date

import openpyxl
import pytest

from helpers.commands.intake import validate
from helpers.data.input_tables import read_input_tables
from helpers.data.intake import doubts as module
from helpers.data.intake.findings import Findings
from helpers.data.intake.other_labels import read_other_labels
from helpers.data.intake.targets import read_targets
from helpers.errors import DataRefused

CNC = "cnc_key_process_ratio"
HEADER = "indicator_id,year,value"


@pytest.fixture
def doubts_of(write):
    """Return what is doubted of rows under a header."""

    def read(*rows, header=HEADER, encoding="utf-8"):
        findings = Findings()
        path = write("f.csv", "\n".join([header, *rows]), encoding)
        read_input_tables(str(path), findings=findings)
        return findings.doubts

    return read


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (f"{CNC},2017,0.34", "percent, not a fraction; its milestones run to 64"),
        ("rd_intensity,2017,55", "found '55'; expected a value near 0.88 to 1.68"),
        ("energy_intensity,2017,12", "expected a fall, which is negative"),
        # Beyond ten times the highest milestone, 1.68, and a tenth of the lowest, 27 or 0.36.
        ("rd_intensity,2017,16.9", "found '16.9'; expected a value near 0.88 to 1.68"),
        (f"{CNC},2017,2.6", "found '2.6'; expected a value near 27 to 64"),
        (f"{CNC},2017,1.1", "found '1.1'; expected a value near 27 to 64"),
        (f"{CNC},2017,1", "percent, not a fraction"),
        (f"{CNC},2017,0", "found '0'; expected a value near 27 to 64"),
        ("patent_density,2017,0.03", "found '0.03'; expected a value near 0.36 to 1.1"),
    ],
)
def test_a_value_far_from_every_milestone_is_doubted(doubts_of, row, words):
    (doubt,) = doubts_of(row)
    assert words in str(doubt)
    assert (doubt.row, doubt.column) == (2, "value")


@pytest.mark.parametrize(
    "row",
    [
        f"{CNC},2017,34.1",
        "rd_intensity,2017,1.1",
        "energy_intensity,2017,-9.7",
        f"{CNC},2017,3.4",
        "rd_intensity,2017,16.8",
        f"{CNC},2017,2.7",
        "energy_intensity,2017,0",
        "value_added_rate,2017,0.1",
    ],
)
def test_a_value_that_may_be_is_not_doubted(doubts_of, row):
    assert doubts_of(row) == []


def test_a_year_to_come_is_doubted(doubts_of, monkeypatch):
    class Day(date):
        @classmethod
        def today(cls):
            return cls(2018, 3, 1)

    monkeypatch.setattr(module, "date", Day)
    (doubt,) = doubts_of(f"{CNC},2018,35", f"{CNC},2019,36")
    assert (doubt.row, doubt.expected) == (3, "a year up to 2018")


def test_a_unit_that_cannot_be_brought_to_the_indicators_own_is_doubted(doubts_of):
    header = f"{HEADER},unit"
    (doubt,) = doubts_of(f"{CNC},2017,34,index_points", header=header)
    assert doubt.expected == "percent, the indicator's own"
    assert doubts_of("energy_intensity,2017,91,index_base_100", header=header) == []


def test_an_encoding_that_was_guessed_is_said_with_the_words_it_gives(doubts_of):
    row = f"{CNC},2017,34.1,關鍵工序"
    (doubt,) = doubts_of(row, header=f"{HEADER},note", encoding="big5")
    assert doubt.found.startswith("text that is not UTF-8, read as GB18030: '")
    assert "關鍵工序" not in doubt.found
    assert doubts_of(row, header=f"{HEADER},note") == []


def test_a_hidden_column_with_content_is_said(tmp_path):
    book, findings = openpyxl.Workbook(), Findings()
    for row in ([*HEADER.split(","), "note"], [CNC, 2017, 34.1, "x"]):
        book.active.append(row)
    book.active.column_dimensions["D"].hidden = True
    book.save(tmp_path / "f.xlsx")
    read_input_tables(str(tmp_path / "f.xlsx"), findings=findings)
    assert [(doubt.found, doubt.column) for doubt in findings.doubts] == [
        ("a hidden column with content", "note")
    ]


def test_a_value_of_another_label_is_taken_as_of_that_label_and_said(doubts_of, write):
    other = read_other_labels()
    known = other[(other["indicator_id"] == CNC) & (other["series"] == "cnc-new")].iloc[-1]
    row = f"{CNC},{known['year']},{known['value']}"
    (doubt,) = doubts_of(row)
    assert f"published as '{known['label_printed']}'" in doubt.expected
    rows = read_input_tables(str(write("f.csv", f"{HEADER}\n{row}"))).observations
    added = rows[rows["source_id"] == "added"].iloc[0]
    assert (added["series"], added["comparable"]) == ("cnc-new", "no")
    assert added["label_printed"] == known["label_printed"]


def test_whoever_names_the_plans_own_series_is_believed(doubts_of, write):
    known = read_other_labels().query("series == 'cnc-new'").iloc[-1]
    row = f"{CNC},{known['year']},{known['value']},plan"
    assert doubts_of(row, header=f"{HEADER},series") == []
    rows = read_input_tables(str(write("f.csv", f"{HEADER},series\n{row}"))).observations
    assert rows.set_index("source_id").loc["added", "comparable"] == "yes"


def test_a_value_that_the_plans_own_label_has_too_stays_the_plans(doubts_of):
    assert doubts_of(f"{CNC},2017,34.1") == [], "the count of 2017 continues the plan's label"


def test_rows_beyond_the_first_of_a_kind_are_counted(doubts_of):
    rows = [f"{CNC},2017,0.3,label {number}" for number in range(module_most() + 5)]
    found = doubts_of(*rows, header=f"{HEADER},series")
    assert len(found) == module_most() + 1
    assert any(doubt.found == "5 further rows of this kind" for doubt in found)


def module_most():
    from helpers.data.intake.limits import MOST_DOUBTS

    return MOST_DOUBTS


def test_validate_warns_and_under_strict_refuses(write, capsys):
    path = str(write("f.csv", f"{HEADER}\n{CNC},2017,0.34"))
    validate(path, "")
    told = capsys.readouterr()
    assert "1 observation can be taken, for 2017" in told.out
    assert told.err.startswith("warning: f.csv, row 2, column 'value': found '0.34'")
    with pytest.raises(DataRefused, match="holds what is probably wrong"):
        validate(path, "", strict=True)


def test_validate_says_what_it_guessed(write, capsys):
    validate(str(write("f.csv", f"title\n指标,2017\n{CNC},34.1\n")), "", as_json=False)
    assert capsys.readouterr().err.startswith("guessed: f.csv: read 1 value: header in row 2")


TARGETS = "indicator_id,year,value,role,better"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (["a,2015,30,baseline,", "a,2014,40,target,"], "a target year after the baseline's"),
        (["a,2015,30,baseline,lower", "a,2025,40,target,lower"], "a target below 30 of 2015,"),
        (["a,2015,30,baseline,", "a,2025,20,target,"], "a target above 30 of 2015, since a blank"),
    ],
)  # fmt: skip
def test_contradictory_targets_are_refused(write, rows, words):
    with pytest.raises(DataRefused) as refused:
        read_targets(write("plan.csv", "\n".join([TARGETS, *rows])))
    assert words in str(refused.value)


def test_a_rise_where_lower_is_better_is_refused_of_changes_too(write):
    header = "indicator_id,year,value,role,better,target_kind,base_year"
    rows = ["a,2020,18,target,lower,change_from_base,2015"]
    with pytest.raises(DataRefused, match="a target below 0, since lower is better"):
        read_targets(write("plan.csv", "\n".join([header, *rows])))


def test_a_floor_below_the_base_is_doubted_where_the_row_says_that_higher_is_better(write):
    findings = Findings()
    rows = ["a,2015,30,baseline,higher", "a,2025,28,target,higher"]
    read_targets(write("plan.csv", "\n".join([TARGETS, *rows])), findings)
    assert [doubt.expected for doubt in findings.doubts] == [
        "a target above 30 of 2015, since higher is better"
    ]
