"""The look back hands on what was known, what came later, and every reading chosen."""

import pandas as pd
import pytest

from helpers.analysis.hindsight.results import look_back
from helpers.data.hindsight import read_hindsight
from helpers.data.transcriptions import read_record


@pytest.fixture(scope="module")
def given(edition):
    return edition, read_record(), read_hindsight()


def readings(table):
    pace = table[table["path"] == "pace"]
    return sorted(set(zip(pace["rule"], pace["base_year"], strict=True)))


def test_milestones_of_the_plan_and_observations_of_the_reports_were_known(given):
    back = look_back(*given)
    assert set(back.known_milestones["source_id"]) == {"plan_zh"}
    assert set(back.known_observations["source_id"]) == {"broadband_2017", "miit_2017"}
    pd.testing.assert_frame_equal(back.known_milestones, given[0].milestones)


def test_both_bases_and_all_rules_are_projected_and_scored_unless_told(given):
    back = look_back(*given)
    every = [(rule, year) for rule in ("geometric", "linear", "logit") for year in (2013, 2015)]
    for table in (back.projections, back.hindsight):
        assert readings(table) == every
    told = look_back(*given, base_years=[2015], rules=["logit"])
    for table in (told.projections, told.hindsight):
        assert ("logit", 2015) in readings(table)
        assert ("linear", 2015) not in readings(table)
        assert ("logit", 2013) not in readings(table)
