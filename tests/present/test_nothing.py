"""An edition whose year has no report: figures and tables say so instead of failing."""

import pandas as pd
import pytest

from helpers.analysis.comparison.inputs import PathChoices
from helpers.analysis.edition_tables import analyse
from helpers.analysis.progress.assess import assess_progress
from helpers.analysis.progress.specifications import specifications
from helpers.present.facts import comparison, robustness
from helpers.present.figures.curve import curve_figure
from helpers.present.figures.fan import fan_figure
from helpers.present.figures.fragility import fragility_figure
from helpers.present.figures.gaps import gaps_figure


@pytest.fixture(scope="module")
def silent(edition):
    return analyse(edition, PathChoices(2015))


def test_the_fan_says_that_no_share_was_reported(silent, edition):
    figure = fan_figure(
        silent.trajectories, silent.points, silent.comparison, silent.verdicts, edition.indicators
    )
    assert figure.alt == "There is no share here to compare with a path."


def test_the_gaps_say_that_no_value_was_reported(silent, edition):
    figure = gaps_figure(silent.comparison, silent.verdicts, edition.indicators)
    assert figure.alt == "There is no value here to compare with a path."


def test_the_table_of_verdicts_says_so_too(silent):
    html = comparison.verdict_table(silent).html()
    assert html == "<p>There is no value here to compare with a path.</p>"


def test_the_curve_says_that_no_ratio_can_be_given(silent, edition):
    figure = curve_figure(specifications(silent.inputs), edition.indicators)
    assert figure.alt == "No rule that gives a ratio can rate a value of this year."


def test_the_distances_say_that_no_rating_could_be_flipped(silent, edition):
    progress_table = assess_progress(silent.inputs)
    figure = fragility_figure(progress_table, edition.indicators, pd.Series(dtype=float))
    told = "No change of a reported value could move a rating of this year to another class."
    assert figure.alt == told


def test_the_page_on_rules_claims_nothing_of_ratings_that_are_none(silent, edition):
    none, ratings = specifications(silent.inputs), assess_progress(silent.inputs)
    told = robustness.answer(ratings, none, silent.comparison, edition.indicators).text()
    assert told.strip() == "No value of this year can be rated."
    limits = robustness.limits(ratings, edition.indicators).text()
    assert "ratings" not in limits
