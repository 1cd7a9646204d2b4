"""One observation worked through all rules, from one base to one target."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from helpers.analysis.comparison.path_choices import path_choices
from helpers.analysis.edition_tables import Results

# The observation of this indicator is worked where there is one, else the first that has paths.
PREFERRED = "cnc_key_process_ratio"


@dataclass(frozen=True)
class WorkedCase:
    """The observation with its base and its target, on the scale of comparison.

    Parameters
    ----------
    indicator_id, name
        Of the indicator.
    known
        Values by the names that formulas give them (see ``helpers.analysis.formulas``), with ``h``,
        half the rounding interval of the observed value.
    intervals
        Value, low and high end of base, observed value and target by their names.
    paths
        Its rows of the table of comparison, one a rule.
    """

    indicator_id: str
    name: str
    observation_id: str
    known: dict[str, float]
    intervals: dict[str, tuple[float, float, float]]
    paths: pd.DataFrame

    def of(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table of assessments that are about this case."""
        return table[
            (table["observation_id"] == self.observation_id)
            & (table["base_year"] == self.known["t_0"])
            & (table["target_year"] == self.known["T"])
        ]


def worked_case(results: Results) -> WorkedCase | None:
    """Return the case to work, None where no observation has a path."""
    grid = path_choices(results.inputs)
    grid = grid[grid["value"].notna()]
    if grid.empty:
        return None
    own = grid[grid["indicator_id"] == PREFERRED]
    row = (grid if own.empty else own).iloc[0]
    names = results.indicators.set_index("indicator_id")["name_en"]
    case = WorkedCase(
        indicator_id=row["indicator_id"],
        name=names[row["indicator_id"]],
        observation_id=row["observation_id"],
        known={
            "t_0": int(row["base_year"]),
            "t": int(row["year"]),
            "T": int(row["target_year"]),
            "y_0": row["value_base"],
            "y": row["value"],
            "y_T": row["value_target"],
            "d": row["sign"],
            "h": (row["high"] - row["low"]) / 2,
        },
        intervals={
            "y_0": (row["value_base"], row["low_base"], row["high_base"]),
            "y": (row["value"], row["low"], row["high"]),
            "y_T": (row["value_target"], row["low_target"], row["high_target"]),
        },
        paths=results.comparison,
    )
    return replace(case, paths=case.of(case.paths))
