"""What a comparison starts from: the tables, and the paths chosen to compare with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.analysis.comparison.observed import observed_values
from helpers.data.parameter_choices import check_choices, unknown
from helpers.data.tables.columns import RULES
from helpers.errors import WrongCall
from helpers.parameter_values import NOT_TAKEN, fit, misfit, typed

KINDS = {
    "report_year": "int",
    "base_years": "list[int]",
    "target_years": "list[int]",
    "rules": "list[str]",
}


@dataclass(frozen=True)
class PathChoices:
    """The paths to compare with: one for each base year, target year and rule.

    Parameters
    ----------
    report_year
        Year whose observations are compared. Only earlier base years count.
    base_years, target_years
        Years a path may start from and end in; empty for all that the milestones have.
    rules
        How a path runs between milestones.
    """

    report_year: int
    base_years: Sequence[int] = ()
    target_years: Sequence[int] = ()
    rules: Sequence[str] = RULES

    def __post_init__(self) -> None:
        """Take lists and texts of items, as notebooks and papermill pass them, for tuples.

        Raises
        ------
        WrongCall
            With every value of another type and every unknown rule.
        """
        problems = []
        for name, kind in KINDS.items():
            given = getattr(self, name)
            fitting, value = fit(given, kind)
            if not fitting:
                problems.append(misfit(name, given, kind))
            elif name == "rules":
                problems += unknown(name, value, RULES)
            object.__setattr__(self, name, tuple(value) if isinstance(value, list) else value)
        if problems:
            raise WrongCall(NOT_TAKEN, problems)


def kept_indicators(
    tables: Mapping[str, pd.DataFrame], choices: PathChoices, indicators: Sequence[str]
) -> list[str]:
    """Return the ids to keep, empty for all, with ids and years held to what the edition has.

    Raises
    ------
    WrongCall
        With every indicator and every year that it does not have.
    """
    kept = list(typed("indicators", indicators, "list[str]"))
    check_choices(
        tables,
        indicators=kept,
        base_years=choices.base_years,
        target_years=choices.target_years,
    )
    return kept


@dataclass(frozen=True)
class ComparisonInputs:
    """Everything that comparison, progress and specifications are computed from.

    Parameters
    ----------
    observations, indicators
        Tables as declared in ``helpers.data.tables``.
    points
        Milestones on the scale of comparison, as ``scales.scaled_milestones`` returns them.
    choices
        The paths to compare with.
    """

    observations: pd.DataFrame
    points: pd.DataFrame
    indicators: pd.DataFrame
    choices: PathChoices

    @cached_property
    def observed(self) -> pd.DataFrame:
        """The observations of the report year on that scale; see ``observed.observed_values``."""
        return observed_values(
            self.observations, self.points, self.indicators, self.choices.report_year
        )
