"""Later values on a small register: one rate that is a level, one cut counted from 2015."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.hindsight.later import later_values, preferred, segments

INDICATORS = pd.DataFrame(
    [
        ("rate", "percent", "level", 0.0, 100.0),
        ("cut", "percent", "change_from_base", -100.0, 0.0),
    ],
    columns=["indicator_id", "unit", "target_kind", "lower_bound", "upper_bound"],
)
POINTS = pd.DataFrame(
    [
        ("rate", 2013, "baseline", "percent"),
        ("rate", 2020, "target", "percent"),
        ("cut", 2015, "base", "index, 2015 = 100"),
        ("cut", 2020, "target", "index, 2015 = 100"),
    ],
    columns=["indicator_id", "year", "role", "scale"],
)
SERIES = pd.DataFrame(
    [
        ("rates", "same", "Rate"),
        ("rates of some", "other", "Rate of some"),
        ("cuts", "same", "Cut"),
        ("cuts of some", "other", "Cut of some"),
    ],
    columns=["series", "relation", "label"],
)
PLAIN = {
    "base_year": np.nan,
    "precision": "year",
    "unit": "percent",
    "qualifier": "exact",
    "status": "reported",
    "conflict": "no",
}
YEARLY = {"unit": "percent_on_previous_year"}


def said(series, year, printed, **changes):
    """One statement; the value is the printed number unless told."""
    number = float(printed.strip("<>~")) if printed else np.nan
    said = {"series": series, "year": year, "value_printed": printed, "value": number}
    return PLAIN | {"period": str(year), "later_id": f"{series} {year}"} | said | changes


def later(*statements):
    """Bring statements to the scale, each by its row name."""
    table = pd.DataFrame(list(statements))
    table["indicator_id"] = table["series"].str.extract("(rate|cut)")[0]
    return later_values(table, SERIES, POINTS, INDICATORS).set_index("later_id", drop=False)


def ends(row):
    return row[["value", "low", "high"]].astype(float).tolist()


def index(*changes):
    """Values, lows and highs that begin with 100 and grow by changes in percent."""
    return (
        100.0 * np.prod([1.0 + np.array(change) / 100.0 for change in changes], axis=0)
    ).tolist()


@pytest.mark.parametrize(
    ("printed", "changes", "expected"),
    [
        ("61.8", {}, [61.8, 61.75, 61.85]),
        ("62", {}, [62, 61.5, 62.5]),
        ("~62", {"qualifier": "about"}, [62, 61, 63]),
        ("61.8", {"status": "derived"}, [61.8, 61.7, 61.9]),
        ("61.8", {"status": "derived", "qualifier": "about"}, [61.8, 61.6, 62.0]),
        (">62", {"qualifier": "over"}, [62, 62, np.inf]),
        ("99.8", {"qualifier": "about", "status": "derived"}, [99.8, 99.6, 100]),
        ("1", {"qualifier": "about", "status": "derived"}, [1, 0, 3]),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_a_level_is_as_wide_as_its_print_within_its_bounds(printed, changes, expected):
    table = later(said("rates", 2019, printed, **changes))
    assert ends(table.loc["rates 2019"]) == pytest.approx(expected)


def test_a_level_in_another_unit_and_a_cut_that_is_no_change_have_no_value():
    table = later(
        said("rates", 2019, "7", **YEARLY),
        said("rates", 2020, ">7", unit="million persons", qualifier="over"),
        said("cuts", 2016, "-7"),
        said("rates", 2021, "61"),
    )
    assert table["value"].isna().tolist() == [True, True, True, False]
    assert (
        table.loc[table["value"].isna(), ["low", "high"]].isna().to_numpy().tolist()
        == [[True, True]] * 3
    )


def test_a_value_carries_scale_relation_and_label():
    table = later(said("rates of some", 2019, "61"), said("cuts", 2016, "-5", **YEARLY))
    assert table[["scale", "relation", "label"]].to_numpy().tolist() == [
        ["percent", "other", "Rate of some"],
        ["index, 2015 = 100", "same", "Cut"],
    ]


@pytest.mark.parametrize(
    ("period", "precision", "date"),
    [
        ("2019", "year", 2019),
        ("2019-03", "year", 2019),
        ("2019-03", "month", 2018.25),
        ("2019-06/09", "month", 2018.5),
        ("2019Q3", "quarter", 2018.75),
        ("2019Q3", "year", 2019),
        ("2019 (autumn)", "quarter", 2019),
    ],
)
def test_a_value_stands_at_the_end_of_its_month_quarter_or_year(period, precision, date):
    table = later(said("rates", 2019, "61", period=period, precision=precision))
    assert table["date"].tolist() == [date]


# Chained changes


def test_changes_from_the_base_year_need_no_other_row():
    table = later(
        said("cuts", 2016, "-5", **YEARLY),
        said("cuts", 2019, "-16.5", unit="percent_over_period", base_year=2015),
    )
    assert ends(table.loc["cuts 2016"]) == pytest.approx([95, 94.5, 95.5])
    assert ends(table.loc["cuts 2019"]) == pytest.approx([83.5, 83.45, 83.55])
    assert table["chain"].tolist() == ["cuts 2016", "cuts 2019"]


def test_a_change_is_chained_on_the_value_of_the_year_it_is_counted_from():
    table = later(
        said("cuts", 2020, "-10", unit="percent_over_period", base_year=2018),
        said("cuts", 2018, "-20", unit="percent_over_period", base_year=2015),
        said("cuts", 2019, "-4.0", **YEARLY),
    )
    start = (-20, -20.5, -19.5)
    assert ends(table.loc["cuts 2020"]) == pytest.approx(index(start, (-10, -10.5, -9.5)))
    assert ends(table.loc["cuts 2019"]) == pytest.approx(index(start, (-4, -4.05, -3.95)))
    assert table["chain"].tolist() == ["cuts 2018; cuts 2020", "cuts 2018", "cuts 2018; cuts 2019"]


def test_an_over_statement_of_a_chained_change_has_no_upper_end():
    table = later(said("cuts", 2016, ">3", qualifier="over", **YEARLY))
    assert ends(table.loc["cuts 2016"]) == pytest.approx([103, 103, np.inf])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"printed": "~-30", "qualifier": "about"}, {"printed": "-20"}),
        ({"printed": "", "qualifier": "direction"}, {"printed": "-20"}),
        ({"printed": "-30", "status": "target"}, {"printed": "-20"}),
        ({"printed": "-30", "status": "estimate"}, {"printed": "-20", "status": "derived"}),
        ({"printed": "-20"}, {"printed": "-30"}),
        ({"printed": "-30", "series": "cuts of some"}, {"printed": "-20"}),
    ],
    ids=["about", "no value", "a target", "an estimate", "a second exact one", "other series"],
)
def test_a_change_is_not_chained_on_a_weaker_row_of_the_same_year(first, second):
    rows = [
        said(**{"series": "cuts", "year": 2016} | YEARLY | row | {"later_id": name})
        for name, row in (("first", first), ("second", second))
    ]
    table = later(*rows, said("cuts", 2017, "-10", **YEARLY))
    assert table.loc["cuts 2017", "value"] == pytest.approx(100 * 0.8 * 0.9)


def test_a_change_whose_start_has_no_value_in_its_series_stays_out():
    table = later(
        said("cuts of some", 2016, "-5", **YEARLY),
        said("cuts", 2017, "-5", **YEARLY),
        said("cuts", 2018, "-9", unit="percent_over_period", base_year=2014),
    )
    assert table["value"].isna().tolist() == [False, True, True]
    assert table.loc["cuts 2017", "chain"] == "cuts 2017"


# Values that speak for a year


def chosen(*statements):
    table = later(*(row | {"later_id": name} for name, row in enumerate(statements)))
    return preferred(table)["later_id"].tolist()


def test_of_parts_of_a_year_the_latest_speaks():
    assert chosen(
        said("rates", 2019, "61", period="2019-09", precision="month"),
        said("rates", 2019, "60", period="2019Q2", precision="quarter"),
        said("rates", 2019, "62", period="2019Q3", precision="quarter"),
        said("rates", 2020, "63", period="2020-03", precision="month"),
    ) == [0, 2, 3]


def test_a_whole_year_speaks_before_a_part_that_ends_with_it_in_its_own_series_and_year():
    assert chosen(
        said("rates", 2019, "61", period="2019-12", precision="month"),
        said("rates", 2019, "62"),
        said("rates", 2019, "63", conflict="yes"),
        said("rates of some", 2019, "64", period="2019-06", precision="month"),
        said("rates", 2020, "65", period="2020-06", precision="month"),
    ) == [1, 2, 3, 4]


def test_only_reported_and_derived_rows_with_a_value_speak():
    assert chosen(
        said("rates", 2019, "61", status="target"),
        said("rates", 2019, "62", status="estimate"),
        said("rates", 2019, "", status="direction"),
        said("rates", 2020, "63", status="derived", period="2020-06", precision="month"),
        said("rates", 2020, "", qualifier="direction"),
        said("rates", 2020, "65", status="target"),
    ) == [3]


# Lines


@pytest.mark.parametrize(("step", "pieces"), [(2.0, [1, 1]), (2.25, [1, 2])])
def test_a_line_joins_values_two_years_apart_and_no_further(step, pieces):
    rows = pd.DataFrame(
        {"series": "s", "date": [2016.0, 2016.0 + step], "value": [1.0, 2.0],
         "status": "reported", "conflict": "no"}
    )  # fmt: skip
    assert segments(rows).tolist() == pieces


def test_pieces_are_numbered_by_series_and_date_and_told_of_each_row():
    table = later(
        said("rates of some", 2019, "61"),
        said("rates", 2019, "61"),
        said("rates", 2016, "60"),
        said("rates", 2018, "60", status="derived"),
    )
    assert table["piece"].tolist() == pytest.approx([3, 2, 1, np.nan], nan_ok=True)
