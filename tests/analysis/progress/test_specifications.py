"""The specification grid of two small indicators: corners, sampling ends and order by hand."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.progress.assess import assess_progress
from helpers.analysis.progress.method import Method
from helpers.analysis.progress.methods import METHODS
from helpers.analysis.progress.specifications import (
    agreement,
    as_printed,
    family_agreement,
    rule_verdicts,
    specifications,
)
from helpers.data.tables.assessment import SPECIFICATIONS
from tests.analysis.cases import inputs_of

INDICATORS = pd.DataFrame(
    [("share", "higher", "level", 100.0), ("fall", "lower", "change_from_base", None)],
    columns=["indicator_id", "better", "target_kind", "upper_bound"],
).assign(unit="percent", lower_bound=[0.0, None], sample=[30_000, None])
POINTS = pd.DataFrame(
    [
        ("share", 2015, 33.0, 32.5, 33.5, "percent", "baseline"),
        ("share", 2020, 50.0, 49.5, 50.5, "percent", "target"),
        ("fall", 2015, 100.0, 100.0, 100.0, "index, 2015 = 100", "base"),
        ("fall", 2020, 82.0, 81.5, 82.5, "index, 2015 = 100", "target"),
    ],
    columns=["indicator_id", "year", "value", "low", "high", "scale", "role"],
)
RULES = ["cagr_ratio", "un_share", "acceleration", "sdsn", "logit_ratio"]
ENDS = ("low", "high")
CORNERS = ["printed", *("-".join(ends) for ends in product(ENDS, repeat=3))]
SAMPLINGS = ["none", *(f"design effect {d}, {end} end" for d in (1, 2, 5, 20) for end in ENDS)]


def observed(*rows):
    """Observations of 2016 of (id, indicator, value, comparable), printed with one decimal."""
    columns = ["observation_id", "indicator_id", "value", "comparable"]
    return pd.DataFrame(rows, columns=columns).assign(
        year=2016, unit="percent", qualifier="exact", decimals=1.0, series="plan"
    )


TWO = observed(("f", "fall", -5.0, "yes"), ("s", "share", 35.0, "yes"))


def grid(observations=TWO, sample=30_000):
    indicators = INDICATORS.assign(sample=[sample, None])
    return specifications(inputs_of(observations, POINTS, indicators, 2016))


@pytest.fixture(scope="module")
def table():
    return grid()


def ordered(column):
    """Return the values of a column as they first appear."""
    return list(dict.fromkeys(column))


def test_rows_are_ordered_by_indicator_rule_corner_and_sampling(table):
    share, fall = table[table["indicator_id"] == "share"], table[table["indicator_id"] == "fall"]
    keys = ["method", "corner", "sampling"]
    assert list(share[keys].itertuples(index=False, name=None)) == list(
        product(RULES, CORNERS, SAMPLINGS)
    )
    # No sampling of an index, and no logit of what is no share.
    assert list(fall[keys].itertuples(index=False, name=None)) == list(
        product(RULES[:-1], CORNERS, ["none"])
    )
    assert ordered(table["indicator_id"]) == ["share", "fall"]
    assert table.index.tolist() == list(range(5 * 81 + 4 * 9))
    assert table.columns.tolist() == SPECIFICATIONS.names
    assert set(table["report_year"]) == {2016}


def test_a_corner_takes_observed_base_and_target_at_their_ends(table):
    own = table[(table["method"] == "sdsn") & (table["sampling"] == "none")]
    own = own[own["indicator_id"] == "share"].set_index("corner")
    values = {"low": (34.95, 32.5, 49.5), "high": (35.05, 33.5, 50.5)}
    for corner in product(ENDS, repeat=3):
        now, base, target = (values[end][place] for place, end in enumerate(corner))
        found = own.loc["-".join(corner)]
        assert found["observed"] == pytest.approx(now)
        assert found["value"] == pytest.approx((now - base) / ((target - base) / 5))
    assert own.loc["printed", ["observed", "value"]].tolist() == pytest.approx([35, 2 / 3.4])


def wilson(share, size):
    """Ends of the 95 % score interval of a share in percent."""
    z, p = 1.959964, share / 100
    middle = (p + z**2 / (2 * size)) / (1 + z**2 / size)
    half = z * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2)) / (1 + z**2 / size)
    return {"low": 100 * (middle - half), "high": 100 * (middle + half)}


@pytest.mark.parametrize("sample", [30_000, 400])
@pytest.mark.parametrize("effect", [1, 2, 5, 20])
@pytest.mark.parametrize("end", ENDS)
def test_sampling_moves_the_observed_by_the_wilson_interval(sample, effect, end):
    own = grid(TWO.iloc[1:], sample).query("method == 'sdsn'")
    own = own[own["sampling"] == f"design effect {effect}, {end} end"].set_index("corner")
    shift = wilson(35.0, sample / effect)[end] - 35.0
    assert own.loc["printed", "observed"] == pytest.approx(35 + shift, abs=1e-6)
    assert own.loc["low-high-low", "observed"] == pytest.approx(34.95 + shift, abs=1e-6)


def test_a_share_of_no_named_sample_has_no_sampling_error(table):
    whole = grid(sample=None)
    assert ordered(whole["sampling"]) == ["none"]
    printed = table[table["sampling"] == "none"].reset_index(drop=True)
    pd.testing.assert_frame_equal(whole, printed)


def test_bases_and_targets_are_the_chosen_ones():
    more = [
        ("share", 2013, 27.0, "baseline"), ("share", 2014, 31.0, "baseline"),
        ("share", 2021, 52.0, "target"), ("share", 2025, 64.0, "target"),
        ("share", 2026, 66.0, "target"),
    ]  # fmt: skip
    added = pd.DataFrame(more, columns=["indicator_id", "year", "value", "role"])
    added = added.assign(low=added["value"], high=added["value"], scale="percent")
    points = pd.concat([POINTS, added], ignore_index=True)
    inputs = inputs_of(TWO.iloc[1:], points, INDICATORS, 2016, [2013, 2015], [2020, 2025])
    found = specifications(inputs)
    pairs = found[["base_year", "target_year"]].drop_duplicates()
    assert pairs.to_numpy().tolist() == [[2013, 2020], [2013, 2025], [2015, 2020], [2015, 2025]]


def test_what_may_not_be_compared_or_has_no_value_is_left_out(table):
    more = observed(("n", "share", 36.0, "no"), ("none", "share", None, "yes"))
    both = grid(pd.concat([TWO, more], ignore_index=True))
    pd.testing.assert_frame_equal(both, table)
    nothing = grid(more)
    assert nothing.empty
    assert nothing.columns.tolist() == SPECIFICATIONS.names


def test_enough_is_what_the_rules_call_on_track(table):
    fast = grid(observed(("s", "share", 49.0, "yes"), ("f", "fall", 5.0, "yes")))
    assert fast.groupby("indicator_id")["enough"].all().to_dict() == {"share": True, "fall": False}
    assert not fast.groupby("indicator_id")["enough"].any()["fall"]
    # Two points of the 3.4 a year that the line asks for: short of every rule.
    printed = table[(table["corner"] == "printed") & (table["sampling"] == "none")]
    assert not printed.loc[printed["indicator_id"] == "share", "enough"].any()


def test_agreement_is_counted_in_the_order_of_the_rows():
    rows = pd.DataFrame(
        [("z", 2015, True), ("z", 2013, False), ("a", 2013, True), ("z", 2015, True)],
        columns=["indicator_id", "base_year", "enough"],
    )
    rows["observation_id"] = rows["indicator_id"] + "1"
    assert agreement(rows).to_numpy().tolist() == [["z1", "z", 2, 3], ["a1", "a", 1, 1]]
    by_base = agreement(rows, ["base_year"])
    assert by_base.columns.tolist() == [
        "observation_id", "indicator_id", "base_year", "enough", "specifications",
    ]  # fmt: skip
    assert by_base.to_numpy().tolist() == [
        ["z1", "z", 2015, 2, 2], ["z1", "z", 2013, 0, 1], ["a1", "a", 2013, 1, 1],
    ]  # fmt: skip


def rated(*rows):
    """Specifications from 2015 to 2020 of (method, corner, sampling, enough)."""
    table = pd.DataFrame(rows, columns=["method", "corner", "sampling", "enough"])
    return table.assign(observation_id="o", indicator_id="x", base_year=2015, target_year=2020)


TWO_CORNERS = rated(
    ("sdsn", "printed", "none", True), ("acceleration", "printed", "none", True),
    ("sdsn", "low-low-low", "none", False), ("acceleration", "low-low-low", "none", False),
    ("cagr_ratio", "printed", "none", True), ("un_share", "printed", "none", False),
    ("cagr_ratio", "low-low-low", "none", True), ("un_share", "low-low-low", "none", True),
    ("sdsn", "printed", "design effect 2, low end", False),
)  # fmt: skip


def test_rules_of_one_family_count_once_and_where_they_differ_for_neither_side():
    found = family_agreement(TWO_CORNERS)
    assert found.drop(columns=["observation_id", "indicator_id"]).to_numpy().tolist() == [
        # A cell that only one rule of the family can assess is that rule's.
        ["linear pace from the base", 1, 0, 3],
        ["compound pace from the base", 1, 1, 2],
    ]


def test_the_printed_values_alone_make_the_ratings():
    assert as_printed(TWO_CORNERS)["method"].tolist() == [
        "sdsn", "acceleration", "cagr_ratio", "un_share",
    ]  # fmt: skip
    (row,) = rule_verdicts(TWO_CORNERS).to_dict("records")
    assert (row["ratings"], row["enough"]) == (4, 3)
    assert [family["specifications"] for family in row["families"]] == [3, 2]


def test_without_specifications_no_rule_says_anything():
    nothing = grid(observed(("n", "share", 36.0, "no")))
    assert rule_verdicts(nothing).empty


def test_an_eighth_method_is_one_registration(monkeypatch):
    half = Method(
        id="half_way", name="half way", source="Defined in this test.", family="half of the way",
        classes={"short": "Short", "done": "Done"}, enough=("done",), unassessed="unknown",
        address="", basis="own", formulas=("w = y - y_0",),
        conditions={"short": "2 * w < y_T - y_0", "done": "2 * w >= y_T - y_0"},
        rate=lambda records: (
            records.value - records.base,
            2 * (records.value - records.base) >= records.target - records.base,
            {},
        ),
        cut_values=lambda records: ((records.base + records.target) / 2)[:, None],
    )  # fmt: skip
    monkeypatch.setitem(METHODS, "half_way", half)
    inputs = inputs_of(TWO.iloc[1:], POINTS, INDICATORS, 2016)
    (row,) = assess_progress(inputs).query("method == 'half_way'").to_dict("records")
    # 35 of the way from 33 to 50; half of it is 41.5.
    assert (row["class"], row["flip_change"]) == ("short", pytest.approx(6.5))
    found = specifications(inputs).query("method == 'half_way'")
    assert (len(found), found["enough"].any()) == (81, False)
    assert "half of the way" in set(family_agreement(specifications(inputs))["family"])
