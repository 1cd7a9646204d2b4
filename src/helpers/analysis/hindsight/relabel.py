"""Two readings of a rate whose label changed: as published, and on the plan's own level.

An official statement on a later year prints the change since an earlier one; the level it implies
can be set beside the plan's own for that year. The distance is the *shift* of the label. Taken off
the later values it gives them on the plan's level, if the label moved by the same number of points
throughout, which nothing shows.
"""

from __future__ import annotations

import pandas as pd

from helpers.analysis.comparison.position import TOLERANCE
from helpers.analysis.hindsight.later import preferred


def shifts(later: pd.DataFrame, checked: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Shift of every label that a later statement ties to a level the plan prints.

    Parameters
    ----------
    later
        Result of ``later.later_values``.
    checked
        Result of ``triples.triples``.
    milestones
        Table milestones.

    Returns
    -------
    DataFrame
        Columns indicator_id, series, `tied_by` (the row that implies the level), `tie_year`,
        `tie_role` (baseline or expected), `implied`, `plan`, `shift` (implied minus plan, in
        points), `grade`; sorted by year and shift. Only series of another label.
    """
    plan = milestones[milestones["role"] != "target"][["indicator_id", "year", "role"]]
    ties = checked[checked["kind"] == "difference"].merge(plan, on=["indicator_id", "year"])
    other = later[later["relation"] == "other"][["later_id", "series"]]
    names = {
        "later_id": "tied_by",
        "year": "tie_year",
        "role": "tie_role",
        "stated": "implied",
        "plan_value": "plan",
        "plan_gap": "shift",
    }
    columns = ["indicator_id", "series", *names.values(), "grade"]
    found = ties.merge(other, on="later_id").rename(columns=names)[columns]
    return found.sort_values(["indicator_id", "tie_year", "shift"], ignore_index=True)


def both_readings(later: pd.DataFrame, shift: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """Values of the target years as published, and on the plan's level under each shift.

    Parameters
    ----------
    later
        Result of ``later.later_values``.
    shift
        Result of `shifts`.
    points
        Result of ``scales.scaled_milestones``.

    Returns
    -------
    DataFrame
        A row for each target year and reading: indicator_id, year, later_id, grade, `published`,
        `target`, the columns of `shift` (`tied_by` is "" and `shift` 0 as published), `level`
        (published minus shift), `passes`, `rise` (published minus implied) and `rise_planned`
        (target minus plan).
    """
    targets = points[points["role"] == "target"][["indicator_id", "year", "value"]].rename(
        columns={"value": "target"}
    )
    own = preferred(later[later["series"].isin(shift["series"])])[
        ["indicator_id", "series", "year", "later_id", "grade", "value"]
    ].rename(columns={"value": "published"})
    values = own.merge(targets, on=["indicator_id", "year"])
    ties = shift.drop(columns=["grade", "indicator_id"])
    table = pd.concat(
        [values.assign(tied_by="", tie_role="", shift=0.0), values.merge(ties, on="series")]
    )
    level = table["published"] - table["shift"]
    return table.assign(
        level=level,
        passes=level >= table["target"] - TOLERANCE,
        rise=table["published"] - table["implied"],
        rise_planned=table["target"] - table["plan"],
    ).sort_values(["indicator_id", "year", "tied_by"], ignore_index=True)
