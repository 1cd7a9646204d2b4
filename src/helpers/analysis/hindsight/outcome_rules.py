"""The rules by which evidence decides a target.

1. Only the same or a near measure, of grade A or B, reported or derived, decides; an official
   statement that gives a figure is recorded as reported, words and designs as a statement. Grade C
   can only make a target *supportive only* with a leaning; grade D decides nothing. A different
   measure supports at most, and leans nowhere. Values up to 2015 are where the plan started from
   and decide nothing.
2. Every figure is the interval of what it may stand for, and so is a target (``intervals``). A
   figure decides only where all its numbers lie on one side of the target.
3. Values of the target year: all pass, *met*; all fail and one speaks of the whole year, *missed*;
   all fail and speak of a part of it, *short at the last value*. A missed target that a later value
   passes is *met late*. A part of the year that passes is met if the measure moves one way (rule
   4), else it leans. Rows of the same measure go before near ones of that year; of one definition
   the whole year goes before a part, and a later part before an earlier one. Beside a whole year
   that decides, an undecided row says nothing; beside any row that decides, a part of the year
   that fails says nothing.
4. No value of the target year, but the last before it passes: *met*, if the measure moves one way,
   else supportive only. By the same rule the first value after the year that still fails shows
   *missed*, else a leaning. A measure moves one way if it counts what stays done (``STAYS``), or if
   its series begins before the target year, has two values or more and none steps back by more
   than rounding. What stays done and is first attested after the year is *met late*.
5. The last value before the target year fails: *short at the last value*. It leans where the pace
   leads: a straight line through the first and last value of the series (through the neighbours of
   the target year where it lies between two); nowhere if values of one date lead apart. Where no
   pace is known, here and in rule 4, a value leans its own way if it is at most two years from the
   target year, else nowhere.
6. Values are judged apart by what they take the population to be (``variant``). Variants that stand
   on different sides, and rows of one year under other labels that do: *the definition decides*.
   Variants that agree give the weakest of their outcomes. One that speaks of the target year and
   decides nothing leaves the target open; one that does not speak of it says nothing beside one
   that decides. Rows of one label on both sides of the target leave it open. Nothing is averaged.
7. An international share known by one variant of the world only is near, and its condition says so;
   one of which a variant is undecided leans nowhere.
8. What is in doubt in the print of the target goes into the condition.
9. Conditions are computed from the rows (``conditions``).
10. Nothing found: *no evidence*. A goal without a figure, a date alone, and a threshold that only
   says what another target counts: *no figure set*.
"""

from __future__ import annotations

from collections.abc import Sequence

from helpers.analysis.hindsight.evidence import FIRM, Claim
from helpers.analysis.hindsight.later import VALUE_STATUSES
from helpers.analysis.hindsight.variant_outcome import DECIDED, Aim, Finding, judge_variant

COMPARABLE = ("same", "near")
INTERNATIONAL = "international_market_share"
# The plan is of May 2015.
LAST_BASE_YEAR = 2015


def decide(aim: Aim, claims: Sequence[Claim]) -> Finding:
    """Outcome of a target with a figure, by rules 1 to 6.

    Parameters
    ----------
    aim
        What is asked for.
    claims
        All claims about it, of any grade and comparability.
    """
    evidence = [claim for claim in claims if claim.status != "target"]
    if not evidence:
        return Finding("no_evidence", why="nothing found")
    finding = judge(aim, [claim for claim in evidence if can_decide(claim)])
    if finding.decided or finding.leaning != "none":
        return finding
    by_c = judge(aim, [claim for claim in evidence if can_decide(claim, (*FIRM, "C"))])
    if by_c.claims and by_c.claims != finding.claims:
        return Finding("supportive_only", by_c.side, f"grade C only: {by_c.why}", by_c.claims)
    if finding.claims:
        return finding
    close = [claim for claim in evidence if claim.comparability in COMPARABLE] or evidence
    return Finding("supportive_only", why=_why_supportive(close), claims=tuple(close))


def can_decide(claim: Claim, grades: Sequence[str] = FIRM) -> bool:
    """Tell whether a claim may decide by rule 1."""
    return (
        claim.comparability in COMPARABLE
        and claim.grade in grades
        and claim.status in VALUE_STATUSES
        and claim.interval is not None
        and claim.year is not None
        and claim.year > LAST_BASE_YEAR
    )


def judge(aim: Aim, claims: Sequence[Claim]) -> Finding:
    """Outcome by claims that all may decide: each variant apart, then together by rule 6."""
    variants: dict[str, list[Claim]] = {}
    for claim in claims:
        variants.setdefault(claim.variant, []).append(claim)
    findings = [judge_variant(aim, own) for own in variants.values()]
    if not findings:
        return Finding("supportive_only")
    return findings[0] if len(findings) == 1 else _together(aim, findings)


def _together(aim: Aim, findings: Sequence[Finding]) -> Finding:
    """Outcome of several variants, by rule 6."""
    heard = list(findings)
    if any(finding.decided and _is_same(finding) for finding in heard):
        heard = [finding for finding in heard if _is_same(finding)]
    if any(finding.decided and _decides_year(aim, finding) for finding in heard):
        heard = [finding for finding in heard if _speaks_of_year(aim, finding)]
    if len(heard) == 1:
        return heard[0]
    rests_on = tuple(claim for finding in heard for claim in finding.claims)
    sides = {finding.side for finding in heard} - {"none"}
    leaning = sides.pop() if len(sides) == 1 else "none"
    decided = [finding for finding in heard if finding.decided]
    silent = any(finding.side == "none" and not finding.decided for finding in heard)
    if not decided or silent:
        nowhere = silent and aim.measure == INTERNATIONAL
        return Finding(
            "supportive_only",
            "none" if nowhere else leaning,
            "one way of counting leaves it open",
            rests_on,
        )
    if len({finding.side for finding in heard}) > 1:
        return Finding("definition_decides", why="the ways of counting differ", claims=rests_on)
    weakest = max(decided, key=lambda finding: DECIDED.index(finding.outcome))
    every = "both" if len(heard) == 2 else f"all {len(heard)}"
    why = f"{weakest.why}; {every} ways of counting point that way"
    return Finding(weakest.outcome, weakest.leaning, why, rests_on)


def _is_same(finding: Finding) -> bool:
    """Tell whether a finding rests on the same measure alone."""
    return all(claim.comparability == "same" for claim in finding.claims)


def _speaks_of_year(aim: Aim, finding: Finding) -> bool:
    """Tell whether a finding rests on a value of the target year."""
    return any(claim.year == aim.year for claim in finding.claims)


def _decides_year(aim: Aim, finding: Finding) -> bool:
    """Tell whether a finding settles the target year by a value of it."""
    return finding.outcome != "short_at_last_value" and _speaks_of_year(aim, finding)


def _why_supportive(evidence: Sequence[Claim]) -> str:
    """Say why no row of some evidence decides."""
    if all(claim.comparability == "different" for claim in evidence):
        return "another measure only"
    if all(claim.grade == "D" for claim in evidence):
        return "rows of grade D only"
    if all(claim.status not in VALUE_STATUSES for claim in evidence):
        return "words, designs or estimates only"
    if all(claim.year is not None and claim.year <= LAST_BASE_YEAR for claim in evidence):
        return f"only values up to {LAST_BASE_YEAR}, where the plan started from"
    return "no row gives a figure that can be set beside the target"
