"""Values that are published under a label other than the plan's: typed in, they carry it along."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers import paths
from helpers.data.intake.column_rules import FilledForm
from helpers.data.observations import PLAN_SERIES
from helpers.data.raw import read_raw
from helpers.data.tables.areas import WHOLE
from helpers.errors import quoted

KEY = ["indicator_id", "year", "unit", "value"]
# Of a later series: it continues the plan's label.
SAME = "same"


def read_other_labels(folder: Path = paths.RAW) -> pd.DataFrame:
    """Return the values that only series other than the plan's have.

    Returns
    -------
    DataFrame
        indicator_id, year, unit, value, series, label_printed; one row a value.
    """
    evidence = read_raw("indicator_evidence.csv", folder)
    register = read_raw("later_series.csv", folder)
    relation = register.set_index(["series", "indicator_id"])["relation"].to_dict()
    pairs = zip(evidence["series"], evidence["indicator_id"], strict=True)
    rows = evidence.assign(
        relation=[relation.get(pair, "") for pair in pairs],
        value=pd.to_numeric(evidence["value"]),
        year=pd.to_numeric(evidence["year"]),
    )
    known = rows[(rows["relation"] != "") & rows["value"].notna() & (rows["status"] != "target")]
    own = known.loc[known["relation"] == SAME, KEY]
    other = known[known["relation"] != SAME].drop_duplicates(KEY)
    only = other.merge(own.drop_duplicates(), on=KEY, how="left", indicator=True)
    return only.loc[only["_merge"] == "left_only", [*KEY, "series", "label_printed"]]


def without_milestones(labels: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Return the values that the plan itself does not print for the year."""
    key = ["indicator_id", "year", "value"]
    printed = milestones[key].drop_duplicates().assign(printed=True)
    return labels.merge(printed, on=key, how="left").query("printed != True")


def carried_labels(
    form: FilledForm, unit: NDArray[Any], other_labels: pd.DataFrame | None
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return series and printed label of each row; a blank series continues the plan's own.

    A value without a series that is published under another label alone is taken as of that one,
    and doubted.
    """
    values = form.values
    blank = form.is_blank("series")
    series = np.where(blank, PLAN_SERIES, values["series"]).astype(object)
    # What is published are values of the whole.
    blank &= values["area"] == WHOLE
    labels = values["label_printed"].astype(object)
    if other_labels is None:
        return series, labels
    known = {tuple(row[name] for name in KEY): row for row in other_labels.to_dict("records")}
    found: dict[int, dict[Any, Any]] = {}
    for row in np.flatnonzero(blank & np.isin(values["value"], other_labels["value"])).tolist():
        key = (values["indicator_id"][row], values["year"][row], unit[row], values["value"][row])
        if key in known:
            found[row] = known[key]
    for row, label in found.items():
        series[row] = label["series"]
        labels[row] = labels[row] or label["label_printed"]
    doubted = np.zeros(len(series), dtype=bool)
    doubted[list(found)] = True
    form.doubt(
        "value",
        doubted,
        lambda row: (
            f"a value of the plan's own label; it is published as {quoted(labels[row])}",
            f"It is taken as of the series {series[row]}; write {PLAN_SERIES} under series if it "
            "continues the plan's own.",
        ),
    )
    return series, labels
