"""What a comparison starts from: the tables, and the paths chosen to compare with."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from helpers.data.tables.columns import RULES


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
    base_years: tuple[int, ...] = ()
    target_years: tuple[int, ...] = ()
    rules: tuple[str, ...] = RULES

    def __post_init__(self) -> None:
        """Take lists, as notebooks pass them, for tuples."""
        for name in ("base_years", "target_years", "rules"):
            object.__setattr__(self, name, tuple(getattr(self, name)))


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
