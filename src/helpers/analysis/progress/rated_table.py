"""A table of base, current and target values, rated: a DataFrame in, a DataFrame out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.analysis.progress.method import Method
from helpers.analysis.progress.methods import METHODS, get_method
from helpers.analysis.progress.records import Series, make_records
from helpers.analysis.progress.scores import score
from helpers.analysis.progress.without_target import WITHOUT_TARGET, TargetlessRule


def get_rule(name: str) -> Method | TargetlessRule:
    """Return a rule, with a target or without.

    Raises
    ------
    WrongCall
        If there is none of that id.
    """
    return WITHOUT_TARGET[name] if name in WITHOUT_TARGET else get_method(name)


def rule_names() -> list[str]:
    """Return the ids of all rules."""
    return [*METHODS, *WITHOUT_TARGET]


def rate_table(table: pd.DataFrame, method: str, series: Series | None = None) -> pd.DataFrame:
    """Rate each row of a table by a published rule.

    Parameters
    ----------
    table
        Columns base_year, base_value, current_year, current_value, better (higher or lower), and
        as the rule needs them target_year, target, share (boolean), limit; others are kept.
    method
        Id of a rule.
    series
        Yearly points behind each row, for rules that need more than a base.

    Returns
    -------
    DataFrame
        `table` with method, value, class, score (nan where the rule has none), assessable, reason
        and elapsed_share, the part of the time to the target that has passed.

    Raises
    ------
    WrongCall
        If there is no such rule.

    Examples
    --------
    >>> tools = pd.DataFrame({"base_year": [2013], "base_value": [52.0], "current_year": [2016],
    ...     "current_value": [61.8], "target_year": [2020], "target": [72.0], "better": ["higher"]})
    >>> rate_table(tools, "cagr_ratio")["class"].tolist()
    ['substantial_progress']
    """
    rule = get_rule(method)
    nothing = np.full(len(table), np.nan)
    given = {name: table.get(name, nothing) for name in ("target_year", "target")}
    limit = np.asarray(table.get("limit", nothing), dtype=float)
    records = make_records(
        base_year=table["base_year"],
        base=table["base_value"],
        year=table["current_year"],
        value=table["current_value"],
        **given,
        better=np.asarray(table["better"]),
        share=table.get("share", False),
        series=series,
    )
    if isinstance(rule, TargetlessRule):
        found = rule.assess(records, limit)
    else:
        found = rule.assess(records)
    with np.errstate(divide="ignore", invalid="ignore"):
        elapsed = records.elapsed / records.span
    return table.assign(
        method=rule.name,
        value=found.value,
        **{"class": found.classes},
        score=score(method, records, found, limit),
        assessable=found.assessable,
        reason=found.reasons,
        elapsed_share=np.where(np.isfinite(elapsed), elapsed, np.nan),
    )
