"""What the study of forecasts computes, and what the compendium says of the logit rule after it."""

import pandas as pd
import pytest

from helpers.analysis.progress.methods import METHODS
from tests.conformance.forecast_errors import forecasts, share_points, summary
from tests.conformance.published import weather_rows

ODDS = pd.DataFrame(
    # Odds of 1, 2, 4 in even steps: shares of 50, 66.7 and 80 percent.
    [("a", 2010.0, 50.0), ("a", 2012.0, 200 / 3), ("a", 2014.0, 80.0)],
    columns=["title", "year", "value"],
)


@pytest.fixture(scope="module")
def errors():
    return forecasts(share_points(weather_rows()))


def test_each_rule_carries_its_own_pace_on():
    (found,) = forecasts(ODDS).to_dict("records")
    assert found["linear"] == pytest.approx(250 / 3 - 80)
    assert found["geometric"] == pytest.approx(800 / 9 - 80)
    assert found["logit"] == pytest.approx(0, abs=1e-9)
    assert (found["year_base"], found["year"], found["horizon"]) == (2010, 2012, 2)


def test_each_series_counts_alike_and_the_best_rule_of_each_is_counted():
    table = summary(forecasts(pd.concat([ODDS, ODDS.assign(title="b")])))
    assert table.loc["mean of 2 series", "linear"] == pytest.approx(250 / 3 - 80)
    assert table.loc["series it forecasts best"].tolist() == [0, 0, 2]


def test_straight_lines_forecast_published_shares_best_on_average_and_logits_second(errors):
    means = errors.groupby("title")[["linear", "logit", "geometric"]].mean().mean()
    assert means.is_monotonic_increasing
    assert "straight lines forecast published shares better on average" in (
        METHODS["logit_ratio"].source
    )


def test_no_share_of_the_study_leaves_its_bounds():
    assert share_points(weather_rows())["value"].between(0, 100).all()
