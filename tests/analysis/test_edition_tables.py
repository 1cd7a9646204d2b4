"""All tables of an edition: which years they are computed for unless told otherwise."""

import pandas as pd
import pytest

from helpers.analysis.comparison.inputs import ComparisonInputs, PathChoices
from helpers.analysis.edition_tables import Results, all_tables, tables_with_hindsight
from helpers.analysis.hindsight.scoreboard import scoreboard
from helpers.data.hindsight import read_hindsight
from helpers.data.transcriptions import read_record

INDICATORS = pd.DataFrame(
    [("share", "higher", "percent", "level", 0.0, 100.0)],
    columns=["indicator_id", "better", "unit", "target_kind", "lower_bound", "upper_bound"],
).assign(sample=None)
POINTS = pd.DataFrame(
    [
        (2013, 30.0, "baseline"),
        (2014, 33.0, "expected"),
        (2015, 37.0, "expected"),
        (2020, 50.0, "target"),
        (2021, 52.0, "target"),
        (2025, 60.0, "target"),
        (2026, 61.0, "target"),
    ],
    columns=["year", "value", "role"],
).assign(indicator_id="share", low=lambda t: t["value"], high=lambda t: t["value"], scale="percent")
TABLES = {
    "sources": pd.DataFrame({"source_id": ["report"]}),
    "observations": pd.DataFrame(
        {"observation_id": ["r2016", "r2017"], "year": [2016, 2017], "value": [40.0, 41.0]}
    ).assign(
        indicator_id="share", unit="percent", qualifier="exact", decimals=0.0, series="plan",
        comparable="yes",
    ),
}  # fmt: skip


def results(choices):
    inputs = ComparisonInputs(TABLES["observations"], POINTS, INDICATORS, choices)
    paths, gaps = pd.DataFrame({"path": ["direct"]}), pd.DataFrame({"gap": [0.5]})
    return Results(inputs, paths, gaps, pd.DataFrame({"gap": []}), pd.DataFrame())


RESULTS = results(PathChoices(2016, [2013, 2015], [2020, 2025]))


def years(table):
    return {name: sorted(set(table[name])) for name in ("report_year", "base_year", "target_year")}


@pytest.mark.parametrize("name", ["progress", "specifications"])
def test_ratings_are_of_the_year_the_bases_and_the_targets_chosen(name):
    plain = all_tables(TABLES, RESULTS)[name]
    assert years(plain) == {
        "report_year": [2016], "base_year": [2013, 2015], "target_year": [2020, 2025],
    }  # fmt: skip
    told = all_tables(TABLES, results(PathChoices(2017, [2014], [2021, 2026])))[name]
    assert years(told) == {
        "report_year": [2017], "base_year": [2014], "target_year": [2021, 2026],
    }  # fmt: skip


def test_inputs_and_results_stand_beside_what_is_computed_and_none_is_changed():
    found = all_tables(TABLES, RESULTS)
    assert set(found) == {
        "sources", "observations", "trajectories", "comparison", "past_targets", "progress",
        "specifications",
    }  # fmt: skip
    assert found["observations"] is TABLES["observations"]
    assert found["comparison"] is RESULTS.comparison
    assert set(TABLES) == {"sources", "observations"}


def test_nothing_is_looked_back_on_without_a_record():
    assert tables_with_hindsight(TABLES, {}, {}) == {}


def test_the_record_its_notes_and_what_came_out_are_told_together(edition):
    record, notes = read_record(), read_hindsight()
    found = tables_with_hindsight(edition, record, notes)
    assert set(found) == {*record, *notes, "hindsight", "scoreboard"}
    assert found["scoreboard"].equals(scoreboard(edition, record))
