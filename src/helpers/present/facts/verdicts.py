"""What all paths together say of a value: counts, ranges, the next target, past targets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.analysis.edition_tables import Results
from helpers.present.numbers import BOUND_SIGNS, as_printed, enough_decimals, span
from helpers.present.texts.blocks import Facts, of_rows, phrase, say
from helpers.present.texts.passage import Passage

TEMPLATE = "verdicts"
FIRM = ("ahead", "behind")
# So many values are told one by one; of more there is a table.
MOST_TOLD = 12
COUNTED = ("ahead", "behind", "too_close_to_say", "on_path", "not_comparable")
Ends = tuple[float, float]
Row = Mapping[Any, Any]


class AgreementFacts(Facts, template=TEMPLATE, block="agreement"):
    """On how many paths a value lies where.

    `side` is the position on all paths but the `undecided` ones, "" where paths differ; `counts`
    are then the positions with their numbers of paths, most first. `is_bound` tells that a bound
    was reported, which leaves open what is undecided.
    """

    side: str
    paths: int
    undecided: int
    is_bound: bool
    counts: list[tuple[str, int]]


@dataclass(frozen=True)
class Measured:
    """A reported value as printed, and the ranges over its paths, on the scale of comparison.

    `needed` is what the paths have in the report year; `interval` is the gap with every rounding.
    """

    observed: str
    needed: Ends
    gap: Ends
    interval: Ends
    decimals: int
    scale: str


class NextTargetFacts(Facts, template=TEMPLATE, block="next_target"):
    """What the paths to the next target say, and those past it that rounding could turn.

    `agreement` is "" where every path to the next target agrees beyond rounding. `values` are those
    that the others pass in its year, and `distance` how far from the target, None on either side.
    """

    year: int
    agreement: str
    side: str = ""
    paths: int = 0
    rule: str = ""
    base_year: int = 0
    target_year: int = 0
    values: Ends = (0.0, 0.0)
    distance: Ends | None = None
    decimals: int = 1
    scale: str = ""
    target: float = 0.0


@dataclass(frozen=True)
class PastTarget:
    """A target of an earlier year and its outcome; columns of ``past_targets``."""

    name_en: str
    target: float
    target_year: int
    outcome: str


class PastFacts(Facts, template=TEMPLATE, block="past"):
    """Targets of earlier years, and the year of the values they are compared with."""

    year: int
    targets: list[PastTarget]


def agreement(verdict: Row) -> str:
    """Return on how many paths a value lies where, as every page counts them.

    Parameters
    ----------
    verdict
        A row of ``helpers.analysis.comparison.verdicts``.

    Examples
    --------
    >>> none = dict.fromkeys(COUNTED, 0) | {"paths": 12}
    >>> agreement(none | {"verdict": "leans_behind", "behind": 11, "too_close_to_say": 1})
    'behind on all 12 paths (1 within rounding)'
    >>> agreement(none | {"verdict": "depends", "behind": 5, "ahead": 7})
    'ahead on 7 of 12 paths, behind on 5'
    """
    name, total = verdict["verdict"], verdict["paths"]
    side = side_of(verdict)
    if name == name.removeprefix("leans_") and verdict.get(name) != total:
        side = ""
    counts = [(status_of(verdict, key), int(verdict[key])) for key in COUNTED if verdict[key]]
    return phrase(
        AgreementFacts(
            side=side,
            paths=total,
            undecided=total - verdict[name.removeprefix("leans_")] if side else 0,
            is_bound=is_bound(verdict),
            counts=sorted(counts, key=lambda pair: -pair[1]),
        )
    )


def is_bound(row: Row) -> bool:
    """Tell whether a value says only what is exceeded, or not."""
    return row.get("qualifier") in BOUND_SIGNS


def status_of(row: Row, position: str) -> str:
    """Return the status a position is shown as: what a bound leaves open is not rounding's doing.

    Examples
    --------
    >>> status_of({"qualifier": "over"}, "too_close_to_say"), status_of({}, "too_close_to_say")
    ('open_bound', 'too_close_to_say')
    """
    return "open_bound" if position == "too_close_to_say" and is_bound(row) else position


def side_of(verdict: Row) -> str:
    """Return where a value lies among all its paths as printed."""
    return status_of(verdict, str(verdict["verdict"])).removeprefix("leans_")


def measured(verdict: Row) -> Measured:
    """Return the ranges of a verdict."""
    gap = verdict["gap_least"], verdict["gap_most"]
    return Measured(
        observed=observed_figure(verdict),
        needed=(verdict["expected_low"], verdict["expected_high"]),
        gap=gap,
        interval=(verdict["interval_low"], verdict["interval_high"]),
        decimals=enough_decimals(verdict["decimals"], gap),
        scale=verdict["scale"],
    )


def observed_figure(row: Row) -> str:
    """Return an observed value as printed, with the sign of its bound."""
    sign = BOUND_SIGNS.get(row["qualifier"], "")
    return f"{sign}{as_printed(row['observed'], row['decimals'])}"


def range_cells(verdict: Row) -> dict[str, str]:
    """Return the ranges of a verdict as cells: observed, paths, gap, interval."""
    shown = measured(verdict)
    return {
        "observed": shown.observed,
        "paths": span(*shown.needed, shown.decimals),
        "gap": span(*shown.gap, shown.decimals, sign=True),
        "interval": span(*shown.interval, shown.decimals, sign=True),
    }


def next_target(verdict: Row, results: Results) -> str:
    """Return what the paths to the next target say where some path to a later one says less.

    A path to a later target may skip the next one: the sentence says by how much those do that the
    value cannot be told apart from.
    """
    if not verdict["verdict"].startswith("leans_"):
        return ""
    own = results.comparison[results.comparison["observation_id"] == verdict["observation_id"]]
    year = int(own["target_year"].min())
    if year == own["target_year"].max():
        return ""
    nearest = results.next_verdicts.set_index("observation_id").loc[verdict["observation_id"]]
    if nearest["verdict"] not in FIRM:
        return phrase(NextTargetFacts(year, agreement(nearest)))
    keys = ["indicator_id", "rule", "base_year", "target_year"]
    unsure = own.loc[~own["position"].isin(FIRM), keys].merge(results.skipped_targets, on=keys)
    return phrase(_skipping(unsure[unsure["year"] == year], nearest["verdict"], verdict))


def _skipping(skipped: pd.DataFrame, side: str, verdict: Row) -> NextTargetFacts:
    """Return what paths to a later target have in the year of the next one, and what it sets."""
    first, off = skipped.iloc[0], skipped["value"] - skipped["target"]
    same_side = off.min() * off.max() > 0
    return NextTargetFacts(
        year=int(first["year"]),
        agreement="",
        side=side,
        paths=len(skipped),
        rule=first["rule"],
        base_year=int(first["base_year"]),
        target_year=int(first["target_year"]),
        values=(skipped["value"].min(), skipped["value"].max()),
        distance=(off.abs().min(), off.abs().max()) if same_side else None,
        decimals=enough_decimals(verdict["decimals"], off),
        scale=verdict["scale"],
        target=first["target"],
    )


def past_sentence(results: Results) -> Passage:
    """Say which targets of earlier years the report meets; nothing where none is past."""
    names = results.indicators[["indicator_id", "name_en"]]
    past = results.past_targets.merge(names, on="indicator_id")
    told = [status_of(row, row["outcome"]) for row in past.to_dict("records")]
    past = past.assign(outcome=pd.Series(told, past.index, dtype=object))
    year = 0 if past.empty else int(past["report_year"].iloc[0])
    return say(PastFacts(year, of_rows(PastTarget, past)))
