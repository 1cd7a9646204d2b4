"""Words every table shares: units, qualifiers, kinds, and short forms of common columns."""

from __future__ import annotations

from helpers.data.schema import Column, Key

UNITS = (
    "percent",
    "percentage_points",
    "percent_per_year",
    "percent_on_previous_year",
    "index_points",
    "patents_per_100m_yuan",
    "index_base_100",
)
# Of a change between two years, the earlier one named beside it.
OVER_PERIOD = "percent_over_period"
# What bounds leave open: everything above, or everything below.
UPWARD, DOWNWARD = ("over", "at_least"), ("under", "at_most")
QUALIFIERS = ("exact", "about", *UPWARD, *DOWNWARD)
TARGET_KINDS = ("level", "change_from_base", "period_mean")
RULES = ("linear", "geometric", "logit")
POSITIONS = ("ahead", "on_path", "behind", "too_close_to_say", "not_comparable")
FIRST_YEAR, LAST_YEAR = 1949, 2049

SOURCE_KEY = Key(("source_id",), "sources", ("source_id",))
INDICATOR_KEY = Key(("indicator_id",), "indicators", ("indicator_id",))
OBSERVATION_KEY = Key(("observation_id",), "observations", ("observation_id",))


def year(name: str, description: str, *, required: bool = True) -> Column:
    """Declare a year column with the bounds every year of the compendium keeps."""
    return Column(
        name, "year", description, required=required, minimum=FIRST_YEAR, maximum=LAST_YEAR
    )


def text(name: str, description: str, *, required: bool = True) -> Column:
    """Declare a text column."""
    return Column(name, "string", description, required=required)


def names(name: str, description: str, *, required: bool = True) -> Column:
    """Declare a text column whose cells list names of rows, separated by semicolons."""
    return Column(name, "string", description, required=required, names_rows=True)


def number(name: str, description: str, unit: str = "", *, required: bool = True) -> Column:
    """Declare a column of decimal numbers."""
    return Column(name, "number", description, unit, required)


def choice(
    name: str, description: str, choices: tuple[str, ...], *, required: bool = True
) -> Column:
    """Declare a text column with a closed list of values."""
    return Column(name, "string", description, required=required, choices=choices)


INDICATOR_ID = text("indicator_id", "Indicator, as in the table indicators")
SOURCE_ID = text("source_id", "Source, as in the table sources")
LOCATOR = text("locator", "Where in the source: section, table row or a short distinctive label")
SUSPECT = (
    Column("suspect", "boolean", "Whether print or reading is in doubt"),
    text("suspect_note", "Why, and how it is read; blank where not suspect", required=False),
    SOURCE_ID,
    LOCATOR,
)
REPORT_YEAR = year("report_year", "Year of the observation")
SCALE = text("scale", "Scale of the values: the indicator's unit, or an index of the base year")
OBSERVED = number(
    "observed",
    "Observed value; blank where it cannot be brought to the scale",
    "scale column",
    required=False,
)
DECIMALS = Column(
    "decimals",
    "integer",
    "Digits printed after the decimal point; sets the rounding interval. Blank: the value is exact",
    required=False,
    minimum=0,
    maximum=12,
)
