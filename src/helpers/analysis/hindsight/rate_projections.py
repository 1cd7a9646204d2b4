"""What March 2017 projected of the two headline rates, against each of their lines apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from helpers.analysis.hindsight.later import VALUE_STATUSES
from helpers.analysis.hindsight.projections import freeze, legs, projected
from helpers.analysis.hindsight.two_rates import rate_lines

KEY_ENTERPRISES = "key industrial enterprises"
PROJECTION = ["indicator_id", "path", "rule", "base_year"]


def projection_errors(
    tables: Mapping[str, pd.DataFrame],
    evidence: pd.DataFrame,
    base_years: Sequence[int],
    rules: Sequence[str],
) -> pd.DataFrame:
    """Every projection of March 2017 against every later value of the two rates.

    Parameters
    ----------
    tables
        The edition; only what ``projections.freeze`` leaves of it is projected from.
    evidence
        Table indicator_evidence.
    base_years, rules
        The paths; empty base years stand for all.

    Returns
    -------
    DataFrame
        The columns of ``projections.projected`` with evidence_id, line (own or later), population,
        `key_enterprises` (whether the value speaks of key enterprises only), value and `error`
        (projected less value, in points).
    """
    lines = rate_lines(evidence, tables["observations"], tables["milestones"])
    known_until = freeze(tables)[1]["year"].max()
    values = lines[lines["evidence_id"].isin(evidence["evidence_id"])]
    values = values[values["date"] > known_until]
    key = values["population"].str.contains(KEY_ENTERPRISES, case=False)
    values = values[values["status"].isin(VALUE_STATUSES)].assign(key_enterprises=key)
    # One number given for several populations is one number, and no matter of key enterprises.
    values = values.sort_values("key_enterprises", kind="stable").drop_duplicates(
        ["indicator_id", "date", "value"]
    )
    table = values.merge(legs(tables, base_years, rules), on="indicator_id")
    table = table[(table["since"] < table["date"]) & (table["date"] <= table["until"])]
    table = projected(table.reset_index(drop=True), tables["indicators"])
    return table.assign(error=table["projected"] - table["value"])


def ranking(errors: pd.DataFrame, line: str, *, key_enterprises: bool = True) -> pd.DataFrame:
    """Projections of each rate from the closest to the furthest, on one line.

    Parameters
    ----------
    errors
        Result of `projection_errors`.
    line
        ``own`` or ``later``.
    key_enterprises
        Whether values of key enterprises count; in or out for both rates alike.

    Returns
    -------
    DataFrame
        A row for each rate, path, rule and base year (0 for the plan's path): `values` (how many),
        `mean_absolute_error`, `bias`, `rank` (1 is the closest).
    """
    kept = errors[(errors["line"] == line) & (key_enterprises | ~errors["key_enterprises"])]
    keyed = kept.assign(
        base_year=kept["base_year"].where(kept["path"] == "pace", 0), size=kept["error"].abs()
    )
    table = keyed.groupby(PROJECTION, as_index=False).agg(
        values=("error", "size"), mean_absolute_error=("size", "mean"), bias=("error", "mean")
    )
    rank = table.groupby("indicator_id")["mean_absolute_error"].rank(method="min").astype(int)
    table = table.assign(rank=rank)
    return table.sort_values(["indicator_id", "rank", *PROJECTION[1:]], ignore_index=True)
