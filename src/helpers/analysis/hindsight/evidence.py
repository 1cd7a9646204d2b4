"""Evidence rows as claims: what each says about one target, in the target's own terms.

A level stands as it is. A change since the base year is chained: a later change is multiplied onto
every value of its series for the year it counts from, and the interval takes in all of them. A
change in points is the level less that of the base year.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.intervals import Interval, figure_interval, half_unit
from helpers.analysis.hindsight.later import CHANGES, VALUE_STATUSES
from helpers.data.raw import references
from helpers.data.tables.evidence import GRADES

FIRM = ("A", "B")
# Units of a change since a base year, in the target's own terms.
CHANGE, POINTS = "percent", "percentage_points"
# Size of a unit in the first unit of its row; only units of one row can be compared. Of one size a
# figure is taken as it stands, and keeps its unit.
FAMILIES: tuple[dict[str, float], ...] = (
    {"RMB million": 1.0, "RMB billion": 1e3, "RMB trillion": 1e6},
    {"percent": 1.0, "per 100 households": 1.0},
)
# How a period names the part of the year it ends with, and how many parts a year has.
PARTS_OF_YEAR = ((r"\d{4}-(\d{2})(?!\d)", 12), (r"Q(\d)", 4), (r"H(\d)", 2))
# A month at the end of a year gives its level; a quarter or half may be a flow of its own.
ENDS_WITH_YEAR = ("year", "period", "month")
# How a period says that the year of its figure is unknown; `year` is then that of the statement.
UNDATED = "year not stated"
# A value whose part of the year is not stated is placed in its middle.
UNKNOWN_PART = 0.5


@dataclass(frozen=True)
class Claim:
    """One value somebody gives for what a target asks.

    `ids` are the rows it rests on; `interval` is None where it cannot be brought to the terms of
    the target, and `year` is None where no year is stated. `date` is the year for its end,
    `period` the time as the evidence states it, and `about` tells a figure given as roughly so.
    `unit` is that of `value`: the target's, or its own where the figure is taken as it stands.
    """

    ids: tuple[str, ...]
    year: int | None
    date: float
    period: str
    whole: bool
    value: float
    high: float
    unit: str
    about: bool
    interval: Interval | None
    status: str
    grade: str
    comparability: str
    definition: str
    series: str
    variant: str
    conflicts: tuple[str, ...]
    note: str

    @property
    def qualifier(self) -> str:
        """How exact `value` is as a number: a fall of at least 20 is at most -20; "" for none."""
        ends = self.interval
        if ends is None:
            return ""
        if math.isinf(ends.high):
            return "over" if ends.low_open else "at_least"
        if math.isinf(ends.low):
            return "under" if ends.high_open else "at_most"
        return "about" if self.about else "exact"

    @property
    def is_undated(self) -> bool:
        """Whether the evidence tells when the value was stated, not which year it speaks of."""
        return UNDATED in self.period


def worst(grades: Iterable[str]) -> str:
    """Return the lowest of some grades; "" of none."""
    return max(grades, key=GRADES.index, default="")


def claims_of(records: Iterable[Mapping[Any, Any]], unit: str) -> list[Claim]:
    """Claims about a level or a count.

    Parameters
    ----------
    records
        Rows of target_evidence or indicator_evidence about one target, as mappings by column.
    unit
        Unit of the target; a value in another that cannot be converted stays without interval.

    Returns
    -------
    list of Claim
        One a row, in their order.
    """
    return [_claim(row, _factor(row["unit"], unit), unit) for row in records]


def claims_of_change(rows: pd.DataFrame, base_year: int) -> list[Claim]:
    """Claims about a change in percent since a base year, chained where a row counts from later.

    Parameters
    ----------
    rows
        Rows of indicator_evidence about one indicator.
    base_year
        Year the target counts from.
    """
    dated = rows.sort_values(["year", "evidence_id"], kind="stable").to_dict("records")
    chained: list[Claim] = []
    for row in dated:
        change = replace(_claim(row, 1.0, CHANGE), unit=CHANGE)
        step, claim = change.interval, replace(change, interval=None)
        if row["unit"] in CHANGES and step is not None and change.whole:
            counted = row["unit"] == "percent_over_period"
            start = row["base_year"] if counted else row["year"] - 1
            origins = _origins(change, start, chained)
            if start == base_year:
                claim = change
            elif origins:
                claim = _product(change, step, origins)
        chained.append(claim)
    return chained


def claims_of_points(rows: pd.DataFrame, base_year: int) -> list[Claim]:
    """Claims about a change in percentage points: levels less the level of the base year.

    Parameters
    ----------
    rows
        Rows of indicator_evidence about one indicator.
    base_year
        Year the target counts from; without an exact level for it there is no change.
    """
    levels = claims_of(rows.to_dict("records"), "percent")
    bases = {
        level.series: (level, level.interval)
        for level in levels
        if level.year == base_year and level.interval is not None and level.interval.bounded
    }
    found = []
    for level in levels:
        if level.interval is None or level.series not in bases or level.year == base_year:
            found.append(replace(level, interval=None))
            continue
        base, start = bases[level.series]
        wide = replace(
            level.interval,
            low=level.interval.low - start.high,
            high=level.interval.high - start.low,
        )
        points = replace(level, unit=POINTS)
        found.append(_resting_on(points, [base], level.value - base.value, wide))
    return found


def _claim(row: Mapping[Any, Any], factor: float | None, wanted: str) -> Claim:
    """Return the claim of one row in the wanted unit; without a factor it has no interval."""
    value, high, interval = math.nan, math.nan, None
    figure_given = not pd.isna(row["value"]) and row["qualifier"] != "direction"
    if factor is not None and figure_given:
        value, high = float(row["value"]) * factor, float(row["value_high"]) * factor
        half = half_unit(row["value"], row["value_printed"], row["qualifier"], row["unit"])
        derived = row["status"] == "derived"
        figure = figure_interval(
            float(row["value"]), float(row["value_high"]), row["qualifier"], half, derived=derived
        )
        interval = figure.times(factor)
    year = None if pd.isna(row["year"]) else int(row["year"])
    date = math.nan if year is None else _date(year, row["precision"], row["period"])
    return Claim(
        ids=tuple(references(row["evidence_id"])),
        year=year,
        date=date,
        period=row["period"],
        whole=date == year and row["precision"] in ENDS_WITH_YEAR,
        value=value,
        high=high,
        unit=row["unit"] if factor == 1.0 else wanted,
        about=row["qualifier"] == "about",
        interval=interval,
        status=row["status"],
        grade=row["grade"],
        comparability=row["comparability"],
        definition=row.get("series") or f"{row['label_printed']} ({row['population']})",
        series=row.get("series", ""),
        variant=row["variant"],
        conflicts=tuple(references(row["conflicts_with"])),
        note=row["comparability_note"],
    )


def _factor(unit: str, wanted: str) -> float | None:
    """Return what a value is multiplied by to stand in the wanted unit; None if it cannot."""
    if unit == wanted:
        return 1.0
    for family in FAMILIES:
        if unit in family and wanted in family:
            return family[unit] / family[wanted]
    return None


def _date(year: int, precision: str, period: str) -> float:
    """Return the date of a value in years: the end of its month, quarter or half, else its year."""
    if precision == "year":
        return float(year)
    for pattern, parts in PARTS_OF_YEAR:
        if ends := re.findall(pattern, period):
            return year - 1.0 + int(ends[-1]) / parts
    return float(year) if precision == "period" else year - 1.0 + UNKNOWN_PART


def _origins(change: Claim, start: float, claims: Sequence[Claim]) -> list[Claim]:
    """Return the values of a year that a later change of the same series may be multiplied onto."""
    return [
        claim
        for claim in claims
        if claim.year == start
        and claim.interval is not None
        and claim.status in VALUE_STATUSES
        and claim.grade in FIRM
        and claim.series == change.series
        and claim.comparability == change.comparability
    ]


def _product(change: Claim, step: Interval, origins: Sequence[Claim]) -> Claim:
    """Return a change multiplied onto all values it may start from."""
    starts = [claim.interval for claim in origins if claim.interval is not None]
    low = min(_growth(ends.low) for ends in starts) * _growth(step.low)
    high = max(_growth(ends.high) for ends in starts) * _growth(step.high)
    value = _growth(origins[0].value) * _growth(change.value)
    wide = replace(step, low=100.0 * (low - 1.0), high=100.0 * (high - 1.0))
    return _resting_on(change, origins, 100.0 * (value - 1.0), wide)


def _growth(percent: float) -> float:
    """Return the factor of a change in percent; nothing falls by more than all of itself."""
    return max(1.0 + percent / 100.0, 0.0)


def _resting_on(claim: Claim, others: Sequence[Claim], value: float, interval: Interval) -> Claim:
    """Return a claim computed from others, with their rows and the worst of their grades."""
    rows = dict.fromkeys(name for one in (*others, claim) for name in one.ids)
    return replace(
        claim,
        ids=tuple(rows),
        value=value,
        high=math.nan,
        about=any(one.about for one in (*others, claim)),
        interval=interval,
        status="derived" if claim.status in VALUE_STATUSES else claim.status,
        grade=worst(one.grade for one in (*others, claim)),
    )
