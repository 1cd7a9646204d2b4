"""The tables of an edition as they were written, each read once it is asked for.

What names a source or a subject needs a few texts alone, and does without pandas.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from helpers.data.tables.areas import AREA_VERDICTS, AREAS, WHOLE
from helpers.data.tables.assessment import MILESTONES, OBSERVATIONS

if TYPE_CHECKING:
    import pandas as pd

    from helpers.data.areas import AreaTables
    from helpers.data.schema import Table

ENDING = ".csv"
# Tables of areas alone; in others of them a row speaks of an area or of the whole.
OF_AREAS = (AREAS.name, AREA_VERDICTS.name)


class TableFiles(Mapping[str, "pd.DataFrame"]):
    """Tables by name, what they say of the whole.

    Parameters
    ----------
    files
        Content of the files by their bare names; what is no table is passed over.
    targets
        The target table of the edition, "" for the plan's own.
    """

    def __init__(self, files: Mapping[str, bytes], targets: str = "") -> None:
        self._texts = {
            name.removesuffix(ENDING): content
            for name, content in files.items()
            if name.endswith(ENDING)
        }
        self._targets = targets
        self._whole: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table, of rows that may speak of an area those of the whole."""
        from helpers.data.areas import of_whole

        if name not in self._whole:
            rows = self.with_areas(name)
            self._whole[name] = rows if name in OF_AREAS else of_whole(rows)
        return self._whole[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names."""
        return iter(self._texts)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._texts)

    def __contains__(self, name: object) -> bool:
        """Tell whether there is such a table, without reading it."""
        return name in self._texts

    def with_areas(self, name: str) -> pd.DataFrame:
        """Return a table with all its rows."""
        from helpers.data.write import read_csv

        return read_csv(self._texts[name].decode("utf-8"), self._declared[name])

    @cached_property
    def by_area(self) -> AreaTables | None:
        """What is said of areas; None where there are none."""
        if AREAS.name not in self:
            return None
        from helpers.data.areas import AreaTables, of_areas

        names = (AREAS.name, OBSERVATIONS.name, MILESTONES.name)
        return AreaTables(*map(of_areas, map(self.with_areas, names)))

    def texts(self, name: str) -> Iterator[dict[str, str]]:
        """Yield the cells of each row of the whole as they were written."""
        lines = io.StringIO(self._texts[name].decode("utf-8"), newline="")
        return (row for row in csv.DictReader(lines) if row.get("area", WHOLE) == WHOLE)

    @cached_property
    def _declared(self) -> Mapping[str, Table]:
        from helpers.data.tables.catalogue import tables_in

        return {table.name: table for table in tables_in(self._texts, self._targets)}


def texts_of(
    tables: Mapping[str, pd.DataFrame], name: str, columns: Sequence[str]
) -> list[dict[str, str]]:
    """Return the texts of some columns of a table by column, row by row; "" for a blank one."""
    if isinstance(tables, TableFiles):
        return [{column: row[column] for column in columns} for row in tables.texts(name)]
    return tables[name][[*columns]].fillna("").astype(str).to_dict("records")
