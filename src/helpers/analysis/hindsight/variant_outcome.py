"""Outcome by the claims of one variant of the population: rules 3 to 5 of ``outcome_rules``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from helpers.analysis.comparison.position import TOLERANCE
from helpers.analysis.hindsight.evidence import Claim
from helpers.analysis.hindsight.intervals import Bound, Interval, side

# On which side of its target a decided one stands; what came late was not there in its year.
SIDES = {"met": "met", "met_late": "missed", "missed": "missed"}
DECIDED = ("met", "met_late", "missed", "short_at_last_value", "definition_decides")
# A choice: an older value says little about a target year when no pace is known.
NEAR_IN_YEARS = 2.0
STAYS = frozenset(
    {
        "accuracy_retention",
        "authenticated_drugs",
        "authenticated_enterprises",
        "demonstration_factories_built",
        "demonstration_parks_built",
        "innovation_centres_formed",
        "innovative_drugs",
        "mtbf",
        "mtbf_mileage",
        "power_class",
        "process_node",
        "processes_applied",
        "registered_drugs",
        "seats",
        "technology_breakthroughs",
        "thrust_class",
        "water_depth",
    }
)


@dataclass(frozen=True)
class Finding:
    """What claims make of a target: outcome and leaning, why, and the claims it rests on."""

    outcome: str
    leaning: str = "none"
    why: str = ""
    claims: tuple[Claim, ...] = field(default=())

    @property
    def decided(self) -> bool:
        """Whether the rules came to an outcome."""
        return self.outcome in DECIDED

    @property
    def side(self) -> str:
        """The side it stands on: ``met``, ``missed`` or ``none``."""
        return SIDES.get(self.outcome, self.leaning)


@dataclass(frozen=True)
class Aim:
    """What the rules need to know of a target: what it asks for, when, and of which measure."""

    bound: Bound
    year: int
    measure: str

    def side(self, claim: Claim) -> str:
        """Tell on which side a claim lies; undecided without an interval."""
        return "undecided" if claim.interval is None else side(claim.interval, self.bound)


def judge_variant(aim: Aim, claims: Sequence[Claim]) -> Finding:
    """Outcome by the claims of one variant, by rules 3 to 5."""
    if in_year := _of_year(aim, claims, aim.year):
        return _in_year(aim, in_year, claims)
    years = sorted({claim.year for claim in claims if claim.year is not None})
    before = _of_year(aim, claims, max((year for year in years if year < aim.year), default=None))
    after = _of_year(aim, claims, min((year for year in years if year > aim.year), default=None))
    if _all(aim, after, "missed"):
        return _missed_after(aim, claims, before, after)
    if _all(aim, before, "missed"):
        leaning, rests_on = pace(aim, claims, before)
        why = f"the last value before, of {before[0].year}, fails"
        return Finding("short_at_last_value", leaning, why, rests_on)
    if _all(aim, before, "met"):
        return _met_before(aim, claims, before)
    if _all(aim, after, "met"):
        return _met_after(aim, before, after)
    return _undecided(aim, claims, before or after)


def speaking_for(aim: Aim, rows: Sequence[Claim]) -> list[Claim]:
    """Return the rows that speak for a year, by the precedence of rule 3."""
    same = [claim for claim in rows if claim.comparability == "same"]
    chosen: list[Claim] = []
    groups: dict[str, list[Claim]] = {}
    for claim in same or rows:
        groups.setdefault(claim.definition, []).append(claim)
    for own in groups.values():
        whole = [claim for claim in own if claim.whole]
        latest = max(claim.date for claim in own)
        chosen += whole or [claim for claim in own if claim.date == latest]
    passing = [claim for claim in chosen if aim.side(claim) == "met"]
    failing = [claim for claim in chosen if aim.side(claim) == "missed" and claim.whole]
    if failing or any(claim.whole for claim in passing):
        return [claim for claim in chosen if claim in passing or claim in failing]
    if passing:
        return [claim for claim in chosen if aim.side(claim) != "missed"]
    return chosen


def moves_one_way(aim: Aim, series: Sequence[Claim]) -> bool:
    """Tell whether a measure moves one way, by rule 4."""
    if aim.measure in STAYS:
        return True
    values = _by_date(aim, series)
    begins_before = any(date < aim.year for date, _ in values[:1])
    steps = list(pairwise(ends for _, ends in values))
    return begins_before and bool(steps) and all(new.high >= old.low for old, new in steps)


def pace(aim: Aim, claims: Sequence[Claim], last: Sequence[Claim]) -> tuple[str, tuple[Claim, ...]]:
    """Return where the pace of a series leads by the target year, and the claims it rests on.

    Parameters
    ----------
    aim
        What is asked for.
    claims
        The claims of one variant.
    last
        The last of them up to the target year, all of which fail.
    """
    series = _series(claims, last[0])
    points = [claim for claim in series if claim.interval is not None and claim.interval.bounded]
    dates = sorted({claim.date for claim in points if claim.date <= last[0].date})
    later = [claim.date for claim in points if claim.date > aim.year][:1]
    ends = [*dates[-1:], *later] if later else [*dates[:1], *dates[-1:]]
    if len(set(ends)) < 2:
        close = aim.year - last[0].date <= NEAR_IN_YEARS
        return ("missed" if close else "none"), tuple(last)
    starts, stops = ([claim for claim in points if claim.date == date] for date in ends)
    reached = {_leads_there(aim, start, stop) for start in starts for stop in stops}
    leaning = "none" if len(reached) > 1 else "met" if reached == {True} else "missed"
    return leaning, tuple(dict.fromkeys((*last, *starts, *stops)))


def _leads_there(aim: Aim, start: Claim, stop: Claim) -> bool:
    """Tell whether the straight line through two values reaches the target by its year."""
    slope = (stop.value - start.value) / (stop.date - start.date)
    value = stop.value + slope * (aim.year - stop.date)
    return aim.bound.sign * (value - aim.bound.easiest) >= -TOLERANCE


def _in_year(aim: Aim, rows: Sequence[Claim], claims: Sequence[Claim]) -> Finding:
    """Outcome by the rows that speak for the target year."""
    sides = {aim.side(claim) for claim in rows}
    whole = any(claim.whole for claim in rows)
    if sides == {"met"} and whole:
        return Finding("met", why=f"the value of {aim.year} passes", claims=tuple(rows))
    if sides == {"met"}:
        return _met_in_part(aim, rows, claims)
    if sides == {"missed"} and whole:
        later = [claim for claim in claims if claim.date > aim.year and aim.side(claim) == "met"]
        if passing := sorted(later, key=lambda claim: claim.date)[:1]:
            why = f"the value of {aim.year} fails, that of {passing[0].year} passes"
            return Finding("met_late", why=why, claims=(*rows, *passing))
        return Finding("missed", why=f"the value of {aim.year} fails", claims=tuple(rows))
    if sides == {"missed"}:
        leaning, rests_on = pace(aim, claims, rows)
        why = f"the last value speaks of a part of {aim.year} and fails"
        return Finding("short_at_last_value", leaning, why, rests_on)
    if {"met", "missed"} <= sides:
        if len({claim.definition for claim in rows}) > 1:
            why = f"rows of {aim.year} under different labels lie on both sides"
            return Finding("definition_decides", why=why, claims=tuple(rows))
        why = f"rows of {aim.year} under one label contradict each other"
        return Finding("supportive_only", why=why, claims=tuple(rows))
    why = f"rounding or bound of the value of {aim.year} leave it open"
    return Finding("supportive_only", why=why, claims=tuple(rows))


def _met_in_part(aim: Aim, rows: Sequence[Claim], claims: Sequence[Claim]) -> Finding:
    """Outcome where a part of the target year passes and the whole is not known."""
    why = f"a part of {aim.year} passes"
    if aim.measure in STAYS:
        return Finding("met", why=why, claims=tuple(rows))
    series = _series(claims, rows[0])
    if moves_one_way(aim, series):
        rests_on = tuple(dict.fromkeys((*rows, *series)))
        return Finding("met", why=f"{why}, and the measure moves one way", claims=rests_on)
    return Finding("supportive_only", "met", f"{why}, the rest is not known", tuple(rows))


def _met_before(aim: Aim, claims: Sequence[Claim], before: Sequence[Claim]) -> Finding:
    """Outcome where the last value before the target year passes."""
    series = _series(claims, before[0])
    year = before[0].year
    if moves_one_way(aim, series):
        why = f"the last value before, of {year}, passes, and the measure moves one way"
        rests_on = before if aim.measure in STAYS else dict.fromkeys((*before, *series))
        return Finding("met", why=why, claims=tuple(rests_on))
    close = aim.year - before[0].date <= NEAR_IN_YEARS
    why = f"the last value before, of {year}, passes, but the measure may fall back"
    return Finding("supportive_only", "met" if close else "none", why, tuple(before))


def _missed_after(
    aim: Aim, claims: Sequence[Claim], before: Sequence[Claim], after: Sequence[Claim]
) -> Finding:
    """Outcome where the first value after the target year still fails."""
    series = _series(claims, after[0])
    year = after[0].year
    if moves_one_way(aim, series):
        why = f"the first value after, of {year}, still fails, and the measure moves one way"
        rests_on = after if aim.measure in STAYS else dict.fromkeys((*after, *series))
        return Finding("missed", why=why, claims=tuple(rests_on))
    why = f"the first value after, of {year}, still fails, but the measure may have fallen back"
    if _all(aim, before, "missed"):
        leaning, rests_on = pace(aim, claims, before)
        # Without the rest of the series nothing would show that the measure steps back.
        shown = tuple(dict.fromkeys((*rests_on, *after, *series)))
        return Finding("short_at_last_value", leaning, why, shown)
    close = after[0].date - aim.year <= NEAR_IN_YEARS
    return Finding("supportive_only", "missed" if close else "none", why, (*before, *after))


def _met_after(aim: Aim, before: Sequence[Claim], after: Sequence[Claim]) -> Finding:
    """Outcome where only the first value after the target year passes."""
    year = after[0].year
    if aim.measure in STAYS and not before:
        return Finding("met_late", why=f"first attested in {year}", claims=tuple(after))
    close = after[0].date - aim.year <= NEAR_IN_YEARS
    why = f"the first value after, of {year}, passes; whether it did in {aim.year} is not known"
    return Finding("supportive_only", "met" if close else "none", why, (*before, *after))


def _undecided(aim: Aim, claims: Sequence[Claim], last: Sequence[Claim]) -> Finding:
    """Outcome where the rounding or bound of the nearest value decides nothing."""
    earlier = [claim for claim in _series(claims, last[0]) if claim.date < last[0].date]
    known = [claim for claim in earlier if aim.side(claim) == "met"]
    why = f"rounding or bound of the value of {last[0].year} leave it open"
    if known:
        why += f"; that of {known[-1].year} passes"
    return Finding("supportive_only", "met" if known else "none", why, (*known[-1:], *last))


def _series(claims: Sequence[Claim], one: Claim) -> list[Claim]:
    """Return the claims of the same series as one of them, by date."""
    return sorted(
        (claim for claim in claims if claim.series == one.series), key=lambda claim: claim.date
    )


def _by_date(aim: Aim, series: Sequence[Claim]) -> list[tuple[float, Interval]]:
    """Return what a series says for each of its dates, turned so that higher is better."""
    dates: dict[float, list[Interval]] = {}
    for claim in series:
        if claim.interval is not None and claim.interval.bounded:
            dates.setdefault(claim.date, []).append(claim.interval.times(aim.bound.sign))
    return [
        (date, Interval(min(one.low for one in ends), max(one.high for one in ends)))
        for date, ends in sorted(dates.items())
    ]


def _of_year(aim: Aim, claims: Sequence[Claim], year: int | None) -> list[Claim]:
    """Return the claims that speak for a year."""
    return speaking_for(aim, [claim for claim in claims if claim.year == year])


def _all(aim: Aim, claims: Sequence[Claim], wanted: str) -> bool:
    """Tell whether there are claims and all lie on one side."""
    return bool(claims) and all(aim.side(claim) == wanted for claim in claims)
