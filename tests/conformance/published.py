"""The published tables, and the checks that hold the methods to them."""

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.analysis.progress import extrapolation
from helpers.analysis.progress.methods import assess
from helpers.analysis.progress.records import Series, make_records

HERE = Path(__file__).parent
BETTER = {1: "higher", -1: "lower"}


def statcan_rows():
    return pd.read_csv(HERE / "statcan_cagr_ratio.csv")


def weather_rows():
    return pd.read_csv(HERE / "destatis_weather_symbols.csv")


def share_rows():
    return pd.read_csv(HERE / "un_progress_share.csv")


def parse_series(texts):
    """Series from "year:value;year:value" cells."""
    points = [[pair.split(":") for pair in text.split(";")] for text in texts]
    filled = np.full((2, len(points), max(map(len, points))), np.nan)
    for row, pairs in enumerate(points):
        filled[:, row, : len(pairs)] = np.array(pairs, dtype=float).T
    return Series(*filled)


def latest_points(series):
    """Last year of each row and its value."""
    rows = np.arange(len(series.years))
    place = np.nanargmax(series.years, axis=1)
    return series.years[rows, place], series.values[rows, place]


def assess_statcan(rows):
    records = make_records(
        base_year=rows["base_year"],
        base=rows["base_value"],
        year=rows["current_year"],
        value=rows["current_value"],
        target_year=rows["target_year"],
        target=rows["target"],
        better=rows["direction"].map(BETTER),
    )
    return assess("cagr_ratio", records)


def weather_records(rows):
    """Records of the German rows; the last point of each series is the report."""
    series = parse_series(rows["last_points"])
    year, value = latest_points(series)
    return make_records(
        base_year=np.nan,
        base=np.nan,
        year=year,
        value=value,
        target_year=rows["target_year"],
        target=rows["target_value"],
        better=rows["direction"].map(BETTER),
        series=series,
    )


def assess_weather(rows, **options):
    return assess("extrapolation", weather_records(rows), **options)


def eustat_base(series, wanted):
    """Year and value of the base: the wanted year or the next that leaves two, else one before."""
    years = np.where(np.isfinite(series.values), series.years, np.nan)
    earlier = years < np.nanmax(years, axis=1, keepdims=True)
    after = np.where(earlier & (years >= wanted), years, np.inf).min(axis=1)
    before = np.where(earlier, years, -np.inf).max(axis=1)
    base_year = np.where(np.isfinite(after), after, before)
    place = np.nanargmax(years == base_year[:, None], axis=1)
    return base_year, series.values[np.arange(len(place)), place]


def assess_shares(rows, wanted=2015):
    series = parse_series(rows["series"])
    year, value = latest_points(series)
    base_year, base = eustat_base(series, wanted)
    records = make_records(
        base_year=base_year,
        base=base,
        year=year,
        value=value,
        target_year=2030,
        target=rows["target_2030"],
        better=rows["direction"].map(BETTER),
        share=rows["unit"] == "percent",
    )
    return assess("un_share", records)


def check_statcan(rows):
    """Progress values to 1e-9, blanks where blanks are, and every status."""
    found = assess_statcan(rows)
    np.testing.assert_allclose(found.value, rows["progress_value"], rtol=0, atol=1e-9)
    assert found.classes.tolist() == rows["status"].tolist()


def check_weather(rows):
    """The plain rule gives the published symbol exactly where the table says so."""
    found = assess_weather(rows, met_earlier=False)
    reproduced = found.classes == rows["published_symbol"]
    assert reproduced.tolist() == (rows["rule_reproduces"] == "yes").tolist()
    records = weather_records(rows)
    constant = extrapolation.is_constant(records, extrapolation.window(records), False, False)
    assert constant.tolist() == (rows["branch"] == "achieved_or_deadline").tolist()


def check_shares(rows):
    """The place of every class, counted from the worst, is the published score."""
    scores = rows["published_status_meaning"].str[0].astype(int)
    assert (assess_shares(rows).codes + 1).tolist() == scores.tolist()
