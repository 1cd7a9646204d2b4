"""A bound is shown with its sign beside the figure as printed."""

import pytest

from helpers.present.facts.verdicts import observed_figure


@pytest.mark.parametrize(
    ("qualifier", "shown"),
    [("exact", "53"), ("about", "53"), ("over", ">53"), ("at_least", "≥53"), ("under", "<53"),
     ("at_most", "≤53")],
)  # fmt: skip
def test_an_observed_bound_is_shown_with_its_sign(qualifier, shown):
    assert observed_figure({"observed": 53.0, "decimals": 0, "qualifier": qualifier}) == shown
