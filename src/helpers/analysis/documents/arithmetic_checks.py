"""Arithmetic of the later statements: value, change and earlier value must agree."""

from __future__ import annotations

import re

import pandas as pd

from helpers.data.formulas import derived

DIFFERENCE = re.compile(r"\S+ - \S+")
SUM = re.compile(r"\S+ \+ \S+")
PRODUCT = "*"
COLUMNS = [
    "later_id",
    "indicator_id",
    "year",
    "kind",
    "stated",
    "computed",
    "ours",
    "difference",
    "holds",
    "plan_value",
    "plan_gap",
    "grade",
]


def triples(later: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Arithmetic check of every value that has a change and an earlier value beside it.

    Three kinds are checked: an earlier value as later value minus change, a later value as earlier
    value plus change (for every row that is contradicted in the same series and year), and a
    cumulated fall as a product of its parts.

    Parameters
    ----------
    later, milestones
        Tables later_observations and milestones.

    Returns
    -------
    DataFrame
        Columns ``COLUMNS``: `stated` as recorded, `computed` from the other two figures, `holds`
        where they agree within the last digit; `ours` where the value is itself computed from the
        other two, so that it cannot fail and tests nobody's statement; `plan_value` and `plan_gap`,
        the plan's own level for that year and the distance of the stated one from it (NaN where
        there is none).
    """
    rows = [
        {
            **{name: row[name] for name in ("later_id", "indicator_id", "year", "grade")},
            "kind": kind,
            "stated": row["value"],
            "computed": computed,
            "ours": row["status"] == "derived",
        }
        for row in later[later["value"].notna()].to_dict("records")
        for kind, computed in _computed(row, later)
    ]
    table = pd.DataFrame(rows)
    table["difference"] = (table["stated"] - table["computed"]).round(9)
    # One-decimal figures and two-factor falls alike: half a unit of the last printed digit.
    table["holds"] = table["difference"].abs() <= 0.05
    levels = milestones[milestones["base_year"].isna()].set_index(["indicator_id", "year"])["value"]
    keys = pd.MultiIndex.from_frame(table[["indicator_id", "year"]])
    table["plan_value"] = levels.reindex(keys).to_numpy()
    table["plan_gap"] = (table["stated"] - table["plan_value"]).where(table["kind"] == "difference")
    return table[COLUMNS]


def _computed(row: dict, later: pd.DataFrame) -> list[tuple[str, float]]:
    """Return kind and computed value of every check a row allows."""
    formula, found = row["derivation"], []
    values = later.set_index("later_id")["value"]
    if DIFFERENCE.fullmatch(formula):
        found += [("difference", value) for value in derived(formula, values)]
    if PRODUCT in formula:
        found += [("product", value) for value in derived(formula, values)]
    if row["conflict"] == "yes":
        alike = later[(later["series"] == row["series"]) & (later["year"] == row["year"])]
        sums = [cell for cell in alike["derivation"] if SUM.fullmatch(cell)]
        found += [("sum", value) for cell in sums for value in derived(cell, values)]
    return found


def slips(checked: pd.DataFrame) -> list[str]:
    """Return the rows whose own arithmetic fails; no score rests on them."""
    return checked.loc[~checked["holds"], "later_id"].tolist()
