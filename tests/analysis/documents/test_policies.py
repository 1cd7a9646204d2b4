"""Policies: when they were dated and by whom, letters of the sections, counts by hand."""

import pandas as pd
import pytest

from helpers.analysis.documents.policies import (
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
    assert "sections='C'" in str(refused.value)
    assert "sections='X'" in str(refused.value)
    assert "sections='A'" not in str(refused.value)


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


def listed(*rows):
    """Policies of (section, date, precision, agencies)."""
    return pd.DataFrame(rows, columns=["section", "date", "date_precision", "agencies"])


@pytest.mark.parametrize(
    ("date", "first", "last", "phase"),
    [
        ("2015-05-07", "2015-05-07", "2015-05-07", "before"),
        ("2015-05-08", "2015-05-08", "2015-05-08", "same"),
        ("2015-05-09", "2015-05-09", "2015-05-09", "after"),
        ("2015-04", "2015-04-01", "2015-04-30", "before"),
        ("2015-05", "2015-05-01", "2015-05-31", "same"),
        ("2016", "2016-01-01", "2016-12-31", "after"),
    ],
)
def test_a_date_is_as_wide_as_it_is_printed(date, first, last, phase):
    dated = dated_policies(listed(("A. Some", date, "day", "MIIT")), SOURCES).iloc[0]
    assert (dated["first"], dated["last"]) == (pd.Timestamp(first), pd.Timestamp(last))
    assert dated["phase"] == phase


@pytest.mark.parametrize(
    ("agencies", "issuer", "level"),
    [
        ("State Council", "state_council", "central"),
        ("NDRC; MIIT", "miit", "central"),
        ("NDRC; NEA", "other_central", "central"),
        ("Anhui Provincial Government", "local", "local"),
        ("Shanghai Municipal Health and Family Planning Commission", "local", "local"),
    ],
)
def test_an_issuer_is_told_by_its_name(agencies, issuer, level):
    dated = dated_policies(listed(("A. Some", "2016-01-01", "day", agencies)), SOURCES).iloc[0]
    assert (dated["issuer"], dated["level"]) == (issuer, level)


def test_counts_by_section_and_agency_can_be_read_off():
    dated = dated_policies(
        listed(
            ("B. Late", "2016-03", "month", "MIIT; NDRC"),
            ("A. Early", "2006-02-07", "day", "State Council"),
            ("B. Late", "2017-01-06", "day", "MIIT"),
        ),
        SOURCES,
    )
    counts = section_counts(dated).set_index("section")
    assert list(counts.index) == ["B. Late", "A. Early"]
    assert counts.loc["B. Late"].to_dict() == {
        "policies": 2,
        "central": 2,
        "local": 0,
        "before": 0,
        "same": 0,
        "after": 2,
        "month_only": 1,
        "2006": 0,
        "2016": 1,
        "2017": 1,
    }
    assert agency_counts(dated).to_numpy().tolist() == [
        ["MIIT", "central", 2, 1],
        ["NDRC", "central", 1, 0],
        ["State Council", "central", 1, 1],
    ]


def test_every_policy_is_counted_once_in_each_division(record, edition):
    dated = dated_policies(record["policies"], edition.sources)
    counts = section_counts(dated).drop(columns="section")
    years = [name for name in counts if name.isdigit()]
    assert len(dated) == counts["policies"].sum() == 42
    for parts in (["central", "local"], ["before", "same", "after"], years):
        assert counts[parts].sum(axis=1).tolist() == counts["policies"].tolist()


def test_all_listed_policies_are_older_than_the_report(record, edition):
    dated = dated_policies(record["policies"], edition.sources)
    reference = reference_dates(edition.sources)
    assert dated["last"].max() < reference["report"]
    assert dated.loc[dated["phase"] == "same", "order_printed"].tolist() == [1]


def test_sections_are_kept_by_letter_in_printed_order(record):
    kept = keep_sections(record["policies"], ["e", "B"])
    assert list(dict.fromkeys(kept["section"].str[0])) == ["B", "E"]
    assert len(keep_sections(record["policies"], [])) == 42


def test_an_unknown_section_is_refused_with_the_known_ones(record):
    with pytest.raises(WrongCall, match="sections='G'; expected one of A, B, C, D, E, F"):
        keep_sections(record["policies"], ["A", "G"])
