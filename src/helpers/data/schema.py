"""How a table is declared: its columns, keys and order, each said once.

The same declaration checks a table (``validate``), describes it in ``datapackage.json``
(``package``) and fills the data dictionary of the workbook (``workbook``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name, kind, description
        ``kind`` is string, integer, number, boolean or year. The description ends without a stop.
    unit
        Unit of the numbers, or where the row states it.
    required
        False where a blank has a meaning; `description` says which.
    choices
        All values a cell may take, in the order of display.
    minimum, maximum
        Closed bounds of a number.
    names_rows
        Whether a cell lists names of rows of other tables, separated by semicolons.
    """

    name: str
    kind: str
    description: str
    unit: str = ""
    required: bool = True
    choices: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    names_rows: bool = False


@dataclass(frozen=True)
class Key:
    """Columns that must be found in another table."""

    columns: tuple[str, ...]
    table: str
    reference: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, its key and what it points to.

    ``rules`` names row rules of ``validate.ROW_RULES`` that go beyond a single column.
    """

    name: str
    title: str
    row: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[Key, ...] = ()
    rules: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Column names in their printed order."""
        return [column.name for column in self.columns]

    @property
    def printed(self) -> list[str]:
        """Names of the columns that quote a source: ``date_printed``, ``printed_zh``."""
        return [name for name in self.names if re.search("_printed$|^printed_", name)]

    @property
    def phrases(self) -> list[str]:
        """Names of the printed columns that hold the value of a row, in one language each."""
        return [name for name in self.printed if re.search("^value_|^printed_", name)]

    def column(self, name: str) -> Column:
        """Return the declared column of that name."""
        return next(column for column in self.columns if column.name == name)

    def chosen(self, *names: str) -> tuple[Column, ...]:
        """Return the declared columns of some names."""
        return tuple(map(self.column, names))
