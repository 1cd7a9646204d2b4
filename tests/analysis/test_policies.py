"""Policies: letters of the sections, and counts that are told apart by hand."""

import pandas as pd
import pytest

from helpers.analysis.policies import (
    agency_counts,
    dated_policies,
    keep_sections,
    reference_dates,
    section_counts,
)
from helpers.errors import WrongCall

SOURCES = pd.DataFrame(
    {"source_id": ["plan_zh", "miit_2017"], "published": ["2015-05-08", "2017-03-11"]}
)


@pytest.fixture
def policies():
    rows = [
        ("A. Plans", "2015-05-07", "day", "State Council"),
        ("B. Guides", "2016-03", "month", "MIIT; NDRC"),
        ("B. Guides", "2016-04", "month", "MIIT"),
        ("B. Guides", "2017-01-06", "day", "Anhui Provincial Government"),
    ]
    return pd.DataFrame(rows, columns=["section", "date", "date_precision", "agencies"])


def test_a_section_has_a_letter_and_a_name(policies):
    dated = dated_policies(policies, SOURCES)
    assert dated[["letter", "section_name"]].drop_duplicates().to_numpy().tolist() == [
        ["A", "Plans"],
        ["B", "Guides"],
    ]
    assert dated["year"].tolist() == [2015, 2016, 2016, 2017]


def test_kept_policies_are_numbered_anew(policies):
    kept = keep_sections(policies, [" b"])
    assert kept.index.tolist() == [0, 1, 2]
    assert kept["date"].tolist() == ["2016-03", "2016-04", "2017-01-06"]
    assert list(kept) == list(policies)


def test_every_unknown_section_is_named(policies):
    with pytest.raises(WrongCall) as refused:
        keep_sections(policies, ["C", "A", "x"])
    assert "the section 'C'" in str(refused.value)
    assert "the section 'x'" in str(refused.value)
    assert "the section 'A'" not in str(refused.value)


def test_each_source_keeps_its_own_day():
    assert reference_dates(SOURCES) == {
        "plan": pd.Timestamp("2015-05-08"),
        "report": pd.Timestamp("2017-03-11"),
    }


def test_a_section_counts_months_levels_phases_and_years(policies):
    counts = section_counts(dated_policies(policies, SOURCES)).set_index("section")
    assert counts.T.to_dict("list") == {
        # In all; central, local; before, same, after; with a month only; 2015, 2016, 2017.
        "A. Plans": [1, 1, 0, 1, 0, 0, 0, 1, 0, 0],
        "B. Guides": [3, 2, 1, 0, 0, 3, 2, 0, 2, 1],
    }


def test_agencies_with_most_policies_come_first_and_then_by_name(policies):
    counts = agency_counts(dated_policies(policies, SOURCES))
    assert counts.index.tolist() == [0, 1, 2, 3]
    assert counts.to_numpy().tolist() == [
        ["MIIT", "central", 2, 1],
        ["Anhui Provincial Government", "local", 1, 1],
        ["NDRC", "central", 1, 0],
        ["State Council", "central", 1, 1],
    ]
