"""Programmes: which targets of the plan meet a reported figure of the same kind, and how far."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.analysis.comparison.verdicts import verdicts
from helpers.data.numbers import numbers_in

INDICATOR_REF = re.compile(r"indicator (?P<subject>\w+), (?P<year>\d{4}), (?P<figure>.+)")
BOX_REF = re.compile(r"(?P<subject>box \d+) .+, (?P<year>\d{4}), (?P<figure>.+)")
TARGET = ("target_id", "indicator_id", "target_year", "target", "target_qualifier", "target_figure")
REPORT = ("item", "value", "unit", "qualifier", "value_printed", "as_of", "as_of_printed")
POSITION = ("paths", "above", "ahead", "behind", "expected_low", "expected_high", "verdict")
ENERGY = "energy_intensity"
# Index of the base year of a change, as in the comparison.
START = 100.0
# The plan's two durations date its steps; they are no result that a report could hold.
DURATION = "years"
REPORT_SOURCE, LISTS, APPENDICES = "miit_2017", "chamber_2017", r"Appendix [12]\b"


@dataclass(frozen=True)
class Programmes:
    """Pairings of targets and reports, programme targets with their answers, energy falls."""

    paired: pd.DataFrame
    targets: pd.DataFrame
    falls: pd.DataFrame


def programmes(
    record: Mapping[str, pd.DataFrame], milestones: pd.DataFrame, comparison: pd.DataFrame
) -> Programmes:
    """All results on the plan's programmes; parameters as in `delivery`."""
    paired = delivery(record, milestones, comparison)
    targets = answered_targets(record["programme_targets"], paired)
    return Programmes(paired, targets, energy_falls(comparison))


def delivery(
    record: Mapping[str, pd.DataFrame], milestones: pd.DataFrame, comparison: pd.DataFrame
) -> pd.DataFrame:
    """Every pairing of a target with a reported figure, with both figures where both are printed.

    Parameters
    ----------
    record
        Needs programme_delivery, programme_targets and programme_reports.
    milestones
        Table of the edition, for the targets of the indicators.
    comparison
        Result of ``comparison.comparison``, for the positions of the indicators.

    Returns
    -------
    DataFrame
        In the order of the record. Columns of programme_delivery; ``TARGET``, missing where the
        plan prints no single figure; ``REPORT`` of the figure reported; ``POSITION`` over all
        paths toward that target year, missing where the pairing is not comparable or the plan
        prints no path.
    """
    pairs = record["programme_delivery"].reset_index(drop=True)
    targets = pd.DataFrame(
        [_target(ref, record["programme_targets"], milestones) for ref in pairs["target_ref"]],
        columns=list(TARGET),
    ).astype({"target_year": float, "target": float})
    reported = record["programme_reports"][["figure_id", *REPORT]]
    paired = (
        pd.concat([pairs, targets], axis=1)
        .merge(reported, left_on="reported_ref", right_on="figure_id", how="left")
        .drop(columns="figure_id")
        .merge(_positions(comparison), on=["indicator_id", "target_year"], how="left")
    )
    # A figure of another kind must not inherit the position of the indicator it is held against.
    paired.loc[~paired["comparable"], list(POSITION)] = None
    return paired


def _target(ref: str, programme_targets: pd.DataFrame, milestones: pd.DataFrame) -> tuple:
    """Return the values of ``TARGET`` for a reference; missing where it names no one figure."""
    found = INDICATOR_REF.fullmatch(ref) or BOX_REF.fullmatch(ref)
    if not found:
        return (None,) * len(TARGET)
    subject, year, figure = found["subject"], int(found["year"]), found["figure"]
    indicator = subject if found.re is INDICATOR_REF else None
    own = (
        milestones[(milestones["indicator_id"] == subject) & (milestones["year"] == year)]
        if indicator
        else programme_targets[
            programme_targets["programme"].str.startswith(f"{subject} ")
            & (programme_targets["year"] == year)
            & programme_targets["value"].abs().isin(numbers_in(figure))
        ]
    )
    if len(own) != 1:
        return None, indicator, year, None, None, figure
    only = own.iloc[0]
    return only.get("target_id"), indicator, year, only["value"], only["qualifier"], figure


def _positions(comparison: pd.DataFrame) -> pd.DataFrame:
    """Return what all paths toward one target year say together, by indicator."""
    parts = [
        verdicts(own).assign(target_year=year) for year, own in comparison.groupby("target_year")
    ]
    columns = ["indicator_id", "target_year", *POSITION]
    return pd.concat(parts)[columns] if parts else pd.DataFrame(columns=columns)


def answered_targets(programme_targets: pd.DataFrame, paired: pd.DataFrame) -> pd.DataFrame:
    """The plan's dated programme targets with a figure, and the reported figure that fits each.

    Parameters
    ----------
    programme_targets
        Table of the record. Goals without a figure and durations are left out.
    paired
        Result of `delivery`.

    Returns
    -------
    DataFrame
        In the order of the plan; `reported` is missing where the report prints nothing comparable.
    """
    dated = programme_targets[
        (programme_targets["role"] == "target")
        & programme_targets["value"].notna()
        & (programme_targets["unit"] != DURATION)
    ]
    fitting = paired[paired["comparable"] & paired["target_id"].notna()]
    fitting = fitting[["target_id", "value", "as_of_printed"]].rename(columns={"value": "reported"})
    columns = ["target_id", "programme", "item", "year", "value", "unit", "qualifier", "note"]
    return dated[columns].merge(fitting, on="target_id", how="left")


def energy_falls(comparison: pd.DataFrame) -> pd.DataFrame:
    """The reported fall of energy per unit of value added, and the fall each path asks for.

    All falls are in percent of the base year and positive. With the index I of the comparison
    (base year = 100), a fall is 100 - I; the gap is the reported less the asked fall.

    Returns
    -------
    DataFrame
        One row a path: base_year, target_year, report_year, rule; reported and asked fall, each
        with the ends of its rounding interval; gap and position as in the comparison; `verdict`,
        what all paths say together, as in ``verdicts``.
    """
    own = comparison[comparison["indicator_id"] == ENERGY]
    elapsed = own["report_year"] - own["base_year"]
    falls = own[["base_year", "target_year", "report_year", "rule"]].assign(
        reported=START - own["observed"],
        reported_low=-own["pace_high"] * elapsed,
        reported_high=-own["pace_low"] * elapsed,
        asked=START - own["expected"],
    )
    # gap_low is the least reported fall less the largest fall asked for, and so on.
    falls["asked_low"] = falls["reported_high"] - own["gap_high"]
    falls["asked_high"] = falls["reported_low"] - own["gap_low"]
    falls["verdict"] = verdicts(own)["verdict"].iloc[0] if len(own) else None
    return falls.join(own[["gap", "gap_low", "gap_high", "position"]]).reset_index(drop=True)


def open_doubts(discrepancies: pd.DataFrame) -> pd.DataFrame:
    """Doubts the sources leave open in MIIT's report and in the lists of policies and funds."""
    lists = (discrepancies["source_id"] == LISTS) & discrepancies["locator"].str.match(APPENDICES)
    report = discrepancies["source_id"] == REPORT_SOURCE
    unsettled = discrepancies["status"] == "open"
    return discrepancies[unsettled & (report | lists)].reset_index(drop=True)
