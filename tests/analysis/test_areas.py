"""Areas beside the paths: an area's own path, or that of the whole; ranks within rounding."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.areas import analyse_areas, matrix, ranks_within, with_area_rows
from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import all_tables, analyse
from helpers.data.input_tables import read_input_tables
from helpers.data.tables.areas import AREA_VERDICTS
from helpers.data.tables.catalogue import tables_of
from helpers.data.validate import check_tables
from helpers.errors import WrongCall
from tests.panels import PROVINCES, panel_rows, write_csv

PLAN = """indicator_id,area,year,value,role,better
rate,,2015,10,baseline,higher
rate,,2025,60,target,
rate,North,2025,80,target,
rate,South,2015,20,baseline,
fires,,2015,50,baseline,lower
fires,,2025,30,target,lower
"""
HEADER = "indicator_id,area,year,value"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Two indicators of a made-up plan, three areas, a value each for 2020."""
    folder = tmp_path_factory.mktemp("small")
    rows = ["rate,North,2020,45.0", "rate,South,2020,45.0", "rate,West,2020,30.0",
            "fires,North,2020,42.0", "fires,South,2020,38.0", "rate,,2020,36.0"]  # fmt: skip
    (folder / "f.csv").write_text("\n".join([HEADER, *rows]), "utf-8")
    (folder / "plan.csv").write_text(PLAN, "utf-8")
    return read_input_tables(str(folder / "f.csv"), str(folder / "plan.csv"))


@pytest.fixture(scope="module")
def results(small):
    return analyse_areas(small, PathChoices(2020, rules=["linear"]))


@pytest.fixture(scope="module")
def panel(tmp_path_factory):
    path = write_csv(tmp_path_factory.mktemp("panel") / "p.csv", panel_rows(PROVINCES[:5]))
    return read_input_tables(path)


def paths(results, indicator, area):
    own = results.comparison.query("indicator_id == @indicator and area == @area")
    return own[["base_year", "target_year", "expected", "gap"]].to_numpy().tolist()


def test_an_area_without_targets_of_its_own_is_set_beside_the_path_of_the_whole(results):
    assert paths(results, "rate", "West") == [[2015, 2025, 35.0, -5.0]]
    assert paths(results, "fires", "North") == [[2015, 2025, 40.0, -2.0]]


def test_own_targets_and_own_bases_stand_in_for_the_wholes_each_by_itself(results):
    assert paths(results, "rate", "North") == [[2015, 2025, 45.0, 0.0]]
    assert paths(results, "rate", "South") == [[2015, 2025, 40.0, 5.0]]
    own = results.verdicts.query("has_own_path")["area"].tolist()
    assert own == ["North", "South"]
    assert set(results.trajectories["area"]) == {"North", "South"}


def test_the_wholes_own_value_is_compared_as_without_areas(small):
    compared = analyse(small, PathChoices(2020, rules=["linear"])).comparison
    assert compared[["indicator_id", "observed", "gap"]].to_numpy().tolist() == [
        ["rate", 36.0, 1.0]
    ]


def test_a_pace_is_counted_from_an_areas_own_base_alone(results):
    rows = results.comparison.query("indicator_id == 'rate'").set_index("area")
    assert rows["pace_observed"].to_dict() == pytest.approx(
        {"North": np.nan, "South": 5.0, "West": np.nan}, nan_ok=True
    )
    assert rows["pace_ratio"].notna().to_dict() == {"North": False, "South": True, "West": False}
    assert rows["pace_required"].notna().all()
    assert set(results.progress["area"]) == {"South"}
    assert set(results.progress["indicator_id"]) == {"rate"}


def test_better_areas_come_first_whichever_way_is_better(results):
    ranks = results.verdicts.set_index(["indicator_id", "area"])[["rank_best", "rank_worst"]]
    assert ranks.loc["rate"].to_numpy().tolist() == [[1, 2], [1, 2], [3, 3]]
    assert ranks.loc["fires"].to_numpy().tolist() == [[2, 2], [1, 1]]
    assert results.verdicts.groupby("indicator_id")["ranked"].first().to_dict() == {
        "rate": 3, "fires": 2
    }  # fmt: skip


def test_a_value_alone_is_the_first_of_one(write):
    figures = write("f.csv", f"{HEADER}\nrate,North,2020,45\nfires,South,2020,38")
    plan = write("plan.csv", PLAN)
    alone = analyse_areas(read_input_tables(str(figures), str(plan)), PathChoices(2020))
    ranks = alone.verdicts[["indicator_id", "rank_best", "rank_worst", "ranked"]]
    assert ranks.to_numpy().tolist() == [["rate", 1, 1, 1], ["fires", 1, 1, 1]]


def test_the_area_stands_beside_the_indicator(results):
    for table in (results.verdicts, results.comparison, results.trajectories, results.progress):
        columns = list(table)
        assert columns[columns.index("indicator_id") + 1] == "area"


def test_intervals_that_touch_leave_open_who_is_first():
    # 2.0 and 3.0, each printed to the nearest whole: both may be 2.5.
    assert ranks_within(np.array([1.5, 2.5]), np.array([2.5, 3.5])).tolist() == [[1, 2, 2]] * 2


def test_of_two_series_of_an_area_the_comparable_one_gives_the_verdict(write):
    header = "indicator_id,area,year,value,series"
    rows = "cnc_key_process_ratio,North,2017,90,cnc-new\ncnc_key_process_ratio,North,2017,20,plan"
    read = read_input_tables(str(write("f.csv", f"{header}\n{rows}")))
    found = analyse_areas(read, PathChoices(2017))
    assert found.verdicts["verdict"].tolist() == ["not_comparable", "behind"]
    assert matrix(found)["verdict"].tolist() == ["behind"]


def test_ranks_are_those_of_some_values_within_the_roundings():
    generator = np.random.default_rng(7)
    middle = generator.integers(0, 12, 9) / 2
    half = generator.choice([0.05, 0.5, 1.0], 9)
    found = ranks_within(middle - half, middle + half)
    drawn = generator.uniform(middle - half, middle + half, (20_000, 9))
    ranks = (drawn[:, :, None] < drawn[:, None, :]).sum(axis=2) + 1
    assert (ranks.min(axis=0) >= found[:, 0]).all()
    assert (ranks.max(axis=0) <= found[:, 1]).all()
    # Each one at its best against the others at their worst, and the other way round.
    for place in range(9):
        others = np.arange(9) != place
        best = 1 + ((middle - half)[others] > (middle + half)[place] + 1e-9).sum()
        worst = 1 + ((middle + half)[others] >= (middle - half)[place] - 1e-9).sum()
        assert found[place].tolist() == [best, worst, 9]


def test_areas_are_compared_as_each_would_be_alone(tmp_path, panel):
    together = analyse_areas(panel, PathChoices(2018)).comparison
    rows = [[row[0], row[2], row[3]] for row in panel_rows(PROVINCES[:5]) if row[1] == "Hebei"]
    header = ("indicator_id", "year", "value")
    alone = read_input_tables(write_csv(tmp_path / "one.csv", rows, header))
    expected = analyse(alone, PathChoices(2018)).comparison
    own = together[together["area"] == "Hebei"].reset_index(drop=True)
    inherited = ["pace_observed", "pace_low", "pace_high", "pace_ratio", "acceleration"]
    same = [name for name in expected if name not in ("observation_id", *inherited)]
    pd.testing.assert_frame_equal(own[same], expected[same], check_dtype=False)
    changes = ~own["indicator_id"].isin(
        panel.indicators.query("target_kind == 'level'")["indicator_id"]
    )
    pd.testing.assert_frame_equal(
        own.loc[changes, inherited], expected.loc[changes, inherited], check_dtype=False
    )


def test_the_tables_of_an_edition_with_areas_hold_to_their_declarations(panel, results, small):
    for edition, year in ((panel, 2018), (small, 2020)):
        whole = analyse(edition, PathChoices(year))
        joined = all_tables(edition, whole)
        check_tables(joined, tables_of("plan.csv", has_areas=True))
        assert joined["comparison"]["area"].iloc[-1] != "whole"
        own = joined["comparison"].query("area == 'whole'").drop(columns="area")
        assert own.reset_index(drop=True).equals(whole.comparison) or own.empty
        assert set(AREA_VERDICTS.names) <= set(joined["area_verdicts"])
        assert joined["areas"]["order"].tolist() == list(range(len(joined["areas"])))


def test_without_areas_there_is_nothing_to_compare(edition):
    found = analyse_areas(edition, PathChoices(2016))
    assert found.comparison.empty
    assert found.verdicts.empty
    assert matrix(found).empty
    assert found.progress.empty
    assert with_area_rows({}, edition, PathChoices(2016)) == {}


def test_chosen_indicators_alone_are_compared(panel):
    found = analyse_areas(panel, PathChoices(2018), ["patent_density"])
    assert set(found.comparison["indicator_id"]) == {"patent_density"}


def test_indicators_are_taken_as_papermill_hands_them_and_refused_where_there_are_none(small):
    choices = PathChoices(2020)
    assert set(analyse_areas(small, choices, "fires").verdicts["indicator_id"]) == {"fires"}
    with pytest.raises(WrongCall, match="Did you mean 'fires'"):
        analyse_areas(small, choices, ["fire"])
    with pytest.raises(WrongCall, match="target_years=2024"):
        analyse_areas(small, PathChoices(2020, target_years=[2024]))
