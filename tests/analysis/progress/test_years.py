"""Years that coincide leave nothing to divide by; one year between them is enough."""

import numpy as np
import pytest

from helpers.analysis.progress.flips import flip_change
from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import make_records

FROM_BASE = [name for name in METHODS if name != "extrapolation"]
NO_YEAR = {
    "cagr_ratio": "less than a full year between base and current value",
    "logit_ratio": "less than a full year between base and current value",
    "un_share": "fewer than two years of data",
    "status_index": "the report year is not after the base year",
    "acceleration": "the report year is not after the base year",
    "sdsn": "the report year is not after the base year",
}
FULL_YEAR = ["cagr_ratio", "logit_ratio", "un_share"]
NO_SPAN = "the target year is not after the base year"


def given(base_year, year, target_year, value=40):
    return make_records(
        base_year=base_year, base=30, year=year, value=value,
        target_year=target_year, target=50, share=True,
    )  # fmt: skip


def answer(name, *years):
    return assess(name, given(*years)).reasons.tolist()


@pytest.mark.parametrize("name", FROM_BASE)
@pytest.mark.parametrize("year", [2014, 2015])
def test_a_report_in_the_base_year_or_before_has_no_answer(name, year):
    assert answer(name, 2015, year, 2020) == [NO_YEAR[name]]
    assert assess(name, given(2015, year, 2020)).codes.tolist() == [-1]


@pytest.mark.parametrize("name", FROM_BASE)
def test_half_a_year_is_enough_only_where_growth_is_not_read_off_whole_years(name):
    assert answer(name, 2015, 2015.5, 2020) == [NO_YEAR[name] if name in FULL_YEAR else ""]


@pytest.mark.parametrize("name", FROM_BASE)
def test_a_target_in_the_base_year_has_no_answer(name):
    expected = "the target year is reached or past" if name == "acceleration" else NO_SPAN
    assert answer(name, 2015, 2016, 2015) == [expected]


@pytest.mark.parametrize("name", [name for name in FROM_BASE if name != "acceleration"])
def test_a_year_each_is_enough_and_the_target_year_itself_has_an_answer(name):
    assert answer(name, 2015, 2016, 2016) == [""]


def test_an_acceleration_needs_a_year_that_is_left():
    past = "the target year is reached or past"
    assert answer("acceleration", 2015, 2019, 2020) == [""]
    assert answer("acceleration", 2015, 2020, 2020) == [past]
    assert answer("acceleration", 2015, 2021, 2020) == [past]


def test_an_acceleration_can_flip_in_the_year_before_the_target():
    # A year is left of five: half the pace needed so far at 30 + 20 * 4 / 4.5, the pace at 46.
    near = flip_change("acceleration", given(2015, 2019, 2020, value=45))
    assert near == pytest.approx(1.0)
    assert np.isnan(flip_change("acceleration", given(2015, 2020, 2020, value=45)))
