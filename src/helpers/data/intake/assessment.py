"""A table of base, current and target values to be assessed, of any plan."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from helpers.data.intake.cell_texts import PLAIN_ADVICE, is_plain
from helpers.data.intake.column_rules import FilledForm, distinct, read_form
from helpers.data.intake.findings import Findings
from helpers.data.intake.input_form import InputForm
from helpers.data.intake.nearest_names import nearest
from helpers.data.schema import Column
from helpers.data.tables.assessment import INDICATORS
from helpers.data.tables.columns import choice, number, text
from helpers.errors import Problem, quoted

YEARS = ("base_year", "current_year", "target_year")
VALUES = ("base_value", "current_value", "target")
# What an assessment adds; in its own output, read again, these are replaced.
ADDED = ("method", "value", "class", "assessable", "reason", "elapsed_share")
# A current value so many times smaller than base and target may be a fraction of 1.
FAR = 10.0


def any_year(name: str, description: str) -> Column:
    """Declare a column of years of any time."""
    return Column(name, "integer", description, minimum=1, maximum=9999)


ASSESSMENT_FORM = InputForm(
    "assessments",
    required=(
        any_year("base_year", "Year the change is counted from"),
        number("base_value", "Value of the base year"),
        any_year("current_year", "Year of the value assessed"),
        number("current_value", "Value assessed"),
        any_year("target_year", "Year of the target"),
        number("target", "Value of the target"),
    ),
    optional=(
        text("name", "What is assessed; blank: the row", required=False),
        *INDICATORS.chosen("better"),
        choice("share", "Whether the values are shares of a whole in percent", ("yes", "no")),
    ),
    # A figure that is not there makes its row one that cannot be assessed, and no other.
    own_blanks={"share": "no", **dict.fromkeys((*YEARS, *VALUES), "")},
    carries=True,
)


def read_assessments(path: str | Path, findings: Findings | None = None) -> pd.DataFrame:
    """Read one assessment a row.

    Parameters
    ----------
    path
        A file with the columns of ``ASSESSMENT_FORM``; further ones are carried along as texts.
    findings
        Takes what was guessed, and what is probably wrong.

    Returns
    -------
    DataFrame
        The columns of the form, years and values as numbers, nan for none, `share` boolean; then
        the further columns.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    form = read_form(path, ASSESSMENT_FORM)
    carried = [name for name in form.sheet.cells if name not in (*ASSESSMENT_FORM.names, *ADDED)]
    further = {name: distinct(form.sheet, name) for name in carried}
    for name, cells in further.items():
        form.cells[name] = cells
        form.fault(name, ~cells.read(is_plain), PLAIN_ADVICE)
    form.refuse_faults()
    _doubt(form, carried)
    form.add_to(findings)
    values, rows = form.values, form.sheet.cells.index
    return pd.DataFrame(
        {
            "name": [name or f"row {row}" for name, row in zip(values["name"], rows, strict=True)],
            **{name: np.where(values[name] < 0, np.nan, values[name]) for name in YEARS},
            **{name: values[name] for name in VALUES},
            "better": values["better"],
            "share": values["share"] == "yes",
            **{name: cells.column() for name, cells in further.items()},
        }
    )


def _doubt(form: FilledForm, carried: list[str]) -> None:
    """Note columns that may be misspelt, and values that may be fractions of percentages."""
    for name in carried:
        if hint := nearest(name, ASSESSMENT_FORM.names):
            found = f"the column {quoted(name)}, which is carried along unread"
            advice = "a column of the form, or another name", f"{hint}Rename it."
            form.doubts.append(Problem(found, *advice, form.sheet.file, form.sheet.name))
    base, current, target = (form.values[name] for name in VALUES)
    with np.errstate(invalid="ignore"):
        near = np.minimum(np.abs(base), np.abs(target))
        fraction = (np.abs(current) <= 1) & (current != 0) & (np.abs(current) < near / FAR)
    form.doubt(
        "current_value",
        fraction & (near > 1),
        ("a value on the scale of base and target", "Write 34 for 0.34 where they are percent."),
    )
