"""Intake of added observations from a rerunner's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.bounds import LOWER_AND_UPPER, open_ends
from helpers.data.intake.areas import AREA_COLUMN, area_words, fault_areas
from helpers.data.intake.as_printed import as_printed
from helpers.data.intake.column_rules import FilledForm, joined, read_form
from helpers.data.intake.doubts import doubt_conflicts, doubt_observations, milestone_ranges
from helpers.data.intake.findings import Findings
from helpers.data.intake.input_form import AS_PRINTED, SOURCE_TEXT, InputForm
from helpers.data.intake.nearest_names import listed, nearest
from helpers.data.intake.other_labels import carried_labels, without_milestones
from helpers.data.parsing import normalise
from helpers.data.tables.areas import AREAS, WHOLE
from helpers.data.tables.assessment import OBSERVATIONS
from helpers.data.tables.columns import INDICATOR_ID, OVER_PERIOD, UNITS, year

ADDED = "added"
PERCENT, YEARLY = "percent", "percent_on_previous_year"
COUNTED_FROM = year("base_year", "Year a change over a period is counted from", required=False)


def observation_form(indicators: Sequence[str]) -> InputForm:
    """Return the form for observations of some indicators."""
    return InputForm(
        "observations",
        required=(
            replace(INDICATOR_ID, choices=tuple(indicators)),
            *OBSERVATIONS.chosen("year", "value"),
        ),
        optional=(
            AREA_COLUMN,
            *OBSERVATIONS.chosen("unit", "qualifier"),
            COUNTED_FROM,
            *AS_PRINTED,
            *OBSERVATIONS.chosen("series", "population", "status"),
            *OBSERVATIONS.chosen("label_printed"),
            SOURCE_TEXT,
            *OBSERVATIONS.chosen("note"),
        ),
        # A blank unit is the indicator's own; a blank series continues the plan's own.
        own_blanks={"area": WHOLE, "unit": "", "series": ""},
        takes_periods=True,
    )


def read_added_observations(
    path: str | Path,
    indicators: pd.DataFrame,
    milestones: pd.DataFrame,
    other_labels: pd.DataFrame | None = None,
    findings: Findings | None = None,
    reading: Sequence[str] = (),
    areas: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Read added observations.

    Parameters
    ----------
    path
        A .csv or .xlsx file with the columns of ``observation_form``.
    indicators, milestones
        The edition's tables; they say which indicators, units, bounds and years are possible.
    other_labels
        Result of ``other_labels.read_other_labels``: values that are published under a label other
        than the plan's.
    findings
        Takes what was guessed, and what is probably wrong.
    reading
        What is said of the table in place of a guess, as ``reading_choice.parse_choice`` has it.
    areas
        Result of ``areas.read_areas``: the areas that there are, where a sheet lists them.

    Returns
    -------
    DataFrame
        Rows of the table observations, without the column ``comparable``, and with `area` where one
        is named.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    areas = pd.DataFrame(columns=AREAS.names) if areas is None else areas
    names = {"indicator_id": indicator_names(indicators), "area": area_words(areas)}
    form = read_form(path, observation_form(indicators["indicator_id"]), names, reading)
    values = form.values
    allowed = _allowed(form, indicators, milestones)
    own_unit, first = allowed["unit"].to_numpy(), allowed["first_year"].to_numpy()
    unit = np.where(form.is_blank("unit"), own_unit, values["unit"])
    _fault_units(form, unit, own_unit)
    unit = _since_base(form, unit, allowed)
    form.fault(
        "year",
        (values["year"] != 0) & (values["year"] < first),
        lambda row: (
            f"a year from {int(first[row])} on, the indicator's first base year",
            "Leave out observations from before the base.",
        ),
    )
    form.fault_percents("value", unit)
    bounds = (np.where(unit == own_unit, allowed[end], np.nan) for end in LOWER_AND_UPPER)
    form.fault_bounds("value", *bounds)
    printed = as_printed(form)
    _fault_open_ends(form, unit, allowed, printed.qualifier)
    labels = None if other_labels is None else without_milestones(other_labels, milestones)
    values["series"], values["label_printed"] = carried_labels(form, unit, labels)
    fault_areas(form, areas)
    # What each source says of a year stands beside what others say; a chain needs one value a year.
    values["told_by"] = np.where(unit == YEARLY, "", values["source"])
    has_areas = (values["area"] != WHOLE).any()
    key = ("indicator_id", "year", "series", "told_by")
    form.fault_repetitions((*key, "area") if has_areas else key, "indicator_id")
    form.refuse_faults()
    doubt_observations(form, unit, allowed)
    doubt_conflicts(form, unit)
    form.add_to(findings)
    keys = zip(values["indicator_id"], values["year"], form.sheet.cells.index, strict=True)
    columns = values | {
        "observation_id": [f"{name}-{year}-{ADDED}-{row}" for name, year, row in keys],
        "unit": unit,
        "qualifier": printed.qualifier,
        "decimals": printed.decimals,
        "source_id": ADDED,
        "locator": form.locators,
        "note": joined(values["source"], _spans(form), values["note"]),
    }
    kept = [*OBSERVATIONS.names, *(["area"] if has_areas else [])]
    return pd.DataFrame({name: columns[name] for name in kept if name in columns})


def _fault_units(form: FilledForm, unit: NDArray[Any], own: NDArray[Any]) -> None:
    """Fault units that are neither known nor the indicator's own, and changes without a base."""
    known = (*UNITS, OVER_PERIOD)
    there = ~pd.isna(own)
    form.fault(
        "unit",
        there & (unit != own) & ~np.isin(unit, known),
        lambda row: (
            f"{own[row]}, the indicator's own, or one of {listed(known)}",
            f"{nearest(unit[row], (own[row], *known))}Mend it, or leave it blank.",
        ),
    )
    base, is_change = form.values["base_year"], unit == OVER_PERIOD
    form.fault(
        "base_year",
        is_change & (base == 0),
        ("the year the change is counted from", "Fill the cell in."),
    )
    year = form.values["year"]
    late = is_change & (base != 0) & (year != 0) & (base >= year)
    form.fault("base_year", late, lambda row: (f"a year before {year[row]}", "Check both years."))
    form.fault(
        "base_year",
        ~is_change & (base != 0),
        (f"a blank, except in rows of {OVER_PERIOD}", "Clear it, or mend the unit."),
    )


def _since_base(form: FilledForm, unit: NDArray[Any], allowed: pd.DataFrame) -> NDArray[Any]:
    """Return the units, where a change counted from the indicator's base year is in its own."""
    counts = (allowed["target_kind"] == "change_from_base") & (allowed["unit"] == PERCENT)
    from_base = form.values["base_year"] == allowed["first_year"].to_numpy()
    return np.where((unit == OVER_PERIOD) & counts & from_base, PERCENT, unit)


def _fault_open_ends(
    form: FilledForm, unit: NDArray[Any], allowed: pd.DataFrame, qualifier: NDArray[Any]
) -> None:
    """Fault bounds that nothing closes on the other side."""
    kind, own = allowed["target_kind"], unit == allowed["unit"]
    low, high = (own & (kind == "level") & allowed[end].notna() for end in LOWER_AND_UPPER)
    # Nothing falls by more than all of it.
    low |= own & (kind == "change_from_base") & (unit == PERCENT)
    down, up = open_ends(form.values["value"], qualifier)
    form.fault(
        "value",
        (down & ~low | up & ~high).to_numpy(),
        (
            "a value: no bound of the indicator closes what this one leaves open",
            "Leave the row out, or write the value itself.",
        ),
    )


def _spans(form: FilledForm) -> list[str]:
    """Return what a row speaks of beside its year: a month or quarter, or a span of years."""
    base, year = form.values["base_year"], form.values["year"]
    return [
        f"speaks of {period}" if period else f"change from {start} to {end}" if start else ""
        for period, start, end in zip(form.periods, base, year, strict=True)
    ]


def _allowed(form: FilledForm, indicators: pd.DataFrame, milestones: pd.DataFrame) -> pd.DataFrame:
    """Return what is known of each row's indicator, blank for an unknown one."""
    years = milestones[["year", "base_year"]].min(axis=1).groupby(milestones["indicator_id"]).min()
    names = indicators["indicator_id"]
    ranges = milestone_ranges(milestones).reindex(names).reset_index(drop=True)
    known = indicators[["unit", "target_kind", *LOWER_AND_UPPER]].reset_index(drop=True)
    known = known.assign(first_year=names.map(years).to_numpy()).join(ranges)
    places = {name: place for place, name in enumerate(names)}
    of_row = form.cells["indicator_id"].read(lambda name: places.get(name, len(names)), np.intp)
    return known.reindex(range(len(names) + 1)).take(of_row)


def indicator_names(indicators: pd.DataFrame) -> dict[str, str]:
    """Return the ids of indicators by their English and Chinese names in small letters."""
    names = {}
    for column in ("name_en", "name_zh"):
        for name, indicator in zip(
            indicators.get(column, ()), indicators["indicator_id"], strict=False
        ):
            names[normalise(name).casefold()] = indicator
    return names | {name.casefold(): name for name in indicators["indicator_id"]}


def added_source(source_id: str, file: str | Path, what: str) -> dict[str, str]:
    """Return the source row that stands for a rerunner's file."""
    return {
        "source_id": source_id,
        "title": Path(file).name,
        "publisher": "Added for this edition",
        "published": "",
        "language": "en",
        "kind": "rerun",
        "note": f"{what} brought by a rerun; the locator names the row of the file.",
        "address": "",
        "address_from": "",
    }
