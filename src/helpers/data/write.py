"""Tables as canonical CSV: same values, same bytes."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.data.schema import Table

# Ten significant digits are more than any source prints and fewer than differ between processors.
FLOAT_FORMAT = "%.10g"
QUOTE = '"'
MARKS = (QUOTE, ",", "\n", "\r")
TRUTH = {"true": True, "false": False}


def rounded(number: float) -> float:
    """Return a number with the digits that are written, which all processors agree on."""
    return float(FLOAT_FORMAT % number)


def as_written(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the rows with every number rounded as it is written."""
    numbers = [column.name for column in table.columns if column.kind == "number"]
    return rows.assign(**{name: rows[name].astype(float).map(rounded) for name in numbers})


def prepared(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return the declared columns in their order, whole numbers as such even beside blanks."""
    ready = rows[table.names].copy()
    for column in table.columns:
        if column.kind in ("integer", "year"):
            ready[column.name] = ready[column.name].astype("Int64")
        elif column.kind == "number":
            ready[column.name] = ready[column.name].astype(float)
        elif column.kind == "boolean":
            ready[column.name] = ready[column.name].map({True: "true", False: "false"})
    return ready


def csv_text(rows: pd.DataFrame, table: Table) -> str:
    """Return a table as CSV: declared columns, ten significant digits, line feeds."""
    return plain_csv(prepared(rows, table))


def plain_csv(rows: pd.DataFrame) -> str:
    """Return all columns of a table as CSV, missing cells blank; each number is printed once."""
    if rows.columns.empty:
        return "\n"
    columns = [_quoted([str(name)]) + _quoted(_texts(rows[name])) for name in rows]
    if len(columns) == 1:  # a line without a character would be no row
        columns = [[text or f"{QUOTE}{QUOTE}" for text in columns[0]]]
    return "\n".join([*map(",".join, zip(*columns, strict=True)), ""])


def _quoted(texts: list[str]) -> list[str]:
    """Return texts as cells; those with a mark that CSV itself uses stand in quotation marks."""
    if not any(map("".join(texts).__contains__, MARKS)):  # almost every column
        return texts
    return [
        f"{QUOTE}{text.replace(QUOTE, 2 * QUOTE)}{QUOTE}" if any(map(text.__contains__, MARKS))
        else text
        for text in texts
    ]  # fmt: skip


def _texts(cells: pd.Series) -> list[str]:
    """Return the cells of a column as texts."""
    if cells.dtype.kind != "f":
        return [*map(str, cells.astype(object).where(cells.notna(), ""))]
    codes, distinct = pd.factorize(cells.to_numpy(), use_na_sentinel=True)
    texts = [*(FLOAT_FORMAT % number for number in distinct), ""]
    return np.array(texts, dtype=object)[codes].tolist()


def write_csv(rows: pd.DataFrame, table: Table, folder: Path) -> Path:
    """Write a table as UTF-8 CSV and return its path."""
    path = folder / f"{table.name}.csv"
    path.write_text(csv_text(rows, table), encoding="utf-8", newline="")
    return path


def read_csv(text: str, table: Table) -> pd.DataFrame:
    """Return a table written by `csv_text` in its declared kinds, a blank text as "".

    A column with a cell that is not of its kind stays text, for `validate` to name the cell.
    """
    rows = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False).astype(object)
    for column in table.columns:
        if column.name not in rows or column.kind == "string":
            continue
        cells = rows[column.name]
        if column.kind == "boolean":
            rows[column.name] = cells.map(TRUTH).fillna(cells).infer_objects()
        else:
            numbers = pd.to_numeric(cells.replace("", None), errors="coerce")
            rows[column.name] = numbers if (numbers.notna() | (cells == "")).all() else cells
    return rows
