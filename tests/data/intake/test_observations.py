"""Bad input: each kind of fault has its sentence, and all of a file's faults come at once."""

import openpyxl
import pytest

from helpers.data.input_tables import read_input_tables
from helpers.errors import DataRefused

HEADER = "indicator_id,year,value"
CNC, DIGITAL = "cnc_key_process_ratio", "digital_rd_tool_penetration"

FAULTS = [
    ("unknown-indicator", f"{HEADER}\ncnc_ratio,2017,34.1", "Did you mean 'cnc_key_process_ratio'"),
    ("no-indicator", f"{HEADER}\n,2017,34.1", "column 'indicator_id': found a blank"),
    ("year-in-words", f"{HEADER}\n{CNC},last year,34.1", "expected a year of four digits"),
    ("date-for-year", f"{HEADER}\n{CNC},2017-12-31,34.1", "Write the year alone"),
    ("two-digit-year", f"{HEADER}\n{CNC},17,34.1", "expected a year of four digits"),
    ("year-before-base", f"{HEADER}\n{CNC},2012,34.1", "a year from 2013 on"),
    ("year-of-no-time", f"{HEADER}\n{CNC},1912,34.1", "a year from 1949 to 2049"),
    ("no-year", f"{HEADER}\n{CNC},,34.1", "column 'year': found a blank"),
    ("value-in-words", f"{HEADER}\n{CNC},2017,a third", "found 'a third'; expected a number"),
    ("no-value", f"{HEADER}\n{CNC},2017,", "column 'value': found a blank"),
    ("dash-for-value", f"{HEADER}\n{CNC},2017,-", "expected a number"),
    ("decimal-comma", f'{HEADER}\n{CNC},2017,"34,1"', "expected a number"),
    ("about-in-value", f"{HEADER}\n{CNC},2017,about 34", "expected a number"),
    ("formula", f"{HEADER}\n{CNC},2017,=34+0.1", "found '=34+0.1'"),
    ("share-over-100", f"{HEADER}\n{CNC},2017,134.1", "at least 0 and at most 100"),
    ("negative-share", f"{HEADER}\n{CNC},2017,-3", "at least 0 and at most 100"),
    (
        "percent-of-an-index",
        f"{HEADER}\nquality_competitiveness_index,2017,84%",
        "a number in index_points",
    ),
    ("unknown-unit", f"{HEADER},unit\n{CNC},2017,34.1,percents", "Did you mean 'percent'"),
    ("unknown-qualifier", f"{HEADER},qualifier\n{CNC},2017,34.1,circa", "one of exact, about"),
    ("unknown-status", f"{HEADER},status\n{CNC},2017,34.1,guessed", "reported, derived, expected"),
    ("repeated-row", f"{HEADER}\n{CNC},2017,34.1\n{CNC},2017,34.2", "as in row 2"),
    ("missing-column", f"indicator_id,year\n{CNC},2017", "no column 'value'"),
    ("misspelt-column", f"indicator_id,jahr,value\n{CNC},2017,34.1", "the column 'jahr'"),
    ("column-twice", f"{HEADER},value\n{CNC},2017,34.1,34.2", "the column 'value' twice"),
    ("column-without-name", f"{HEADER},,note\n{CNC},2017,34.1,1,x", "a column without a name"),
    ("too-many-cells", f"{HEADER}\n{CNC},2017,34,1", "found 4 cells; expected 3"),
    ("header-only", f"{HEADER}\n", "a header only"),
    ("empty", "", "no rows"),
    ("blank-lines-only", "\n\n  \n", "no rows"),
    ("unclosed-quote", f'{HEADER}\n{CNC},2017,"34.1', "a well-formed CSV file"),
    ("null-bytes", f"{HEADER}\n{CNC},2017,\0", "another encoding"),
]


@pytest.mark.parametrize(("name", "text", "words"), FAULTS, ids=[name for name, _, _ in FAULTS])
def test_fault_has_its_sentence(write, name, text, words):
    path = write(f"{name}.csv", text)
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(path))
    assert words in str(refused.value)
    assert f"{name}.csv" in str(refused.value)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing.csv", "found no such file"),
        ("figures.ods", "a file of type '.ods'"),
        ("not-a-workbook.xlsx", "a damaged workbook"),
    ],
)
def test_file_that_cannot_be_opened_is_named(write, tmp_path, name, words):
    if name != "missing.csv":
        write(name, "x")
    with pytest.raises(DataRefused, match=words):
        read_input_tables(str(tmp_path / name))


def test_all_faults_of_a_file_are_told_in_reading_order(write):
    path = write("many.csv", f"{HEADER}\ncnc,17,x\n{DIGITAL},2017,163.2\n{DIGITAL},2001,1")
    with pytest.raises(DataRefused) as refused:
        read_input_tables(str(path))
    places = [(problem.row, problem.column) for problem in refused.value.problems]
    assert places == [
        (2, "indicator_id"),
        (2, "year"),
        (2, "value"),
        (3, "value"),
        (4, "year"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("comma", f"{HEADER}\n{CNC},2017,34.1\n", "utf-8"),
        ("semicolon", f"indicator_id;year;value\n{CNC};2017;34.1\n", "utf-8"),
        ("tab", f"indicator_id\tyear\tvalue\n{CNC}\t2017\t34.1\n", "utf-8"),
        ("bom", f"{HEADER}\n{CNC},2017,34.1\n", "utf-8-sig"),
        ("gb18030", f"{HEADER},note\n{CNC},2017,34.1,数控化率\n", "gb18030"),
        ("crlf", f"{HEADER}\r\n{CNC},2017,34.1\r\n", "utf-8"),
        ("full-width", f"{HEADER}\n{CNC},２０１７,３４．１％\n", "utf-8"),
        ("chinese-year", f"{HEADER}\n{CNC},2017年,34.1\n", "utf-8"),
        ("columns-moved", f"value,year,indicator_id\n34.1,2017,{CNC}\n", "utf-8"),
        ("blank-rows", f"\n{HEADER}\n\n{CNC},2017,34.1\n\n", "utf-8"),
    ],
)
def test_every_dialect_gives_the_same_observation(write, name, text, encoding):
    added = read_input_tables(str(write(f"{name}.csv", text, encoding))).observations
    row = added[added["source_id"] == "added"].iloc[0]
    assert (row["indicator_id"], row["year"], row["value"], row["decimals"]) == (CNC, 2017, 34.1, 1)
    assert (row["series"], row["comparable"], row["unit"]) == ("plan", "yes", "percent")


def test_a_workbook_gives_the_same_observation(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append([CNC, 2017, 34.1])
    path = tmp_path / "figures.xlsx"
    book.save(path)
    added = read_input_tables(str(path)).observations
    row = added[added["source_id"] == "added"].iloc[0]
    assert (row["year"], row["value"], row["locator"]) == (2017, 34.1, "sheet Sheet, row 2")


def test_the_way_back_of_an_added_figure_names_file_and_row(write):
    path = write("new.csv", f"{HEADER},source\n{CNC},2017,34.1,Yearbook p. 3")
    edition = read_input_tables(str(path))
    row = edition.observations[edition.observations["source_id"] == "added"].iloc[0]
    assert row["locator"] == "row 2"
    assert row["note"] == "Yearbook p. 3"
    titles = edition.sources.set_index("source_id")["title"]
    assert titles["added"] == "new.csv"


def test_added_figures_change_no_published_row(write, edition):
    path = write("new.csv", f"{HEADER}\n{CNC},2017,34.1")
    more = read_input_tables(str(path))
    before = more.observations[more.observations["source_id"] != "added"].reset_index(drop=True)
    assert before.equals(edition.observations)
    assert more.milestones.equals(edition.milestones)
