"""Roadmap: pairs by hand, measures kept apart, medians on steps, the plan's line beside them."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.documents import roadmap, roadmap_shares, supply
from helpers.errors import WrongCall

DOMESTIC, UNNAMED, ABROAD = roadmap_shares.SHARE_MEASURES
NONE = float("nan")


@pytest.fixture(scope="module")
def targets(record):
    return record["roadmap_targets"]


@pytest.fixture(scope="module")
def pairs(record):
    return record["roadmap_pairs"]


@pytest.fixture(scope="module")
def shares(pairs, targets):
    return roadmap_shares.share_pairs(pairs, targets)


@pytest.fixture(scope="module")
def singles(pairs, targets):
    return roadmap_shares.single_shares(targets, pairs)


@pytest.fixture(scope="module")
def ambition(shares):
    return roadmap_shares.ambition(shares)


@pytest.fixture(scope="module")
def plan(record):
    return supply.plan_supply(record["programme_targets"])


@pytest.fixture(scope="module")
def beside(shares, singles, plan):
    return supply.supply(shares, singles, plan)


def pair(shares, name):
    (row,) = shares[shares["name"] == f"roadmap-{name}"].to_dict("records")
    return row


def total(ambition, measure):
    rows = ambition[(ambition["measure"] == measure) & (ambition["sector_no"] == 0)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_only_pairs_in_percent_are_shares_and_each_figure_in_percent_is_there_once(
    shares, singles, pairs, targets
):
    assert len(shares) == (pairs["unit"] == "percent").sum() == 42
    assert 2 * len(shares) + len(singles) == (targets["unit"] == "percent").sum() == 105


def test_cnc_components_rise_by_thirty_points_and_close_sixty_percent_of_the_room(shares):
    row = pair(shares, "02-cnc-components-domestic-share")
    assert (row["value_2020"], row["value_2025"], row["rise"]) == (50, 80, 30)
    assert row["room_closed"] == pytest.approx(100 * 30 / 50)
    assert row["locator_2025"] == "Appendix 3, 2(a)ii"


def test_a_range_counts_with_its_middle_and_keeps_its_ends(shares):
    row = pair(shares, "03-turboprop-branch-line-international-share")
    assert [row[f"{end}_{year}"] for year in roadmap.ENDS for end in ("low", "value", "high")] == [
        5, 7.5, 10, 10, 15, 20,
    ]  # fmt: skip
    assert row["rise"] == 7.5


def test_corrected_years_are_marked_at_the_end_that_was_misprinted(shares):
    corrected = shares[shares["match"] == "corrected"]
    assert corrected["value_2025"].tolist() == [90, 75]
    assert not corrected["suspect_2020"].any()
    assert corrected["suspect_2025"].all()


def test_a_single_figure_has_one_end_and_no_rise(singles):
    assert (singles["value_2020"].isna() != singles["value_2025"].isna()).all()
    assert singles["rise"].isna().all()


def test_domestic_shares_rise_by_fifteen_points_in_the_mean_and_twenty_in_the_median(ambition):
    row = total(ambition, DOMESTIC)
    rises = [5, 5, 5, 20, 20, 10, 20, 20, 30, 20, 20, 5, 10, 15, 20]
    assert row["mean_rise"] == sum(rises) / 15 == 15
    assert (row["median_rise"], row["at_median"], row["step"]) == (20, 7, 5)
    # Without one of the eight rises from 20 on the median falls between 15 and 20.
    assert (row["median_rise_low"], row["median_rise_high"]) == (17.5, 20)
    assert row["mean_rise_low"] == pytest.approx((225 - 30) / 14)
    assert row["mean_rise_high"] == pytest.approx((225 - 5) / 14)
    # Sectors 1, 2, 3, 7, 9 and 10, each once.
    assert row["sector_mean"] == pytest.approx((11 + 20 + 5 + 10 + 15 + 20) / 6)
    assert row["floors"] == 6


@pytest.mark.parametrize(("measure", "count"), [(DOMESTIC, 15), (UNNAMED, 8), (ABROAD, 9)])
def test_sectors_of_a_measure_add_up_to_its_pairs(ambition, measure, count):
    own = ambition[ambition["measure"] == measure]
    assert own["pairs"].iloc[0] == count == own["pairs"].iloc[1:].sum()


def test_no_other_measure_is_summarised(ambition):
    assert set(ambition["measure"]) == {DOMESTIC, UNNAMED, ABROAD}


def test_a_pair_of_another_measure_changes_no_summary(shares, ambition):
    stranger = shares.iloc[[0]].assign(measure="indigenous_rate", rise=99.0)
    again = roadmap_shares.ambition(pd.concat([stranger, shares], ignore_index=True))
    pd.testing.assert_frame_equal(again, ambition)


def test_order_of_rows_changes_no_summary(shares, ambition):
    pd.testing.assert_frame_equal(
        roadmap_shares.ambition(shares.sample(frac=1, random_state=3)), ambition
    )


def test_a_single_pair_has_no_range_without_itself(ambition):
    single = ambition[ambition["pairs"] == 1]
    assert len(single) == 4
    assert single[["mean_rise_low", "median_rise_high"]].isna().all(axis=None)


VALUES = st.lists(st.integers(0, 100).map(float), min_size=2, max_size=12).map(pd.Series)


@given(VALUES, st.sampled_from([pd.Series.mean, pd.Series.median]))
def test_mean_and_median_lie_within_their_range_without_one(values, statistic):
    low, high = roadmap_shares.leave_one_out(values, statistic)
    assert low - 1e-9 <= statistic(values) <= high + 1e-9


@given(VALUES, st.integers(-50, 50))
def test_shifting_every_value_shifts_the_range(values, shift):
    low, high = roadmap_shares.leave_one_out(values, pd.Series.median)
    moved = roadmap_shares.leave_one_out(values + shift, pd.Series.median)
    assert moved == pytest.approx((low + shift, high + shift))


@pytest.mark.parametrize(
    ("ends", "step"), [([20.0, 30.0, 50.0], 10.0), ([20.0, 35.0], 5.0), ([7.5, 15.0], None)]
)
def test_the_step_is_the_common_divisor_of_printed_ends(ends, step):
    columns = [f"{end}_{year}" for end in ("low", "high") for year in roadmap.ENDS]
    found = roadmap_shares.printed_step(pd.DataFrame(dict.fromkeys(columns, ends)))
    assert pd.isna(found) if step is None else found == step


def test_chosen_sectors_keep_their_own_rows_only(targets, pairs):
    kept, kept_pairs = roadmap.of_sectors(targets, pairs, [9, 4])
    assert set(kept["sector_no"]) == set(kept_pairs["sector_no"]) == {4, 9}
    assert len(kept) == (targets["sector_no"].isin([4, 9])).sum()


def test_no_choice_keeps_everything(targets, pairs):
    kept, kept_pairs = roadmap.of_sectors(targets, pairs)
    assert (len(kept), len(kept_pairs)) == (178, 54)


def small_targets(*rows):
    """Targets in percent of (id, sector, year, value)."""
    columns = ["target_id", "sector_no", "year", "value"]
    return pd.DataFrame(rows, columns=columns).assign(
        value_high=float("nan"), unit="percent", measure=DOMESTIC, item="parts", sector="a sector",
        qualifier="exact", value_printed="", suspect=False, locator="", source_id="s",
    )  # fmt: skip


def small_pairs(*rows):
    """Pairs in percent of (name, sector); their targets are the name with each year."""
    pairs = pd.DataFrame(rows, columns=["pair_id", "sector_no"])
    ends = {f"target_id_{year}": pairs["pair_id"] + f"-{year}" for year in roadmap.ENDS}
    return pairs.assign(unit="percent", measure=DOMESTIC, item="parts", match="printed", **ends)


def test_what_is_left_of_the_room_to_100_can_be_closed_and_nothing_of_no_room():
    targets = small_targets(
        ("a-2020", 1, 2020, 99.0), ("a-2025", 1, 2025, 99.5),
        ("b-2020", 1, 2020, 100.0), ("b-2025", 1, 2025, 90.0),
    )  # fmt: skip
    found = roadmap_shares.share_pairs(small_pairs(("a", 1), ("b", 1)), targets)
    assert found["rise"].tolist() == [0.5, -10]
    assert found["room_closed"].iloc[0] == 50
    assert pd.isna(found["room_closed"].iloc[1])


def test_a_single_figure_stands_under_its_own_year():
    targets = small_targets(
        ("a-2020", 1, 2020, 30.0), ("a-2025", 1, 2025, 50.0),
        ("late-2025", 2, 2025, 80.0), ("early-2020", 3, 2020, 20.0),
    )  # fmt: skip
    found = roadmap_shares.single_shares(targets, small_pairs(("a", 1))).set_index("name")
    assert found["value_2020"].to_dict() == pytest.approx({"late": NONE, "early": 20}, nan_ok=True)
    assert found["value_2025"].to_dict() == pytest.approx({"late": 80, "early": NONE}, nan_ok=True)


def test_rows_that_are_left_are_numbered_anew():
    targets = small_targets(
        ("a-2020", 1, 2020, 30.0), ("b-2020", 2, 2020, 40.0), ("b-2025", 2, 2025, 60.0),
        ("c-2020", 2, 2020, 10.0),
    )  # fmt: skip
    kept, kept_pairs = roadmap.of_sectors(targets, small_pairs(("a", 1), ("b", 2)), [2])
    shares = roadmap_shares.share_pairs(small_pairs(("a", 1), ("b", 2)).iloc[1:], targets)
    singles = roadmap_shares.single_shares(kept, kept_pairs)
    assert kept["target_id"].to_dict() == {0: "b-2020", 1: "b-2025", 2: "c-2020"}
    assert kept_pairs["pair_id"].to_dict() == {0: "b"}
    assert shares["name"].to_dict() == {0: "b"}
    assert singles["name"].to_dict() == {0: "c"}
    for before, after in ((targets, kept), (small_pairs(("a", 1)), kept_pairs)):
        assert after.columns.tolist() == before.columns.tolist()
    for table in (shares, singles):
        assert table.columns.tolist() == roadmap_shares.SHARE_COLUMNS


def test_an_unknown_sector_is_refused_by_name(targets, pairs):
    with pytest.raises(WrongCall, match=r"found sectors=11; expected one of 1, 2, .*, 10"):
        roadmap.of_sectors(targets, pairs, [1, 11])


def test_the_plan_asks_forty_then_seventy_percent(plan):
    assert (plan["value_2020"], plan["value_2025"], plan["rise"]) == (40, 70, 30)


def test_the_plans_own_measure_is_not_among_the_roadmaps(plan, targets):
    assert plan["measure"] not in set(targets["measure"])


@pytest.mark.parametrize(
    ("item", "measure", "basis"),
    [
        ("critical systems and equipment of ships", "self_supporting_rate", "nearest"),
        ("core parts of medical devices", "domestic_market_share", "home_market"),
        ("key parts (passenger-use vehicles)", "market_share", "market_not_named"),
        ("mobile terminal chips", "international_market_share", "no"),
        ("mobile terminals", "domestic_market_share", "no"),
        ("special information applications", "self_sufficiency_rate", "no"),
        ("critical components", "self_sufficiency_rate", "no"),
        ("DA, PA cars", "indigenous_rate", "no"),
        ("big data platforms", "application_rate", "no"),
        ("departmental apartments", "domestic_market_share", "no"),
    ],
)
def test_what_may_stand_beside_the_plan(item, measure, basis):
    assert supply.basis(pd.Series([item]), pd.Series([measure])).tolist() == [basis]


def test_nine_of_ten_component_pairs_start_at_forty_and_one_rises_by_thirty(beside):
    found = beside.dropna(subset=["rise"])
    assert len(found) == 10
    assert (found["distance_2020"] >= 0).sum() == 9
    assert (found["distance_2025"] >= 0).sum() == 7
    assert found.loc[found["distance_rise"] >= 0, "name"].tolist() == [
        "roadmap-02-cnc-components-domestic-share"
    ]


def test_distances_are_figure_less_plan(beside, plan):
    for year in roadmap.ENDS:
        assert (
            (beside[f"distance_{year}"] + plan[f"value_{year}"])
            .dropna()
            .equals(beside[f"value_{year}"].dropna())
        )


def test_the_nearest_measures_come_first_and_singles_have_one_distance(beside):
    assert list(dict.fromkeys(beside["basis"])) == ["nearest", "home_market", "market_not_named"]
    single = beside[beside["match"] == "single"]
    assert single[["distance_2020", "distance_2025"]].notna().sum(axis=1).tolist() == [1, 1]


def test_every_figure_in_percent_is_judged(targets, beside):
    table = supply.beside_plan(targets)
    assert table["figures"].sum() == 105
    drawn = beside[["value_2020", "value_2025"]].notna().sum().sum()
    assert table.loc[table["basis"] != "no", "figures"].sum() == drawn == 22
