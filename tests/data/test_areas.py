"""Areas in added files: read beside the whole, refused in sentences."""

import pytest

from helpers.commands.intake import validate
from helpers.data.input_tables import read_input_tables
from helpers.data.intake import areas as area_rules
from helpers.errors import DataRefused
from tests.panels import PROVINCES, panel_rows, write_csv, write_xlsx

CNC = "cnc_key_process_ratio"
HEADER = "indicator_id,area,year,value"
PLAN = """indicator_id,area,year,value,role,better
rate,,2015,10,baseline,higher
rate,,2025,60,target,
rate,North,2025,80,target,
"""


def refused(*files, **options):
    with pytest.raises(DataRefused) as error:
        read_input_tables(*map(str, files), **options)
    return str(error.value)


def test_rows_of_areas_stand_beside_an_edition_that_is_as_without_them(tmp_path, edition):
    path = write_csv(tmp_path / "p.csv", panel_rows(("North", "South"), (2016, 2017)))
    read = read_input_tables(path)
    for name in ("indicators", "milestones", "observations", "renderings"):
        assert read[name].equals(edition[name])
        assert list(read[name]) == list(edition[name])
    rows = read.by_area.observations
    assert len(rows) == 2 * 2 * len(edition.indicators)
    assert set(rows["area"]) == {"North", "South"}
    assert set(rows["comparable"]) == {"yes"}
    areas = [["North", "North", 1], ["South", "South", 2]]
    assert read.by_area.areas.to_numpy().tolist() == areas
    assert read.by_area.register.reset_index().to_numpy().tolist() == [
        [place, *area] for place, area in enumerate([["whole", "whole", 0], *areas])
    ]
    assert list(rows) == [*edition["observations"], "area"]


def test_without_a_named_area_there_are_none(write, edition):
    plain = read_input_tables(str(write("f.csv", f"indicator_id,year,value\n{CNC},2017,34")))
    blank = read_input_tables(str(write("f.csv", f"{HEADER}\n{CNC},,2017,34")))
    assert edition.by_area is None
    assert plain.by_area is None
    assert blank.by_area is None
    assert blank.observations.equals(plain.observations)


@pytest.mark.parametrize("word", ["", "全国", "National", "whole"])
def test_a_row_of_all_areas_together_joins_the_whole(write, word):
    text = f"{HEADER}\n{CNC},{word},2017,34\n{CNC},North,2017,31"
    read = read_input_tables(str(write("f.csv", text)))
    assert read.observations.query("year == 2017")["value"].tolist() == [34.0]
    assert read.by_area.observations["value"].tolist() == [31.0]
    assert read.reported.query("year == 2017")["area"].tolist() == ["whole", "North"]
    assert read.reported.index.tolist() == list(range(len(read.reported)))


@pytest.mark.parametrize("header", ["地区", "Province", "city", "区域"])
def test_the_column_may_have_another_name(write, header):
    text = f"indicator_id,{header},year,value\n{CNC},广东,2017,34"
    read = read_input_tables(str(write("f.csv", text)))
    assert read.by_area.areas["area"].tolist() == ["广东"]


def test_the_same_value_of_two_areas_is_no_repetition_and_of_one_area_is(write):
    rows = f"{HEADER}\n{CNC},North,2017,34\n{CNC},South,2017,34"
    assert len(read_input_tables(str(write("f.csv", rows))).by_area.observations) == 2
    words = refused(write("f.csv", f"{rows}\n{CNC},North,2017,35"))
    assert "found cnc_key_process_ratio, 2017, plan" in words
    assert "North again" in words
    assert "as in row 2" in words


def test_a_sheet_names_and_orders_the_areas(tmp_path):
    rows = panel_rows(("n", "s"), (2017,), (CNC,))
    listed = [("n", "Northern firms", 1), ("s", "Southern firms", 0), ("e", "", "")]
    read = read_input_tables(write_xlsx(tmp_path / "f.xlsx", rows, listed))
    assert read.by_area.areas.to_numpy().tolist() == [
        ["s", "Southern firms", 1], ["n", "Northern firms", 2], ["e", "e", 3]
    ]  # fmt: skip


def test_an_area_may_be_given_by_its_name(tmp_path):
    rows = [[CNC, "Southern Firms", 2017, 34, ""]]
    path = write_xlsx(tmp_path / "f.xlsx", rows, [("s", "Southern firms", 1)])
    assert read_input_tables(path).by_area.observations["area"].tolist() == ["s"]


def test_an_area_that_the_sheet_does_not_list_gets_the_nearest(tmp_path):
    rows = [[CNC, "Guangdng", 2017, 34, ""]]
    path = write_xlsx(tmp_path / "f.xlsx", rows, [(name, "", "") for name in PROVINCES[:20]])
    words = refused(path)
    assert "f.xlsx, sheet 'observations', row 2, column 'area': found 'Guangdng'" in words
    assert "Did you mean 'Guangdong'?" in words


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        ([("n", "", 1), ("n", "", 2)], "found n again; expected one row for each, as in row 2"),
        ([("n" * 61, "", 1)], "a name of at most 60 characters"),
        ([("n", "", -1)], "a whole number from 0 to 9999"),
    ],
    ids=["twice", "long", "order"],
)
def test_a_sheet_of_areas_is_refused_in_sentences(tmp_path, sheet, words):
    path = write_xlsx(tmp_path / "f.xlsx", [[CNC, "n", 2017, 34, ""]], sheet)
    assert words in refused(path)


def test_more_areas_than_an_edition_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(area_rules, "MOST_AREAS", 2)
    path = write_csv(tmp_path / "p.csv", panel_rows(("a", "b", "c"), (2017,), (CNC,)))
    assert "found 'c'; expected at most 2 areas" in refused(path)


def test_a_published_value_of_the_whole_says_nothing_of_an_area(write):
    # 49.5 percent of 2019 is published under another label, of the whole.
    read = read_input_tables(str(write("f.csv", f"{HEADER}\n{CNC},,2019,49.5\n{CNC},N,2019,49.5")))
    assert read.observations.query("year == 2019")["series"].tolist() != ["plan"]
    assert read.by_area.observations["series"].tolist() == ["plan"]


def test_an_area_may_have_targets_of_its_own(write):
    figures = write("f.csv", f"{HEADER}\nrate,North,2017,30\nrate,South,2017,30")
    read = read_input_tables(str(figures), str(write("plan.csv", PLAN)))
    assert read.milestones["value"].tolist() == [10.0, 60.0]
    own = read.by_area.milestones
    assert own[["area", "year", "value", "role"]].to_numpy().tolist() == [
        ["North", 2025, 80.0, "target"]
    ]


def test_the_edition_of_one_indicator_has_its_rows_of_areas_alone(write):
    rows = "".join(f"fires,{area},{year},{value},{role},lower\n" for area, year, value, role in
                   (("", 2015, 50, "baseline"), ("", 2025, 30, "target"),
                    ("North", 2025, 20, "target")))  # fmt: skip
    figures = write("f.csv", f"{HEADER}\nrate,North,2017,30\nfires,South,2017,40")
    one = read_input_tables(str(figures), str(write("plan.csv", PLAN + rows))).only("fires").by_area
    for table, area in ((one.observations, "South"), (one.milestones, "North")):
        assert table[["indicator_id", "area"]].to_numpy().tolist() == [["fires", area]]
        assert table.index.tolist() == [0]
        assert "index" not in table


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("rate,North,2025,90,target,", "found rate, 2025, North again"),
        ("rate,North,2026,90,target,lower", "higher, as in the indicator's first row"),
        ("other,North,2025,90,target,", "a baseline or base year, and a target of the whole"),
    ],
    ids=["twice", "contradiction", "no-whole"],
)
def test_targets_of_areas_are_refused_in_sentences(write, row, words):
    assert words in refused(targets=str(write("plan.csv", f"{PLAN}{row}\n")))


def test_validate_says_how_many_areas_there_are(tmp_path, capsys):
    path = write_csv(tmp_path / "p.csv", panel_rows(PROVINCES, (2016, 2017)))
    validate(path, "")
    assert capsys.readouterr().out == (
        "p.csv: 744 observations can be taken, for 2016, 2017, of 31 areas\n"
    )
