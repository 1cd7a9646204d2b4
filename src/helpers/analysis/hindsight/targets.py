"""The targets with a year: what each asks for, and the claims about it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.hindsight.conditions import needed_mean
from helpers.analysis.hindsight.evidence import Claim, claims_of, claims_of_change, claims_of_points
from helpers.analysis.hindsight.intervals import target_bound
from helpers.analysis.hindsight.two_rates import plan_basis_rows
from helpers.analysis.hindsight.variant_outcome import STAYS, Aim

# The figure of these is the date itself.
DATES = ("time_to_goal", "years_since_founding")
NO_FIGURE = {
    "goal_without_figure": "a goal without a figure",
    "threshold": "only says what another target counts",
    "definition": "only says how another figure is meant",
}
# Evidence rows that carry what a target would need, not a value of it.
CONDITION_SERIES = ("energy-use-needed",)


@dataclass(frozen=True)
class Target:
    """A target with a year, as printed, and the evidence about it."""

    row: Mapping[Any, Any]
    aim: Aim | None
    claims: Sequence[Claim]
    further: Sequence[str] = ()


class EvidenceByTarget:
    """Rows of target_evidence as mappings, found by their targets without going through all."""

    def __init__(self, evidence: pd.DataFrame) -> None:
        """Read the rows once."""
        self._records = evidence.to_dict("records")
        self._places: dict[str, list[int]] = {}
        for place, row in enumerate(self._records):
            self._places.setdefault(row["target_id"], []).append(place)

    def about(self, *names: str) -> list[Mapping[Any, Any]]:
        """Return the rows about some targets, in the order of the table."""
        places = sorted(place for name in names for place in self._places.get(name, ()))
        return [self._records[place] for place in places]


def targets_of(
    tables: Mapping[str, pd.DataFrame], record: Mapping[str, pd.DataFrame]
) -> list[Target]:
    """Every target with a year: indicators, programmes, roadmap, each in the order of its table.

    Parameters
    ----------
    tables
        Needs indicators and milestones of the plan.
    record
        Needs roadmap_targets, roadmap_pairs, programme_targets, target_evidence and
        indicator_evidence. Where a rate's label is shown to have shifted, its values on the plan's
        own basis are variants of their own (``two_rates.plan_basis_rows``).
    """
    by_target = EvidenceByTarget(record["target_evidence"])
    published = record["indicator_evidence"]
    rebased = plan_basis_rows(published, tables["milestones"])
    return [
        *_indicator_targets(tables, pd.concat([published, rebased], ignore_index=True)),
        *_programme_targets(record["programme_targets"], by_target),
        *_roadmap_targets(record, by_target),
    ]


def _indicator_targets(
    tables: Mapping[str, pd.DataFrame], evidence: pd.DataFrame
) -> Iterator[Target]:
    """Yield the targets of the indicator table."""
    entries = tables["indicators"].set_index("indicator_id")
    milestones = tables["milestones"]
    for row in milestones[milestones["role"] == "target"].to_dict("records"):
        name, year = row["indicator_id"], int(row["year"])
        entry = entries.loc[name]
        own = evidence[evidence["indicator_id"] == name]
        needed = own["series"].isin(CONDITION_SERIES) & (own["year"] == year)
        further = [
            f"{one['label_printed']}: {one['value']:g} %" for one in own[needed].to_dict("records")
        ]
        own = own[~own["series"].isin(CONDITION_SERIES)]
        bound = target_bound(
            row["value"], math.nan, row["qualifier"], entry["unit"], row["printed_zh"],
            entry["better"],
        )  # fmt: skip
        claims, more = _indicator_claims(own, entry, row)
        printed = {
            "target_id": f"{name}-{year}",
            "kind": "indicator",
            "indicator_id": name,
            "sector_no": math.nan,
            "year": year,
            "target": row["value"],
            "target_high": math.nan,
            "target_qualifier": row["qualifier"],
            "unit": entry["unit"],
            "role": "target",
            "target_printed": row["printed_zh"],
            "doubt": "",
        }
        yield Target(printed, Aim(bound, year, name), claims, [*further, *more])


def _indicator_claims(
    evidence: pd.DataFrame, entry: pd.Series, target: Mapping[Any, Any]
) -> tuple[list[Claim], list[str]]:
    """Return the claims about one indicator in the target's own terms, and further conditions."""
    if entry["target_kind"] == "level":
        return claims_of(evidence.to_dict("records"), entry["unit"]), []
    base_year, year = int(target["base_year"]), int(target["year"])
    if entry["target_kind"] == "period_mean":
        records = evidence.to_dict("records")
        growths = [
            claim
            for claim in claims_of(records, "percent_on_previous_year")
            if claim.interval is not None
            and claim.comparability != "different"
            and base_year < claim.date <= year
        ]
        more = []
        if growths:
            known = [claim.value for claim in growths]
            rest = needed_mean(target["value"], year - base_year, known)
            named = ", ".join(f"{claim.value:g} % in {claim.year}" for claim in growths)
            more = [f"would need {rest:.1f} % a year in the other years, beside {named}"]
        return claims_of(records, entry["unit"]), more
    if entry["unit"] == "percentage_points":
        return claims_of_points(evidence, base_year), []
    return claims_of_change(evidence, base_year), []


def _programme_targets(targets: pd.DataFrame, evidence: EvidenceByTarget) -> Iterator[Target]:
    """Yield the dated targets and goals of the plan's text and boxes."""
    for row in targets.to_dict("records"):
        own = evidence.about(row["target_id"])
        yield _text_target(row, "programme", math.nan, row["printed_zh"], own)


def _roadmap_targets(
    record: Mapping[str, pd.DataFrame], evidence: EvidenceByTarget
) -> Iterator[Target]:
    """Yield the figures of the roadmap.

    A strict pair is the same item and measure in both years: its evidence serves both targets. Not
    where an attainment is asked for: that one class is reached says nothing about the next.
    """
    pairs = record["roadmap_pairs"]
    strict = pairs[pairs["match"] == "strict"]
    partner = dict(zip(strict["target_id_2020"], strict["target_id_2025"], strict=True))
    partner |= {later: earlier for earlier, later in partner.items()}
    for row in record["roadmap_targets"].to_dict("records"):
        names = [row["target_id"]]
        if row["measure"] not in STAYS:
            names += [partner[name] for name in names if name in partner]
        own = evidence.about(*names)
        yield _text_target(row, "roadmap", row["sector_no"], row["value_printed"], own)


def _text_target(
    row: Mapping[Any, Any],
    kind: str,
    sector: Any,
    printed: str,
    evidence: Sequence[Mapping[Any, Any]],
) -> Target:
    """Return a target of running text with its claims."""
    judged = row["role"] not in NO_FIGURE and row["measure"] not in DATES
    bound = (
        target_bound(row["value"], row["value_high"], row["qualifier"], row["unit"], printed)
        if judged
        else None
    )
    found = {
        "target_id": row["target_id"],
        "kind": kind,
        "indicator_id": "",
        "sector_no": sector,
        "year": row["year"],
        "target": row["value"],
        "target_high": row["value_high"],
        "target_qualifier": row["qualifier"],
        "unit": row["unit"],
        "role": row["role"],
        "target_printed": printed,
        "doubt": row["suspect_note"] if row["suspect"] else "",
    }
    aim = Aim(bound, int(row["year"]), row["measure"]) if bound else None
    return Target(found, aim, claims_of(evidence, row["unit"]))
