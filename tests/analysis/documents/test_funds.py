"""Funds: what two printed amounts imply, how far from the median, and what stands apart."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.documents.funds import SEVERAL_POLICIES, implied_rates


def funds(*amounts, purpose=""):
    """Funds of (RMB billion, USD billion), printed in whole billions."""
    table = pd.DataFrame(amounts, columns=["amount_rmb", "amount_usd"], dtype=float)
    return table.assign(
        amount_rmb_printed=[f"RMB {rmb} billion" for rmb, _ in amounts],
        amount_usd_printed=[f"${usd} billion" for _, usd in amounts],
        purpose=purpose,
    )


def test_the_distance_from_the_median_is_in_percent_of_it():
    rates = implied_rates(funds((600, 100), (750, 100), (1050, 100)))
    assert rates["rate"].tolist() == [6.0, 7.5, 10.5]
    assert rates["from_median"].tolist() == pytest.approx([-20.0, 0.0, 40.0])


@pytest.mark.parametrize(
    ("own", "others", "apart"),
    [
        # 31.5 / 4.5 is 7 at the least, 696.5 / 99.5 is 7 at the most.
        ((32, 4), [(696, 100), (600, 100)], False),
        ((32, 4), [(695, 100), (600, 100)], True),
        # 17.5 / 3.5 is 5 at the most, 502.5 / 100.5 is 5 at the least.
        ((17, 4), [(503, 100), (600, 100)], False),
        ((17, 4), [(504, 100), (600, 100)], True),
        # Within the range of the others, and still like none of them.
        ((650, 100), [(500, 100), (800, 100)], True),
    ],
    ids=["touches the highest", "above", "touches the lowest", "below", "between"],
)
def test_amounts_stand_apart_only_where_no_rounding_makes_their_rate_that_of_others(
    own, others, apart
):
    rates = implied_rates(funds(own, *others))
    assert bool(rates["apart"].iloc[0]) is apart


def test_money_for_other_policies_too_is_told_by_its_purpose():
    words = f"for {SEVERAL_POLICIES} at once", "for several plants"
    found = implied_rates(funds((600, 100), (700, 100), purpose=words))
    assert found["several_policies"].tolist() == [True, False]


def printed_funds(*rows):
    """Funds of (RMB printed, dollars printed, RMB billion, USD billion)."""
    names = ["amount_rmb_printed", "amount_usd_printed", "amount_rmb", "amount_usd"]
    return pd.DataFrame(rows, columns=names).assign(purpose="")


@pytest.mark.parametrize(
    ("row", "low", "high"),
    [
        (("RMB 20 billion", "$3 billion", 20.0, 3.0), 19.5 / 3.5, 20.5 / 2.5),
        (("RMB 1.8 trillion", "$270 billion", 1800.0, 270.0), 1750 / 270.5, 1850 / 269.5),
        (("RMB 30 billion", "$4.36", 30.0, 4.36), 29.5 / 4.365, 30.5 / 4.355),
    ],
    ids=["whole billions", "a decimal of a trillion", "no scale word"],
)
def test_a_rate_is_as_wide_as_the_printed_digits(row, low, high):
    rate = implied_rates(printed_funds(row)).iloc[0]
    assert rate["rate"] == pytest.approx(row[2] / row[3])
    assert (rate["rate_low"], rate["rate_high"]) == (pytest.approx(low), pytest.approx(high))


def test_dollars_alone_are_placed_at_the_median_rate():
    rates = implied_rates(
        printed_funds(
            ("RMB 600 billion", "$100 billion", 600.0, 100.0),
            ("RMB 700 billion", "$100 billion", 700.0, 100.0),
            ("", "$10 billion", None, 10.0),
            ("", "", None, None),
        )
    )
    assert rates["placed_at"].tolist()[:3] == [600.0, 700.0, pytest.approx(65.0)]
    assert rates["converted"].tolist() == [False, False, True, False]
    assert pd.isna(rates["placed_at"].iloc[3])


@pytest.mark.parametrize(
    ("dollars", "amount", "apart"),
    [("$40 billion", 40.0, True), ("$44 billion", 44.0, False), ("$50 billion", 50.0, True)],
    ids=["7.5 above", "6.8 within rounding", "6.0 below"],
)
def test_a_rate_stands_apart_only_beyond_its_own_rounding(dollars, amount, apart):
    rates = implied_rates(
        printed_funds(
            ("RMB 6650 billion", "$1000 billion", 6650.0, 1000.0),
            ("RMB 6750 billion", "$1000 billion", 6750.0, 1000.0),
            ("RMB 300 billion", dollars, 300.0, amount),
        )
    )
    assert bool(rates["apart"].iloc[2]) is apart


@given(st.lists(st.tuples(st.integers(10, 2000), st.integers(2, 300)), min_size=1, max_size=6))
def test_a_rate_lies_within_its_rounding_and_order_does_not_matter(pairs):
    rows = printed_funds(
        *((f"RMB {r} billion", f"${u} billion", float(r), float(u)) for r, u in pairs)
    )
    rates = implied_rates(rows)
    assert rates["rate"].between(rates["rate_low"], rates["rate_high"]).all()
    turned = implied_rates(rows[::-1])
    pd.testing.assert_frame_equal(turned[::-1], rates)


def test_no_published_pair_of_amounts_stands_apart(record):
    rates = implied_rates(record["funds"])
    assert rates["median"].iloc[0] == pytest.approx(300 / 44.8)
    assert not rates["apart"].any()
    assert rates["rate"].notna().sum() == 7
    assert rates.loc[rates["several_policies"], "name"].tolist() == [
        "The Special Constructive Funds"
    ]
