"""Tables checked against their declaration with pandera, all failures at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.data.bounds import LOWER_AND_UPPER, SHARE_BOUNDS, outside
from helpers.data.formulas import rests_on
from helpers.data.raw import row_in_file
from helpers.data.schema import Column, Key, Table
from helpers.data.tables.columns import OVER_PERIOD, UNITS
from helpers.data.tables.evidence import VERDICTS
from helpers.errors import DataRefused, Problem

if TYPE_CHECKING:
    import pandera.pandas as pa

KIND_EXPECTED = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "year": "a year",
    "boolean": "true or false",
}


def _within_bounds(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Values of the indicator's own unit lie within its bounds."""
    limits = tables["indicators"].set_index("indicator_id")
    low, high = (table["indicator_id"].map(limits[end]) for end in LOWER_AND_UPPER)
    inside = ~outside(table["value"], low, high)
    if "unit" not in table:
        return inside
    return inside | (table["unit"] != table["indicator_id"].map(limits["unit"]))


def _percentage_bound(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """A share in percent, or its change, lies within 100."""
    ends = table[["value", "value_high"]].abs().max(axis=1)
    return (table["unit"] != "percent") | ~outside(ends, *SHARE_BOUNDS)


def _unit_known(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """A unit is known, or the indicator's own."""
    own = tables["indicators"].set_index("indicator_id")["unit"]
    known = table["unit"].isin((*UNITS, OVER_PERIOD))
    return known | (table["unit"] == table["indicator_id"].map(own))


def _target_known(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """A target stands in the roadmap or among the programmes."""
    targets = [tables[name]["target_id"] for name in ("roadmap_targets", "programme_targets")]
    return table["target_id"].isin(pd.concat(targets))


def _rows_known(table: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """Rows that are contradicted or derived from stand in the same table."""
    named = (table["conflicts_with"] + ";").str.split(";") + table["derivation"].map(rests_on)
    known = {"", *table["evidence_id"]}
    return named.map(lambda names: {name.strip() for name in names} <= known)


Rule = Callable[[pd.DataFrame, Mapping[str, pd.DataFrame]], pd.Series]
# Of which rows each rule holds, the column that it is about, and what it expects there.
ROW_RULES: dict[str, tuple[Rule, str, str]] = {
    "within_bounds": (_within_bounds, "value", "a value within the bounds of its indicator"),
    "bounds_in_order": (
        lambda table, _: ~(table["lower_bound"] >= table["upper_bound"]),
        "lower_bound",
        "a lower bound below the upper bound",
    ),
    "range_in_order": (
        lambda table, _: table["value_high"].isna() | (table["value_high"] > table["value"]),
        "value_high",
        "an upper end above the value",
    ),
    "percentage_within_bounds": (_percentage_bound, "value", "a percentage of 100 at most"),
    "doubt_has_its_reason": (
        lambda table, _: table["suspect"].astype(bool) == (table["suspect_note"] != ""),
        "suspect_note",
        "a reason where, and only where, the row is suspect",
    ),
    "unit_is_known": (_unit_known, "unit", f"one of {', '.join(UNITS)}, or the indicator's own"),
    "target_is_known": (_target_known, "target_id", "a roadmap or programme target"),
    "rows_are_known": (
        _rows_known,
        "evidence_id",
        "contradicted rows, and rows derived from, that the table holds",
    ),
    "verdict_is_known": (
        lambda table, _: table["verdict"].str.partition(":")[0].isin(VERDICTS),
        "verdict",
        f"one of {', '.join(VERDICTS)}, and a colon",
    ),
    "base_year_before_year": (
        lambda table, _: table["base_year"].isna() | (table["base_year"] < table["year"]),
        "base_year",
        "a base year before the year",
    ),
}


def check_tables(tables: Mapping[str, pd.DataFrame], declared: tuple[Table, ...]) -> None:
    """Check tables against their declarations: types, blanks, choices, bounds, keys, rules.

    Parameters
    ----------
    tables
        Tables by name; keys into a table that is not given are not checked.
    declared
        The declarations of the tables to check; each must be present.

    Raises
    ------
    DataRefused
        With one problem for each offending cell, in the order of tables, columns and rows.
    """
    problems: list[Problem] = []
    for table in declared:
        problems += check_table(tables[table.name], table, tables, f"{table.name}.csv")
    if problems:
        raise DataRefused("tables do not hold to their schema", problems)


def check_table(
    rows: pd.DataFrame, table: Table, tables: Mapping[str, pd.DataFrame], file: str
) -> list[Problem]:
    """Return every problem of one table; empty if there is none."""
    # Here, since pages are made and versions listed without a check, and pandera takes long.
    import pandera.pandas as pa

    rows = rows.reset_index(drop=True)
    columns = {column.name: _pandera_column(column) for column in table.columns}
    try:
        # In place of a copy that shares its cells: pandera alone would copy a million rows.
        schema = pa.DataFrameSchema(columns)
        schema.validate(rows.copy(deep=False), lazy=True, inplace=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.to_dict("records")
        translated = (_translate(case, table, file) for case in cases)
        return list(dict.fromkeys(chain.from_iterable(translated)))
    problems = _repeated_keys(rows, table, file)
    for key in table.foreign_keys:
        if key.table in tables:
            problems += _orphans(rows, key, tables[key.table], file)
    for name in table.rules:
        problems += _broken_rule(rows, name, tables, file)
    return problems


def _pandera_column(column: Column) -> pa.Column:
    """Return the pandera column: nullable numbers where blank has a meaning, text never null."""
    import pandera.pandas as pa

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
        is_of_kind = _is_text if column.kind == "string" else _is_boolean
        checks.append(pa.Check(is_of_kind, error=KIND_EXPECTED[column.kind]))
        return pa.Column(None, checks)
    if column.kind in ("integer", "year"):
        checks.append(pa.Check(lambda cells: cells % 1 == 0, error="a whole number"))
    return pa.Column(float, checks, nullable=not column.required, coerce=True)


def _is_text(cells: pd.Series) -> pd.Series:
    """Tell which cells are texts; a column of texts is told by its type."""
    return cells.notna() if cells.dtype == "str" else cells.map(lambda cell: isinstance(cell, str))


def _is_boolean(cells: pd.Series) -> pd.Series:
    """Tell which cells are true or false; a number is neither."""
    return cells.map(lambda cell: isinstance(cell, bool | np.bool_)).astype(bool)


def _translate(case: dict, table: Table, file: str) -> list[Problem]:
    """Put one of pandera's failure cases into our words."""
    check, cell = str(case["check"]), case["failure_case"]
    if check == "column_in_dataframe":
        expected = f"the columns {', '.join(table.names)}"
        return [Problem(f"no column '{cell}'", expected, "Add it.", file)]
    # A check that could not even run on a cell of the wrong type adds a case without a row.
    if pd.isna(case["index"]):
        return []
    column = table.column(str(case["column"]))
    found = repr(cell)
    if check == "not_nullable":
        found, check = "a blank", "a value"
    elif check.startswith(("coerce_dtype", "dtype")):
        check = KIND_EXPECTED[column.kind]
    elif isinstance(cell, float) and cell.is_integer() and column.kind in ("integer", "year"):
        # Whole numbers are checked as decimal ones, and told as they stand.
        found = repr(int(cell))
    remedy = f"The column holds: {column.description}."
    return _problems(file, column.name, check, remedy, [(case["index"], found)])


def _problems(
    file: str, column: str, expected: str, remedy: str, found: Iterable[tuple[int, str]]
) -> list[Problem]:
    """Return what is wrong with cells of a column, each by its position and what was found."""
    return [
        Problem(cell, expected, remedy, file, row=row_in_file(int(index)), column=column)
        for index, cell in found
    ]


def _repeated_keys(rows: pd.DataFrame, table: Table, file: str) -> list[Problem]:
    """Return a problem for each row whose key has stood before."""
    key = list(table.primary_key)
    found = (
        (index, f"the key {', '.join(map(str, cells))} a second time")
        for index, *cells in rows.loc[rows.duplicated(key), key].itertuples()
    )
    expected = f"one row for each {' + '.join(key)}"
    return _problems(file, key[0], expected, "Remove one of the rows, or tell them apart.", found)


def _orphans(rows: pd.DataFrame, key: Key, target: pd.DataFrame, file: str) -> list[Problem]:
    """Return a problem for each row that points to nothing."""
    known = set(zip(*(target[name].tolist() for name in key.reference), strict=True))
    pointing = zip(*(rows[name].tolist() for name in key.columns), strict=True)
    found = (
        (index, repr(", ".join(map(str, cells))))
        for index, cells in enumerate(pointing)
        if cells not in known
    )
    remedy = f"Add it to {key.table}, or mend the name."
    return _problems(file, key.columns[0], f"an entry of the table {key.table}", remedy, found)


def _broken_rule(
    rows: pd.DataFrame, name: str, tables: Mapping[str, pd.DataFrame], file: str
) -> list[Problem]:
    """Return a problem for each row that breaks a named rule."""
    holds, column, expected = ROW_RULES[name]
    broken = rows.loc[~holds(rows, tables).astype(bool), column]
    found = broken.map(str).items()
    return _problems(file, column, expected, "Compare the cell with its source.", found)
