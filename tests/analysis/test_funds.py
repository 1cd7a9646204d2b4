"""Funds: how far a rate lies from the median, and what exactly stands apart."""

import pandas as pd
import pytest

from helpers.analysis.funds import SEVERAL_POLICIES, implied_rates


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
        # 31.5 / 4.5 is 7 at the least.
        ((32, 4), [(700, 100), (600, 100)], False),
        ((32, 4), [(699, 100), (600, 100)], True),
        # 17.5 / 3.5 is 5 at the most.
        ((17, 4), [(500, 100), (600, 100)], False),
        ((17, 4), [(501, 100), (600, 100)], True),
    ],
    ids=["touches the highest", "above", "touches the lowest", "below"],
)
def test_an_interval_that_touches_the_range_of_the_others_does_not_stand_apart(own, others, apart):
    rates = implied_rates(funds(own, *others))
    assert bool(rates["apart"].iloc[0]) is apart


def test_money_for_other_policies_too_is_told_by_its_purpose():
    words = f"for {SEVERAL_POLICIES} at once", "for several plants"
    found = implied_rates(funds((600, 100), (700, 100), purpose=words))
    assert found["several_policies"].tolist() == [True, False]
