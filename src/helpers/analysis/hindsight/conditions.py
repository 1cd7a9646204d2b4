"""What would have to hold for a target to be met, or to stay met: computed from the rows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from helpers.analysis.hindsight.evidence import Claim
from helpers.analysis.hindsight.outcome_rules import COMPARABLE, INTERNATIONAL
from helpers.analysis.hindsight.variant_outcome import STAYS, Aim, Finding
from helpers.data.tables.unit_words import DIFFERENCE_WORDS, UNIT_WORDS

ONE = "1"


def conditions(
    aim: Aim, finding: Finding, claims: Sequence[Claim], doubt: str = "", unit: str = ""
) -> list[str]:
    """Conditions of an outcome, as short sentences without a stop.

    Parameters
    ----------
    aim, finding
        Target and what the rules make of it.
    claims
        All claims about the target, also those that decide nothing.
    doubt
        What is in doubt in the print of the target; "" for nothing.
    unit
        Unit of the target, in which differences are told; a value has its own.
    """
    found = [f"rests on how the print is understood: {doubt}"] if doubt else []
    found += [sentence for claim in finding.claims for sentence in _bound(aim, claim, unit)]
    found += _undated(finding)
    if finding.outcome == "short_at_last_value":
        found += _needed(aim, finding, unit)
    if finding.outcome == "definition_decides":
        found += _sides(aim, finding)
    if (
        finding.outcome == "met"
        and aim.measure not in STAYS
        and all(claim.year is not None and claim.year < aim.year for claim in finding.claims)
    ):
        last = max(claim.year or 0 for claim in finding.claims)
        found.append(f"met unless the measure fell back after {last}")
    if one_variant_only(aim, finding):
        found.append(f"judged by one way of counting the world only: {finding.claims[0].variant}")
    return list(dict.fromkeys([*found, *_contradictions(finding, claims)]))


def one_variant_only(aim: Aim, finding: Finding) -> bool:
    """Tell whether an international share was decided by one variant of the world, by rule 7."""
    variants = {claim.variant for claim in finding.claims}
    speaks = finding.decided or finding.leaning != "none"
    return aim.measure == INTERNATIONAL and speaks and len(variants) == 1


def needed_mean(mean: float, years: int, growths: Sequence[float]) -> float:
    """Mean growth the other years of a period must have for the period to reach its mean.

    Parameters
    ----------
    mean
        Mean growth asked for, in percent a year.
    years
        Years of the period, more than there are growths.
    growths
        Growth of the known years, in percent.

    Examples
    --------
    >>> round(needed_mean(7.5, 5, [7.5]), 6)
    7.5
    """
    known = math.prod(1.0 + growth / 100.0 for growth in growths)
    rest = ((1.0 + mean / 100.0) ** years / known) ** (1.0 / (years - len(growths)))
    return 100.0 * (rest - 1.0)


def _bound(aim: Aim, claim: Claim, unit: str) -> list[str]:
    """Say what a bound on the far side of the target would have to hide."""
    target, ends = aim.bound.easiest, claim.interval
    comparable = claim.comparability in COMPARABLE and target > 0
    if ends is None or ends.bounded or aim.side(claim) != "undecided" or not comparable:
        return []
    value = _with_unit(f"{claim.value:g}", claim.unit)
    told = f"the {value} of {claim.year or 'a year not stated'}"
    share = 100.0 * target / claim.value if claim.value > 0 else math.inf
    if aim.bound.sign > 0 and math.isinf(ends.low):
        return [f"passes if what counts is at least {share:.0f} % of {told}"]
    if aim.bound.sign > 0:
        more = f"{target - claim.value:.4g}"
        come = "comes" if more == ONE else "come"
        return [f"passes if at least {_difference(more, unit)} {come} on top of {told}"]
    return []


def _undated(finding: Finding) -> list[str]:
    """Name the values whose own year is not stated, and the year they are taken for."""
    return [
        f"takes {_with_unit(f'{claim.value:g}', claim.unit)} for {claim.year}, when it was stated; "
        "its own year is not known"
        for claim in finding.claims
        if claim.is_undated
    ]


def _needed(aim: Aim, finding: Finding, unit: str) -> list[str]:
    """Say what was needed a year from the last value on, beside what was seen before."""
    points = [claim for claim in finding.claims if claim.interval is not None]
    dated = sorted((claim for claim in points if claim.date <= aim.year), key=lambda one: one.date)
    last = dated[-1]
    missing, left = aim.bound.easiest - last.value, aim.year - last.date
    bound = last.interval is not None and not last.interval.bounded
    need, value = ("more than ", "the bound ") if bound else ("", "")
    value += _with_unit(f"{last.value:.4g}", last.unit)
    if left < 1:
        more = _difference(f"{missing:+.3g}", unit)
        return [f"would need {need}{more} on {value} by the end of {aim.year}"]
    sentence = f"would need {need}{_difference(f'{missing / left:+.2g}', unit)} a year from {value}"
    first = dated[0]
    if first.date < last.date:
        seen = (last.value - first.value) / (last.date - first.date)
        sentence += f", after {_difference(f'{seen:+.2g}', unit)} a year before"
    return [sentence]


def _sides(aim: Aim, finding: Finding) -> list[str]:
    """Name the values on each side of the target, each once, with the first way it is counted."""
    found = []
    for wanted, word in (
        ("met", "met if what counts is"),
        ("missed", "missed if what counts is"),
    ):
        every = [claim for claim in finding.claims if aim.side(claim) == wanted]
        rows = [claim for claim in every if claim.year == aim.year] or every
        named: dict[str, str] = {}
        for claim in rows:
            variant = f" ({claim.variant})" if claim.variant else ""
            named.setdefault(f"{_shown(claim)} in {claim.year}", variant)
        found.append(f"{word} {' or '.join(map(''.join, named.items()))}")
    return found


def _shown(claim: Claim) -> str:
    """Return a value in words, with what a bound says of it."""
    bound = claim.interval is not None and not claim.interval.bounded
    value = f"{claim.value:.4g}" + ("" if math.isnan(claim.high) else f" to {claim.high:.4g}")
    value = _with_unit(value, claim.unit)
    return f"{claim.qualifier.replace('_', ' ')} {value}" if bound else value


def _with_unit(figure: str, unit: str) -> str:
    """Return a figure with the word of its unit."""
    return f"{figure} {UNIT_WORDS.get(unit, unit)}".rstrip()


def _difference(figure: str, unit: str) -> str:
    """Return a difference of two values of a unit with its word, one point in the singular."""
    word = DIFFERENCE_WORDS.get(unit) or UNIT_WORDS.get(unit, unit)
    if figure.lstrip("+-") == ONE and word == DIFFERENCE_WORDS["percent"]:
        word = word.removesuffix("s")
    return f"{figure} {word}".rstrip()


def _contradictions(finding: Finding, claims: Sequence[Claim]) -> list[str]:
    """Tell the figures that contradict those the outcome rests on, their year and their grade."""
    own = {name for claim in finding.claims for name in claim.ids}
    against = {name for claim in finding.claims for name in claim.conflicts} - own
    return [
        f"contradicted by {_shown(claim)} for {claim.year} (grade {claim.grade})"
        if claim.interval is not None
        else f"contradicted by a statement on {claim.year} (grade {claim.grade})"
        for claim in sorted(claims, key=lambda one: one.ids)
        if against & {*claim.ids}
    ]
