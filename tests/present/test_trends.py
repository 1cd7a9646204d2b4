"""A trend on a sheet: refused with its reason, or shown with its diagnostics."""

import pandas as pd

from helpers.analysis.comparison.trend import longest_series, trend
from helpers.present.facts import trends

YEARS = list(range(2014, 2021))
VALUES = [28.9, 30.8, 33.1, 35.2, 36.9, 39.5, 41.0]


def test_too_few_points_refuse_with_a_reason():
    told = trends.answer(trend([2016], [33.3]))
    assert told.paragraphs[0].startswith("No trend line:")


def test_a_longer_series_shows_estimates_predictions_and_diagnostics():
    found = trend(YEARS, VALUES, [2025], upper=100.0)
    assert "Fitted to 7 values" in trends.answer(found).paragraphs[0]
    assert "Durbin-Watson" in trends.answer(found).paragraphs[0]
    slopes = [row[1] for row in trends.estimates_table(found).cells]
    assert all(text.startswith("+2.0") for text in slopes)
    assert {row[1] for row in trends.predictions_table(found).cells} == {"2025"}
    assert len(trends.residuals_table(found).cells) >= len(YEARS)


def test_the_longest_comparable_series_is_chosen():
    rows = pd.DataFrame(
        {
            "year": [2016, 2016, 2017, 2018],
            "value": [33.3, 33.0, 34.0, 35.0],
            "series": ["miit-2017", "plan", "plan", "other"],
            "comparable": ["assumed", "yes", "yes", "no"],
        }
    )
    assert longest_series(rows)["series"].tolist() == ["plan", "plan"]
    assert longest_series(rows.iloc[:0]).empty
