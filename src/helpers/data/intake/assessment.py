"""A table of base, current and target values to be assessed, of any plan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.data.intake.column_rules import read_form
from helpers.data.intake.input_form import InputForm
from helpers.data.tables.assessment import INDICATORS
from helpers.data.tables.columns import choice, number, text, year

ASSESSMENT_FORM = InputForm(
    "assessments",
    required=(
        year("base_year", "Year the change is counted from"),
        number("base_value", "Value of the base year"),
        year("current_year", "Year of the value assessed"),
        number("current_value", "Value assessed"),
        year("target_year", "Year of the target"),
        number("target", "Value of the target"),
    ),
    optional=(
        text("name", "What is assessed; blank: the row", required=False),
        *INDICATORS.chosen("better"),
        choice("share", "Whether the values are shares of a whole in percent", ("yes", "no")),
    ),
    own_blanks={"share": "no"},
)


def read_assessments(path: str | Path) -> pd.DataFrame:
    """Read one assessment a row.

    Parameters
    ----------
    path
        A .csv or .xlsx file with the columns of ``ASSESSMENT_FORM``.

    Returns
    -------
    DataFrame
        The columns of the form; `share` is boolean.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    form = read_form(path, ASSESSMENT_FORM)
    values = form.values
    base, current, target = (values[f"{name}_year"] for name in ("base", "current", "target"))
    years_read = (base != 0) & (current != 0) & (target != 0)
    form.fault(
        "base_year",
        years_read & (base >= np.minimum(current, target)),
        ("a year before current and target year", "Check the years."),
    )
    form.refuse_faults()
    numbers = form.sheet.cells.index
    return pd.DataFrame(
        {
            "name": [
                name or f"row {row}" for name, row in zip(values["name"], numbers, strict=True)
            ],
            **{name: values[name] for name in ("base_year", "current_year", "target_year")},
            **{name: values[name] for name in ("base_value", "current_value", "target")},
            "better": values["better"],
            "share": values["share"] == "yes",
        }
    )
