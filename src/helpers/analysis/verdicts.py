"""Table of verdicts: what all readings of one observation say together."""

from __future__ import annotations

import pandas as pd

DECIDED = ("ahead", "on_path", "behind", "too_close_to_say")


def verdicts(comparison: pd.DataFrame) -> pd.DataFrame:
    """Summary of a comparison, one row an observation.

    Parameters
    ----------
    comparison
        Result of ``comparison.comparison``.

    Returns
    -------
    DataFrame
        In the order of `comparison`: indicator_id, observation_id, report_year, scale, observed;
        `readings` (how many), one count a position; `above`, how many readings have a positive
        gap whatever the rounding; the range of `expected` and of `gap`; `interval_low` and
        `interval_high`, the ends over all rounding intervals; and `verdict`: the position of all
        readings; ``leans_ahead`` or ``leans_behind`` where every reading that can be told apart
        from the path agrees and every gap has that sign; ``depends`` where readings contradict
        each other; ``too_close_to_say`` or ``not_comparable`` where none is decided.
    """
    rows = [
        _summary(own) for _, own in comparison.groupby("observation_id", sort=False, dropna=False)
    ]
    return pd.DataFrame(rows)


def _summary(own: pd.DataFrame) -> dict[str, object]:
    """Return the verdict row of one observation."""
    first = own.iloc[0]
    counts = {name: int((own["position"] == name).sum()) for name in (*DECIDED, "not_comparable")}
    return {
        **first[["indicator_id", "observation_id", "report_year", "scale", "observed"]].to_dict(),
        "readings": len(own),
        **counts,
        "above": int((own["gap"] > 0).sum()),
        "expected_low": own["expected"].min(),
        "expected_high": own["expected"].max(),
        "gap_least": own["gap"].min(),
        "gap_most": own["gap"].max(),
        "interval_low": own["gap_low"].min(),
        "interval_high": own["gap_high"].max(),
        "verdict": _verdict(own, counts),
    }


def _verdict(own: pd.DataFrame, counts: dict[str, int]) -> str:
    """Return the one word the readings bear."""
    for name, count in counts.items():
        if count == len(own):
            return name
    if counts["ahead"] and not counts["behind"] and (own["gap"] > 0).all():
        return "leans_ahead"
    if counts["behind"] and not counts["ahead"] and (own["gap"] < 0).all():
        return "leans_behind"
    return "depends" if counts["ahead"] and counts["behind"] else "too_close_to_say"
