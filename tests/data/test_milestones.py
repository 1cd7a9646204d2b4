"""The plan's indicator table: the 38 values, their kinds, and what stops a run."""

import shutil

import pandas as pd
import pytest

from helpers import paths
from helpers.data.milestones import read_plan
from helpers.data.raw import read_raw
from helpers.errors import DataRefused

# Typed from the Chinese table a second time, independently of data/raw.
PRINTED = """
rd_intensity                  0.88 0.95 1.26 1.68
patent_density                0.36 0.44 0.70 1.10
quality_competitiveness_index 83.1 83.5 84.5 85.5
value_added_rate              -    -    +2   +4
labour_productivity_growth    -    -    7.5  6.5
broadband_penetration         37   50   70   82
digital_rd_tool_penetration   52   58   72   84
cnc_key_process_ratio         27   33   50   64
energy_intensity              -    -    -18  -34
co2_intensity                 -    -    -22  -40
water_intensity               -    -    -23  -41
solid_waste_utilisation       62   65   73   79
"""
YEARS = (2013, 2015, 2020, 2025)
EXPECTED = {
    (line.split()[0], year): float(cell)
    for line in PRINTED.strip().splitlines()
    for year, cell in zip(YEARS, line.split()[1:], strict=True)
    if cell != "-"
}


def test_a_sample_belongs_to_the_rates_whose_footnote_names_it(edition):
    # The footnote of one rate names it, "the same below"; the notes after it define the rest.
    notes = read_raw("plan_footnotes.csv")
    notes = notes[notes["source_id"] == "plan_en_cset"].sort_values("mark", key=pd.to_numeric)
    named = notes["definition"].str.extract(r"([\d,]+) sample enterprises; the same below\)")[0]
    sizes = named.ffill().str.replace(",", "").astype(float)
    expected = dict(zip(notes["indicator_id"], sizes, strict=True))
    known = edition.indicators.set_index("indicator_id")["sample"].dropna().to_dict()
    assert known == {name: size for name, size in expected.items() if pd.notna(size)}


def test_all_38_milestones_have_their_printed_value_and_sign(edition):
    found = edition.milestones.set_index(["indicator_id", "year"])["value"].to_dict()
    assert len(found) == 38
    assert found == EXPECTED


def test_every_milestone_shows_its_three_printed_cells(edition):
    cells = edition.milestones[["printed_zh", "printed_en_cset", "printed_en_g6"]]
    assert cells.notna().all(axis=None)
    assert (cells != "").all(axis=None)


def test_falls_are_read_from_2015_and_rises_count_points(edition):
    changes = edition.milestones[
        edition.milestones["indicator_id"].str.endswith("_intensity")
        & (edition.milestones["value"] < 0)
    ]
    assert len(changes) == 6
    assert set(changes["base_year"]) == {2015}
    points = edition.milestones[edition.milestones["indicator_id"] == "value_added_rate"]
    assert set(points["base_year"]) == {2015}


def test_mean_growth_is_counted_from_the_start_of_its_plan(edition):
    means = edition.milestones.set_index("indicator_id").loc["labour_productivity_growth"]
    assert means["year"].tolist() == [2020, 2025]
    assert means["base_year"].tolist() == [2015, 2020]
    assert set(means["qualifier"]) == {"about"}


def test_only_labour_productivity_is_printed_with_about(edition):
    about = edition.milestones[edition.milestones["qualifier"] == "about"]
    assert set(about["indicator_id"]) == {"labour_productivity_growth"}


def test_the_2015_column_is_an_expectation(edition):
    roles = edition.milestones.groupby("year")["role"].unique().map(list).to_dict()
    assert roles == {2013: ["baseline"], 2015: ["expected"], 2020: ["target"], 2025: ["target"]}


def test_renderings_disagree_on_the_unit_of_the_value_added_rate_alone(edition):
    rows = edition.renderings
    assert rows[["indicator_id", "year", "field"]].to_numpy().tolist() == [
        ["value_added_rate", 2020, "unit"],
        ["value_added_rate", 2025, "unit"],
    ]
    assert set(rows["en_g6"]) == {"percent"}
    assert set(rows["used"]) == {"percentage_points"}


@pytest.fixture
def raw_copy(tmp_path):
    folder = tmp_path / "raw"
    shutil.copytree(paths.RAW, folder)
    return folder


def change_cell(folder, file, row, column, text):
    table = pd.read_csv(folder / file, dtype=str, keep_default_na=False)
    table.loc[row, column] = text
    table.to_csv(folder / file, index=False)


@pytest.mark.parametrize(
    ("file", "row", "column", "text", "words"),
    [
        ("plan_indicators_zh.csv", 6, "2020", "72!", "row 8, column '2020': found '72!'"),
        ("plan_indicators_zh.csv", 6, "2020", "", "found ''"),
        ("plan_indicators_en_g6.csv", 7, "2025", "65", "found 65; expected 64"),
        ("plan_indicators_en_cset.csv", 0, "2013", "0.880", "found 0.880; expected 0.88"),
        ("plan_indicators_zh.csv", 8, "2020", "18", "found a cell of kind level"),
        (
            "plan_indicators_zh.csv",
            4,
            "2020",
            "7.5 左右（“十四五”期间年均增速）",
            "found a mean over plan 14; expected one to 2020",
        ),
        ("plan_indicators_en_g6.csv", 3, "row", "5", "expected rows 1, 2, 3"),
    ],
)
def test_a_changed_cell_stops_the_run_and_is_named(raw_copy, file, row, column, text, words):
    change_cell(raw_copy, file, row, column, text)
    with pytest.raises(DataRefused) as refused:
        read_plan(raw_copy)
    assert file in str(refused.value) or "plan_indicators" in str(refused.value)
    assert words in str(refused.value)


def test_all_unreadable_cells_are_named_at_once(raw_copy):
    change_cell(raw_copy, "plan_indicators_zh.csv", 0, "2013", "x")
    change_cell(raw_copy, "plan_indicators_en_g6.csv", 5, "2025", "y")
    with pytest.raises(DataRefused) as refused:
        read_plan(raw_copy)
    assert len(refused.value.problems) == 2


def test_a_missing_raw_table_is_named(raw_copy):
    (raw_copy / "plan_indicators_zh.csv").unlink()
    with pytest.raises(DataRefused, match=r"plan_indicators_zh\.csv: found no such file"):
        read_plan(raw_copy)


@pytest.mark.parametrize(("year", "sound"), [("2015", True), ("2020", False), ("2025", False)])
def test_a_target_may_not_be_blank_as_a_level_before_may_be(raw_copy, year, sound):
    for file in ("zh", "en_cset", "en_g6"):
        change_cell(raw_copy, f"plan_indicators_{file}.csv", 6, year, "-")
    if sound:
        assert len(read_plan(raw_copy).milestones) == 37
    else:
        with pytest.raises(
            DataRefused, match=f"row 8, column '{year}': found a cell of kind blank"
        ):
            read_plan(raw_copy)
