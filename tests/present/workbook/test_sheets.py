"""A sheet of the workbook: room for every text, notes on headings, numbers as printed."""

import openpyxl
import pandas as pd
import pytest

from helpers.data.schema import Column, Table
from helpers.present.workbook.sheets import explain, fill, lines_of, number_formats

NONE = float("nan")


def number(name, unit=""):
    return Column(name, "number", "A number", unit, required=False)


def shown(columns, rows, tables=None):
    """Return the number formats of each column of a small table by its name."""
    table = Table("small", "Small", "a row", tuple(columns), primary_key=(columns[0].name,))
    found = number_formats(table, pd.DataFrame(rows, columns=table.names), tables or {})
    return {table.names[position]: formats for position, formats in found.items()}


UNIT, SCALE = Column("unit", "string", "Unit"), Column("scale", "string", "Scale")
DECIMALS = Column("decimals", "integer", "Decimals", required=False)
INDICATOR = Column("indicator_id", "string", "Indicator")


def test_a_value_shows_its_printed_decimals_and_a_percentage_its_sign():
    rows = [
        ("percent", 27.0, 0),
        ("percent_per_year", 3.3, 2),
        ("percent_on_previous_year", -7.5, 1),
        ("percentage_points", 1.8, 1),
        ("index_points", 83.125, 3),
        ("percent", NONE, 1),
    ]
    found = shown([UNIT, number("value", "unit column"), DECIMALS], rows)
    assert found["value"] == ['0" %"', '0.00" %"', '0.0" %"', "0.0", "0.000", "General"]
    assert found["decimals"] == ["0"] * 6


def test_a_value_whose_print_is_not_known_shows_up_to_four_decimals_of_its_own():
    rows = [("", value) for value in (3.0, 0.25, 0.1234, 0.12345, 1 / 3)]
    found = shown([UNIT, number("value", "unit column")], rows)
    assert found["value"] == ["0", "0.00", "0.0000", "0.00", "0.00"]
    rows = [("percent", 2.5, pd.NA)]
    found = shown([UNIT, number("value", "unit column"), DECIMALS], rows)
    assert found["value"] == ['0.0" %"']


def test_thousands_are_set_apart_from_ten_thousand_on():
    rows = [("", value) for value in (9999.0, 10_000.0, -12_000.5, -9999.5)]
    found = shown([UNIT, number("value", "unit column")], rows)
    assert found["value"] == ["0", "#,##0", "#,##0.0", "0.0"]


def test_other_numbers_of_a_row_do_not_take_the_decimals_of_its_value():
    columns = [UNIT, DECIMALS, number("value", "unit column"), number("observed", "unit column")]
    found = shown(columns, [("percent", 1, 33.0, 33.25)])
    assert (found["value"], found["observed"]) == (['0.0" %"'], ['0.00" %"'])


def test_gaps_ratios_and_amounts_of_money_have_no_percent_sign_and_computed_ones_two_decimals():
    columns = [
        SCALE,
        number("gap", "scale column"),
        number("gap_low", "scale column"),
        number("expected", "scale column"),
        number("projected", "scale column"),
        number("pace", "scale a year"),
        number("flip_change", "scale of the observation"),
        number("pace_ratio", "ratio"),
        number("amount", "RMB billion"),
        number("path_year", "year"),
    ]
    found = shown(columns, [("percent", *([2.5] * 7), 2.5, 2016.5)])
    assert {name: formats[0] for name, formats in found.items()} == {
        "gap": "0.00",
        "gap_low": "0.00",
        "expected": '0.00" %"',
        "projected": '0.0" %"',
        "pace": "0.00",
        "flip_change": "0.00",
        "pace_ratio": "0.00",
        "amount": "0.0",
        "path_year": "0.0",
    }


def test_years_and_counts_are_whole_and_texts_have_no_format():
    columns = [UNIT, Column("year", "year", "Year"), Column("count", "integer", "Count")]
    found = shown(columns, [("percent", 2016, 12_345)])
    assert found == {"year": ["0"], "count": ["0"]}


def test_the_unit_of_a_row_is_its_scale_before_its_unit_before_that_of_its_indicator():
    value = number("value", "scale column")
    rows = [("index", "percent", 3.0), ("percent", "index", 3.0)]
    assert shown([SCALE, UNIT, value], rows)["value"] == ["0", '0" %"']
    known = {"indicators": pd.DataFrame({"indicator_id": ["share"], "unit": ["percent"]})}
    rows = [("share", 3.0), ("unknown", 3.0)]
    assert shown([INDICATOR, value], rows, known)["value"] == ['0" %"', "0"]
    assert shown([INDICATOR, value], rows)["value"] == ["0", "0"]
    assert shown([Column("name", "string", "Name"), value], rows, known)["value"] == ["0", "0"]


def test_a_column_that_names_the_column_of_its_unit_is_in_that_unit():
    own = Column("value_unit", "string", "Unit of the value")
    columns = [UNIT, own, number("target", "unit column"), number("value", "value_unit column")]
    rows = [("percent", "per 100 households", 82.0, 117.9), ("percent", "percent", 70.0, 96.0)]
    found = shown(columns, rows)
    assert (found["target"], found["value"]) == (['0" %"', '0" %"'], ["0.0", '0" %"'])


@pytest.mark.parametrize(
    ("value", "width", "lines"),
    [
        (None, 10, 1),
        ("", 10, 1),
        ("abc", 10, 1),
        ("a" * 20, 10, 3),  # a tenth more, for broken lines: 22 in lines of 10
        ("a" * 20, 10.9, 3),
        ("a" * 100, 11, 10),
        ("\u2e80" * 20, 10, 5),  # Chinese marks take the room of two
        ("数" * 20, 10, 5),
        ("\u2e7f" * 20, 10, 3),
        (1 / 3, 5, 3),  # shown with ten digits
        (12345, 5, 1),
        (1234567890, 5, 3),
    ],
)
def test_a_text_has_as_many_lines_as_its_marks_need_with_room_for_broken_words(value, width, lines):
    assert lines_of(value, width) == lines


HEADER = ("name", "note", "value", "a_rather_long_heading")
ROWS = [
    ("r" * 30, "n" * 60, 1.5, None),
    ("short", "n" * 61, 22.0, None),
    ("short", "n" * 104, 3.0, None),
    ("short", "n" * 105, 4.0, None),
    ("short", "first\nsecond", 5.0, None),
    ("short", "n" * 9000, 6.0, None),
]


@pytest.fixture
def sheet():
    new = openpyxl.Workbook().active
    fill(new, HEADER, ROWS, {2: ["0.0", "0.00", "0", "0", "0", "0"]})
    return new


def test_rows_stand_below_their_heading_with_their_number_formats(sheet):
    assert list(sheet.iter_rows(values_only=True)) == [HEADER, *ROWS]
    formats = [[cell.number_format for cell in row] for row in sheet["B1:D3"]]
    assert formats == [["General"] * 3, ["General", "0.0", "General"],
                       ["General", "0.00", "General"]]  # fmt: skip


def test_the_heading_stays_filters_all_rows_and_is_printed_on_each_page(sheet):
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D7"
    assert sheet.print_title_rows.replace("$", "") == "1:1"
    assert {cell.fill.fgColor.rgb for cell in sheet[1]} == {"001F3A5F"}
    assert sheet["A2"].fill.fgColor.rgb == "00000000"


def test_a_sheet_is_printed_one_page_wide_and_as_many_as_it_needs_high(sheet):
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.page_setup.orientation == "landscape"


def test_a_column_has_room_for_its_longest_text_and_its_heading_up_to_sixty_marks(sheet):
    width = {letter: shape.width for letter, shape in sheet.column_dimensions.items()}
    assert 30 < width["A"] < 40
    assert width["B"] == 60
    assert 5 < width["C"] < 12
    assert len(HEADER[3]) < width["D"] < 30
    fill(bare := openpyxl.Workbook().active, HEADER, [])
    assert bare.column_dimensions["D"].width == width["D"]
    assert list(bare.iter_rows(values_only=True)) == [HEADER]


def test_a_text_of_more_than_sixty_marks_is_broken_into_lines_the_row_has_room_for(sheet):
    wrapped = [bool(cell.alignment.wrap_text) for cell in sheet["B"][1:]]
    assert wrapped == [False, True, True, True, True, True]
    heights = [sheet.row_dimensions[row].height for row in range(2, 8)]
    # Lines of 57 marks: 67, 114 and 115 marks with the room for broken words.
    assert [None if height is None else height / 15.0 for height in heights[:5]] == [
        None, 2.0, 2.0, 3.0, None
    ]  # fmt: skip
    assert 380 < heights[5] < 409  # more is nothing a spreadsheet takes


def test_a_heading_has_a_note_with_the_meaning_and_the_unit_of_its_column():
    table = Table("t", "T", "a row", (number("pace", "scale a year"), UNIT), primary_key=("unit",))
    sheet = openpyxl.Workbook().active
    explain(sheet, table)
    notes = [cell.comment and cell.comment.text for cell in next(sheet.iter_rows(max_col=3))]
    assert notes == ["A number. Unit: scale a year.", "Unit.", None]
