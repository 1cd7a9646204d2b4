"""Projections of March 2017 on the plan's own line and on the later label, apart."""

import pytest

from helpers.analysis.hindsight.rate_projections import projection_errors, ranking
from tests.analysis.hindsight.evidence_cases import evidence

CNC = {"indicator_id": "cnc_key_process_ratio", "comparability": "near"}
NEW, OLD = CNC | {"series": "new"}, CNC | {"series": "old"}
KEY = {"population": "KEY industrial enterprises"}
ROWS = [
    ("tie", 2015, 45.4, NEW | {"status": "derived"}),
    ("old", 2017, 34.1, OLD),
    ("new", 2020, 52.1, NEW),
    ("key", 2023, 62.9, NEW | KEY),
]


def errors(edition, *rows):
    return projection_errors(edition, evidence(*rows), [2015], ["linear"])


def test_the_own_line_is_met_at_2017_by_pace_and_plan(edition):
    table = errors(edition, *ROWS).set_index(["line", "path", "date"])["error"]
    # Pace from 33 through 33.3 gives 33.6; the plan from 33 to 50 in five years gives 39.8.
    assert table[("own", "pace", 2017)] == pytest.approx(-0.5)
    assert table[("own", "plan", 2017)] == pytest.approx(5.7)
    assert table[("later", "pace", 2020)] == pytest.approx(34.5 - 52.1)
    assert table[("later", "plan", 2020)] == pytest.approx(50 - 52.1)


def test_the_ranking_on_the_own_line_is_that_on_the_later_label_reversed(edition):
    table = errors(edition, *ROWS)
    assert ranking(table, "own")["path"].tolist() == ["pace", "plan"]
    assert ranking(table, "later")["path"].tolist() == ["plan", "pace"]


def test_key_enterprises_are_in_or_out_of_a_mean(edition):
    table = errors(edition, *ROWS)
    with_key = ranking(table, "later")["values"].tolist()
    without = ranking(table, "later", key_enterprises=False)["values"].tolist()
    assert (with_key, without) == ([2, 2], [1, 1])


def test_one_number_given_for_two_populations_counts_once_and_for_all(edition):
    table = errors(edition, *ROWS, ("again", 2020, 52.1, NEW | KEY))
    later = table[(table["line"] == "later") & (table["date"] == 2020)]
    assert set(later["evidence_id"]) == {"new"}
    assert not later["key_enterprises"].any()
