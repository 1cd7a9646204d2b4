"""Areas: values of provinces, cities, countries or classes of firms beside those of the whole.

Whatever speaks of the whole stays in the tables of the edition, as if there were no areas; what
speaks of an area stands beside it. So nothing that reads an edition must know of areas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from helpers.data.parameter_choices import unknown
from helpers.data.tables.areas import AREAS, WHOLE, with_areas
from helpers.data.tables.assessment import MILESTONES, OBSERVATIONS
from helpers.data.validate import check_tables
from helpers.errors import WrongCall
from helpers.parameter_values import NOT_TAKEN, typed

# The parameter that asks for sheets of areas, and what asks for all of them.
AREA_SHEETS, EVERY_AREA = "area_sheets", "all"
AREA_INPUTS = (AREAS, with_areas(OBSERVATIONS), with_areas(MILESTONES))


@dataclass(frozen=True)
class AreaTables:
    """What an edition says of its areas.

    Attributes
    ----------
    areas
        Columns of ``AREAS``, in their order, without the whole.
    observations
        Columns of ``OBSERVATIONS`` and `area`.
    milestones
        Columns of ``MILESTONES`` and `area`: bases and targets that differ from the whole's.
    """

    areas: pd.DataFrame
    observations: pd.DataFrame
    milestones: pd.DataFrame

    def only(self, indicator: str) -> AreaTables:
        """Return what is said of one indicator."""
        kept = (table[table["indicator_id"] == indicator].reset_index(drop=True)
                for table in (self.observations, self.milestones))  # fmt: skip
        return replace(self, observations=next(kept), milestones=next(kept))

    @property
    def register(self) -> pd.DataFrame:
        """The areas with the whole before them, as the table ``areas`` lists them."""
        whole = pd.DataFrame([[WHOLE, WHOLE, 0]], columns=AREAS.names)
        return pd.concat([whole, self.areas], ignore_index=True)

    def check(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Check the tables against their declarations.

        Raises
        ------
        DataRefused
            With one problem for each offending cell.
        """
        own = {"areas": self.register, "observations": self.observations,
               "milestones": self.milestones}  # fmt: skip
        check_tables({**tables, **own}, AREA_INPUTS)


def area_tables(
    areas: pd.DataFrame, observations: pd.DataFrame, milestones: pd.DataFrame
) -> AreaTables | None:
    """Return what is said of areas; None where no value is of one.

    Parameters
    ----------
    areas
        Areas as the files list them, with name and order, in that order.
    observations, milestones
        Rows of areas alone.
    """
    if observations.empty:
        return None
    return AreaTables(areas, observations.reset_index(drop=True), milestones.reset_index(drop=True))


def area_choices(areas: pd.DataFrame) -> list[str]:
    """Return what may be asked for of areas: each by its short name or its name, or all of them."""
    if areas.empty:
        return []
    return list(dict.fromkeys([*areas["area"], *areas["name"], EVERY_AREA]))


def chosen_areas(areas: pd.DataFrame, asked: Sequence[str] | str) -> pd.DataFrame:
    """Return the areas that are asked for, in their order; a text of names is taken as well.

    Raises
    ------
    WrongCall
        With every one that is not there, and the nearest name.
    """
    asked = typed(AREA_SHEETS, asked, "list[str]")
    if problems := unknown(AREA_SHEETS, asked, area_choices(areas)):
        raise WrongCall(NOT_TAKEN, problems)
    if EVERY_AREA in asked:
        return areas
    return areas[areas["area"].isin(asked) | areas["name"].isin(asked)].reset_index(drop=True)


def of_whole(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that speak of the whole, without the column ``area``."""
    if "area" not in rows:
        return rows
    return rows[rows["area"] == WHOLE].drop(columns="area").reset_index(drop=True)


def of_areas(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that speak of an area; none where the column ``area`` is missing."""
    if "area" not in rows:
        return rows.iloc[:0].assign(area="")
    return rows[rows["area"] != WHOLE]


def whole_and_areas(whole: pd.DataFrame, by_area: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the whole and those of areas as one table."""
    parts = [part for part in (whole.assign(area=WHOLE), by_area) if len(part)]
    return pd.concat(parts or [by_area], ignore_index=True)
