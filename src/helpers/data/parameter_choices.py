"""Parameters that choose from the tables of an edition: what there is not is refused by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import pandas as pd

from helpers.data.intake.nearest_names import listed, nearest
from helpers.errors import Problem, WrongCall, shown
from helpers.parameter_values import NOT_TAKEN

# Farther off, a year is no slip of the keyboard.
NEAR_YEARS = 5
# What is missing where nothing can be chosen, and what mends it beside leaving the parameter out.
NOTHING_TO_CHOOSE = {
    "area_sheets": (
        "figures of areas: the figures in use have no column 'area', or nothing in it",
        "Add the column and the area of each figure",
    ),
    "sector": (
        "a plan with a roadmap of sectors: the targets in use have none",
        "Leave 'targets' out",
    ),
}


def known_choices(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[Any]]:
    """Return all that parameters may choose from an edition, by parameter.

    Parameters
    ----------
    tables
        The edition: needs indicators and milestones, of all its indicators.
    """
    milestones = tables["milestones"]
    is_target = milestones["role"] == "target"
    # Changes and means are counted from their printed base, whatever is chosen.
    bases = milestones.loc[~is_target, "year"]
    bases = bases if len(bases) else milestones["base_year"].dropna()
    targets = milestones.loc[is_target, "year"]
    return {
        "indicators": list(tables["indicators"]["indicator_id"]),
        "base_years": sorted({int(year) for year in bases}),
        "target_years": sorted({int(year) for year in targets}),
    }


def section_letters(policies: pd.DataFrame) -> pd.Series:
    """Return the letter of the table that each policy stands in: "B" of "B. New Energy Vehicles".

    Parameters
    ----------
    policies
        Needs section.
    """
    return policies["section"].str.partition(". ")[0]


def as_letter(given: str) -> str:
    """Return a letter as a caller may write it, "b" too, as the tables have it."""
    return given.strip().upper()


def check_choices(tables: Mapping[str, pd.DataFrame], **chosen: Sequence[Any]) -> None:
    """Refuse indicators and years that the target table in use does not have.

    Parameters
    ----------
    tables
        As for `known_choices`.
    chosen
        Values by parameter; none for all there is.

    Raises
    ------
    WrongCall
        With every one of them, the nearest name and all there is.
    """
    known = known_choices(tables)
    found = (unknown(name, values, known[name]) for name, values in chosen.items())
    if problems := list(chain.from_iterable(found)):
        raise WrongCall(NOT_TAKEN, problems)


def unknown(name: str, given: Iterable[object], known: Sequence[object]) -> list[Problem]:
    """Return what is wrong with a choice from a list: a problem for each value it does not hold.

    No choice stands for all there is, but of rules, which are named.
    """
    given = list(given)
    if name == "rules" and not given:
        return [Problem("rules=[]", f"some of {', '.join(map(str, known))}", "Name one at least.")]
    if not known:
        return [_nothing_known(name, given)] if given else []
    return [
        Problem(
            f"{name}={shown(value)}",
            f"one of {listed(list(map(str, known)))}",
            f"{_nearest(value, known)}Mend it, or leave '{name}' out.",
        )
        for value in given
        if value not in known
    ]


def _nothing_known(name: str, given: Sequence[object]) -> Problem:
    """Say what is missing where a parameter chooses and there is nothing to choose from."""
    found = f"{name}={', '.join(map(shown, given))}"
    if name not in NOTHING_TO_CHOOSE:
        return Problem(found, "no choice: there is nothing to choose from", f"Leave '{name}' out.")
    missing, remedy = NOTHING_TO_CHOOSE[name]
    return Problem(found, missing, f"{remedy}, or leave '{name}' out.")


def _nearest(value: object, known: Sequence[object]) -> str:
    """Return "Did you mean 'x'? " for the nearest name or number, or nothing."""
    if isinstance(value, str):
        return nearest(value, [str(one) for one in known])
    if not isinstance(value, int):
        return ""
    close = [one for one in known if isinstance(one, int) and abs(one - value) <= NEAR_YEARS]
    return f"Did you mean {min(close, key=lambda one: abs(one - value))}? " if close else ""
