"""Intake of added observations from a rerunner's file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.data.bounds import LOWER_AND_UPPER
from helpers.data.intake.as_printed import as_printed
from helpers.data.intake.column_rules import FilledForm, joined, read_form
from helpers.data.intake.doubts import doubt_observations, milestone_ranges
from helpers.data.intake.findings import Findings
from helpers.data.intake.input_form import AS_PRINTED, SOURCE_TEXT, InputForm
from helpers.data.intake.other_labels import carried_labels, without_milestones
from helpers.data.parsing import normalise
from helpers.data.tables.assessment import OBSERVATIONS
from helpers.data.tables.columns import INDICATOR_ID

ADDED = "added"


def observation_form(indicators: Sequence[str]) -> InputForm:
    """Return the form for observations of some indicators."""
    return InputForm(
        "observations",
        required=(
            replace(INDICATOR_ID, choices=tuple(indicators)),
            *OBSERVATIONS.chosen("year", "value"),
        ),
        optional=(
            *OBSERVATIONS.chosen("unit", "qualifier"),
            *AS_PRINTED,
            *OBSERVATIONS.chosen("series", "population", "status"),
            *OBSERVATIONS.chosen("label_printed"),
            SOURCE_TEXT,
            *OBSERVATIONS.chosen("note"),
        ),
        # A blank unit is the indicator's own; a blank series continues the plan's own.
        own_blanks={"unit": "", "series": ""},
    )


def read_added_observations(
    path: str | Path,
    indicators: pd.DataFrame,
    milestones: pd.DataFrame,
    other_labels: pd.DataFrame | None = None,
    findings: Findings | None = None,
    reading: Sequence[str] = (),
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

    Returns
    -------
    DataFrame
        Rows of the table observations, without the column ``comparable``.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    names = {"indicator_id": indicator_names(indicators)}
    form = read_form(path, observation_form(indicators["indicator_id"]), names, reading)
    values = form.values
    allowed = _allowed(form, indicators, milestones)
    own_unit = allowed["unit"].to_numpy()
    unit = np.where(form.is_blank("unit"), own_unit, values["unit"])
    first = allowed["first_year"].to_numpy()
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
    labels = None if other_labels is None else without_milestones(other_labels, milestones)
    values["series"], values["label_printed"] = carried_labels(form, unit, labels)
    form.fault_repetitions(("indicator_id", "year", "series"), "indicator_id")
    form.refuse_faults()
    doubt_observations(form, unit, allowed)
    form.add_to(findings)
    keys = zip(values["indicator_id"], values["year"], form.sheet.cells.index, strict=True)
    columns = values | {
        "observation_id": [f"{name}-{year}-{ADDED}-{row}" for name, year, row in keys],
        "unit": unit,
        "qualifier": printed.qualifier,
        "decimals": printed.decimals,
        "source_id": ADDED,
        "locator": form.locators,
        "note": joined(values["source"], values["note"]),
    }
    return pd.DataFrame({name: columns[name] for name in OBSERVATIONS.names if name in columns})


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
    }
