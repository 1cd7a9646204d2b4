"""Table of figures published after 2016, with their evidence grades."""

from __future__ import annotations

from helpers.data.schema import Table
from helpers.data.tables.columns import INDICATOR_ID, INDICATOR_KEY, choice, number, text, year

LATER_UNITS = (
    "percent",
    "percent_on_previous_year",
    "percent_over_period",
    "index_points",
    "patents",
    "million persons",
)

LATER_OBSERVATIONS = Table(
    "later_observations",
    "Figures published after 2016",
    "a value published for an indicator, a neighbour of it, or a later target",
    (
        text("later_id", "Short name of the row"),
        INDICATOR_ID,
        text("series", "Label and population; no line joins two series"),
        text("series_note", "Label as handed down"),
        text("period", "Period as handed down"),
        year("base_year", "Year a cumulative change is counted from; blank: none", required=False),
        year("year", "Year the value speaks of"),
        choice("precision", "What part of the year", ("year", "half_year", "quarter", "month")),
        text("value_printed", "Value as handed down"),
        number("value", "Value as read; blank where only a direction is given", "unit column",
               required=False),
        choice("unit", "Unit of the value", LATER_UNITS),
        choice("qualifier", "What is said of the value", ("exact", "about", "over", "direction")),
        choice("status", "What kind of statement it is",
               ("reported", "derived", "estimate", "target", "direction")),
        text("derivation", "How it was derived, or what was said with the unit", required=False),
        choice("grade", "A official text seen, B official figure quoted elsewhere", ("A", "B")),
        text("grade_note", "What was said with the grade", required=False),
        choice("conflict", "Whether another row of the same series and year contradicts it",
               ("yes", "no")),
        text("publisher", "Who published it"),
        text("document", "In which document"),
        text("published", "When"),
    ),
    primary_key=("later_id",),
    foreign_keys=(INDICATOR_KEY,),
)  # fmt: skip

LATER = (LATER_OBSERVATIONS,)
