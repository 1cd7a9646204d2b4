"""Observations: the reported values, from the raw tables and from a rerunner's file."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers import paths
from helpers.data.parsing import UnparsedCell, parse_cell
from helpers.data.raw import cell_problem, check_numbers, read_raw
from helpers.data.tables.assessment import OBSERVATIONS
from helpers.errors import DataRefused

RAW_FILE = "observations.csv"
PLAN_SERIES = "plan"


def read_observations(folder: Path = paths.RAW) -> pd.DataFrame:
    """Return the values of 2016 published by 11 March 2017, parsed from their printed cells.

    Raises
    ------
    DataRefused
        For every printed value that cannot be parsed.
    """
    raw = read_raw(RAW_FILE, folder)
    check_numbers(raw, RAW_FILE, "year")
    rows, problems = [], []
    for position, record in enumerate(raw.to_dict("records")):
        try:
            cell = parse_cell(record["value_printed"])
        except UnparsedCell as error:
            cause = (error.text, "a number or a change", "Compare the cell with the source.")
            problems.append(cell_problem(RAW_FILE, position, "value_printed", *cause))
            continue
        read = {name: getattr(cell, name) for name in ("value", "qualifier", "decimals")}
        rows.append(record | read | {"year": int(record["year"]), "population": ""})
    if problems:
        raise DataRefused(f"{RAW_FILE} holds cells that cannot be read", problems)
    indicators = read_raw("indicator_register.csv", folder)
    return add_comparability(pd.DataFrame(rows), indicators, folder)


def add_comparability(
    observations: pd.DataFrame, indicators: pd.DataFrame, folder: Path = paths.RAW
) -> pd.DataFrame:
    """Say of each observation whether its series may be set beside the milestones.

    The series ``plan`` continues the plan's own label. Any other series that the register does not
    know is ``no``: an unknown label is a break until someone has looked at it.
    """
    register = read_raw("series.csv", folder)
    known = register.set_index(["series", "indicator_id"])["comparable"].to_dict()
    known |= {(PLAN_SERIES, name): "yes" for name in indicators["indicator_id"]}
    pairs = zip(*(observations[name].tolist() for name in ("series", "indicator_id")), strict=True)
    comparable = [known.get(pair, "no") for pair in pairs]
    return observations.assign(comparable=comparable)[OBSERVATIONS.names]
