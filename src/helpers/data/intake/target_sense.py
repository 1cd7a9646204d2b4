"""Whether targets make sense: after their base, and on the side that counts as better."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.intake.column_rules import FilledForm


def check_sense(form: FilledForm, better: NDArray[Any]) -> None:
    """Fault targets before every base, and targets that would be a step back.

    Of levels a target is set against the last base before it, of changes against none. Where a row
    says itself that higher is better, a target below the base may be a floor: it is doubted.

    Parameters
    ----------
    form
        A target table.
    better
        Which way each row's indicator improves, shape (n,).
    """
    values = form.values
    year, value, role = (values[name] for name in ("year", "value", "role"))
    target = (role == "target") & (year != 0) & ~np.isnan(value)
    level = values["target_kind"] == "level"
    # An area has a path of its own.
    path = form.codes_of(("indicator_id", "area"))
    base_year, base = _base_before(values, path)
    early = target & level & np.isnan(base) & _has_base(values, path)
    form.fault(
        "year", early, ("a target year after the baseline's", "Check the years, or the role.")
    )
    base = np.where(level, base, 0.0)
    change = np.where(target, value - base, np.nan)
    from_base = [f"{b:g} of {y:.0f}" if of_level else "0" for b, y, of_level in
                 zip(base, base_year, level, strict=True)]  # fmt: skip
    rising = (better == "lower") & (change > 0)
    form.fault(
        "value",
        rising,
        lambda row: (
            f"a target below {from_base[row]}, since lower is better",
            "Check the value, or write higher under better.",
        ),
    )
    falling = (better == "higher") & (change < 0)
    silent = form.is_unsaid("better")
    form.fault(
        "value",
        falling & silent,
        lambda row: (
            f"a target above {from_base[row]}, since a blank under better means higher",
            "Write lower or higher under better.",
        ),
    )
    form.doubt(
        "value",
        falling & ~silent,
        lambda row: (f"a target above {from_base[row]}, since higher is better", "Check both."),
    )


def _has_base(values: dict[str, NDArray[Any]], path: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell of which rows the path has a base of its own."""
    is_base = pd.Series(np.isin(values["role"], ("baseline", "expected")) & (values["year"] != 0))
    return is_base.groupby(path).transform("any").to_numpy()


def _base_before(
    values: dict[str, NDArray[Any]], path: NDArray[np.intp]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return year and value of the last base before each row, nan where there is none."""
    table = pd.DataFrame({name: values[name] for name in ("year", "value", "role")})
    table = table.assign(path=path, position=range(len(table)))
    table = table.sort_values(["path", "year"], kind="stable")
    is_base = table["role"].isin(("baseline", "expected"))
    groups = table["path"]
    found = table[["year", "value"]].astype(float).where(is_base).groupby(groups).ffill()
    found = found.set_axis(table["position"]).sort_index()
    return found["year"].to_numpy(), found["value"].to_numpy()
