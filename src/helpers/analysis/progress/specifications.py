"""The specification grid: base, target, method, rounding corner and sampling error, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import pandas as pd

from helpers.analysis.comparison.inputs import ComparisonInputs
from helpers.analysis.comparison.path_choices import path_choices
from helpers.analysis.comparison.sampling import DESIGN_EFFECTS, wilson_intervals
from helpers.analysis.progress.assess import records_of
from helpers.analysis.progress.methods import METHODS, assess

COLUMNS = [
    "indicator_id",
    "report_year",
    "base_year",
    "target_year",
    "method",
    "corner",
    "sampling",
    "observed",
    "value",
    "class",
    "enough",
    "observation_id",
]
# Classes in which a rule says that the pace so far is enough, whatever its words.
ENOUGH = {
    "cagr_ratio": ("substantial_progress", "target_achieved"),
    "logit_ratio": ("substantial_progress", "target_achieved"),
    "un_share": ("on_track_or_met",),
    "acceleration": ("on_track",),
    "sdsn": ("on_track_or_maintaining",),
    "extrapolation": ("sun", "slightly_cloudy"),
}
ENDS = ("low", "high")
PRINTED = "printed"
NO_SAMPLING = "none"


def specifications(inputs: ComparisonInputs, sample: int = 30_000) -> pd.DataFrame:
    """Every specification of every observation that a rule can assess.

    A specification is a base year, a target year, a method, a corner of the rounding box (observed,
    base and target each at an end of its interval, or all as printed) and, for shares, an end of
    the sampling interval under a design effect (or none). It says how the verdict hangs on choices;
    it is no probability.

    Parameters
    ----------
    inputs
        Observations, milestones and the paths chosen; rules play no part.
    sample
        Enterprises behind a share.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``; `enough` is True where the rule says that the pace so far suffices
        (``ENOUGH``). Rows that a rule cannot assess are left out.
    """
    grid = path_choices(inputs)
    grid = grid[grid["value"].notna() & (grid["comparable"] != "no")]
    if grid.empty:
        return pd.DataFrame(columns=COLUMNS)
    variants = pd.concat(
        [
            _at_corner(_sampled(grid, sampling, sample), corner)
            for sampling, corner in product(_samplings(), _corners())
        ]
    ).dropna(subset="value")
    records = records_of(variants, inputs.points, inputs.observations)
    parts = [_assessed(name, variants, records) for name in METHODS if name in ENOUGH]
    table = pd.concat(parts).assign(report_year=inputs.choices.report_year)
    order = [
        "indicator_order", "observation_id", "base_year", "target_year", "method_order",
        "corner_order", "sampling_order",
    ]  # fmt: skip
    return table.sort_values(order, ignore_index=True)[COLUMNS]


def _corners() -> list[tuple[str, ...]]:
    """Return the printed point and the eight corners of observed, base and target."""
    return [(), *product(ENDS, repeat=3)]


def _samplings() -> list[tuple[float, str] | None]:
    """Return no sampling error, and each end of the interval under each design effect."""
    return [None, *product(DESIGN_EFFECTS, ENDS)]


def _at_corner(grid: pd.DataFrame, corner: tuple[str, ...]) -> pd.DataFrame:
    """Return the path choices with observed, base and target at the ends named."""
    names = ("value", "value_base", "value_target")
    moved = {
        name: grid[name.replace("value", end)] for name, end in zip(names, corner, strict=False)
    }
    shift = grid["shift"]
    table = grid.assign(**moved)
    return table.assign(
        value=table["value"] + shift,
        corner="-".join(corner) or PRINTED,
        corner_order=_corners().index(corner),
    )


def _sampled(grid: pd.DataFrame, sampling: tuple[float, str] | None, sample: int) -> pd.DataFrame:
    """Return the rows with the shift an end of a sampling interval gives; NaN where no share."""
    table = grid.assign(sampling_order=_samplings().index(sampling))
    if sampling is None:
        return table.assign(shift=0.0, sampling=NO_SAMPLING)
    effect, end = sampling
    shift = [
        float(wilson_intervals(value, sample, [effect])[end].iloc[0]) - value
        if scale == "percent"
        else np.nan
        for value, scale in zip(grid["value"], grid["scale"], strict=True)
    ]
    return table.assign(shift=shift, sampling=f"design effect {effect:g}, {end} end")


def _assessed(name: str, variants: pd.DataFrame, records) -> pd.DataFrame:  # type: ignore[no-untyped-def]
    """Return the variants one method can assess, with value, class and verdict."""
    result = assess(name, records)
    table = variants.assign(
        observed=variants["value"],
        method=name,
        method_order=list(METHODS).index(name),
        value=result.value,
        **{"class": result.classes},
        enough=np.isin(result.classes, ENOUGH[name]),
    )
    return table[result.assessable]


def agreement(specifications: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """How many specifications say that the pace is enough, by observation and further columns.

    Returns
    -------
    DataFrame
        indicator_id, `by`, enough, specifications; in the order of `specifications`.
    """
    keys = ["indicator_id", *by]
    return (
        specifications.groupby(keys, sort=False)["enough"]
        .agg(enough="sum", specifications="size")
        .reset_index()
    )
