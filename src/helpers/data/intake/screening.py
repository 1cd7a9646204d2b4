"""Rows of added observations screened all at once: what they say, and which are at fault."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.intake.cell_texts import is_plain, read_number, read_year
from helpers.data.intake.distinct import Distinct
from helpers.data.tables.assessment import OBSERVATIONS
from helpers.data.tables.columns import QUALIFIERS, UNITS

STATUSES = OBSERVATIONS.column("status").choices
FREE = ("series", "population", "label_printed", "source", "note")


@dataclass(frozen=True)
class Register:
    """What an edition allows: entries by indicator, and the first year of each."""

    entries: Mapping[str, dict[str, Any]]
    first_years: Mapping[str, float]

    def column(self, value: Any) -> NDArray[np.float64]:
        """Return a number for each entry and, at the end, nan for an unknown indicator."""
        numbers = [value(name, entry) for name, entry in self.entries.items()]
        return np.array([*numbers, None], dtype=float)


def register_of(indicators: pd.DataFrame, milestones: pd.DataFrame) -> Register:
    """Return the register of an edition's indicators."""
    first_years = (
        milestones.assign(first=milestones[["year", "base_year"]].min(axis=1))
        .groupby("indicator_id")["first"]
        .min()
        .to_dict()
    )
    return Register(indicators.set_index("indicator_id").to_dict("index"), first_years)


def screened(cells: Mapping[str, Distinct], register: Register) -> dict[str, NDArray[Any]]:
    """Return unit, year, value and decimals of every row, and whether the row is faulty."""
    places = {name: place for place, name in enumerate(register.entries)}
    units = {name: place for place, name in enumerate(UNITS)}
    of_row = cells["indicator_id"].read(lambda text: places.get(text, len(places)), np.int32)
    own_unit = register.column(lambda _, entry: units.get(entry["unit"]))[of_row]
    blank = cells["unit"].read(lambda text: not text, bool)
    unit = np.where(blank, own_unit, cells["unit"].read(units.get, float))
    year = cells["year"].read(lambda text: read_year(text) or 0, int)
    # Nothing lies beyond a bound that is nan.
    first = register.column(lambda name, _: register.first_years.get(name))[of_row]
    low = register.column(lambda _, entry: bounds_of(entry)[0])[of_row]
    high = register.column(lambda _, entry: bounds_of(entry)[1])[of_row]
    found = _numbers(cells["value"])
    outside = (found["value"] < low) | (found["value"] > high)
    no_percent = ~np.array([name.startswith("percent") for name in UNITS])
    place = np.nan_to_num(unit).astype(int)
    faulty = (
        (of_row == len(places))
        | (year == 0)
        | (year < first)
        | np.isnan(unit)
        | found["faulty"]
        | (found["percent"] & no_percent[place])
        | ((unit == own_unit) & outside)
        | ~cells["qualifier"].read(QUALIFIERS.__contains__, bool)
        | ~cells["status"].read(STATUSES.__contains__, bool)
    )
    for name in FREE:
        faulty |= ~cells[name].read(is_plain, bool)
    return found | {"unit": place, "year": year, "faulty": faulty}


def _numbers(cells: Distinct) -> dict[str, NDArray[Any]]:
    """Return value, decimals and percent sign of every row, and whether it is no fit number."""
    numbers = [read_number(text) for text in cells.texts]
    fit = [number is not None and number.is_moderate for number in numbers]
    columns = {
        "value": [number.value if number else np.nan for number in numbers],
        "decimals": [number.decimals if number else np.nan for number in numbers],
        "percent": [number is not None and number.percent for number in numbers],
        "faulty": [not ok for ok in fit],
    }
    return {name: np.array(column)[cells.codes] for name, column in columns.items()}


def repeated(cells: Mapping[str, Distinct], years: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell of each row whether an earlier one speaks of the same indicator, year and series."""
    return pd.Series(keys_of(cells, years)).duplicated().to_numpy() & (years != 0)


def keys_of(cells: Mapping[str, Distinct], years: NDArray[Any]) -> NDArray[np.int64]:
    """Return one number for each indicator, year and series."""
    indicator, series = cells["indicator_id"], cells["series"]
    codes, known = pd.factorize(years)
    sizes = (len(indicator.texts), len(series.texts), len(known))
    return np.ravel_multi_index((indicator.codes, series.codes, codes), sizes)


def bounds_of(entry: dict) -> tuple[float | None, float | None]:
    """Return lower and upper bound of a register entry, None for no bound."""
    low, high = (entry.get(name) for name in ("lower_bound", "upper_bound"))
    return (None if pd.isna(low) else low, None if pd.isna(high) else high)
