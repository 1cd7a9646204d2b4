"""Another plan's target table: indicators and milestones in one long sheet."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.bounds import LOWER_AND_UPPER, SHARE_BOUNDS
from helpers.data.intake.areas import AREA_COLUMN, area_words, fault_areas
from helpers.data.intake.as_printed import as_printed
from helpers.data.intake.cell_texts import is_slug, slug_advice
from helpers.data.intake.column_rules import FilledForm, first_rows, joined, read_form
from helpers.data.intake.findings import Findings
from helpers.data.intake.input_form import AS_PRINTED, SOURCE_TEXT, InputForm
from helpers.data.intake.nearest_names import nearest
from helpers.data.intake.target_sense import check_sense
from helpers.data.tables.areas import AREAS, WHOLE
from helpers.data.tables.assessment import INDICATORS, MILESTONES, OBSERVATIONS
from helpers.data.tables.columns import DOWNWARD, UNITS, UPWARD
from helpers.errors import MOST_QUOTED, Problem, quoted

TARGET_FORM = InputForm(
    "targets",
    required=MILESTONES.chosen("indicator_id", "year", "value", "role"),
    optional=(
        AREA_COLUMN,
        *INDICATORS.chosen("name_en", "name_zh", "category", "unit", "better", "target_kind"),
        *INDICATORS.chosen(*LOWER_AND_UPPER),
        *MILESTONES.chosen("base_year", "qualifier"),
        *AS_PRINTED,
        *INDICATORS.chosen("population", "definition"),
        SOURCE_TEXT,
        *OBSERVATIONS.chosen("note"),
    ),
    # Without an English name the indicator goes by its id.
    own_blanks={"area": WHOLE, "name_en": "", "unit": "percent"},
)
# What an indicator says of itself must be the same in each of its rows; no file names a sample.
OF_INDICATOR = [name for name in INDICATORS.names if name not in ("indicator_id", "sample")]
TARGETS = "targets"


def read_targets(
    path: str | Path, findings: Findings | None = None, areas: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read a target table: one row a milestone, the indicator's own columns repeated.

    Parameters
    ----------
    path
        A .csv or .xlsx file with the columns of ``TARGET_FORM``.
    findings
        Takes what was guessed, and what is probably wrong.
    areas
        Result of ``areas.read_areas``: the areas that there are, where a sheet lists them.

    Returns
    -------
    indicators, milestones
        Tables as declared in ``helpers.data.tables``; the milestones with `area` where one is
        named. Rows of an area give the bases and targets in which it differs from the whole, and
        need not repeat what the first row says of the indicator.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    areas = pd.DataFrame(columns=AREAS.names) if areas is None else areas
    form = read_form(path, TARGET_FORM, {"area": area_words(areas)})
    values, codes = form.values, form.cells["indicator_id"].codes
    fault_areas(form, areas)
    form.fault_cells("indicator_id", ~form.cells["indicator_id"].read(is_slug), slug_advice)
    indicators = _indicators(form)
    first = first_rows(codes)
    _fault_contradictions(form, indicators, first)
    for name in OF_INDICATOR:
        values[name] = values[name].take(first)
    indicators = indicators.take(first).reset_index(drop=True)
    for name in ("value", *LOWER_AND_UPPER):
        form.fault_percents(name, values["unit"])
    form.fault_bounds("value", *indicators[LOWER_AND_UPPER].to_numpy().T)
    _fault_base_years(form)
    printed = as_printed(form)
    _check_words(form, printed.qualifier)
    has_areas = (values["area"] != WHOLE).any()
    key = ("indicator_id", "year")
    form.fault_repetitions((*key, "area") if has_areas else key, "year")
    check_sense(form, indicators["better"].to_numpy())
    form.refuse_faults(_incomplete(form))
    form.add_to(findings)
    milestones = pd.DataFrame(
        {
            **{name: values[name] for name in ("indicator_id", "year", "value", "role")},
            "qualifier": printed.qualifier,
            "base_year": np.where(values["base_year"] == 0, np.nan, values["base_year"]),
            "decimals": printed.decimals,
            **dict.fromkeys(("printed_zh", "printed_en_cset", "printed_en_g6"), ""),
            "source_id": TARGETS,
            "locator": joined(form.locators, values["source"], values["note"]),
            **({"area": values["area"]} if has_areas else {}),
        }
    )
    # Indicators in the order of their first rows; the years of each in theirs.
    order = np.lexsort((values["year"], first))
    return (
        indicators.iloc[np.unique(first)].reset_index(drop=True),
        milestones.iloc[order].reset_index(drop=True),
    )


def _indicators(form: FilledForm) -> pd.DataFrame:
    """Return what each row says of its indicator; a share lies between 0 and 100 unless said."""
    names = ["indicator_id", *OF_INDICATOR]
    table = pd.DataFrame({name: form.values[name] for name in names}).assign(sample=np.nan)
    unnamed = table["name_en"] == ""
    table["name_en"] = table["name_en"].mask(unnamed, table["indicator_id"])
    unbound = form.is_blank("lower_bound") & form.is_blank("upper_bound")
    share = (table["unit"] == "percent") & (table["target_kind"] == "level") & unbound
    table.loc[share, LOWER_AND_UPPER] = SHARE_BOUNDS
    return table


def _fault_contradictions(form: FilledForm, indicators: pd.DataFrame, first: np.ndarray) -> None:
    """Fault what a row says of its indicator otherwise than the indicator's first row.

    A row of an area may be silent.
    """
    of_area = form.values["area"] != WHOLE
    for name in OF_INDICATOR:
        said = indicators[name].astype(object).fillna("no bound")
        said_first = said.take(first).to_numpy()
        differs = (said != said_first).to_numpy() & ~(of_area & form.is_unsaid(name))
        form.fault(name, differs, partial(_first_said, said_first))


def _check_words(form: FilledForm, qualifier: NDArray[Any]) -> None:
    """Fault bases that are bounds, and doubt units that may be misspelt."""
    is_base = form.values["role"] != "target"
    form.fault(
        "value",
        is_base & np.isin(qualifier, (*UPWARD, *DOWNWARD)),
        ("a value: a path begins at a number", "Write the value itself."),
    )
    hints = form.cells["unit"].read(lambda unit: unit not in UNITS and nearest(unit, UNITS), object)
    form.doubt(
        "unit",
        hints.astype(bool),
        lambda row: ("a unit of its own", f"{hints[row]}Mend it if so."),
    )


def _first_said(said_first: np.ndarray, row: int) -> tuple[str, str]:
    expected = f"{str(said_first[row])[:MOST_QUOTED]}, as in the indicator's first row"
    return expected, "Make them agree."


def _fault_base_years(form: FilledForm) -> None:
    """Fault changes and means without a base year, and base years that are not before the year."""
    year, base = form.values["year"], form.values["base_year"]
    needed = (form.values["target_kind"] != "level") & (base == 0)
    advice = ("the year the change or mean is counted from", "Fill the cell in.")
    form.fault("base_year", needed, advice)
    late = (base != 0) & (year != 0) & (base >= year)
    form.fault("base_year", late, lambda row: (f"a year before {year[row]}", "Check both years."))


def _incomplete(form: FilledForm) -> list[Problem]:
    """Name indicators from whose rows no path can be drawn."""
    values = form.values
    role = pd.Series(values["role"])
    of_indicator = pd.DataFrame(
        {
            "has_target": role == "target",
            "has_base": role.isin(("baseline", "expected")) | (values["base_year"] != 0),
        }
    )
    of_indicator &= (values["area"] == WHOLE)[:, None]
    complete = of_indicator.groupby(values["indicator_id"], sort=False).any().all(axis=1)
    lacking = ~complete[values["indicator_id"]].to_numpy()
    roles = role[lacking].groupby(values["indicator_id"][lacking], sort=False).unique()
    of_whole = " of the whole (area left blank)" if (values["area"] != WHOLE).any() else ""
    return [
        Problem(
            f"{quoted(indicator)} with {' and '.join(sorted(given))[:MOST_QUOTED]} only",
            f"a baseline or base year, and a target{of_whole}",
            "Add the missing row.",
            form.sheet.file,
            column="role",
        )
        for indicator, given in roles.items()
    ]
