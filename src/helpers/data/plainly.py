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
        return (
            cells.dtype == "str" and not cells.hasnans and _texts_hold(set(cells.unique()), column)
        )
    if column.kind == "boolean":
        return cells.dtype == bool
    whole = column.kind in ("integer", "year")
    return (
        cells.dtype == (np.int64 if whole else np.float64)
        and not (column.required and cells.hasnans)
        and _bounds_hold(cells.min(), cells.max(), column)
    )


def _texts_hold(texts: set[str], column: Column) -> bool:
    """Tell whether distinct texts are among those a column may hold."""
    allowed = {*column.choices, *([] if column.required else [""])}
    return not (column.required and "" in texts) and (not column.choices or texts <= allowed)


def _bounds_hold(least: float, most: float, column: Column) -> bool:
    """Tell whether the ends of a column lie within its bounds; no number is outside none."""
    return not (
        (column.minimum is not None and least < column.minimum)
        or (column.maximum is not None and most > column.maximum)
    )
