"""Evidence as seen: later observations made from it, and what its rows may say."""

import pytest

from helpers.data.hindsight import read_hindsight
from helpers.data.tables.evidence import (
    INDICATOR_EVIDENCE,
    LATER_OBSERVATIONS,
    OUTSIDE_ASSESSMENTS,
    TARGET_EVIDENCE,
    TARGETS_SEARCHED,
)
from helpers.data.transcriptions import later_observations, read_record
from helpers.data.validate import check_table


@pytest.fixture(scope="module")
def record():
    return read_record()


def faults(rows, table, tables):
    return [(one.column, one.row) for one in check_table(rows, table, tables, "t.csv")]


def test_later_observations_are_the_marked_rows_under_their_own_names(record):
    rows = record["indicator_evidence"]
    later = record["later_observations"]
    marked = rows.loc[rows["in_later_observations"], "evidence_id"]
    assert later["later_id"].tolist() == marked.tolist()
    assert list(later) == LATER_OBSERVATIONS.names


def test_a_period_counts_as_a_whole_year_and_a_contradicted_row_says_so(record):
    rows = record["indicator_evidence"].head(2)
    rows = rows.assign(
        in_later_observations=True, precision=["period", "month"], conflicts_with=["", "other"]
    )
    later = later_observations(rows)
    assert later["precision"].tolist() == ["year", "month"]
    assert later["conflict"].tolist() == ["no", "yes"]


def test_every_target_has_evidence_or_says_what_was_searched(record):
    targets = [*record["roadmap_targets"]["target_id"], *record["programme_targets"]["target_id"]]
    seen = set(record["target_evidence"]["target_id"])
    searched = set(record["targets_searched"]["target_id"])
    assert seen | searched == set(targets)
    assert not seen & searched


def test_a_statement_may_name_no_year_and_no_other_row_may(record):
    for name in ("target_evidence", "indicator_evidence"):
        rows = record[name]
        assert rows.loc[rows["year"].isna(), "period"].str.contains("not stated").all()


def test_inputs_are_called_different_and_say_so(record):
    rows = record["indicator_evidence"]
    inputs = rows[rows["note"].str.startswith("An input")]
    assert (inputs["comparability"] == "different").all()
    assert len(inputs)


def test_contradicted_rows_name_each_other(record):
    for name in ("target_evidence", "indicator_evidence"):
        named = record[name].set_index("evidence_id")["conflicts_with"]
        for own, others in named[named != ""].items():
            for other in others.split("; "):
                assert own in named[other].split("; "), f"{own} against {other}"


def test_no_document_is_called_the_same_as_above(record):
    for name in ("target_evidence", "indicator_evidence"):
        documents = record[name]["document"]
        assert not documents.str.contains(r"^same|as above|\\.\\.\\.$", regex=True).any()


def test_an_unknown_target_is_refused(record):
    rows = record["target_evidence"].head(1).assign(target_id="roadmap-01-nothing-2020")
    assert faults(rows, TARGET_EVIDENCE, record) == [("target_id", 2)]
    rows = record["targets_searched"].head(1).assign(target_id="roadmap-01-nothing-2020")
    assert faults(rows, TARGETS_SEARCHED, record) == [("target_id", 2)]


@pytest.mark.parametrize("change", [{"conflicts_with": "nobody"}, {"derivation": "[nobody] - 1"}])
def test_a_row_that_rests_on_an_unknown_one_is_refused(record, change):
    rows = record["indicator_evidence"].head(1).assign(**change)
    assert faults(rows, INDICATOR_EVIDENCE, record) == [("evidence_id", 2)]


def test_a_row_may_rest_on_every_row_there_is(record):
    rows = record["indicator_evidence"].head(2)
    rows = rows.assign(conflicts_with="; ".join(rows["evidence_id"]), derivation="")
    assert faults(rows, INDICATOR_EVIDENCE, record) == []


def test_a_verdict_begins_with_one_of_its_words():
    rows = read_hindsight()["outside_assessments"].head(2)
    rows = rows.assign(verdict=["met: all of it", "splendid: all of it"])
    assert faults(rows, OUTSIDE_ASSESSMENTS, {}) == [("verdict", 3)]
