"""The observations of one year on the scale of comparison."""

from __future__ import annotations

import pandas as pd

from helpers.analysis.comparison.scales import needed_for, scaled_observations

READ = ["indicator_id", "observation_id", "year", "value", "unit", "qualifier", "decimals",
        "series", "comparable"]  # fmt: skip
SHOWN = ["observation_id", "indicator_id", "year", "value", "low", "high", "decimals", "qualifier",
         "comparable", "reason", "series"]  # fmt: skip
NO_SERIES = "its series, {}, is not the plan's, and nothing shows that the two may be compared"


def observed_values(
    observations: pd.DataFrame, points: pd.DataFrame, indicators: pd.DataFrame, report_year: int
) -> pd.DataFrame:
    """Observations of the report year on the scale of comparison, by indicator and id.

    Parameters
    ----------
    observations, points, indicators, report_year
        As in ``inputs.ComparisonInputs``.

    Returns
    -------
    DataFrame
        What ``path_choices.path_choices`` says of an observation, and `observation_order`, its
        place.
    """
    needed = needed_for(observations[READ], indicators, report_year)
    scaled = scaled_observations(needed, points, indicators)
    named = indicators[["indicator_id"]].assign(
        indicator_order=range(len(indicators)),
        sign=indicators["better"].map({"higher": 1.0, "lower": -1.0}),
    )
    observed = scaled.loc[scaled["year"] == report_year, SHOWN].merge(named, on="indicator_id")
    known = (observed["comparable"] != "no") | (observed["reason"] != "")
    observed["reason"] = observed["reason"].where(known, observed["series"].map(NO_SERIES.format))
    observed = observed.drop(columns="series").sort_values(
        ["indicator_order", "observation_id"], ignore_index=True
    )
    return observed.assign(observation_order=observed.index)
