"""Whether a table holds to its declaration, in one pass over each column."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.data.schema import Column, Table


def holds_plainly(rows: pd.DataFrame, table: Table) -> bool:
    """Tell whether every column is of its declared type and within its declaration.

    One pass over each column. A table that holds otherwise, whole years as decimal numbers for
    example, is left to pandera, which also says what is wrong with one that does not.
    """
    return all(
        column.name in rows and _column_holds(rows[column.name], column) for column in table.columns
    )


def _column_holds(cells: pd.Series, column: Column) -> bool:
    """Tell whether a column of its declared type is within its declaration."""
    if column.kind == "string":
        if cells.dtype != "str" or cells.hasnans:
            return False
        texts = set(cells.unique())
        return not (column.required and "" in texts) and (
            not column.choices or texts <= {*column.choices, *([] if column.required else [""])}
        )
    if column.kind == "boolean":
        return cells.dtype == bool
    whole = column.kind in ("integer", "year")
    if cells.dtype != (np.int64 if whole else np.float64) or (column.required and cells.hasnans):
        return False
    least, most = cells.min(), cells.max()
    return not (
        (column.minimum is not None and least < column.minimum)
        or (column.maximum is not None and most > column.maximum)
    )
