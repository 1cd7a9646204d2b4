"""What the roadmap asks, on a small appendix made by hand and as printed."""

import pandas as pd
import pytest

from helpers.analysis.documents.roadmap import by_sector, doubts, pair_changes, printed_figures

TARGET = [
    "target_id", "sector_no", "sector", "subsector", "item", "measure", "role", "year", "value",
    "unit", "value_printed", "year_printed", "suspect",
]  # fmt: skip
DOMESTIC = "domestic_market_share"


def figure(name, subsector, measure, year, value, unit, printed, *, suspect=False):
    """One figure; its name begins with the number of its sector."""
    sector = int(name[0])
    named = {1: "Ships", 2: "Trains"}[sector]
    return (
        name, sector, named, subsector, f"item {name[:2]}", measure, "target", year, value, unit,
        printed, str(year), suspect,
    )  # fmt: skip


@pytest.fixture
def targets():
    rows = [
        figure("1a-2020", "hulls", DOMESTIC, 2020, 40.0, "percent", "40%"),
        figure("1a-2025", "hulls", DOMESTIC, 2025, 65.0, "percent", "65%", suspect=True),
        figure("1b-2020", "hulls", DOMESTIC, 2020, 30.0, "percent", "30%"),
        figure("1b-2025", "hulls", DOMESTIC, 2025, 80.0, "percent", "80%"),
        figure("1c-2020", "engines", DOMESTIC, 2020, 35.0, "percent", "35%", suspect=True),
        figure("1d-2020", "engines", "market_share", 2020, 90.0, "percent", "90%"),
        figure("1e-2020", "engines", "annual_scale", 2020, 600.0, "RMB billion", "RMB 600 billion"),
        figure("2f-2025", "bogies", "annual_scale", 2025, 0.0, "units", "none"),
        figure("2g-2025", "bogies", DOMESTIC, 2025, 15.0, "percent", "15%"),
    ]
    return pd.DataFrame(rows, columns=TARGET)


@pytest.fixture
def pairs():
    rows = [
        ("1a-2020", "1a-2025", 1, 40.0, 65.0, "percent", "same"),
        ("1b-2020", "1b-2025", 1, 30.0, 80.0, "percent", "corrected"),
    ]
    columns = [
        "target_id_2020", "target_id_2025", "sector_no", "value_2020", "value_2025", "unit",
        "match",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def test_a_sector_counts_its_figures_by_year_unit_and_doubt(targets, pairs):
    counts = by_sector(targets, pairs).set_index("sector")
    names = ["subsectors", "figures_2020", "figures_2025", "percent", "suspect", "pairs"]
    assert counts.loc["Ships", names].tolist() == [2, 5, 2, 6, 2, 2]
    assert counts.loc["Trains", names].tolist() == [1, 0, 2, 1, 0, 0]


def test_a_sector_spans_its_domestic_shares_of_each_year(targets, pairs):
    spans = by_sector(targets, pairs).set_index("sector")
    names = ["low_2020", "high_2020", "low_2025", "high_2025"]
    # The 90 % of a market that is not named counts for neither end.
    assert spans.loc["Ships", names].tolist() == [30, 40, 65, 80]
    assert spans.loc["Trains", ["low_2025", "high_2025"]].tolist() == [15, 15]
    assert spans.loc["Trains", ["low_2020", "high_2020"]].isna().all()


def test_paired_figures_share_a_row_and_either_can_cast_doubt_on_it(targets, pairs):
    table = printed_figures(targets, pairs).set_index("item")
    names = ["printed_2020", "printed_2025", "match", "suspect"]
    assert table[names].T.to_dict("list") == {
        "item 1a": ["40%", "65%", "same", True],
        "item 1b": ["30%", "80%", "corrected", False],
        "item 1c": ["35%", "", "single", True],
        "item 1d": ["90%", "", "single", False],
        "item 1e": ["RMB 600 billion", "", "single", False],
        "item 2f": ["", "none", "single", False],
        "item 2g": ["", "15%", "single", False],
    }
    assert table.loc["item 1c", "sector_no":"role"].tolist() == [
        1, "Ships", "engines", DOMESTIC, "target",
    ]  # fmt: skip


def test_doubtful_figures_get_rows_of_their_own_numbering_and_their_first_recorded_status(targets):
    recorded = pd.DataFrame(
        [("1c-2020", "open"), ("1c-2020", "resolved"), ("1b-2020", "resolved")],
        columns=["figure_id", "status"],
    )
    found = doubts(targets, recorded)
    assert list(found) == [*TARGET, "action", "status"]
    assert found[["target_id", "action", "status"]].to_dict("index") == {
        0: {"target_id": "1a-2025", "action": "kept", "status": ""},
        1: {"target_id": "1c-2020", "action": "kept", "status": "open"},
    }


@pytest.mark.parametrize(
    ("printed", "value", "unit", "action"),
    [
        ("RMB 2.2 trillion", 2.2, "RMB trillion", "kept"),
        ("2.2 billion", 2.2, "RMB trillion", "scale"),
        ("2.2 trillion", 2.2, "RMB trillion", "currency"),
        ("2.2", 2.2, "units", "kept"),
        ("RMB hundreds of billions", 100.0, "RMB billion", "number"),
        ("RMB 3 billion", 2.2, "RMB billion", "number"),
    ],
)
def test_a_reading_departs_in_scale_before_currency_and_in_number_before_both(
    printed, value, unit, action
):
    row = figure("1a-2020", "", DOMESTIC, 2020, value, unit, printed, suspect=True)
    found = doubts(
        pd.DataFrame([row], columns=TARGET), pd.DataFrame({"figure_id": [], "status": []})
    )
    assert found["action"].tolist() == [action]


@pytest.mark.parametrize(("said", "action"), [("by 2015", "year"), ("in 2020", "kept")])
def test_a_year_that_is_not_the_printed_one_is_named_first(targets, said, action):
    doubtful = targets[targets["target_id"] == "1c-2020"].assign(year_printed=said)
    found = doubts(doubtful, pd.DataFrame({"figure_id": [], "status": []}))
    assert found["action"].tolist() == [action]


def test_a_change_is_a_difference_in_percent_else_a_factor_and_none_from_zero(targets):
    rows = [
        ("1a-2020", "1a-2025", 40.0, 65.0, "percent"),
        ("1e-2020", "1b-2025", 600.0, 1500.0, "RMB billion"),
        ("2f-2025", "2g-2025", 0.0, 15.0, "units"),
    ]
    columns = ["target_id_2020", "target_id_2025", "value_2020", "value_2025", "unit"]
    found = pair_changes(pd.DataFrame(rows, columns=columns), targets)
    assert found["rise"].tolist() == pytest.approx([25, float("nan"), float("nan")], nan_ok=True)
    assert found["factor"].tolist() == pytest.approx([float("nan"), 2.5, float("nan")], nan_ok=True)
    assert found["printed_2020"].tolist() == ["40%", "RMB 600 billion", "none"]
    assert found["printed_2025"].tolist() == ["65%", "80%", "15%"]


def test_every_figure_is_printed_exactly_once(record):
    targets, pairs = record["roadmap_targets"], record["roadmap_pairs"]
    table = printed_figures(targets, pairs)
    printed = pd.concat([table["printed_2020"], table["printed_2025"]])
    assert sorted(printed[printed != ""]) == sorted(targets["value_printed"])
    assert len(table) == len(targets) - len(pairs)


def test_sectors_count_every_figure_and_pair(record):
    table = by_sector(record["roadmap_targets"], record["roadmap_pairs"])
    assert table[["figures_2020", "figures_2025", "pairs", "suspect"]].sum().tolist() == [
        89, 89, 54, 17,
    ]  # fmt: skip
    # Sector 8 prints shares of a market it does not name, none of the domestic market.
    assert table.set_index("sector_no").loc[8, ["low_2020", "high_2025"]].isna().all()


def test_every_doubtful_figure_is_listed_with_what_its_reading_changed(record):
    targets = record["roadmap_targets"]
    table = doubts(targets, record["discrepancies"])
    assert set(table["target_id"]) == set(targets.loc[targets["suspect"], "target_id"])
    assert table["action"].value_counts().to_dict() == {
        "kept": 10, "year": 2, "scale": 2, "currency": 2, "number": 1,
    }  # fmt: skip
    assert set(table["status"]) == {"resolved", "open"}


@pytest.mark.parametrize(
    ("printed", "year_printed", "value", "unit", "action"),
    [
        ("RMB 2.2 billion", "2020", 2.2, "RMB trillion", "scale"),
        ("600 billion", "2020", 600, "RMB billion", "currency"),
        ("RMB hundreds of billions", "2020", 100, "RMB billion", "number"),
        ("90%", "by 2015", 90, "percent", "year"),
        ("90%", "by 2020", 90, "percent", "kept"),
    ],
)
def test_the_action_names_where_reading_and_print_part(printed, year_printed, value, unit, action):
    row = {"target_id": "t", "suspect": True, "year": 2020, "year_printed": year_printed,
           "value_printed": printed, "value": value, "unit": unit}  # fmt: skip
    found = doubts(pd.DataFrame([row]), pd.DataFrame({"figure_id": [], "status": []}))
    assert found["action"].tolist() == [action]


def test_percent_changes_in_points_and_everything_else_by_a_factor(record):
    table = pair_changes(record["roadmap_pairs"], record["roadmap_targets"])
    percent = table["unit"] == "percent"
    assert (table["rise"].notna() == percent).all()
    assert (table["factor"].notna() == ~percent).all()
    scale = table.set_index("pair_id").loc["pair-10-medical-devices-annual-scale"]
    # 600 billion, then 1.2 trillion.
    assert (scale["printed_2020"], scale["printed_2025"]) == ("600 billion", "1.2 trillion")
    assert scale["factor"] == pytest.approx(2.0)
