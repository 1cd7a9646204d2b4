"""The template: it is taken once a row is filled in, offers closed lists and explains itself."""

import openpyxl
import pandas as pd
import pytest

from helpers.data.input_tables import read_input_tables
from helpers.data.intake.observations import observation_form
from helpers.data.intake.plan_sheet import NAMES, plan_of_targets
from helpers.data.intake.targets import read_targets
from helpers.data.plan import PlanDescription
from helpers.data.tables.assessment import OBSERVATIONS
from helpers.data.tables.columns import OVER_PERIOD, QUALIFIERS, UNITS
from helpers.errors import DataRefused
from helpers.present.workbook.intake_template import write_target_template, write_template

INDICATORS = ("skills", "emissions", "patents", "exports")
COLUMNS = observation_form(INDICATORS).names
STATUSES = OBSERVATIONS.column("status").choices


@pytest.fixture
def book(tmp_path):
    indicators = pd.DataFrame({"indicator_id": INDICATORS})
    return openpyxl.load_workbook(write_template(tmp_path / "input.xlsx", indicators))


def test_the_template_refuses_to_be_taken_empty_and_takes_its_example(tmp_path, edition):
    path = write_template(tmp_path / "input.xlsx", edition.indicators)
    with pytest.raises(DataRefused, match="a header only"):
        read_input_tables(str(path))
    book = openpyxl.load_workbook(path)
    book["observations"].append([cell.value for cell in book["about"]["B"]][-len(COLUMNS) :])
    book.save(path)
    rows = read_input_tables(str(path)).observations
    added = rows[rows["source_id"] == "added"]
    assert added["indicator_id"].tolist() == [edition.indicators["indicator_id"].iloc[-1]]
    assert added["value"].tolist() == [65.4]


def test_the_heading_stays_in_sight_and_each_column_is_explained(book):
    sheet = book["observations"]
    assert [cell.value for cell in sheet[1]] == COLUMNS
    assert sheet.freeze_panes == "A2"
    assert all(cell.comment.text for cell in sheet[1])
    assert sheet.max_row == 1


@pytest.mark.parametrize(
    ("column", "values"),
    [
        ("indicator_id", INDICATORS),
        ("unit", (*UNITS, OVER_PERIOD)),
        ("qualifier", QUALIFIERS),
        ("status", STATUSES),
    ],
)
def test_a_list_offers_its_values_in_two_thousand_rows_and_a_closed_one_refuses_others(
    book, column, values
):
    letters = {cell.value: cell.column_letter for cell in book["observations"][1]}
    rules = {str(r.sqref): r for r in book["observations"].data_validations.dataValidation}
    assert len(rules) == 4
    rule = rules[f"{letters[column]}2:{letters[column]}2000"]
    sheet, _, place = rule.formula1.partition("!")
    offered = [cell.value for (cell,) in book[sheet][place.replace("$", "")]]
    assert offered == list(values)
    assert rule.type == "list"
    assert rule.allow_blank
    # A unit of one's own may stand beside those that are offered.
    assert rule.showErrorMessage == (column != "unit")


def test_lists_stand_below_the_name_of_their_column_and_nothing_else_does(book):
    listed = [[cell.value for cell in column if cell.value] for column in book["lists"].columns]
    assert listed == [
        ["indicator_id", *INDICATORS],
        ["qualifier", *QUALIFIERS],
        ["status", *STATUSES],
        ["unit", *UNITS, OVER_PERIOD],
    ]


def test_the_first_words_say_what_to_do_and_an_example_fills_each_column(book):
    lines = list(book["about"].iter_rows(values_only=True))
    assert lines[0][0].startswith("Fill in the sheet 'observations'")
    lead = len(lines) - len(COLUMNS)
    assert [line[0] for line in lines[:lead]][-1] == "An example of a row:"
    assert all(line[1:] == (None, None) for line in lines[:lead])
    assert [line[0] for line in lines[lead:]] == COLUMNS
    example = {name: value for name, value, _ in lines[lead:] if value is not None}
    assert example["indicator_id"] == "exports"
    assert f"communique {example['year']}" in example["source"]
    notes = {cell.value: cell.comment.text for cell in book["observations"][1]}
    assert {name: meaning for name, _, meaning in lines[lead:]} == notes


def test_the_template_of_targets_is_taken_with_its_plan_once_it_is_filled_in(tmp_path):
    path = write_target_template(tmp_path / "goals.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["targets", "plan", "lists", "about"]
    sheet = book["targets"]
    names = [cell.value for cell in sheet[1]]
    for row, (year, value, role) in enumerate(((2021, 54, "baseline"), (2030, 80, "target")), 2):
        filled = {"indicator_id": "skills", "year": year, "value": value, "role": role}
        for name, cell in filled.items():
            sheet.cell(row, names.index(name) + 1, cell)
    fields = {cell.value: cell.row for cell in book["plan"]["A"]}
    assert list(fields)[1:] == list(NAMES)
    book["plan"].cell(fields["title"], 2, "Goals for 2030")
    book.save(path)
    assert plan_of_targets(path) == PlanDescription("Goals for 2030")
    indicators, milestones = read_targets(path)
    assert (len(indicators), len(milestones)) == (1, 2)


def test_every_column_of_a_target_table_is_explained(tmp_path):
    book = openpyxl.load_workbook(write_target_template(tmp_path / "goals.xlsx"))
    assert all(cell.comment.text.strip() for cell in book["targets"][1])
    assert all(row[2].value for row in book["plan"].iter_rows(min_row=2))
