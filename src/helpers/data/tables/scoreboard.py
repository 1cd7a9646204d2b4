"""Table of outcomes: every target with a year, and what the evidence makes of it."""

from __future__ import annotations

from helpers.data.schema import Column, Table
from helpers.data.tables.columns import QUALIFIERS, choice, number, text, year
from helpers.data.tables.evidence import GRADES
from helpers.data.tables.figures import FIGURE_QUALIFIERS, ROLES

OUTCOMES = (
    "met",
    "met_late",
    "missed",
    "short_at_last_value",
    "definition_decides",
    "supportive_only",
    "no_evidence",
    "no_figure_set",
)

SCOREBOARD = Table(
    "scoreboard",
    "Every target with its outcome",
    "a target, goal or roadmap figure with a year",
    (
        text("target_id", "Target; of an indicator its name and the year"),
        choice("kind", "Where the target stands", ("indicator", "programme", "roadmap")),
        text("indicator_id", "Indicator, as in the table indicators; blank: none", required=False),
        Column("sector_no", "integer", "Sector of the roadmap; blank: none", required=False,
               minimum=1, maximum=10),
        year("year", "Year of the target"),
        number("target", "Target as read, the low end of a range; blank: no figure", "unit column",
               required=False),
        number("target_high", "High end of a target printed as a range; blank: no range",
               "unit column", required=False),
        choice("target_qualifier", "What the source says of the target; blank: no figure",
               FIGURE_QUALIFIERS, required=False),
        text("unit", "Unit of the target; blank: no figure", required=False),
        choice("outcome", "What the evidence decides", OUTCOMES),
        choice("leaning", "Where it points although it decides nothing", ("met", "missed", "none")),
        choice("measure", "Whether all rows measure the same as the target, or one only nearly; "
               "blank: no row, or another measure", ("same", "near"), required=False),
        choice("grade", "Worst grade of the rows the outcome rests on; blank: none",
               GRADES, required=False),
        number("value", "Value of the target year, else the last before, else the first after; of "
               "several the closest to the target; blank: none", "value_unit column",
               required=False),
        number("value_high", "High end of that value where it is a range; blank: no range",
               "value_unit column", required=False),
        choice("value_qualifier", "Whether the value is a bound of what it may be, or about; a "
               "fall of at least 20 is at most -20; blank: none", QUALIFIERS, required=False),
        year("value_year", "Year that value speaks of; blank: none", required=False),
        text("value_as_of", "When that value was stated, where its own year is not; blank: the "
             "year is stated", required=False),
        year("passed_year", "Year of the first value that passes a target met late, where another "
             "value is given; blank: none", required=False),
        text("evidence_ids", "Rows the outcome rests on, separated by semicolons; blank: none",
             required=False),
        text("condition", "What would have to hold, computed; blank: nothing", required=False),
        text("reason", "Which rule decided, and how the measure differs"),
        choice("role", "What the figure is in its sentence", ROLES),
        text("target_printed", "Target as printed"),
        text("value_unit", "Unit of the value: the target's, but for a near measure that counts in "
             "another and is set beside the target as it stands; blank: no value",
             required=False),
    ),
    primary_key=("target_id",),
)  # fmt: skip
