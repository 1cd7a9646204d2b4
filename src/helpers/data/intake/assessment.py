"""A table of base, current and target values to be assessed, of any plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from helpers.data.intake.cell_texts import PLAIN_ADVICE, is_plain, number_advice
from helpers.data.intake.column_rules import FilledForm, distinct, first_rows, read_form
from helpers.data.intake.files import columns_of
from helpers.data.intake.findings import Findings
from helpers.data.intake.input_form import InputForm
from helpers.data.intake.nearest_names import nearest
from helpers.data.schema import Column
from helpers.data.tables.assessment import INDICATORS
from helpers.data.tables.columns import choice, number, text
from helpers.errors import DataRefused, Problem, quoted

YEARS = ("base_year", "current_year", "target_year")
VALUES = ("base_value", "current_value", "target")
# What an assessment adds; in its own output, read again, these are replaced.
ADDED = ("method", "value", "class", "score", "assessable", "reason", "elapsed_share")
# A current value so many times smaller than base and target may be a fraction of 1.
FAR = 10.0
# A further column is carried along with good reason, unless its name is a slip of the keyboard.
MISSPELT = 0.75


def any_year(name: str, description: str) -> Column:
    """Declare a column of years of any time."""
    return Column(name, "integer", description, minimum=1, maximum=9999)


TARGET = (any_year("target_year", "Year of the target"), number("target", "Value of the target"))
OF_ALL = (
    *INDICATORS.chosen("better"),
    choice("share", "Whether the values are shares of a whole in percent", ("yes", "no")),
    number("limit", "Value that none can pass, for rules that know one", required=False),
)
ASSESSMENT_FORM = InputForm(
    "assessments",
    required=(
        any_year("base_year", "Year the change is counted from"),
        number("base_value", "Value of the base year"),
        any_year("current_year", "Year of the value assessed"),
        number("current_value", "Value assessed"),
        *TARGET,
    ),
    optional=(text("name", "What is assessed; blank: the row", required=False), *OF_ALL),
    # A figure that is not there makes its row one that cannot be assessed, and no other.
    own_blanks={"share": "no", **dict.fromkeys((*YEARS, *VALUES), "")},
    carries=True,
)

# One value a row, for rules that read a series: the years of a name are one assessment.
SERIES_FORM = InputForm(
    "series",
    required=(
        text("name", "What is assessed; its rows are one series"),
        any_year("year", "Year of the value"),
        number("value", "Value of the year"),
        *TARGET,
    ),
    optional=(
        replace(
            any_year("base_year", "Year the change is counted from; blank: the first of the name"),
            required=False,
        ),
        *OF_ALL,
    ),
    own_blanks={"share": "no", "base_year": "", "target_year": "", "target": ""},
)


def without_target(form: InputForm) -> InputForm:
    """Return a form whose target may be left out."""
    required = tuple(column for column in form.required if column not in TARGET)
    return replace(form, required=required, optional=(*TARGET, *form.optional))


def is_series(path: str | Path) -> bool:
    """Tell whether a table has one value a row, and no current value."""
    try:
        columns = {*columns_of(Path(path), (*SERIES_FORM.names, "current_value"))}
    except DataRefused:  # reading it as a whole says why
        return False
    return {"name", "year", "value"} <= columns and "current_value" not in columns


def read_series(
    path: str | Path, needs_target: bool = True, findings: Findings | None = None
) -> tuple[pd.DataFrame, NDArray[np.float64], NDArray[np.float64]]:
    """Read one value a row; the years of a name are one assessment of its last year.

    Parameters
    ----------
    path
        A file with the columns of ``SERIES_FORM``.
    needs_target
        Whether target and target year must be there.
    findings
        Takes what was guessed, and what is probably wrong.

    Returns
    -------
    table
        As `read_assessments`, one row a name in their order; the base is the value of base_year,
        or the first one where that is blank.
    years, values : ndarray of float, shape (n, k)
        The points of each row by year, nan where there are fewer.

    Raises
    ------
    DataRefused
        With every problem of the file, in reading order.
    """
    form = read_form(path, SERIES_FORM if needs_target else without_target(SERIES_FORM))
    values = form.values
    form.fault_repetitions(("name", "year"), "year")
    form.fault_cells("value", np.isnan(values["value"]), number_advice)
    first = first_rows(form.cells["name"].codes)
    of_name = ("base_year", "target_year", "target", "better", "share", "limit")
    for name in of_name:
        cells = form.cells[name].column()
        form.fault(name, cells != cells[first], ("what the first row of the name has", "Agree."))
    form.refuse_faults()
    form.add_to(findings)
    table = pd.DataFrame({name: values[name] for name in ("name", "year", "value", *of_name)})
    table = table.sort_values("year", kind="stable")
    place = table.groupby("name").cumcount()
    heads = table.drop_duplicates("name").sort_index().set_index("name")
    rows = heads.index.get_indexer(table["name"])
    points = np.full((2, len(heads), place.max() + 1), np.nan)
    points[:, rows, place] = table[["year", "value"]].to_numpy(float).T
    last = table.drop_duplicates("name", keep="last").set_index("name").loc[heads.index]
    base_year = heads["base_year"].where(heads["base_year"] > 0, points[0, :, 0]).astype(float)
    at_base = points[0] == base_year.to_numpy()[:, None]
    base = np.where(at_base.any(axis=1), np.nansum(np.where(at_base, points[1], 0), axis=1), np.nan)
    read = pd.DataFrame(
        {
            "name": heads.index,
            "base_year": base_year.to_numpy(),
            "base_value": base,
            "current_year": last["year"].to_numpy(float),
            "current_value": last["value"].to_numpy(),
            "target_year": heads["target_year"].where(heads["target_year"] > 0).to_numpy(float),
            "target": heads["target"].to_numpy(),
            "better": heads["better"].to_numpy(),
            "share": (heads["share"] == "yes").to_numpy(),
            "limit": heads["limit"].to_numpy(),
        }
    )
    return _with_limit(read), points[0], points[1]


def _with_limit(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table without the column of limits where no row has one."""
    return table if table["limit"].notna().any() else table.drop(columns="limit")


def read_assessments(
    path: str | Path, findings: Findings | None = None, needs_target: bool = True
) -> pd.DataFrame:
    """Read one assessment a row.

    Parameters
    ----------
    path
        A file with the columns of ``ASSESSMENT_FORM``; further ones are carried along as texts.
    findings
        Takes what was guessed, and what is probably wrong.
    needs_target
        Whether target and target year must be there.

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
    form = read_form(path, ASSESSMENT_FORM if needs_target else without_target(ASSESSMENT_FORM))
    carried = [name for name in form.sheet.cells if name not in (*ASSESSMENT_FORM.names, *ADDED)]
    further = {name: distinct(form.sheet, name) for name in carried}
    for name, cells in further.items():
        form.cells[name] = cells
        form.fault(name, ~cells.read(is_plain), PLAIN_ADVICE)
    form.refuse_faults()
    _doubt(form, carried)
    form.add_to(findings)
    values, rows = form.values, form.sheet.cells.index
    table = pd.DataFrame(
        {
            "name": [name or f"row {row}" for name, row in zip(values["name"], rows, strict=True)],
            **{name: np.where(values[name] < 0, np.nan, values[name]) for name in YEARS},
            **{name: values[name] for name in VALUES},
            "better": values["better"],
            "share": values["share"] == "yes",
            "limit": values["limit"],
            **{name: cells.column() for name, cells in further.items()},
        }
    )
    return _with_limit(table)


def _doubt(form: FilledForm, carried: list[str]) -> None:
    """Note columns that may be misspelt, and values that may be fractions of percentages."""
    for name in carried:
        if hint := nearest(name, ASSESSMENT_FORM.names, MISSPELT):
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
