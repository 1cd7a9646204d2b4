"""Rules that say the same, counted on small tables and held as laws of the figures."""

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from helpers.analysis.progress.identities import FACTOR, LINE, identities, shared_verdicts
from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import make_records

MANY = settings(max_examples=200, deadline=None)


@st.composite
def records_short_of_the_target(draw):
    """One assessment of figures with one decimal, whose target is ahead and not yet met."""
    base, value, target = (draw(st.integers(50, 950)) / 10 for _ in range(3))
    year = 2010 + draw(st.integers(1, 8))
    records = make_records(
        base_year=2010, base=base, year=year, value=value,
        target_year=year + draw(st.integers(1, 10)), target=target,
        better="higher" if target > base else "lower",
    )  # fmt: skip
    assume(target != base and not records.met[0])
    return records


def enough(name, records):
    return assess(name, records).classes[0] in METHODS[name].enough


@MANY
@given(records=records_short_of_the_target())
def test_until_the_target_is_met_arrow_and_factor_give_one_verdict(records):
    assume(records.value[0] != records.base[0])
    assert enough("sdsn", records) == enough("acceleration", records)


@MANY
@given(records=records_short_of_the_target())
def test_a_growth_ratio_of_one_is_a_share_of_one(records):
    # Their cuts differ a little, 0.95 of a rate and 0.95 of a change; at 1 they are one.
    growth, share = (assess(name, records).value[0] for name in ("cagr_ratio", "un_share"))
    assume(abs(growth - 1) > 1e-9)
    assert (growth > 1) == (share > 1)


@MANY
@given(records=records_short_of_the_target())
def test_where_both_compound_rules_differ_the_pace_is_between_their_cuts(records):
    ratio = assess("cagr_ratio", records).value[0]
    if enough("cagr_ratio", records) != enough("un_share", records):
        assert 0.6 < ratio < 1


def grid(*rows):
    table = pd.DataFrame(rows, columns=["method", "corner", "enough"])
    return table.assign(observation_id="o", base_year=2015, target_year=2020, sampling="none")


def test_verdicts_are_compared_within_a_family_where_both_rules_give_one():
    table = grid(
        ("sdsn", "printed", True), ("acceleration", "printed", True), ("sdsn", "low", True),
        ("cagr_ratio", "printed", True), ("un_share", "printed", False),
        ("cagr_ratio", "low", False), ("un_share", "low", False),
    )  # fmt: skip
    assert shared_verdicts(table).to_numpy().tolist() == [
        ["compound pace from the base", "cagr_ratio", "un_share", 2, 1],
        ["linear pace from the base", "acceleration", "sdsn", 1, 1],
    ]


@pytest.mark.parametrize(("factor", "same"), [(1.5, 1), (1.6, 0)])
def test_a_factor_that_does_not_follow_from_the_index_is_counted_out(factor, same):
    # Two fifths of the way in half the time: 4/5 of the pace, and half as fast again from now on.
    values = {"status_index": 4.0, "sdsn": 0.8, "acceleration": factor}
    table = pd.DataFrame(values.items(), columns=["method", "value"]).assign(
        observation_id="o", report_year=2020, base_year=2015, target_year=2025
    )
    assert identities(table).to_numpy().tolist() == [[LINE, 1, 1], [FACTOR, 1, same]]


@pytest.mark.parametrize("missing", ["sdsn", "status_index"])
def test_a_rating_of_one_of_the_two_alone_counts_in_no_identity(missing):
    values = {"status_index": 4.0, "sdsn": 0.8, "acceleration": float("nan")}
    table = pd.DataFrame(values.items(), columns=["method", "value"]).assign(
        observation_id="o", report_year=2020, base_year=2015, target_year=2025
    )
    table.loc[table["method"] == missing, "value"] = float("nan")
    assert identities(table).empty
