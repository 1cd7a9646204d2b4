"""Areas in tables: where an edition has areas, the core tables have them as a key."""

from __future__ import annotations

from dataclasses import replace

from helpers.data.schema import Column, Key, Table
from helpers.data.tables.columns import (
    DECIMALS,
    INDICATOR_ID,
    INDICATOR_KEY,
    OBSERVATION_KEY,
    OBSERVED,
    POSITIONS,
    REPORT_YEAR,
    SCALE,
    choice,
    number,
    text,
)

# The area of a row that speaks of all areas together, as the plan and its reports do.
WHOLE = "whole"
AREA = text("area", f"Area the row speaks of, as in the table areas; {WHOLE}: all together")
# Positions, and what paths that do not all decide alike amount to.
VERDICT_WORDS = (*POSITIONS, "leans_ahead", "leans_behind", "depends")

AREAS = Table(
    "areas",
    "Areas",
    "an area that values are reported for: a province, a city, a country, a class of firms",
    (
        text("area", f"Short name used by every other table; {WHOLE}: all areas together"),
        text("name", "Name as the pages show it"),
        Column("order", "integer", "Place in lists, counted from 0 for all together", minimum=0),
    ),
    primary_key=("area",),
)
AREA_KEY = Key(("area",), "areas", ("area",))


def with_areas(table: Table) -> Table:
    """Return a table with the column ``area`` as a part of its key, after the indicator."""
    place = table.names.index("indicator_id") + 1
    key = table.primary_key
    # The id of an observation belongs to one area alone.
    key = (*key, "area") if "observation_id" not in key else key
    return replace(
        table,
        columns=(*table.columns[:place], AREA, *table.columns[place:]),
        primary_key=key,
        foreign_keys=(*table.foreign_keys, AREA_KEY),
    )


AREA_VERDICTS = Table(
    "area_verdicts",
    "Areas beside the paths",
    "an observation of an area: its verdict over all paths, and its rank among the areas",
    (
        INDICATOR_ID,
        AREA,
        REPORT_YEAR,
        OBSERVED,
        number("observed_low", "Lowest value that rounds to the observed one", "scale column",
               required=False),
        number("observed_high", "Highest value that rounds to the observed one", "scale column",
               required=False),
        SCALE,
        number("expected_low", "Lowest value of the paths in the report year", "scale column"),
        number("expected_high", "Highest value of the paths in the report year", "scale column"),
        number("gap_least", "Smallest gap to a path, positive is better", "scale column",
               required=False),
        number("gap_most", "Largest gap to a path", "scale column", required=False),
        number("interval_low", "Lowest gap the printed roundings allow", "scale column",
               required=False),
        number("interval_high", "Highest gap the printed roundings allow", "scale column",
               required=False),
        Column("paths", "integer", "Paths compared with", minimum=1),
        choice("verdict", "What all paths together say", VERDICT_WORDS),
        Column("rank_best", "integer", "Best rank within rounding, 1 the best; blank: not ranked",
               required=False, minimum=1),
        Column("rank_worst", "integer", "Worst rank within rounding", required=False, minimum=1),
        Column("ranked", "integer", "Areas ranked", required=False, minimum=1),
        Column("has_own_path", "boolean", "Whether bases or targets of the area's own were given"),
        text("observation_id", "Observation compared"),
        DECIMALS,
    ),
    primary_key=("observation_id",),
    foreign_keys=(INDICATOR_KEY, AREA_KEY, OBSERVATION_KEY),
)  # fmt: skip
