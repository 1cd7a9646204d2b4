"""Later observations, as the evidence on the indicators holds them."""

from __future__ import annotations

import pandas as pd

from helpers.data.tables.evidence import LATER_OBSERVATIONS


def later_observations(evidence: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of indicator_evidence that are later observations, as that table.

    A period ends with its last year, so it counts as a whole one.
    """
    rows = evidence[evidence["in_later_observations"].astype(bool)]
    rows = rows.rename(columns={"evidence_id": "later_id"}).reset_index(drop=True)
    return rows.assign(
        conflict=(rows["conflicts_with"] != "").map({True: "yes", False: "no"}),
        precision=rows["precision"].replace("period", "year"),
    )[LATER_OBSERVATIONS.names]
