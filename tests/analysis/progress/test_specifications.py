"""The specification grid of two small indicators: corners, sampling ends and order by hand."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.progress.specifications import COLUMNS, agreement, specifications
from tests.analysis.cases import inputs_of

INDICATORS = pd.DataFrame(
    [("share", "higher", "level", 100.0), ("fall", "lower", "change_from_base", None)],
    columns=["indicator_id", "better", "target_kind", "upper_bound"],
).assign(unit="percent", lower_bound=[0.0, None])
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


def grid(observations=TWO, **options):
    inputs = inputs_of(observations, POINTS, INDICATORS, 2016)
    return specifications(inputs, **options)


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
    assert table.columns.tolist() == COLUMNS
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


@pytest.mark.parametrize(("options", "sample"), [({}, 30_000), ({"sample": 400}, 400)])
@pytest.mark.parametrize("effect", [1, 2, 5, 20])
@pytest.mark.parametrize("end", ENDS)
def test_sampling_moves_the_observed_by_the_wilson_interval(options, sample, effect, end):
    own = grid(TWO.iloc[1:], **options).query("method == 'sdsn'")
    own = own[own["sampling"] == f"design effect {effect}, {end} end"].set_index("corner")
    shift = wilson(35.0, sample / effect)[end] - 35.0
    assert own.loc["printed", "observed"] == pytest.approx(35 + shift, abs=1e-6)
    assert own.loc["low-high-low", "observed"] == pytest.approx(34.95 + shift, abs=1e-6)


def test_the_sample_is_thirty_thousand_if_nothing_else_is_said(table):
    pd.testing.assert_frame_equal(table, grid(sample=30_000), check_exact=True)
    assert not table["observed"].equals(grid(sample=30_001)["observed"])


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
    assert nothing.columns.tolist() == COLUMNS


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
    assert agreement(rows).to_numpy().tolist() == [["z", 2, 3], ["a", 1, 1]]
    by_base = agreement(rows, ["base_year"])
    assert by_base.columns.tolist() == ["indicator_id", "base_year", "enough", "specifications"]
    assert by_base.to_numpy().tolist() == [["z", 2015, 2, 2], ["z", 2013, 0, 1], ["a", 2013, 1, 1]]
