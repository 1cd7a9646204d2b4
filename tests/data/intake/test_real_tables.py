"""Tables as people have them are read as they are; what was guessed of them is said."""

import openpyxl
import pytest

from helpers.data.input_tables import read_input_tables
from helpers.data.intake.findings import Findings
from helpers.errors import DataRefused

CNC, TOOLS, WEB = "cnc_key_process_ratio", "digital_rd_tool_penetration", "broadband_penetration"
TWO_YEARS = [
    [CNC, 2016, 33.4, 1],
    [CNC, 2017, 34.2, 1],
    [TOOLS, 2016, 61.9, 1],
    [TOOLS, 2017, 63.2, 1],
]


def workbook(path, sheets, formats=None, merged=()):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for place, text in (formats or {}).items():
        book.active[place].number_format = text
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)


def wide_with_title_and_notes(folder):
    (folder / "t.csv").write_text(
        "主要指标,,,\n单位：%,,,\n指标,单位,2016年,2017年\n关键工序数控化率,%,33.4,34.2\n"
        "数字化研发设计工具普及率,%,61.9,63.2\n\n注：企业自报。,,,\n资料来源：年鉴,,,\n",
        encoding="utf-8",
    )
    return "t.csv"


def wide_workbook_with_merged_title(folder):
    rows = [
        ["Key indicators of integration"],
        [],
        ["Indicator", 2016, 2017],
        ["CNC ratio of key processes", 33.4, 34.2],
        ["Digital R&D tool penetration", 61.9, 63.2],
        ["Note: above-scale enterprises"],
    ]
    workbook(folder / "t.xlsx", {"Sheet1": rows}, merged=["A1:C1", "A6:C6"])
    return "t.xlsx"


def semicolons_and_decimal_commas(folder):
    (folder / "t.csv").write_text(
        f"indicator_id;year;value\n{CNC};2016;33,4 %\n{CNC};2017;34,2\n{TOOLS};2016;61,9\n"
        f"{TOOLS};2017;63,2 %\n"
    )
    return "t.csv"


def wide_with_semicolons(folder):
    (folder / "t.csv").write_text(
        f"Indikator-Tabelle\nIndicator;2016;2017\n{CNC};33,4;34,2\n{TOOLS};61,9;63,2\n"
    )
    return "t.csv"


def tabs_and_capitals(folder):
    (folder / "t.tsv").write_text(
        f" Indicator ID \tYEAR\tValue (%)\tNotes\n{CNC}\t2016\t33.4\ta\n{CNC}\t2017\t34.2\t\n"
        f"{TOOLS}\t2016\t61.9%\t\n{TOOLS}\t2017\t63.2\t\n"
    )
    return "t.tsv"


def unicode_text_of_a_spreadsheet(folder):
    rows = [["指标", "年份", "数值"], *([row[0], str(row[1]), str(row[2])] for row in TWO_YEARS)]
    text = "\n".join("\t".join(row) for row in rows)
    (folder / "t.txt").write_text(text, encoding="utf-16")
    return "t.txt"


def chinese_long_table(folder):
    rows = (
        "关键工序数控化率,2016年,33.4\n关键工序数控化率,2017年,34.2\n"
        "数字化研发设计工具普及率,2016年,61.9\n数字化研发设计工具普及率,2017年,63.2\n"
    )
    (folder / "t.csv").write_text(f"指标名称,年度,数值\n{rows}", encoding="gb18030")
    return "t.csv"


def full_width_digits(folder):
    (folder / "t.csv").write_text(
        f"indicator_id,year,value\n{CNC},２０１６,３３．４\n{CNC},２０１７,３４．２\n"
        f"{TOOLS},２０１６,６１．９％\n{TOOLS},２０１７,６３．２\n",
        encoding="utf-8",
    )
    return "t.csv"


def one_sheet_of_several(folder):
    data = [["indicator", "year", "value"], *([r[0], r[1], r[2]] for r in TWO_YEARS)]
    others = {"Contents": [["Tables"], ["1 Data"]], "Chart": [["x", 1]]}
    workbook(folder / "t.xlsx", {**others, "Data": data})
    return "t.xlsx"


def dashes_and_dots(folder):
    (folder / "t.csv").write_text(
        f"indicator,2015,2016,2017\n{CNC},-,33.4,34.2\n{TOOLS},…,61.9,63.2\n{WEB},n/a,..,\n",
        encoding="utf-8",
    )
    return "t.csv"


def percent_cells(folder):
    rows = [["indicator_id", "year", "value"], *([r[0], r[1], r[2] / 100] for r in TWO_YEARS)]
    workbook(folder / "t.xlsx", {"s": rows}, {f"C{row}": "0.0%" for row in range(2, 6)})
    return "t.xlsx"


def marks_and_blank_rows(folder):
    (folder / "t.csv").write_text(
        f"\ufeffindicator_id , year,value,,\n\n{CNC},2016, 33.4 ,,\n{CNC},2017,34.2,,\n,,,,\n"
        f"{TOOLS},2016,61.9,,\n{TOOLS},2017,63.2,,\n",
        encoding="utf-8",
    )
    return "t.csv"


def unnamed_first_column(folder):
    rows = [[None, "2016", "2017"], [CNC, 33.4, 34.2], [TOOLS, 61.9, 63.2]]
    workbook(folder / "t.xlsx", {"s": rows})
    return "t.xlsx"


REAL = [
    wide_with_title_and_notes, wide_workbook_with_merged_title, semicolons_and_decimal_commas,
    wide_with_semicolons, tabs_and_capitals, unicode_text_of_a_spreadsheet, chinese_long_table,
    full_width_digits, one_sheet_of_several, dashes_and_dots, percent_cells, marks_and_blank_rows,
    unnamed_first_column,
]  # fmt: skip


def read(path):
    findings = Findings()
    rows = read_input_tables(str(path), findings=findings).observations
    added = rows[rows["source_id"] == "added"].sort_values(["indicator_id", "year"])
    return added, findings


@pytest.mark.parametrize("make", REAL, ids=lambda make: make.__name__)
def test_a_real_table_is_read_as_it_is(tmp_path, make):
    added, _ = read(tmp_path / make(tmp_path))
    names = ["indicator_id", "year", "value", "decimals"]
    assert added[names].to_numpy().tolist() == TWO_YEARS
    assert set(added["unit"]) == {"percent"}


def test_what_was_guessed_is_said(tmp_path):
    _, findings = read(tmp_path / wide_with_title_and_notes(tmp_path))
    assert findings.readings == [
        "t.csv: read 4 values: header in row 3; years as columns, 2016 to 2017; columns '指标' as "
        "indicator_id, '单位' as unit; no part of the table: row 1 '主要指标'; row 2 '单位:%'; "
        "row 7 '注:企业自报。'; row 8 '资料来源:年鉴'"
    ]
    _, findings = read(tmp_path / dashes_and_dots(tmp_path))
    assert "5 without a value left out" in findings.readings[0]


def test_a_table_as_the_form_has_it_is_no_guess(tmp_path):
    _, findings = read(tmp_path / full_width_digits(tmp_path))
    assert findings.readings == []


def test_the_way_back_from_a_wide_table_names_row_and_year(write):
    added, _ = read(write("t.csv", f"indicator,2016,2017\n{CNC},33.4,34.2"))
    assert added["locator"].tolist() == ["row 2", "row 2"]
    with pytest.raises(DataRefused) as refused:
        read(write("t.csv", f"indicator,2016,2017\n{CNC},33.4,many"))
    assert "t.csv, row 2, column '2017': found 'many'" in str(refused.value)


def test_a_comma_before_three_digits_alone_separates_thousands(write):
    header = "indicator_id;year;value"
    found, _ = read(write("t.csv", f"{header}\npatent_density;2017;1,083"))
    assert found["value"].tolist() == [1083.0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"indicator_id,year,value\n{CNC},2017,>90 % of them", "a number"),
        (f"indicator_id,year,value,行业\n{CNC},2017,34,采矿业", "found the column '行业'"),
        ("指标,年份,数值\n机器人密度,2017,97", "found '机器人密度'"),
    ],
)
def test_what_stays_refused_says_what_it_is(write, text, words):
    with pytest.raises(DataRefused) as refused:
        read(write("t.csv", text))
    assert words in str(refused.value)


def test_several_sheets_that_fit_are_refused(tmp_path):
    rows = [["indicator_id", "year", "value"], [CNC, 2017, 34.2]]
    workbook(tmp_path / "t.xlsx", {"a": rows, "b": rows})
    with pytest.raises(DataRefused, match="a further sheet 'b' with content"):
        read(tmp_path / "t.xlsx")


def test_merged_cells_of_the_table_itself_are_refused(tmp_path):
    rows = [["title"], ["indicator_id", "year", "value"], [CNC, 2016, 33.4], [CNC, 2017, 34.2]]
    workbook(tmp_path / "t.xlsx", {"s": rows}, merged=["A1:C1", "A3:A4"])
    with pytest.raises(DataRefused, match=r"the merged cells A3:A4"):
        read(tmp_path / "t.xlsx")
