"""Tables checked against their declaration with pandera, all failures at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pandera.pandas as pa

from helpers.data.plainly import holds_plainly
from helpers.data.raw import row_in_file
from helpers.data.schema import Column, Key, Table
from helpers.errors import DataRefused, Problem

KINDS = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "year": "a year",
    "boolean": "true or false",
}


def _within_bounds(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Values of the indicator's own unit lie within its bounds."""
    limits = tables["indicators"].set_index("indicator_id")
    low = table["indicator_id"].map(limits["lower_bound"]).fillna(float("-inf"))
    high = table["indicator_id"].map(limits["upper_bound"]).fillna(float("inf"))
    inside = table["value"].between(low, high)
    if "unit" not in table:
        return inside
    return inside | (table["unit"] != table["indicator_id"].map(limits["unit"]))


def _bounds_in_order(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """The lower bound stands below the upper one."""
    return ~(table["lower_bound"] >= table["upper_bound"])


def _base_before_year(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """A change is counted from an earlier year."""
    return table["base_year"].isna() | (table["base_year"] < table["year"])


def _range_in_order(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """The upper end of a range lies above the lower one."""
    return table["value_high"].isna() | (table["value_high"] > table["value"])


def _percentage_bound(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """A share in percent lies within 100."""
    ends = table[["value", "value_high"]].abs().max(axis=1)
    return (table["unit"] != "percent") | ends.isna() | (ends <= 100.0)


def _doubt_reason(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """A suspect row says why, any other row says nothing."""
    return table["suspect"].astype(bool) == (table["suspect_note"] != "")


Rule = Callable[[pd.DataFrame, Mapping[str, pd.DataFrame]], pd.Series]
RULES: dict[str, tuple[Rule, str, str]] = {
    "within_bounds": (_within_bounds, "value", "a value within the bounds of its indicator"),
    "bounds_in_order": (_bounds_in_order, "lower_bound", "a lower bound below the upper bound"),
    "range_in_order": (_range_in_order, "value_high", "an upper end above the value"),
    "percentage_within_bounds": (_percentage_bound, "value", "a percentage of 100 at most"),
    "doubt_has_its_reason": (
        _doubt_reason,
        "suspect_note",
        "a reason where, and only where, the row is suspect",
    ),
    "base_year_before_year": (_base_before_year, "base_year", "a base year before the year"),
}


def check_tables(
    tables: Mapping[str, pd.DataFrame], declared: tuple[Table, ...], file: str = ""
) -> None:
    """Check tables against their declarations: types, blanks, choices, bounds, keys, rules.

    Parameters
    ----------
    tables
        Tables by name; keys into a table that is not given are not checked.
    declared
        The declarations of the tables to check; each must be present.
    file
        Name to print instead of ``<table>.csv`` where the rows come from one file.

    Raises
    ------
    DataRefused
        With one problem for each offending cell, in the order of tables, columns and rows.
    """
    problems: list[Problem] = []
    for table in declared:
        problems += check_table(tables[table.name], table, tables, file or f"{table.name}.csv")
    if problems:
        raise DataRefused("tables do not hold to their schema", problems)


def check_table(
    rows: pd.DataFrame, table: Table, tables: Mapping[str, pd.DataFrame], file: str
) -> list[Problem]:
    """Return every problem of one table; empty if there is none."""
    rows = rows.reset_index(drop=True)
    if not holds_plainly(rows, table):
        try:
            pandera_schema(table).validate(rows, lazy=True)
        except pa.errors.SchemaErrors as error:
            cases = error.failure_cases.to_dict("records")
            # A check that could not even run on a cell of the wrong type adds a case without a row.
            told = [
                c for c in cases if not pd.isna(c["index"]) or c["check"] == "column_in_dataframe"
            ]
            return list(dict.fromkeys(_translate(case, table, file) for case in told))
    problems = _repeated_keys(rows, table, file)
    for key in table.foreign_keys:
        if key.table in tables:
            problems += _orphans(rows, key, tables[key.table], file)
    for name in table.rules:
        problems += _broken_rule(rows, name, tables, file)
    return problems


def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """Return the pandera schema of a declared table; columns beyond the declared may follow."""
    return pa.DataFrameSchema(
        {column.name: _pandera_column(column) for column in table.columns},
        name=table.name,
        title=table.title,
    )


def _pandera_column(column: Column) -> pa.Column:
    """Return the pandera column: nullable numbers where blank has a meaning, text never null."""
    checks = []
    if column.choices:
        allowed = list(column.choices) + ([] if column.required else [""])
        checks.append(pa.Check.isin(allowed, error=f"one of {', '.join(column.choices)}"))
    if column.minimum is not None:
        checks.append(pa.Check.ge(column.minimum, error=f"{column.minimum} or more"))
    if column.maximum is not None:
        checks.append(pa.Check.le(column.maximum, error=f"{column.maximum} or less"))
    if column.kind in ("string", "boolean"):
        if column.required and column.kind == "string":
            checks.append(pa.Check.ne("", error="a text that is not empty"))
        type_ = str if column.kind == "string" else (bool, np.bool_)
        checks.append(
            pa.Check(
                lambda cell: isinstance(cell, type_), element_wise=True, error=KINDS[column.kind]
            )
        )
        return pa.Column(None, checks, description=column.description)
    if column.kind in ("integer", "year"):
        checks.append(pa.Check(float.is_integer, element_wise=True, error="a whole number"))
    return pa.Column(
        float, checks, nullable=not column.required, coerce=True, description=column.description
    )


def _translate(case: dict, table: Table, file: str) -> Problem:
    """Put one of pandera's failure cases into our words."""
    check, found, index = str(case["check"]), case["failure_case"], case["index"]
    name = str(case["column"])
    if check == "column_in_dataframe":
        return Problem(
            f"no column '{found}'", f"the columns {', '.join(table.names)}", "Add it.", file
        )
    column = table.column(name)
    if check == "not_nullable":
        quote, check = "a blank", "a value"
    else:
        quote = _as_held(found, column)
    if check.startswith(("coerce_dtype", "dtype")):
        check = KINDS[column.kind]
    return Problem(
        quote,
        check,
        f"The column holds: {column.description}.",
        file,
        row=row_in_file(int(index)),
        column=name,
    )


def _as_held(found: object, column: Column) -> str:
    """Quote a cell; a whole number as such, though decimal numbers are what was checked."""
    if isinstance(found, float) and found.is_integer() and column.kind in ("integer", "year"):
        return repr(int(found))
    return repr(found)


def _repeated_keys(rows: pd.DataFrame, table: Table, file: str) -> list[Problem]:
    """Return a problem for each row whose key has stood before."""
    key = list(table.primary_key)
    repeated = rows.index[rows.duplicated(key)]
    return [
        Problem(
            f"the key {', '.join(str(rows.at[index, name]) for name in key)} a second time",
            f"one row for each {' + '.join(key)}",
            "Remove one of the rows, or tell them apart.",
            file,
            row=row_in_file(index),
            column=key[0],
        )
        for index in repeated
    ]


def _orphans(rows: pd.DataFrame, key: Key, target: pd.DataFrame, file: str) -> list[Problem]:
    """Return a problem for each row that points to nothing."""
    known = set(zip(*(target[name].tolist() for name in key.reference), strict=True))
    cells = list(zip(*(rows[name].tolist() for name in key.columns), strict=True))
    return [
        Problem(
            repr(", ".join(map(str, cells[index]))),
            f"an entry of the table {key.table}",
            f"Add it to {key.table}, or mend the name.",
            file,
            row=row_in_file(index),
            column=key.columns[0],
        )
        for index, found in enumerate(cells)
        if found not in known
    ]


def _broken_rule(
    rows: pd.DataFrame, name: str, tables: Mapping[str, pd.DataFrame], file: str
) -> list[Problem]:
    """Return a problem for each row that breaks a named rule."""
    holds, column, expected = RULES[name]
    return [
        Problem(
            str(rows.at[index, column]),
            expected,
            "Compare the cell with its source.",
            file,
            row=row_in_file(index),
            column=column,
        )
        for index in rows.index[~holds(rows, tables).astype(bool)]
    ]
