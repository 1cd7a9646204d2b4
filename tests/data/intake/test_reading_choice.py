"""What is said of a table takes the place of a guess; what fits no table is said."""

from pathlib import Path

import openpyxl
import pytest

from helpers import cli
from helpers.commands.parameter_checks import check_parameters
from helpers.data.input_tables import read_input_tables
from helpers.data.intake.findings import Findings
from helpers.data.intake.reading_choice import check_header_row
from helpers.edition.notebooks import all_notebooks
from helpers.errors import DataRefused, WrongCall
from helpers.run.write_tables import edition_tables

CNC = "cnc_key_process_ratio"
HEADER = ["indicator_id", "year", "value"]


@pytest.fixture
def two_sheets(tmp_path):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, value in (("draft", 33.4), ("final", 34.2)):
        sheet = book.create_sheet(name)
        for row in (HEADER, [CNC, 2017, value]):
            sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    return str(tmp_path / "t.xlsx")


def values(path, *reading, findings=None):
    rows = read_input_tables(str(path), reading=reading, findings=findings).observations
    return rows.loc[rows["source_id"] == "added", "value"].tolist()


def refusal(path, *reading):
    with pytest.raises(WrongCall) as refused:
        values(path, *reading)
    return str(refused.value)


def test_the_sheet_that_is_said_is_read(two_sheets):
    assert values(two_sheets, "sheet=final") == [34.2]
    assert values(two_sheets, "sheet=draft") == [33.4]


def test_the_header_that_is_said_is_taken(write):
    rows = f"indicator,year,value,value\n指标,年份,去年,数值\n{CNC},2017,33.4,34.2"
    path = write("t.csv", rows)
    assert values(path, "header_row=2", "value=数值", "note=去年") == [34.2]


def test_a_column_that_is_said_takes_the_name_from_a_guessed_one(write):
    path = write("t.csv", f"指标,年份,数值,修订值\n{CNC},2017,33.4,34.2")
    findings = Findings()
    assert values(path, "value=修订值", "note=数值", findings=findings) == [34.2]
    assert "'数值' as note, '修订值' as value" in findings.readings[0]


def test_a_header_is_looked_for_in_twenty_rows(write):
    table = f"{','.join(HEADER)}\n{CNC},2017,34.2"
    titles = [f"title {number}" for number in range(20)]
    assert values(write("t.csv", "\n".join([*titles[1:], table]))) == [34.2]
    with pytest.raises(DataRefused):
        values(write("t.csv", "\n".join([*titles, table])))


def test_a_header_far_down_is_taken(write):
    titles = "".join(f"title {number}\n" for number in range(50))
    path = write("t.csv", f"{titles}{','.join(HEADER)}\n{CNC},2017,34.2")
    assert values(path, "header_row=51") == [34.2]


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        ("sheet=finl", "t.xlsx: found the sheet 'finl'; expected one of draft, final. "
                       "Did you mean 'final'? "),
        ("header_row=9", "found header_row=9, a row without content; expected a filled row, such "
                         "as 1, 2. "),
        ("header_row=0", "found 'header_row=0'; expected a row from 1 to 1,000"),
        ("header_row=two", "found 'header_row=two'; expected a row from 1 to 1,000"),
        ("valu=figure", "found 'valu=figure' for the reading of a file; expected name=what it is, "
                        "name one of sheet, header_row, indicator_id, year, value"),
        ("valu=figure", "Did you mean 'value'? "),
        ("value", "found 'value'; expected a name after =. "),
        ("value=valeu", "row 1: found value=valeu; expected a column of the header: indicator_id, "
                        "year, value. Did you mean 'value'? "),
    ],
)  # fmt: skip
def test_what_fits_no_table_is_said(two_sheets, reading, words):
    assert words in refusal(two_sheets, *{"sheet=final", reading} if "sheet" not in reading
                            else (reading,))  # fmt: skip


def test_a_text_has_no_sheet(write):
    path = write("t.csv", f"{','.join(HEADER)}\n{CNC},2017,34.2")
    assert "expected no sheet: the file is a text" in refusal(path, "sheet=final")


def test_validate_takes_what_is_said(two_sheets, capsys):
    assert cli.main(["validate", two_sheets]) == 3
    assert "Say which to read with --sheet" in capsys.readouterr().err
    said = ["--sheet", "final", "--header-row", "1", "--column", "value=value"]
    assert cli.main(["validate", two_sheets, *said]) == 0
    assert "1 observation can be taken" in capsys.readouterr().out
    assert cli.main(["validate", two_sheets, "--sheet", "none"]) == 2


def test_nothing_is_said_of_a_file_that_is_not_there(tmp_path, capsys):
    assert cli.main(["validate", "--targets", "t.csv", "--sheet", "x"]) == 2
    assert "speak of a file of figures; give one" in capsys.readouterr().err
    with pytest.raises(WrongCall, match=r"found reading=\['sheet=x'\] without observations"):
        check_parameters({"reading": ["sheet=x"]}, all_notebooks())


def test_a_batch_and_a_rerun_say_it_by_a_parameter(two_sheets):
    given = {"observations": two_sheets, "reading": "sheet=final", "report_year": 2017}
    checked = check_parameters(given, all_notebooks())
    assert checked["reading"] == ["sheet=final"]
    rows = edition_tables(checked)["observations"]
    assert rows.loc[rows["source_id"] == "added", "value"].tolist() == [34.2]
    with pytest.raises(WrongCall, match="found the sheet 'none'"):
        check_parameters(given | {"reading": ["sheet=none"]}, all_notebooks())


def test_of_many_filled_rows_the_five_nearest_are_offered():
    with pytest.raises(WrongCall) as refused:
        check_header_row(Path("f.csv"), 10, [1, 2, 3, 8, 9, 12, 13, 40])
    (problem,) = refused.value.problems
    assert problem.expected == "a filled row, such as 3, 8, 9, 12, 13"
    check_header_row(Path("f.csv"), 12, [3, 12])
