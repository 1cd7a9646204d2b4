"""Scores of projections on a small plan: one share and one fall counted from 2015."""

import pandas as pd
import pytest

from helpers.analysis.hindsight.scores import (
    by_start,
    hindsight,
    interval_score,
    main_scores,
    scores,
)

TABLES = {
    "sources": pd.DataFrame(
        {"source_id": ["plan", "report"], "published": ["2015-05-08", "2017-03-11"]}
    ),
    "indicators": pd.DataFrame(
        [
            ("share", "higher", "percent", "level", 0.0, 100.0),
            ("fall", "lower", "percent", "change_from_base", -100.0, None),
        ],
        columns=["indicator_id", "better", "unit", "target_kind", "lower_bound", "upper_bound"],
    ),
    "milestones": pd.DataFrame(
        [
            ("share", 2013, "baseline", 32.0, None),
            ("share", 2015, "expected", 41.0, None),
            ("share", 2020, "target", 51.0, None),
            ("share", 2025, "target", 61.0, None),
            ("fall", 2020, "target", -20.0, 2015),
        ],
        columns=["indicator_id", "year", "role", "value", "base_year"],
    ).assign(decimals=0.0, qualifier="exact", source_id="plan"),
    "observations": pd.DataFrame(
        [
            ("share", 44.0, "percent"),
            ("fall", -5.0, "percent_on_previous_year"),
        ],
        columns=["indicator_id", "value", "unit"],
    ).assign(
        observation_id=["s", "f"], year=2016, decimals=0.0, qualifier="exact", series="plan",
        comparable="yes", source_id="report",
    ),
}  # fmt: skip


def published(*rows):
    """Later values of (later_id, date, value, relation), as ``later.later_values`` leaves them."""
    table = pd.DataFrame(rows, columns=["later_id", "date", "value", "relation"])
    whole = table["date"] % 1 == 0
    return table.assign(
        indicator_id=table["later_id"].str.partition(" ")[0],
        series=table["relation"] + " label",
        year=-(-table["date"] // 1).astype(int),
        precision=whole.map({True: "year", False: "month"}),
        low=table["value"] - 0.05,
        high=table["value"] + 0.05,
        grade="A",
        status="reported",
        population="",
    )


LATER = published(
    ("fall 2020", 2020.0, 86.0, "same"),
    ("share 2020", 2020.0, 57.0, "same"),
    ("share 2020 other", 2020.0, 60.0, "other"),
    ("share 2020 proxy", 2020.0, 70.0, "proxy"),
    ("share 2020 slip", 2020.0, 75.0, "same"),
    ("share 2022", 2022.0, 58.0, "same"),
    ("share 2023", 2022.5, 58.0, "same"),
    ("share 2025", 2025.0, 62.0, "same"),
    ("share 2026", 2026.0, 63.0, "same"),
    ("share 2021 key", 2021.0, 90.0, "same"),
)
LATER.loc[LATER["later_id"] == "share 2021 key", "population"] = "KEY industrial enterprises"


@pytest.fixture(scope="module")
def table():
    return hindsight(TABLES, LATER, ["share 2020 slip"], (2013, 2015), ("logit", "linear"))


def found(table, **keys):
    rows = table
    for name, key in keys.items():
        rows = rows[rows[name] == key]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def test_a_projection_is_scored_by_its_error_and_its_own_interval(table):
    row = found(table, later_id="share 2020", path="pace", rule="linear", base_year=2013)
    # 32 to 44 in three years, and four more: 60, published 57.
    assert row[["projected", "published", "error", "absolute_error"]].tolist() == [60, 57, 3, 3]
    # At the corners 32.5 to 43.5 and 31.5 to 44.5.
    low, high = 43.5 + 4 * 11 / 3, 44.5 + 4 * 13 / 3
    assert row[["projected_low", "projected_high"]].tolist() == pytest.approx([low, high])
    assert row["interval_score"] == pytest.approx(high - low + 20 * (low - 57))
    assert row[["published_low", "published_high"]].tolist() == pytest.approx([56.95, 57.05])


def test_a_projection_below_the_value_has_a_negative_error_of_the_same_size(table):
    row = found(table, later_id="share 2020 other", path="pace", rule="linear", base_year=2015)
    # 41 to 44 in a year: 56 in 2020.
    assert row[["error", "absolute_error"]].tolist() == [-4, 4]


def test_the_plan_is_projected_on_the_leg_that_serves_the_date(table):
    own = table[(table["path"] == "plan") & (table["rule"] == "linear")]
    shares = own[own["indicator_id"] == "share"]
    assert shares[["later_id", "base_year", "projected"]].to_numpy().tolist() == [
        ["share 2020 other", 2015, 51],
        ["share 2020", 2015, 51],
        ["share 2023", 2020, 56],
        ["share 2025", 2020, 61],
    ]


def test_only_own_and_other_labels_of_the_chosen_years_and_all_enterprises_are_scored(table):
    assert table.groupby("later_id")["same_series"].all().to_dict() == {
        "fall 2020": True, "share 2020": True, "share 2020 other": False, "share 2023": True,
        "share 2025": True,
    }  # fmt: skip


def test_rows_stand_by_indicator_path_base_rule_as_chosen_date_and_series(table):
    keys = table[["indicator_id", "path", "base_year", "rule"]].drop_duplicates()
    assert keys.to_numpy().tolist() == [
        ["share", "pace", 2013, "logit"],
        ["share", "pace", 2013, "linear"],
        ["share", "pace", 2015, "logit"],
        ["share", "pace", 2015, "linear"],
        ["share", "plan", 2015, "logit"],
        ["share", "plan", 2015, "linear"],
        ["share", "plan", 2020, "logit"],
        ["share", "plan", 2020, "linear"],
        ["fall", "pace", 2015, "linear"],
        ["fall", "plan", 2015, "linear"],
    ]
    assert table["later_id"].head(4).tolist() == [
        "share 2020 other", "share 2020", "share 2023", "share 2025",
    ]  # fmt: skip
    assert table.index.tolist() == list(range(len(table)))


def test_a_miss_on_either_side_costs_by_the_level():
    low, high = [10.0, 10.0, 10.0], [12.0, 12.0, 12.0]
    # A level of a half makes each point outside four dear, a level of 0.9 twenty.
    assert interval_score(low, high, [7.0, 11.0, 13.0], 0.5).tolist() == [14, 2, 6]
    assert interval_score(low, high, [7.0, 11.0, 13.0]) == pytest.approx([62, 2, 22])


def scored(*rows):
    """Rows of (indicator, same_series, path, base_year, error, interval score, capped)."""
    columns = ["indicator_id", "same_series", "path", "base_year", "error", "interval_score",
               "capped"]  # fmt: skip
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(rule="linear", scale="percent", absolute_error=table["error"].abs())


SCORED = scored(
    ("tools", False, "pace", 2013, 7.0, 9.0, False),
    ("tools", True, "pace", 2013, -6.0, 10.0, True),
    ("tools", True, "pace", 2013, 5.0, 24.0, True),
    ("tools", True, "pace", 2015, 1.0, 3.0, False),
    ("tools", True, "plan", 2015, 2.0, 4.0, False),
    ("tools", True, "plan", 2020, 3.0, 6.0, True),
    ("cnc", False, "pace", 2013, 8.0, 1.0, False),
)


def test_scores_are_means_by_label_and_base_and_the_plan_counts_as_one():
    table = scores(SCORED)
    keys = ["indicator_id", "same_series", "path", "base_year"]
    numbers = ["values", "bias", "mean_absolute_error", "worst", "mean_interval_score", "capped"]
    assert table[keys].to_numpy().tolist() == [
        ["tools", False, "pace", 2013],
        ["tools", True, "pace", 2013],
        ["tools", True, "pace", 2015],
        ["tools", True, "plan", 0],
        ["cnc", False, "pace", 2013],
    ]
    assert table[numbers].to_numpy().tolist() == [
        [1, 7.0, 7.0, 7.0, 9.0, 0],
        [2, -0.5, 5.5, 6.0, 17.0, 2],
        [1, 1.0, 1.0, 1.0, 3.0, 0],
        [2, 2.5, 2.5, 3.0, 5.0, 1],
        [1, 8.0, 8.0, 8.0, 1.0, 0],
    ]


def test_starts_are_ranked_by_their_best_rule_on_each_line_apart():
    rules = scored(
        ("cnc", True, "pace", 2015, -0.5, 1.0, False),
        ("cnc", True, "plan", 2015, 5.0, 1.0, False),
        ("cnc", False, "pace", 2015, -20.0, 1.0, False),
        ("cnc", False, "plan", 2015, -3.0, 1.0, False),
    )
    other = rules.assign(rule="logit", absolute_error=rules["absolute_error"] + 1.0)
    found = by_start(scores(pd.concat([rules, other])))
    assert found[["same_series", "path", "low", "high"]].to_numpy().tolist() == [
        [False, "plan", 3.0, 4.0],
        [False, "pace", 20.0, 21.0],
        [True, "pace", 0.5, 1.5],
        [True, "plan", 5.0, 6.0],
    ]


def test_a_projection_without_own_values_keeps_its_score_across_in_the_old_order():
    table = scores(SCORED)
    tools = table[table["indicator_id"] == "tools"]
    assert main_scores(tools)["same_series"].tolist() == [True, True, True]
    across = tools.assign(same_series=[False, True, False, True])
    kept = main_scores(across)
    assert kept["base_year"].tolist() == [2013, 2015, 0]
    assert kept["same_series"].tolist() == [True, False, True]
    assert list(kept) == list(table)
