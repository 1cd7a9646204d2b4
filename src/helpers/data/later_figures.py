"""The later values of this repository as a table that a rerun takes."""

from __future__ import annotations

import pandas as pd

from helpers.data.hindsight import read_hindsight
from helpers.data.input_tables import InputTables
from helpers.data.observations import PLAN_SERIES
from helpers.data.tables.columns import OVER_PERIOD
from helpers.data.transcriptions import read_record

STATUSES = ("reported", "derived")
# A later series that continues the plan's label.
SAME = "same"
COLUMNS = ["indicator_id", "year", "value", "unit", "qualifier", "base_year", "series",
           "population", "status", "label_printed", "source", "note"]  # fmt: skip
CHANGES = (OVER_PERIOD, "percent_on_previous_year")


def later_figures(edition: InputTables) -> pd.DataFrame:
    """Return what was published later of the plan's indicators, one row a value.

    Values with a year after the last one observed, in a unit that the plan knows. Of a series and
    year the whole-year rows count, else those of its last month or quarter; rows that contradict
    each other all stay.

    Returns
    -------
    DataFrame
        Columns of the form of observations, every cell a text.
    """
    later = read_record()["later_observations"]
    relation = read_hindsight()["later_series"].set_index(["series", "indicator_id"])["relation"]
    own = later["indicator_id"].map(edition.indicators.set_index("indicator_id")["unit"])
    is_value = later["status"].isin(STATUSES) & later["value"].notna() & later["year"].notna()
    known = (later["unit"] == own) | later["unit"].isin(CHANGES)
    rows = later[is_value & known & later["qualifier"].isin(("exact", "about"))]
    rows = rows[rows["year"] > edition.last_reported_year]
    keys = zip(rows["series"], rows["indicator_id"], strict=True)
    continues = [relation.get(key) == SAME for key in keys]
    rows = rows.assign(
        series=rows["series"].mask(continues, PLAN_SERIES),
        part=rows["precision"] != "year",
        base_year=rows["base_year"].where(rows["unit"] == OVER_PERIOD),
        source=rows["publisher"] + ", " + rows["document"] + ", " + rows["published"].astype(str),
        note=("period: " + rows["period"]).where(rows["precision"] != "year", ""),
    )  # fmt: skip
    groups = ["indicator_id", "series", "year", "unit"]
    whole = rows["part"] == rows.groupby(groups)["part"].transform("min")
    rows = rows[whole]
    # "2020-09" stands after "2020-06", and "2020Q3" after "2020Q2".
    last = rows["period"] == rows.groupby(groups)["period"].transform("max")
    rows = rows[~rows["part"] | last]
    years = {name: rows[name].map(lambda year: "" if pd.isna(year) else f"{year:.0f}")
             for name in ("year", "base_year")}  # fmt: skip
    return rows.assign(**years, value=rows["value"].map("{:.10g}".format))[COLUMNS]
