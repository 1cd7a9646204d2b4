"""Table of past targets: each observation beside the targets of earlier years than its own."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.comparison.inputs import ComparisonInputs
from helpers.analysis.comparison.position import position
from helpers.analysis.comparison.rounding import last_digit
from helpers.analysis.comparison.trajectories import target_points
from helpers.data.tables.assessment import PAST_TARGETS

# A value that rounds to the target itself has met it.
OUTCOMES = {"ahead": "met", "on_path": "met", "behind": "missed"}


def past_targets(inputs: ComparisonInputs) -> pd.DataFrame:
    """Say of each target year before the report year whether the reported value meets its target.

    Returns
    -------
    DataFrame
        Columns of ``PAST_TARGETS``, a row an observation and past target, in the order of the
        indicators, observations and years, on the scale of comparison. `gap` is d (y - yT), with
        d = +1 where higher is better, else -1; its ends take report and target at the ends of
        their rounding intervals. `outcome` is ``met`` or ``missed`` where the whole interval says
        so or the value rounds to the target, else ``too_close_to_say`` or ``not_comparable``.
    """
    targets = target_points(inputs.points, inputs.choices.target_years)
    targets = targets[targets["year"] < inputs.choices.report_year]
    columns = ["indicator_id", "year", "value", "low", "high", "scale"]
    rows = inputs.observed.merge(targets[columns], on="indicator_id", suffixes=("", "_target"))
    rows = rows.sort_values(["observation_order", "year_target"])
    above, below = rows["low"] - rows["high_target"], rows["high"] - rows["low_target"]
    higher = rows["sign"] > 0
    table = rows.assign(
        report_year=rows["year"],
        target_year=rows["year_target"],
        observed=rows["value"],
        target=rows["value_target"],
        gap=rows["sign"] * (rows["value"] - rows["value_target"]),
        gap_low=np.where(higher, above, -below),
        gap_high=np.where(higher, below, -above),
    )
    half = last_digit(rows)
    found = position(
        table["gap"], table["gap_low"], table["gap_high"], half, rows["comparable"] != "no"
    )
    table["outcome"] = [OUTCOMES.get(name, name) for name in found.tolist()]
    return table[PAST_TARGETS.names]
