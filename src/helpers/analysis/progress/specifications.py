"""The specification grid: base, target, method, rounding corner and sampling error, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.comparison.inputs import ComparisonInputs
from helpers.analysis.comparison.path_choices import path_choices
from helpers.analysis.comparison.sampling import DESIGN_EFFECTS, wilson_ends
from helpers.analysis.progress.assess import records_of
from helpers.analysis.progress.methods import METHODS, assess
from helpers.analysis.progress.records import Floats, Records
from helpers.data.tables.assessment import SPECIFICATIONS

ENDS = ("low", "high")
PRINTED = "printed"
NO_SAMPLING = "none"
# What a specification chooses beside the rule.
CHOICES = ["base_year", "target_year", "corner", "sampling"]


def specifications(inputs: ComparisonInputs) -> pd.DataFrame:
    """Every specification of every observation that a rule can assess.

    A specification is a base year, a target year, a method, a corner of the rounding box (observed,
    base and target each at an end of its interval, or all as printed) and, for a rate of sampled
    enterprises, an end of the sampling interval under a design effect (or none). It says how the
    verdict hangs on choices; it is no probability.

    Parameters
    ----------
    inputs
        Observations, milestones and the paths chosen; rules play no part. Sampling error enters
        where the table of indicators names a sample.

    Returns
    -------
    DataFrame
        Columns as declared in ``helpers.data.tables``. Rows that a rule cannot assess are left
        out, and so are rules without classes.
    """
    grid = path_choices(inputs)
    grid = grid[grid["value"].notna() & (grid["comparable"] != "no")]
    if grid.empty:
        return pd.DataFrame(columns=SPECIFICATIONS.names)
    samples = grid["indicator_id"].map(inputs.indicators.set_index("indicator_id")["sample"])
    variants = (
        grid.assign(sample=samples.astype(float), row=range(len(grid)))
        .merge(_corners(), how="cross")
        .merge(_samplings(), how="cross")
    )
    variants = variants[variants["sample"].notna() | (variants["sampling"] == NO_SAMPLING)]
    variants = variants.assign(
        observed=_at_end(variants, "") + _sampling_shift(variants),
        value_base=_at_end(variants, "_base"),
        value_target=_at_end(variants, "_target"),
    )
    records = records_of(variants.assign(value=variants["observed"]), inputs)
    parts = [
        _assessed(name, order, variants, records)
        for order, name in enumerate(METHODS)
        if METHODS[name].enough
    ]
    table = pd.concat(parts).assign(report_year=inputs.choices.report_year)
    order = ["row", "method_order", "corner_order", "sampling_order"]
    return table.sort_values(order, ignore_index=True)[SPECIFICATIONS.names]


def _corners() -> pd.DataFrame:
    """Return the printed point and the eight corners of observed, base and target."""
    ends = [(PRINTED,) * 3, *product(ENDS, repeat=3)]
    table = pd.DataFrame(ends, columns=["end", "end_base", "end_target"])
    names = [PRINTED, *map("-".join, ends[1:])]
    return table.assign(corner=names, corner_order=range(len(ends)))


def _samplings() -> pd.DataFrame:
    """Return no sampling error, and each end of the interval under each design effect."""
    rows = [(NO_SAMPLING, np.nan, "")]
    rows += [(f"design effect {effect:g}, {end} end", effect, end)
             for effect, end in product(DESIGN_EFFECTS, ENDS)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["sampling", "design_effect", "sampling_end"])
    return table.assign(sampling_order=range(len(rows)))


def _at_end(variants: pd.DataFrame, point: str) -> Floats:
    """Return one of the three figures at the end its corner names; `point` is its suffix."""
    end = variants[f"end{point}"]
    figures = [variants[f"{name}{point}"] for name in ENDS]
    return np.select([end == name for name in ENDS], figures, variants[f"value{point}"])


def _sampling_shift(variants: pd.DataFrame) -> Floats:
    """Return how far the end of the sampling interval lies from the share; 0 without one."""
    low, high = wilson_ends(variants["value"], variants["sample"] / variants["design_effect"])
    end = np.where(variants["sampling_end"] == "low", low, high)
    return np.where(variants["sampling"] == NO_SAMPLING, 0.0, end - variants["value"])


def _assessed(name: str, order: int, variants: pd.DataFrame, records: Records) -> pd.DataFrame:
    """Return the variants one method can assess, with value, class and verdict."""
    result = assess(name, records)
    table = variants.assign(
        method=name,
        method_order=order,
        value=result.value,
        **{"class": result.classes},
        enough=np.isin(result.classes, METHODS[name].enough),
    )
    return table[result.assessable]


def as_printed(specifications: pd.DataFrame) -> pd.DataFrame:
    """The specifications of the printed values themselves: one rating a rule and pair of years."""
    printed = specifications["corner"] == PRINTED
    return specifications[printed & (specifications["sampling"] == NO_SAMPLING)]


def agreement(specifications: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """How many specifications say that the pace is enough, by observation and further columns.

    Returns
    -------
    DataFrame
        observation_id, indicator_id, `by`, enough, specifications; in the order of
        `specifications`.
    """
    keys = ["observation_id", "indicator_id", *by]
    return (
        specifications.groupby(keys, sort=False)["enough"]
        .agg(enough="sum", specifications="size")
        .reset_index()
    )


def family_agreement(specifications: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """How many specifications say that the pace is enough, each family of rules counted once.

    Parameters
    ----------
    specifications
        Result of `specifications`.
    by
        Choices to count apart, of ``CHOICES``.

    Returns
    -------
    DataFrame
        observation_id, indicator_id, `by`, family; `enough`, where every rule of it says so;
        `split`, where its rules contradict each other; `specifications`, how many the family could
        assess. In the order of `specifications`.
    """
    families = specifications["method"].map(lambda name: METHODS[name].family)
    keys = ["observation_id", "indicator_id", *by, "family"]
    choices = [*keys, *(name for name in CHOICES if name not in by)]
    cells = specifications.assign(family=families).groupby(choices, sort=False)["enough"]
    verdicts = cells.agg(["all", "any"]).astype(bool).reset_index()
    verdicts["split"] = verdicts["any"] & ~verdicts["all"]
    return (
        verdicts.groupby(keys, sort=False)
        .agg(enough=("all", "sum"), split=("split", "sum"), specifications=("all", "size"))
        .reset_index()
    )


def rule_verdicts(specifications: pd.DataFrame) -> pd.DataFrame:
    """What the rules say of each observation: as printed, then by family.

    Returns
    -------
    DataFrame
        observation_id; `ratings` of the printed values, and `enough`, how many of them call the
        pace enough; `families`, a tuple of the rows of `family_agreement` as dictionaries.
    """
    printed = agreement(as_printed(specifications)).rename(columns={"specifications": "ratings"})
    families: dict[str, tuple[dict[Any, Any], ...]] = {}
    for row in family_agreement(specifications).to_dict("records"):
        families[row["observation_id"]] = (*families.get(row["observation_id"], ()), row)
    return printed.drop(columns="indicator_id").assign(
        families=printed["observation_id"].map(families)
    )
