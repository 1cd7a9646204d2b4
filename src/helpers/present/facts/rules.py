"""What the page of methods says of each rule: formula, thresholds, one case in numbers, kinship."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from helpers.analysis.comparison.paths import FORMULAS
from helpers.analysis.comparison.position import CONDITIONS, GAP
from helpers.analysis.formulas import computed
from helpers.analysis.progress.method import Method
from helpers.analysis.progress.methods import METHODS
from helpers.analysis.worked_case import WorkedCase
from helpers.present.mathml import mathml
from helpers.present.numbers import number, plain_number, true_minus
from helpers.present.outcome_marks import words_of
from helpers.present.texts.blocks import Facts, phrase, plain_labels
from helpers.present.texts.language import language
from helpers.present.words import STATUSES, sentence_case

TEMPLATE = "rules"
DIGITS = 4
Equations = list[Markup]


class Basis(Facts, template=TEMPLATE, block="basis"):
    """How a rule came here: an id of ``bases`` in the words."""

    basis: str


@dataclass(frozen=True)
class PathRule:
    """A rule of the path with its equations, and in numbers, "" without a case."""

    name: str
    formulas: Equations
    worked: Equations


@dataclass(frozen=True)
class Threshold:
    """A class in the rule's own words, when it holds, and whether it says the pace suffices."""

    words: str
    condition: Markup
    is_enough: bool


@dataclass(frozen=True)
class Rated:
    """What a rule says of the worked case.

    `others` are the classes that rounding allows besides, `reason` why there is no rating.
    """

    value: str
    words: str
    others: list[str]
    reason: str


@dataclass(frozen=True)
class ProgressRule:
    """A progress method as the page shows it."""

    name: str
    anchor: str
    basis: str
    basis_words: str
    source: str
    address: str
    measures: str
    kin: list[str]
    formulas: Equations
    thresholds: list[Threshold]
    worked: Equations
    rated: Rated | None


@dataclass(frozen=True)
class PrintedInterval:
    """A printed figure with the ends of what it may stand for."""

    name: str
    symbol: Markup
    value: str
    low: str
    high: str


@dataclass(frozen=True)
class Placed:
    """The worked case against the path of one rule."""

    rule: str
    path: str
    gap: str
    low: str
    high: str
    position: str


@dataclass(frozen=True)
class TargetFate:
    """A target of the worked indicator: outcome, condition, why, and what its measure lacks."""

    year: int
    target: str
    words: str
    condition: str
    why: str
    nearness: str


def path_rules(case: WorkedCase | None) -> list[PathRule]:
    """Return the rules of the path; in numbers those that the worked case has a path of."""
    worked = set() if case is None else set(case.paths["rule"])
    return [
        PathRule(
            sentence_case(language().word(rule, "rules")),
            *_equations(formulas, case if rule in worked else None),
        )
        for rule, formulas in FORMULAS.items()
    ]


def progress_rules(case: WorkedCase | None, progress: pd.DataFrame) -> list[ProgressRule]:
    """Return the progress methods, each with its row on the worked case.

    Parameters
    ----------
    case
        What is worked, None for nothing.
    progress
        The table of progress.
    """
    rows = {} if case is None else case.of(progress).set_index("method").to_dict("index")
    return [_progress_rule(method, case, rows.get(name)) for name, method in METHODS.items()]


def _progress_rule(method: Method, case: WorkedCase | None, row: dict | None) -> ProgressRule:
    """Return one method; numbers stand in its equations where it rates the case."""
    rated = bool(row and row["assessable"])
    formulas, worked = _equations(method.formulas, case if rated else None)
    return ProgressRule(
        name=sentence_case(method.name),
        anchor=f"method-{method.id}".replace("_", "-"),
        basis=method.basis,
        basis_words=phrase(Basis(method.basis)),
        source=method.source,
        address=method.address,
        measures=method.family,
        kin=[
            other.name
            for other in METHODS.values()
            if other.family == method.family and other is not method
        ],
        formulas=formulas,
        thresholds=[
            Threshold(method.classes[name], mathml(told), name in method.enough)
            for name, told in reversed(list(method.conditions.items()))
        ],
        worked=worked,
        rated=_rated(method, row) if row else None,
    )


def _rated(method: Method, row: Mapping) -> Rated:
    """Return the row of the table of progress in words."""
    within = [name for name in row["class_set"].split("|") if name and name != row["class"]]
    return Rated(
        value=significant(row["value"]) if pd.notna(row["value"]) else "",
        words=method.classes.get(row["class"], ""),
        others=[method.classes[name] for name in within],
        reason=row["reason"],
    )


def _equations(formulas: Sequence[str], case: WorkedCase | None) -> tuple[Equations, Equations]:
    """Return equations in letters, and with the numbers of a case and their results."""
    letters = [mathml(formula) for formula in formulas]
    if case is None:
        return letters, []
    values = computed(formulas, case.known)
    shown = {name: plain_number(value) for name, value in case.known.items()}
    worked = []
    for formula in formulas:
        name = formula.partition(" = ")[0]
        worked.append(mathml(formula, shown, significant(values[name])))
        shown[name] = significant(values[name])
    return letters, worked


def intervals(case: WorkedCase) -> list[PrintedInterval]:
    """Return the rounding intervals of base, observed value and target."""
    words = plain_labels(TEMPLATE, "figures")
    return [
        PrintedInterval(words[name], mathml(name), *map(plain_number, found))
        for name, found in case.intervals.items()
    ]


def position_rules() -> tuple[Markup, list[tuple[str, Markup]]]:
    """Return the equation of the gap, and each position with what decides it."""
    told = [(f"{STATUSES[name].sign} {STATUSES[name].word}", mathml(condition))
            for name, condition in CONDITIONS.items()]  # fmt: skip
    return mathml(GAP), told


def other_positions() -> list[tuple[str, str]]:
    """Return the positions that no equation decides, each with what it means."""
    return _signed(plain_labels(TEMPLATE, "positions_else"))


def positions_as_a_whole() -> list[tuple[str, str]]:
    """Return what all paths of an indicator say together, each with what it means."""
    return _signed(plain_labels(TEMPLATE, "positions_as_a_whole"))


def _signed(meanings: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return positions with sign and word beside what they mean."""
    return [
        (f"{STATUSES[name].sign} {STATUSES[name].word}", told) for name, told in meanings.items()
    ]


def placed(case: WorkedCase) -> list[Placed]:
    """Return the worked case against each of its paths."""
    return [
        Placed(
            rule=sentence_case(row["rule"]),
            path=number(row["expected"], 2),
            gap=number(row["gap"], 2, sign=True),
            low=number(row["gap_low"], 2, sign=True),
            high=number(row["gap_high"], 2, sign=True),
            position=f"{STATUSES[row['position']].sign} {STATUSES[row['position']].word}",
        )
        for row in case.paths.to_dict("records")
    ]


def outcomes(board: pd.DataFrame, indicator: str) -> list[TargetFate]:
    """Return the targets of an indicator as the table ``SCOREBOARD`` has them."""
    found = []
    for row in board[board["indicator_id"] == indicator].to_dict("records"):
        why, _, nearness = true_minus(row["reason"]).rstrip(".").partition(". ")
        found.append(
            TargetFate(
                year=row["year"],
                target=plain_number(row["target"]),
                words=words_of((row["outcome"], row["leaning"])),
                condition=sentence_case(true_minus(row["condition"])),
                why=why,
                nearness=nearness[:1].lower() + nearness[1:],
            )
        )
    return found


def significant(value: float) -> str:
    """Return a number with four significant digits and a true minus sign."""
    return true_minus(f"{value:.{DIGITS}g}")
