"""The record of the sources: counts, hand-checked figures, and readings held to their print."""

import shutil

import pandas as pd
import pytest

from helpers import paths
from helpers.data.tables.figures import ROADMAP_PAIRS, ROADMAP_TARGETS
from helpers.data.transcriptions import read_record, read_wordings, record_of
from helpers.data.validate import check_table
from helpers.errors import DataRefused


@pytest.fixture(scope="module")
def record():
    return read_record()


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        ("roadmap_targets", 178),
        ("policies", 42),
        ("funds", 11),
        ("programme_reports", 45),
    ],
)
def test_every_figure_of_a_closed_text_is_there(record, table, rows):
    assert len(record[table]) == rows


def test_the_plan_has_sixteen_dated_targets_with_a_figure_outside_its_table(record):
    assert record["programme_targets"]["value"].notna().sum() == 16


def test_the_roadmap_covers_ten_sectors(record):
    sectors = record["roadmap_targets"].groupby("sector_no")["sector"].nunique()
    assert sectors.to_dict() == dict.fromkeys(range(1, 11), 1)


def figure(record, table, name):
    rows = record[table]
    return rows[rows[rows.columns[0]] == name].iloc[0]


def test_a_second_by_2020_is_read_as_2025_and_both_stand_in_the_row(record):
    row = figure(record, "roadmap_targets", "roadmap-01-basic-software-share-2025")
    assert (row["year_printed"], row["year"], row["value"]) == ("by 2020", 2025, 75)
    assert row["suspect"]


def test_transmission_output_is_read_in_trillions_and_printed_in_billions(record):
    row = figure(record, "roadmap_targets", "roadmap-07-power-transmission-output-value-2020")
    assert (row["value_printed"], row["value"], row["unit"]) == (
        "RMB 2.2 billion", 2.2, "RMB trillion",
    )  # fmt: skip


def test_the_ministry_reports_one_national_centre_and_nineteen_provincial_ones(record):
    assert figure(record, "programme_reports", "miit-national-innovation-centre")["value"] == 1
    assert figure(record, "programme_reports", "miit-provincial-innovation-centres")["value"] == 19


def test_ninety_nine_enterprises_are_glued_to_a_full_stop_and_marked(record):
    row = figure(record, "programme_reports", "miit-green-design-enterprises")
    assert (row["value"], row["suspect"]) == (99, True)


def test_us_16_billion_is_a_sixth_of_a_billion(record):
    row = figure(record, "article_figures", "article-guangdong-funding-usd-2017")
    assert row["value"] == 0.16


def test_number_words_of_the_plan_are_read(record):
    factories = figure(record, "programme_targets", "plan-box4-green-factories-2020")
    assert factories["value"] == 1000
    assert "千家" in factories["printed_zh"]


def test_the_plan_is_dated_8_may_2015_whatever_the_appendix_prints(record):
    row = figure(record, "policies", "policy-01")
    assert (row["date_printed"], row["date"]) == ("March 8, 2015", "2015-05-08")


def test_pairs_join_like_with_like(record):
    targets = record["roadmap_targets"].set_index("target_id")
    for pair in record["roadmap_pairs"].to_dict("records"):
        first, second = (targets.loc[pair[f"target_id_{year}"]] for year in (2020, 2025))
        assert (first["year"], second["year"]) == (2020, 2025), pair["pair_id"]
        assert first["measure"] == second["measure"] == pair["measure"], pair["pair_id"]
        assert first["sector_no"] == second["sector_no"] == pair["sector_no"], pair["pair_id"]


def test_a_pair_of_mixed_scales_is_brought_to_one(record):
    pairs = record["roadmap_pairs"].set_index("pair_id")
    row = pairs.loc["pair-10-medical-devices-annual-scale"]
    assert (row["value_2020"], row["value_2025"], row["unit"]) == (600, 1200, "RMB billion")


def test_every_suspect_figure_of_the_roadmap_has_a_discrepancy(record):
    named = set(record["discrepancies"]["figure_id"])
    suspect = record["roadmap_targets"][record["roadmap_targets"]["suspect"]]
    assert sorted(set(suspect["target_id"]) - named) == []


def test_a_year_read_otherwise_than_printed_is_marked(record):
    rows = record["roadmap_targets"]
    printed = rows["year_printed"].str.extract(r"(\d{4})")[0].astype(float)
    assert rows.loc[printed != rows["year"], "suspect"].all()


def test_directions_have_no_value(record):
    rows = record["later_observations"]
    assert (rows.loc[rows["qualifier"] == "direction", "value"].isna()).all()


def test_the_slip_of_the_transcript_stays_beside_the_figure_it_contradicts(record):
    rows = record["later_observations"].set_index("later_id")
    assert rows.loc["cnc_key_process_ratio-2021-erroneous-variant", "value"] == 51.3
    assert rows.loc["cnc_key_process_ratio-2021", "value"] == pytest.approx(24.6 + 30.7)
    assert rows.loc["cnc_key_process_ratio-2021-erroneous-variant", "conflict"] == "yes"


def test_wordings_concern_the_renderings_of_the_plan_only():
    rows = read_wordings()
    assert set(rows["source_id"]) <= {"plan_zh", "plan_en_cset", "plan_en_g6"}
    assert rows["indicator_id"].notna().all()


@pytest.fixture
def raw_copy(tmp_path):
    folder = tmp_path / "raw"
    shutil.copytree(paths.RAW, folder)
    return folder


@pytest.mark.parametrize(
    ("file", "column", "text", "words"),
    [
        ("roadmap_targets.csv", "value", "71", "71 read from"),
        ("programme_reports.csv", "value", "2", "2 read from"),
        ("roadmap_targets.csv", "value", "x", "found 'x'; expected a number"),
        ("roadmap_targets.csv", "suspect", "maybe", "true or false"),
        ("article_figures.csv", "value", "12", "12 read from"),
    ],
)
def test_a_reading_that_leaves_its_print_is_named(raw_copy, file, column, text, words):
    table = pd.read_csv(raw_copy / file, dtype=str, keep_default_na=False)
    table.loc[3, column] = text
    table.to_csv(raw_copy / file, index=False)
    with pytest.raises(DataRefused) as refused:
        read_record(raw_copy)
    assert words in str(refused.value)
    assert f"{file}, row 5, column '{column}'" in str(refused.value)


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        (ROADMAP_TARGETS, "year", 2050.0, "2049 or less"),
        (ROADMAP_TARGETS, "unit", "furlongs", "expected one of percent"),
        (ROADMAP_TARGETS, "source_id", "hearsay", "an entry of the table sources"),
        (ROADMAP_TARGETS, "value_high", 1.0, "an upper end above the value"),
        (ROADMAP_TARGETS, "value", 120.0, "a percentage of 100 at most"),
        (ROADMAP_TARGETS, "suspect", True, "a reason where, and only where"),
        (ROADMAP_PAIRS, "target_id_2025", "nowhere", "an entry of the table roadmap_targets"),
    ],
)
def test_schema_faults_are_found(record, edition, table, column, value, words):
    rows = record[table.name].copy()
    chosen = rows.index[rows["unit"] == "percent"][3]
    rows[column] = rows[column].astype(object)
    rows.loc[chosen, column] = value
    rows = rows.infer_objects()
    found = check_table(rows, table, record | dict(edition), f"{table.name}.csv")
    assert any(words in str(problem) for problem in found), found


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("600", "", "RMB billion"), ("1.2", "", "RMB trillion"), (600, 1200, "RMB billion")),
        (("2", "", "RMB trillion"), ("2600", "", "RMB billion"), (2, 2.6, "RMB trillion")),
        (("2", "", "RMB trillion"), ("3", "", "RMB trillion"), (2, 3, "RMB trillion")),
        (("20", "30", "percent"), ("40", "46", "percent"), (25, 43, "percent")),
        (("20", "30", "percent"), ("40", "", "percent"), (25, 40, "percent")),
    ],
    ids=str,
)
def test_a_pair_has_the_middles_of_its_targets_on_the_scale_of_the_first(
    raw_copy, first, second, expected
):
    pair = pd.read_csv(raw_copy / "roadmap_pairs.csv", dtype=str, keep_default_na=False).loc[0]
    file = raw_copy / "roadmap_targets.csv"
    targets = pd.read_csv(file, dtype=str, keep_default_na=False).set_index("target_id")
    for year, cells in (("2020", first), ("2025", second)):
        columns = ["value", "value_high", "unit", "suspect"]
        targets.loc[pair[f"target_id_{year}"], columns] = [*cells, "true"]
    targets.to_csv(file)
    row = read_record(raw_copy)["roadmap_pairs"].iloc[0]
    assert (row["value_2020"], row["value_2025"], row["unit"]) == expected


def test_another_plan_has_no_record(raw_copy):
    assert record_of("targets.csv", raw_copy) == {}
    assert "roadmap_pairs" in record_of("", raw_copy)


def test_wordings_are_slips_of_words_in_cells_of_the_indicator_table(write, tmp_path):
    write(
        "discrepancies.csv",
        "discrepancy_id,source_id,figure_id,field,printed\n"
        "a,plan_zh,indicator:rd_intensity:2020,value,1\n"
        "b,plan_zh,indicator:rd_intensity:2020,unit,2\n"
        "c,plan_zh,plan-figure,unit,3\n"
        "d,roadmap,indicator:rd_intensity:2020,unit,4\n"
        "e,plan_en_g6,indicator:cnc_ratio,name,5\n",
    )
    rows = read_wordings(tmp_path)
    assert rows.columns.tolist() == [
        "discrepancy_id", "source_id", "field", "printed", "indicator_id",
    ]  # fmt: skip
    assert rows[["discrepancy_id", "indicator_id"]].to_numpy().tolist() == [
        ["b", "rd_intensity"], ["e", "cnc_ratio"],
    ]  # fmt: skip
    assert rows.index.tolist() == [0, 1]
